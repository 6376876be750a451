from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.language.numerals import read_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("贰仟肆佰万", "24000000"),
        ("一亿二千万", "120000000"),
        ("一万亿", "1000000000000"),
        ("二〇二五", "2025"),
        ("两千零五", "2005"),
        ("二万五", "25000"),
        ("一百五", "150"),
        ("十五", "15"),
        ("三点零五", "3.05"),
        ("零", "0"),
    ],
)
def test_a_numeral_is_its_number(text, number):
    assert read_numeral(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "万", "壹贰万", "一万一万", "五十三百", "三点", "点五", "一点二点三", "三点十", "年", "零十万万"],
)
def test_what_is_no_numeral_has_no_number(text):
    assert read_numeral(text) is None


@given(st.integers(0, 10**15), st.sampled_from(("low", "up")))
def test_numerals_agree_with_another_reader(number, style):
    assert read_numeral(cn2an.an2cn(str(number), style)) == number
