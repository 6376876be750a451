"""Joins the find bar with the pages that are shown."""

from PySide6.QtCore import QObject

from workstation.ui.desk import Desk
from workstation.ui.viewer.canvas import Canvas
from workstation.ui.viewer.find import FindBar, Hit, Hits, find_in
from workstation.ui.viewer.pictures import Pictures


class Finding(QObject):
    def __init__(self, desk: Desk, bar: FindBar, canvas: Canvas, pictures: Pictures) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        self._canvas = canvas
        self._pictures = pictures
        bar.asked.connect(self.search)
        bar.shown.connect(self._show)
        bar.left.connect(self.leave)
        pictures.opened.connect(lambda _: self.search(bar.words if not bar.isHidden() else ""))

    def search(self, words: str) -> None:
        if not words:
            self._bar.show_hits(Hits())
            self._canvas.show_found({})
            return
        pages, document, count = self._desk.services.pages, self._pictures.document, self._canvas.pages

        def done(hits: Hits) -> None:
            if document == self._pictures.document and words == self._bar.words:
                below = (place for place, hit in enumerate(hits.found) if hit.page >= self._canvas.page)
                self._bar.show_hits(hits, next(below, 0))
                if not hits.found:
                    self._canvas.show_found({})

        self._desk.read(lambda: find_in(pages, document, count, words), done, to=self, replaces="find")

    def leave(self) -> None:
        self._bar.hide()
        self._canvas.show_found({})
        self._canvas.setFocus()

    def _show(self, place: int) -> None:
        by_page: dict[int, list[Hit]] = {}
        for hit in self._bar.hits.found:
            by_page.setdefault(hit.page, []).append(hit)
        now = self._bar.hits.found[place]
        found = {page: tuple(hit.rects for hit in hits) for page, hits in by_page.items()}
        self._canvas.show_found(found, (now.page, now.rects))
        self._canvas.reveal(now.page, now.rects)
