"""Pages as a copier gives them: a picture of a paper, a little crooked and noisy, without a text layer."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from math import cos, pi, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from demo_papers.fonts import BOLD, REGULAR, face
from demo_papers.sheet import FICTION

DPI = 150
WIDTH, HEIGHT = 1240, 1754  # pixels of A4
_INK = (38, 38, 44)
_RED = (198, 40, 44)
_QUALITY = 42

Box = tuple[float, float, float, float]


@cache
def pen(size: int, weight: int = REGULAR) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(face(weight)), size)


class ScannedPage:
    """A page being drawn in pixels from the top left; `skew` in degrees. `areas` are the places that a person
    would mark, in points of the finished PDF page (left, bottom, right, top)."""

    def __init__(self, *, skew: float, seed: int) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), (250, 249, 246))
        self.draw = ImageDraw.Draw(self.image)
        self.skew, self.seed = skew, seed
        self.areas: dict[str, Box] = {}

    def text(
        self, x: float, y: float, text: str, size: int = 24, weight: int = REGULAR, *, area: str = ""
    ) -> Box:
        font = pen(size, weight)
        self.draw.text((x, y), text, font=font, fill=_INK)
        box = self.draw.textbbox((x, y), text, font=font)
        if area:
            self.areas[area] = self._on_paper(box)
        return box

    def middle(self, y: float, text: str, size: int = 24, weight: int = REGULAR, *, area: str = "") -> Box:
        return self.text((WIDTH - pen(size, weight).getlength(text)) / 2, y, text, size, weight, area=area)

    def right(self, x: float, y: float, text: str, size: int = 24) -> Box:
        return self.text(x - pen(size).getlength(text), y, text, size)

    def table(
        self, x: float, y: float, rows: Sequence[tuple[str, str, str]], widths: tuple[int, int], row: int
    ) -> float:
        """Label, value and the name of the area on each line; returns the lower edge."""
        for label, value, area in rows:
            lines = value.split("\n")
            height = row + (len(lines) - 1) * 34
            for left, right in ((x, x + widths[0]), (x + widths[0], x + sum(widths))):
                self.draw.rectangle((left, y, right, y + height), outline=_INK, width=2)
            self.text(x + 16, y + height / 2 - 17, label, 23)
            for number, line in enumerate(lines):
                top = y + (row - 34) / 2 + number * 34
                self.text(x + widths[0] + 18, top, line, 23, area=area if number == 0 else "")
            y += height
        return y

    def seal(self, x: float, y: float, name: str, *, radius: int = 118, turn: float = 0) -> None:
        """A round seal, multiplied over the paper like ink."""
        side = radius * 2 + 20
        stamp = Image.new("RGB", (side, side), "white")
        draw = ImageDraw.Draw(stamp)
        draw.ellipse((10, 10, side - 10, side - 10), outline=_RED, width=7)
        points = [
            (
                side / 2 + _reach(number) * radius * sin(number * pi / 5),
                side / 2 - _reach(number) * radius * cos(number * pi / 5),
            )
            for number in range(10)
        ]
        draw.polygon(points, fill=_RED)
        span = min(250.0, 19.0 * len(name))
        for number, character in enumerate(name):
            angle = span * (number + 0.5) / len(name) - span / 2
            tile = Image.new("RGB", (40, 40), "white")
            ImageDraw.Draw(tile).text((20, 20), character, font=pen(26, BOLD), fill=_RED, anchor="mm")
            tile = tile.rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor="white")
            at = (
                round(side / 2 + radius * 0.77 * sin(radians(angle)) - 20),
                round(side / 2 - radius * 0.77 * cos(radians(angle)) - 20),
            )
            stamp.paste(ImageChops.multiply(tile, stamp.crop((*at, at[0] + 40, at[1] + 40))), at)
        stamp = stamp.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor="white")
        corner = (round(x - side / 2), round(y - side / 2))
        under = self.image.crop((*corner, corner[0] + side, corner[1] + side))
        self.image.paste(Image.blend(under, ImageChops.multiply(under, stamp), 0.8), corner)

    def jpeg(self) -> bytes:
        """The page after the copier: turned by the skew, blurred, grained."""
        self.right(WIDTH - 90, HEIGHT - 60, FICTION, 13)
        turned = self.image.rotate(self.skew, resample=Image.Resampling.BICUBIC, fillcolor=(236, 235, 231))
        grain = Random(self.seed).randbytes(WIDTH * HEIGHT // 4)  # noqa: S311 - the same grain on every run
        noise = Image.frombytes("L", (WIDTH // 2, HEIGHT // 2), grain).resize((WIDTH, HEIGHT)).convert("RGB")
        grained = Image.blend(turned.filter(ImageFilter.GaussianBlur(0.7)), noise, 0.035)
        buffer = BytesIO()
        grained.save(buffer, "JPEG", quality=_QUALITY, dpi=(DPI, DPI))
        return buffer.getvalue()

    def _on_paper(self, box: Box) -> Box:
        """Pixels of the drawing -> points of the PDF page, after the turn, with a margin of 3 pt."""
        centre, middle = WIDTH / 2, HEIGHT / 2
        turn = radians(-self.skew)
        corners = [(box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])]
        xs, ys = [], []
        for x, y in corners:
            xs.append(centre + (x - centre) * cos(turn) - (y - middle) * sin(turn))
            ys.append(middle + (x - centre) * sin(turn) + (y - middle) * cos(turn))
        scale = 72 / DPI
        edges = (
            min(xs) * scale - 3,
            (HEIGHT - max(ys)) * scale - 3,
            max(xs) * scale + 3,
            (HEIGHT - min(ys)) * scale + 3,
        )
        return tuple(round(edge, 1) for edge in edges)


def _reach(point: int) -> float:
    return 0.27 if point % 2 == 0 else 0.103


def scanned(pages: Sequence[ScannedPage], title: str) -> bytes:
    """A PDF of pictures only."""
    buffer = BytesIO()
    size = (WIDTH * 72 / DPI, HEIGHT * 72 / DPI)
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1, initialFontName="Text")
    canvas.setTitle(title)
    canvas.setSubject(FICTION)
    for page in pages:
        canvas.drawImage(ImageReader(BytesIO(page.jpeg())), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
