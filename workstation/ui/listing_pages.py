"""Listing pages among the papers of the open lot: offered when they come in, read in when a person says so."""

from typing import TYPE_CHECKING

from workstation.application.operations import OperationKind, Step
from workstation.domain.checklists.answers import Severity
from workstation.domain.documents import Version
from workstation.language.translator import Translator
from workstation.ui.arrivals import doubts_words
from workstation.ui.desk import Desk
from workstation.ui.widgets.values import BannerAction, BannerText

if TYPE_CHECKING:
    from workstation.application.importing import ImportReport
    from workstation.application.listing_into_lot import ListingRead
    from workstation.ui.workbench import Workbench

READ_IN = "listing-read-in"  # key of a banner's button


class ListingPages:
    """The page that is offered, for as long as its desk is there."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._offered = ""  # id of a version

    def attach(self, desk: Desk) -> None:
        """A workspace was opened."""
        self._offered = ""
        desk.imported.connect(self._look)
        desk.listing_requested.connect(self.read)
        desk.undone.connect(self._taken_back)

    def _look(self, report: "ImportReport") -> None:
        """Whether a page came in that knows more of its lot than the lot."""
        from workstation.application.listing_into_lot import listing_among, may_hold_listing  # noqa: PLC0415 - off the start-up path

        desk, read = self._bench.desk, self._bench.shell.read_listing
        if desk is None or not may_hold_listing(report):
            return
        services, lot = desk.services, desk.lot

        def found(page: "ListingRead | None") -> None:
            if page is not None and desk.lot == lot:
                self._offer(page)

        desk.read(lambda: listing_among(services, report, read), found, to=desk)

    def _offer(self, page: "ListingRead") -> None:
        tr = self._bench.context.tr
        self._offered = page.version
        what = tr(
            "{name} is a listing: {count} of its values are not in the lot.",
            name=page.name,
            count=page.values,
        )
        why = tr("What the lot says already stays as it is.")
        action = BannerAction(READ_IN, tr("Read them into the lot"))
        self._bench.frame.show_notice(BannerText(Severity.LOW, what, why, can_close=True), [action])

    def remedy(self, key: str) -> None:
        """The offer was taken."""
        desk = self._bench.desk
        version = desk.record.get(Version, self._offered) if desk and desk.record and key == READ_IN else None
        if version is not None:
            self._bench.frame.hide_problem()
            self.read(version)

    def _taken_back(self, step: Step | None) -> None:
        """What was said of it is not true any more."""
        if step is not None and step.kind is OperationKind.READ_LISTING:
            self._bench.frame.hide_problem()

    def read(self, version: Version) -> None:
        """Reads a page into its lot, and says what came of it; the strip offers to take it back."""
        from workstation.application.listing_into_lot import page_of_lot, read_into_lot  # noqa: PLC0415 - off the start-up path

        bench, desk = self._bench, self._bench.desk
        if desk is None or not desk.can_write():
            return
        services, read = desk.services, bench.shell.read_listing

        def say(page: "ListingRead") -> None:
            bench.frame.show_notice(told(bench.context.tr, page), [])

        desk.run_long(
            "Reading the listing",
            lambda _: page_of_lot(services, version, read),
            lambda page: desk.write(lambda: read_into_lot(services, page), say),
        )


def told(tr: Translator, page: "ListingRead") -> BannerText:
    """What was read, what is said otherwise in the lot, and what was not found."""
    what = tr("No fact on {name} is new to the lot.", name=page.name)
    if page.values:
        what = tr(
            "{values} values of {name} are in, each with its place.", values=page.values, name=page.name
        )
    parts = doubts_words(tr, page.doubts)
    if page.confirmed:
        parts.append(tr("{count} that the lot had have their source now.", count=page.confirmed))
    if page.differing:
        names = tr(", ").join(tr(label) for label in page.differing)
        parts.append(tr("The lot says something else and keeps it: {names}.", names=names))
    if page.not_found:
        names = tr(", ").join(tr(label) for label in page.not_found)
        parts.append(tr("Not found on the page: {names}.", names=names))
    severity = Severity.MEDIUM if page.differing or page.not_found or page.doubts else Severity.LOW
    return BannerText(severity, what, " ".join(parts), can_close=True)
