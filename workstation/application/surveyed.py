"""What a look at files that came in found: each file, how it stands to what the workspace holds, and what lies in it."""

from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.disclosures import index_number
from workstation.domain.errors import UserError
from workstation.domain.reading import ReadingError


class Standing(StrEnum):
    """How a file stands to what the workspace holds."""

    NEW = "new"
    DUPLICATE = "duplicate"  # these bytes are in the lot, or came earlier in the same drop
    VERSION = "version"  # of a document of the lot, or of a file that came in the same drop
    REFUSED = "refused"  # not taken out of its archive, or not to be opened


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that stayed in its archive, by its path there, and why."""

    path: str
    reason: ReadingError


@dataclass(frozen=True, slots=True)
class Entering:
    """A file that was looked at.

    holder: the place in the survey of the archive or mail that it lies in.
    document: the document of the lot that it is proposed to be a new version of; `like` is one with a similar name.
    revises: the place in the survey of the file whose new version it is, by their names, where both come in one drop.
    elsewhere: the lots that hold the same bytes.
    refused, reason: what did not come out of a holder, and why.
    healed: the workspace's copy of these bytes was damaged, and was replaced.
    """

    source_path: str
    sha256: str = ""
    size: int = 0
    standing: Standing = Standing.NEW
    holder: int | None = None
    is_archive: bool = False
    document: str | None = None
    like: str | None = None
    revises: int | None = None
    elsewhere: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    reason: UserError | None = None
    healed: bool = False

    @property
    def name(self) -> str:
        return self.source_path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        return self.source_path.rpartition("/")[0]

    @property
    def index_number(self) -> str | None:
        return index_number(self.source_path)


@dataclass(frozen=True, slots=True)
class Survey:
    """The files in the order of their paths, each after what holds it. `missing` are the documents of an earlier
    disclosure that this one, which has most of its others, lacks."""

    lot: str
    files: tuple[Entering, ...]
    missing: tuple[str, ...] = ()

    @property
    def needs_a_look(self) -> bool:
        """Whether there is more than one new paper: something to decide on or to know before it is taken in."""
        return len(self.files) > 1 or bool(self.missing) or any(map(_is_special, self.files))


def _is_special(each: Entering) -> bool:
    plain = each.standing is Standing.NEW and not each.is_archive
    return not plain or bool(each.like or each.elsewhere or each.refused or each.reason)
