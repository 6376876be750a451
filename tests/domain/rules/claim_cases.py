"""Claims: their own figures against each other, interest and its stops (domain.md 5.3); parties and their ids."""

from decimal import Decimal

from rule_cases import at, case, cny, row

from workstation.domain.claims import Balance, BalanceKind, Claim, InterestStop
from workstation.domain.collateral import Collateral
from workstation.domain.events import Event, EventKind
from workstation.domain.interest.day_counts import DayCount
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.parties import Party, PartyKind
from workstation.domain.reference import LendingRate, Reference
from workstation.domain.scenarios import Scenario, ScenarioSale

LPR = Reference(
    lpr=(LendingRate(at("2020-08-20"), Decimal("0.0385")),), lpr_until=at("2020-12-31")
)  # four times: 15.4 %


def claim(**values):
    return row(Claim, "c", **values)


def rates(loan, penalty=None, **more):
    return claim(loan_rate=Decimal(loan), penalty_rate=penalty and Decimal(penalty), **more)


def balance(id_, amount, **values):
    return row(Balance, id_, claim="c", amount=amount, **values)


def accruing(stop, stop_on):
    """A loan of ten million at 6 % from 2020, told as of the end of 2024, sold a year later."""
    return [
        claim(
            contract_date=at("2020-01-01"),
            accrued_from=at("2020-01-01"),
            due=at("2021-01-01"),
            loan_rate=Decimal("0.06"),
            day_count=DayCount.ACT_360,
            interest_stop=stop,
            interest_stop_on=stop_on and at(stop_on),
        ),
        balance("b", cny(10_000_000), kind=BalanceKind.PRINCIPAL, as_of=at("2024-12-31")),
        row(Collateral, "co", name="Plant"),
        row(Scenario, "s", name="Base", ordinal=1, probability=Decimal(1)),
        row(ScenarioSale, "sa", scenario="s", collateral="co", cash_date=at("2025-12-31")),
    ]


def bankrupt(stop=None, stop_on=None, **event):
    return [
        claim(interest_stop=stop, interest_stop_on=stop_on and at(stop_on)),
        row(Event, "e", kind=EventKind.BANKRUPTCY, on=at("2024-05-06"), **event),
    ]


