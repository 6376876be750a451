"""Parties: one row however many lots they appear in."""

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.domain.errors import UserError
from workstation.domain.parties import Party, Role, RoleKind


class PartyNameMissingError(UserError):
    code = "party.name_missing"
    message = "A party needs a name. Type it as the papers write it."


def add_party(writer: Writer, lot: str, name: str, kind: RoleKind = RoleKind.CREDITOR) -> Committed[str]:
    """Gives a party a role in a lot; a party of that name that is known already is taken. Returns the role's id."""
    known_as = " ".join(name.split())
    if not known_as:
        raise PartyNameMissingError

    def work(tx: Transaction) -> str:
        found = tx.rows(Party, name=known_as)
        party = found[0] if found else Party(id=tx.new_id(), name=known_as)
        if not found:
            tx.put(party)
        role = Role(id=tx.new_id(), lot=lot, party=party.id, kind=kind)
        tx.put(role)
        return role.id

    return writer.run(Step(OperationKind.ADD, {"record": known_as}), work)
