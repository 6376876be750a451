"""What the doctor of a workspace says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing the doctor found. `code` is stable; `text` is an English key with `params`."""

    code: str
    text: str
    params: dict[str, str]
