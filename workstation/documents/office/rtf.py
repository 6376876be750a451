"""RTF by striprtf: code pages, Unicode words, tables."""

import re
from collections.abc import Iterator
from typing import Final

from workstation.documents.laid.flow import Block, blocks_of
from workstation.domain.reading import DamagedFileError

_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def rtf_blocks(data: bytes) -> Iterator[Block]:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - few files are RTF

    try:
        text = rtf_to_text(data.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedFileError from error
    return blocks_of(_SURROGATES.sub(_joined, text))


def _joined(pair: "re.Match[str]") -> str:
    """RTF writes a character beyond 16 bits as two."""
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
