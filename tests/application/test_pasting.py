"""Rows from a spreadsheet: which column is which, what each cell says, what is refused and why."""

import pytest

from workstation.application.pasting import (
    CellNeededError,
    NothingToPasteError,
    Reading,
    TooMuchToPasteError,
    UnknownNameError,
    read_rows,
)
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import Collateral, Encumbrance
from workstation.domain.input_errors import FieldRangeError
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.parties import Role, RoleKind
from workstation.domain.record import LotRecord

COLUMNS = ("kind", "as_of", "amount")
RECORD = LotRecord.of_rows([Lot(id="lot", name="Lot"), Claim(id="claim", lot="lot", name="1")])


def read(text, record_class=Balance, columns=COLUMNS, parent="claim", currency="CNY"):
    reading = Reading(currency, RECORD)
    return read_rows(text, record_class, columns, parent, reading)


def test_a_head_in_either_language_says_which_column_is_which():
    english = read("Amount\tKind\n1,200.00\tPrincipal\n")
    chinese = read("金额\t种类\n1,200.00\t本金\n")
    for found in (english, chinese):
        assert found.rows[0].values == {"amount": Money(120000, "CNY"), "kind": BalanceKind.PRINCIPAL}


def test_without_a_head_cells_stand_as_in_the_table():
    found = read("Principal\t2025.6.30\t1.2亿")
    assert [field.name for field in found.fields] == ["kind", "as_of", "amount"]
    assert found.rows[0].values["amount"] == Money(12_000_000_000, "CNY")


def test_bare_amounts_are_in_the_currency_of_the_claim():
    assert read("\t\t500", currency="EUR").rows[0].values["amount"] == Money(50000, "EUR")


def test_a_cell_that_cannot_be_read_refuses_its_row_with_the_reason_and_no_other():
    found = read("Principal\t2025-06-30\tmuch\nPrincipal\t2025-06-30\t5")
    assert list(found.rows[0].refused) == ["amount"]
    assert found.rows[0].texts["amount"] == "much"
    assert [row.id for row in found.taken] == ["2"]


@pytest.mark.parametrize("cell", ["1 000 000", "5 500,00", "1e6", "800万 160万"])
def test_a_cell_of_which_only_a_part_would_be_taken_refuses_its_row(cell):
    """A spreadsheet copies what it shows: thousands parted by spaces were one."""
    found = read(f"Principal\t2025-06-30\t{cell}\nPrincipal\t2025-06-30\t1,000,000.00")
    assert list(found.rows[0].refused) == ["amount"]
    assert found.rows[1].values["amount"] == Money.of(1_000_000)


def test_columns_that_no_field_takes_are_named():
    assert read("Kind\tAmount\tRemark of the bank\nPrincipal\t5\tx").ignored == ("Remark of the bank",)
    assert read("Principal\t2025-06-30\t5\textra").ignored == ("4",)


def test_the_same_head_twice_is_taken_once():
    found = read("Amount\tAmount\n5\t6")
    assert found.rows[0].values["amount"] == Money(500, "CNY")
    assert found.ignored == ("Amount",)


def test_a_line_break_within_quotes_stays_in_its_cell():
    found = read('Kind\tAmount\n"Principal"\t"5"\n\n')
    assert len(found.rows) == 1


def test_a_name_must_be_known_unless_it_is_that_of_a_party():
    role = read("张三\tGuarantor", Role, ("party", "kind"), "lot")
    assert role.rows[0].values == {"party": "张三", "kind": RoleKind.GUARANTOR}
    prior = read("Holder\tKind\n张三\tMortgage", Encumbrance, ("kind",), "collateral")
    assert prior.rows[0].values["holder"] == "张三"


def test_what_a_row_cannot_be_without_is_asked_for():
    found = read("\tGuarantor", Role, ("party", "kind"), "lot")
    assert isinstance(found.rows[0].refused["party"], CellNeededError)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", NothingToPasteError),
        (" \t \n", NothingToPasteError),
        ("Kind\tAmount", NothingToPasteError),
        ("1\n" * 5001, TooMuchToPasteError),
        ("x" * 200_000, TooMuchToPasteError),
    ],
)
def test_what_cannot_be_pasted_says_so(text, error):
    with pytest.raises(error):
        read(text)


def test_other_names_lead_to_their_row():
    reading = Reading("CNY", RECORD)
    declared = next(found for found in read_fields() if found.target == "claim")
    assert reading.cell(declared, "1") == "claim"
    with pytest.raises(UnknownNameError):
        reading.cell(declared, "7")


def read_fields():
    from workstation.domain.fields import fields_of

    return fields_of(Balance)


def test_a_rate_out_of_its_range_refuses_its_row():
    found = read("Sale costs\n60000%", Collateral, ("cost_rate",), "")
    assert isinstance(found.rows[0].refused["cost_rate"], FieldRangeError)
