"""Scans as PDFs with a hidden text layer, as scanners write them."""

import io

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
INVISIBLE = 3
GOOD = (
    "最高人民法院关于人民法院网络司法拍卖若干问题的规定。为了规范网络司法拍卖行为，保障公开、公平、公正、",
    "安全、高效，维护当事人的合法权益，根据法律的规定，结合人民法院执行工作的实际，制定本规定。",
    "人民法院依法通过互联网拍卖平台处置财产，评估法、司法解释、执法人员、非法占用均依法律办理。",
    "抵押人以衢州市衢江区的房产为债务人提供担保，法人代表签字，合法有效，无法清偿时依法处置。",
)
# what a recogniser took for another: common hanzi for rare ones that look alike
TAKEN_FOR = {"法": "祛", "的": "旳", "人": "入", "网": "冈", "民": "氏", "定": "走", "拍": "柏"}
BAD = tuple(line.translate(str.maketrans(TAKEN_FOR)) for line in GOOD)


def scanned(*pages, visible=False):
    """A PDF with a picture on each page and these lines behind it (in front of it where `visible`)."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    picture = Image.new("L", (60, 85), 235)
    for lines in pages:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        words = canvas.beginText(40, 780)
        words.setFont(FONT, 10)
        words.setTextRenderMode(0 if visible else INVISIBLE)
        for line in lines:
            words.textLine(line)
        canvas.drawText(words)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
