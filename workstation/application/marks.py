"""The places cited inside a text, kept in step with the evidence behind it."""

from dataclasses import replace
from typing import Any

from workstation.application.ports.storage import Transaction
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.rich_text import Span, cited, insert, plain, without

Caret = tuple[int, int]  # line and character as shown, from 0
LONGEST_QUOTE = 400


def put_mark(text: str, at: Caret | None, citation: Citation, word: str, *, quote: bool) -> str:
    """The text with a mark of the citation at the caret, at the end without one; with `quote` what the page says
    stands before it."""
    lines = plain(text).split("\n")
    caret = at or (len(lines) - 1, len(lines[-1]))
    said = " ".join((citation.quote or "").split())
    before = lines[caret[0]][: caret[1]] if caret[0] < len(lines) else ""
    gap = " " if before and not before[-1].isspace() else ""
    text = insert(text, caret, Span(word, citation=citation.id))
    if not quote or not said:
        return insert(text, caret, Span(gap)) if gap else text
    said = said if len(said) <= LONGEST_QUOTE else said[: LONGEST_QUOTE - 1] + "…"
    return insert(text, caret, Span(f"{gap}“{said}” "))


def follow_marks(tx: Transaction, row: Any, field: str, text: str) -> None:
    """A place that is cited inside a text is evidence of it: no longer when its last mark was written over, again
    when one was pasted. `row` is as it was before it got `text`."""
    before, after = cited(getattr(row, field) or ""), cited(text)
    behind = tx.rows(Evidence, row_entity=row.entity, row=row.id, field=field)
    for evidence in behind:
        if evidence.citation in before and evidence.citation not in after:
            drop(tx, evidence)
    known = {evidence.citation for evidence in behind}
    for citation in after:
        stored = tx.find(Citation, citation)
        if citation not in known and stored is not None:
            tx.put(cited_evidence(tx, row, field, stored))


def cited_evidence(tx: Transaction, row: Any, field: str, citation: Citation, value: str = "") -> Evidence:
    """That a place stands behind a field of a row; `value` is what the place says of it."""
    return Evidence(
        id=tx.new_id(),
        lot=citation.lot,
        row_entity=row.entity,
        row=row.id,
        field=field,
        kind=EvidenceKind.CITED,
        citation=citation.id,
        value=value or None,
    )


def strip_marks(tx: Transaction, row: Any, field: str, citation: str) -> None:
    text = getattr(row, field) or ""
    if citation in cited(text):
        tx.put(replace(row, **{field: without(text, citation)}))


def drop(tx: Transaction, evidence: Evidence) -> None:
    """Its citation goes with it when nothing else uses it."""
    tx.remove(evidence)
    if evidence.citation and not tx.rows(Evidence, citation=evidence.citation):
        tx.remove(tx.get(Citation, evidence.citation))
