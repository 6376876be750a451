"""What was done to hold a guarantor: entered with the guarantee, or once on the timeline of the lot."""

from typing import Final

from workstation.domain.events import Event, EventKind
from workstation.domain.guarantees import Assertion, AssertionAct, AssertionAgainst, Guarantee
from workstation.domain.record import LotRecord

_ACTS: Final = {EventKind.DEMAND: AssertionAct.DEMAND, EventKind.FILING: AssertionAct.LAWSUIT}


def acts(record: LotRecord, guarantee: Guarantee) -> tuple[Assertion, ...]:
    """The assertions of a guarantee, and the demands and suits of the timeline: one that names the guarantee was against
    the guarantor, one that names only its claim against the debtor. An act of the timeline has the id of its event."""
    found = list(record.all(Assertion, guarantee=guarantee.id))
    known = {(act.act, act.on) for act in found}
    for event in record.all(Event):
        act = _ACTS.get(event.kind)
        against = _against(event, guarantee)
        if act is None or against is None or event.on is None or (act, event.on) in known:
            continue
        found.append(
            Assertion(
                id=event.id,
                lot=event.lot,
                guarantee=guarantee.id,
                act=act,
                against=against,
                on=event.on,
                proof=event.proof,
            )
        )
    return tuple(found)


def _against(event: Event, guarantee: Guarantee) -> AssertionAgainst | None:
    if event.guarantee is not None:
        return AssertionAgainst.GUARANTOR if event.guarantee == guarantee.id else None
    named = event.claim is not None and event.claim == guarantee.claim
    return AssertionAgainst.DEBTOR if named else None
