"""Who is paid out of one collateral before our security or beside it, and how much (domain.md 3.3)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.collateral import Collateral, Encumbrance, EncumbranceKind, SecuredClaim
from workstation.domain.documents import Document, Version
from workstation.domain.images import said_text
from workstation.domain.ladder import Place
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.prior_claims import (
    FILING_DAYS,
    cap_field,
    is_assumed,
    our_security,
    ours_on,
    paid_from,
    ranked,
    strength,
)
from workstation.domain.record import LotRecord

DAY = date(2019, 3, 22)
DELIVERED = date(2021, 3, 1)


def row(identity="o", **more):
    given = {
        "id": identity,
        "lot": "l",
        "collateral": "co",
        "since": DAY,
        "ours": True,
        "amount": Money.of(100),
    }
    return Encumbrance(**(given | more))


def theirs(identity="t", **more):
    return row(identity, **({"ours": None} | more))


def evidence(of, field, kind=EvidenceKind.ASSUMED):
    return Evidence(
        id=f"{of.id}-{field}",
        lot="l",
        row_entity=of.entity,
        row=of.id,
        field=field,
        kind=kind,
        value=said_text(getattr(of, field)) or None,
        reason="because",
    )


def record(*rows, **thing):
    return LotRecord.of_rows([Lot(id="l", name="x"), Collateral(id="co", lot="l", name="A", **thing), *rows])


def test_a_tax_called_younger_is_measured_against_those_of_ours_that_count():
    """One that counts for nothing, as an open finding takes its value, does not make a tax that is older than the other younger."""
    first, second = row("a", since=DAY - timedelta(days=300)), row("b")
    tax = theirs(kind=EncumbranceKind.POST_MORTGAGE_TAX, since=DAY - timedelta(days=9))
    lot = record(first, second, tax)
    (found,) = ranked(lot, "co", [second])
    assert found.place is Place.BEFORE
    (found,) = ranked(lot, "co", [first, second])
    assert found.place is Place.AFTER


def test_beside_a_mortgage_that_is_only_assumed_a_tax_is_what_it_is_called():
    taken = row(amount=None, since=None)
    tax = theirs(kind=EncumbranceKind.POST_MORTGAGE_TAX, since=DAY)
    (found,) = ranked(record(taken, tax, evidence(taken, "kind")), "co", [taken])
    assert found.place is Place.AFTER


def stands(other, ours=None, *more):
    """How `other` ranks to ours."""
    mine = ours or row()
    (found,) = ranked(record(mine, other, *more), "co", [mine])
    return found


@pytest.mark.parametrize(
    ("since", "place"),
    [
        (DAY - timedelta(days=1), Place.BEFORE),
        (DAY, Place.EQUAL),
        (DAY + timedelta(days=1), Place.AFTER),
        (None, Place.BEFORE),
    ],
)
def test_mortgages_rank_by_their_day_and_one_without_a_day_is_read_against_us(since, place):
    found = stands(theirs(since=since))
    assert (found.place, found.by_law) == (place, place)
    assert found.undated is (since is None)


def test_against_a_mortgage_of_ours_without_a_day_everything_dated_comes_first():
    assert stands(theirs(since=date(2030, 1, 1)), row(since=None)).place is Place.BEFORE


def test_a_claim_that_needs_no_day_is_not_undated_without_one():
    """民法典第807条: the price of the work comes before, whenever it was earned."""
    found = stands(theirs(kind=EncumbranceKind.CONSTRUCTION, since=None))
    assert (found.place, found.undated) == (Place.BEFORE, False)


def test_between_two_of_ours_both_are_paid_by_rank():
    first, second = row("o1", since=date(2018, 1, 1)), row("o2", since=date(2020, 1, 1))
    (found,) = ranked(record(first, second, theirs()), "co", [first, second])
    assert found.place is Place.BETWEEN
    (same,) = ranked(record(first, second, theirs(since=second.since)), "co", [first, second])
    assert same.place is Place.EQUAL
    (last,) = ranked(record(first, second, theirs(since=date(2021, 1, 1))), "co", [first, second])
    assert last.place is Place.AFTER


def test_where_nothing_is_ours_nobody_ranks_to_us():
    assert ranked(record(theirs()), "co", []) == ()


@pytest.mark.parametrize(
    ("since", "ahead", "place"),
    [
        (date(2020, 1, 1), True, Place.BEFORE),
        (DAY, True, Place.BEFORE),
        (DAY, False, Place.AFTER),
        (date(2018, 1, 1), False, Place.AFTER),
        (date(2020, 1, 1), False, Place.AFTER),
        (date(2018, 1, 1), True, Place.BEFORE),
    ],
)
def test_what_a_person_says_counts_with_a_reason_and_not_without(since, ahead, place):
    other = theirs(since=since, ahead=ahead)
    alone, reasoned = stands(other), stands(other, None, evidence(other, "ahead"))
    assert alone.place is alone.by_law
    assert reasoned.place is place
    assert reasoned.overridden is (place is not reasoned.by_law)


def test_saying_what_the_law_says_changes_neither_rank_nor_day():
    """An older mortgage that is ticked as first still stands behind the price of the work."""
    other = theirs(since=date(2018, 1, 1), ahead=True)
    said, by_law = stands(other, None, evidence(other, "ahead")), stands(theirs(since=date(2018, 1, 1)))
    assert (said.rank, said.since) == (by_law.rank, by_law.since)


def test_a_lease_ranks_beside_whatever_is_ticked():
    other = theirs(kind=EncumbranceKind.LEASE, ahead=True)
    assert stands(other, None, evidence(other, "ahead")).place is Place.BESIDE


@pytest.mark.parametrize(("days", "first"), [(0, True), (10, True), (11, False)])
def test_purchase_money_comes_first_when_filed_within_ten_days_of_delivery(days, first):
    """民法典第416条; filed later it ranks by its filing."""
    other = theirs(kind=EncumbranceKind.PURCHASE_MONEY, since=DELIVERED + timedelta(days=days))
    rank, since = strength(record(other, delivered_on=DELIVERED), other)
    ordinary, _ = strength(record(), row())
    assert (rank < ordinary) is first
    assert (rank == ordinary) is not first
    assert since == other.since
    assert timedelta(days=10) == FILING_DAYS


@pytest.mark.parametrize(
    ("since", "delivered"), [(None, DELIVERED), (DELIVERED, None), (None, None)], ids=str
)
def test_purchase_money_of_ours_comes_first_only_when_both_days_are_known(since, delivered):
    """What is not known is read against us; of somebody else it is taken to come first."""
    ours = row(kind=EncumbranceKind.PURCHASE_MONEY, since=since)
    other = theirs(kind=EncumbranceKind.PURCHASE_MONEY, since=since)
    ordinary, _ = strength(record(), row())
    assert strength(record(ours, delivered_on=delivered), ours) == (ordinary, since)
    assert strength(record(other, delivered_on=delivered), other)[0] < ordinary


def test_assumed_security_of_ours_gives_way_to_what_was_entered():
    guess = Encumbrance(id="g", lot="l", collateral="co", ours=True)
    behind = evidence(guess, "kind")
    assert is_assumed(record(guess, behind), guess)
    assert ours_on(record(guess, behind), "co") == (guess,)
    assert ours_on(record(guess, behind, row()), "co") == (row(),)


@pytest.mark.parametrize(
    "known",
    [
        {"amount": Money.of(1)},
        {"contract_cap": Money.of(1)},
        {"registered_no": "1"},
        {"since": DAY},
        {"holder": "Bank"},
    ],
)
def test_security_of_which_anything_is_known_is_not_assumed(known):
    guess = Encumbrance(id="g", lot="l", collateral="co", ours=True, **known)
    assert not is_assumed(record(guess, evidence(guess, "kind")), guess)


def test_security_with_a_page_behind_it_is_not_assumed():
    guess = Encumbrance(id="g", lot="l", collateral="co", ours=True)
    assert not is_assumed(record(guess, evidence(guess, "kind", EvidenceKind.CITED)), guess)
    assert not is_assumed(record(guess), guess)


def test_the_register_prevails_over_the_contract():
    """担保制度解释第15条、第47条."""
    assert cap_field(row(amount=Money.of(18), contract_cap=Money.of(20))) == "amount"
    assert cap_field(row(amount=Money.of(0), contract_cap=Money.of(20))) == "amount"
    assert cap_field(row(amount=None, contract_cap=Money.of(20))) == "contract_cap"


# what ours are good for


def secures(encumbrance, claim):
    return SecuredClaim(id=f"{encumbrance}-{claim}", lot="l", encumbrance=encumbrance, claim=claim)


def caps(*ours):
    return {each: each.amount.amount if each.amount is not None else None for each in ours}


def good_for(ours, *more, owed=None, whole=1000):
    due = {"c": Decimal(whole)} if owed is None else {name: Decimal(each) for name, each in owed.items()}
    return our_security(record(*ours, *more), caps(*ours), due, Decimal(whole))


def test_each_of_ours_is_good_for_its_cap_in_the_order_of_rank():
    first, second = row("o1", amount=Money.of(600)), row("o2", amount=Money.of(300), since=date(2020, 1, 1))
    found = good_for([second, first])
    assert ([each.id for each in found.rows], found.amounts, found.cap) == (["o1", "o2"], (600, 300), 900)


def test_together_they_are_good_for_no_more_than_the_claims_that_they_secure():
    first, second = row("o1", amount=Money.of(600)), row("o2", amount=Money.of(600), since=date(2020, 1, 1))
    assert good_for([first, second]).amounts == (600, 400)
    named = good_for([first, second], secures("o1", "c1"), secures("o2", "c1"), owed={"c1": 700, "c2": 300})
    assert (named.amounts, named.cap) == ((600, 100), 700)


def test_a_cap_above_the_claim_of_the_lot_is_good_for_the_claim():
    found = good_for([row(amount=Money.of(1500))], secures("o", "unknown"))
    assert found.amounts == (1000,)


def test_a_mortgage_for_a_claim_of_which_nothing_is_known_is_bounded_by_its_cap_alone():
    assert good_for([row(amount=Money.of(400))], secures("o", "unknown")).cap == 400
    assert good_for([row(amount=None)], secures("o", "unknown")).cap is None
    assert good_for([row(amount=None)], secures("o", "c")).cap == 1000


def test_a_mortgage_for_two_claims_of_which_one_is_unknown_is_not_bounded_by_the_other():
    found = good_for(
        [row(amount=Money.of(900))], secures("o", "c1"), secures("o", "unknown"), owed={"c1": 100}
    )
    assert found.cap == 900


def test_without_a_mortgage_there_is_nothing():
    found = good_for([])
    assert (found.rows, found.amounts, found.cap) == ((), (), 0)


# what each is paid


def paid(proceeds, *others, mine=None):
    ours = mine or row()
    rows = record(ours, *others)
    security = our_security(rows, caps(ours), {"c": Decimal(1000)}, Decimal(1000))
    return paid_from(Decimal(proceeds), security, ranked(rows, "co", [ours]))


def test_who_is_older_is_paid_in_full_and_equals_share():
    assert paid(120, theirs(since=date(2018, 1, 1))) == {"t": 100, "o": 20}
    assert paid(120, theirs(amount=Money.of(300))) == {"o": 30, "t": 90}


def test_who_comes_after_or_has_no_amount_takes_nothing_from_us():
    assert paid(120, theirs(since=date(2020, 1, 1))) == {"o": 100}
    assert paid(120, theirs(since=date(2018, 1, 1), amount=None)) == {"o": 100}


@pytest.mark.parametrize("proceeds", [0, -50])
def test_out_of_nothing_nobody_is_paid_and_nobody_pays(proceeds):
    assert paid(proceeds, theirs(since=date(2018, 1, 1))) == {"t": 0, "o": 0}


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "true"},
        {"value": None},
        {"reason": ""},
        {"reason": None},
        {"reason": "  "},
        {"kind": EvidenceKind.CITED, "reason": None},
        {"kind": EvidenceKind.CITED, "reason": None, "citation": "nowhere"},
    ],
)
def test_a_reason_for_the_opposite_and_one_that_says_nothing_leave_the_law_as_it_is(changed):
    other = theirs(since=date(2018, 1, 1), ahead=False)
    found = stands(other, None, replace(evidence(other, "ahead"), **changed))
    assert (found.place, found.contradicted) == (Place.BEFORE, True)


def test_a_page_of_the_lot_that_says_so_is_a_reason_while_it_stands():
    other = theirs(since=date(2018, 1, 1), ahead=False)
    page = Citation(id="c", lot="l", version="v", page=0)
    cited = replace(evidence(other, "ahead", EvidenceKind.CITED), citation="c", reason=None)
    document, version = (
        Document(id="d", lot="l", name="Release"),
        Version(id="v", lot="l", document="d", ordinal=1),
    )
    assert stands(other, None, cited, page, document, version).place is Place.AFTER
    assert stands(
        other, None, cited, page, document, version, replace(version, id="v2", ordinal=2)
    ).contradicted
    withdrawn = replace(document, withdrawn_on=date(2026, 1, 5))
    assert stands(other, None, cited, page, withdrawn, version).contradicted
