"""The lot that files belong to which come in while no lot is open: the one that holds them already, or a new one made of the
listing page among them, or of their name."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final, NamedTuple

from workstation.application.dropped_files import FoundFile, content_of, find_files, readable_name
from workstation.application.intaking import enter_listing, is_fact
from workstation.application.lots import new_lot
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.domain.documents import Version, may_announce
from workstation.domain.errors import UserError
from workstation.domain.listings import Listing
from workstation.domain.new_lots import NewLot
from workstation.domain.proposals import ProposalWarning, ProposedLot

WEB_PAGES: Final = frozenset({".html", ".htm", ".mhtml", ".mht"})
LARGEST_PAGE: Final = 32 * 1024 * 1024  # bytes
_TEXT: Final = ".txt"  # an announcement that was copied out of its page
_MOST_PAGES: Final = 20
# What a first bid needs, or a bidder looks for first
_LOOKED_FOR: Final = ("start_price", "increment", "deposit", "bid_end", "principal")

ReadListing = Callable[[Services, bytes, str], ProposedLot]


@dataclass(frozen=True, slots=True)
class LotOfFiles:
    """`lot` by its id and `name`. It `is_new`, or held these files before. `values` is how many values the listing `page`
    gave a new lot, each with its place; `not_found` are the fields of a listing that it did not give, of those a bid needs;
    `doubts` say what does not add up on it, or was not understood."""

    lot: str
    name: str
    is_new: bool
    page: Path | None = None
    values: int = 0
    not_found: tuple[str, ...] = ()
    doubts: tuple[ProposalWarning, ...] = ()


def lot_of_files(
    services: Services, paths: Sequence[Path], read: ReadListing, progress: Progress
) -> LotOfFiles:
    """A lot of which most of these files are known is that lot. Else a listing page among them becomes a new one, with its
    values cited; without one it bears the name of the first file or folder.

    A single page that is no listing raises the `UserError` of `read`; `NothingToTakeInError` where nothing is there.
    """
    progress.step(0, 1, readable_name(paths[0].name))
    found = [each for each in find_files(paths, Path(services.location)) if each.reason is None]
    holding = _holding(services, found)
    pages = [each for each in found if each.path.suffix.lower() in WEB_PAGES]
    papers = [each for each in found if _may_announce(each)]
    alone = [each.path for each in pages] == list(paths)
    if holding is not None:
        page = paths[0] if alone else None
        return LotOfFiles(holding, services.reader.lot(holding).lot.name, is_new=False, page=page)
    proposal, page = _listing(services, [*pages, *papers], read, must_be=alone)
    if proposal is None or page is None:
        name = readable_name(paths[0].stem if paths[0].is_file() else paths[0].name)
        made = new_lot(services.writer, services.defaults, NewLot(name=name)).value
        return LotOfFiles(made, name, is_new=True)
    lot = enter_listing(services, proposal, page, services.defaults).lot
    return LotOfFiles(
        lot,
        services.reader.lot(lot).lot.name,
        is_new=True,
        page=page,
        values=sum(map(is_fact, proposal.fields)),
        not_found=not_found_on(proposal),
        doubts=proposal.doubts,
    )


def _may_announce(file: FoundFile) -> bool:
    """Whether it may be an announcement of 银登中心: a text, or a paper whose name says so."""
    suffix = file.path.suffix.lower()
    return suffix == _TEXT or may_announce(file.name)


def not_found_on(proposal: ProposedLot) -> tuple[str, ...]:
    """The fields of a listing that a bid needs and the page does not give."""
    given = proposal.row(Listing.entity)
    return tuple(name for name in _LOOKED_FOR if given.get(name) is None)


class _Kept(NamedTuple):
    """What is compared of a file that the workspace holds."""

    lot: str
    sha256: str | None
    size: int | None


def _holding(services: Services, found: Sequence[FoundFile]) -> str | None:
    """The lot that holds at least half of the files; only those of a known size are read for it."""
    kept = services.reader.glances(Version, _Kept)
    sizes = {each.size for each in kept}
    lots: dict[str | None, set[str]] = {}
    for each in kept:
        lots.setdefault(each.sha256, set()).add(each.lot)
    there = {lot.id for lot in services.reader.lots()}
    counted = Counter(
        lot for digest in _digests(found, sizes) for lot in lots.get(digest, ()) if lot in there
    )
    if not counted:
        return None
    lot, files = counted.most_common(1)[0]
    return lot if 2 * files >= len(found) else None


def _digests(found: Sequence[FoundFile], sizes: set[int | None]) -> list[str]:
    digests = []
    for each in found:
        try:
            if each.path.stat().st_size in sizes:
                with each.path.open("rb") as stream:
                    digests.append(file_digest(stream, "sha256").hexdigest())
        except OSError:  # told of when it is taken in
            continue
    return digests


def _listing(
    services: Services, pages: Sequence[FoundFile], read: ReadListing, *, must_be: bool
) -> tuple[ProposedLot | None, Path | None]:
    """The page that gives most, as a proposal. One that is no listing is a paper like any other, unless it `must_be` one."""
    best: tuple[ProposedLot | None, Path | None] = (None, None)
    for each in pages[:_MOST_PAGES]:
        try:
            if each.path.stat().st_size > LARGEST_PAGE and not must_be:
                continue
            proposal = read(services, content_of(each.path), each.name)
        except (UserError, OSError):
            if must_be:
                raise
            continue
        if best[0] is None or len(proposal.fields) > len(best[0].fields):
            best = proposal, each.path
    return best
