"""What can be done about a finding in one click, beside its field and in the Findings tab."""

from workstation.application.records import FieldRef
from workstation.domain.findings.collateral_rules import OCCUPIED
from workstation.domain.findings.finding import Finding
from workstation.domain.lease_documents import lease_documents
from workstation.domain.leases import Lease
from workstation.domain.record import LotRecord
from workstation.language.translator import Translator
from workstation.ui.desk import Desk
from workstation.ui.forms.values import FieldAct


def acts_of(tr: Translator, record: LotRecord, finding: Finding) -> tuple[FieldAct, ...]:
    """Of a thing that somebody else occupies: to make the lease of each document that is filed as one."""
    if finding.rule != OCCUPIED:
        return ()
    return tuple(
        FieldAct(str(place), tr("Make the lease from {document}", document=document.name))
        for place, document in enumerate(lease_documents(record))
    )


def act_on(desk: Desk, record: LotRecord, finding: Finding, key: str) -> None:
    """Does one of the acts of a finding; a key of another finding does nothing."""
    if key in {act.key for act in acts_of(desk.context.tr, record, finding)}:
        document = lease_documents(record)[int(key)]
        desk.make_lease(finding.subject.row, document, lambda lease: _go_to_possession(desk, lease))


def _go_to_possession(desk: Desk, lease: str) -> None:
    """To what no lease proves, once the panels know the new row: since when the tenant is in possession."""

    def shown(_: object) -> None:
        desk.record_changed.disconnect(shown)
        desk.focus_field(FieldRef(Lease.entity, lease, "possession_on"))

    desk.record_changed.connect(shown)
