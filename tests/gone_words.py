"""Chinese words that misled a reader of the trade: none of them stands in a catalogue or on a panel again."""

import re

GONE = tuple(
    re.compile(word, re.MULTILINE)
    for word in (
        "变现折扣",  # was read as what is left
        "事由$",
        "为什么值得",
        "为何值得",
        "处不一$",
        "次运行",
        "答复了核查项",
        "冻结为第",
        "税费负担",
        "新抵（质）押物",  # was stored as a name
        "Workstation",
    )
)
