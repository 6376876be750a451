"""Passages that a reader marks while reading; each mark is one step."""

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.application.records import Place, page_said
from workstation.domain.documents import Version
from workstation.domain.highlights import Highlight, HighlightKind


def highlight(writer: Writer, place: Place, kind: HighlightKind) -> Committed[str]:
    """Marks a passage; one that is marked so already is unmarked. Returns the id of the mark."""
    said: dict[str, str] = {}

    def work(tx: Transaction) -> str:
        version = tx.get(Version, place.version)
        said.update(page_said(tx, version.id, place.page))
        for old in tx.rows(Highlight, version=place.version):
            if old.page == place.page and old.rects == place.rects:
                tx.remove(old)
                if old.kind is kind:
                    return old.id
        mark = Highlight(
            id=tx.new_id(),
            lot=version.lot,
            version=place.version,
            page=place.page,
            rects=place.rects,
            kind=kind,
            quote=place.quote or None,
            part=place.part or None,
        )
        tx.put(mark)
        return mark.id

    return writer.run(Step(OperationKind.HIGHLIGHT, said), work)
