"""How many statements a step takes: as many for a thousand rows as for a hundred, but for portions of five hundred."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event
from storage_kit import add_lot, put

from workstation.application.records import FieldRef, Place, add_row, attach, remove_row
from workstation.domain.collateral import Appraisal, Collateral, Encumbrance
from workstation.domain.documents import Document, Version
from workstation.domain.money import Money


@contextmanager
def counted(workspace):
    statements = []

    def note(connection, cursor, statement, parameters, context, executemany):
        statements.append(statement)

    engine = workspace.writer._engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def take_in(workspace, lot, count, batch=None, first=0):
    """Documents with a version each, as one operation."""
    rows = []
    for number in range(first, first + count):
        document = Document(id=f"d{number:05}", lot=lot.id, name=str(number))
        rows += [document, Version(id=f"v{number:05}", lot=lot.id, document=document.id, ordinal=1)]
    put(workspace, *rows, batch=batch)


def test_undo_and_redo_of_a_thousand_documents_ask_in_sets(workspace):
    lot, taken = add_lot(workspace), {}
    for count in (100, 1000):
        take_in(workspace, lot, count)
        for act in (workspace.writer.undo, workspace.writer.redo, workspace.writer.undo):
            with counted(workspace) as statements:
                act()
            taken.setdefault(count, []).append(len(statements))
    assert max(taken[100]) < 150
    assert all(many <= 4 * few for few, many in zip(taken[100], taken[1000], strict=True))


def test_undo_of_a_batch_takes_no_more_statements_an_operation_than_a_step_alone(workspace):
    lot = add_lot(workspace)
    take_in(workspace, lot, 25)
    with counted(workspace) as alone:
        workspace.writer.undo()
    for part in range(40):
        take_in(workspace, lot, 25, batch="b", first=25 * part)
    with counted(workspace) as whole:
        workspace.writer.undo()
    assert workspace.reader.rows(Document) == ()
    assert len(whole) <= 40 * len(alone)


@pytest.mark.parametrize("sources", [1, 40])
def test_removing_a_collateral_with_all_its_parts_asks_in_sets(workspace, sources):
    lot = add_lot(workspace)
    take_in(workspace, lot, 1)
    mill = Collateral(id="c", lot=lot.id, name="Mill")
    put(workspace, mill)
    for number in range(sources):
        put(
            workspace,
            Appraisal(id=f"a{number}", lot=lot.id, collateral="c", value=Money(number)),
            Encumbrance(id=f"e{number}", lot=lot.id, collateral="c"),
        )
        attach(
            workspace.writer, FieldRef("appraisal", f"a{number}", "value"), Place(version="v00000", page=0)
        )
    add_row(workspace.writer, "collateral", lot.id, {"name": "Another"})
    with counted(workspace) as statements:
        remove_row(workspace.writer, "collateral", "c")
    assert [row.name for row in workspace.reader.rows(Collateral)] == ["Another"]
    assert workspace.reader.rows(Appraisal) == ()
    assert len(statements) < 100
    with counted(workspace) as statements:
        workspace.writer.undo()
    assert len(workspace.reader.rows(Appraisal)) == sources
    assert len(statements) < 100
