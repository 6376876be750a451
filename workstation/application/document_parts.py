"""Papers inside a scan: page ranges with a name, without touching the file."""

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.domain.documents import DocumentPart, Version
from workstation.domain.errors import UserError


class PartWithoutNameError(UserError):
    code = "part.no_name"
    message = "A part needs a name. Type what the paper is, such as “Mortgage contract”."


class PartOutsideError(UserError):
    code = "part.outside"
    message = "The document has pages 1 to {count}. Give a first page and a last one that is not before it."


def name_part(writer: Writer, version: str, name: str, first: int, last: int) -> Committed[str]:
    """A paper from page `first` to page `last` (both 0-based, both in it) of a version; returns the id of its row."""
    if not name.strip():
        raise PartWithoutNameError

    def work(tx: Transaction) -> str:
        found = tx.get(Version, version)
        if not 0 <= first <= last < (found.pages or 0):
            raise PartOutsideError(count=found.pages or 0)
        part = DocumentPart(
            id=tx.new_id(), lot=found.lot, version=version, name=name.strip(), first=first, last=last
        )
        tx.put(part)
        return part.id

    return writer.run(Step(OperationKind.ADD, {"record": name.strip()}), work)
