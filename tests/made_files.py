"""Small Office files, mails and archives, made here: what is in them is in the tests that use them."""

import io
import tarfile
import zipfile
from unittest.mock import patch

import py7zr
from py7zr.compressor import AESCompressor, AESDecompressor, algorithm_class_map
from py7zr.properties import FILTER_CRYPTO_AES256_SHA256

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
