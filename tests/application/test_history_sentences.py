"""What the history says of a page: parameters that are put into words when somebody reads them."""

from datetime import date

import pytest

from workstation.application.finding_waivers import unwaive, waive
from workstation.application.highlights import highlight
from workstation.application.operations import OperationKind, Step
from workstation.application.records import FieldRef, Place, assume, attach, detach
from workstation.application.sentences import sentence
from workstation.domain.checklists.answers import Severity
from workstation.domain.documents import Document, Version
from workstation.domain.findings.finding import beside
from workstation.domain.findings.waivers import Waiver
from workstation.domain.highlights import HighlightKind
from workstation.domain.naming import name_of
from workstation.language.translator import Language, Translator

ENGLISH, CHINESE = Translator(Language.ENGLISH), Translator(Language.CHINESE)


@pytest.fixture
def lot(services, lot):
    """With a document whose name looks as if it said a page itself."""

    def work(tx):
        tx.put(Document(id="d", lot=lot, name="Annex p. 4"))
        tx.put(Version(id="v", lot=lot, document="d", ordinal=1, file_name="annex.pdf"))

    services.writer.run(Step(OperationKind.IMPORT, {"record": "Annex p. 4"}), work)
    return lot


def newest(services):
    return services.reader.history(limit=1)[0].step


def test_a_page_in_the_history_is_its_document_and_its_number(services, lot):
    evidence = attach(services.writer, FieldRef("lot", lot, "region"), Place(version="v", page=1)).value
    said = {"document": "Annex p. 4", "page": "2", "field": "Region", "record": "Plant"}
    assert newest(services).params == said
    detach(services.writer, evidence)
    assert newest(services).params == said
    highlight(services.writer, Place(version="v", page=11, quote="x"), HighlightKind.QUESTION)
    assert newest(services).params == {"document": "Annex p. 4", "page": "12"}


def test_the_sentence_is_made_in_the_language_of_the_reader(services, lot):
    attach(services.writer, FieldRef("lot", lot, "region"), Place(version="v", page=1))
    step = newest(services)
    assert sentence(ENGLISH, step) == "Attached Annex p. 4 p. 2 to Region, Plant"
    assert sentence(CHINESE, step) == "已将 Annex p. 4 第 2 页 附到 Plant 的地区"
    highlight(services.writer, Place(version="v", page=11, quote="x"), HighlightKind.QUESTION)
    assert sentence(CHINESE, newest(services)) == "高亮 Annex p. 4 第 12 页"


def test_evidence_without_a_page_is_detached_without_one(services, lot):
    evidence = assume(services.writer, FieldRef("lot", lot, "region"), "said on the phone").value
    detach(services.writer, evidence)
    assert newest(services).params == {"field": "Region", "record": "Plant"}


@pytest.mark.parametrize("kind", list(OperationKind))
def test_a_step_whose_words_were_erased_still_has_a_sentence(kind):
    assert sentence(ENGLISH, Step(kind))
    assert "{" not in sentence(CHINESE, Step(kind))


def test_history_and_errors_call_a_row_by_one_name(services, lot):
    """A version has no name of its own but that of its file."""
    version = services.reader.rows(Version, lot=lot)[0]
    assert name_of(version) == "annex.pdf"
    attach(services.writer, FieldRef("version", "v", "file_name"), Place(version="v", page=0))
    assert newest(services).params["record"] == "annex.pdf"


def test_a_finding_that_is_settled_or_opened_again_is_named_by_its_sentence(services, lot):
    """Not by the id of its rule; with its days and articles, in the language of the reader."""
    ended = beside(
        services.reader.lot(lot).lot,
        "region",
        "collateral.term",
        Severity.HIGH,
        message="The agreed period ends on {nominal}{rolled}.",
        law=("民法典第692条第2款",),
        nominal=date(2024, 3, 20),
        rolled="",
    )
    waive(services.writer, services.reader.lot(lot), ended, "extended in writing")
    settled = newest(services)
    assert sentence(ENGLISH, settled) == "Settled The agreed period ends on 2024-03-20. (民法典第692条第2款)"
    assert "2024-03-20" in sentence(CHINESE, settled)
    assert "collateral.term" not in sentence(ENGLISH, settled) + sentence(CHINESE, settled)
    assert sentence(CHINESE, settled).startswith("已处理：")
    unwaive(services.writer, services.reader.lot(lot), ended)
    assert sentence(ENGLISH, newest(services)).startswith(
        "Opened again: The agreed period ends on 2024-03-20."
    )
    assert services.reader.lot(lot).all(Waiver) == ()
