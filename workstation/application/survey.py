"""What was dropped, looked through before anything enters a lot: archives and mails opened, every file hashed and kept,
compared with what is there."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from workstation.application.ahead import ahead
from workstation.application.dropped_files import FileNotOpenedError, FoundFile, find_files
from workstation.application.ports.documents import FileKind, Member, Unpacked
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.application.surveyed import Entering, Refused, Standing, Survey
from workstation.application.waiting import wait
from workstation.domain.disclosures import revises, similar_names, stem
from workstation.domain.documents import ARCHIVE, Version
from workstation.domain.errors import UserError
from workstation.domain.reading import (
    ArchiveTooDeepError,
    ArchiveTooLargeError,
    HoldsItselfError,
    MembersRefusedError,
    ReadingError,
    nothing_came_out,
)
from workstation.domain.system_errors import system_reason

DEPTH: Final = 8
FILES: Final = 50_000
_HARMLESS: Final = 64 * 1024 * 1024  # bytes: this much may come out of any archive
_RATIO: Final = 100  # beyond that, so many times its own size
_MOST: Final = 8 * 1024**3
_HEAD: Final = 1024
_MEGABYTE: Final = 10**6
_ROOM: Final = 4  # papers: what has fewer is no data room
_REFRESHED: Final = 0.6  # of the papers of a lot come again when a room is disclosed anew


class NoRoomError(UserError):
    code = "import.no_room"
    message = "These files take {needed} MB, and the disk of the workspace has {free} MB left. Nothing was taken in. Free some space, or take in fewer files."


def survey(
    services: Services,
    lot: str,
    paths: Sequence[Path],
    progress: Progress,
    passwords: Sequence[str] = (),
    *,
    probing: bool = False,
    seen: Callable[[Entering], None] = lambda _: None,
) -> Survey:
    """Opens and keeps what was dropped; no row of the workspace changes.

    A file that cannot be opened is in the result with its reason; with `probing` also one that will not be read.
    `seen` is told of each file that was dropped, before its standing is known.

    Raises:
        NoRoomError: the disk cannot hold the files.
        CancelledError: it was stopped; what was kept by then is found again the next time.
    """
    found = find_files(paths, Path(services.location))
    services.reader.lot(lot)
    _check_room(services, found)
    taken = _Surveying(services, progress, tuple(passwords), probing=probing)
    with closing(ahead(taken.kept, found)) as kept:
        for position, (each, head) in enumerate(kept):
            progress.step(position, len(found), each.source_path)
            seen(taken.file(each, head))
    progress.step(len(found), len(found))
    return _placed(services, lot, taken.files)


def _check_room(services: Services, found: Sequence[FoundFile]) -> None:
    """`NoRoomError` before the first byte is copied. What comes out of archives is not known yet."""
    needed = sum(_size(each.path) for each in found if each.reason is None)
    free = services.objects.room()
    if needed > free:
        raise NoRoomError(needed=-(-needed // _MEGABYTE), free=free // _MEGABYTE)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # told of when it is opened
        return 0


def survey_again(services: Services, version: Version, password: str, progress: Progress) -> Survey:
    """What lies in an archive that is in the workspace already, now that its password is known."""
    taken = _Surveying(services, progress, (password,))
    taken.stored(version)
    return _placed(services, version.lot, taken.files)


def survey_again_of(
    services: Services,
    lot: str,
    kept: Sequence[tuple[str, str, int]],
    progress: Progress,
    passwords: Sequence[str] = (),
) -> Survey:
    """Files that are kept already, each by its path at the seller, its hash and its size. One that is not there any more
    is in the survey with its reason."""
    taken = _Surveying(services, progress, tuple(passwords))
    for position, (path, digest, size) in enumerate(kept):
        progress.step(position, len(kept), path)
        taken.again(Entering(path, digest, size))
    return _placed(services, lot, taken.files)


def survey_attached(services: Services, versions: Sequence[Version], progress: Progress) -> Survey:
    """What is attached to papers of one lot that were read, behind each paper itself."""

    def found_in(version: Version) -> list[Entering]:
        taken = _Surveying(services, progress, ())
        taken.stored(version, held=True)
        return taken.files

    files: list[Entering] = []
    with closing(ahead(found_in, versions)) as found:
        for position, inside in enumerate(found):
            progress.step(position, len(versions), inside[0].source_path)
            start = len(files)
            files += [
                each if each.holder is None else replace(each, holder=start + each.holder) for each in inside
            ]
    return _placed(services, versions[0].lot, files)


def _placed(services: Services, lot: str, found: Sequence[Entering]) -> Survey:
    known = _Known.of(services, lot)
    files = tuple(known.placed(found))
    return Survey(lot, files, known.missing(files))


def _opened(file: FoundFile) -> BinaryIO:
    try:
        return file.path.open("rb")
    except OSError as error:
        raise FileNotOpenedError(name=file.source_path, detail=system_reason(error)) from error


class _OutsideFile:
    """A file of the seller while it is stored: what its disk refuses (a bad block) is said of this file, and not of the disk
    of the workspace, which would end the import."""

    def __init__(self, stream: BinaryIO, file: FoundFile) -> None:
        self._stream, self._file = stream, file

    def read(self, size: int = -1) -> bytes:
        try:
            return self._stream.read(size)
        except OSError as error:
            raise FileNotOpenedError(name=self._file.source_path, detail=system_reason(error)) from error


class _Surveying:
    """Gathers `files`; archives are opened depth first."""

    def __init__(
        self, services: Services, progress: Progress, passwords: tuple[str, ...], *, probing: bool = False
    ) -> None:
        self._probing = probing
        self._services = services
        self._progress = progress
        self._passwords = passwords
        self._kept: set[str] = set()
        self.files: list[Entering] = []

    def kept(self, file: FoundFile) -> tuple[Entering, bytes]:
        """A file of the disk, stored, with its first bytes; runs on any thread."""
        if file.reason is not None:
            return Entering(file.source_path, standing=Standing.REFUSED, reason=file.reason), b""
        try:
            with _opened(file) as stream:
                outside = _OutsideFile(stream, file)
                stored = self._services.objects.store(cast("BinaryIO", outside))
                stream.seek(0)
                head = outside.read(_HEAD)
        except FileNotOpenedError as reason:
            return Entering(file.source_path, standing=Standing.REFUSED, reason=reason), b""
        return Entering(file.source_path, stored.sha256, stored.size, healed=stored.healed), head

    def file(self, each: Entering, head: bytes) -> Entering:
        """The file as it was found, with what it holds behind it in `files`."""
        place = len(self.files)
        if each.standing is Standing.REFUSED:
            self.files.append(each)
        else:
            self._enter(each, head, _Tree.of(each.size))
        return self.files[place]

    def stored(self, version: Version, *, held: bool = False) -> None:
        """A file of the workspace; with `held` it is known to hold others."""
        digest, size = version.sha256 or "", version.size or 0
        with self._services.objects.open(digest) as stream:
            head = stream.read(_HEAD)
        path = version.source_path or version.file_name or ""
        self._enter(Entering(path, digest, size), head, _Tree.of(size), held=held)

    def again(self, each: Entering) -> None:
        """A file that is kept and not in any lot yet."""
        try:
            with self._services.objects.open(each.sha256) as stream:
                head = stream.read(_HEAD)
        except UserError as error:
            self.files.append(Entering(each.source_path, standing=Standing.REFUSED, reason=error))
            return
        self._enter(each, head, _Tree.of(each.size))

    def _enter(self, each: Entering, head: bytes, tree: "_Tree", *, held: bool = False) -> None:
        """The file, and what it holds behind it. Of an archive that gives too much nothing comes in but itself."""
        place = len(self.files)
        self._kept.add(each.sha256)
        self.files.append(each)
        if not held and not self._services.documents().may_hold_files(head, each.name):
            self.files[place] = self._probed(each)
            return
        holding = _Holding(self._keep, each, place, tree)
        found = self._unpack(each, tree, holding.take)
        is_archive = found.kind is FileKind.ARCHIVE
        reason = found.reason
        if isinstance(reason, ArchiveTooLargeError) and tree.is_deepest:
            reason = ArchiveTooDeepError(depth=DEPTH)
        elif isinstance(reason, ArchiveTooLargeError):
            tree.burst = True
        for inner, start in () if tree.burst else holding.inner:
            self._enter(inner, start, tree.below(each.sha256))
            if tree.burst:
                break
        if tree.burst:
            del self.files[place + 1 :]
            reason = ArchiveTooLargeError()
        refused = (*holding.refused, *self._troubled(place))
        if refused and reason is None:
            none_came = is_archive and not holding.inner
            reason = (
                nothing_came_out([each.reason for each in refused])
                if none_came
                else MembersRefusedError(count=len(refused))
            )
        self.files[place] = replace(each, is_archive=is_archive, refused=refused, reason=reason)

    def _probed(self, each: Entering) -> Entering:
        if not self._probing:
            return each
        with self._services.objects.open(each.sha256) as stream:
            passwords = (*self._passwords, *self._services.passwords.known(each.sha256))
            pending = self._services.documents().probe(stream, name=each.name, passwords=passwords)
            return replace(each, reason=wait(pending, self._progress))

    def _troubled(self, place: int) -> Iterator[Refused]:
        """What did not come whole out of the archives directly inside, told of the outer one too."""
        for each in self.files[place + 1 :]:
            if each.holder == place and each.is_archive and isinstance(each.reason, ReadingError):
                yield Refused(each.name, each.reason)

    def _keep(self, data: bytes) -> tuple[str, bool]:
        """The hash of what came out of a holder, and whether it replaced a damaged copy."""
        digest = sha256(data).hexdigest()
        if digest in self._kept:
            return digest, False
        self._kept.add(digest)
        return digest, self._services.objects.store(BytesIO(data)).healed

    def _unpack(self, holder: Entering, tree: "_Tree", take: Callable[[Member], None]) -> Unpacked:
        with self._services.objects.open(holder.sha256) as stream:
            pending = self._services.documents().unpack(
                stream,
                name=holder.name,
                passwords=(*self._passwords, *self._services.passwords.known(holder.sha256)),
                allowance=(tree.spent.size, 0 if tree.is_deepest else tree.spent.files),
                on_member=take,
                probing=self._probing,
            )
            return wait(pending, self._progress)


@dataclass(slots=True)
class _Allowance:
    """What may still come out of one dropped archive and all the archives in it."""

    size: int
    files: int = FILES


@dataclass(slots=True)
class _Tree:
    """One dropped archive on the way down: `above` are the hashes of what is open."""

    spent: _Allowance
    above: tuple[str, ...] = ()
    root: "_Tree | None" = None
    has_burst: bool = False

    @classmethod
    def of(cls, size: int) -> "_Tree":
        return cls(_Allowance(min(_MOST, max(_HARMLESS, _RATIO * size))))

    def below(self, sha256_above: str) -> "_Tree":
        return _Tree(self.spent, (*self.above, sha256_above), self.root or self)

    @property
    def is_deepest(self) -> bool:
        return len(self.above) >= DEPTH

    @property
    def burst(self) -> bool:
        return (self.root or self).has_burst

    @burst.setter
    def burst(self, value: bool) -> None:
        (self.root or self).has_burst = value


class _Holding:
    """Takes what comes out of one holder."""

    def __init__(
        self, keep: Callable[[bytes], tuple[str, bool]], holder: Entering, place: int, tree: _Tree
    ) -> None:
        self._keep = keep
        self._holder = holder
        self._place = place
        self._tree = tree
        self.inner: list[tuple[Entering, bytes]] = []
        self.refused: list[Refused] = []

    def take(self, member: Member) -> None:
        if member.refusal is not None:
            self.refused.append(Refused(member.path, member.refusal))
            return
        self._tree.spent.size -= len(member.data)
        self._tree.spent.files -= 1
        digest, healed = self._keep(member.data)
        if digest == self._holder.sha256 or digest in self._tree.above:
            self.refused.append(Refused(member.path, HoldsItselfError()))
            return
        path = f"{self._holder.source_path}/{member.path}".replace("\\", "/")
        each = Entering(path, digest, len(member.data), holder=self._place, healed=healed)
        self.inner.append((each, member.data[:_HEAD]))


class _Glance(NamedTuple):
    """What a comparison needs of each version in the workspace."""

    lot: str
    document: str
    file_name: str | None
    source_path: str | None
    sha256: str | None
    media_type: str | None


class _Known:
    """What the workspace holds, for placing what is new beside it."""

    def __init__(self, lot: str, glances: Sequence[_Glance], lots: Mapping[str, str]) -> None:
        self._hashes = {each.sha256: each for each in glances if each.lot == lot}
        self._names = {each.file_name: each.document for each in glances if each.lot == lot}
        self._paths = {each.source_path: each.document for each in glances if each.lot == lot}
        archives = {each.document for each in glances if each.media_type == ARCHIVE}
        self._papers = [
            each.document for each in glances if each.lot == lot and each.document not in archives
        ]
        self._elsewhere: dict[str | None, list[str]] = {}
        for each in glances:
            if each.lot != lot:
                self._elsewhere.setdefault(each.sha256, []).append(lots.get(each.lot, ""))

    @classmethod
    def of(cls, services: Services, lot: str) -> "_Known":
        lots = {each.id: each.name for each in services.reader.lots()}
        return cls(lot, services.reader.glances(Version, _Glance), lots)

    def placed(self, files: Sequence[Entering]) -> Iterator[Entering]:
        """Each file with its standing. A file name that comes twice in one drop is two papers, not two versions."""
        names = Counter(each.name for each in files)
        seen: set[str] = set()
        revised = _revised(files)
        for place, each in enumerate(files):
            if each.standing is Standing.REFUSED:
                yield each
                continue
            elsewhere = tuple(dict.fromkeys(self._elsewhere.get(each.sha256, ())))
            known = self._hashes.get(each.sha256)
            if known is not None or each.sha256 in seen:
                document = known.document if known is not None else None
                yield replace(each, standing=Standing.DUPLICATE, document=document, elsewhere=elsewhere)
                continue
            seen.add(each.sha256)
            document = self._paths.get(each.source_path)
            if document is None and names[each.name] == 1:
                document = self._names.get(each.name)
            like = self._like(each.name) if document is None else None
            earlier = revised.get(place) if document is None and like is None else None
            standing = Standing.NEW if document is None and earlier is None else Standing.VERSION
            yield replace(
                each, standing=standing, document=document, like=like, revises=earlier, elsewhere=elsewhere
            )

    def missing(self, files: Sequence[Entering]) -> tuple[str, ...]:
        """A refreshed data room has most of the papers of the old one; a few more papers are no refreshed room."""
        here = {each.document for each in files if each.document}
        there = dict.fromkeys(self._papers)
        if len(here) < _REFRESHED * len(there) or len(there) < _ROOM:
            return ()
        return tuple(document for document in there if document not in here)

    def _like(self, name: str) -> str | None:
        return next(
            (document for other, document in self._names.items() if other and similar_names(name, other)),
            None,
        )


def _revised(files: Sequence[Entering]) -> dict[int, int]:
    """By the place of a file that says by its name that it is a corrected one, the place of the one that it corrects: the only
    such file of its folder, else of a folder around it, and further up in the drop, so that it is there first."""
    papers: dict[tuple[str, int | None], list[int]] = {}
    for place, each in enumerate(files):
        if each.standing is not Standing.REFUSED:
            papers.setdefault((stem(each.name), each.holder), []).append(place)
    found = {}
    for places in papers.values():
        for at, place in enumerate(places):
            earlier = [other for other in places[:at] if revises(files[place].name, files[other].name)]
            beside = [other for other in earlier if files[other].folder == files[place].folder]
            around = [other for other in earlier if _is_around(files[other].folder, files[place].folder)]
            if len(beside or around) == 1:
                found[place] = (beside or around)[0]
    return found


def _is_around(folder: str, other: str) -> bool:
    return not folder or other.startswith(f"{folder}/")
