"""Pages of a typed paper, filled from top to bottom."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from demo_papers.fonts import BOLD, REGULAR, face
from demo_papers.wrap import Line, wrapped

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 72.0, WIDTH - 72.0, HEIGHT - 86.0, 84.0
FICTION = "虚构样例 fictional sample"


def _register() -> None:
    for name, weight in (("Text", REGULAR), ("Head", BOLD)):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, BytesIO(face(weight))))


class Sheet:
    """A paper in the making. `head` stands left and right above a rule on every page but a cover; `pages` is
    printed in the foot and must come out true."""

    def __init__(
        self, title: str, author: str, *, pages: int, head: tuple[str, str] = ("", ""), foot: str = "zh"
    ) -> None:
        _register()
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1, pageCompression=1, initialFontName="Text")
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(FICTION)
        self.head, self.foot, self.pages = head, foot, pages
        self.number = 0
        self.y = TOP
        self.size, self.leading = 12.0, 24.0

    # ---- pages

    def page(self, *, cover: bool = False) -> None:
        """Begins the next page."""
        self._begin()
        self._foot(WIDTH)
        if cover or not any(self.head):
            return
        self._at(self.head[0], LEFT, HEIGHT - 62, 8.5)
        self._right(self.head[1], RIGHT, HEIGHT - 62, 8.5)
        self.rule(HEIGHT - 67)

    def turned_page(self) -> None:
        """A wide page as copiers file it: upright paper, the content on its side, /Rotate 90. From here on the
        canvas is `HEIGHT` wide and `WIDTH` high."""
        self._begin()
        self.canvas.setPageSize((HEIGHT, WIDTH))  # reportlab swaps the sides of a turned page
        self.canvas.setPageRotation(90)
        self.canvas.transform(0, 1, -1, 0, WIDTH, 0)
        self._foot(HEIGHT)

    def shifted_page(self, margin: float) -> None:
        """A page with printer's margins around it: its CropBox does not begin at the origin."""
        self._begin()
        self.canvas.setPageSize((WIDTH + 2 * margin, HEIGHT + 2 * margin))
        self.canvas.setCropBox((margin, margin, WIDTH + margin, HEIGHT + margin))
        self._crop_marks(margin)
        self.canvas.translate(margin, margin)
        self._foot(WIDTH)

    def _crop_marks(self, margin: float) -> None:
        for x in (margin, WIDTH + margin):
            self.canvas.line(x, 0, x, margin * 0.6)
            self.canvas.line(x, HEIGHT + margin * 1.4, x, HEIGHT + 2 * margin)

    def _begin(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.canvas.setPageSize(A4)
        self.canvas.setCropBox(None)
        self.canvas.setPageRotation(0)
        self.number += 1
        self.y = TOP

    def _foot(self, width: float) -> None:
        text = (
            f"第 {self.number} 页 共 {self.pages} 页"
            if self.foot == "zh"
            else f"Page {self.number} of {self.pages}"
        )
        self._middle(text, width / 2, 44, 8.5)
        self.canvas.setFillGray(0.62)
        self._right(FICTION, width - LEFT, 30, 5.5)
        self.canvas.setFillGray(0)

    def done(self) -> bytes:
        if self.number != self.pages:
            raise ValueError(f"{self.number} pages instead of {self.pages}")
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    # ---- words

    def title(self, text: str, *, size: float = 18, after: float = 34) -> None:
        self._middle(text, WIDTH / 2, self.y - size, size, "Head")
        self.y -= size + after

    def heading(self, text: str, *, size: float = 13, before: float = 10) -> None:
        self.y -= before
        self._at(text, LEFT, self.y - size, size, "Head")
        self.y -= self.leading + 4

    def para(
        self, text: str, *, indent: float = 2, size: float = 0, font: str = "Text", left: float = LEFT
    ) -> None:
        """A justified paragraph; `indent` in ems of the first line."""
        size = size or self.size
        for number, line in enumerate(
            wrapped(text, lambda part: pdfmetrics.stringWidth(part, font, size), RIGHT - left, indent * size)
        ):
            start = left + (indent * size if number == 0 else 0)
            self._line(line, start, RIGHT - start, size, font)
            self.y -= self.leading
        if self.y < BOTTOM - 20:
            raise ValueError(f"page {self.number} runs over at: {text[:20]}")

    def paras(self, *texts: str, indent: float = 2) -> None:
        for text in texts:
            self.para(text, indent=indent)

    def fields(self, rows: Sequence[tuple[str, str]], *, label: float = 110) -> None:
        """Label and value on one line each."""
        for name, value in rows:
            self._fits(value, RIGHT - LEFT - label, self.size)
            self._at(name, LEFT, self.y - self.size, self.size)
            self._at(value, LEFT + label, self.y - self.size, self.size)
            self.y -= self.leading

    def middle(self, text: str, *, size: float = 13, font: str = "Head", after: float = 14) -> None:
        self._middle(text, WIDTH / 2, self.y - size, size, font)
        self.y -= size + after

    def right(self, *texts: str) -> None:
        for text in texts:
            self._right(text, RIGHT, self.y - self.size, self.size)
            self.y -= self.leading

    def dotted(self, text: str, page: str) -> None:
        """A line of a table of contents."""
        base = self.y - self.size
        self._at(text, LEFT, base, self.size)
        self._right(page, RIGHT, base, self.size)
        start = LEFT + pdfmetrics.stringWidth(text, "Text", self.size) + 6
        self.canvas.setDash(1, 3)
        self.canvas.line(start, base + 2, RIGHT - 20, base + 2)
        self.canvas.setDash()
        self.y -= self.leading

    def gap(self, points: float) -> None:
        self.y -= points

    def rule(self, y: float, width: float = 0.5) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(LEFT, y, RIGHT, y)

    # ---- tables

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        right: Sequence[int] = (),
        size: float = 9.5,
        grid: bool = False,
        total: bool = False,
        row: float = 22,
    ) -> None:
        """A head row, then the others; `right` are the columns set flush right; `total` sets the last row bold."""
        edges = [LEFT]
        for width in widths:
            edges.append(edges[-1] + width * (RIGHT - LEFT) / sum(widths))
        top = self.y
        self.rule(top, 0.9)
        for number, cells in enumerate(rows):
            strong = number == 0 or (total and number == len(rows) - 1)
            self._row(cells, edges, right, size=size, font="Head" if strong else "Text", row=row)
            self.rule(self.y, 0.9 if number in {0, len(rows) - 1} else 0.35)
        if grid:
            for edge in edges:
                self.canvas.line(edge, top, edge, self.y)
        self.y -= 16

    def _row(
        self,
        cells: Sequence[str],
        edges: Sequence[float],
        right: Sequence[int],
        *,
        size: float,
        font: str,
        row: float,
    ) -> None:
        base = self.y - row / 2 - size * 0.36
        for column, cell in enumerate(cells):
            self._fits(cell, edges[column + 1] - edges[column] - 7, size, font)
            if column in right:
                self._right(cell, edges[column + 1] - 5, base, size, font)
            else:
                self._at(cell, edges[column] + 5, base, size, font)
        self.y -= row

    # ---- the pen

    def _fits(self, text: str, width: float, size: float, font: str = "Text") -> None:
        if pdfmetrics.stringWidth(text, font, size) > width:
            raise ValueError(f"page {self.number} has no room for: {text}")

    def _line(self, line: Line, x: float, width: float, size: float, font: str) -> None:
        natural = pdfmetrics.stringWidth(line.text, font, size)
        loose = 0.0 if line.last and natural <= width else (width - natural) / max(1, len(line.text) - 1)
        loose = min(loose, size * 0.1)  # wider gaps would read as blanks
        base = self.y - size
        pen = self.canvas.beginText(x, base)
        pen.setFont(font, size)
        pen.setCharSpace(loose)
        pen.textOut(line.text)
        pen.setCharSpace(0)
        self.canvas.drawText(pen)
        for low, high in line.spans:
            start = x + pdfmetrics.stringWidth(line.text[:low], font, size) + loose * low
            end = x + pdfmetrics.stringWidth(line.text[:high], font, size) + loose * high
            self.canvas.setLineWidth(0.5)
            self.canvas.line(start, base - 2.5, end, base - 2.5)

    def _at(self, text: str, x: float, y: float, size: float, font: str = "Text") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def _right(self, text: str, x: float, y: float, size: float, font: str = "Text") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawRightString(x, y, text)

    def _middle(self, text: str, x: float, y: float, size: float, font: str = "Text") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(x, y, text)
