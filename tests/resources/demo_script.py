"""The demo's script as rows: proposal and TOML files joined, without any storage."""

import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from workstation.documents.html import parse_html
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.fields import Kind, field_of, fields_of
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.intake.propose import propose
from workstation.resources import resource

DEMO = Path(resource("demo"))
INPUTS = DEMO / "inputs"


def load(name):
    return tomllib.loads((DEMO / name).read_text("utf-8"))


LOT, VALUATION, CHECKS, WORDS = (load(f"{name}.toml") for name in ("lot", "valuation", "checks", "words"))
ROWS = LOT["row"] + VALUATION["row"]
DOCUMENTS = {document["key"]: document for document in LOT["document"]}


def citations():
    """Who cites, and the citation, of every place in the four files."""
    for row in ROWS:
        for cited in row.get("cited", ()):
            yield f"{row['key']}.{cited['field']}", cited
    for answer in CHECKS["answer"]:
        yield answer["item"], answer
    for written in WORDS["risk"] + WORDS["note"]:
        cited = written.get("cited", ())
        for place in cited if isinstance(cited, list) else filter(None, (cited,)):
            yield written.get("statement_en", written.get("heading_en")), place


def file_of(citation):
    files = DOCUMENTS[citation["document"]]["files"]
    return INPUTS / files[citation.get("version", len(files)) - 1]["path"]


def typed(entity, name, text):
    """The value of a field from its text in the script; a reference keeps its "@key"."""
    declared = field_of(BY_ENTITY[entity], name)
    read = declared.choices if declared.kind is Kind.CHOICE else READERS.get(declared.kind, str)
    return read(text)


READERS = {
    Kind.MONEY: Money.of,
    Kind.RATE: Decimal,
    Kind.NUMBER: Decimal,
    Kind.INTEGER: int,
    Kind.BOOLEAN: {"true": True, "false": False}.__getitem__,
    Kind.DATE: date.fromisoformat,
    Kind.MOMENT: datetime.fromisoformat,
}


def chosen(row):
    """Field -> value: what is bare, cited (the chosen source) and assumed."""
    values = {name: typed(row["entity"], name, text) for name, text in row.get("values", {}).items()}
    for source in (*row.get("cited", ()), *row.get("assumed", ())):
        if source.get("chosen", True):
            values[source["field"]] = typed(row["entity"], source["field"], source["value"])
    return values


def record():
    """All rows of the demo's lot as the application will hold them."""
    proposal = propose(parse_html((INPUTS / LOT["demo"]["listing"]).read_bytes()), source="listing")
    entities, values = {}, {}
    for proposed in proposal.fields:
        entities[proposed.row] = proposed.entity
        values.setdefault(proposed.row, {})[proposed.field] = proposed.value
    for row in ROWS:
        entities[row["key"]] = row["entity"]
        values.setdefault(row["key"], {}).update(chosen(row))
    ids = {key: f"{number:04d}" for number, key in enumerate(entities)}
    rows = [_row(entities[key], ids, key, values[key]) for key in entities]
    reasons = [
        Evidence(
            id=f"{row['key']}.{assumed['field']}",
            lot=ids["lot"],
            row_entity=row["entity"],
            row=ids[row["key"]],
            field=assumed["field"],
            kind=EvidenceKind.ASSUMED,
            value=assumed["value"],
            reason=assumed["zh"],
        )
        for row in ROWS
        for assumed in row.get("assumed", ())
        if "zh" in assumed
    ]
    return LotRecord.of_rows([*rows, *reasons])


def _row(entity, ids, key, values):
    record_class = BY_ENTITY[entity]
    linked = {
        name: ids[value[1:]] if isinstance(value, str) and value.startswith("@") else value
        for name, value in values.items()
    }
    if any(declared.name == "lot" for declared in fields_of(record_class)):
        linked["lot"] = ids["lot"]
    return record_class(id=ids[key], **linked)
