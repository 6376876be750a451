"""Building the sample: listing, papers, rows with their pages, checks, words, a run and the memo."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from workstation.application import checks, records
from workstation.application.deciding import sign
from workstation.application.demo.script import DemoScript, Table
from workstation.application.importing import Entry, take_in_as
from workstation.application.intaking import enter_listing
from workstation.application.progress import Silent
from workstation.application.records import FieldRef, Place
from workstation.application.services import Services
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.checklists.answers import CheckStatus
from workstation.domain.documents import Version
from workstation.domain.fields import Field, Kind, field_of
from workstation.domain.images import decode
from workstation.domain.money import Money
from workstation.domain.proposals import ProposedLot
from workstation.domain.quotes import find_quote
from workstation.domain.signatures import SignatureRole

ReadListing = Callable[[Services, bytes, str], ProposedLot]


@dataclass(slots=True)
class Sample:
    """What was made so far: ids by the keys of the script."""

    services: Services
    script: DemoScript
    lot: str = ""
    rows: dict[str, str] = field(default_factory=dict)
    versions: dict[tuple[str, int], str] = field(default_factory=dict)


def build_sample(services: Services, script: DemoScript, read_listing: ReadListing) -> str:
    """The id of the lot. `LookupError` names a quote of the script that no page holds: a bug of the sample."""
    sample = Sample(services, script)
    content = script.listing.read_bytes()
    proposal = _left_to_papers(read_listing(services, content, script.listing.name))
    entered = enter_listing(services, proposal, script.listing)
    sample.lot, sample.rows = entered.lot, dict(entered.rows)
    for document in script.documents:
        _take_in(sample, document)
    for row in script.rows:
        _make_row(sample, row)
    _answer_checks(sample)
    _write_words(sample)
    return sample.lot


def _left_to_papers(proposal: ProposedLot) -> ProposedLot:
    """The sample takes the parts of the claim and the security from the contracts, as a person does who has them."""
    kept = (
        each
        for each in proposal.fields
        if each.entity != "encumbrance" and (each.entity != "balance" or each.row == "balance.principal")
    )
    return replace(proposal, fields=tuple(kept))


def _take_in(sample: Sample, document: Table) -> None:
    known: str | None = None
    for ordinal, file in enumerate(document["files"], 1):
        received = datetime.fromisoformat(file["received"])
        entry = Entry(sample.lot, version_of=known, received_at=received)
        path = sample.script.inputs / Path(file["path"])
        taken = take_in_as(sample.services, entry, [path], Silent()).files[0]
        known = taken.document
        sample.versions[document["key"], ordinal] = taken.version
    if known is not None:
        named = {
            "name": sample.script.said(document, "name"),
            "kind": sample.script.said(document, "kind"),
            "language": document["language"],
        }
        records.edit_fields(sample.services.writer, "document", known, named)


def _make_row(sample: Sample, row: Table) -> None:
    """The row with all its values, then the page or the reason behind each."""
    key = row["key"]
    known = sample.rows.get(key)
    entity = row.get("entity") or key.split(".")[0]
    given: dict[str, Any] = dict(row.get("values", {}))
    for source in (*reversed(row.get("cited", ())), *row.get("assumed", ())):
        if source.get("chosen", True):
            given[source["field"]] = source["value"]
    values = {name: _value(sample, entity, name, text) for name, text in given.items()}
    if known is None:
        lot = None if entity == "party" else sample.lot
        known = records.add_row(sample.services.writer, entity, lot, values).value
        sample.rows[key] = known
    elif values:
        records.edit_fields(sample.services.writer, entity, known, values)
    for source in row.get("cited", ()):
        _cite(sample, FieldRef(entity, known, source["field"]), source)
    for source in row.get("assumed", ()):
        reason = sample.script.said(source)
        records.assume(sample.services.writer, FieldRef(entity, known, source["field"]), reason)


def _value(sample: Sample, entity: str, name: str, text: str) -> Any:
    """The script's plain texts as values of the catalogue."""
    declared: Field = field_of(BY_ENTITY[entity], name)
    if text.startswith("@"):
        return sample.rows[text[1:]]
    if declared.kind is Kind.MONEY:
        return Money.of(text)
    if declared.kind is Kind.INTEGER:
        return int(text)
    if declared.kind is Kind.BOOLEAN:
        return text == "true"
    return decode(declared, text)


