"""The list of snapshots by age, and how old the copy on another disk is."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from workstation.application.ports.upkeep import Copy, Mirror
from workstation.domain.copies import CopyAge, age_of
from workstation.language.translator import Translator
from workstation.ui.context import UiContext
from workstation.ui.models.table_spec import Align, Column, GroupRow, TableSpec
from workstation.ui.widgets.values import FigureTone, KeyFigure

OLD_DAYS: Final = 2


def snapshot_spec(
    context: UiContext,
    said: Callable[[datetime], str],
    verified: Callable[[Copy], str],
    on_both: Callable[[Copy], str],
) -> TableSpec[Copy]:
    tr = context.tr
    return TableSpec(
        name=tr("Snapshots"),
        key=lambda copy: copy.name,
        columns=(
            Column(
                key="at",
                title=tr("When"),
                value=lambda copy: said(copy.taken_at),
                sort=lambda copy: copy.number,
                width=128,
            ),
            Column(
                key="why",
                title=tr("Why it was taken"),
                value=lambda copy: context.choice_word(copy.reason),
                stretch=True,
            ),
            Column(key="verified", title=tr("Verified"), value=verified, width=140),
            Column(key="disk", title=tr("Other disk"), value=on_both, width=90),
            Column(
                key="size",
                title=tr("Size"),
                value=lambda copy: context.formats.size(copy.size),
                align=Align.RIGHT,
                sort=lambda copy: copy.size,
                width=80,
            ),
        ),
    )


def grouped(tr: Translator, copies: Sequence[Copy], now: datetime) -> list[Copy | GroupRow]:
    """Newest first, with what is kept of each age."""
    titles = {
        CopyAge.ALL: (tr("Today and yesterday"), tr("all are kept for two days")),
        CopyAge.DAILY: (tr("Daily"), tr("one a day for two weeks")),
        CopyAge.WEEKLY: (tr("Weekly"), tr("one a week for eight weeks")),
        CopyAge.MONTHLY: (tr("Monthly"), tr("one a month for a year")),
        CopyAge.OVER: (tr("Older"), tr("the newest ten are always kept")),
    }
    rows: list[Copy | GroupRow] = []
    shown = None
    for copy in reversed(copies):
        age = age_of(copy.taken_at, now)
        if age is not shown:
            title, detail = titles[age]
            rows.append(GroupRow(f"group-{age.value}", title, detail))
            shown = age
        rows.append(copy)
    return rows


def mirror_figure(tr: Translator, mirror: Mirror | None, now: datetime) -> KeyFigure:
    title = tr("On another disk")
    if mirror is None:
        return KeyFigure("mirror", title, tr("none yet"), tone=FigureTone.AMBER)
    days = (now - mirror.at).days
    where = str(Path(mirror.path).parent)
    if mirror.same_disk:
        return KeyFigure(
            "mirror", title, tr("none yet"), tr("on this disk: {path}", path=where), tone=FigureTone.AMBER
        )
    value = tr("today") if days <= 0 else tr("1 day old") if days == 1 else tr("{days} days old", days=days)
    return KeyFigure(
        "mirror", title, value, where, tone=FigureTone.AMBER if days > OLD_DAYS else FigureTone.INK
    )
