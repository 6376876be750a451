"""Listings: shares of prices, rounds, windows, who may buy (domain.md 1.3, 1.5, 1.6)."""

from rule_cases import at, case, cny, row

from workstation.domain.collateral import Collateral, CollateralType
from workstation.domain.listings import Bearer, ListedSubject, Listing, PaymentMethod, Regime

NET, HOUSE, SALE = Regime.CN_JUDICIAL_NET, Regime.CN_JUDICIAL_TRAD, Regime.CN_JUDICIAL_SALE
AMC, BANK, ROOM, SEALED = Regime.CN_AMC_ONLINE, Regime.CN_BANK_SINGLE, Regime.EU_VDR, Regime.US_SEALED


def offered(regime, id_="li", /, *, round_=1, subject=ListedSubject.IMMOVABLE, **values):
    return row(Listing, id_, regime=regime, round=round_, subject=subject, **values)


def priced(regime, start, appraised=10_000_000, **more):
    return offered(regime, start_price=cny(start), appraised_price=cny(appraised), **more)


def paid(regime, deposit, start=8_000_000, **more):
    return offered(regime, deposit=cny(deposit), start_price=cny(start), **more)


SHARES = (
    case(
        "cn.start_price.first_round",
        "H",
        "listing.start_price",
        fires=priced(NET, 6_999_999),
        silent=priced(NET, 7_000_000),
    ),
    case(
        "cn.start_price.ship",
        "H",
        "listing.start_price",
        fires=priced(NET, 7_999_999, subject=ListedSubject.VESSEL),
        silent=priced(NET, 8_000_000, subject=ListedSubject.VESSEL),
    ),
    case(
        "cn.start_price.auction_house",
        "H",
        "listing.start_price",
        fires=priced(HOUSE, 9_999_999),
        silent=priced(HOUSE, 10_000_000),
    ),
    case(
        "cn.start_price.sale",
        "M",
        "listing.start_price",
        fires=priced(SALE, 4_999_999),
        silent=priced(SALE, 5_000_000),
    ),
    case("cn.deposit", "M", "listing.deposit", fires=paid(NET, 399_999), silent=paid(NET, 400_000)),
    case("cn.deposit", "M", "listing.deposit", fires=paid(NET, 1_600_001), silent=paid(NET, 1_600_000)),
    case(
        "cn.deposit.auction_house",
        "M",
        "listing.deposit",
        fires=paid(HOUSE, 499_999, appraised_price=cny(10_000_000)),
        silent=paid(HOUSE, 500_000, appraised_price=cny(10_000_000)),
    ),
    case(
        "cn.deposit.sale", "L", "listing.deposit", fires=paid(SALE, 7_999_999), silent=paid(SALE, 8_000_000)
    ),
    case(
        "cn.start_price.later_round",
        "H",
        "listing.start_price",
        fires=[priced(NET, 10_000_000), offered(NET, "b", round_=2, start_price=cny(7_999_999))],
        silent=[priced(NET, 10_000_000), offered(NET, "b", round_=2, start_price=cny(8_000_000))],
    ),
    case("cn.rounds", "M", "listing.round", fires=offered(NET, round_=3), silent=offered(NET, round_=2)),
    case("cn.rounds", "M", "listing.round", fires=offered(HOUSE, round_=4), silent=offered(HOUSE, round_=3)),
    case(
        "listing.deposit_above_start",
        "H",
        "listing.deposit",
        fires=paid(AMC, 8_000_001),
        silent=paid(AMC, 8_000_000),
    ),
)


def claimed(**amounts):
    return offered(
        AMC, subject=ListedSubject.CLAIM, **{name: cny(amount) for name, amount in amounts.items()}
    )


FIGURES = (
    case(
        "cn.taxes",
        "H",
        "listing.tax_rule",
        fires=offered(NET, tax_rule=Bearer.BUYER_ALL),
        silent=offered(NET, tax_rule=Bearer.STATUTORY),
    ),
    case(
        "cn.taxes",
        "H",
        "listing.tax_bearer",
        fires=offered(AMC, tax_bearer="一切税费均由买受人承担"),
        silent=offered(AMC, tax_bearer="税费由双方各自承担"),
    ),
    case(
        "claim.adds_up",
        "H",
        "listing.claim_total",
        fires=claimed(principal=10_000_000, interest=2_000_000, claim_total=11_999_999),
        silent=claimed(principal=10_000_000, interest=2_000_000, claim_total=12_500_000),  # advances missing
    ),
    case(
        "claim.adds_up",
        "H",
        "listing.claim_total",
        fires=claimed(principal=10_000_000, interest=2_000_000, advances=1, claim_total=12_500_000),
        silent=claimed(principal=10_000_000, interest=2_000_000, advances=500_000, claim_total=12_500_000),
    ),
    case(
        "claim.interest_adds_up",
        "M",
        "listing.interest",
        fires=claimed(interest=2_000_000, interest_on_book=1_500_000, penalty_interest=500_001),
        silent=claimed(interest=2_000_000, interest_on_book=1_500_000, penalty_interest=400_000),
    ),
)