def _cite(sample: Sample, ref: FieldRef, source: Table) -> None:
    says = _value(sample, ref.entity, ref.field, source["value"]) if "value" in source else None
    place = _place(sample, source)
    word = _word(sample, source)
    evidence = records.attach(sample.services.writer, ref, place, says=says, word=word).value
    if source.get("chosen"):
        records.choose(sample.services.writer, evidence, sample.script.said(source, "because") or "")


def _word(sample: Sample, source: Table) -> str:
    """What a mark in a text reads as: "借款合同 p. 3"."""
    named = next(found for found in sample.script.documents if found["key"] == source["document"])
    return f"{sample.script.said(named, 'name')} p. {source['page']}"


def _place(sample: Sample, source: Table) -> Place:
    """A quote is looked for on its page, as a selection would find it; an area is taken as it was drawn."""
    document, page = source["document"], int(source["page"]) - 1
    newest = max(ordinal for key, ordinal in sample.versions if key == document)
    version = sample.versions[document, int(source.get("version", newest))]
    if "area" in source:
        left, bottom, right, top = (float(edge) for edge in source["area"])
        return Place(version=version, page=page, rects=((left, bottom, right, top),))
    sha256 = sample.services.reader.rows(Version, id=version)[0].sha256 or ""
    stored = sample.services.pages.get(sha256, page)
    found = find_quote(stored.text, source["quote"]) if stored is not None else []
    if not found:
        raise LookupError(f"{document} p. {page + 1}: {source['quote']}")
    quote = found[0]
    return Place(
        version=version,
        page=page,
        rects=quote.rects,
        quote=quote.text,
        before=quote.before,
        after=quote.after,
    )


def _answer_checks(sample: Sample) -> None:
    writer, script = sample.services.writer, sample.script
    for item, status in script.checks["status"].items():
        checks.answer(writer, sample.lot, item, status=CheckStatus(status))
    for given in script.checks.get("answer", ()):
        text = script.said(given) or given.get("quote", "")
        row = checks.answer(writer, sample.lot, given["item"], text=text).value
        if "document" in given:
            place = _place(sample, given)
            word = _word(sample, given)
            records.attach(writer, FieldRef("check", row, "answer"), place, word=word)


def _write_words(sample: Sample) -> None:
    """Title and summary of the lot, decision, risks, notes: in the language of the memo."""
    writer, script, words = sample.services.writer, sample.script, sample.script.words
    lot = words["lot"]
    named = {"name": script.said(lot, "title"), "summary": script.said(lot, "summary")}
    records.edit_fields(writer, "lot", sample.lot, {name: text for name, text in named.items() if text})
    decision = words["decision"]
    values = {
        "kind": _value(sample, "decision", "kind", decision["kind"]),
        "thesis": script.said(decision, "thesis"),
        "conditions": "\n".join(script.said(decision, "conditions") or ()),
    }
    records.add_row(writer, "decision", sample.lot, values)
    for risk in words.get("risk", ()):
        _write_risk(sample, risk)
    for note in words.get("note", ()):
        _write_note(sample, note)
    if analyst := script.said(decision, "analyst"):
        sign(sample.services, sample.lot, SignatureRole.ANALYST, analyst)


def _write_risk(sample: Sample, risk: Table) -> None:
    script = sample.script
    values = {
        "severity": _value(sample, "risk", "severity", risk["severity"]),
        "statement": script.said(risk, "statement"),
        "mitigant": script.said(risk, "mitigant"),
        "check_item": risk.get("check_item"),
        "effect_on_bid": Money.of(risk["effect"]) if "effect" in risk else None,
    }
    row = records.add_row(sample.services.writer, "risk", sample.lot, values).value
    if "cited" in risk:
        _cite(sample, FieldRef("risk", row, "statement"), risk["cited"])


def _write_note(sample: Sample, note: Table) -> None:
    values = {
        "heading": sample.script.said(note, "heading"),
        "body": sample.script.said(note, "body"),
        "written_at": datetime.fromisoformat(note["written"]),
    }
    row = records.add_row(sample.services.writer, "note", sample.lot, values).value
    for source in note.get("cited", ()):
        _cite(sample, FieldRef("note", row, "body"), source)
