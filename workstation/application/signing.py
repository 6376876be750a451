"""Which signatures of a lot stand today: for the window, for the memo and for the step to the deposit alike."""

from decimal import Decimal

from workstation.application.valuation.inputs import Facts, facts_with
from workstation.application.valuing import value_of
from workstation.domain.errors import UserError
from workstation.domain.findings.finding import Finding
from workstation.domain.record import LotRecord
from workstation.domain.signatures import Signature
from workstation.domain.signing import Signatures, SignedFigures, content_hash, signatures_of


def signatures_with(record: LotRecord, found: tuple[Finding, ...]) -> Signatures:
    """The signatures of a lot, and which of them stand today. `found` are all findings of the rules today, settled
    ones too."""
    if not record.all(Signature):
        return Signatures()
    return signatures_of(record, _figures(record, found))


def content_of(record: LotRecord, found: tuple[Finding, ...]) -> str:
    """The hash (SHA-256) that a signature given today bears. `found` are all findings of the rules today, settled ones
    too."""
    return content_hash(record, _figures(record, found))


def _figures(record: LotRecord, found: tuple[Finding, ...]) -> SignedFigures:
    figures = facts_with(record, found)
    return SignedFigures(figures.hash, _bid(figures), found)


def _bid(figures: Facts) -> Decimal | None:
    try:
        return value_of(figures).price.max_bid_on_ladder
    except UserError:  # the Valuation panel says why
        return None
