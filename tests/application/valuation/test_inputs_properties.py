"""Over records: a claim before us never raises the bid; security, a guarantor or a higher value never lowers it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from lots_by_hand import HELD, PAYS, SOLD_ON, SUIT, bid, money, other, record_of

from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import EncumbranceKind, SecuredClaim
from workstation.domain.guarantees import Fault

CENTS = Decimal("0.05")  # what rounding to the cent at each step may move
DAYS = st.none() | st.dates(date(2017, 1, 1), date(2022, 12, 31)) | st.just(date(2019, 3, 22))
AMOUNTS = st.integers(1, 40).map(money)
KINDS = st.sampled_from(
    [
        EncumbranceKind.MORTGAGE,
        EncumbranceKind.PRE_MORTGAGE_TAX,
        EncumbranceKind.CONSTRUCTION,
        EncumbranceKind.LIEN,
        EncumbranceKind.PURCHASE_MONEY,
        EncumbranceKind.POST_MORTGAGE_TAX,
        EncumbranceKind.PLEDGE,
        EncumbranceKind.SEIZURE,
    ]
)


@st.composite
def encumbrances(draw, identity, ours=False):
    kinds = st.just(EncumbranceKind.MORTGAGE) if ours else KINDS
    return other(
        id=identity,
        kind=draw(kinds),
        since=draw(DAYS),
        amount=draw(AMOUNTS),
        ours=ours,
        holder=None if ours else "B",
        registered_no=identity,
    )


SECOND = Claim(id="c2", lot="l")
SECOND_BALANCE = Balance(id="b2", lot="l", claim="c2", kind=BalanceKind.PRINCIPAL, amount=money(9))


FAULTS = st.sampled_from([None, None, Fault.BOTH, Fault.GUARANTOR, Fault.MAIN_CONTRACT])
PAID_DAYS = st.sampled_from([SOLD_ON, date(2027, 3, 31), date(2029, 3, 31)])


@st.composite
def guarantees(draw, identity):
    """One who was held in time, under a promise that is sound or void, and pays before, with or after the sale."""
    party = draw(st.sampled_from([None, "p"]))
    promise = replace(HELD, id=identity, guarantor=party, fault=draw(FAULTS), asset_value=draw(AMOUNTS))
    chance = Decimal(draw(st.integers(0, 4))) / 4
    pays = replace(PAYS, id=f"{identity}p", guarantee=identity, cash_date=draw(PAID_DAYS), probability=chance)
    return [promise, replace(SUIT, id=f"{identity}a", guarantee=identity), pays]


@st.composite
def lots(draw):
    """More rows and changed fields of the lot by hand: two claims, some of each mortgage, terms of the sale."""
    rows = [SECOND, SECOND_BALANCE]
    rows += [draw(encumbrances(f"o{n}")) for n in range(draw(st.integers(0, 2)))]
    mine = [draw(encumbrances(f"m{n}", ours=True)) for n in range(draw(st.integers(0, 2)))]
    rows += mine
    for row in mine:
        if draw(st.booleans()):
            claim = draw(st.sampled_from(["c", "c2"]))
            rows.append(SecuredClaim(id=f"s{row.id}", lot="l", encumbrance=row.id, claim=claim))
    if draw(st.booleans()):
        rows += draw(guarantees("g"))
    rates = st.integers(0, 30).map(lambda percent: Decimal(percent) / 100)
    changed = {
        "co": {"cost_rate": draw(rates), "tax_rate": draw(rates), "secured_share": 1 - draw(rates)},
        "ap": {"value": draw(AMOUNTS)},
        "a": {"target_irr": draw(rates), "success_fee_rate": draw(rates)},
    }
    return rows, changed


@settings(max_examples=60, deadline=None)
@given(lots(), encumbrances("new"))
def test_a_claim_of_somebody_else_never_raises_the_bid(lot, added):
    rows, changed = lot
    assert bid(record_of(*rows, added, **changed)) <= bid(record_of(*rows, **changed)) + CENTS


@settings(max_examples=60, deadline=None)
@given(lots(), encumbrances("new", ours=True), st.sampled_from([None, "c", "c2"]))
def test_more_security_of_ours_never_lowers_the_bid(lot, added, claim):
    rows, changed = lot
    named = [SecuredClaim(id="snew", lot="l", encumbrance="new", claim=claim)] if claim else []
    assert bid(record_of(*rows, added, *named, **changed)) >= bid(record_of(*rows, **changed)) - CENTS


@settings(max_examples=40, deadline=None)
@given(
    lots(),
    guarantees("n"),
    st.sampled_from([None, money(1), money(30)]),
    st.none() | st.just(Decimal("0.5")),
)
def test_a_guarantor_never_lowers_the_bid(lot, added, cap, access):
    rows, changed = lot
    added = [replace(added[0], cap=cap, access_rate=access), *added[1:]]
    assert bid(record_of(*rows, *added, **changed)) >= bid(record_of(*rows, **changed)) - CENTS


@settings(max_examples=60, deadline=None)
@given(lots(), st.integers(1, 20).map(money))
def test_a_higher_value_never_lowers_the_bid(lot, more):
    rows, changed = lot
    higher = changed | {"ap": {"value": changed["ap"]["value"] + more}}
    assert bid(record_of(*rows, **higher)) >= bid(record_of(*rows, **changed)) - CENTS
