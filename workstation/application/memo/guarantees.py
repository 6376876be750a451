"""Who promised to pay besides the borrower: each promise with what was asserted of it, and who is named as a guarantor
without one."""

from typing import Final

from workstation.application.memo.examined import Titles
from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.material import NUMBER, Material
from workstation.application.readiness import LACKING
from workstation.domain.checklists.answers import Check
from workstation.domain.events import Event
from workstation.domain.guarantee_acts import acts
from workstation.domain.guarantees import Assertion, Guarantee
from workstation.domain.memo import (
    Block,
    Column,
    Group,
    Line,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Tone,
    plain,
)
from workstation.domain.parties import Role, RoleKind

_CONTRACT: Final = "C-01"  # the lines of the checklist that ask for the promise and for the claim on it
_CLAIM: Final = "C-04"


def guarantees_section(material: Material, figures: FigureMaker, titles: Titles) -> Section:
    made: list[Block] = [_promise(figures, titles, each) for each in material.record.all(Guarantee)]
    return Section(figures.tr("Guarantees"), (*made, *_without_promise(figures, titles)))


def _promise(figures: FigureMaker, titles: Titles, guarantee: Guarantee) -> Group:
    tr = figures.tr
    found = acts(figures.record, guarantee)
    asserted: tuple[Block, ...]
    if found:
        # an act of the timeline is shown with the pages of its event
        behind = [figures.record.get(Event, act.id) or act for act in found]
        rows = tuple(
            Row((plain(figures.text(act, "act")), (figures.figure(row, "on"),), _proof(figures, row)))
            for act, row in zip(found, behind, strict=True)
        )
        heads = (Column(tr("Act")), Column(tr("On")), Column(tr("Proof"), share=1.0))
        asserted = (Table(heads, rows), *figures.differences(behind))
    else:
        said = Text(tr("No act against this guarantor is recorded."), strong=True, tone=Tone.BAD)
        asserted = (Paragraph((said, Text(f" {_asked(figures, titles, _CLAIM)}"))),)
    facts = figures.facts(guarantee, skip=("key",))
    return Group(figures.row_name(guarantee), (*facts, Group(tr("Asserted"), asserted)))


def _proof(figures: FigureMaker, act: Assertion | Event) -> Line:
    """Without a proof the guarantor may be free: that is said as loudly as on page one."""
    if act.proof is not None:
        return (figures.figure(act, "proof"),)
    check = figures.record.first(Check, item=_CLAIM)
    if check is not None and check.status in LACKING:
        return (Text(figures.tr("missing {item}", item=_CLAIM), strong=True, tone=Tone.BAD),)
    return (Text(figures.tr("no proof is recorded"), strong=True, tone=Tone.BAD),)


def _without_promise(figures: FigureMaker, titles: Titles) -> tuple[Group, ...]:
    """Whom a paper or a person names as guarantor while nothing is recorded of the promise: the bid counts nothing of it."""
    tr, record = figures.tr, figures.record
    bound = {each.guarantor for each in record.all(Guarantee)}
    named = [role for role in record.all(Role, kind=RoleKind.GUARANTOR) if role.party not in bound]
    if not named:
        return ()
    nothing = Text(tr("No promise is recorded: nothing is counted."), strong=True, tone=Tone.BAD)
    rows = tuple(
        Row(
            (
                plain(figures.text(role, "party")),
                (nothing, Text(f" {_asked(figures, titles, _CONTRACT)}")),
                (figures.figure(role, "kind", only_source=True),),
            )
        )
        for role in named
    )
    heads = (Column(tr("Party")), Column(tr("What the bid counts"), share=1.0), Column(tr("Source"), NUMBER))
    return (Group(tr("Named as guarantor, no promise recorded"), (Table(heads, rows),)),)


def _asked(figures: FigureMaker, titles: Titles, item: str) -> str:
    """The line of the checklist that asks for it, with what came of it."""
    check = figures.record.first(Check, item=item)
    status = figures.text(check, "status") if check is not None else figures.tr("never asked for")
    title = next((title for each, title in titles if each.id == item), "")
    return figures.tr("{paper}: {status}.", paper=f"{item} {title}", status=status)
