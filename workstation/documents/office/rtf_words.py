"""The words of RTF that say what is printed (specification 1.9.1, appendix B)."""

import codecs
from typing import Final

# groups with text that runs by itself
NOTES: Final = frozenset({"footnote", "annotation"})
APART: Final = NOTES | {
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "shptxt", "dptxbxtext",
}  # fmt: skip
# groups that may be passed over by readers which do not know them, and that are read here
STARRED: Final = frozenset(
    {"shpinst", "shppict", "ud", "annotation", "objdata", "listtext", "pntext", "nesttableprops"}
)
# groups without printed words; `shprslt` and `nonshppict` say again, for old readers, what stands before them
SKIPPED: Final = frozenset(
    {
        "fonttbl", "colortbl", "stylesheet", "info", "filetbl", "revtbl", "listtable", "listoverridetable", "nonshppict",
        "shprslt", "fldinst", "sp", "sn", "sv", "upr", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "formfield",
        "xe", "tc", "tcn", "rxe", "txe", "private", "objname", "objclass", "nonesttables", "bkmkstart", "bkmkend", "atrfstart",
        "atrfend", "atnid", "atnauthor", "atnref", "atndate", "atntime", "atnicn", "atnparent", "themedata", "colorschememapping",
        "datastore", "latentstyles", "generator", "blipuid", "pn", "picprop", "background", "template", "rsidtbl", "pgptbl",
    }
)  # fmt: skip
SIGNS: Final = {
    "tab": "\t", "line": "\n", "emdash": "\u2014", "endash": "\u2013", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "bullet": "\u2022", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "softline": "\n",
}  # fmt: skip
# the sets of characters of fonts (Windows API, wingdi.h)
CHARSETS: Final = {
    77: "mac_roman", 78: "shift_jis", 79: "big5", 80: "euc_kr", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip


def codec_named(number: str) -> str:
    """The codec of a code page; empty where there is none."""
    name = {
        "936": "gb18030",
        "950": "big5hkscs",
        "65001": "utf-8",
        "10000": "mac_roman",
        "10008": "gb2312",
    }.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
