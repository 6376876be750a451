"""Several names in one sentence."""

from collections.abc import Iterable

from workstation.ui.context import UiContext


def listed(context: UiContext, names: Iterable[str]) -> str:
    """With the comma that the language puts between names."""
    return ("、" if context.tr.is_chinese else ", ").join(names)
