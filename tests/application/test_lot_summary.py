"""What stands against a lot is counted in one place, and what nobody has examined is never none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workstation.application.consistency import Comparison
from workstation.application.lot_summary import summary, summary_json
from workstation.application.memo_review import review
from workstation.application.records import FieldRef
from workstation.application.valuation.inputs import facts
from workstation.domain.checklists.answers import Check, CheckItem, CheckStatus, ItemWords, Severity
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import Collateral, LandNature
from workstation.domain.documents import Document
from workstation.domain.findings.notes import RiskNote
from workstation.domain.findings.rules import findings
from workstation.domain.findings.settled import facts_of
from workstation.domain.findings.waivers import Waiver
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.reference import NO_REFERENCE
from workstation.domain.scenarios import Assumptions, Scenario

PRINCIPAL = Balance(id="b", lot="l", claim="c", kind=BalanceKind.PRINCIPAL, amount=Money.of(20_000_000))
TODAY = date(2025, 9, 5)
WORDS = ItemWords("Group", "Title", "Look", "Why")
ITEMS = (
    CheckItem("A-01", "A", Severity.KILL, WORDS, WORDS),
    CheckItem("A-02", "A", Severity.KILL, WORDS, WORDS),
    CheckItem("A-03", "A", Severity.HIGH, WORDS, WORDS),
)
SEEN = (
    Check(id="k1", lot="l", item="A-01", status=CheckStatus.VERIFIED),
    Check(id="k2", lot="l", item="A-02", status=CheckStatus.COPY_SEEN),
    Check(id="k3", lot="l", item="A-03", status=CheckStatus.COPY_SEEN),
)
VILLAGE_LAND = Collateral(id="co", lot="l", name="A", land_nature=LandNature.COLLECTIVE)


def record_with(*rows):
    return LotRecord.of_rows([Lot(id="l", name="x"), Claim(id="c", lot="l"), *rows])


PAPER = Document(id="d", lot="l", name="Loan")


def contradictions(compared, *rows):
    """What the check before export says of contradictions: whether it is open, and the sentence."""
    record = record_with(*rows)
    points = review(record, counted(record), facts(record, TODAY), compared)
    return [
        (point.open, point.message.format(**point.params)) for point in points if point.key == "disagreements"
    ]


def test_that_no_document_contradicts_another_is_said_with_how_much_was_read():
    assert contradictions(Comparison((), papers=3, values=41), PAPER) == [
        (
            False,
            "No paper contradicts another, or it is settled: 3 documents compared, 41 values read.",
        )
    ]


@pytest.mark.parametrize(
    "compared",
    [
        Comparison((), papers=3, values=41, silent=("Scan",)),
        Comparison((), papers=3, values=41, unopened=("Locked",)),
        Comparison((), papers=3, values=41, unread=("Lost",)),
        Comparison((), papers=3, values=41, textless=2),
        Comparison((), papers=3, values=0),
        Comparison((), papers=0, values=0),
    ],
)
def test_what_was_compared_in_part_or_not_at_all_is_not_said_to_agree(compared):
    ((open_, said),) = contradictions(compared, PAPER)
    assert open_
    assert "not everything was compared" in said


def test_while_nothing_was_compared_that_is_said_and_of_a_lot_without_documents_nothing():
    assert contradictions(None, PAPER) == [(True, "The documents were not compared with each other yet.")]
    assert contradictions(None) == []


def test_each_figure_that_is_missing_is_a_point_that_leads_to_its_field():
    given = Assumptions(id="as", lot="l")
    record = record_with(
        Listing(id="li", lot="l"), given, PRINCIPAL, Scenario(id="s", lot="l", name="Base", ordinal=0)
    )
    points = [each for each in review(record, counted(record), facts(record, TODAY)) if each.key == "missing"]
    assert [(each.finding.subject.entity, each.finding.subject.field) for each in points] == [
        ("assumptions", "valuation_date"),
        ("assumptions", "target_irr"),
    ]
    assert all(each.params == {"missing": (each.finding,)} for each in points)


def test_a_number_out_of_range_is_a_point_that_leads_to_its_field():
    given = Assumptions(id="as", lot="l", target_irr=Decimal(90))
    record = record_with(given)
    (point,) = [
        each for each in review(record, counted(record), facts(record, TODAY)) if each.key == "figures"
    ]
    assert point.ref == FieldRef("assumptions", "as", "target_irr")


GIVEN = Assumptions(id="as", lot="l", valuation_date=TODAY, target_irr=Decimal("0.16"))
BASE = Scenario(id="s", lot="l", name="Base", ordinal=0, probability=Decimal(1))


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            (replace(BASE, probability=Decimal("0.9")),),
            "The probabilities of the scenarios add up to 0.9, not to 1.",
        ),
        ((BASE, replace(GIVEN, id="a2")), "Two rows say the same thing of Assumptions,"),
    ],
)
def test_before_export_it_is_said_why_a_lot_has_no_price_though_nothing_is_missing(rows, problem):
    """Scenarios of 90 % were "no run is frozen yet; the export freezes run 1", and the export failed."""
    record = record_with(PRINCIPAL, GIVEN, Listing(id="li", lot="l"), *rows)
    found = facts(record, TODAY)
    (point,) = [each for each in review(record, counted(record), found) if each.key == "figures"]
    assert (point.severity, point.params["problem"]) == (Severity.KILL, found.problem)
    assert str(found.problem).startswith(problem)
    assert (found.inputs, found.missing) == (None, ())


def counted(record):
    return summary(record, TODAY, NO_REFERENCE, ITEMS)


def sentences(record):
    return [
        (point.key, point.open, point.message)
        for point in review(record, counted(record), facts(record, TODAY))
    ]


def test_where_nothing_was_asked_for_nothing_is_said_to_be_in_order():
    found = counted(record_with())
    assert (found.not_examined, found.not_examined_kill) == (3, 2)
    assert not found.clear
    said = sentences(record_with())
    assert (
        "not_examined",
        True,
        "Never asked for: {count} of {total} items, {kill} of them kill items.",
    ) in said
    assert all(key != "kill" for key, _, _ in said)
    assert ("findings", True, "No finding so far; items never asked for: {count}.") in said


def test_only_a_lot_whose_kill_items_were_all_asked_for_is_clear():
    found = counted(record_with(*SEEN))
    assert (found.clear, found.not_examined_kill) == (True, 0)
    said = sentences(record_with(*SEEN))
    assert ("kill", False, "Every kill paper was asked for, and none is missing.") in said
    assert ("findings", False, "No finding is open.") in said


def test_an_item_whose_row_says_not_requested_was_never_asked_for():
    row = Check(id="k1", lot="l", item="A-01", status=CheckStatus.NOT_REQUESTED)
    assert counted(record_with(row)).readiness.not_examined_kill == ("A-01", "A-02")


def test_a_finding_of_a_rule_counts_like_one_of_a_person():
    record = record_with(
        VILLAGE_LAND, RiskNote(id="r", lot="l", severity=Severity.HIGH, statement="flood"), *SEEN
    )
    kill = sum(found.severity is Severity.KILL for found in findings(record, TODAY, NO_REFERENCE))
    assert kill
    found = counted(record)
    assert found.counts[Severity.KILL] == kill
    assert found.counts[Severity.HIGH] == found.rules.get(Severity.HIGH, 0) + 1
    assert not found.clear
    assert "findings" in [point.key for point in review(record, found, facts(record, TODAY)) if point.open]


def test_a_settled_finding_counts_no_more_and_a_resolved_note_neither():
    record = record_with(VILLAGE_LAND, *SEEN)
    land = next(f for f in findings(record, TODAY) if f.rule == "collateral.collective")
    waiver = Waiver(id="w", lot="l", rule=land.rule, facts=facts_of(record, land), reason="village meeting")
    note = RiskNote(id="r", lot="l", severity=Severity.KILL, statement="flood", resolved=True)
    before, after = counted(record), counted(record_with(VILLAGE_LAND, waiver, note, *SEEN))
    assert after.settled == before.settled + 1
    assert after.counts.get(Severity.KILL, 0) == before.counts[Severity.KILL] - 1


def test_a_missing_kill_paper_that_a_person_has_written_down_counts_once():
    missing = Check(id="k1", lot="l", item="A-01", status=CheckStatus.MISSING)
    noted = RiskNote(id="r", lot="l", severity=Severity.KILL, statement="no contract", check_item="A-01")
    assert counted(record_with(missing)).counts[Severity.KILL] == 1
    assert counted(record_with(missing, noted)).counts[Severity.KILL] == 1


def test_a_missing_kill_paper_is_an_open_finding_before_export_as_in_the_list():
    """The list and the head counted it, and the check before export said beside a tick that no finding is open."""
    missing = Check(id="k1", lot="l", item="A-01", status=CheckStatus.MISSING)
    record = record_with(missing, *SEEN[1:])
    (said,) = [
        point for point in review(record, counted(record), facts(record, TODAY)) if point.key == "findings"
    ]
    assert (said.open, said.severity, said.params["kill"]) == (True, Severity.KILL, 1)
    assert counted(record).counts[Severity.KILL] == 1


def test_as_json_it_bears_the_names_of_the_contract():
    said = summary_json(counted(record_with(VILLAGE_LAND)))
    assert list(said) == ["kill", "high", "medium", "low", "not_examined", "not_examined_kill"]
    assert (said["not_examined"], said["not_examined_kill"]) == (3, 2)
