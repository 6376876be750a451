"""The memo shows the value that the bid rests on, not an older opinion of it."""

from datetime import date, datetime, timedelta, timezone
from io import BytesIO

import pytest
from made_lots import priceable_lot
from pypdf import PdfReader

from workstation import bootstrap
from workstation.application.memos import export_memo
from workstation.application.progress import Silent
from workstation.application.records import add_row
from workstation.application.valuing import lot_facts
from workstation.domain.claims import BalanceKind
from workstation.domain.collateral import Collateral
from workstation.domain.money import Money
from workstation.language.translator import Language

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2025, 9, 5, 10, tzinfo=CHINA)


@pytest.fixture
def lot(services):
    return priceable_lot(services, start=3_000_000, bid_end=NOW + timedelta(days=6))


def test_of_two_appraisals_memo_and_bid_take_the_same_one(services, lot):
    plant = services.reader.lot(lot).first(Collateral)
    values = {"collateral": plant.id, "value": Money.of(24_000_000), "valued_on": date(2025, 5, 12)}
    add_row(services.writer, "appraisal", lot, values)
    (asset,) = lot_facts(services, services.reader.lot(lot)).inputs.collateral
    assert asset.market_value == 24_000_000
    memo = export_memo(services, lot, bootstrap.memo_language(Language.ENGLISH), Silent())
    page = PdfReader(BytesIO(memo.pdf)).pages[0].extract_text()
    lines = [line for line in page.splitlines() if "Appraised value" in line]
    assert lines
    assert all("24,000,000" in line for line in lines), lines


def test_of_two_claims_and_two_things_the_first_page_shows_the_sums(services, lot):
    """The first row of each stood there as if it were the lot."""
    plant = services.reader.lot(lot).first(Collateral)

    def add(entity, **values):
        return add_row(services.writer, entity, lot, values).value

    second = add("claim", name="Second")
    add("balance", claim=second, kind=BalanceKind.PRINCIPAL, amount=Money.of(5_000_000))
    other = add("collateral", name="Other plant")
    for thing, value in ((plant.id, 24_000_000), (other, 30_000_000)):
        add("appraisal", collateral=thing, value=Money.of(value), valued_on=date(2025, 5, 12))
    memo = export_memo(services, lot, bootstrap.memo_language(Language.ENGLISH), Silent())
    page = " ".join(PdfReader(BytesIO(memo.pdf)).pages[0].extract_text().split())
    assert "Principal, sum of 2 25,000,000" in page
    assert "Appraised value, sum of 2 54,000,000" in page
