"""Collateral of a lot: what it is, what it is worth, who is paid before us."""

from collections.abc import Callable
from functools import partial
from typing import Any

from workstation.application.lots import new_collateral
from workstation.application.valuation.overrides import without_value
from workstation.application.valuation.security import out_of_appraisal, paid_first
from workstation.domain.appraisals import dated_after
from workstation.domain.collateral import Appraisal, Collateral, Encumbrance
from workstation.domain.documents import Photo, Version
from workstation.domain.findings.settled import open_findings
from workstation.domain.leases import Lease
from workstation.domain.money import Money
from workstation.domain.payment_order import ladder
from workstation.domain.record import LotRecord
from workstation.domain.seizures import Seizure
from workstation.language.labels import choice_label
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.panels.child_rows import Parts, sum_of
from workstation.ui.panels.record_panel import PanelSpec, RecordPanel
from workstation.ui.panels.timeline import events_of


def add_collateral(desk: Desk, then: Callable[[str], None]) -> None:
    lot = desk.lot
    if lot is not None:
        services = desk.services
        desk.write(lambda: new_collateral(services.writer, services.defaults, lot), then)


def ahead(context: UiContext, record: LotRecord, rows: tuple[Any, ...]) -> str:
    """What is paid before ours or with ours, by law or by a person's reason."""
    first = paid_first(record, rows[0].collateral) if rows else ()
    totals = Money.totals(row.amount for row in first)
    if not totals:
        return ""
    return context.tr("{amount} ahead in the worst case", amount=sum_of(context, totals, whole=True))


def first_paid_first(record: LotRecord, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(rung.encumbrance for rung in ladder(record, rows[0].collateral)) if rows else ()


def place(context: UiContext, record: LotRecord, _: tuple[Any, ...], item: Any) -> str:
    """Where an encumbrance stands on the ladder of its collateral: 2 · before us. Where a person says otherwise than the
    law, with a reason, it is the place that you give it."""
    rungs = ladder(record, item.collateral)
    rung = next((rung for rung in rungs if rung.encumbrance.id == item.id), None)
    if rung is None:
        return ""
    word = context.tr(choice_label(rung.place))
    if rung.overridden:
        return context.tr("you: {place}", place=word)
    return word if rung.rank is None else f"{rung.rank} · {word}"


def gets(desk: Desk, record: LotRecord, _: tuple[Any, ...], item: Any) -> str:
    """What an encumbrance gets when the collateral fetches its appraised value, before costs and taxes of the sale."""
    not_yet = dated_after(record, desk.services.clock().date())
    dead = without_value(open_findings(record, desk.found))
    found = out_of_appraisal(record, item.collateral, not_yet, dead)
    share = found.get(item.id) if found is not None else None
    return "" if share is None else desk.context.formats.stated(share, whole=True)


_APPRAISALS = Parts(
    record_class=Appraisal,
    parent="collateral",
    title="Appraisals",
    add="Add an appraisal",
    columns=("appraiser", "kind", "valued_on", "value"),
    source="value",
)
_LEASES = Parts(
    record_class=Lease,
    parent="collateral",
    title="Leases",
    add="Add a lease",
    columns=("tenant", "possession_on", "until"),
    source="possession_on",
)
_SEIZURES = Parts(
    record_class=Seizure,
    parent="collateral",
    title="Seizures",
    add="Add a seizure",
    columns=("court", "kind", "on", "until"),
    source="on",
)


def shot_version(record: LotRecord, photo: Photo) -> Version | None:
    """The newest version of the picture."""
    return record.last(Version, document=photo.document) if photo.document else None


def taken(_: UiContext, record: LotRecord, __: tuple[Any, ...], photo: Photo) -> str:
    """When the camera says that it was taken, on its own clock."""
    version = shot_version(record, photo)
    return (version.taken_at or "")[:16] if version is not None else ""


def where(_: UiContext, record: LotRecord, __: tuple[Any, ...], photo: Photo) -> str:
    """Where the camera says that it stood: degrees, north and east positive, as maps read them."""
    version = shot_version(record, photo)
    if version is None or version.latitude is None or version.longitude is None:
        return ""
    return f"{version.latitude:f}, {version.longitude:f}"


def photos(context: UiContext) -> Parts:
    def page(record: LotRecord, photo: Photo) -> str:
        version = shot_version(record, photo)
        return version.id if version is not None else ""

    return Parts(
        record_class=Photo,
        parent="collateral",
        title="Photos",
        add="Add a photo",
        columns=("document", "caption"),
        source="",
        marks=(("Camera time", partial(taken, context)), ("Camera place", partial(where, context))),
        page=page,
        marks_leave=False,
    )


class CollateralPanel(RecordPanel):
    def __init__(self, desk: Desk) -> None:
        context = desk.context
        encumbrances = Parts(
            record_class=Encumbrance,
            parent="collateral",
            title="Who is paid before us",
            add="Add an encumbrance",
            columns=("kind", "holder", "since", "amount"),
            source="amount",
            remark=partial(ahead, context),
            arrange=first_paid_first,
            marks=(("Rank", partial(place, context)), ("Of its value", partial(gets, desk))),
        )
        spec = PanelSpec(
            record_class=Collateral,
            name="Collateral",
            add=add_collateral,
            add_text="Add a collateral",
            empty=(
                "No collateral on file.",
                "Add what secures the claim; read its title and its appraisal next.",
            ),
            icon="scale",
            parts=(
                _APPRAISALS,
                encumbrances,
                _LEASES,
                _SEIZURES,
                photos(context),
                events_of("collateral"),
            ),
        )
        super().__init__(desk, spec)
