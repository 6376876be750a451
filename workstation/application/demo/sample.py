"""What came of asking for the sample."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SampleMade:
    """The sample's `workspace`, and where an earlier one with a person's work in it was moved to."""

    workspace: Path
    moved_to: Path | None = None
