"""The visual tokens of ``resources/themes/tokens.toml``, typed. Sizes are logical pixels, motion is milliseconds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, TypeVar

from PySide6.QtGui import QColor

from workstation.resources import read_toml

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, by the names of look.md section 2."""

    chrome: QColor
    canvas: QColor
    sunken: QColor
    raised: QColor
    desk: QColor
    paper: QColor
    field: QColor
    hover: QColor
    select: QColor
    line: QColor
    line2: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    disabled: QColor
    accent: QColor
    accent_hover: QColor
    accent_ink: QColor
    accent_soft: QColor
    on_accent: QColor
    evid: QColor
    evid_soft: QColor
    evid_line: QColor
    assumed: QColor
    assumed_soft: QColor
    assumed_line: QColor
    bare: QColor
    bare_line: QColor
    kill: QColor
    kill_soft: QColor
    kill_line: QColor
    high: QColor
    high_soft: QColor
    high_line: QColor
    medium: QColor
    medium_soft: QColor
    medium_line: QColor
    low: QColor
    low_soft: QColor
    low_line: QColor
    bar_total: QColor
    bar_down: QColor
    bar_up: QColor
    bar_mute: QColor
    bar_soft: QColor
    tooltip: QColor
    on_tooltip: QColor


@dataclass(frozen=True, slots=True)
class PageColours:
    """Marks on a document page: the same in both schemes, multiplied over the page."""

    ink: QColor
    cited: QColor
    cited_outline: QColor
    selected: QColor
    selected_edge: QColor
    found: QColor
    marked_fact: QColor
    marked_flag: QColor
    marked_question: QColor
    marked_input: QColor
    found_snippet_dark: QColor


@dataclass(frozen=True, slots=True)
class TypeScale:
    families: tuple[str, ...]
    features: tuple[str, ...]
    tick: int
    caption: int
    body: int
    item: int
    title: int
    page: int
    figure: int
    hero: int
    line_height: float


@dataclass(frozen=True, slots=True)
class Space:
    unit: int
    page_inset: int
    cell_inset: int
    first_cell_inset: int
    form_label: int
    form_chip: int
    section_gap: int


@dataclass(frozen=True, slots=True)
class Radius:
    chip: int
    control: int
    card: int
    popover: int
    sheet: int


@dataclass(frozen=True, slots=True)
class Sizes:
    topbar: int
    sidebar: int
    bottom_strip: int
    lot_title: int
    figure_strip: int
    tabs: int
    toolbar: int
    target_bar: int
    banner: int
    button: int
    field: int
    chip: int
    status_key: int
    icon: int
    icon_small: int
    icon_stroke: float
    severity: int
    table_head: int
    group_row: int
    hit_target_min: int
    popover: int
    explain_panel: int
    check_panel: int
    valuation_inputs: int
    search_sheet: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RowHeights:
    one_line: int
    two_line: int
    form: int


@dataclass(frozen=True, slots=True)
class Density:
    comfortable: RowHeights
    compact: RowHeights


@dataclass(frozen=True, slots=True)
class FocusMarks:
    width: int
    offset: int
    row_bar: int


@dataclass(frozen=True, slots=True)
class Motion:
    popover_in: int
    chip_flash: int
    banner_in: int
    scroll_to_citation: int
    job_strip_delay: int
    search_debounce: int


@dataclass(frozen=True, slots=True)
class CountdownLimits:
    auction_red_hours: int
    auction_amber_days: int
    legal_red_days: int
    legal_amber_days: int
    seconds_below_hours: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything that ``tokens.toml`` says for one scheme ("light" or "dark")."""

    colours: Colours
    page: PageColours
    type: TypeScale
    space: Space
    radius: Radius
    size: Sizes
    density: Density
    focus: FocusMarks
    motion: Motion
    countdown: CountdownLimits


def load_tokens(scheme: str, *, more_contrast: bool = False, less_motion: bool = False) -> Tokens:
    """The tokens of "light" or "dark"; ``KeyError`` names a token that the file lacks.

    `more_contrast` swaps hairlines and control borders for `ink3` and soft fills for the canvas (painters
    outline them); `less_motion` makes every duration of a movement 0.
    """
    data = _read()
    flat = {name: value for group in data[scheme].values() for name, value in group.items()}
    colours = _fill(Colours, flat)
    motion = _fill(Motion, data["motion"])
    if more_contrast:
        colours = _sharpened(colours)
    if less_motion:
        motion = replace(motion, popover_in=0, chip_flash=0, banner_in=0, scroll_to_citation=0)
    heights = {name: _fill(RowHeights, rows) for name, rows in data["density"].items()}
    return Tokens(
        colours=colours,
        page=_fill(PageColours, data["page"]),
        type=_fill(TypeScale, data["type"]),
        space=_fill(Space, data["space"]),
        radius=_fill(Radius, data["radius"]),
        size=_fill(Sizes, data["size"]),
        density=Density(comfortable=heights["comfortable"], compact=heights["compact"]),
        focus=_fill(FocusMarks, data["focus"]),
        motion=motion,
        countdown=_fill(CountdownLimits, data["countdown"]),
    )


@cache
def _read() -> dict[str, Any]:
    return read_toml("themes", "tokens.toml")


def _fill(group: type[Group], table: Mapping[str, Any]) -> Group:
    values = {entry.name: _typed(table[entry.name]) for entry in fields(group)}  # type: ignore[arg-type] # only dataclasses are passed
    return group(**values)


def _typed(value: object) -> object:
    if isinstance(value, str) and value.startswith("#"):
        return QColor(value)
    return tuple(value) if isinstance(value, list) else value


def _sharpened(colours: Colours) -> Colours:
    softs = {
        entry.name: colours.canvas
        for entry in fields(Colours)
        if entry.name.endswith("_soft") and entry.name != "bar_soft"
    }
    return replace(colours, line=colours.line2, line2=colours.ink3, **softs)
