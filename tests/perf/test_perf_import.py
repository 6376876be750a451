"""Taking a whole room in - hashed, stored, read, its pages kept, their words indexed - against two bare PDFium processes on the same files.

Both go through the same files, one after the other: the long documents and a thousand short ones, shuffled.
"""

import io
import random
import time
from contextlib import closing
from pathlib import Path

import pytest
from bare_pdfium import BarePdfium
from budgets import TIMES, reaches
from pypdf import PdfReader

from workstation import bootstrap
from workstation.application.importing import take_in
from workstation.application.lots import new_lot
from workstation.application.progress import Silent
from workstation.application.search import search
from workstation.domain.documents import Version
from workstation.domain.new_lots import NewLot

OK = Path(__file__).parents[2] / "../shared/data/pdf/ok"
VARIANTS = 1000
SHORT = 3  # pages
SMALL = 60_000  # bytes
LEAST = 0.60


def bare_seconds(pair, files):
    """Two processes, each with every other file, both always busy."""
    began = time.perf_counter()
    halves = files[::2], files[1::2]
    for first, second in zip(*halves, strict=False):
        pair[0].send(first)
        pair[1].send(second)
        pair[0].wait()
        pair[1].wait()
    for rest in halves[0][len(halves[1]) :]:
        pair[0].send(rest)
        pair[0].wait()
    return time.perf_counter() - began


def our_seconds(path, files):
    """From the paths to pages that are found by their words."""
    with closing(bootstrap.create_services(path, actor="Lin")) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="a")).value
        began = time.perf_counter()
        take_in(services, lot, files, Silent())
        ours = time.perf_counter() - began
        taken = len(services.reader.rows(Version, holder=None))  # files attached to some come on top
        assert taken == len(files)
        assert search(services, "contract", Silent(), lot=lot).pages
    return ours


def variants(folder):
    """One byte after the end of the file makes it another file that reads the same."""
    short = []
    for path in sorted(OK.glob("*.pdf")):
        data = path.read_bytes()
        if len(data) <= SMALL and len(PdfReader(io.BytesIO(data)).pages) <= SHORT:
            short.append((path.stem, data))
    for number in range(VARIANTS):
        stem, data = short[number % len(short)]
        (folder / f"{number:04} {stem}.pdf").write_bytes(data + b"\n%" + str(number).encode())


@pytest.mark.perf
def test_a_room_is_taken_in_at_a_good_part_of_the_pace_of_bare_pdfium(tmp_path):
    if not OK.is_dir():
        pytest.skip("48 files not here")
    folder = tmp_path / "room"
    folder.mkdir()
    variants(folder)
    files = [*sorted(OK.glob("*.pdf")), *sorted(folder.glob("*.pdf"))]
    random.Random(7).shuffle(files)
    pair = BarePdfium(), BarePdfium()
    ratios = []
    for number in range(TIMES):
        ours = our_seconds(tmp_path / f"{number}.workspace", files)
        bare = bare_seconds(pair, files)
        ratios.append(bare / ours)
        print(
            f"\n{len(files)} files taken in in {ours:.1f} s, two bare PDFium processes need {bare:.1f} s: {bare / ours:.0%}"
        )
    for process in pair:
        process.end()
    reaches("A room is taken in at this part of the pace of bare PDFium", ratios, LEAST)
