"""What the sample came to, in figures."""

from typing import Any

from workstation.application.memos import MemoExport
from workstation.application.services import Services
from workstation.application.valuing import lot_facts, value_of
from workstation.domain.documents import Document, Version
from workstation.domain.evidence import lot_coverage


def summarise(services: Services, lot: str, exported: MemoExport) -> dict[str, Any]:
    """Counts, and money as text with two decimals, as in the calculators' contract."""
    record = services.reader.lot(lot)
    price = value_of(lot_facts(services, record)).price
    versions = record.all(Version)
    bid = price.max_bid_on_ladder
    return {
        "lots": len(services.reader.lots()),
        "documents": len(record.all(Document)),
        "pages": sum(version.pages or 0 for version in versions),
        "evidenced_facts": lot_coverage(record).evidenced,
        "expected_present_value": f"{price.expected_present_value:.2f}",
        "max_bid": f"{price.max_bid:.2f}",
        "max_bid_on_ladder": None if bid is None else f"{bid:.2f}",
        "memo_sha256": exported.sha256,
        "memo_pages": exported.pages,
    }
