"""A small workspace with a file of every kind that the program stores, and what each of its files is."""

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Final

import xlsxwriter
from made_files import docx, p, zipped
from PIL import Image

from workstation import bootstrap
from workstation.application.importing import Entry, take_in_as
from workstation.application.lots import new_lot
from workstation.application.memos import export_memo
from workstation.application.ports.drafts import Draft
from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.application.progress import Silent
from workstation.application.records import add_row
from workstation.domain.copies import CopyReason
from workstation.domain.decisions import MemoRecord, Run
from workstation.domain.documents import Version
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.language.translator import Language
from workstation.packs.own_rates import FILE as OWN_RATES
from workstation.sample import MARK, SampleMark

LOT: Final = "7"
NAME: Final = "Mill at Keqiao"
WORD: Final = "最高额抵押合同"
NOW: Final = datetime(2025, 9, 8, 14, 2, tzinfo=timezone(timedelta(hours=8)))
BEGUN: Final = "a paper that an import was cut off before"

# What a file of a workspace is, by its path in it; the first that fits. A file that fits none has no line in the table.
KINDS: Final = {
    "database": r"workspace\.db",
    "journal": r"workspace\.db-(wal|shm)",
    "head": r"workspace\.head",
    "seal": r"workspace\.seal",
    "lock": r"workspace\.lock",
    "mirror note": r"mirror\.json",
    "marker": r"demo\.marker",
    "rates": r"lending-rates\.csv",
    "pages": r"derived/pages\.db",
    "index": r"derived/search\.db",
    "index seal": r"derived/search\.seal",
    "derived journal": r"derived/(pages|search)\.db-(wal|shm)",
    "copy": r"snapshots/\d{6}-.*\.db",
    "copy notes": r"snapshots/verified\.json",
    "import": r"imports/.*\.json",
    "draft": r"drafts/.*\.json",
    "bin": r"bin/.*",
}
OBJECT: Final = re.compile(r"objects/([0-9a-f]{2})/([0-9a-f]{62})")


@dataclass(frozen=True)
class Ground:
    """A folder with `demo.workspace` (marked as the sample, and worked in) and the papers that were taken in.
    `objects` says of each object by its hash what it is."""

    folder: Path
    lot: str
    objects: dict[str, str]

    @property
    def workspace(self) -> Path:
        return self.folder / "demo.workspace"

    @property
    def papers(self) -> Path:
        return self.folder / "papers"

    def copied(self, folder: Path) -> "Ground":
        shutil.copytree(self.folder, folder, copy_function=shutil.copy2)
        return Ground(folder, self.lot, self.objects)

    def kind_of(self, path: Path) -> str:
        """What a file of the workspace is; `KeyError` for one that nobody thought of."""
        place = path.relative_to(self.workspace).as_posix()
        if found := OBJECT.fullmatch(place):
            return self.objects[found[1] + found[2]]
        return next((kind for kind, shape in KINDS.items() if re.fullmatch(shape, place)), f"? {place}")

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file that is stored, by walking."""
        for path in sorted(self.workspace.rglob("*")):
            if path.is_file():
                yield self.kind_of(path), path

    def stored(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for kind, path in self.files():
            found.setdefault(kind, []).append(path)
        return found


def write_papers(folder: Path, root: Path, word: str = WORD) -> Path:
    """Two of them disagree on an amount."""
    folder.mkdir(parents=True)
    (folder / "1 mortgage.txt").write_text(
        f"{word}\n抵押人：浙江某某纺织有限公司\n不动产部分担保的最高债权额为人民币贰仟万元整", "utf-8"
    )
    shutil.copy(root / "tests/data/pdf/plain.pdf", folder / "2 loan.pdf")
    (folder / "3 guarantee.docx").write_bytes(docx(p(f"保证合同 {word}，登记的最高债权数额为1800万元")))
    (folder / "4 letter.eml").write_text(f"From: a@b.example\nSubject: {word}\n\nAttached.\n", "utf-8")
    with xlsxwriter.Workbook(folder / "5 balances.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ["Balance", 12000000, word])
    Image.new("L", (40, 40), 200).save(folder / "6 photo.png")
    (folder / "7 room.zip").write_bytes(zipped({"8 inside.txt": f"{word} inside".encode()}))
    return folder


def build(folder: Path, root: Path, *, seed: int = 1, name: str = NAME, word: str = WORD) -> Ground:
    """Through the use cases, as a person would; the clock stands still and ids are drawn from `seed`."""
    workspace = folder / "demo.workspace"
    workspace.mkdir(parents=True)
    mark = SampleMark(NOW.isoformat())
    mark.begin(workspace)
    made = bootstrap.create_services(
        workspace, actor="Lin", clock=bootstrap.DemoClock(NOW), random=Random(seed), beside=MARK
    )
    papers = write_papers(folder / "papers", root, word)
    (workspace / OWN_RATES).write_text("2025-12-22,3.00%\n", "utf-8")  # the memo says how far they reach
    with closing(made) as services:
        given = NewLot(
            name=name, number=LOT, start_price=Money(300_000_000, "CNY"), increment=Money(5_000_000, "CNY"),
            # each has figures of its own
            bid_end=NOW + timedelta(days=20), principal=Money(1_200_000_000 + seed, "CNY"),
        )  # fmt: skip
        lot = new_lot(services.writer, services.defaults, given).value
        SampleMark(NOW.isoformat(), services.reader.head(), lot).finish(workspace)
        services.copies.take(CopyReason.ASKED)
        take_in_as(services, Entry(lot), sorted(papers.iterdir()), Silent())
        note = add_row(services.writer, "note", lot, {"heading": "Call", "body": "Seller says"}).value
        export_memo(services, lot, bootstrap.memo_language(Language.CHINESE), Silent())
        # so long that its middle is the text: a letter of it that flips leaves the rest readable, and is no damage to say
        services.drafts.keep(Draft(note, "Seller says", "Seller says the tenant left. " * 30, NOW))
        late = BEGUN if seed == 1 else f"{BEGUN}, of {name}"
        waiting = services.objects.store(io.BytesIO(late.encode()))
        begun = BegunFile("9 late.txt", waiting.sha256, waiting.size)
        services.imports.begin(BegunImport("b", lot, NOW, (begun,)))
        objects = {version.sha256 or "": "paper" for version in services.reader.rows(Version)}
        objects |= {run.trace or "": "figures" for run in services.reader.rows(Run)}
        objects |= {memo.sha256 or "": "memo" for memo in services.reader.rows(MemoRecord)}
        objects |= {waiting.sha256: "begun"}
    bins = workspace / "bin/2025-09-08T000000Z/aa"
    bins.mkdir(parents=True)
    (bins / ("b" * 62)).write_bytes(b"moved out by a purge")
    (workspace / "mirror.json").write_text(
        '{"path": "/disk/demo.workspace", "at": "2025-09-08T14:02:00+08:00"}'
    )
    return Ground(folder, lot, objects)
