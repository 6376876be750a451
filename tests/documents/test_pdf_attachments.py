"""Files that hang at a place on a page come out like those attached to the whole file."""

import io
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from workstation.documents.archives.members import Budget
from workstation.documents.holding import members_of
from workstation.documents.opening import open_pages
from workstation.documents.pdf import facts
from workstation.documents.pdf.attachments import attachments
from workstation.documents.pdf.object_streams import marked_parts
from workstation.documents.pdf.opening import open_pdf
from workstation.domain.file_notices import FileNotice


def pinned(files, *, key="/F", password=None, attached=()):
    """Two pages; `files` hang on the second, each by its name under `key`."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    page = writer.add_blank_page(595, 842)
    notes = ArrayObject()
    for name, content in files.items():
        stream = DecodedStreamObject()
        stream.set_data(content)
        stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
        held = DictionaryObject({NameObject("/F"): writer._add_object(stream)})
        spec = {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject(key): TextStringObject(name),
            NameObject("/EF"): held,
        }
        place = ArrayObject(map(FloatObject, (10, 10, 30, 30)))
        note = {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FileAttachment"),
            NameObject("/Rect"): place,
            NameObject("/FS"): DictionaryObject(spec),
        }
        notes.append(writer._add_object(DictionaryObject(note)))
    page[NameObject("/Annots")] = notes
    for name, content in attached:
        writer.add_attachment(name, content)
    if password is not None:
        writer.encrypt(password)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def inside(data, passwords=()):
    return {each.path: each.data for each in members_of(data, "a.pdf", Budget(10**6, 9), passwords)}


@pytest.mark.parametrize("key", ["/F", "/UF"], ids=["plain", "a name that the first reader passes over"])
def test_a_file_at_a_place_on_a_page_comes_out(key):
    data = pinned({"list.txt": b"first", "map.txt": b"second"}, key=key)
    assert open_pages(data).facts().attachments == ("list.txt", "map.txt")
    assert inside(data) == {"list.txt": b"first", "map.txt": b"second"}


def test_what_hangs_at_both_comes_once_and_behind_a_password_too():
    data = pinned({"list.txt": b"same", "map.txt": b"other"}, attached=[("list.txt", b"same")])
    assert inside(data) == {"list.txt": b"same", "map.txt": b"other"}
    twins = pinned({}, attached=[("a.txt", b"same"), ("b.txt", b"same")])
    assert inside(twins) == {"a.txt": b"same", "b.txt": b"same"}, "the seller gave two files"
    assert inside(pinned({"list.txt": b"first"}, password="p"), ("p",)) == {"list.txt": b"first"}


def packed(content):
    stream = zlib.compress(content)
    head = b"5 0 obj<</Filter/FlateDecode/First 4/N 1/Type/ObjStm/Length %d>>stream\n" % len(stream)
    return b"%PDF-1.7\n" + head + stream + b"\nendstream endobj\n"


def test_marks_are_found_in_packed_objects_and_bombs_end():
    data = packed(b"<</Subtype/FileAttachment>>") + packed(b"x" * 20)
    assert [len(part) for part in marked_parts(data)] == [len(data), 27, 20]
    broken = b"/Type/ObjStm>>stream\nnot packed"
    assert list(marked_parts(broken)) == [broken]
    bomb = packed(bytes(80 * 1024 * 1024)) + packed(b"never")
    assert [len(part) for part in marked_parts(bomb)][1:] == [32 * 1024 * 1024]


def test_a_page_that_cannot_be_loaded_does_not_hide_the_files_of_the_others(sample):
    opened = open_pdf(sample("page_missing"))
    assert attachments(opened.document, b"/FileAttachment") == ()


@pytest.mark.parametrize(
    ("catalog", "noticed"),
    [
        (b"/OpenAction<</S/URI/URI(http://a)>>", True),
        (b"/OpenAction 9 0 R", True),
        (b"/OpenAction[3 0 R /Fit]", False),
        (b"/OpenAction<</S/GoTo/D[3 0 R /Fit]>>", False),
        (b"", False),
    ],
)
def test_a_link_that_waits_for_a_click_is_no_request(sample, catalog, noticed):
    """A file that opens at its first page and has links is most files that a typesetter writes."""
    data = (
        sample("plain") + catalog + b"\n9 0 obj<</S/URI/URI(http://b)>>endobj\n<</A<</S/URI/URI(http://c)>>>>"
    )
    opened = open_pdf(sample("plain"))
    assert (FileNotice.ACTIONS in facts.notices(opened.document, data, repaired=False)) is noticed


def test_a_field_that_nobody_signed_is_no_signature(sample):
    signed = sample("form")
    unsigned = signed.replace(b"/V << /Type /Sig /Filter /X /Contents <00> >>", b"")
    assert len(PdfReader(io.BytesIO(unsigned)).pages) == 1
    assert open_pages(signed).facts().notices == (FileNotice.SIGNATURES,)
    assert open_pages(unsigned).facts().notices == ()
