"""The digits of a certificate, a case or a contract are no amount of money and no area."""

from decimal import Decimal

import pytest

from workstation.domain.fields import Kind
from workstation.domain.money import Money
from workstation.language.reading import UnreadableError
from workstation.language.values import parse

NUMBERS = (
    "浙（2019）绍兴市柯桥区不动产权第0012864号",
    "浙(2019)绍兴市柯桥区不动产权第",
    "苏2020宿迁市不动产权第0001234号",
    "粤房地权证穗字第0920012345号",
    "沪房地浦字（2012）第012345号",
    "（2022）浙0603民初4821号",
    "（2018）最高法民终815号",
    "越商银（2021）柯借字第0086号",
    "合同编号：33010012",
    "账号：1234567890",
    "统一社会信用代码913306217125463218",
    "Certificate No. 123456",
    "No. 88",
    "WO-2019",
)


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_of_a_paper_is_no_money(text):
    """W19: 浙(2019)…第0012864号 was offered as 2,019.00 CNY."""
    with pytest.raises(UnreadableError):
        parse(Kind.MONEY, text)


@pytest.mark.parametrize("text", NUMBERS[:1] + NUMBERS[5:8])
def test_a_number_of_a_paper_is_no_area(text):
    with pytest.raises(UnreadableError):
        parse(Kind.NUMBER, text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("（2023）浙0603执2216号 执行标的26,479,100元", "26479100"),
        ("京（2021）朝不动产权第0045671号 评估价 24000000", "24000000"),
        ("浙（2019）绍兴市不动产权第0012864号，抵押金额人民币500万元", "5000000"),
        ("合同总价 1200000 元，合同编号 HT2020-118", "1200000"),
        ("2019", "2019"),
        ("0.5", "0.5"),
    ],
)
def test_an_amount_beside_such_a_number_is_read(text, amount):
    assert parse(Kind.MONEY, text).value == Money.of(Decimal(amount))
