"""The three pictures of the README: the list of lots, citing, and page 1 of the memo."""

from pathlib import Path

import pypdfium2
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage
from screens_window import Window, opened, settled

WIDTH, MEMO_WIDTH = 1100, 760  # px
COLOURS = 256


def draw(workspace: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with opened(workspace, "en", "light") as window:
        window.lots()
        _keep(_pillow(settled(window.bench)), folder / "lots.png")
        _cite(window)
        _keep(_pillow(settled(window.bench)), folder / "citing.png")
    memo = pypdfium2.PdfDocument(workspace.parent / "memo.pdf")
    _keep(memo[0].render(scale=1.6).to_pil(), folder / "memo.png", MEMO_WIDTH)
    memo.close()


def _cite(window: Window) -> None:
    """The appraised value on its page."""
    from workstation.domain.citations import Citation, Evidence

    window.tab("collateral")
    settled(window.bench)
    desk = window.bench.desk
    record = desk.record
    found = next(
        item
        for item in record.all(Evidence, row_entity="appraisal", field="value")
        if item.citation is not None
    )
    desk.open_citation(record.get(Citation, found.citation).id)


def _pillow(picture: QImage) -> Image.Image:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadWrite)
    picture.save(buffer, "PNG")
    from io import BytesIO

    return Image.open(BytesIO(bytes(content.data())))


def _keep(picture: Image.Image, path: Path, width: int = WIDTH) -> None:
    height = picture.height * width // picture.width
    small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, Image.Quantize.MEDIANCUT).save(path, optimize=True)
