"""What stands against a plain bid (domain.md 8.3), and what a reason to bid all the same covers."""

from decimal import Decimal

import pytest

from workstation.domain.checklists.answers import Readiness, Severity
from workstation.domain.decision_gate import against_a_bid, barring, not_overridden, overridden_keys
from workstation.domain.decisions import Decision, DecisionKind
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.findings.notes import RiskNote
from workstation.domain.lots import Lot
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Assumptions

LOT = Lot(id="l", name="Plant")


def record(*rows, limit=None):
    return LotRecord.of_rows([LOT, Assumptions(id="a", lot="l", loss_limit=limit), *rows])


def ready(score="1", **more):
    return Readiness(score=Decimal(score), missing_kill=(), answered=87, total=87, **more)


def finding(rule="guarantee.released", severity=Severity.KILL):
    return Finding(rule=rule, severity=severity, subject=Subject("lot", "l"), message="Released.")


NONE = Decimal(0)


def points(rows=(), found=(), how=None, losing=NONE, limit=None, priced=True):
    return against_a_bid(record(*rows, limit=limit), found, how or ready(), losing, priced=priced)


def codes(*args, **more):
    return [point.code for point in points(*args, **more)]


def test_a_lot_that_was_examined_has_nothing_against_a_plain_bid():
    assert codes() == []


@pytest.mark.parametrize(
    ("score", "refused"),
    [("0.85", False), ("0.8499", True), ("0.9", False), ("0", True), ("1", False)],
)
def test_a_plain_bid_needs_readiness_of_85(score, refused):
    assert codes(how=ready(score)) == (["ready"] if refused else [])


def test_a_readiness_just_under_the_gate_is_not_rounded_up_to_it():
    (point,) = points(how=ready("0.84996"))
    assert point.params == {"score": Decimal("0.849"), "gate": Decimal("0.85")}


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        ("0.72", "0.70", True),
        ("0.72", "0.84", True),
        ("0.72", "0.6999", False),
        ("0.70", "0.69", False),
        ("0", "0.5", True),
    ],
)
def test_a_reason_for_a_low_readiness_holds_down_to_the_next_five_points(before, after, holds):
    given = Decision(
        id="d", lot="l", override="because", overridden=overridden_keys(points(how=ready(before)))
    )
    assert (not_overridden(given, points(how=ready(after))) == ()) is holds


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (Readiness(Decimal(1), ("A-01",), 87, 87), "missing"),
        (ready(not_examined_kill=("A-01",)), "never_asked"),
        (ready(awaited_kill=("A-01",)), "awaited"),
    ],
)
def test_kill_papers_that_nobody_has_seen_are_named(how, code):
    (point,) = points(how=how)
    assert (point.code, point.params["names"], point.keys) == (code, ("A-01",), {f"{code}:A-01"})


@pytest.mark.parametrize("severity", [Severity.HIGH, Severity.MEDIUM, Severity.LOW])
def test_only_kill_findings_stand_against_a_plain_bid(severity):
    assert codes(found=[finding(severity=severity)]) == []
    assert codes([RiskNote(id="r", lot="l", severity=severity, statement="Forged")]) == []


def test_kill_findings_of_rules_and_of_persons_are_counted_together():
    own = RiskNote(id="r", lot="l", severity=Severity.KILL, statement="Forged")
    settled = RiskNote(id="s", lot="l", severity=Severity.KILL, statement="Was one", resolved=True)
    (point,) = points([own, settled], [finding(), finding("collateral.collective")])
    assert (point.code, point.params) == ("kill", {"count": 3})


def test_a_persons_finding_about_a_paper_that_is_missing_is_counted_with_the_paper():
    note = RiskNote(id="r", lot="l", severity=Severity.KILL, statement="No original", check_item="A-01")
    missing = Readiness(Decimal(1), ("A-01",), 87, 87)
    assert codes([note], how=missing) == ["missing"]
    assert codes([note]) == ["kill"], "the paper came, the finding stays"


@pytest.mark.parametrize(
    ("losing", "limit", "refused"),
    [
        ("0.3", "0.1", True),
        ("0.1", "0.1", False),
        ("0.05", "0.1", False),
    ],
)
def test_losing_scenarios_may_weigh_as_much_as_the_limit_and_no_more(losing, limit, refused):
    assert codes(losing=Decimal(losing), limit=Decimal(limit)) == (["loss"] if refused else [])


def test_losing_scenarios_without_a_limit_were_not_judged_and_a_reason_holds_for_their_weight():
    (point,) = points(losing=Decimal("0.3"))
    assert (point.code, point.params) == ("no_limit", {"losing": Decimal("0.3")})
    given = Decision(id="d", lot="l", override="because", overridden=overridden_keys([point]))
    assert not_overridden(given, points(losing=Decimal("0.30"))) == ()
    assert not_overridden(given, points(losing=Decimal("0.4")))
    limited = points(losing=Decimal("0.3"), limit=Decimal("0.1"))
    assert not_overridden(given, limited) == limited, "a limit that was set since is another fact"
    assert codes(losing=Decimal(0)) == [], "where none loses there is nothing to judge"


@pytest.mark.parametrize(("priced", "code"), [(True, "no_bid"), (False, "no_price")])
def test_without_an_amount_there_is_nothing_to_bid_whatever_the_reason(priced, code):
    (point,) = found = points(losing=None, limit=Decimal("0.1"), priced=priced)
    assert (point.code, point.overridable) == (code, False)
    given = Decision(
        id="d", lot="l", kind=DecisionKind.BID, override="because", overridden=overridden_keys(found)
    )
    assert barring(given, found) == found
    conditions = "The price of the next round is lower."
    waits = Decision(id="d", lot="l", kind=DecisionKind.BID_WITH_CONDITIONS, conditions=conditions)
    assert barring(waits, found) == ()


def test_a_reason_of_blanks_is_none_and_another_weight_is_another_fact():
    before, after = (
        points(losing=Decimal("0.3"), limit=Decimal("0.1")),
        points(losing=Decimal("0.4"), limit=Decimal("0.1")),
    )
    keys = overridden_keys(before)
    assert not_overridden(None, before) == before
    assert not_overridden(Decision(id="d", lot="l", override="  ", overridden=keys), before) == before
    given = Decision(id="d", lot="l", override="because", overridden=keys)
    assert not_overridden(given, before) == ()
    assert not_overridden(given, after) == after


def test_a_weight_is_the_same_fact_however_many_zeros_it_is_written_with():
    written = points(losing=Decimal("0.30"), limit=Decimal("0.100"))
    assert overridden_keys(written) == overridden_keys(points(losing=Decimal("0.3"), limit=Decimal("0.1")))


@pytest.mark.parametrize(
    ("kind", "conditions", "barred"),
    [
        (None, None, False),
        (DecisionKind.PASS, None, False),
        (DecisionKind.WATCH, None, False),
        (DecisionKind.BID, None, True),
        (DecisionKind.BID, "The original is seen first.", True),
        (DecisionKind.BID_WITH_CONDITIONS, None, True),
        (DecisionKind.BID_WITH_CONDITIONS, "  ", True),
        (DecisionKind.BID_WITH_CONDITIONS, "The original is seen first.", False),
    ],
)
def test_a_bid_leaves_the_house_with_its_conditions_or_with_a_reason(kind, conditions, barred):
    against = points(found=[finding()])
    decision = Decision(id="d", lot="l", kind=kind, conditions=conditions)
    assert barring(decision, against) == (against if barred else ())
    assert barring(None, against) == ()
