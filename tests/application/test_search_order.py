"""Which of the pages that are found stand first: what a person most likely meant, and no page is left out for it."""

from workstation.application.lots import new_lot
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import StoredPage
from workstation.application.progress import Silent
from workstation.application.search import MOST, search
from workstation.domain.documents import Document, Version
from workstation.domain.new_lots import NewLot
from workstation.domain.pages import PageGeometry, PageText, pack_boxes
from workstation.domain.reading import ReadOutcome

WHOLE = PageGeometry((0, 0, 595, 842))


def lot_with(services, papers):
    """A lot with papers: the pages of each of their versions by name."""
    lot = new_lot(services.writer, services.defaults, NewLot(name="a")).value

    def put(tx):
        for name, versions in papers.items():
            document = Document(id=tx.new_id(), lot=lot, name=name)
            tx.put(document)
            for ordinal, pages in enumerate(versions, 1):
                tx.put(
                    Version(
                        id=tx.new_id(),
                        lot=lot,
                        document=document.id,
                        ordinal=ordinal,
                        sha256=digest(name, ordinal),
                        pages=len(pages),
                        outcome=ReadOutcome.OK,
                    )
                )

    services.writer.run(Step(OperationKind.IMPORT_MANY, {"count": str(len(papers))}), put)
    for name, versions in papers.items():
        for ordinal, pages in enumerate(versions, 1):
            services.pages.put_last([(digest(name, ordinal), list(map(page, range(len(pages)), pages)))])
    return lot


def digest(name, ordinal):
    return f"{name}{ordinal}"


def page(number, text):
    return StoredPage(number, "", WHOLE, PageText(text, pack_boxes([(0, 0, 1, 1)] * len(text))), "")


def found(services, typed):
    return [(hit.paper.name, hit.paper.ordinal, hit.page) for hit in search(services, typed, Silent()).pages]


def test_the_paper_that_is_named_so_then_the_words_in_one_run_then_first_pages_come_first(services):
    lot_with(
        services,
        {
            "a": [["序", "抵押物。合同编号"]],
            "b": [["合同与抵押"]],
            "c": [["序", "序", "抵押 合同"]],
            "抵押合同": [["序", "合同所称抵押"]],
        },
    )
    assert found(services, "抵押 合同") == [("抵押合同", 1, 1), ("c", 1, 2), ("b", 1, 0), ("a", 1, 1)]


def test_of_pages_alike_in_that_the_one_that_has_the_word_more_often_comes_first(services):
    filler = "其他" * 40
    lot_with(
        services,
        {
            "a": [["序", f"抵押{filler}"]],
            "b": [["序", f"抵押抵押抵押{filler}"]],
            "c": [["序", f"抵押抵押{filler}"]],
        },
    )
    assert [name for name, _, _ in found(services, "抵押")] == ["b", "c", "a"]


def test_a_newer_version_comes_before_an_older_one_and_pages_of_a_paper_stand_by_number(services):
    lot_with(services, {"a": [["序", "抵押"], ["序", "利息抵押", "抵押抵押抵押"]], "b": [["序", "无抵押"]]})
    assert found(services, "抵押") == [("a", 2, 1), ("a", 2, 2), ("b", 1, 1), ("a", 1, 1)]


def test_of_more_pages_than_are_shown_the_best_are_shown_whatever_the_name_of_their_paper(services):
    papers = {f"a{number:03}": [["序", "合同"]] for number in range(MOST + 20)}
    lot_with(services, papers | {"z": [["序", "序", "本息合计 合同"]]})
    hits = search(services, "本息 合同", Silent())
    assert [hit.paper.name for hit in hits.pages] == ["z"]
    many = search(services, "合同", Silent())
    assert (len(many.pages), many.total, many.more) == (MOST, MOST + 21, True)
    lot_with(services, {"zz": [["合同"]]})
    assert found(services, "合同")[0] == ("zz", 1, 0)


def test_words_that_stand_on_most_pages_are_ranked_without_scores_and_none_is_lost(services, monkeypatch):
    monkeypatch.setattr("workstation.storage.search_index._FEW", 1)
    lot_with(services, {"a": [["序", "抵押"]], "b": [["抵押"]], "抵押": [["序", "抵押"]]})
    assert found(services, "抵押") == [("抵押", 1, 1), ("b", 1, 0), ("a", 1, 1)]
