"""The demo's script: every fact stands on the page it names, and the lot it makes is the golden one."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import demo_script as script
import pypdfium2
import pytest

from workstation.application.valuation.inputs import facts
from workstation.application.valuing import value_of
from workstation.documents.pdf.text import page_text
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.domain.decisions import DecisionKind
from workstation.domain.fields import Kind, field_of
from workstation.domain.quotes import find_quote, folded
from workstation.domain.valuation import value
from workstation.language.values import parse

GOLDEN = Path(__file__).parents[1] / "data/golden"
QUOTES = [(who, cited) for who, cited in script.citations() if "quote" in cited]
AREAS = [(who, cited) for who, cited in script.citations() if "area" in cited]


@pytest.fixture(scope="module")
def pages():
    """Page texts by file and page index, each file opened once."""
    cache = {}

    def get(path, index):
        if path not in cache:
            cache[path] = pypdfium2.PdfDocument(path)
        return cache[path][index]

    yield get
    for document in cache.values():
        document.close()


def squeezed(text):
    """Without white space: a passage may run over a line's end."""
    return "".join(folded(text).split())


@pytest.mark.parametrize(("who", "cited"), QUOTES, ids=[who for who, _ in QUOTES])
def test_each_quote_stands_once_on_its_page(pages, who, cited):
    text = page_text(pages(script.file_of(cited), cited["page"] - 1))
    (found,) = find_quote(text, cited["quote"])
    assert squeezed(found.text) == squeezed(cited["quote"])
    assert found.rects


@pytest.mark.parametrize(("who", "cited"), AREAS, ids=[who for who, _ in AREAS])
def test_each_area_frames_print_on_a_scan_without_text(pages, who, cited):
    page = pages(script.file_of(cited), cited["page"] - 1)
    assert not page.get_textpage().get_text_range().strip()
    left, bottom, right, top = cited["area"]
    picture = page.render(
        scale=2, crop=(left, bottom, page.get_width() - right, page.get_height() - top)
    ).to_pil()
    grey = picture.convert("L")
    dark = sum(grey.histogram()[:128]) / (grey.width * grey.height)
    assert 0.05 < dark < 0.5
    edge = [grey.getpixel((x, y)) for x in range(grey.width) for y in (1, grey.height - 2)]
    assert min(edge) > 140  # the frame cuts through no character


def test_at_least_25_facts_are_cited_and_5_of_them_on_scans():
    fields = {(row["key"], cited["field"]) for row in script.ROWS for cited in row.get("cited", ())}
    scanned = {
        (row["key"], cited["field"])
        for row in script.ROWS
        for cited in row.get("cited", ())
        if "area" in cited
    }
    assert len(fields) >= 25
    assert len(scanned) >= 5


def test_a_field_is_cited_only_where_the_catalogue_lets_it():
    for row in script.ROWS:
        for source in (*row.get("cited", ()), *row.get("assumed", ())):
            assert field_of(BY_ENTITY[row["entity"]], source["field"]).citable, (row["key"], source["field"])


def test_two_sources_that_differ_have_one_that_is_chosen():
    for row in script.ROWS:
        fields = Counter(cited["field"] for cited in row.get("cited", ()))
        for name in (name for name, times in fields.items() if times > 1):
            sources = [cited for cited in row["cited"] if cited["field"] == name]
            if len({cited["value"] for cited in sources}) > 1:
                assert sorted(cited["chosen"] for cited in sources) == [False, True]


def test_every_assumption_gives_its_reason_in_both_languages():
    for row in script.ROWS:
        for assumed in row.get("assumed", ()):
            assert assumed["zh"], row["key"]
            assert assumed["en"], row["key"]


def test_the_rows_are_the_golden_textile_lot():
    golden = json.loads((GOLDEN / "textile.expected.json").read_text("utf-8"))
    inputs = json.loads((GOLDEN / "textile.json").read_text("utf-8"))
    found = facts(script.record(), date(2025, 9, 5))
    assert (found.missing, found.problem) == ((), None)
    assert found.inputs.claim.amount == Decimal(inputs["claim"]["amount"])
    price = value_of(found).price
    assert f"{price.max_bid:.2f}" == golden["max_bid"]
    assert f"{price.max_bid_on_ladder:.2f}" == golden["max_bid_on_ladder"] == "9650000.00"
    assert f"{price.expected_present_value:.2f}" == golden["expected_present_value"]


