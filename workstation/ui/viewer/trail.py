"""The way back through the places that were jumped to, and forth again. Pure values, no widget."""

from dataclasses import dataclass

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a version, and how much of it lay above the viewport."""

    version: str
    page: int
    part: float = 0.0


class Trail:
    """A jump after a way back cuts what lay ahead, as in every browser."""

    def __init__(self) -> None:
        self._behind: list[Step] = []
        self._ahead: list[Step] = []

    def leave(self, here: Step) -> None:
        """Before a jump away from `here`."""
        if not self._behind or self._behind[-1] != here:
            self._behind = [*self._behind, here][-_LONGEST:]
        self._ahead = []

    def back(self, here: Step) -> Step | None:
        if not self._behind:
            return None
        self._ahead.append(here)
        return self._behind.pop()

    def forth(self, here: Step) -> Step | None:
        if not self._ahead:
            return None
        self._behind.append(here)
        return self._ahead.pop()
