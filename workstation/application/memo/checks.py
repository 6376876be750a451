"""What was answered of the checklist, by group: what was found, where, and who said so when."""

from collections.abc import Iterator
from typing import Final

from workstation.application.memo.examined import Titles
from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.material import NUMBER, Material
from workstation.application.readiness import LACKING, SETTLED, overview
from workstation.domain.checklists.answers import Check, CheckItem
from workstation.domain.evidence import support
from workstation.domain.memo import Column, Line, Row, Section, Table, Text, Tone, plain
from workstation.language.translator import Language

_CITED: Final = ("answer", "status")


def checks_section(material: Material, figures: FigureMaker, titles: Titles) -> Section:
    """Every item that was answered under the head of its group, which says how much of it is seen; what is settled is grey."""
    tr = figures.tr
    answers = {check.item: check for check in material.record.all(Check)}
    if not any(item.id in answers for item, _ in titles):
        return Section(tr("Checks"), ())
    heads = (
        Column(tr("Item")),
        Column(tr("Document"), share=1.0),
        Column(tr("Answer"), share=0.8),
        Column(tr("Source"), NUMBER),
        Column(tr("Status")),
        Column(tr("By"), NUMBER),
    )
    return Section(tr("Checks"), (Table(heads, tuple(_rows(material, figures, titles, answers))),))


def _rows(
    material: Material, figures: FigureMaker, titles: Titles, answers: dict[str, Check]
) -> Iterator[Row]:
    groups = overview(material.record, tuple(item for item, _ in titles)).groups
    for group, ready in groups.items():
        members = [(item, title) for item, title in titles if item.group == group]
        chinese = figures.formats.language is Language.CHINESE
        name = f"{group} {members[0][0].words(chinese=chinese).group}"
        seen = figures.tr("{part} of {whole} seen or not applicable", part=ready.done, whole=ready.total)
        yield Row((plain(name), *(plain(""),) * 4, plain(seen)), group=True)
        for item, title in members:
            if item.id in answers:
                yield _row(material, figures, item, title, answers[item.id])


def _row(material: Material, figures: FigureMaker, item: CheckItem, title: str, check: Check) -> Row:
    said = material.said.get(check.id)
    bad = check.status in LACKING
    return Row(
        (
            plain(item.id),
            plain(title),
            plain(check.answer or ""),
            _source(figures, check),
            (Text(figures.text(check, "status"), strong=bad, tone=Tone.BAD if bad else Tone.PLAIN),),
            plain(said.words(figures.tr) if said is not None else "—"),
        ),
        severity=item.severity,
        settled=check.status in SETTLED,
    )


def _source(figures: FigureMaker, check: Check) -> Line:
    """The pages behind the answer, or behind the status of one without words."""
    cited = (name for name in _CITED if support(figures.record, check, name).citations)
    name = next(cited, "answer" if check.answer else "")
    return (figures.figure(check, name, only_source=True),) if name else plain("")
