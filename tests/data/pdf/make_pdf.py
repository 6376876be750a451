"""Writes the small PDFs of this folder: `python tests/data/pdf/make_pdf.py`. Same bytes every time, except locked.pdf
and owner_locked.pdf, whose keys are random."""

import io
import zlib
from pathlib import Path

HERE = Path(__file__).parent
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects, root=1, extra=b""):
    """objects: {number: bytes}"""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number in sorted(objects):
        offsets[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    start = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n")
    out.write(b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, extra, start))
    return out.getvalue()


def stream(data, entries=b"", packed=False):
    if packed:
        data = zlib.compress(data, 9)
        entries += b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pages(contents, boxes=None, catalog=b"", more=None, font=FONT):
    """One page for each content stream."""
    count = len(contents)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b" ".join(b"%d 0 R" % (10 + 2 * i) for i in range(count))),
        3: font,
    }
    for i, content in enumerate(contents):
        box = (boxes or [b"/MediaBox [0 0 595 842]"] * count)[i]
        objects[10 + 2 * i] = b"<< /Type /Page /Parent 2 0 R %s /Resources << /Font << /F1 3 0 R >> /XObject << /X 4 0 R >> >> /Contents %d 0 R >>" % (box, 11 + 2 * i)
        objects[11 + 2 * i] = content if content.startswith(b"<<") else stream(content)
    objects.setdefault(4, stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]"))
    objects |= more or {}
    return pdf(objects)


def show(text, x=72, y=720, size=12):
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, text)


def write(name, data):
    (HERE / name).write_bytes(data)


def plain():
    outline = {
        5: b"<< /Type /Outlines /First 6 0 R /Last 7 0 R /Count 2 >>",
        6: b"<< /Title (Loan) /Parent 5 0 R /Next 7 0 R /First 8 0 R /Last 8 0 R /Count 1 /Dest [10 0 R /Fit] >>",
        7: b"<< /Title (Round) /Parent 5 0 R /Next 6 0 R /Dest [14 0 R /Fit] >>",  # runs in a circle
        8: b"<< /Title (Term) /Parent 6 0 R /Dest [12 0 R /Fit] >>",
    }
    labels = b"/Outlines 5 0 R /PageLabels << /Nums [0 << /S /r >> 1 << /S /D >>] >>"
    body = [
        show(b"Loan contract No. 2019-001") + show(b"Principal 20,000,000.00 yuan", y=700),
        show(b"Term of the loan: three years"),
        show(b"Signed in two copies"),
    ]
    write("plain.pdf", pages(body, catalog=labels, more=outline))


def boxes():
    """Four rotations, an off-origin crop box; a red square at the lower left corner of what is visible."""
    content = b"1 0 0 rg 110 60 40 40 re f 0 g " + show(b"Inside the crop", 200, 300, 20) + show(b"Outside", 10, 10)
    box = b"/MediaBox [0 0 600 800] /CropBox [100 50 500 600] /Rotate %d"
    write("boxes.pdf", pages([content] * 4, [box % turn for turn in (0, 90, 180, 270)]))
    write("no_area.pdf", pages([show(b"nowhere")], [b"/MediaBox [0 0 200 200] /CropBox [300 300 400 400]"]))
    write("giant.pdf", pages([show(b"giant page")], [b"/MediaBox [0 0 595 2147483648]"]))


def odd_text():
    """Glyphs that mean a character beyond the BMP, a radical, and nothing; a line that ends in a hyphen."""
    cmap = b"""/CIDInit /ProcSet findresource begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange
4 beginbfchar <41> <D835DC34> <42> <2F08> <43> <2EA0> <44> <0003> endbfchar endcmap end"""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>"
    content = show(b"xABCDy", 72, 720, 20) + show(b"exam-", 72, 690) + show(b"ple", 72, 676)
    content += b"BT /F1 20 Tf 0 1 -1 0 300 400 Tm (up) Tj ET\n"
    write("odd_text.pdf", pages([content], font=font, more={5: stream(cmap)}))


