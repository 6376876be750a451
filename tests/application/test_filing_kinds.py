"""What a paper is, is proposed from what was read and filed when a person agrees; filed papers stand at their checks."""

from datetime import date

import pytest

from workstation.application.kinds import file_kinds, filed_for, proposed_kinds
from workstation.application.operations import OperationKind, Step
from workstation.application.records import FieldRef, edit_field
from workstation.domain.documents import ARCHIVE, Document, Version


@pytest.fixture
def lot(services, lot):
    papers = {
        "a": "附件6_评估报告.pdf",
        "b": "附件2_最高额抵押合同.pdf",
        "z": "全部材料_评估报告.zip",
        "x": "scan001.pdf",
    }

    def work(tx):
        for name, file in papers.items():
            media = ARCHIVE if file.endswith("zip") else "application/pdf"
            tx.put(Document(id=name, lot=lot, name=file))
            tx.put(
                Version(id=f"v{name}", lot=lot, document=name, ordinal=1, file_name=file, media_type=media)
            )
        tx.put(Document(id="none", lot=lot, name="评估报告"))

    services.writer.run(Step(OperationKind.IMPORT_MANY, {"record": "a", "count": "4"}), work)
    return lot


def proposed(services, lot):
    found = proposed_kinds(services, services.reader.lot(lot))
    return {document: proposal.rule.label for document, proposal in found.items()}


def test_what_is_plain_is_proposed_and_what_is_not_or_has_no_paper_is_left_out(services, lot):
    assert proposed(services, lot) == {"a": "Appraisal report", "b": "Mortgage contract"}


def test_what_was_agreed_is_filed_as_one_step_and_no_longer_proposed(services, lot):
    kinds = proposed(services, lot)
    file_kinds(services, kinds)
    record = services.reader.lot(lot)
    assert {name: record.get(Document, name).kind for name in kinds} == kinds
    assert proposed(services, lot) == {}
    assert services.reader.history(limit=1)[0].step.params == {"field": "Kind", "count": "2"}
    services.writer.undo()
    assert set(proposed(services, lot)) == set(kinds)


def test_a_filed_paper_stands_at_the_items_that_its_kind_answers(services, lot):
    assert filed_for(services, services.reader.lot(lot)) == {}
    file_kinds(services, {"a": "评估报告", "b": "Appraisal report", "x": "no such kind"})
    rule = next(each for each in services.kinds() if "评估报告" in each.names)
    found = filed_for(services, services.reader.lot(lot))
    assert set(found) == set(rule.checks)
    assert all([each.id for each in documents] == ["a", "b"] for documents in found.values())


def test_a_paper_that_was_withdrawn_answers_no_item(services, lot):
    file_kinds(services, {"a": "评估报告", "b": "评估报告"})
    edit_field(services.writer, FieldRef("document", "a", "withdrawn_on"), date(2025, 9, 1))
    found = filed_for(services, services.reader.lot(lot))
    assert {each.id for documents in found.values() for each in documents} == {"b"}
