"""Newer lending rates by a file in the workspace: taken behind the table's end, a fault named by its line."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from workstation.domain.claims import Claim
from workstation.domain.findings.claim_rules import private_rates
from workstation.domain.record import LotRecord
from workstation.packs.own_rates import FILE, with_own_rates
from workstation.packs.reference import load_reference

TABLE = load_reference()
NEXT = TABLE.lpr_until + timedelta(days=31)
CLAIM = Claim(id="c", lot="l", private_lending=True, contract_date=NEXT)


def read(folder, text):
    (folder / FILE).write_bytes(text.encode() if isinstance(text, str) else text)
    return with_own_rates(TABLE, folder)


def test_without_a_file_the_table_is_as_it_was(tmp_path):
    assert with_own_rates(TABLE, tmp_path) is TABLE


def test_a_line_a_publication_goes_on_where_the_table_ends(tmp_path):
    later = NEXT + timedelta(days=31)
    found = read(tmp_path, f"# LPR 1Y\n{NEXT},3.10%\n\n{later} , 3.05 %\n")
    assert (found.lpr_until, found.lpr_fault) == (later, "")
    assert found.lpr_on(NEXT).rate == found.lpr_on(later - timedelta(days=1)).rate == Decimal("0.031")
    assert found.lpr_on(later).rate == Decimal("0.0305")
    assert found.lpr_on(later + timedelta(days=1)) is None
    assert list(private_rates(LotRecord.of_rows([CLAIM]), NEXT, found)) == []


@pytest.mark.parametrize(
    "line", ["much", f"{NEXT},0.031", "2026-02-30,3%", f"{TABLE.lpr_until},3%", f"{NEXT};3%"]
)
def test_a_line_that_is_no_rate_after_the_table_is_named_and_nothing_is_taken(tmp_path, line):
    found = read(tmp_path, f"{NEXT},3%\n{line}\n" if "2026" in line else f"# mine\n{line}\n")
    assert found.lpr_fault == f"{FILE}:2"
    assert (found.lpr, found.lpr_until) == (TABLE.lpr, TABLE.lpr_until)
    (said,) = private_rates(LotRecord.of_rows([CLAIM]), NEXT, found)
    assert said.params["fault"] == f"{FILE}:2"


def test_a_file_that_is_no_text_is_named(tmp_path):
    assert read(tmp_path, b"\xff\xfe\x00").lpr_fault == f"{FILE}:1"


def test_the_rule_says_where_the_table_ends():
    (said,) = private_rates(LotRecord.of_rows([CLAIM]), NEXT, TABLE)
    assert said.params["until"] == date(2025, 11, 19)