CLAIMS = (
    case(
        "claim.due",
        "H",
        "claim.due",
        fires=claim(contract_date=at("2020-01-02"), due=at("2020-01-01")),
        silent=claim(contract_date=at("2020-01-02"), due=at("2020-01-02")),
    ),
    case(
        "claim.stop_without_day",
        "L",
        "claim.interest_stop",
        fires=claim(interest_stop=InterestStop.TRANSFER),
        silent=claim(interest_stop=InterestStop.NONE),
    ),
    case(
        "cn.penalty_rate",
        "L",
        "claim.penalty_rate",
        fires=rates("0.06", "0.0901"),
        silent=rates("0.06", "0.09"),
    ),
    case(
        "cn.penalty_rate",
        "L",
        "claim.penalty_rate",
        fires=rates("0.06", "0.0599"),
        silent=rates("0.06", "0.06"),
    ),
    case("cn.practice_cap", "M", "claim.loan_rate", fires=rates("0.2401"), silent=rates("0.24")),
    case(
        "cn.practice_cap",
        "M",
        "claim.penalty_rate",
        fires=rates("0.2", "0.26"),
        silent=rates("0.2", "0.26", private_lending=True),  # a cap of its own
    ),
    case(
        "cn.interest.transfer",
        "M",
        "claim.interest_stop",
        fires=accruing(InterestStop.TRANSFER, "2025-06-30"),
        silent=accruing(InterestStop.TRANSFER, "2026-06-30"),  # after the last sale: it takes nothing away
    ),
    case(
        "cn.interest.bankruptcy",
        "M",
        "claim.interest_stop",
        fires=accruing(InterestStop.BANKRUPTCY, "2025-06-30"),
        silent=accruing(InterestStop.BANKRUPTCY, None),
    ),
    case(
        "claim.currency",
        "M",
        "balance.amount",
        fires=[claim(currency="CNY"), balance("a", cny(5)), balance("b", Money.of(5, "USD"))],
        silent=[claim(currency="CNY"), balance("a", cny(5)), balance("b", cny(5))],
    ),
    case(
        "claim.as_of",
        "L",
        "balance.as_of",
        fires=[
            claim(),
            balance("a", cny(5), as_of=at("2025-06-30")),
            row(Listing, "li", base_date=at("2025-07-31")),
        ],
        silent=[
            claim(),
            balance("a", cny(5), as_of=at("2025-07-31")),
            row(Listing, "li", base_date=at("2025-07-31")),
        ],
    ),
    case(
        "cn.lending_rate.four_lpr",
        "H",
        "claim.loan_rate",
        fires=rates("0.1541", private_lending=True, contract_date=at("2020-09-01")),
        silent=rates("0.154", private_lending=True, contract_date=at("2020-09-01")),
        reference=LPR,
    ),
    case(
        "cn.lending_rate.four_lpr",
        "H",
        "claim.penalty_rate",
        fires=rates("0.15", "0.16", private_lending=True, contract_date=at("2020-09-01")),
        silent=rates("0.15", "0.16", private_lending=False, contract_date=at("2020-09-01")),
        reference=LPR,
    ),
    case(
        "cn.lending_rate.unknown",
        "L",
        "claim.contract_date",
        fires=rates("0.1", private_lending=True, contract_date=at("2021-01-01")),
        silent=rates("0.1", private_lending=True, contract_date=at("2020-12-31")),
        reference=LPR,
    ),
    case(
        "claim.bankruptcy",
        "M",
        "claim.interest_stop",
        fires=bankrupt(),
        silent=bankrupt(claim="another claim"),
    ),
    case(
        "claim.bankruptcy_day",
        "L",
        "claim.interest_stop_on",
        fires=bankrupt(InterestStop.BANKRUPTCY, "2024-05-07"),
        silent=bankrupt(InterestStop.BANKRUPTCY, "2024-05-06"),
    ),
)


def company(**values):
    return Party(id="p", name="Jinchuan Textile", **values)


def person(number):
    return Party(id="p", name="Lin", kind=PartyKind.PERSON, registered_id=number)


# The sound ids are the examples of the standards and of public registers; in the others one character is changed
PARTIES = (
    case(
        "party.registered_id.uscc",
        "M",
        "party.registered_id",
        fires=company(registered_id="91350100M000100Y44"),
        silent=company(registered_id="91350100M000100Y43"),
    ),
    case(
        "party.registered_id.uscc.characters",
        "M",
        "party.registered_id",
        fires=company(registered_id="9135O100M000100Y43"),
        silent=company(registered_id="91350100M000100Y43"),
    ),
    case(
        "party.registered_id.resident",
        "M",
        "party.registered_id",
        fires=person("11010519491231002Y"),
        silent=person("11010519491231002X"),
    ),
    case(
        "party.registered_id.resident.born",
        "M",
        "party.registered_id",
        fires=person("110105194902310026"),
        silent=person("11010519491231002X"),
    ),
    case(
        "party.registered_id.lei",
        "M",
        "party.registered_id",
        fires=company(registered_id="5493001KJTIIGC8Y1R13"),
        silent=company(registered_id="5493001KJTIIGC8Y1R12"),
    ),
    case(
        "party.lei",
        "M",
        "party.lei",
        fires=company(lei="5493001KJTIIGC8Y1R13"),
        silent=company(lei="5493001KJTIIGC8Y1R12"),
    ),
    case(
        "party.vat_no",
        "M",
        "party.vat_no",
        fires=company(vat_no="DE 13669597"),
        silent=company(vat_no="DE 136695976"),
    ),
)

CLAIM_CASES = (*CLAIMS, *PARTIES)
