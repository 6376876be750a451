"""Every kind of row is printed in the memo, or named as not printed: none vanishes in silence."""

from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from workstation import bootstrap
from workstation.application.consistency import Extracts
from workstation.application.finding_waivers import waive
from workstation.application.lots import new_lot
from workstation.application.memo.kinds import COUNTED, PRINTED
from workstation.application.memos import material_of, memo_of
from workstation.application.operations import OperationKind, Step
from workstation.application.valuing import freeze_run
from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.checklists.answers import CheckStatus
from workstation.domain.decisions import Run
from workstation.domain.fields import Kind, fields_of
from workstation.domain.findings.rules import findings
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.language.translator import Language

# what shows otherwise than by a text of its own: evidence by its mark, the run and the memo by their numbers
SEEN_OTHERWISE = {
    "lot": "Plant",
    "role": "told-party-name",
    "scenario": "Scenario: Base",
    "evidence": "[E-1 p.1]",
    "citation": "[E-1 p.1]",
    "run": "run 1",
    "memo": "version 7",
    "assumptions": "Target IRR",
    "scenario_sale": "Forced-sale discount",
    "scenario_prior": "Mortgage",
    "scenario_guarantor": "12.5%",
    "cost": "Legal costs, 2027-05-01",
    "balance": "4,711.00",
    "secured_claim": "secures",
    "check": "Refused",
}
MONEY = Money.of(4711)


def said(node):
    """Every text inside blocks, in reading order, marks as they are printed."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from said(child)
    elif is_dataclass(node) and not isinstance(node, type):
        if type(node).__name__ == "ExhibitMark":
            yield f"[E-{node.exhibit} p.{node.page + 1}]"
        for attribute in fields(node):
            yield from said(getattr(node, attribute.name))


def filled(record_class, identity, known, lot):
    """A row with a text of its own in every field that takes one, naming the first row of each kind."""
    values = {}
    for declared in fields_of(record_class):
        told = f"told-{record_class.entity}-{declared.name}"
        if declared.name == "lot":
            values["lot"] = lot
        elif declared.kind is Kind.REFERENCE:
            if declared.target in known and declared.name not in {"holder", "joined"}:
                values[declared.name] = known[declared.target]
        elif declared.kind in {Kind.TEXT, Kind.PROSE}:
            values[declared.name] = told
        elif declared.kind is Kind.INTEGER and declared.required:
            values[declared.name] = 1
    return record_class(id=identity, **values)


@pytest.fixture
def printed(tmp_path):
    """All texts of the memo of a lot that has a row of every kind."""
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin")
    with closing(services):
        given = NewLot(name="Plant", start_price=Money.of(300_000), principal=Money.of(20_000_000))
        lot = new_lot(services.writer, services.defaults, given).value
        freeze_run(services, lot)
        known = {entity: next(iter(rows)) for entity, rows in services.reader.lot(lot).rows.items() if rows}
        services.writer.run(Step(OperationKind.ADD, {"record": "all"}), lambda tx: fill(tx, known, lot))
        record = services.reader.lot(lot)
        finding = findings(record, services.clock().date(), services.reference())[0]
        waive(services.writer, record, finding, "told-waiver-reason")
        record = services.reader.lot(lot)
        material = material_of(services, record, record.first(Run), Extracts())
        return "\n".join(said(memo_of(services, material, bootstrap.memo_language(Language.ENGLISH), 7)))


def fill(tx, known, lot):
    for record_class in RECORDS:
        if record_class.entity in {
            "lot",
            "assumptions",
            "run",
            "memo",
            "scenario",
            "scenario_sale",
            "waiver",
        }:
            continue  # the lot has one already, or a finding has to come first
        row = filled(record_class, tx.new_id(), known, lot)
        tx.put(special(row, known))
        known[record_class.entity] = row.id


def special(row, known):
    """What must be more than text to be shown."""
    wanted = {
        "check": {"item": "C-04", "status": CheckStatus.REFUSED},
        "balance": {"amount": MONEY},
        "cost": {"amount": MONEY, "on": date(2027, 5, 1), "months": None},
        "version": {"pages": 1},
        "scenario_guarantor": {"probability": Decimal("0.125")},
        "evidence": {"row_entity": "transfer", "row": known.get("transfer"), "field": "agreement_no"},
    }
    return replace(row, **wanted.get(row.entity, {}))


def test_the_lists_name_every_kind_once():
    assert frozenset(COUNTED) | PRINTED == frozenset(BY_ENTITY)
    assert not frozenset(COUNTED) & PRINTED


def test_every_kind_is_printed_or_named_as_not_printed(printed):
    lost = [
        entity
        for entity in BY_ENTITY
        if not (
            f"told-{entity}-" in printed or (entity in SEEN_OTHERWISE and SEEN_OTHERWISE[entity] in printed)
        )
        and entity not in COUNTED
    ]
    assert lost == []
    for entity in COUNTED:
        assert f"{BY_ENTITY[entity].title}: 1" in printed
