"""Draws a memo (`workstation.domain.memo`) as a PDF with its exhibits behind it."""

from workstation.export.memo.render import render_memo
from workstation.export.memo.typefaces import Typefaces
from workstation.export.memo.verify import unembedded_fonts, verify_marks

__all__ = ["Typefaces", "render_memo", "unembedded_fonts", "verify_marks"]
