"""The banner over a page that is not, or not wholly, shown."""

from workstation.domain.checklists.answers import Severity
from workstation.ui.viewer.pictures import Page
from workstation.ui.widgets.banner import Banner
from workstation.ui.widgets.values import BannerAction, BannerText


class PageBanner(Banner):
    """Why, with the way to try the page again. Signal: `chosen`, as a banner has it."""

    def show_page(self, index: int, page: Page | None) -> None:
        """The page in the middle; gone where all of it is shown, or where there is none."""
        text = self._text(index, page) if page is not None else None
        if text is None:
            self.hide()
        elif self.isHidden() or self.accessibleName() != f"{text.what} {text.why}".strip():
            self.show_banner(text, [BannerAction("retry", self._context.tr("Try again"))])

    def _text(self, index: int, page: Page) -> BannerText | None:
        tr = self._context.tr
        if page.failure is not None:
            what = tr("Page {number} is not shown", number=index + 1)
            return BannerText(Severity.HIGH, what, tr.error(page.failure))
        if page.bare:
            what = tr("Page {number} is shown without its form fields and notes", number=index + 1)
            why = tr("Drawing them did not end. Open a copy in another program to see them.")
            return BannerText(Severity.MEDIUM, what, why)
        return None
