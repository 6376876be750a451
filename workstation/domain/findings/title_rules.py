"""Whether the chain of title holds: no gap, no claim sold twice, each link with schedule, notice and proof."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.finding import Finding, Subject, beside
from workstation.domain.parties import Role, RoleKind
from workstation.domain.record import LotRecord
from workstation.domain.transfers import NoticeHow, Transfer, chains

_ASSIGNED = "民法典第545条"
_NOTICE = "民法典第546条"


def by_claim(record: LotRecord) -> Iterator[Finding]:
    """What is wrong with the chain of each claim; a link that moves several claims is told of once."""
    lenders = _bearing(record, RoleKind.ORIGINAL_LENDER)
    sellers = _bearing(record, RoleKind.SELLER)
    told: dict[tuple[str, Subject], Finding] = {}
    for links in chains(record):
        for finding in (*_unbroken(links), *_ends(links, lenders, sellers), *_sold_twice(links)):
            told.setdefault((finding.rule, finding.subject), finding)
    yield from told.values()


def _bearing(record: LotRecord, kind: RoleKind) -> set[str]:
    return {role.party for role in record.all(Role, kind=kind)}


def _unbroken(links: Sequence[Transfer]) -> Iterator[Finding]:
    """Each link begins where the one before ended."""
    for before, link in pairwise(links):
        known = None not in {before.taker, link.giver}
        if known and link.giver not in {before.taker, before.giver}:
            message = (
                "A gap: who gives here did not take it before. A link is missing, or its parties are wrong."
            )
            yield beside(link, "giver", "title.gap", Severity.KILL, message=message, law=(_ASSIGNED,))


def _ends(links: Sequence[Transfer], lenders: set[str], sellers: set[str]) -> Iterator[Finding]:
    """From the original lender to the seller, where the lot names them."""
    first, last = links[0], links[-1]
    if lenders and first.giver is not None and first.giver not in lenders:
        message = "The chain does not begin with the original lender."
        yield beside(first, "giver", "title.start", Severity.KILL, message=message, law=(_ASSIGNED,))
    if sellers and last.taker is not None and last.taker not in sellers:
        message = (
            "The chain does not end with the seller: what is for sale is not the seller's on this paper."
        )
        yield beside(last, "taker", "title.end", Severity.KILL, message=message, law=(_ASSIGNED,))


def _sold_twice(links: Sequence[Transfer]) -> Iterator[Finding]:
    """合同编通则解释第50条: of several takers the one whose notice reached the debtor first."""
    holders: dict[str, Transfer] = {}
    for link in links:
        if link.giver is None:
            continue
        earlier = holders.get(link.giver)
        if earlier is not None:
            message = (
                "Assigned twice by the same holder: the taker of whom the debtor was notified first has it."
            )
            yield beside(
                link, "giver", "title.twice", Severity.KILL, message=message, law=("合同编通则解释第50条",)
            )
        holders[link.giver] = link
        if link.taker is not None:
            holders.pop(link.taker, None)  # who takes it back may give it again


def papers(record: LotRecord) -> Iterator[Finding]:
    """What each link lacks (checklist F-02 to F-05)."""
    for link in record.all(Transfer):
        if link.scheduled is not True:
            message = "The schedule must name this very claim, by contract and amount: without it no court substitutes you."
            severity = Severity.HIGH if link.scheduled is None else Severity.KILL
            yield beside(link, "scheduled", "title.schedule", severity, message=message, law=(_ASSIGNED,))
        if link.paid is False:
            message = "The price was not paid or a condition is open: the claim may not have passed yet."
            yield beside(link, "paid", "title.paid", Severity.HIGH, message=message, law=(_ASSIGNED,))
        yield from _notice(link)
        if link.acknowledged is not True:
            message = "No written acknowledgement of the giver is on file: a change of the enforcement applicant asks for it."
            yield beside(
                link,
                "acknowledged",
                "title.acknowledged",
                Severity.MEDIUM,
                message=message,
                law=("变更追加规定第9条",),
            )


def _notice(link: Transfer) -> Iterator[Finding]:
    if link.notice is None or link.notice is NoticeHow.NONE:
        message = "Without notice the transfer does not bind the debtor, and limitation is not interrupted."
        yield beside(
            link,
            "notice",
            "title.notice",
            Severity.HIGH,
            message=message,
            law=(_NOTICE, "诉讼时效规定第17条"),
        )
    elif link.notice is NoticeHow.NEWSPAPER:
        message = "Notice by newspaper counts for banks and state restructurers only, and where the debtor cannot be found."
        yield beside(
            link,
            "notice",
            "title.newspaper",
            Severity.MEDIUM,
            message=message,
            law=(_NOTICE, "诉讼时效规定第8条"),
            to_verify=True,
        )


TITLE_RULES = (by_claim, papers)
