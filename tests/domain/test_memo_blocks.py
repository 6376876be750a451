"""The memo as data refuses what cannot be drawn."""

import pytest

from workstation.domain.memo import (
    Column,
    Columns,
    ExhibitMark,
    ExhibitRegister,
    Figure,
    Group,
    Paragraph,
    Passage,
    Row,
    Source,
    Table,
    Text,
    figures_of,
    plain,
)

SOURCE = Source("v", "Deed", 1, 9, "deed.pdf", "ab" * 32)


def test_a_row_has_a_cell_for_every_column():
    with pytest.raises(ValueError, match="1 cells in a table of 2 columns"):
        Table((Column("a"), Column("b")), (Row((plain("x"),)),))


def test_every_column_of_a_page_has_a_share():
    with pytest.raises(ValueError, match="1 columns and 2 shares"):
        Columns(((),), (1.0, 2.0))


def test_figures_are_found_in_reading_order_wherever_they_stand():
    one, two, three = (Figure(text) for text in "123")
    table = Table((Column("a"),), (Row(((Text("x"), one),)), Row(((two,),))))
    blocks = (Group("g", (table,)), Paragraph((three,)))
    assert list(figures_of(blocks)) == [one, two, three]


def test_the_same_passage_cited_twice_is_one_passage():
    register = ExhibitRegister()
    first = register.cite(SOURCE, 3, Passage("Area", "18,642.50"))
    assert register.cite(SOURCE, 3, Passage("Area", "18,642.50")) == first == ExhibitMark(1, 3, 0)
    assert register.cite(SOURCE, 3, Passage("Price", "24,000,000")) == ExhibitMark(1, 3, 1)


def test_a_place_that_is_no_page_keeps_its_name():
    register = ExhibitRegister()
    register.cite(SOURCE, 0, Passage("Area"), place="Sheet1!B4")
    assert register.exhibits()[0].pages[0].place == "Sheet1!B4"
