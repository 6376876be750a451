"""Writes the demo's papers into ``resources/demo/inputs`` (or the folder given): the same bytes on every run.

    python resources/demo/make_demo.py [--clean] [FOLDER]

`--clean` leaves out the twelve places where a paper contradicts the others (`demo_papers/slips.py`).
Needed only when a paper changes; the made files are part of the repository. `--areas` prints the places on the
scans that ``lot.toml`` names.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from demo_papers import (  # noqa: E402 - the papers lie beside this script, not on the path
    appraisal,
    english,
    guarantee,
    judgment,
    listing,
    loan,
    mortgage,
    register,
    scan,
    site,
    statement,
)
from demo_papers.slips import without_slips  # noqa: E402 - as above

PAPERS: dict[str, Callable[[], bytes]] = {
    "附件1_借款合同.pdf": loan.loan_contract,
    "附件2_最高额抵押合同.pdf": mortgage.mortgage_contract,
    "附件3_不动产登记证明及查档_扫描件.pdf": lambda: scan.scanned(register.register_pages(), "扫描件"),
    "附件4_保证合同.pdf": guarantee.guarantee_contract,
    "附件5_民事判决书.pdf": judgment.judgment,
    "附件6_评估报告.pdf": lambda: appraisal.appraisal(appraisal.FIRST),
    "附件7_欠税情况复函_扫描件.pdf": lambda: scan.scanned(register.tax_reply(), "扫描件"),
    "附件8_动产担保登记证明.pdf": statement.machinery_filings,
    "附件9_债权计息清单.pdf": statement.claim_statement,
    "附件10_保证人财产线索.pdf": guarantee.guarantor_assets,
    "附件11_催收通知书.pdf": guarantee.demand_letter,
    "附件12_债权转让协议.pdf": statement.assignment,
    "附件13_厂房租赁合同.pdf": site.lease,
    "附件14_工程款催告函.pdf": site.builder_letter,
    "Site_visit_report.pdf": english.site_visit,
    "Legal_opinion.pdf": english.legal_opinion,
    "更正/附件6_评估报告_更正版.pdf": lambda: appraisal.appraisal(appraisal.SECOND),
}
LISTING = "挂牌页面.html"


def papers() -> Iterator[tuple[str, bytes]]:
    """Path below the folder of inputs, and its bytes."""
    offered = tuple(name for name in PAPERS if name.startswith("附件"))
    yield LISTING, listing.listing_page(offered)
    for name, make in PAPERS.items():
        yield name, make()


def areas() -> Iterator[tuple[str, int, str, scan.Box]]:
    """File, page from 1, name of the place, rectangle in points."""
    scans = {"附件3": register.register_pages(), "附件7": register.tax_reply()}
    for prefix, pages in scans.items():
        file = next(name for name in PAPERS if name.startswith(prefix))
        for number, page in enumerate(pages, 1):
            for name, box in page.areas.items():
                yield file, number, name, box


def main(arguments: list[str]) -> None:
    if arguments == ["--areas"]:
        for place in areas():
            print(*place)
        return
    names = [argument for argument in arguments if argument != "--clean"]
    folder = Path(names[0]) if names else HERE / "inputs"
    with without_slips() if "--clean" in arguments else nullcontext():
        made = list(papers())
    for name, data in made:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{len(data):>9,}  {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
