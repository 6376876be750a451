"""Text that was typed and not given yet, by its button or by Enter: the reason of a settled finding or of a plain bid, the name
of a party."""


class Ungiven:
    """By what it is about. It lives as long as the workspace is open: through another lot, another line of a list, and a
    window that is built anew."""

    def __init__(self) -> None:
        self._typed: dict[tuple[str, ...], str] = {}

    def keep(self, about: tuple[str, ...], text: str, given: str) -> None:
        """What stands in the editor now; nothing, and what was given already, is not kept."""
        if text in {"", given}:
            self.drop(about)
        else:
            self._typed[about] = text

    def drop(self, about: tuple[str, ...]) -> None:
        self._typed.pop(about, None)

    def text(self, about: tuple[str, ...], given: str) -> str:
        """What was typed of it, else what was given."""
        return self._typed.get(about, given)
