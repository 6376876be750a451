"""The tabs of a lot: their order, their counts, which panel each one makes."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from workstation.application.overview import LotRow
from workstation.domain.checklists.answers import Severity
from workstation.domain.claims import Claim
from workstation.domain.collateral import Collateral
from workstation.domain.documents import Document
from workstation.domain.events import Event
from workstation.domain.guarantees import Guarantee
from workstation.domain.notes import Note
from workstation.domain.record import LotRecord
from workstation.language.translator import Translator
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.widgets.values import TabItem


# Panels load when their tab is first shown: the list of lots must be on the screen before any of them
def _overview(desk: Desk) -> QWidget:
    from workstation.ui.panels.overview import OverviewPanel  # noqa: PLC0415

    return OverviewPanel(desk)


def _claims(desk: Desk) -> QWidget:
    from workstation.ui.panels.claims import ClaimsPanel  # noqa: PLC0415

    return ClaimsPanel(desk)


def _collateral(desk: Desk) -> QWidget:
    from workstation.ui.panels.collateral import CollateralPanel  # noqa: PLC0415

    return CollateralPanel(desk)


def _guarantees(desk: Desk) -> QWidget:
    from workstation.ui.panels.guarantees import GuaranteesPanel  # noqa: PLC0415

    return GuaranteesPanel(desk)


def _documents(desk: Desk) -> QWidget:
    from workstation.ui.panels.documents import DocumentsPanel  # noqa: PLC0415

    return DocumentsPanel(desk)


def _checks(desk: Desk) -> QWidget:
    from workstation.ui.panels.checks import ChecksPanel  # noqa: PLC0415

    return ChecksPanel(desk)


def _findings(desk: Desk) -> QWidget:
    from workstation.ui.panels.findings import FindingsPanel  # noqa: PLC0415

    return FindingsPanel(desk)


def _valuation(desk: Desk) -> QWidget:
    from workstation.ui.panels.valuation import ValuationPanel  # noqa: PLC0415

    return ValuationPanel(desk)


def _notes(desk: Desk) -> QWidget:
    from workstation.ui.panels.notes import NotesPanel  # noqa: PLC0415

    return NotesPanel(desk)


def _memo(desk: Desk) -> QWidget:
    from workstation.ui.panels.memo import MemoPanel  # noqa: PLC0415

    return MemoPanel(desk)


def _history(desk: Desk) -> QWidget:
    from workstation.ui.panels.history import HistoryPanel  # noqa: PLC0415

    return HistoryPanel(desk)


def _timeline(desk: Desk) -> QWidget:
    from workstation.ui.panels.timeline import TimelinePanel  # noqa: PLC0415

    return TimelinePanel(desk)


def load_panels() -> None:
    """Reads the code of all panels: on a reading thread once a lot is open, so that no tab waits for it."""
    from importlib import import_module  # noqa: PLC0415

    for tab in TABS:
        import_module(f"workstation.ui.panels.{tab.key}")
    import_module("workstation.ui.viewer.pane")


def make_viewer(desk: Desk) -> QWidget:
    from workstation.ui.viewer.pane import ViewerPane  # noqa: PLC0415

    return ViewerPane(desk)


@dataclass(frozen=True, slots=True)
class Tab:
    """`with_viewer` is whether the page stands beside it at first; F8 changes that, for each tab apart. `keeps_target`: one
    comes here to look for a page, and the field that waits for it goes on waiting."""

    key: str
    text: str
    make: Callable[[Desk], QWidget]
    with_viewer: bool = True
    counts: type[object] | None = None
    entities: tuple[str, ...] = ()
    keeps_target: bool = False


TABS: tuple[Tab, ...] = (
    Tab("overview", "Overview", _overview, entities=("lot", "listing")),
    Tab("claims", "Claims", _claims, counts=Claim, entities=("claim", "balance", "role", "party")),
    Tab(
        "collateral",
        "Collateral",
        _collateral,
        counts=Collateral,
        entities=("collateral", "appraisal", "encumbrance", "secured_claim", "lease", "seizure"),
    ),
    Tab("guarantees", "Guarantees", _guarantees, counts=Guarantee, entities=("guarantee", "assertion")),
    Tab(
        "documents",
        "Documents",
        _documents,
        counts=Document,
        entities=("document", "version"),
        keeps_target=True,
    ),
    Tab("checks", "Checks", _checks, with_viewer=False, entities=("check",)),
    Tab("findings", "Findings", _findings, with_viewer=False, entities=("risk",), keeps_target=True),
    Tab(
        "valuation",
        "Valuation",
        _valuation,
        with_viewer=False,
        entities=(
            "assumptions",
            "cost",
            "scenario",
            "scenario_sale",
            "scenario_prior",
            "scenario_guarantor",
            "run",
        ),
    ),
    Tab("notes", "Notes", _notes, counts=Note, entities=("note",)),
    Tab("memo", "Memo", _memo, with_viewer=False, entities=("decision", "memo")),
    Tab("history", "History", _history, with_viewer=False, keeps_target=True),
    Tab("timeline", "Timeline", _timeline, counts=Event, entities=("event", "transfer")),
)
TAB_OF_FIGURE = {
    "closing": "overview",
    "claim": "claims",
    "start": "overview",
    "bid": "valuation",
    "ready": "checks",
    "kill": "findings",
    "facts": "overview",
}


def tab_items(tr: Translator, record: LotRecord | None, row: LotRow | None = None) -> list[TabItem]:
    return [TabItem(tab.key, tr(tab.text), _count(tab, record, row)) for tab in TABS]


def _count(tab: Tab, record: LotRecord | None, row: LotRow | None) -> int | None:
    """How many rows a tab has; of findings those that are open and kill or high."""
    if tab.key == "findings" and row is not None and row.summary is not None:
        counts = row.summary.counts
        return counts.get(Severity.KILL, 0) + counts.get(Severity.HIGH, 0) or None
    if record is None or tab.counts is None:
        return None
    return len(record.all(tab.counts)) or None


def tab_of(entity: str) -> str:
    """The tab that shows rows of an entity, or ""."""
    return next((tab.key for tab in TABS if entity in tab.entities), "")


def about(context: UiContext, row: LotRow, more: str = "") -> str:
    """Regime, region and round, behind the name of the lot, and what `more` is to be said of it."""
    listing = row.listing
    regime = context.choice_word(listing.regime) if listing and listing.regime else ""
    turn = context.tr("round {number}", number=listing.round) if listing and listing.round else ""
    return " · ".join(part for part in (regime, row.lot.region, turn, more) if part)
