"""The chain of title and the papers of each link (domain.md 2.F)."""

from rule_cases import at, case, row

from workstation.domain.parties import Role, RoleKind
from workstation.domain.transfers import NoticeHow, Transfer


def link(id_, giver, taker, on="2022-03-01", **values):
    return row(Transfer, id_, giver=giver, taker=taker, on=at(on), **values)


def role(party, kind):
    return row(Role, f"{party} {kind}", party=party, kind=kind)


def papers(**values):
    """One link that lacks nothing but what is said."""
    sound = {"scheduled": True, "paid": True, "notice": NoticeHow.DELIVERED, "acknowledged": True}
    return link("1", "bank", "amc", **sound | values)


TITLE_CASES = (
    case(
        "title.gap",
        "K",
        "transfer.giver",
        fires=[link("1", "bank", "amc"), link("2", "fund", "seller", "2023-03-01")],
        silent=[link("1", "bank", "amc"), link("2", "amc", "seller", "2023-03-01")],
    ),
    case(
        "title.start",
        "K",
        "transfer.giver",
        fires=[link("1", "fund", "amc"), role("bank", RoleKind.ORIGINAL_LENDER)],
        silent=[link("1", "bank", "amc"), role("bank", RoleKind.ORIGINAL_LENDER)],
    ),
    case(
        "title.end",
        "K",
        "transfer.taker",
        fires=[link("1", "bank", "amc"), role("fund", RoleKind.SELLER)],
        silent=[link("1", "bank", "fund"), role("fund", RoleKind.SELLER)],
    ),
    case(
        "title.twice",
        "K",
        "transfer.giver",
        fires=[link("1", "bank", "amc"), link("2", "bank", "fund", "2023-03-01")],
        silent=[
            link("1", "bank", "amc"),
            link("2", "amc", "bank", "2022-09-01"),  # taken back
            link("3", "bank", "fund", "2023-03-01"),
        ],
    ),
    case(
        "title.schedule",
        "H",
        "transfer.scheduled",
        fires=papers(scheduled=None),
        silent=papers(),
    ),
    case("title.schedule", "K", "transfer.scheduled", fires=papers(scheduled=False), silent=papers()),
    case("title.paid", "H", "transfer.paid", fires=papers(paid=False), silent=papers(paid=None)),
    case("title.notice", "H", "transfer.notice", fires=papers(notice=None), silent=papers()),
    case("title.notice", "H", "transfer.notice", fires=papers(notice=NoticeHow.NONE), silent=papers()),
    case(
        "title.newspaper",
        "M",
        "transfer.notice",
        fires=papers(notice=NoticeHow.NEWSPAPER),
        silent=papers(notice=NoticeHow.COURT),
    ),
    case(
        "title.acknowledged",
        "M",
        "transfer.acknowledged",
        fires=papers(acknowledged=None),
        silent=papers(),
    ),
)