def slow():
    """A stroke drawn 2 million times by forms in forms: more than half a minute in a few KB."""
    forms = {}
    for level in range(4, 8):
        inner = level + 1
        body = (b"/X Do\n" * 38) if level < 7 else b"0 0 m 500 700 l 20 300 l S\n" * 38
        res = b"/Resources << /XObject << /X %d 0 R >> >>" % inner if level < 7 else b""
        forms[level] = stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 600 850] " + res)
    write("slow.pdf", pages([show(b"quick page"), b"/X Do", show(b"last page")], more=forms))
    field = {8: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (price) /F 4 /Rect [0 0 600 850] /AP << /N 4 0 R >> >>"}
    box = b"/MediaBox [0 0 595 842]"
    write("slow_form.pdf", pages([show(b"words"), show(b"last page")], [box + b" /Annots [8 0 R]", box], b"/AcroForm << /Fields [8 0 R] >>", forms | field))


def bombs():
    zeros = zlib.compress(b"0 0 m " * 1_000_000, 9)
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(3 * 1024)) + packer.flush()
    twice = zlib.compress(once, 9)
    bomb = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(twice), twice)
    write("bomb.pdf", pages([show(b"before"), bomb, show(b"after")]))
    del zeros
    itself = stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>")
    write("calls_itself.pdf", pages([b"/X Do"], more={4: itself}))
    write("poison.pdf", pages([b"/X Do"] * 7, more={4: itself}))


def damaged():
    good = pages([show(b"first"), show(b"second"), show(b"third")])
    write("page_missing.pdf", good.replace(b"12 0 obj", b"92 0 obj"))
    write("junk_before.pdf", b"junk\n" * 800 + pages([show(b"after the junk")]))
    write("cut.pdf", good[: len(good) // 3])
    write("header_only.pdf", b"%PDF-1.7\n")
    write("empty.pdf", b"")
    write("text.pdf", b"This is a letter, not a PDF.\n" * 3)


def active():
    action = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>"
    write("script.pdf", pages([show(b"has a script")], catalog=action))
    launch = b"/OpenAction << /S /Launch /F (calc.exe) >>"
    write("launch.pdf", pages([show(b"starts a program")], catalog=launch))
    note = {
        5: b"<< /Type /Annot /Subtype /Square /Rect [100 100 300 200] /C [1 0 0] /AP << /N 6 0 R >> >>",
        6: stream(b"0 0 1 rg 0 0 200 100 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 200 100]"),
    }
    write("annotated.pdf", pages([b"0.5 g 50 500 100 100 re f"], [b"/MediaBox [0 0 400 700] /Annots [5 0 R]"], more=note))


def form():
    """A text field whose value is a blue box of its own appearance; an empty signature field."""
    more = {
        5: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (price) /V (800) /F 4 /Rect [100 100 300 200] /AP << /N 6 0 R >> >>",
        6: stream(b"0 0 1 rg 0 0 200 100 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 200 100]"),
        7: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /V << /Type /Sig /Filter /X /Contents <00> >> /F 4 /Rect [0 0 0 0] >>",
    }
    catalog = b"/AcroForm << /Fields [5 0 R 7 0 R] >>"
    write("form.pdf", pages([b"0.5 g 50 500 100 100 re f"], [b"/MediaBox [0 0 400 700] /Annots [5 0 R 7 0 R]"], catalog, more))


def loose_font():
    """Words along and down the page in a Chinese face that is named and not embedded, as office programs write them."""
    def face(encoding):
        return b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /%s /DescendantFonts [6 0 R] >>" % encoding

    words = b"BT /F1 20 Tf 100 700 Td <%s> Tj ET" % "抵押物坐落于某市".encode("utf-16-be").hex().encode()
    more = {
        4: stream(words, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"),
        5: face(b"UniGB-UTF16-H"),
        6: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 7 0 R >>",
        7: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    }
    write("loose_font.pdf", pages([b"/X Do", words], more=more, font=face(b"UniGB-UTF16-V")))


def locked():
    from pypdf import PdfReader, PdfWriter

    source = pages([show(b"Locked page")])
    for name, user in (("locked.pdf", "借款合同2024"), ("owner_locked.pdf", "")):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(source)))
        writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
        target = io.BytesIO()
        writer.write(target)
        write(name, target.getvalue())


if __name__ == "__main__":
    for make in (plain, boxes, odd_text, slow, bombs, damaged, active, form, loose_font):
        make()
    if not (HERE / "locked.pdf").exists():
        locked()
