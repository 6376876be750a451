"""Things and guarantors that are good for the same claims: the figure says where each is counted by itself."""

from dataclasses import replace
from datetime import date

from lots_by_hand import APPRAISAL, HELD, OURS, PAYS, PLANT, SALE, SUIT, money, priced, record_of, said_of

from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import SecuredClaim
from workstation.domain.parties import Party

# 20m are due on c, and 6m on c2; the shed is a second thing of 24m
SECOND = (
    Claim(id="c2", lot="l", due=date(2026, 1, 10)),
    Balance(id="b2", lot="l", claim="c2", amount=money(6)),
)
SHED = (
    replace(PLANT, id="co2", name="Shed"),
    replace(APPRAISAL, id="ap2", collateral="co2"),
    replace(SALE, id="ss2", collateral="co2"),
    replace(OURS, id="e2", collateral="co2", registered_no="2"),
)
APART = "{first} and {second} are good for the same claims, on which {amount} is due: each is counted up to that, and together they may be counted with more than is due there."


def secures(encumbrance, claim):
    return SecuredClaim(id=f"{encumbrance}-{claim}", lot="l", encumbrance=encumbrance, claim=claim)


def apart(*rows, row="co2", **changed):
    record = record_of(*SECOND, *SHED, *rows, **changed)
    return APART in said_of(record, row)


def test_two_things_for_one_of_two_claims_may_be_counted_with_more_than_is_due_on_it():
    assert apart(secures("e1", "c"), secures("e2", "c"))
    assert apart(secures("e1", "c"), secures("e2", "c"), secures("e2", "c2")) is False  # 26m, all that is due
    assert apart(secures("e1", "c"), secures("e2", "c2")) is False
    assert apart() is False


def test_what_cannot_bring_more_than_is_due_is_not_told_of():
    small = {"amount": money(2)}
    assert apart(secures("e1", "c"), secures("e2", "c"), e2=small, e1={"amount": money(18)}) is False
    assert apart(secures("e1", "c"), secures("e2", "c"), e2={"amount": money(3)}, e1={"amount": money(18)})


def test_a_guarantor_of_the_claim_that_a_thing_secures_is_told_of():
    promise = replace(HELD, claim="c")
    assert apart(promise, SUIT, PAYS, secures("e1", "c"), row="g")
    assert apart(HELD, SUIT, PAYS, secures("e1", "c"), row="g") is False
    assert apart(replace(promise, asset_value=money(2)), SUIT, PAYS, secures("e1", "c"), row="g") is False


def test_a_claim_without_a_balance_is_not_spoken_of():
    assert apart(secures("e1", "c3"), secures("e2", "c3")) is False


def test_without_a_mortgage_of_ours_nothing_is_told():
    assert apart(secures("e1", "c"), secures("e2", "c"), e2={"ours": None}) is False


def test_two_that_share_no_claim_are_not_said_to_and_one_party_is_not_counted_twice():
    third = (
        Claim(id="c3", lot="l", due=date(2026, 1, 10)),
        Balance(id="b3", lot="l", claim="c3", amount=money(6)),
    )
    yard = [
        replace(row, id=row.id + "3", **({"name": "Yard"} if row is SHED[0] else {"collateral": "co23"}))
        for row in SHED
    ]
    links = (secures("e1", "c"), secures("e2", "c"), secures("e2", "c2"), secures("e23", "c2"))
    record = record_of(*SECOND, *third, *SHED, *yard, *links)
    assert APART in said_of(record, "co2")
    said = [each.params for each in priced(record).says if each.message == APART]
    assert {("Plant", "Shed"), ("Shed", "Yard")} >= {(each["first"], each["second"]) for each in said}
    promise = replace(HELD, claim="c2", guarantor="p", asset_value=money(4))
    again = [replace(row, id=row.id + "2") for row in (promise, SUIT, PAYS)]
    again[1], again[2] = replace(again[1], guarantee="g2"), replace(again[2], guarantee="g2")
    party = Party(id="p", name="Lin")
    assert apart(party, promise, SUIT, PAYS, *again, row="g2") is False
