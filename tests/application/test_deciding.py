"""A plain bid is refused while something stands against it, and a signature is an act."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from workstation import bootstrap
from workstation.application.checks import answer
from workstation.application.deciding import (
    AnalystFirstError,
    NoAmountError,
    NoConditionsError,
    NothingDecidedError,
    PlainBidRefusedError,
    SamePersonError,
    decide,
    sign,
)
from workstation.application.lot_summary import summary_of
from workstation.application.memo_review import review
from workstation.application.memos import export_memo
from workstation.application.progress import Silent
from workstation.application.records import FieldRef, add_row, edit_field
from workstation.application.signing import signatures_with
from workstation.application.stages import step_of
from workstation.application.valuation.inputs import facts_with
from workstation.domain.appraisals import standing_appraisal
from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.domain.collateral import Collateral, LandNature
from workstation.domain.decisions import Decision, DecisionKind
from workstation.domain.findings.rules import findings
from workstation.domain.guarantees import AssertionAgainst, GuaranteeKind, PeriodKind
from workstation.domain.listings import Listing
from workstation.domain.lots import Stage
from workstation.domain.money import Money
from workstation.domain.scenarios import Assumptions, Scenario
from workstation.domain.signatures import Signature, SignatureRole
from workstation.language.translator import Language

NOW = datetime(2025, 9, 5, 10, tzinfo=timezone(timedelta(hours=8)))
ANALYST, REVIEWER, APPROVER = SignatureRole


@pytest.fixture
def services(tmp_path):
    made = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(made):
        yield replace(made, checklist=tuple(item for item in made.checklist if item.id in {"A-01", "A-02"}))


@pytest.fixture
def lot(services, priced_lot):
    """A lot of two kill items, both seen in the original, whose scenarios may all lose: nothing stands against a plain bid."""
    lot = priced_lot
    for item in services.checklist:
        assert item.severity is Severity.KILL
        answer(services.writer, lot, item.id, status=CheckStatus.ORIGINAL_SEEN)
    set_limit(services, lot, Decimal(1))
    return lot


def set_limit(services, lot, limit):
    given = services.reader.lot(lot).first(Assumptions)
    edit_field(services.writer, FieldRef("assumptions", given.id, "loss_limit"), limit)


def decision(services, lot):
    return services.reader.lot(lot).first(Decision)


def signatures(services, lot):
    record = services.reader.lot(lot)
    return signatures_with(record, findings(record, services.clock().date(), services.reference()))


def exported(services, lot):
    return export_memo(services, lot, bootstrap.memo_language(Language.ENGLISH), Silent())


# the gate


def test_nothing_against_it_a_plain_bid_is_set_and_exported(services, lot):
    decide(services, lot, DecisionKind.BID)
    assert decision(services, lot).kind is DecisionKind.BID
    assert exported(services, lot).ordinal == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (CheckStatus.MISSING, "missing: A-01"),
        (CheckStatus.REFUSED, "missing: A-01"),
        (CheckStatus.NOT_REQUESTED, "never asked for: A-01"),
        (CheckStatus.REQUESTED, "asked for and not seen yet: A-01"),
    ],
)
def test_a_kill_paper_that_nobody_has_seen_refuses_a_plain_bid(services, lot, status, said):
    answer(services.writer, lot, "A-01", status=status)
    with pytest.raises(PlainBidRefusedError) as refused:
        decide(services, lot, DecisionKind.BID)
    assert said in refused.value.params["reasons"]
    assert decision(services, lot) is None


def seen(services, lot, *statuses):
    """Answers the two items: both copies are 60 of 100, a copy beside an original 80."""
    for item, status in zip(services.checklist, statuses, strict=True):
        answer(services.writer, lot, item.id, status=status)


def test_readiness_under_85_refuses_a_plain_bid_until_a_reason_is_given(services, lot):
    seen(services, lot, CheckStatus.ORIGINAL_SEEN, CheckStatus.COPY_SEEN)
    with pytest.raises(PlainBidRefusedError) as refused:
        decide(services, lot, DecisionKind.BID)
    assert refused.value.params["reasons"] == "Readiness is 80.0%, under the 85.0% of a plain bid."
    decide(services, lot, DecisionKind.BID, because="The register was seen at the court.")
    words = first_page(exported(services, lot).pdf)
    assert "Bid all the same, because: The register was seen at the court." in words
    assert "Readiness is 80.0%" in words


def test_a_reason_given_for_a_low_readiness_holds_while_it_rises_and_is_asked_again_when_it_falls(
    services, lot
):
    seen(services, lot, CheckStatus.COPY_SEEN, CheckStatus.COPY_SEEN)
    decide(services, lot, DecisionKind.BID, because="The register was seen at the court.")
    seen(services, lot, CheckStatus.ORIGINAL_SEEN, CheckStatus.COPY_SEEN)
    decide(services, lot, DecisionKind.BID)
    seen(services, lot, CheckStatus.COPY_SEEN, CheckStatus.MISSING)
    with pytest.raises(PlainBidRefusedError) as refused:
        exported(services, lot)
    assert "Readiness is 30.0%" in refused.value.params["reasons"]


def test_an_open_kill_finding_of_a_rule_or_a_person_refuses_a_plain_bid(services, lot):
    thing = services.reader.lot(lot).first(Collateral)
    edit_field(services.writer, FieldRef("collateral", thing.id, "land_nature"), LandNature.COLLECTIVE)
    with pytest.raises(PlainBidRefusedError):
        decide(services, lot, DecisionKind.BID)
    edit_field(services.writer, FieldRef("collateral", thing.id, "land_nature"), None)
    add_row(services.writer, "risk", lot, {"severity": Severity.KILL, "statement": "forged seal"})
    with pytest.raises(PlainBidRefusedError):
        decide(services, lot, DecisionKind.BID)


def test_losing_scenarios_over_the_limit_refuse_a_plain_bid(services, lot):
    set_limit(services, lot, Decimal(0))
    with pytest.raises(PlainBidRefusedError) as refused:
        decide(services, lot, DecisionKind.BID)
    assert "30.0%, over the limit of 0.0%" in refused.value.params["reasons"]


def set_start(services, lot, price):
    listing = services.reader.lot(lot).last(Listing)
    edit_field(services.writer, FieldRef("listing", listing.id, "start_price"), price)


def test_a_start_price_above_the_max_bid_refuses_a_plain_bid_whatever_the_reason(services, lot):
    set_start(services, lot, Money.of(20_000_000))
    for because in ("", "We want it."):
        with pytest.raises(NoAmountError) as refused:
            decide(services, lot, DecisionKind.BID, because=because)
    assert "The start price is above the max bid" in refused.value.params["reasons"]
    assert "say why to bid all the same" not in str(refused.value)
    assert decision(services, lot) is None


def test_a_start_price_that_rose_above_the_max_bid_keeps_the_memo_and_the_signature(services, lot):
    decide(services, lot, DecisionKind.BID)
    set_start(services, lot, Money.of(20_000_000))
    with pytest.raises(NoAmountError):
        exported(services, lot)
    with pytest.raises(NoAmountError):
        sign(services, lot, ANALYST, "Lin")


@pytest.mark.parametrize("kind", [DecisionKind.WATCH, DecisionKind.PASS])
def test_to_watch_or_to_pass_is_the_way_out_where_there_is_no_amount(services, lot, kind):
    set_start(services, lot, Money.of(20_000_000))
    decide(services, lot, kind)
    assert "the start price is above the max bid" in first_page(exported(services, lot).pdf)


def test_a_lot_that_cannot_be_priced_refuses_a_plain_bid(services, lot):
    given = services.reader.lot(lot).first(Assumptions)
    edit_field(services.writer, FieldRef("assumptions", given.id, "valuation_date"), None)
    with pytest.raises(NoAmountError) as refused:
        decide(services, lot, DecisionKind.BID, because="We want it.")
    assert "cannot be priced" in refused.value.params["reasons"]


def test_losing_scenarios_without_a_limit_refuse_a_plain_bid_and_the_memo_says_so(services, lot):
    set_limit(services, lot, None)
    with pytest.raises(PlainBidRefusedError) as refused:
        decide(services, lot, DecisionKind.BID)
    said = "The losing scenarios weigh 30.0%, and no limit is set for them."
    assert refused.value.params["reasons"] == said
    decide(services, lot, DecisionKind.BID, because="The committee judges it itself.")
    words = first_page(exported(services, lot).pdf)
    assert said in words
    assert "no limit is set" in words.split("Weight of losing scenarios")[1].split("target")[0]


def test_a_person_bids_all_the_same_with_a_reason_and_the_memo_prints_it(services, lot):
    answer(services.writer, lot, "A-01", status=CheckStatus.MISSING)
    decide(services, lot, DecisionKind.BID, because="Seller shows it at the inspection.")
    words = first_page(exported(services, lot).pdf)
    assert "Bid all the same, because: Seller shows it at the inspection." in words
    assert "Kill papers are missing: A-01." in words


def test_no_reason_is_refused_where_another_one_was_given_before(services, lot):
    answer(services.writer, lot, "A-01", status=CheckStatus.MISSING)
    decide(services, lot, DecisionKind.BID, because="Seller shows it at the inspection.")
    with pytest.raises(PlainBidRefusedError):
        decide(services, lot, DecisionKind.BID, because=" ")
    assert decision(services, lot).override == "Seller shows it at the inspection."


def test_a_reason_holds_for_what_it_was_given_for_and_new_facts_are_asked_again(services, lot):
    answer(services.writer, lot, "A-01", status=CheckStatus.MISSING)
    decide(services, lot, DecisionKind.BID, because="Seller shows it at the inspection.")
    answer(services.writer, lot, "A-02", status=CheckStatus.MISSING)
    with pytest.raises(PlainBidRefusedError) as refused:
        exported(services, lot)
    assert "A-02" in refused.value.params["reasons"]


def test_what_was_set_before_something_turned_up_is_refused_at_export(services, lot):
    decide(services, lot, DecisionKind.BID)
    answer(services.writer, lot, "A-01", status=CheckStatus.MISSING)
    with pytest.raises(PlainBidRefusedError):
        exported(services, lot)


def test_a_bid_with_conditions_needs_its_conditions_and_prints_what_stands_against_a_plain_one(services, lot):
    answer(services.writer, lot, "A-01", status=CheckStatus.MISSING)
    row = decide(services, lot, DecisionKind.BID_WITH_CONDITIONS).value
    with pytest.raises(NoConditionsError):
        exported(services, lot)
    edit_field(services.writer, FieldRef("decision", row, "conditions"), "The original is seen first.")
    assert "Kill papers are missing: A-01." in first_page(exported(services, lot).pdf)


def test_another_decision_takes_the_reason_with_it(services, lot):
    answer(services.writer, lot, "A-01", status=CheckStatus.MISSING)
    decide(services, lot, DecisionKind.BID, because="Seller shows it.")
    decide(services, lot, DecisionKind.WATCH)
    assert decision(services, lot).override is None
    with pytest.raises(PlainBidRefusedError):
        decide(services, lot, DecisionKind.BID)


# signatures


def test_text_in_approver_does_nothing(services, lot):
    row = decide(services, lot, DecisionKind.BID).value
    edit_field(services.writer, FieldRef("decision", row, "approver"), "Chen")
    assert not signatures(services, lot).complete
    assert "DRAFT" in first_page(exported(services, lot).pdf)


def test_signed_by_analyst_and_approver_the_memo_is_no_draft_and_prints_who_and_when(services, lot):
    decide(services, lot, DecisionKind.BID)
    sign(services, lot, ANALYST, "Lin Yue")
    sign(services, lot, APPROVER, "Chen Bo")
    words = first_page(exported(services, lot).pdf)
    assert "DRAFT" not in words
    assert "Lin Yue · 2025-09-05" in words
    assert "Chen Bo · 2025-09-05" in words


def test_who_signs_stands_in_the_decision_as_the_one_for_the_role(services, lot):
    decide(services, lot, DecisionKind.BID)
    sign(services, lot, ANALYST, "Lin Yue")
    assert services.reader.lot(lot).first(Decision).analyst == "Lin Yue"
    services.writer.undo()
    record = services.reader.lot(lot)
    assert record.first(Decision).analyst is None
    assert not record.all(Signature)


def test_any_later_change_makes_the_next_version_a_draft_again(services, lot):
    decide(services, lot, DecisionKind.BID)
    sign(services, lot, ANALYST, "Lin Yue")
    sign(services, lot, APPROVER, "Chen Bo")
    assert exported(services, lot).ordinal == 1
    given = services.reader.lot(lot).first(Assumptions)
    edit_field(services.writer, FieldRef("assumptions", given.id, "target_irr"), Decimal("0.2"))
    again = exported(services, lot)
    assert again.ordinal == 2
    words = first_page(again.pdf)
    assert "DRAFT" in words
    assert "an earlier state was signed: Chen Bo · 2025-09-05" in words


def at(services, year, month, day):
    """The same workspace on another day."""
    return replace(services, clock=lambda: datetime(year, month, day, 10, tzinfo=NOW.tzinfo))


def guaranteed(services, lot):
    """A guarantor who pays in every scenario, held by a demand whose limitation ends on 2025-11-03."""
    writer = services.writer
    promised = {
        "kind": GuaranteeKind.JOINT,
        "contract_date": date(2021, 6, 1),
        "debt_due": date(2022, 6, 1),
        "period_kind": PeriodKind.NONE,
        "asset_value": Money.of(3_000_000),
    }
    guarantee = add_row(writer, "guarantee", lot, promised).value
    held = {"on": date(2022, 11, 3), "against": AssertionAgainst.GUARANTOR, "proof": "receipt"}
    add_row(writer, "assertion", lot, {"guarantee": guarantee, **held})
    for scenario in services.reader.lot(lot).all(Scenario):
        pays = {"probability": Decimal(1), "cash_date": date(2026, 12, 1)}
        add_row(writer, "scenario_guarantor", lot, {"scenario": scenario.id, "guarantee": guarantee, **pays})


def signed(services, lot):
    decide(services, lot, DecisionKind.BID)
    for role, person in ((ANALYST, "Lin Yue"), (REVIEWER, "Wang Mei"), (APPROVER, "Chen Bo")):
        sign(services, lot, role, person)


def test_a_day_that_moves_the_bid_makes_the_next_version_a_draft_though_no_row_changed(services, lot):
    guaranteed(services, lot)
    signed(services, lot)
    first = exported(services, lot)
    later = at(services, 2025, 11, 4)
    again = exported(later, lot)
    assert (first.ordinal, again.ordinal) == (1, 2)
    before, after = first_page(first.pdf), first_page(again.pdf)
    assert "DRAFT" not in before
    assert (
        re.search(r"up to CNY [0-9.,]+( million)?", before)[0]
        != re.search(r"up to CNY [0-9.,]+( million)?", after)[0]
    )
    assert "DRAFT" in after
    assert "an earlier state was signed: Chen Bo · 2025-09-05" in after
    assert step_of(later, later.reader.lot(lot), Stage.DEPOSIT).blocked


def test_a_day_that_only_brings_a_finding_is_another_state_and_the_memo_prints_the_finding(services, lot):
    record = services.reader.lot(lot)
    valued = standing_appraisal(record, record.first(Collateral))
    edit_field(services.writer, FieldRef("appraisal", valued.id, "valid_to"), date(2025, 9, 30))
    signed(services, lot)
    assert "DRAFT" not in first_page(exported(services, lot).pdf)
    words = whole(exported(at(services, 2025, 10, 1), lot).pdf)
    assert "DRAFT" in words
    assert "The appraisal is no longer valid." in words


def test_another_day_with_the_same_bid_and_findings_is_no_draft_and_prints_its_day(services, lot):
    signed(services, lot)
    exported(services, lot)
    assert "2025-09-05 10:00" in first_page(exported(services, lot).pdf)
    words = first_page(exported(at(services, 2025, 9, 6), lot).pdf)
    assert "DRAFT" not in words
    assert "2025-09-06" in words
    assert "Demo date" not in words


def test_the_check_before_export_and_the_memo_agree_on_what_is_signed(services, lot):
    guaranteed(services, lot)
    signed(services, lot)
    for seen, draft in ((services, False), (at(services, 2025, 11, 4), True)):
        record = seen.reader.lot(lot)
        found = findings(record, seen.clock().date(), seen.reference())
        points = review(
            record,
            summary_of(record, found, seen.checklist),
            facts_with(record, found),
            signatures=signatures_with(record, found),
        )
        (point,) = [each for each in points if each.key == "signatures"]
        assert point.open is draft
        assert ("DRAFT" in first_page(exported(seen, lot).pdf)) is draft


def test_exporting_and_moving_on_are_no_change_of_what_was_signed(services, lot):
    decide(services, lot, DecisionKind.BID)
    for role, person in ((ANALYST, "Lin"), (REVIEWER, "Wang"), (APPROVER, "Chen")):
        sign(services, lot, role, person)
    exported(services, lot)
    edit_field(services.writer, FieldRef("lot", lot, "stage"), Stage.APPROVED)
    record = services.reader.lot(lot)
    assert signatures(services, lot).complete
    assert not step_of(services, record, Stage.DEPOSIT).blocked


def test_the_approver_is_not_the_analyst_whatever_the_spelling(services, lot):
    decide(services, lot, DecisionKind.BID)
    sign(services, lot, ANALYST, "Lin Yue")
    with pytest.raises(SamePersonError):
        sign(services, lot, APPROVER, " lin yue ")


def test_the_analyst_signs_first_and_nobody_signs_what_is_not_decided(services, lot):
    with pytest.raises(NothingDecidedError):
        sign(services, lot, ANALYST, "Lin")
    decide(services, lot, DecisionKind.BID)
    with pytest.raises(AnalystFirstError):
        sign(services, lot, APPROVER, "Chen")


def test_what_may_not_be_exported_may_not_be_signed(services, lot):
    decide(services, lot, DecisionKind.BID)
    answer(services.writer, lot, "A-01", status=CheckStatus.MISSING)
    with pytest.raises(PlainBidRefusedError):
        sign(services, lot, ANALYST, "Lin")


def first_page(pdf):
    return re.sub(r"\s+", " ", PdfReader(BytesIO(pdf)).pages[0].extract_text())


def whole(pdf):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def test_what_was_never_asked_for_is_not_printed_as_none(services, lot):
    answer(services.writer, lot, "A-01", status=CheckStatus.NOT_REQUESTED)
    words = first_page(exported(services, lot).pdf)
    # open kill findings, missing kill papers, contradictions, facts whose sources differ: nothing was compared either
    assert words.count("not known yet") == 4
    assert "Kill papers never asked for 1" in words
    assert "No open finding." not in words
