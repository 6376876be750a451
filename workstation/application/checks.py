"""Answers to the checklist, and how ready a lot is."""

from dataclasses import replace

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.domain.checklists.answers import Check, CheckItem, CheckStatus, Readiness, readiness
from workstation.domain.record import LotRecord


def answer(
    writer: Writer, lot: str, item: str, *, status: CheckStatus | None = None, text: str | None = None
) -> Committed[str]:
    """Sets the status of one item, or what was found, making its row when there is none; returns the row's id."""

    def work(tx: Transaction) -> str:
        found = tx.rows(Check, lot=lot, item=item)
        check = found[0] if found else Check(id=tx.new_id(), lot=lot, item=item)
        if status is not None:
            check = replace(check, status=status)
        if text is not None:
            check = replace(check, answer=text or None)
        tx.put(check)
        return check.id

    return writer.run(Step(OperationKind.ANSWER_CHECK, {"record": item}), work)


def statuses(record: LotRecord) -> dict[str, CheckStatus]:
    return {check.item: check.status for check in record.all(Check)}


def lot_readiness(record: LotRecord, items: tuple[CheckItem, ...]) -> Readiness:
    return readiness(items, statuses(record))
