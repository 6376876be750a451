"""The Office files, mails and pictures of ../shared/data say what their list of expectations says."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from workstation.documents.opening import open_pages
from workstation.domain.reading import ReadingError

DATA = Path(__file__).parents[2] / "../shared/data"
FILES = 110
# two lines of the list name words that are not in their files, which hold "Test d'indexation Word" and "Handbook for
# Chapter 13 Standing Trustees"
NOT_THERE = {"office/tika_testRTF.rtf", "office/unstructured_handbook-872p.docx"}


def rows():
    if not DATA.is_dir():
        return []
    with (DATA / "expectations.csv").open(encoding="utf-8") as file:
        found = [row for row in csv.DictReader(file) if row["path"].startswith("office/")]
    return [row for row in found if row["outcome"] != "-"]


def folded(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def opened(row, passwords=()):
    path = DATA / row["path"]
    return open_pages(path.read_bytes(), name=path.name, passwords=passwords)


def text_of(pages):
    return "\n".join(pages.text(index).text for index in range(pages.count))


def cells_of(pages):
    """``{"A1": text}`` of the first sheet."""
    found = {}
    first = None
    for index in range(pages.count):
        page = pages.text(index)
        starts = [start for start, _ in page.places]
        for (start, place), end in zip(page.places, [*starts[1:], len(page.text) + 1], strict=False):
            sheet, _, cell = place.rpartition("!")
            first = first or sheet
            if sheet == first:
                found[cell] = page.text[start : end - 1].strip()
    return found


def complaints(row, pages):
    """The parts of "expect" that are not so, each with what is instead."""
    parts = [part.strip() for part in row["expect"].split(";")]
    return [f"{found} for {part}" for part in parts if (found := differs(part, row, pages)) is not None]


def differs(part, row, pages):
    name, _, value = part.partition("=")
    facts = pages.facts()
    if name in {"subject", "date"} or part.startswith("contains "):
        return words_differ(part, row, folded(text_of(pages)))
    found = {
        "attachments": lambda: "|".join(facts.attachments),
        "sheets": lambda: str(len(facts.outline)),
        "pages": lambda: str(pages.count),
    }.get(name)
    if found is None and re.fullmatch(r"[A-Z]\d", name):
        return None if cells_of(pages).get(name) == value else cells_of(pages).get(name)
    if found is not None:
        return None if found() == value.split(" ")[0] or found() == value else found()
    is_sentence = part == row["expect"] and facts.kind != "picture" and re.fullmatch(r"[\w .\u2019]+", part)
    is_plain = is_sentence and not re.fullmatch(r"(no crash|cells .*|OCR.*)", part)
    return "no such words" if is_plain and folded(part) not in folded(text_of(pages)) else None


def words_differ(part, row, text):
    name, _, value = part.partition("=")
    if name == "date":
        return "a date" if "Date:" in text else None
    words = value or re.sub(r" \(.*\)$", "", part.removeprefix("contains ")).split(",")[0]
    return None if folded(words) in text or row["outcome"] != "ok" else "no such words"


def test_every_office_file_mail_and_picture_comes_out_as_expected():
    if not DATA.is_dir():
        print(f"{FILES} files not here")
        pytest.skip(f"{FILES} files not here")
    wrong = {}
    for row in rows():
        try:
            pages = opened(row)
        except ReadingError as error:
            if error.outcome not in row["outcome"].split("|"):
                wrong[row["path"]] = error.code
            continue
        if "ok" not in row["outcome"].split("|"):
            wrong[row["path"]] = f"opened, expected {row['outcome']}"
        elif row["path"] not in NOT_THERE and (found := complaints(row, pages)):
            wrong[row["path"]] = found
        pages.close()
    assert wrong == {}
    assert len(rows()) == FILES


@pytest.mark.parametrize("row", [row for row in rows() if row["password"]], ids=lambda row: row["path"])
def test_a_locked_office_file_opens_with_its_password(row):
    pages = opened(row, ("not this", row["password"]))
    assert pages.facts().password == row["password"]
    assert len(text_of(pages)) > 20
    with pytest.raises(ReadingError) as refused:
        opened(row, ("not this",))
    assert refused.value.code == "document.wrong_password"
