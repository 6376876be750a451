"""The one way to the files of ``resources/``, beside the package in a checkout and inside it in a wheel, and to the
font that is installed with the program."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a shipped resource; ``FileNotFoundError`` names what is missing."""
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(("resources", *parts)))


def read_toml(*parts: str) -> dict[str, Any]:
    """The document of a shipped file. One that cannot be read is a fault of the program, not of its user."""
    import tomli  # noqa: PLC0415 - a worker reads none

    with resource(*parts).open("rb") as file:
        return tomli.load(file)


def bundled_font() -> Path:
    """The variable Noto Sans CJK of the package ``manimgx-fonts-cjk``, which is found without being imported.
    ``FileNotFoundError`` where it is not installed."""
    found = find_spec("manimgx_fonts_cjk")
    if found is None or found.origin is None:
        raise FileNotFoundError("manimgx_fonts_cjk")
    return Path(found.origin).with_name("NotoSansCJK-VF.otf.ttc")
