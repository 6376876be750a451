"""The memo tells what the program knows: findings of rules with their articles, contradictions with their places, chain of
title, leases, seizures and photos; where there is none, whether anybody looked."""

import re
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum

import pytest
from made_lots import priceable_lot

from workstation import bootstrap
from workstation.application import checks
from workstation.application.consistency import Comparison, DisagreementFound, Extracts, Passage, SideFound
from workstation.application.deciding import decide
from workstation.application.finding_waivers import waive
from workstation.application.memos import material_of, memo_of
from workstation.application.records import FieldRef, add_row, assume, edit_fields
from workstation.application.valuing import freeze_run
from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.domain.claims import Balance
from workstation.domain.collateral import Collateral, EncumbranceKind, LandNature
from workstation.domain.consistency.disagreements import Disagreement, Matter, Side
from workstation.domain.decisions import DecisionKind
from workstation.domain.findings.rules import findings
from workstation.domain.listings import Listing
from workstation.domain.memo import ExhibitMark
from workstation.domain.money import Money
from workstation.domain.pages import Quote
from workstation.domain.scenarios import Scenario
from workstation.language.translator import Language

NOW = datetime(2025, 9, 5, 10, tzinfo=timezone(timedelta(hours=8)))


class Lot:
    """A lot that can be priced, and its memo in English."""

    def __init__(self, services):
        self.services, self.writer = services, services.writer
        self.id = priceable_lot(services)

    @property
    def record(self):
        return self.services.reader.lot(self.id)

    def add(self, entity, **values):
        return add_row(self.writer, entity, None if entity == "party" else self.id, values).value

    def sees(self, *items):
        for item in items:
            checks.answer(self.writer, self.id, item, status=CheckStatus.COPY_SEEN)

    def memo(self, language=Language.ENGLISH, **changes):
        """As blocks; `changes` stand in the place of what was read of the record."""
        run = freeze_run(self.services, self.id).value
        material = replace(material_of(self.services, self.record, run, Extracts()), **changes)
        return memo_of(self.services, material, bootstrap.memo_language(language), 1)

    def section(self, title, **changes):
        return next(words(section) for section in self.memo(**changes).sections if section.title == title)


