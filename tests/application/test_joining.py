"""Files that are one paper are read as one, and taken apart again."""

import pytest

from workstation.application.joining import OneFileError, join, take_apart
from workstation.application.operations import OperationKind, Step
from workstation.domain.documents import Document


@pytest.fixture
def lot(services, lot):
    def work(tx):
        for name in "abcd":
            tx.put(Document(id=name, lot=lot, name=f"Scan {name}"))

    services.writer.run(Step(OperationKind.IMPORT_MANY, {"record": "Scan a", "count": "4"}), work)
    return lot


def order(services, lot, of="a"):
    return [each.id for each in services.reader.lot(lot).joined_to(of)]


def test_files_are_read_in_the_order_in_which_they_were_chosen(services, lot):
    assert join(services.writer, ["c", "a", "b"]).value == "c"
    assert order(services, lot) == order(services, lot, "c") == ["c", "a", "b"]
    assert order(services, lot, "d") == ["d"]
    assert services.reader.history(limit=1)[0].step.params == {"record": "Scan c", "count": "3"}


@pytest.mark.parametrize("chosen", [[], ["a"], ["a", "a"]])
def test_one_file_is_not_joined_to_itself(services, lot, chosen):
    with pytest.raises(OneFileError):
        join(services.writer, chosen)
    assert order(services, lot) == ["a"]


def test_what_was_joined_to_one_of_them_comes_behind_it(services, lot):
    join(services.writer, ["a", "b"])
    join(services.writer, ["c", "a", "d"])
    assert order(services, lot) == ["c", "a", "b", "d"]


def test_a_file_that_is_joined_already_brings_its_whole_document(services, lot):
    join(services.writer, ["a", "b"])
    join(services.writer, ["b", "c"])
    assert order(services, lot) == ["a", "b", "c"]


@pytest.mark.parametrize("by", ["a", "c"])
def test_a_joined_document_is_taken_apart_from_any_of_its_files_and_joined_again_by_undo(services, lot, by):
    join(services.writer, ["a", "b", "c"])
    take_apart(services.writer, by)
    assert [order(services, lot, name) for name in "abc"] == [["a"], ["b"], ["c"]]
    services.writer.undo()
    assert order(services, lot) == ["a", "b", "c"]