def open_for(regime, start, end, **more):
    return offered(regime, bid_start=at(start), bid_end=at(end), **more)


def noticed(days, regime=NET, **more):
    """Told so many days before an auction on 10 October."""
    told = at("2025-10-10").toordinal() - days
    return offered(
        regime, notice_on=at("2025-10-10").fromordinal(told), bid_start=at("2025-10-10 10:00"), **more
    )


def again(start):
    """A second auction after a first that ended on 10 September."""
    return [
        open_for(NET, "2025-09-09 10:00", "2025-09-10 10:00"),
        offered(NET, "b", round_=2, bid_start=at(start)),
    ]


def appraised(auction, **more):
    return offered(NET, bid_start=at(f"{auction} 10:00"), **more)


def sold_by_amc(value, meeting):
    return offered(
        AMC,
        subject=ListedSubject.CLAIM,
        book_value=cny(value),
        disposal_notice_on=at("2025-09-01"),
        approval_on=at(meeting),
    )


WINDOW = (
    case(
        "cn.bidding_time",
        "H",
        "listing.bid_end",
        fires=open_for(NET, "2025-09-09 10:00", "2025-09-10 09:59"),
        silent=open_for(NET, "2025-09-09 10:00", "2025-09-10 10:00"),
    ),
    case(
        "cn.bidding_time.sale",
        "L",
        "listing.bid_end",
        fires=open_for(SALE, "2025-09-01 10:00", "2025-10-31 09:59"),
        silent=open_for(SALE, "2025-09-01 10:00", "2025-10-31 10:00"),
    ),
    case(
        "cn.extension",
        "M",
        "listing.extension_minutes",
        fires=offered(NET, extension_minutes=3),
        silent=offered(NET, extension_minutes=5),
    ),
    case(
        "cn.deposit_deadline",
        "L",
        "listing.deposit_due",
        fires=offered(NET, deposit_due=at("2025-09-10 09:59"), bid_end=at("2025-09-10 10:00")),
        silent=offered(NET, deposit_due=at("2025-09-10 10:00"), bid_end=at("2025-09-10 10:00")),
    ),
    case("cn.notice", "H", "listing.notice_on", fires=noticed(29), silent=noticed(30)),
    case("cn.notice", "H", "listing.notice_on", fires=noticed(14, round_=2), silent=noticed(15, round_=2)),
    case(
        "cn.notice",
        "H",
        "listing.notice_on",
        fires=noticed(14, subject=ListedSubject.MOVABLE),
        silent=noticed(15, subject=ListedSubject.MOVABLE),
    ),
    case(
        "cn.notice",
        "H",
        "listing.notice_on",
        fires=[noticed(14, subject=None), row(Collateral, name="Loom", type=CollateralType.MACHINERY)],
        silent=[noticed(15, subject=None), row(Collateral, name="Loom", type=CollateralType.MACHINERY)],
    ),
    case(
        "cn.notice",
        "H",
        "listing.notice_on",
        fires=noticed(6, HOUSE, subject=ListedSubject.MOVABLE),
        silent=noticed(7, HOUSE, subject=ListedSubject.MOVABLE),
    ),
    case(
        "cn.second_auction",
        "L",
        "listing.bid_start",
        fires=again("2025-10-11 10:00"),
        silent=again("2025-10-10 10:00"),
    ),
    case(
        "cn.preemption",
        "M",
        "listing.preemption_notice_on",
        fires=offered(NET, preemption_notice_on=at("2025-09-03"), notice_on=at("2025-09-05")),
        silent=offered(NET, preemption_notice_on=at("2025-09-02"), notice_on=at("2025-09-05")),
    ),
    case(
        "cn.appraisal.longest",
        "M",
        "listing.appraisal_valid_to",
        fires=appraised("2025-09-10", appraised_on=at("2025-03-01"), appraisal_valid_to=at("2026-03-02")),
        silent=appraised("2025-09-10", appraised_on=at("2025-03-01"), appraisal_valid_to=at("2026-03-01")),
    ),
    case(
        "cn.appraisal.expired_unless",
        "M",
        "listing.appraisal_valid_to",
        fires=appraised("2025-09-10", appraisal_valid_to=at("2025-09-09")),
        silent=appraised("2025-09-10", appraisal_valid_to=at("2025-09-10")),
    ),
    case(
        "cn.appraisal.expired",
        "H",
        "listing.appraised_on",
        fires=appraised("2026-03-02", appraised_on=at("2024-09-01"), notice_on=at("2025-08-20")),
        silent=appraised("2026-03-01", appraised_on=at("2024-09-01"), notice_on=at("2025-08-20")),
    ),
    case(
        "cn.disposal_notice",
        "H",
        "listing.disposal_notice_on",
        fires=sold_by_amc(10_000_000, "2025-09-09"),
        silent=sold_by_amc(10_000_000, "2025-09-10"),
    ),
    case(
        "cn.disposal_notice",
        "H",
        "listing.disposal_notice_on",
        fires=sold_by_amc(100_000_001, "2025-09-26"),
        silent=sold_by_amc(100_000_001, "2025-09-29"),
    ),
)

