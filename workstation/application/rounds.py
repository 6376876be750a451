"""A lot that is offered again: a new round is a new listing of the same lot, and the papers stay."""

from dataclasses import replace
from typing import Any

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.application.records import assumed, remove_with_parts
from workstation.domain.errors import UserError
from workstation.domain.fields import applies, fields_of
from workstation.domain.listings import Listing, Regime
from workstation.domain.lots import OVER, Lot, Stage

# What the same seller says again until its new notice says otherwise; dates, prices and what came of it do not carry over
CARRIED = (
    "regime",
    "platform",
    "title_text",
    "subject",
    "seller",
    "original_lender",
    "contact",
    "supervision_contact",
    "price_finding",
    "platform_fee_rate",
    "platform_fee_bearer",
    "cycle_hours",
    "extension_minutes",
    "base_date",
    "principal",
    "interest",
    "interest_on_book",
    "interest_off_book",
    "penalty_interest",
    "compound_interest",
    "advances",
    "claim_total",
    "borrowers",
    "legal_stage",
    "limitation_note",
    "tax_rule",
    "tax_bearer",
    "arrears_rule",
    "arrears",
    "delivery",
    "payment_method",
    "known_defects",
    "sold_as_is",
    "disclaimer",
    "representations",
    "priority_bidders",
    "buyer_conditions",
    "home_purchase_limit",
    "excluded_buyers",
    "bidder_foreign",
    "bidder_guarantor",
    "bidder_debtor",
)
_COURT_EXTENSION = 5  # minutes (法释〔2016〕18号第20条)


class LastRoundError(UserError):
    code = "round.last"
    message = "A lot keeps one listing. Change its fields, or add the new round before you remove this one."


def new_round(writer: Writer, lot: str, reason: str) -> Committed[str]:
    """The next round of a lot; returns the id of its listing. What carries over is assumed for `reason` (in the words
    of the reader). A lot whose last round came to nothing goes back to work."""
    said: dict[str, str] = {}

    def work(tx: Transaction) -> str:
        stored = tx.get(Lot, lot)
        earlier = tx.rows(Listing, lot=lot)
        last = earlier[-1] if earlier else None
        highest = max((each.round or 1 for each in earlier), default=0)
        listing = _carried(tx.new_id(), lot, last, highest + 1)
        tx.put(listing)
        for declared in fields_of(Listing):
            carried = declared.name in CARRIED and declared.citable and applies(listing, declared)
            if carried and getattr(listing, declared.name) is not None:
                tx.put(assumed(tx, listing, declared.name, reason))
        if stored.stage in OVER:
            tx.put(replace(stored, stage=Stage.SCREEN))
        said.update(field=str(listing.round), record=stored.name)
        return listing.id

    return writer.run(Step(OperationKind.NEW_ROUND, said), work)


def _carried(identity: str, lot: str, last: Listing | None, number: int) -> Listing:
    kept: dict[str, Any] = {name: getattr(last, name) for name in CARRIED} if last is not None else {}
    if last is not None and last.regime is Regime.CN_JUDICIAL_NET:
        kept["extension_minutes"] = _COURT_EXTENSION
    return Listing(id=identity, lot=lot, round=number, **kept)


def remove_round(writer: Writer, listing: str) -> Committed[None]:
    """Takes a round away with the evidence on it. `LastRoundError` for the only one."""
    said: dict[str, str] = {}

    def work(tx: Transaction) -> None:
        row = tx.get(Listing, listing)
        if len(tx.rows(Listing, lot=row.lot)) == 1:
            raise LastRoundError
        said["record"] = tx.get(Lot, row.lot).name
        said["field"] = str(row.round or "")
        remove_with_parts(tx, row)

    return writer.run(Step(OperationKind.REMOVE_ROUND, said), work)
