"""What comes out of an archive, what is refused, and how much may come out."""

import re
from dataclasses import dataclass
from typing import Final

from workstation.domain.reading import (
    ArchiveTooLargeError,
    EscapingNameError,
    MemberTooLargeError,
    ReadingError,
    SpecialMemberError,
)

MEMBER_LIMIT: Final = 1024**3
_DRIVE: Final = re.compile(r"^[A-Za-z]:")


@dataclass(slots=True)
class Budget:
    """What may still come out, in bytes and files; spent before it is read. `ArchiveTooLargeError` beyond it."""

    size: int
    files: int

    def spend(self, size: int) -> None:
        self.files -= 1
        self.size -= size
        if self.size < 0 or self.files < 0:
            raise ArchiveTooLargeError


def refusal_of(path: str, size: int = 0, *, special: bool = False) -> ReadingError | None:
    """Why a member is not taken out, from its name and form alone."""
    if special:
        return SpecialMemberError()
    flat = path.replace("\\", "/")
    if flat.startswith("/") or _DRIVE.match(flat) or ".." in flat.split("/"):
        return EscapingNameError()
    if size > MEMBER_LIMIT:
        return MemberTooLargeError(limit=MEMBER_LIMIT // 1024**2)
    return None
