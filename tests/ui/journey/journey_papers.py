"""Papers of a bidder, drawn by the tests."""

import io
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

REPORT = (
    ("Appraisal report", "Made for the lender by Zhonghe Appraisers."),
    ("The market value is", "RMB 24,000,000.00", "as of 2025-05-12 ."),
    ("Valid to 2026-05-11 only.",),
)
CONTRACT = (("Loan contract No. 2019-001", "Interest is 6.525% a year", "Due on 2022-06-20 at the latest."),)


def text_pdf(pages) -> bytes:
    buffer = io.BytesIO()
    drawn = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for lines in pages:
        for place, line in enumerate(lines):
            drawn.setFont("Helvetica", 14)
            drawn.drawString(90, 700 - 40 * place, line)
        drawn.showPage()
    drawn.save()
    return buffer.getvalue()


def scan_pdf() -> bytes:
    """A page of strokes without a letter, as a scanner without recognition makes it."""
    buffer = io.BytesIO()
    drawn = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for place in range(12):
        drawn.rect(100, 700 - 40 * place, 300, 6, fill=1)
    drawn.showPage()
    drawn.save()
    return buffer.getvalue()


def write_papers(folder: Path) -> Path:
    (folder / "loan").mkdir(parents=True)
    report = text_pdf(REPORT)
    (folder / "report.pdf").write_bytes(report)
    (folder / "scan.pdf").write_bytes(scan_pdf())
    (folder / "loan" / "contract.pdf").write_bytes(text_pdf(CONTRACT))
    (folder / "damaged.pdf").write_bytes(report[: len(report) // 5])
    return folder
