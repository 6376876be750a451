"""Parties: one row however many lots they appear in; named again by name or alias, merged when two are one."""

from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Reader, Transaction, Writer
from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.citations import Citation, Evidence
from workstation.domain.documents import Document, Version
from workstation.domain.errors import UserError
from workstation.domain.fields import Kind, fields_of
from workstation.domain.lots import Lot
from workstation.domain.naming import name_of
from workstation.domain.parties import Party, Role, RoleKind
from workstation.domain.record import LotRecord

# What a field says of the party that it names: the role follows, nobody has to enter it again
_ROLES = {
    ("claim", "borrower"): RoleKind.BORROWER,
    ("guarantee", "guarantor"): RoleKind.GUARANTOR,
    ("collateral", "owner"): RoleKind.MORTGAGOR,
}


class PartyNameMissingError(UserError):
    code = "party.name_missing"
    message = "A party needs a name. Type it as the papers write it."


class SamePartyError(UserError):
    code = "party.same"
    message = "A party cannot be merged into itself. Choose the other one."


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party with the lots that name it, by name of the lot, and its roles by the id of a lot."""

    party: Party
    lots: tuple[Lot, ...]
    roles: dict[str, tuple[RoleKind, ...]]

    @property
    def kinds(self) -> tuple[RoleKind, ...]:
        """Its roles in all lots, each once."""
        found = {kind for kinds in self.roles.values() for kind in kinds}
        return tuple(kind for kind in RoleKind if kind in found)


def add_party(writer: Writer, lot: str, name: str, kind: RoleKind = RoleKind.CREDITOR) -> Committed[str]:
    """Gives a party a role in a lot; a party that is known by that name or alias is taken. Returns the role's id."""
    known_as = _cleaned(name)

    def work(tx: Transaction) -> str:
        role = Role(id=tx.new_id(), lot=lot, party=party_named(tx, known_as).id, kind=kind)
        tx.put(role)
        return role.id

    return writer.run(Step(OperationKind.ADD, {"record": known_as}), work)


def name_party(writer: Writer, ref: FieldRef, name: str) -> Committed[str]:
    """Lets a field name a party by id, name or alias; it is made when nobody is known by it, and the role in the lot
    that follows from the field is given too. Returns the party's id."""
    known_as = _cleaned(name)
    said = {"field": ref.label}

    def work(tx: Transaction) -> str:
        row = tx.get(BY_ENTITY[ref.entity], ref.row)
        said["record"] = name_of(row)
        party = tx.find(Party, known_as) or party_named(tx, known_as)
        tx.put(replace(row, **{ref.field: party.id}))
        give_role(tx, row, ref.field, party)
        return party.id

    return writer.run(Step(OperationKind.EDIT, said), work)


def _cleaned(name: str) -> str:
    known_as = " ".join(name.split())
    if not known_as:
        raise PartyNameMissingError
    return known_as


def give_role(tx: Transaction, row: Any, field: str, party: Party) -> None:
    """The role in the lot that follows from being named in a field of `row`, once."""
    kind = _ROLES.get((row.entity, field))
    if kind is not None and not tx.rows(Role, lot=row.lot, party=party.id, kind=kind):
        tx.put(Role(id=tx.new_id(), lot=row.lot, party=party.id, kind=kind))


def party_named(tx: Transaction, name: str) -> Party:
    """Who is known by that name or alias; it is made when nobody is."""
    wanted = name.casefold()
    for party in tx.rows(Party):
        if any(known.casefold() == wanted for known in party.names):
            return party
    made = Party(id=tx.new_id(), name=name)
    tx.put(made)
    return made


