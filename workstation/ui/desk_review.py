"""The desk's work on what stands against a lot: findings, the decision, signatures."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workstation.ui.desk_papers import PapersDesk

if TYPE_CHECKING:
    from workstation.application.ports.storage import Committed
    from workstation.domain.decisions import DecisionKind
    from workstation.domain.findings.finding import Finding
    from workstation.domain.lease_documents import LeaseDocument
    from workstation.domain.signatures import SignatureRole


class ReviewDesk(PapersDesk):
    """What a person says of findings, and what is decided and signed."""

    def decide(self, kind: "DecisionKind | None", because: str | None = None) -> None:
        """Decides on the open lot; a plain bid that is refused becomes a banner, and the form shows what stands. Without
        `because` a reason that was given before stands."""
        from workstation.application.deciding import decide  # noqa: PLC0415 - the engine is off the start-up path

        lot, say = self.lot, self.context.tr
        if lot is not None:
            self._write_or_reload(lambda: decide(self.services, lot, kind, because=because, say=say))

    def sign(self, role: "SignatureRole") -> None:
        """Who the decision names for a role signs the open lot as it is."""
        from workstation.application.deciding import sign  # noqa: PLC0415 - the engine is off the start-up path

        lot, say = self.lot, self.context.tr
        if lot is not None:
            self._write_or_reload(lambda: sign(self.services, lot, role, say=say))

    def settle_finding(self, finding: "Finding", reason: str) -> None:
        """Settles a finding of a rule with a reason, which holds while its facts stay as they are."""
        from workstation.application.finding_waivers import waive  # noqa: PLC0415 - off the start-up path

        if (record := self.record) is not None:
            self.write(lambda: waive(self.services.writer, record, finding, reason))

    def reopen_finding(self, finding: "Finding") -> None:
        """Takes back what was said of a finding: it is open again."""
        from workstation.application.finding_waivers import unwaive  # noqa: PLC0415 - off the start-up path

        if (record := self.record) is not None:
            self.write(lambda: unwaive(self.services.writer, record, finding))

    def make_lease(self, collateral: str, document: "LeaseDocument", then: Callable[[str], None]) -> None:
        """Makes the lease of a collateral from the document that is filed as one; `then` gets its id."""
        from workstation.application.lease_records import lease_from  # noqa: PLC0415 - off the start-up path

        if (record := self.record) is not None:
            self.write(lambda: lease_from(self.services, record, collateral, document), then)

    def _write_or_reload(self, work: "Callable[[], Committed[str]]") -> None:
        """As `write`, but what was refused is shown again as it stands."""

        def refused(error: Exception) -> None:
            self.report(error)
            self.reload()

        if self.can_write():
            self.jobs.write(work, self._after, failed=refused)
