"""The bytes that files of a kind begin with (each format's own specification; for the rarer ones `file(1)`)."""

from dataclasses import dataclass, field
from typing import Final

from workstation.application.ports.documents import FileKind


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`name` is a short word for the code ("PNG"), or "?" for what nobody knows; people read the name of `media_type`
    (`domain.file_kinds`). `password` opened it."""

    kind: FileKind
    media_type: str
    name: str
    password: str | None = field(default=None, repr=False)


XLS: Final = "application/vnd.ms-excel"
DOC: Final = "application/msword"
PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "PNG"),
    (b"\xff\xd8\xff", "image/jpeg", "JPEG"),
    (b"II*\x00", "image/tiff", "TIFF"),
    (b"MM\x00*", "image/tiff", "TIFF"),
    (b"GIF8", "image/gif", "GIF"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2", "JP2"),
    (b"\xff\x4f\xff\x51\xff", "image/jp2", "JP2"),
)
OTHERS: Final = (
    (b"{\\rtf", FileKind.WORD, "application/rtf", "RTF"),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE, "application/x-7z-compressed", "7Z"),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE, "application/vnd.rar", "RAR"),
    (b"\x1f\x8b", FileKind.ARCHIVE, "application/gzip", "GZIP"),
    (b"BZh", FileKind.ARCHIVE, "application/x-bzip2", "BZIP2"),
    (b"\xfd7zXZ\x00", FileKind.ARCHIVE, "application/x-xz", "XZ"),
    (b"\x78\x9f\x3e\x22", FileKind.MAIL, "application/ms-tnef", "TNEF"),
    (b"\x09\x04\x06\x00", FileKind.SHEET, XLS, "XLS4"),
    (b"\x09\x02\x06\x00", FileKind.SHEET, XLS, "XLS3"),
    (b"\x09\x00\x04\x00", FileKind.SHEET, XLS, "XLS2"),
)
# what is kept and named, and not read
UNREAD: Final = (
    (b"\xdb\xa5", DOC, "Word 2"),
    (b"MZ", "application/vnd.microsoft.portable-executable", "EXE"),
    (b"\x7fELF", "application/x-executable", "ELF"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary", "Mach-O"),
    (b"\xca\xfe\xba\xbe", "application/java-archive", "CLASS"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut", "LNK"),
    (b"\x01\x00\x00\x00\x58\x00\x00\x00", "image/emf", "EMF"),
    (b"\x01\x00\x00\x00\x6c\x00\x00\x00", "image/emf", "EMF"),
    (b"\xd7\xcd\xc6\x9a", "image/wmf", "WMF"),
    (b"8BPS\x00", "image/vnd.adobe.photoshop", "PSD"),
    (b"AT&TFORM", "image/vnd.djvu", "DJVU"),
    (b"AC10", "image/vnd.dwg", "DWG"),
    (b"!BDN", "application/vnd.ms-outlook-pst", "PST"),
    (b"\x00\x01\x00\x00Standard Jet DB", "application/x-msaccess", "MDB"),
    (b"\x00\x01\x00\x00Standard ACE DB", "application/x-msaccess", "ACCDB"),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "application/onenote", "ONE"),
    (b"CAJ\x00", "application/caj", "CAJ"),
    (b"HN\xc8\x00", "application/caj", "CAJ"),
    (b"KDH ", "application/caj", "CAJ"),
    (b"ITSF", "application/vnd.ms-htmlhelp", "CHM"),
    (b"\xffWPC", "application/vnd.wordperfect", "WPD"),
    (b"HWP Document File", "application/x-hwp", "HWP"),
    (b"\x28\xb5\x2f\xfd", "application/zstd", "ZSTD"),
    (b"MSCF\x00\x00\x00\x00", "application/vnd.ms-cab-compressed", "CAB"),
    (b"\x60\xea", "application/x-arj", "ARJ"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3", "SQLITE"),
    (b"\x00\x01\x00\x00\x00", "font/sfnt", "TTF"),
    (b"OTTO\x00", "font/sfnt", "OTF"),
    (b"\x1a\x45\xdf\xa3", "video/x-matroska", "MKV"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf", "WMV"),
    (b"FLV\x01", "video/x-flv", "FLV"),
    (b"\x00\x00\x01\xba", "video/mpeg", "MPEG"),
    (b"\x00\x00\x01\xb3", "video/mpeg", "MPEG"),
    (b"ID3\x02", "audio/mpeg", "MP3"),
    (b"ID3\x03", "audio/mpeg", "MP3"),
    (b"ID3\x04", "audio/mpeg", "MP3"),
    (b"\xff\xfb", "audio/mpeg", "MP3"),
    (b"\xff\xfa", "audio/mpeg", "MP3"),
    (b"\xff\xf2", "audio/mpeg", "MP3"),
    (b"\xff\xf3", "audio/mpeg", "MP3"),
    (b"#!AMR", "audio/amr", "AMR"),
    (b"OggS\x00", "audio/ogg", "OGG"),
    (b"fLaC\x00", "audio/flac", "FLAC"),
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc"})
_BRANDS: Final = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_RIFF: Final = {b"WAVE": ("audio/wav", "WAV"), b"AVI ": ("video/x-msvideo", "AVI")}
_BMP_HEADERS: Final = frozenset({12, 16, 40, 52, 56, 64, 108, 124})  # bytes: one a version of the format
_TEXT_ALONE: Final = 512  # bytes: other content has a zero among so many, a text has none


def of_mark(data: bytes) -> Sniffed | None:
    """What the first bytes say; None where they say nothing."""
    return _picture(data) or _iso_media(data) or _other(data)


def _picture(data: bytes) -> Sniffed | None:
    for mark, media_type, name in PICTURES:
        if data.startswith(mark):
            return Sniffed(FileKind.PICTURE, media_type, name)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Sniffed(FileKind.PICTURE, "image/webp", "WebP")
    if data[:2] == b"BM" and int.from_bytes(data[14:18], "little") in _BMP_HEADERS:
        return Sniffed(FileKind.PICTURE, "image/bmp", "BMP")
    return None


def _iso_media(data: bytes) -> Sniffed | None:
    """Photos, videos and sound in one kind of box (ISO/IEC 14496-12), told apart by their brand."""
    if data[4:8] != b"ftyp":
        return None
    brand = data[8:12]
    if brand in _HEIC_BRANDS:
        return Sniffed(FileKind.PICTURE, "image/heic", "HEIC")
    media_type = _BRANDS.get(brand, "video/mp4")
    kind = FileKind.PICTURE if media_type == "image/avif" else FileKind.OTHER
    return Sniffed(kind, media_type, "AVIF" if kind is FileKind.PICTURE else "MP4")


def _other(data: bytes) -> Sniffed | None:
    for mark, kind, media_type, name in OTHERS:
        if data.startswith(mark):
            return Sniffed(kind, media_type, name)
    if b"\x00" in data[:_TEXT_ALONE]:
        for mark, media_type, name in UNREAD:
            if data.startswith(mark):
                return Sniffed(FileKind.OTHER, media_type, name)
    if data[:4] == b"RIFF" and data[8:12] in _RIFF:
        return Sniffed(FileKind.OTHER, *_RIFF[data[8:12]])
    if data[2:5] == b"-lh" and data[6:7] == b"-":
        return Sniffed(FileKind.OTHER, "application/x-lzh-compressed", "LZH")
    return None
