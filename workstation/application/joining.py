"""Files that are one paper: read in their order as one document, each file as it came."""

from collections.abc import Sequence
from dataclasses import replace

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.domain.documents import Document, in_place
from workstation.domain.errors import UserError


class OneFileError(UserError):
    code = "join.one_file"
    message = "Choose two files or more to read them as one document."


def join(writer: Writer, documents: Sequence[str]) -> Committed[str]:
    """These documents, in this order, become one that bears the name of the first; what was joined to one of them comes
    behind it. Returns the id of the first."""
    if len(set(documents)) < 2:
        raise OneFileError
    said = {"record": "", "count": ""}

    def work(tx: Transaction) -> str:
        order: dict[str, Document] = {}
        for identity in documents:
            chosen = tx.get(Document, identity)
            head = tx.get(Document, chosen.joined) if chosen.joined else chosen
            behind = in_place(tx.rows(Document, joined=head.id))
            order |= {each.id: each for each in (head, *behind)}
        first, *others = order.values()
        tx.put(replace(first, joined=None, joined_place=None))
        for place, other in enumerate(others, 2):
            tx.put(replace(other, joined=first.id, joined_place=place))
        said.update(record=first.name, count=str(len(order)))
        return first.id

    return writer.run(Step(OperationKind.JOIN, said), work)


def take_apart(writer: Writer, document: str) -> Committed[None]:
    """Every file of a joined document is a document of its own again."""
    said = {"record": ""}

    def work(tx: Transaction) -> None:
        found = tx.get(Document, document)
        head = tx.get(Document, found.joined) if found.joined else found
        said["record"] = head.name
        for other in tx.rows(Document, joined=head.id):
            tx.put(replace(other, joined=None, joined_place=None))

    return writer.run(Step(OperationKind.TAKE_APART, said), work)
