"""Small Office files, mails and archives, made here: what is in them is in the tests that use them."""

import hashlib
import hmac
import io
import struct
import tarfile
import zipfile
import zlib
from unittest.mock import patch

import olefile
import py7zr
from py7zr.compressor import AESCompressor, AESDecompressor, algorithm_class_map
from py7zr.properties import FILTER_CRYPTO_AES256_SHA256

from workstation.documents.office.compound import compound_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(parts):
    """``{path: str or bytes}`` as a zip, in that order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 8, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


class _QuickKey(AESCompressor):
    """A key of 64 rounds: half a million, as programs write them, take half a second here and with each try to open it."""

    cycles = property(lambda _: 6, lambda _, __: None)


def sevened(parts, password=None, *, names=False):
    """``{path: text}`` as 7z; with `names` the password locks those too."""
    target, quick = io.BytesIO(), {FILTER_CRYPTO_AES256_SHA256: (_QuickKey, AESDecompressor)}
    with (
        patch.dict(algorithm_class_map, quick),
        py7zr.SevenZipFile(target, "w", password=password, header_encryption=names) as archive,
    ):
        for name, content in parts.items():
            archive.writestr(content, name)
    return target.getvalue()


def docx(body, namespace=W, **parts):
    """`parts` are further ones by the name of their file: ``numbering='<w:num .../>'``."""
    more = {
        f"word/{name}.xml": f"<w:{name} {namespace}>{content}</w:{name}>" for name, content in parts.items()
    }
    document = f"<w:document {namespace}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def p(text, properties=""):
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(content):
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    root = (
        f'<o:document-content xmlns:o="{office}office:1.0" xmlns:t="{office}text:1.0" xmlns:b="{office}table:1.0">'
        f"<o:body><o:text>{content}</o:text></o:body></o:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", root)
    return target.getvalue()


def tarred(members):
    """``{path: bytes}``; a value of type TarInfo is written as it is."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, content in members.items():
            info = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(name)
            if not isinstance(content, tarfile.TarInfo):
                info.size = len(content)
            archive.addfile(info, None if isinstance(content, tarfile.TarInfo) else io.BytesIO(content))
    return target.getvalue()


def raw_names(data, names):
    """A zip whose names are the given bytes: ``{ASCII name: bytes of equal length}``."""
    for name, raw in names.items():
        assert len(name) == len(raw)
        data = data.replace(name.encode(), raw)
    return data


class Session:
    """Passwords that were told, and those that the keyring would know."""

    def __init__(self, told=None, remembered=None):
        self.told = told or {}
        self.remembered = remembered or {}

    def known(self, sha256):
        return (self.told[sha256],) if sha256 in self.told else ()

    def recall(self, sha256):
        return self.remembered.get(sha256)

    def keep(self, sha256, password, *, remember=False):
        (self.remembered if remember else self.told)[sha256] = password


OPEN_DOCUMENT_TYPES = "application/vnd.oasis.opendocument."


def open_document(media_type, content):
    """A package that says first what it is (OpenDocument, EPUB), with one part."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("content.xml", content)
    return target.getvalue()


def _ber(tag, content):
    size = len(content)
    length = bytes([size]) if size < 0x80 else bytes([0x84]) + size.to_bytes(4, "big")
    return bytes([tag]) + length + content


def cms_signed(content, *, parts=None, locked=False):
    """A signature (CMS, RFC 5652) around `content`, of no signer; None leaves the file out. With `parts` the content is written
    in parts of so many bytes, and lengths are not told."""
    signed = bytes.fromhex("06092a864886f70d010703" if locked else "06092a864886f70d010702")
    plain = bytes.fromhex("06092a864886f70d010701")
    if content is None:
        inner = _ber(0x30, plain)
    elif parts:
        pieces = b"".join(_ber(0x04, content[at : at + parts]) for at in range(0, len(content), parts))
        inner = b"\x30\x80" + plain + b"\xa0\x80\x24\x80" + pieces + bytes(6)
    else:
        inner = _ber(0x30, plain + _ber(0xA0, _ber(0x04, content)))
    body = b"\x02\x01\x01" + _ber(0x31, b"") + inner + _ber(0x31, b"")
    if parts:
        return b"\x30\x80" + signed + b"\xa0\x80\x30\x80" + body + bytes(6)
    return _ber(0x30, signed + _ber(0xA0, _ber(0x30, body)))


def aes_zipped(name, content, password, *, method=zipfile.ZIP_DEFLATED, strength=3):
    """A zip with one file locked by AES (WinZip AE-2), written by another library than the one that reads it."""
    from Cryptodome.Cipher import AES
    from Cryptodome.Util import Counter

    size = {1: 16, 2: 24, 3: 32}[strength]
    deflated = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = deflated.compress(content) + deflated.flush() if method == zipfile.ZIP_DEFLATED else content
    salt = bytes(range(size // 2))
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 2 * size + 2)
    counter = Counter.new(128, initial_value=1, little_endian=True)
    locked = AES.new(keys[:size], AES.MODE_CTR, counter=counter).encrypt(squeezed)
    code = hmac.digest(keys[size : 2 * size], locked, "sha1")[:10]
    body = salt + keys[2 * size :] + locked + code
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", strength, method)
    fixed = struct.pack(
        "<HHHHIIIHH", 0x801, 99, 0, 0x5B01, 0, len(body), len(content), len(name.encode()), len(extra)
    )
    start = b"PK\x03\x04" + struct.pack("<H", 51) + fixed + name.encode() + extra + body
    middle = b"PK\x01\x02" + struct.pack("<HH", 51, 51) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    middle += name.encode() + extra
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(middle), len(start), 0)
    return start + middle + end


def with_method(data, method):
    """The same zip, whose files say that they are compressed by this method."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place : at + place + 2] = method.to_bytes(2, "little")
            at = changed.find(mark, at + 4)
    return bytes(changed)


