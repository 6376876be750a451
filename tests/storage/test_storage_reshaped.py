"""A revision that reshapes a value: rates were once kept as percentages. Undo, redo, restore and the past reach across."""

import json
from dataclasses import replace
from decimal import Decimal
from textwrap import dedent

import pytest
from storage_kit import add_lot, make_host, put, rewritten

from workstation.application.history import restore_row
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.claims import Claim
from workstation.storage.doctor import examine_workspace
from workstation.storage.revisions import REVISIONS, Revision, Revisions
from workstation.storage.workspace import Workspace

SCRIPT = dedent('''
    """The rate of a loan is a fraction of one; it was a percentage."""
    from decimal import Decimal
    from alembic import op
    revision, down_revision = "0002", "0001"
    def upgrade() -> None:
        link = op.get_bind()
        for id, rate in link.exec_driver_sql("SELECT id, loan_rate FROM claim WHERE loan_rate IS NOT NULL").fetchall():
            link.exec_driver_sql("UPDATE claim SET loan_rate = ? WHERE id = ?", (format(Decimal(rate) / 100, "f"), id))
        said = "SELECT id, value FROM evidence WHERE row_entity = 'claim' AND field = 'loan_rate' AND value IS NOT NULL"
        for id, value in link.exec_driver_sql(said).fetchall():
            text = format((Decimal(value) / 100).normalize(), "f")
            link.exec_driver_sql("UPDATE evidence SET value = ? WHERE id = ?", (text, id))
''')


def fraction(percent):
    return format((Decimal(percent) / 100).normalize(), "f")


def upcast(entity, image):
    if entity == "claim" and "loan_rate" in image:
        return {**image, "loan_rate": format(Decimal(image["loan_rate"]) / 100, "f")}
    if entity == "evidence" and (image["row_entity"], image["field"]) == ("claim", "loan_rate"):
        return {**image, "value": fraction(image["value"])}
    return image


def percentages(workspace):
    """Turns a closed workspace into one of the program that kept percentages."""
    with rewritten(workspace.path) as connection:
        connection.create_function("percent", 1, lambda rate: format((Decimal(rate) * 100).normalize(), "f"))
        connection.execute("UPDATE claim SET loan_rate = percent(loan_rate) WHERE loan_rate IS NOT NULL")
        connection.execute("UPDATE evidence SET value = percent(value) WHERE field = 'loan_rate'")
        for change in connection.execute("SELECT rowid, before, after FROM change").fetchall():
            texts = [older(change["before"]), older(change["after"])]
            connection.execute(
                "UPDATE change SET before = ?, after = ? WHERE rowid = ?", (*texts, change["rowid"])
            )


def older(text):
    if text is None:
        return None
    image = json.loads(text)
    for name in ("loan_rate", *(["value"] if image.get("field") == "loan_rate" else [])):
        if name in image:
            image[name] = format((Decimal(image[name]) * 100).normalize(), "f")
    return json.dumps(image)


@pytest.fixture
def reshaped(workspace, tmp_path):
    """A claim at 6 %, cited, then at 6.5 %; written as percentages and opened by today's program."""
    lot = add_lot(workspace, "Textile")
    claim = Claim(id="c", lot=lot.id, loan_rate=Decimal("0.06"))
    put(workspace, claim)
    cited = Evidence(
        id="e",
        lot=lot.id,
        row_entity="claim",
        row="c",
        field="loan_rate",
        kind=EvidenceKind.ASSUMED,
        value="0.06",
    )
    put(workspace, cited)
    put(workspace, replace(claim, loan_rate=Decimal("0.065")))
    workspace.close()
    percentages(workspace)
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "0002_fractions.py").write_text(SCRIPT)
    known = (*REVISIONS, Revision(2, "0002", "0.2.0", upcast))
    host = make_host(seed=51, version="0.2.0", revisions=Revisions(known, (*Revisions().scripts, scripts)))
    current = Workspace.open(workspace.path, host, "anna")
    yield current
    assert examine_workspace(workspace.path, host) == ()
    current.close()


def rate(workspace):
    (claim,) = workspace.reader.rows(Claim)
    return claim.loan_rate


def test_the_value_and_what_its_source_says_have_the_new_shape(reshaped):
    assert rate(reshaped) == Decimal("0.065")
    assert [item.value for item in reshaped.reader.rows(Evidence)] == ["0.06"]


def test_undo_and_redo_of_what_was_written_in_the_old_shape_give_the_new_one(reshaped):
    reshaped.writer.undo()
    assert rate(reshaped) == Decimal("0.06")
    reshaped.writer.undo()
    assert reshaped.reader.rows(Evidence) == ()
    reshaped.writer.undo()
    assert reshaped.reader.rows(Claim) == ()
    for _ in range(3):
        reshaped.writer.redo()
    assert rate(reshaped) == Decimal("0.065")
    assert [item.value for item in reshaped.reader.rows(Evidence)] == ["0.06"]


def test_an_edit_after_the_migration_and_the_ones_before_it_are_taken_back_in_one_line(reshaped):
    (claim,) = reshaped.reader.rows(Claim)
    put(reshaped, replace(claim, loan_rate=Decimal("0.07")))
    reshaped.writer.undo()
    assert rate(reshaped) == Decimal("0.065")
    reshaped.writer.undo()
    assert rate(reshaped) == Decimal("0.06")


def test_a_version_and_the_past_are_shown_and_restored_in_the_new_shape(reshaped):
    edited, cited, _, _ = reshaped.reader.history()
    assert (edited.changes[0].before["loan_rate"], edited.changes[0].after["loan_rate"]) == ("0.06", "0.065")
    (lot,) = reshaped.reader.lots()
    known = reshaped.reader.lot_as_of(lot.id, cited.at)
    assert known.first(Claim).loan_rate == Decimal("0.06")
    restore_row(reshaped.writer, reshaped.reader, "claim", "c", cited.id)
    assert rate(reshaped) == Decimal("0.06")
    reshaped.writer.undo()
    assert rate(reshaped) == Decimal("0.065")
