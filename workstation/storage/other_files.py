"""What a workspace holds beside its database, objects and snapshots, on its way into the copy on another disk.

That is the person's own lending rates (an input of the price), texts that are not kept yet, notes of imports that were
cut off, and the clock of the sample.
"""

import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from workstation.application.ports.files import Files
from workstation.storage.drafts import unreadable_drafts
from workstation.storage.imports import unreadable_imports
from workstation.storage.layout import Layout
from workstation.storage.objects import PART

# Made again where they are missing (derived), of this folder alone (the note of its own copies), or taken out by a person or
# for an expert. Whatever else lies in the folder comes along, so that nothing that is stored later is forgotten.
_LEFT_OUT: Final = re.compile(r"derived|bin|mirror\.json|(damaged|journal)-\d+")
_COPIED_OTHERWISE: Final = re.compile(r"objects|snapshots|workspace\..*")
_STAGE: Final = "others.part"
_CHUNK: Final = 1 << 20


class OtherFiles:
    """Copies the other files of a workspace in two steps.

    `stage` reads them before the database is copied, `put_in_place` moves them after it: a text that is kept meanwhile
    is in one of the two. A copy that is not finished leaves what an earlier one brought.
    """

    def __init__(self, source: Layout, target: Layout, files: Files) -> None:
        self._source, self._target, self._files = source.folder, target.folder, files
        self._stage = target.folder / _STAGE
        self._found: frozenset[Path] = frozenset()

    def stage(self) -> int:
        """Copies the files beside their places. Returns how many are damaged here and were not copied; of those the
        copy keeps what it has."""
        self.clear()
        self._found = frozenset(_files_of(self._source))
        return sum(not self._staged(name) for name in sorted(self._found))

    def _staged(self, name: Path) -> bool:
        if (self._target / name).is_file() and _is_damaged(self._source / name):
            return False  # the one there may be whole
        staged = self._stage / name
        _make_folder(staged.parent)
        staged.touch(mode=0o600)
        try:
            file = (self._source / name).open("rb")
        except FileNotFoundError:
            # Kept or ended just now: the database, which is copied later, has it
            staged.unlink()
            return True
        except OSError:
            staged.unlink()
            return False
        with file:
            whole = self._copy(file, staged)
        if not whole:
            staged.unlink()
        return whole

    def _copy(self, file: BinaryIO, staged: Path) -> bool:
        with staged.open("wb") as copy:
            while True:
                try:
                    chunk = file.read(_CHUNK)
                except OSError:  # a bad block
                    return False
                if not chunk:
                    break
                copy.write(chunk)
            self._files.sync(copy)
        return True

    def put_in_place(self, taken_out: Path) -> None:
        """Moves what was staged to its place, file by file. A file of the copy that is gone here is moved into the
        folder `taken_out`."""
        for name in sorted(_files_of(self._target)):
            if name not in self._found:
                _make_folder((taken_out / name).parent)
                self._files.replace(self._target / name, taken_out / name)
        if not self._stage.exists():
            return
        for staged in sorted(path for path in self._stage.rglob("*") if path.is_file()):
            there = self._target / staged.relative_to(self._stage)
            _make_folder(there.parent)
            self._files.replace(staged, there)
            self._files.sync_folder(there.parent)

    def clear(self) -> None:
        """Removes what is staged and was not put in place, also by a program that was killed."""
        shutil.rmtree(self._stage, ignore_errors=True)


def _is_damaged(path: Path) -> bool:
    looked_at = {"drafts": unreadable_drafts, "imports": unreadable_imports}.get(path.parent.name)
    return looked_at is not None and path in looked_at(path.parent)


def is_of_a_copy(name: str) -> bool:
    """Whether a copy that is being made holds something of that name beside what is copied otherwise."""
    return name in {_STAGE, "drafts", "imports", "bin"}


def _files_of(folder: Path) -> Iterator[Path]:
    """Paths in the folder; names that begin with a point are of the system, links lead elsewhere."""
    for each in folder.iterdir():
        if _LEFT_OUT.fullmatch(each.name) or _COPIED_OTHERWISE.fullmatch(each.name):
            continue
        for path in (each, *each.rglob("*")) if each.is_dir() and not each.is_symlink() else (each,):
            name = path.relative_to(folder)
            hidden = any(part.startswith(".") or part.endswith(PART) for part in name.parts)
            if not hidden and path.is_file() and not path.is_symlink():
                yield name


def _make_folder(folder: Path) -> None:
    """For the owner alone, whatever the umask."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=stat.S_IRWXU, exist_ok=True)