def native_package(name, content):
    """A file as the packager of Windows keeps it ("\\x01Ole10Native"), its name in GBK and then in UTF-16."""
    narrow = name.encode("gbk") + b"\x00"
    path = b"C:\\Temp\\" + narrow
    body = struct.pack("<H", 2) + narrow + b"C:\\" + narrow + struct.pack("<HHI", 0, 3, len(path)) + path
    body += struct.pack("<I", len(content)) + content
    for wide in (f"C:\\Temp\\{name}", name, f"C:\\{name}"):
        body += struct.pack("<I", len(wide)) + wide.encode("utf-16-le")
    return struct.pack("<I", len(body)) + body


def _word97_streams(text):
    """[MS-DOC]: a header of 0x200 bytes that names the table of pieces, and one piece in UTF-16."""
    main = bytearray(0x200)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x200)
    clx = struct.pack("<BIIIHIH", 2, 16, 0, len(text), 0, len(main), 0)
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    return {"WordDocument": bytes(main) + text.encode("utf-16-le"), "1Table": clx}


def word97(text):
    """A Word file of 1997 that says this."""
    return compound_file(_word97_streams(text))


def ole_streams(data):
    """The streams at the top of an OLE file, to be put into another."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        return {path[0]: ole.openstream(path).read() for path in ole.listdir() if len(path) == 1}


def _record(kind, content, *, version=0, instance=0):
    return struct.pack("<HHI", instance << 4 | version, kind, len(content)) + content


def _atom(text):
    if text.isascii():
        return _record(0x0FA8, text.encode())
    return _record(0x0FA0, text.encode("utf-16-le"))


def ppt(slides, *, shapes=None, notes=(), objects=(), squeezed=False, pictures=b"", lost=False, locked=False):
    """Slides of PowerPoint 97 ([MS-PPT]): `slides` are lists of texts of their outlines, `shapes` further text by slide."""
    stream, places = bytearray(), {}

    def persist(content):
        places[len(places) + 1] = len(stream)
        stream.extend(content)
        return len(places)

    def entry(number):
        return _record(0x03F3, struct.pack("<IIiII", number, 0, 0, 0, 0))

    lists = b""
    for instance, pages in ((0, slides), (2, [[text] for text in notes])):
        inner = b""
        for at, texts in enumerate(pages):
            boxes = [_record(0x0F9E, struct.pack("<I", number)) for number in range(len(texts))]
            boxes += [_atom(shapes[at])] if shapes and instance == 0 and at in shapes else []
            drawn = b"".join(_record(0xF00D, box, version=15) for box in boxes)
            number = persist(_record(0x03EE, _record(0xF002, drawn, version=15), version=15))
            inner += entry(number) + b"".join(_record(0x0F9F, bytes(4)) + _atom(text) for text in texts)
        if pages:
            lists += _record(0x0FF0, inner, version=15, instance=instance)
    document = persist(_record(0x03E8, lists, version=15))
    for content in objects:
        packed = struct.pack("<I", len(content)) + zlib.compress(content) if squeezed else content
        persist(_record(0x1011, packed, instance=int(squeezed)))
    table = len(stream)
    offsets = struct.pack(f"<I{len(places)}I", 1 | len(places) << 20, *places.values())
    stream += _record(0x1772, offsets)
    edit = len(stream)
    stream += _record(0x0FF5, struct.pack("<IIIIIII", 0, 0, 0, table, document, len(places), 0))
    token = 0xF3D1C4DF if locked else 0xE391C05F
    user = _record(
        0x0FF6, struct.pack("<IIIHHBBH", 20, token, 7 if lost else edit, 0, 0x3F4, 3, 0, 0) + bytes(4)
    )
    streams = {"PowerPoint Document": bytes(stream), "Current User": user}
    return compound_file(streams | ({"Pictures": pictures} if pictures else {}))
