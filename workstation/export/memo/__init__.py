"""Draws a memo (`workstation.domain.memo`) as a PDF with its exhibits behind it."""

from workstation.export.memo.render import rendered
from workstation.export.memo.typefaces import Typefaces

__all__ = ["Typefaces", "rendered"]
