"""The one style sheet: a template whose ``$names`` are colours and sizes of the tokens."""

from dataclasses import fields
from string import Template

from PySide6.QtGui import QColor

from workstation.resources import resource
from workstation.ui.theme.tokens import Tokens


def stylesheet_of(tokens: Tokens) -> str:
    """``KeyError`` names a placeholder that no token fills."""
    names: dict[str, object] = {}
    for group in (tokens.colours, tokens.size, tokens.radius, tokens.type):
        for entry in fields(group):
            value = getattr(group, entry.name)
            key = f"radius_{entry.name}" if group is tokens.radius else entry.name
            names.setdefault(key, value.name() if isinstance(value, QColor) else value)
    return Template(resource("themes", "workstation.qss").read_text("utf-8")).substitute(names)
