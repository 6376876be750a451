"""The record behind page one, as blocks."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from test_memo_findings import NOW, Lot, words

from workstation import bootstrap
from workstation.application import checks
from workstation.application.memo.gaps import REMEDIES
from workstation.application.operations import OperationKind, Step
from workstation.application.records import edit_fields
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.checklists.answers import Check, CheckStatus, Severity
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.collateral import UNEXAMINED, Collateral, CollateralType
from workstation.domain.decisions import Decision, Run
from workstation.domain.documents import Document, Version
from workstation.domain.fields import field_of
from workstation.domain.listings import Listing
from workstation.domain.memo import Row, Table, Tone
from workstation.domain.parties import RoleKind
from workstation.language.translator import Language


@pytest.fixture
def lot(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        yield Lot(services)


def blocks_of(node, kind):
    """Every block of a kind, those inside groups too."""
    for block in getattr(node, "blocks", node if isinstance(node, tuple) else ()):
        if isinstance(block, kind):
            yield block
        yield from blocks_of(block, kind)


def rows_of(section) -> list[Row]:
    return [row for table in blocks_of(section, Table) for row in table.rows]


def section(memo, title):
    return next(each for each in memo.sections if each.title == title)


def test_checks_stand_in_their_groups_with_answer_day_and_person_and_what_is_settled_is_grey(lot):
    answered = {"A-01": CheckStatus.VERIFIED, "C-04": CheckStatus.MISSING, "C-01": CheckStatus.COPY_SEEN}
    for item, status in answered.items():
        checks.answer(lot.writer, lot.id, item, status=status)
    for check in lot.record.all(Check):
        edit_fields(lot.writer, "check", check.id, {"answer": f"told of {check.item}"})
    rows = rows_of(section(lot.memo(), "Checks"))
    heads = [words(row.cells[0]) for row in rows if row.group]
    assert heads[0] == "A Loan documents"
    assert [head[0] for head in heads] == list("ABCDEFGH")
    assert words(rows[0].cells[-1]) == "1 of 12 seen or not applicable"
    told = {words(row.cells[0]): row for row in rows if not row.group}
    assert set(told) == set(answered)
    assert [told[item].settled for item in answered] == [True, False, False]
    assert told["C-04"].severity is Severity.KILL
    assert words(told["C-04"].cells).endswith("told of C-04 Missing Lin · 2025-09-05")
    chinese = section(lot.memo(Language.CHINESE), "核查")
    assert "12 项中已见或不适用 1 项" in words(chinese)


def test_counts_of_onlookers_are_left_out_and_others_bear_their_thousands(lot):
    listing = lot.record.first(Listing)
    edit_fields(lot.writer, "listing", listing.id, {"views": 2187, "watchers": 41, "registrants": 1203})
    car = lot.add("collateral", name="Truck", type=CollateralType.VEHICLE, mileage=120000, built=2008)
    memo = lot.memo()
    assert "2187" not in words(memo).replace(",", "")
    assert "Registered bidders 1,203" in words(section(memo, "Listing"))
    assert lot.record.get(Collateral, car).mileage == 120000
    told = words(section(memo, "Collateral: Truck"))
    assert "Mileage 120,000 km" in told
    assert "Built 2008" in told


def test_an_asset_that_no_scenario_counts_says_so_instead_of_heads_without_columns(lot):
    lot.add("collateral", name="Stock")
    for language, said in (
        (Language.ENGLISH, "From gross to recovery No scenario counts it: it adds nothing to the bid."),
        (Language.CHINESE, "各情景均未计入"),
    ):
        memo = lot.memo(language)
        assert said in words(memo.sections)
        tables = [table for each in memo.sections for table in blocks_of(each, Table)]
        assert [table for table in tables if len(table.columns) < 2] == []


def test_a_long_name_of_an_asset_heads_its_section_and_is_a_number_in_rows(lot):
    name = (
        "浙江省绍兴市柯桥区云溪路八十八号一号厂房及二号厂房内现存放的全部纺织印染生产机器设备（含附属设施）"
    )
    lot.add("collateral", name=name)
    short = lot.add("collateral", name="二号仓库")
    plant = next(row for row in lot.record.all(Collateral) if row.name == name)
    number = lot.record.all(Collateral).index(plant) + 1
    memo = lot.memo()
    assert words(memo.sections).count(name) == 1
    assert f"Collateral #{number}: {name}" in [each.title for each in memo.sections]
    assert f"No mortgage or pledge of ours stands on Collateral #{number}" in words(memo.sections)
    assert lot.record.get(Collateral, short).name in words(section(memo, "Valuation"))


def gaps(memo, title="What we could not support"):
    """By what is missing: what would mend it, and the bid without it."""
    rows = rows_of(section(memo, title))
    return {words(row.cells[0]): tuple(words(cell) for cell in row.cells[1:]) for row in rows}


def test_a_gap_says_what_it_means_what_would_mend_it_and_what_the_bid_is_without_it(lot):
    lot.sees("A-06")
    plant = lot.record.first(Collateral)
    edit_fields(lot.writer, "collateral", plant.id, {"certificate_no": "No. 12"})
    found = gaps(lot.memo())
    mended, without = found["Balance: Claim 1, Amount: “20,000,000.00” stands on no page."]
    assert (mended, without) == ("cite the page in A-06 Interest computation sheet", "unchanged")
    said = f"{UNEXAMINED}, Certificate: “No. 12” stands on no page."
    assert found[said] == ("ask for B-03 Fresh extract of the property register (under 30 days)", "unchanged")
    assert next(iter(found)).startswith("Listing, Increment")  # what moves the bid most comes first
    chinese = gaps(lot.memo(Language.CHINESE), "尚无依据的事项")
    assert ("索取 B-03 不动产登记簿查档（30日内）", "不变") in chinese.values()


def test_what_moves_the_bid_is_printed_with_the_new_bid_and_the_change(lot):
    mended, without = gaps(lot.memo())["Listing, Increment: “50,000.00” stands on no page."]
    assert mended == "cite the page that shows it, or say why it is taken so"
    assert re.fullmatch(r"[\d,]+ \(\+[\d,]+\)", without)


def test_each_remedy_names_a_field_and_a_line_of_the_checklist_that_exist(lot):
    known = {item.id for item in lot.services.checklist}
    for entity, fields in REMEDIES.items():
        for name, item in fields.items():
            assert item in known
            assert not name or field_of(BY_ENTITY[entity], name).citable


def test_a_guarantor_without_a_recorded_promise_is_named_and_said_to_count_for_nothing(lot):
    for name in ("Zhou", "Chen"):
        party = lot.add("party", name=name)
        lot.add("role", party=party, kind=RoleKind.GUARANTOR)
        if name == "Zhou":
            guarantee = lot.add("guarantee", guarantor=party)
    said = words(section(lot.memo(), "Guarantees"))
    head = "Named as guarantor, no promise recorded Party What the bid counts Source"
    counted = (
        "No promise is recorded: nothing is counted. C-01 Guarantee contract (original): never asked for."
    )
    assert f"{head} Chen {counted}" in said
    assert f"Zhou {counted}" not in said
    asked = "C-04 Proof of a claim inside the guarantee period: never asked for."
    assert f"Asserted No act against this guarantor is recorded. {asked}" in said
    lot.add("assertion", guarantee=guarantee, on=date(2023, 11, 5))
    assert loud(lot) == ["no proof is recorded"]
    checks.answer(lot.writer, lot.id, "C-04", status=CheckStatus.MISSING)
    assert loud(lot) == ["missing C-04"]
    assert "列为保证人而未登记保证" in words(section(lot.memo(Language.CHINESE), "保证"))


def loud(lot):
    """What stands in red in the table of what was asserted."""
    (asserted,) = [
        table
        for table in blocks_of(section(lot.memo(), "Guarantees"), Table)
        if table.columns[0].head == "Act"
    ]
    return [
        part.text for row in asserted.rows for cell in row.cells for part in cell if part.tone is Tone.BAD
    ]


def test_prose_bears_the_marks_of_the_pages_whose_words_it_is(lot):
    """A description that was read on the listing and then written anew from the appraisal."""
    record = lot.record
    plant = record.first(Collateral)
    pages = {
        "listing": "1) land of 18,642.50 m² in Keqiao",
        "appraisal": "Let to Hengda until 2027, no contract seen.",
    }

    def cite(tx):
        for name, words_of_it in pages.items():
            document = Document(id=tx.new_id(), lot=lot.id, name=name)
            version = Version(
                id=tx.new_id(), lot=lot.id, document=document.id, ordinal=1, pages=3, sha256="ab" * 32
            )
            place = Citation(id=tx.new_id(), lot=lot.id, version=version.id, page=1, quote=words_of_it)
            behind = Evidence(
                id=tx.new_id(),
                lot=lot.id,
                row_entity="collateral",
                row=plant.id,
                field="description",
                kind=EvidenceKind.CITED,
                citation=place.id,
                value=words_of_it,
            )
            for row in (document, version, place, behind):
                tx.put(row)
        tx.put(replace(plant, description=pages["appraisal"]))

    lot.writer.run(Step(OperationKind.ADD, {"record": "two pages"}), cite)
    memo = lot.memo()
    cited = [each for each in memo.exhibits if any(page.passages for page in each.pages)]
    assert [each.source.title for each in cited] == ["appraisal"]
    assert "Description Let to Hengda until 2027, no contract seen. [E-1 p.2]" in words(memo.sections)


def test_the_memo_names_author_and_subject_and_shows_as_many_digits_of_each_hash(lot):
    decision = lot.record.first(Decision) or lot.add("decision")
    identity = decision if isinstance(decision, str) else decision.id
    edit_fields(lot.writer, "decision", identity, {"analyst": "Lin Yue"})
    memo = lot.memo()
    assert (memo.author, memo.subject) == ("Lin Yue", "Plant")
    run = lot.record.all(Run)[-1]
    assert f"inputs {run.inputs_hash[:16]} · log {run.log_head[:16]}" in memo.footer.facts


@pytest.mark.parametrize(
    ("until", "said"), [(date(2025, 8, 20), "2025-08-20"), (date(2025, 11, 19), "2025-09-05")]
)
def test_the_valuation_says_how_far_the_tables_of_the_rules_reach(lot, until, said):
    """To the day of the memo at the most: a rate of a later day moves nothing in it."""
    known = replace(lot.services.reference(), lpr_until=until)
    lot.services = replace(lot.services, reference=lambda: known)
    told = words(section(lot.memo(), "Valuation"))
    assert f"lending rates to {said}, public holidays to {known.calendar.known[-1]};" in told
    assert "the rules look from 2025-09-05." in told


def test_of_very_many_gaps_the_first_are_priced_and_the_others_say_that_they_are_not(lot, monkeypatch):
    monkeypatch.setattr("workstation.application.memo.gaps.PRICED", 2)
    without = [cells[1] for cells in gaps(lot.memo()).values()]
    assert len(without) > 2
    assert without.count("not computed") == len(without) - 2
