"""What kinds of files are called, by the media types of their content."""

from collections.abc import Mapping
from typing import Final

UNKNOWN: Final = "application/octet-stream"
_NOT_KNOWN: Final = "not known"
# names as people use them (keys of translations, see documents.po)
KIND_NAMES: Final[Mapping[str, str]] = {
    "application/pdf": "PDF",
    "image/png": "PNG picture",
    "image/jpeg": "JPEG picture",
    "image/tiff": "TIFF picture",
    "image/gif": "GIF picture",
    "image/webp": "WebP picture",
    "image/heic": "HEIC picture",
    "image/bmp": "BMP picture",
    "image/jp2": "JPEG 2000 picture",
    "image/avif": "AVIF picture",
    "image/emf": "Windows drawing (EMF)",
    "image/wmf": "Windows drawing (WMF)",
    "image/vnd.adobe.photoshop": "Photoshop picture",
    "image/vnd.djvu": "DjVu scan",
    "image/vnd.dwg": "AutoCAD drawing",
    "text/html": "web page",
    "application/x-mimearchive": "web page saved as one file",
    "text/plain": "plain text",
    "text/csv": "table as text (CSV)",
    "message/rfc822": "mail",
    "application/mbox": "box of mails",
    "application/vnd.ms-outlook": "Outlook mail",
    "application/vnd.ms-outlook-pst": "Outlook data file",
    "application/ms-tnef": "Outlook attachment (winmail.dat)",
    "application/msword": "Word document",
    "application/xml": "Word document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/rtf": "RTF text",
    "application/vnd.ms-excel": "Excel sheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel sheet",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument sheet",
    "application/vnd.ms-powerpoint": "PowerPoint slides",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint slides",
    "application/vnd.oasis.opendocument.presentation": "OpenDocument slides",
    "application/vnd.oasis.opendocument": "OpenDocument file of another kind",
    "application/vnd.visio": "Visio drawing",
    "application/x-mspublisher": "Publisher document",
    "application/vnd.ms-project": "Project plan",
    "application/vnd.ms-works": "Works document",
    "application/vnd.ms-wps": "old WPS document",
    "application/x-hwp": "Hangul document",
    "application/x-msaccess": "Access database",
    "application/onenote": "OneNote section",
    "application/ofd": "OFD document",
    "application/vnd.ms-xpsdocument": "XPS document",
    "application/vnd.apple.iwork": "Pages, Numbers or Keynote document",
    "application/epub+zip": "EPUB book",
    "application/caj": "CAJ document",
    "application/vnd.ms-htmlhelp": "Windows help (CHM)",
    "application/vnd.wordperfect": "WordPerfect document",
    "application/vnd.openxmlformats-package": "package of another program",
    "application/pkcs7-mime": "signed file (P7M)",
    "application/pkcs7-signature": "electronic signature of another file",
    "application/x-ole-storage": "Office file of an unknown kind",
    "application/zip": "archive (ZIP)",
    "application/x-7z-compressed": "archive (7Z)",
    "application/vnd.rar": "archive (RAR)",
    "application/x-tar": "archive (TAR)",
    "application/gzip": "archive (GZIP)",
    "application/x-bzip2": "archive (BZIP2)",
    "application/x-xz": "archive (XZ)",
    "application/zstd": "archive (ZSTD)",
    "application/vnd.ms-cab-compressed": "archive (CAB)",
    "application/x-lzh-compressed": "archive (LZH)",
    "application/x-arj": "archive (ARJ)",
    "application/vnd.sqlite3": "database (SQLite)",
    "application/x-ms-shortcut": "Windows shortcut",
    "application/vnd.microsoft.portable-executable": "Windows program",
    "application/x-executable": "Linux program",
    "application/x-mach-binary": "macOS program",
    "application/java-archive": "Java or Android program",
    "font/sfnt": "font",
    "video/mp4": "video (MP4)",
    "video/quicktime": "video (MOV)",
    "video/x-msvideo": "video (AVI)",
    "video/x-matroska": "video (MKV)",
    "video/x-ms-asf": "video (WMV)",
    "video/x-flv": "video (FLV)",
    "video/mpeg": "video (MPEG)",
    "audio/mpeg": "sound (MP3)",
    "audio/mp4": "sound (M4A)",
    "audio/wav": "sound (WAV)",
    "audio/amr": "sound (AMR)",
    "audio/ogg": "sound (OGG)",
    "audio/flac": "sound (FLAC)",
    UNKNOWN: _NOT_KNOWN,
}
# content that runs: another program must never be said to open it
PROGRAMS: Final = frozenset(
    {
        "application/vnd.microsoft.portable-executable",
        "application/x-executable",
        "application/x-mach-binary",
        "application/java-archive",
        "application/x-ms-shortcut",
    }
)
# kinds of archives that nothing here opens
ARCHIVES: Final = frozenset(
    {
        "application/zstd",
        "application/vnd.ms-cab-compressed",
        "application/x-lzh-compressed",
        "application/x-arj",
    }
)


def kind_name(media_type: str | None) -> str:
    """The name of a kind as an English key of translation; "not known" for a media type without a name."""
    return KIND_NAMES.get(media_type or UNKNOWN, _NOT_KNOWN)
