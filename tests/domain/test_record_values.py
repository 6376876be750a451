"""Values of records: money, dates, identities, images."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.citations import Citation
from workstation.domain.claims import Balance, BalanceKind
from workstation.domain.dates import add_months
from workstation.domain.errors import NotFoundError
from workstation.domain.fields import Kind, field_of, fields_of
from workstation.domain.ids import IdSource
from workstation.domain.images import canonical, encode, from_image, to_image
from workstation.domain.lots import Lot, Stage
from workstation.domain.money import Money

NOW = datetime(2025, 9, 5, 10, tzinfo=timezone(timedelta(hours=8)))
VALUES = {
    Kind.TEXT: st.text(min_size=1),
    Kind.PROSE: st.text(min_size=1),
    Kind.MONEY: st.builds(Money, st.integers(-(10**17), 10**17), st.sampled_from(["CNY", "EUR"])),
    Kind.RATE: st.decimals(0, 1, places=6),
    Kind.NUMBER: st.decimals(-(10**9), 10**9, places=4),
    Kind.INTEGER: st.integers(-(10**9), 10**9),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates(),
    Kind.MOMENT: st.datetimes(timezones=st.just(UTC)),
    Kind.REFERENCE: st.uuids().map(str),
    Kind.RECTS: st.lists(st.tuples(*[st.integers(0, 9999).map(float)] * 4), min_size=1).map(tuple),
}


@st.composite
def records(draw):
    record_class = draw(st.sampled_from(RECORDS))
    values = {}
    for field in fields_of(record_class):
        if field.required or draw(st.booleans()):
            strategy = st.sampled_from(list(field.choices)) if field.choices else VALUES[field.kind]
            values[field.name] = draw(strategy)
    return record_class(id=str(draw(st.uuids())), **values)


@given(records())
def test_a_record_comes_back_from_its_image(record):
    assert from_image(record.entity, to_image(record)) == record


def test_an_image_leaves_out_what_is_missing():
    assert to_image(Lot(id="1", name="A")) == {"id": "1", "name": "A", "stage": "lead"}


def test_an_image_with_an_unknown_field_is_refused():
    with pytest.raises(KeyError):
        from_image("lot", {"id": "1", "name": "A", "colour": "red"})


def test_only_values_of_the_catalogue_have_an_image():
    with pytest.raises(TypeError):
        encode(3.5)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Money.of("20000000"), "CNY 20000000.00"),
        (Decimal("0.0600"), "0.06"),
        ("（2022）浙0603 民初", "（2022）浙0603民初"),
        (date(2025, 5, 12), "2025-05-12"),
        (True, "true"),
        (Stage.MEMO, "memo"),
        (12, "12"),
    ],
)
def test_equal_values_have_one_canonical_text(value, text):
    assert canonical(value) == text


def test_money_is_rounded_half_up_to_the_cent():
    assert [Money.of(text).minor for text in ("1.005", "-1.005", "2.344")] == [101, -101, 234]
    assert str(Money.of("24000000")) == "24000000.00"
    assert Money.of(1) + Money.of(2) == Money.of(3)


def test_money_of_two_currencies_has_no_sum():
    with pytest.raises(ValueError, match="CNY"):
        Money.of(1, "CNY") + Money.of(1, "EUR")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2023, 8, 30), 6, date(2024, 2, 29)),
        (date(2022, 3, 20), 24, date(2024, 3, 20)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start, months, end):
    assert add_months(start, months) == end


def test_identities_sort_in_the_order_they_were_made_though_the_clock_stands_still():
    source = IdSource(lambda: NOW, Random(1))
    made = [source() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000
    assert all(identity[14] == "7" for identity in made)


def test_identities_go_on_after_those_that_were_given_before_the_program_was_started_again():
    """W24: under the clock of the sample, which stands still, a third collateral became the first."""
    before = IdSource(lambda: NOW, Random(1))
    made = [before() for _ in range(5000)]
    again = IdSource(lambda: NOW, Random(2))
    again.go_on_after(made[-1])
    again.go_on_after(made[0])
    again.go_on_after("no identity")
    made += [again() for _ in range(100)]
    assert made == sorted(made)


def test_equal_seeds_give_equal_identities():
    assert IdSource(lambda: NOW, Random(7))() == IdSource(lambda: NOW, Random(7))()


def test_every_entity_has_one_name_and_every_reference_leads_to_one():
    assert len(BY_ENTITY) == len(RECORDS)
    for record_class in RECORDS:
        for field in fields_of(record_class):
            assert field.kind is not Kind.REFERENCE or field.target in BY_ENTITY


def test_a_field_is_found_by_name():
    assert field_of(Balance, "amount").citable
    with pytest.raises(KeyError):
        field_of(Balance, "colour")


def test_defaults_stand_where_nothing_was_given():
    assert Balance(id="1", lot="l", claim="c").kind is BalanceKind.PRINCIPAL
    assert Citation(id="1", lot="l", version="v", page=0).rects == ()


def test_an_error_fills_its_sentence():
    assert str(NotFoundError(what="lot", name="A")).startswith("There is no lot A.")