@pytest.fixture
def lot(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        yield Lot(services)


def words(node):
    """All text of blocks in one line, marks as they are printed."""
    return re.sub(r"\s+", " ", " ".join(_words(node)))


def _words(node):
    if isinstance(node, Enum):
        return
    if isinstance(node, str):
        yield node
    elif isinstance(node, ExhibitMark):
        yield f"[E-{node.exhibit} p.{node.page + 1}]"
    elif isinstance(node, tuple):
        for child in node:
            yield from _words(child)
    elif is_dataclass(node) and not isinstance(node, type):
        for attribute in fields(node):
            yield from _words(getattr(node, attribute.name))


def leased(lot):
    plant = lot.record.first(Collateral)
    tenant = lot.add("party", name="Hengda Storage")
    return lot.add("lease", collateral=plant.id, tenant=tenant, signed_on=date(2018, 12, 1), area="Hall 2")


# T12: findings


def doubtful(lot):
    """Collective land: a kill finding of a rule."""
    values = {"land_nature": LandNature.COLLECTIVE}
    edit_fields(lot.writer, "collateral", lot.record.first(Collateral).id, values)
    found = findings(lot.record, NOW.date(), lot.services.reference())
    return next(each for each in found if each.rule == "collateral.collective")


def test_an_open_finding_of_a_rule_is_printed_with_its_article_and_the_record_it_is_about(lot):
    doubtful(lot)
    said = lot.section("Findings")
    assert (
        "Collective land is mortgaged in exceptions only: read the permission before you count it. Civil Code art. 399 "
        "Security, not yet examined, Land given as" in said
    )


def test_a_settled_finding_keeps_its_reason_and_who_settled_it_and_when(lot):
    finding = doubtful(lot)
    waive(lot.writer, lot.record, finding, "The permission of 2018 is on file")
    first, _, settled = lot.section("Findings").partition(" Settled ")
    assert "Collective land" not in first
    assert "Civil Code art. 399 The permission of 2018 is on file Lin · 2025-09-05" in settled


def test_a_kill_finding_of_a_rule_stands_among_the_main_risks_of_the_first_page(lot):
    doubtful(lot)
    first = words(lot.memo().summary)
    assert "Civil Code art. 399" in first
    assert "Kill findings open 1" in first


def test_without_a_finding_it_is_said_what_was_never_asked_for(lot):
    said = lot.section("Findings", rules=())
    assert "No finding of a rule is open on what is recorded; items never asked for: 87." in said


def test_where_only_a_kill_paper_is_missing_the_first_page_does_not_say_that_nothing_is_open(lot):
    """It said "No open finding." above "Kill findings open: 1"."""
    lot.sees(*(item.id for item in lot.services.checklist))
    checks.answer(lot.writer, lot.id, "A-01", status=CheckStatus.MISSING)
    for found in findings(lot.record, NOW.date(), lot.services.reference()):
        waive(lot.writer, lot.record, found, "looked at")
    said = words(lot.memo().summary)
    assert "No open finding" not in said
    assert "Main risks" in said
    assert said.split("Main risks")[1].split("Due diligence")[0].count("Kill papers are missing: A-01.") == 1


def test_the_first_page_counts_the_findings_that_it_has_no_room_for(lot):
    for number in range(7):
        lot.add("risk", severity=Severity.HIGH, statement=f"Risk {number}")
    memo = lot.memo(rules=())
    first = words(memo.summary)
    assert "Risk 4" in first
    assert "Risk 5" not in first
    assert "and 2 more, section 2" in first
    assert memo.sections[0].title == "Findings"
    assert "Risk 6" in words(memo.sections[0])


def test_open_kill_papers_change_the_headline_of_what_is_no_refused_bid(lot):
    assert lot.memo().headline.startswith("Not decided yet, up to ")
    assert "points against a plain bid" in lot.memo().headline
    decide(lot.services, lot.id, DecisionKind.BID, because="We know the plant")
    assert lot.memo().headline.startswith("Bid all the same, up to ")
    assert "points against a plain bid" in lot.memo().headline
    decide(lot.services, lot.id, DecisionKind.PASS)
    assert lot.memo().headline.startswith("Pass; the price works out at ")


def test_what_a_scenario_counts_of_a_guarantor_or_a_prior_claim_says_of_which(lot):
    scenario, thing = lot.record.first(Scenario).id, lot.record.first(Collateral).id
    for name in ("Zhang", "Wu"):
        party = lot.add("party", name=name)
        promise = lot.add("guarantee", guarantor=party)
        lot.add("scenario_guarantor", scenario=scenario, guarantee=promise, probability=Decimal("0.5"))
        claim = lot.add("encumbrance", collateral=thing, holder=f"{name} Bank", amount=Money.of(1))
        lot.add("scenario_prior", scenario=scenario, encumbrance=claim, counted=True)
    said = lot.section("Assumptions")
    assert all(f"Guarantee: {name}: Guarantor pays 50%" in said for name in ("Zhang", "Wu"))
    assert all(f"Mortgage: {name} Bank yes" in said for name in ("Zhang", "Wu"))


# T12: contradictions


@pytest.fixture
def contradicting(lot):
    """Two papers that give the contract two numbers."""
    versions = []
    for name in ("Loan contract", "Demand letter"):
        document = lot.add("document", name=name)
        versions.append(lot.add("version", document=document, ordinal=1, pages=3))
    sides = tuple(
        SideFound(written, (Passage(version, page, Quote(written, ((1.0, 1.0, 9.0, 9.0),), "", "", 0, 4)),))
        for written, version, page in (("No. 0086", versions[0], 0), ("No. 0068", versions[1], 2))
    )
    disagreement = Disagreement(
        Matter.NUMBER,
        "Loan contract no.",
        "",
        tuple(Side(side.written, side.written, ()) for side in sides),
    )
    return DisagreementFound(disagreement, sides)


def test_an_open_contradiction_is_printed_with_both_values_and_both_pages(lot, contradicting):
    papers = Comparison((contradicting,), papers=2, values=9)
    memo = lot.memo(papers=papers)
    said = next(words(each) for each in memo.sections if each.title == "Where papers do not agree")
    assert re.search(r"No\. 0086 Loan contract \[E-\d+ p\.1\]", said)
    assert re.search(r"No\. 0068 Demand letter \[E-\d+ p\.3\]", said)
    assert "Contradictions 1" in words(memo.summary)


def test_papers_that_were_not_compared_are_no_agreement(lot):
    memo = lot.memo(papers=Comparison((), papers=1, values=4, silent=("Fax",)))
    assert "Contradictions not known yet" in words(memo.summary)
    said = next(words(each) for each in memo.sections if each.title == "Where papers do not agree")
    assert "Fax" in said


# T13


def test_the_chain_of_title_is_printed_link_by_link(lot):
    bank, fund = lot.add("party", name="Keqiao Bank"), lot.add("party", name="East AMC")
    lot.add("transfer", giver=bank, taker=fund, on=date(2024, 11, 28), agreement_no="ZR-2024-11")
    said = lot.section("Chain of title")
    assert "1: Keqiao Bank to East AMC" in said
    assert "Agreement no. ZR-2024-11" in said


def test_what_the_command_line_wrote_is_said_in_the_language_of_the_memo(lot):
    lot.writer.actor = "command line"  # as a command writes, where nobody gave a name
    lot.sees("F-01")
    chinese = " ".join(words(section) for section in lot.memo(Language.CHINESE).sections)
    assert "命令行 · 2025-09-05" in chinese
    assert "command line" not in chinese


def test_without_a_transfer_the_chain_is_not_examined_until_its_papers_were_seen(lot):
    assert lot.section("Chain of title").startswith("Chain of title Not examined. Not seen: F-01")
    lot.sees("F-01")
    said = lot.section("Chain of title")
    assert "None recorded. Seen: F-01" in said
    assert "Copy seen, Lin · 2025-09-05" in said
    assert "Not seen: F-02" in said


def collateral_section(lot):
    return next(words(each) for each in lot.memo().sections if each.title.startswith("Collateral: "))


def test_leases_and_seizures_are_printed_under_their_collateral(lot):
    leased(lot)
    court = lot.add("party", name="Keqiao Court")
    plant = lot.record.first(Collateral)
    lot.add("seizure", collateral=plant.id, court=court, on=date(2022, 10, 12), case_no="2216")
    said = collateral_section(lot)
    assert "Leases Tenant Hengda Storage" in said
    assert "Part let Hall 2" in said
    assert "Case no. 2216" in said


def test_each_of_several_leases_has_a_head_of_its_own(lot):
    leased(lot)
    leased(lot)
    said = collateral_section(lot)
    assert "Leases 1 Tenant Hengda Storage" in said
    assert "Leases 2 Tenant Hengda Storage" in said


def test_no_lease_and_no_seizure_is_never_none_before_somebody_looked(lot):
    said = collateral_section(lot)
    for title in ("Leases", "Seizures", "Photos"):
        assert f"{title} Not examined." in said
    lot.sees("B-08", "B-03", "E-05", "E-06")
    said = collateral_section(lot)
    assert "Leases None recorded. Seen: B-08" in said
    assert "Seizures None recorded. Seen: B-03" in said
    assert "Photos Not examined." in said


def test_a_photo_is_printed_with_what_it_shows_and_its_page(lot):
    document = lot.add("document", name="DSC_0001")
    lot.add("version", document=document, ordinal=1, pages=1, taken_at="2025-08-30 09:12")
    lot.add("photo", collateral=lot.record.first(Collateral).id, document=document, caption="The gate")
    assert re.search(r"DSC_0001 The gate 2025-08-30 09:12 \[E-\d+ p\.1\]", collateral_section(lot))


def test_an_appraisal_that_is_no_longer_valid_is_marked_in_the_memo(lot):
    """法释〔2018〕15号第27条: the value stands, and its age is told."""
    plant = lot.record.first(Collateral)
    lot.add(
        "appraisal",
        collateral=plant.id,
        value=Money.of(24_000_000),
        valued_on=date(2019, 6, 1),
        valid_to=date(2020, 5, 31),
    )
    assert "The appraisal is no longer valid." in words(lot.memo())


# N1, N19: what the figure takes as given


def test_what_the_bid_takes_as_given_is_printed_with_its_reason(lot):
    plant = lot.record.first(Collateral)
    values = {
        "collateral": plant.id,
        "kind": EncumbranceKind.MORTGAGE,
        "amount": Money.of(1_000_000),
        "since": date(2018, 1, 2),
        "ahead": False,
    }
    row = lot.add("encumbrance", **values)
    assume(lot.writer, FieldRef("encumbrance", row, "ahead"), "The bank released it on 4 March.")
    said = lot.section("Valuation")
    assert "What the bid takes as given" in said
    assert "The bank released it on 4 March." in said
    first = words(lot.memo().summary)
    assert "What the bid counts otherwise than the law" in first
    assert "1,000,000" in first.split("otherwise than the law")[1]
    assert "Your reason: The bank released it on 4 March." in first


def test_a_thing_that_counts_only_for_a_person_settled_a_kill_finding_stands_on_the_first_page(lot):
    plant = lot.record.first(Collateral)
    edit_fields(lot.writer, "collateral", plant.id, {"land_nature": LandNature.COLLECTIVE})
    assert "otherwise than the law" not in words(lot.memo().summary)
    found = next(each for each in findings(lot.record, NOW.date()) if each.rule == "collateral.collective")
    waive(lot.writer, lot.record, found, "The permission of 3 May was read.")
    first = words(lot.memo().summary).split("otherwise than the law")[1]
    assert "Collective land is mortgaged in exceptions only" in first
    assert "Your reason: The permission of 3 May was read." in first


def test_each_override_takes_the_room_of_a_risk_on_the_first_page(lot):
    for number in range(6):
        lot.add("risk", statement=f"Doubt {number}", severity=Severity.KILL)
    assert words(lot.memo().summary).count("Doubt") == 5
    plant = lot.record.first(Collateral)
    edit_fields(lot.writer, "collateral", plant.id, {"land_nature": LandNature.COLLECTIVE})
    found = next(each for each in findings(lot.record, NOW.date()) if each.rule == "collateral.collective")
    waive(lot.writer, lot.record, found, "The permission of 3 May was read.")
    assert words(lot.memo().summary).count("Doubt") == 4


def test_the_memo_prints_no_reason_that_was_given_for_another_value(lot):
    plant = lot.record.first(Collateral)
    values = {"collateral": plant.id, "kind": EncumbranceKind.MORTGAGE, "amount": Money.of(1_000_000)}
    row = lot.add("encumbrance", **values, since=date(2018, 1, 2), ahead=True)
    assume(lot.writer, FieldRef("encumbrance", row, "ahead"), "It is older than ours.")
    edit_fields(lot.writer, "encumbrance", row, {"ahead": False})
    assert "It is older than ours." not in lot.section("Valuation")
    assert "without a reason that stands: Mortgage, 1,000,000 out of" in lot.section("Valuation")


# T1, T11, N7: the first page says what it knows, of which year and in which currency


def test_of_a_lot_that_nobody_decided_on_no_conditions_are_not_none(lot):
    assert "Conditions No decision is chosen." in words(lot.memo().summary)
    decide(lot.services, lot.id, DecisionKind.WATCH)
    assert "Conditions None." in words(lot.memo().summary)


def test_a_date_of_the_bid_has_its_year_where_it_is_not_this_one(lot):
    listing = lot.record.first(Listing)
    edit_fields(lot.writer, "listing", listing.id, {"bid_end": NOW, "deposit_due": NOW - timedelta(days=2)})
    assert "by 09-03 10:00 — Bidding closes 09-05 10:00" in words(lot.memo().decision)
    next_year = words(lot.memo(today=date(2026, 1, 5)).decision)
    assert "by 2025-09-03 10:00 — Bidding closes 2025-09-05 10:00" in next_year


def in_dollars(record):
    """The record with its balances in another currency."""
    rows = {row.id: replace(row, amount=Money(row.amount.minor, "USD")) for row in record.all(Balance)}
    return replace(record, rows={**record.rows, "balance": rows})


def test_amounts_that_stand_alone_name_a_currency_that_is_not_cny(lot):
    assert "the claim counts at 20,000,000;" in lot.memo().subline
    run = freeze_run(lot.services, lot.id).value
    of_run = material_of(lot.services, lot.record, run, Extracts())
    dollars = {"inputs": replace(of_run.inputs, currency="USD"), "record": in_dollars(lot.record)}
    assert "the claim counts at USD 20,000,000;" in lot.memo(**dollars).subline
    assert ", up to USD " in lot.memo(**dollars).headline
    assert "Total USD 20,000,000.00" in lot.section("Claims and parties", **dollars)


def test_a_deposit_and_an_effect_in_another_currency_are_not_printed_as_yuan(lot):
    listing = lot.record.first(Listing)
    edit_fields(lot.writer, "listing", listing.id, {"deposit": Money.of(300_000, "USD")})
    lot.add("risk", severity=Severity.HIGH, statement="A lien", effect_on_bid=Money.of(-7_000, "USD"))
    memo = lot.memo()
    assert "USD 300,000" in words(memo.decision)
    assert "USD −7,000" in words(memo.summary)


def test_facts_without_a_source_are_all_in_the_count_of_page_one(lot):
    lot.add("event", what="Paid", on=date(2024, 1, 5))
    lot.add("risk", severity=Severity.HIGH, statement="The tenant does not pay")
    bare = int(re.search(r"Facts without a source (\d+)", words(lot.memo().summary)).group(1))
    said = lot.section("What we could not support")
    more = int(re.search(r"in tables: (\d+)\.", said).group(1))
    assert "The tenant does not pay, Finding: what is written stands on no page." in said
    assert bare == said.count("stands on no page.") + more
