"""Reading packs: data with effective dates, shipped as TOML."""

import tomllib
from typing import Any

from workstation.resources import resource


def read_pack(*parts: str) -> dict[str, Any]:
    """The document of ``resources/packs/<parts>``. A pack that cannot be read is a fault of the program, not of its user."""
    with resource("packs", *parts).open("rb") as file:
        return tomllib.load(file)
