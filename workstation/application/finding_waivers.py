"""Settling a finding with a reason, and asking it again."""

from workstation.application.consistency import NoReasonError
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.application.sentences import in_language
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.settled import facts_of
from workstation.domain.findings.waivers import Waiver
from workstation.domain.record import LotRecord
from workstation.language.finding_words import finding_sentence
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator


def waive(writer: Writer, record: LotRecord, finding: Finding, reason: str) -> Committed[str]:
    """Says that a finding is settled, and why; returns the id of the waiver. It holds while the facts stay as they are in
    `record`. `NoReasonError` without a reason."""
    if not reason.strip():
        raise NoReasonError
    facts, lot = facts_of(record, finding), record.lot.id

    def work(tx: Transaction) -> str:
        for old in tx.rows(Waiver, lot=lot, rule=finding.rule, facts=facts):
            tx.remove(old)
        waiver = Waiver(id=tx.new_id(), lot=lot, rule=finding.rule, facts=facts, reason=reason.strip())
        tx.put(waiver)
        return waiver.id

    return writer.run(Step(OperationKind.SETTLE, _said(finding)), work)


def unwaive(writer: Writer, record: LotRecord, finding: Finding) -> Committed[None]:
    """Takes back what was said of a finding: it is open again."""
    facts, lot = facts_of(record, finding), record.lot.id

    def work(tx: Transaction) -> None:
        for old in tx.rows(Waiver, lot=lot, rule=finding.rule, facts=facts):
            tx.remove(old)

    return writer.run(Step(OperationKind.REOPEN, _said(finding)), work)


def _said(finding: Finding) -> dict[str, str]:
    """The finding as the history keeps it: its sentence in each language, as it stood when it was settled."""
    words = {
        in_language(language): finding_sentence(Translator(language), Formats(language), finding)
        for language in Language
    }
    return {"record": finding.rule, **words}
