"""The files of what was dropped: folders walked through, and what in them is not taken in, named with the reason."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workstation.domain.disclosures import natural_order
from workstation.domain.errors import UserError
from workstation.domain.system_errors import system_reason
from workstation.language.visible import visible_name


class NothingToTakeInError(UserError):
    code = "import.nothing"
    message = "There is no file at {path}. Check the name, or drop the files into the window."


class WorkspaceItselfError(UserError):
    code = "import.own_workspace"
    message = "{path} belongs to this workspace and is not taken into it. Choose the seller's files, wherever they were saved."


class LinkRefusedError(UserError):
    code = "import.link"
    message = (
        "{name} is a link to another place and is not followed. Take in the file that it points to by itself."
    )


class HiddenFileError(UserError):
    code = "import.hidden"
    message = "{name} is hidden and stays out. If it is a document, take it in by itself."


class NoPlainFileError(UserError):
    code = "import.no_plain_file"
    message = "{name} is no plain file (a device or a pipe) and cannot be taken in."


class FileNotOpenedError(UserError):
    code = "import.not_opened"
    message = "{name} could not be opened ({detail}), so it was not taken in. Check that it is there and may be read, then take it in again."


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on the disk and the seller's path to it, relative to what was dropped. With a `reason` it stays out."""

    path: Path
    source_path: str
    reason: UserError | None = None

    @property
    def name(self) -> str:
        return self.source_path.rpartition("/")[2]


def find_files(paths: Sequence[Path], workspace: Path) -> tuple[FoundFile, ...]:
    """Files and the files of folders, in the natural order of their names (附件2 before 附件10). In a folder links are not followed and hidden files
    stay out; each is named, a hidden folder as a whole. `NothingToTakeInError`; `WorkspaceItselfError` for what lies in
    the `workspace` that it would be taken into."""
    own = workspace.resolve()
    return tuple(found for path in paths for found in _files_at(path, own))


def content_of(path: Path) -> bytes:
    """All of a small file, such as a saved page; `FileNotOpenedError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileNotOpenedError(name=readable_name(path.name), detail=system_reason(error)) from error


def _files_at(path: Path, own: Path) -> Iterator[FoundFile]:
    if path.resolve().is_relative_to(own):
        raise WorkspaceItselfError(path=path)
    if path.is_dir():
        found = _files_in(path, path.parent, own)
        yield from sorted(found, key=lambda each: (natural_order(each.source_path), each.source_path))
    elif path.is_file():
        yield FoundFile(path, readable_name(path.name))
    else:
        raise NothingToTakeInError(path=path)


def _files_in(folder: Path, above: Path, own: Path) -> Iterator[FoundFile]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError as error:
        name = readable_name(folder.relative_to(above).as_posix())
        yield FoundFile(folder, name, FileNotOpenedError(name=name, detail=system_reason(error)))
        return
    for entry in listed:
        path = Path(entry.path)
        name = readable_name(path.relative_to(above).as_posix())
        if entry.is_symlink():
            yield FoundFile(path, name, LinkRefusedError(name=name))
        elif entry.name.startswith("."):
            yield FoundFile(path, name, HiddenFileError(name=name))
        elif entry.is_dir(follow_symlinks=False):
            if path.resolve() == own:
                yield FoundFile(path, name, WorkspaceItselfError(path=name))
            else:
                yield from _files_in(path, above, own)
        elif entry.is_file(follow_symlinks=False):
            yield FoundFile(path, name)
        else:
            yield FoundFile(path, name, NoPlainFileError(name=name))


def readable_name(name: str) -> str:
    """A name whose bytes are no UTF-8 (an archive from a Chinese Windows) is read as GB18030; what does not show in it is
    made to show."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return visible_name(name.encode("utf-8", "surrogateescape").decode("gb18030", "replace"))
    return visible_name(name)
