"""Every panel in both languages and both schemes as PNG, and what is wrong with them."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage
from screens_checks import Allowed, clipped, english, misfits, painted, pale, seen
from screens_window import Window, build_workspace, opened, settled

from workstation.ui.panels.lot_tabs import TABS

ROOT = Path(__file__).parents[1]
LANGUAGES = {"zh": "zh_CN", "en": "en"}
SCHEMES = ("light", "dark")
ALLOWED = Path(__file__).with_name("screens_allow.txt")
SHEETS = {
    "new-lot": "lot.new",
    "resting": "go.resting",
    "disagreements": "lot.disagreements",
    "highlights": "lot.highlights",
    "safety": "workspace.safety",
}
LOOKED_FOR = "保证期间"


def steps() -> dict[str, Callable[[Window], None]]:
    """What is shown, by the name of its picture, in the order in which a window is led through it."""
    walk: dict[str, Callable[[Window], None]] = {"lots": Window.lots}
    for tab in TABS:
        walk[tab.key] = lambda window, key=tab.key: window.tab(key)
    for name, action in SHEETS.items():
        walk[f"sheet-{name}"] = lambda window, what=action: window.trigger(what)
    walk["sheet-search"] = lambda window: window.search(LOOKED_FOR)
    walk["parties"] = lambda window: window.trigger("go.parties")
    walk["welcome"] = Window.welcome
    return walk


def draw(window: Window, name: str, language: str, allowed: Allowed) -> tuple[QImage, list[str]]:
    """The picture and what is wrong with it."""
    bench = window.bench
    kept = settled(bench)
    picture = (
        kept if kept.devicePixelRatio() == 1 else kept.scaled(bench.size())
    )  # the checks count in points
    runs = [run for run in painted(bench) if seen(run, picture)]
    wrong = list(misfits(bench, runs))
    wrong += clipped(bench, runs, picture)
    wrong += pale(runs, picture, bench.context.theme.colours.disabled)
    if language == "zh":
        wrong += english(bench, runs, allowed)
    return kept, [f"{name}: {line}" for line in dict.fromkeys(wrong)]


def pictures(folder: Path, workspace: Path, wanted: list[str], window_size: tuple[int, int]) -> list[str]:
    """Draws all into `folder`; everything that is wrong."""
    allowed, wrong = Allowed(ALLOWED), []
    for language, code in LANGUAGES.items():
        for scheme in SCHEMES:
            names = {step: f"{step}-{language}-{scheme}" for step in steps()}
            chosen = [step for step in names if not wanted or any(part in names[step] for part in wanted)]
            if not chosen:
                continue
            with opened(workspace, code, scheme, window_size) as window:
                for step in chosen:
                    steps()[step](window)
                    picture, found = draw(window, names[step], language, allowed)
                    picture.save(str(folder / f"{names[step]}.png"))
                    wrong += found
                    window.close_sheet()
    return wrong


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the pictures go")
    parser.add_argument(
        "parts", nargs="*", help="draw only pictures whose name has one of these in it, such as checks-zh"
    )
    parser.add_argument(
        "--size", type=size, default=(1366, 768), help="of the window: 1366x768 unless told, 1920x1080"
    )
    parser.add_argument("--scale", default="1", help="pixels a point, as a fine screen has: 2")
    parser.add_argument(
        "--readme", action="store_true", help="the three pictures of the README into resources/readme"
    )
    given = parser.parse_intermixed_args()
    if given.folder is None and not given.readme:
        parser.error("name a folder for the pictures")
    return given


def size(words: str) -> tuple[int, int]:
    """`1920x1080` as width and height."""
    width, _, height = words.partition("x")
    return int(width), int(height)


def main() -> int:
    """Exit code 1 when something is wrong with a picture."""
    given = arguments()
    os.environ["QT_SCALE_FACTOR"] = given.scale  # Qt reads it when it starts
    with tempfile.TemporaryDirectory() as temporary:
        workspace = build_workspace(Path(temporary))
        if given.readme:
            import screens_readme

            screens_readme.draw(workspace, ROOT / "resources/readme")
            return 0
        given.folder.mkdir(parents=True, exist_ok=True)
        wrong = pictures(given.folder, workspace, given.parts, given.size)
    drawn = sum(1 for _ in given.folder.glob("*.png"))
    sys.stdout.write("".join(f"{line}\n" for line in wrong) + f"{drawn} pictures, {len(wrong)} complaints\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