def parties(reader: Reader) -> tuple[PartyRow, ...]:
    """Every party by name, with the lots that name it and its roles there."""
    lots = {lot.id: lot for lot in reader.lots()}
    named: dict[str, set[str]] = {}
    for record_class, field in _naming():
        glances: Any = reader.glances(record_class, _lot_and(field))
        for lot, party in glances:
            if party is not None:
                named.setdefault(party, set()).add(lot)
    roles: dict[str, dict[str, tuple[RoleKind, ...]]] = {}
    for given in reader.glances(Role, _RoleGlance):
        kinds = roles.setdefault(given.party, {})
        kinds[given.lot] = (*kinds.get(given.lot, ()), RoleKind(given.kind))
    rows = (
        PartyRow(
            party,
            tuple(sorted((lots[lot] for lot in named.get(party.id, ())), key=lambda lot: lot.name)),
            {lot: kinds for lot, kinds in roles.get(party.id, {}).items() if lot in lots},
        )
        for party in reader.rows(Party)
    )
    return tuple(sorted(rows, key=lambda row: (row.party.name, row.party.id)))


def party_record(reader: Reader, party: str) -> LotRecord:
    """One party with the evidence on it and the papers that it cites, as a form reads it."""
    evidence = reader.rows(Evidence, row_entity=Party.entity, row=party)
    citations = [
        one
        for item in evidence
        if item.citation is not None
        for one in reader.rows(Citation, id=item.citation)
    ]
    versions = [one for found in {c.version for c in citations} for one in reader.rows(Version, id=found)]
    documents = [one for found in {v.document for v in versions} for one in reader.rows(Document, id=found)]
    return LotRecord.of_rows((*reader.rows(Party, id=party), *evidence, *citations, *versions, *documents))


def lots_naming(reader: Reader, party: str) -> tuple[Lot, ...]:
    """The lots in which a party appears, by name."""
    lots = {lot.id: lot for lot in reader.lots()}
    found = {
        row.lot for record_class, field in _naming() for row in reader.rows(record_class, **{field: party})
    }
    return tuple(sorted((lots[lot] for lot in found if lot in lots), key=lambda lot: lot.name))


def merge_parties(writer: Writer, gone: str, kept: str) -> Committed[None]:
    """Makes two parties one: whatever names `gone` names `kept`, which takes over evidence, what it lacks itself, and
    the other names. One step, undone as one."""
    if gone == kept:
        raise SamePartyError
    said: dict[str, str] = {}

    def work(tx: Transaction) -> None:
        old, party = tx.get(Party, gone), tx.get(Party, kept)
        said.update(record=old.name, field=party.name)
        for record_class, field in _naming():
            for row in tx.rows(record_class, **{field: gone}):
                _rename(tx, replace(row, **{field: kept}))
        for evidence in tx.rows(Evidence, row_entity=Party.entity, row=gone):
            tx.put(replace(evidence, row=kept))
        tx.put(_joined(party, old))
        tx.remove(old)

    return writer.run(Step(OperationKind.MERGE, said), work)


def _rename(tx: Transaction, row: Any) -> None:
    """A role that the kept party has in the lot already is not given twice."""
    if isinstance(row, Role):
        same = tx.rows(Role, lot=row.lot, party=row.party, kind=row.kind)
        if any(other.id != row.id for other in same):
            for evidence in tx.rows(Evidence, row_entity=Role.entity, row=row.id):
                tx.put(replace(evidence, row=next(other.id for other in same if other.id != row.id)))
            tx.remove(row)
            return
    tx.put(row)


def _joined(kept: Party, gone: Party) -> Party:
    lacking = {
        declared.name: getattr(gone, declared.name)
        for declared in fields_of(Party)
        if getattr(kept, declared.name) is None and getattr(gone, declared.name) is not None
    }
    others = dict.fromkeys(name for name in (*kept.names[1:], *gone.names) if name != kept.name)
    return replace(kept, **(lacking | {"aliases": "; ".join(others) or None}))


class _RoleGlance(NamedTuple):
    """What is read of a role, of whatever lot."""

    lot: str
    party: str
    kind: str


def _lot_and(field: str) -> Any:
    """What `Reader.glances` reads of a row for a field that is known only at run time."""
    fields = ("lot", field)
    return namedtuple("Naming", fields)  # noqa: PYI024 - which field is known only here


def _naming() -> Iterator[tuple[type[Any], str]]:
    """Every field that names a party."""
    for record_class in RECORDS:
        for declared in fields_of(record_class):
            if declared.kind is Kind.REFERENCE and declared.target == Party.entity:
                yield record_class, declared.name