def test_balances_of_the_claim_add_up_to_what_the_listing_says():
    record = script.record()
    listing = next(iter(record.rows["listing"].values()))
    balances = record.rows["balance"].values()
    assert sum(balance.amount.minor for balance in balances) == listing.claim_total.minor


def test_the_checklist_has_87_answers_and_its_missing_kill_item():
    status = script.CHECKS["status"]
    assert len(status) == 87
    assert {CheckStatus(text) for text in status.values()} == set(CheckStatus)
    assert [item for item, text in status.items() if text == "missing"] == ["C-04"]
    assert all(answer["item"] in status for answer in script.CHECKS["answer"])


def test_what_the_person_writes_is_there_in_both_languages():
    decision = script.WORDS["decision"]
    DecisionKind(decision["kind"])
    assert len(decision["conditions_zh"]) == len(decision["conditions_en"]) == 3
    for risk in script.WORDS["risk"]:
        Severity(risk["severity"])
        assert risk["statement_zh"]
        assert risk["statement_en"]
        assert risk["check_item"] in script.CHECKS["status"]


def test_the_effect_of_each_risk_is_what_the_engine_says():
    """In steps of the ladder: the bid as it is less the bid if the risk comes true."""
    inputs = facts(script.record(), date(2025, 9, 5)).inputs
    as_it_is = value(inputs).price.max_bid_on_ladder
    came_true = {
        "C-04": _in_every_scenario(inputs, _without_guarantor),
        "B-08": replace(inputs, collateral=tuple(map(_worth_a_tenth_less, inputs.collateral))),
        "B-06": _in_every_scenario(inputs, _builder_paid(inputs)),
        "H-02": _in_every_scenario(inputs, _machinery_ten_points_lower),
    }
    for risk in script.WORDS["risk"]:
        if risk["check_item"] in came_true:
            bid = value(came_true[risk["check_item"]]).price.max_bid_on_ladder
            assert bid - as_it_is == Decimal(risk["effect"]), risk["statement_en"]


def _in_every_scenario(inputs, change):
    return replace(inputs, scenarios=tuple(map(change, inputs.scenarios)))


def _without_guarantor(scenario):
    never = {key: replace(payment, probability=Decimal(0)) for key, payment in scenario.guarantors.items()}
    return replace(scenario, guarantors=never)


def _worth_a_tenth_less(asset):
    return replace(asset, market_value=asset.market_value * Decimal("0.9")) if asset.id == "A" else asset


def _builder_paid(inputs):
    (builder,) = (
        claim for claim in inputs.scenarios[0].sales["A"].prior_claims if claim.kind == "construction"
    )

    def change(scenario):
        sale = scenario.sales["A"]
        others = tuple(claim for claim in sale.prior_claims if claim != builder)
        return replace(
            scenario, sales={**scenario.sales, "A": replace(sale, prior_claims=(*others, builder))}
        )

    return change


def _machinery_ten_points_lower(scenario):
    sale = scenario.sales["B"]
    lower = replace(sale, forced_sale_discount=sale.forced_sale_discount + Decimal("0.10"))
    return replace(scenario, sales={**scenario.sales, "B": lower})


def test_each_quote_as_extracted_parses_to_the_value_of_its_field(pages):
    for row in script.ROWS:
        for cited in (cited for cited in row.get("cited", ()) if "quote" in cited):
            declared = field_of(BY_ENTITY[row["entity"]], cited["field"])
            if declared.kind in {Kind.REFERENCE, Kind.CHOICE}:  # a page names neither by its word in the list
                continue
            (found,) = find_quote(page_text(pages(script.file_of(cited), cited["page"] - 1)), cited["quote"])
            parsed = parse(declared.kind, found.text)
            wanted = script.typed(row["entity"], cited["field"], cited["value"])
            where = (row["key"], cited["field"])
            assert not parsed.ambiguous, where
            if declared.kind in {Kind.TEXT, Kind.PROSE}:
                assert squeezed(parsed.value) == squeezed(wanted), where
            else:
                assert parsed.value == wanted, where
