"""What is typed into a form is a value of the field, and within the range of the field."""

from decimal import Decimal

import pytest

from workstation.application.records import FieldRef
from workstation.domain.input_errors import FieldRangeError
from workstation.ui.typed import typed_value

TAX = FieldRef("collateral", "co", "tax_rate")


def test_a_rate_out_of_its_range_is_refused_where_it_is_typed():
    assert typed_value(TAX, "5.6%") == Decimal("0.056")
    with pytest.raises(FieldRangeError, match="Taxes on sale must lie between 0% and 100%"):
        typed_value(TAX, "850%")