# What comes first, what comes later, and a regime that has both
IN_TIME = (
    ("notice_on", "bid_start", NET),
    ("bid_start", "bid_end", NET),
    ("viewing_from", "viewing_to", NET),
    ("viewing_to", "bid_end", NET),
    ("deposit_due", "bid_end", AMC),
    ("bid_end", "contract_due", AMC),
    ("bid_end", "payment_due", AMC),
    ("disposal_notice_on", "approval_on", AMC),
    ("nda_on", "data_room_from", ROOM),
    ("data_room_from", "data_room_to", ROOM),
    ("questions_due", "bid_end", ROOM),
    ("indicative_bid_due", "bid_end", ROOM),
    ("certified_on", "bid_end", SEALED),
    ("bid_end", "sale_agreement_on", ROOM),
    ("sale_agreement_on", "closing_on", ROOM),
)
MOMENTS = {"bid_start", "bid_end", "deposit_due"}


def pair(first, second, regime, days):
    values = {
        name: at(f"{day} 10:00" if name in MOMENTS else day)
        for name, day in zip((first, second), days, strict=True)
    }
    return offered(regime, **values)


ORDER = tuple(
    case(
        f"order.{first}.{second}",
        "M",
        f"listing.{second}",
        fires=pair(first, second, regime, ("2025-09-11", "2025-09-10")),
        silent=pair(first, second, regime, ("2025-09-10", "2025-09-10")),
    )
    for first, second, regime in IN_TIME
)

BUYERS = (
    case(
        "cn.personal_bulk",
        "K",
        "listing.subject",
        fires=offered(BANK, subject=ListedSubject.PERSONAL_BULK),
        silent=offered(ROOM, subject=ListedSubject.PERSONAL_BULK),
    ),
    case(
        "cn.batch",
        "H",
        "listing.borrowers",
        fires=offered(BANK, subject=ListedSubject.PACKAGE, borrowers=3),
        silent=offered(BANK, subject=ListedSubject.PACKAGE, borrowers=2),
    ),
    case(
        "cn.bidder_guarantor",
        "H",
        "listing.bidder_guarantor",
        fires=offered(AMC, bidder_guarantor=True),
        silent=offered(AMC, bidder_guarantor=False),
    ),
    case(
        "cn.bidder_debtor",
        "K",
        "listing.bidder_debtor",
        fires=offered(AMC, bidder_debtor=True),
        silent=offered(AMC, bidder_debtor=False),
    ),
    case(
        "cn.bidder_foreign",
        "M",
        "listing.bidder_foreign",
        fires=offered(AMC, bidder_foreign=True),
        silent=offered(AMC, bidder_foreign=False),
    ),
    case(
        "cn.bidder_foreign.payment",
        "H",
        "listing.payment_method",
        fires=offered(AMC, bidder_foreign=True, payment_method=PaymentMethod.INSTALMENTS),
        silent=offered(AMC, bidder_foreign=True, payment_method=PaymentMethod.ONE_OFF),
    ),
    case(
        "cn.home_buyer",
        "M",
        "listing.subject",
        fires=offered(NET, subject=ListedSubject.HOME),
        silent=offered(AMC, subject=ListedSubject.HOME),
    ),
)

LISTING_CASES = (*SHARES, *FIGURES, *WINDOW, *ORDER, *BUYERS)
