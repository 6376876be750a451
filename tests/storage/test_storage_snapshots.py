"""Verified copies, restoring them, and bringing an older workspace up to date."""
# ruff: noqa: S608 - statements over names of this file

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from textwrap import dedent
from threading import Event, Thread

import pytest
from storage_kit import (
    START,
    RecordedFiles,
    WalkingClock,
    add_lot,
    make_host,
    put,
    remove,
    replay,
    rewritten,
    tables_of,
)

from workstation.application.history import restore_row
from workstation.application.ports.storage import HistoryFilter
from workstation.application.ports.upkeep import Restored
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.claims import Balance, Claim
from workstation.domain.copies import CopyReason
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.storage import snapshots
from workstation.storage.birth import make_database
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    DatabaseMissingError,
    FileInPlaceError,
    MigrationFailedError,
    NotAWorkspaceError,
    SnapshotFailedError,
    SnapshotMissingError,
    WorkspaceNewerError,
    WorkspaceOlderError,
)
from workstation.storage.migrations.freeze import statements
from workstation.storage.migrations.runner import upgrade
from workstation.storage.restoring import restore
from workstation.storage.revisions import REVISIONS, Revision, Revisions
from workstation.storage.soundness import head_of
from workstation.storage.tables import append_only_triggers
from workstation.storage.verifying import verify
from workstation.storage.workspace import Workspace


def opened(workspace, seed=40, **more):
    return Workspace.open(workspace.path, make_host(seed=seed, **more), "anna")


def names(workspace):
    return [lot.name for lot in workspace.reader.lots()]


def test_closing_takes_a_snapshot_when_something_was_written(workspace):
    add_lot(workspace)
    workspace.close()
    again = opened(workspace)
    (first,) = again.snapshots.all()
    assert first.head == again.reader.head()[:12]
    again.close()
    assert len(again.snapshots.all()) == 1
    third = opened(workspace, 41)
    third.reader.lots()
    add_lot(third, "Second")
    third.close()
    assert [snapshot.number for snapshot in third.snapshots.all()] == [1, 2]


def test_a_snapshot_is_the_whole_database_and_stands_alone(workspace):
    add_lot(workspace)
    snapshot = workspace.snapshot()
    (copy,) = (workspace.path / "snapshots").glob("*.db")
    assert copy.name == snapshot.name
    assert replay(copy) == tables_of(workspace)


def test_copies_thin_out_by_age_and_never_by_a_clock_that_runs_back(tmp_path):
    backwards = WalkingClock(step=timedelta(days=-1))
    made = Workspace.create(tmp_path / "w", make_host(clock=backwards), "anna")
    for number in range(13):
        add_lot(made, str(number))
        made.snapshot()
    kept = made.snapshots.all()
    assert [snapshot.number for snapshot in kept] == list(range(1, 14))
    assert kept[-1].head == made.reader.head()[:12]
    assert kept[-1].taken_at < kept[0].taken_at < START
    made.close()


def test_copies_of_days_that_are_past_go_but_for_the_last_sound_one_and_the_newest_ten(tmp_path):
    clock = WalkingClock()
    made = Workspace.create(tmp_path / "w", make_host(clock=clock), "anna")
    for number in range(24):
        add_lot(made, str(number))
        taken = made.snapshot()
        if number == 11:
            damage(made, taken)  # the newest of the first day
            clock.now += timedelta(days=3)
    clock.now += timedelta(days=1)
    add_lot(made, "later")
    made.snapshot()
    assert [one.number for one in made.snapshots.all()] == [11, 12, *range(13, 26)]
    made.close()


def test_a_copy_that_is_being_read_when_it_should_go_is_no_failure_and_goes_the_next_time(tmp_path):
    """On Windows an open file cannot be removed: the snapshot stood there, and a banner said that snapshots fail."""
    clock = WalkingClock()
    made = Workspace.create(tmp_path / "w", make_host(clock=clock), "anna")
    for number in range(12):
        add_lot(made, str(number))
        made.snapshot()
    clock.now += timedelta(days=3)
    add_lot(made, "later")
    with made.copies.reading(made.copies.all()[0].name) as reader:
        assert reader.lots()
        made.snapshot()
        assert made.copies.failure is None
    add_lot(made, "later still")
    made.snapshot()
    assert [one.number for one in made.snapshots.all()] == list(range(5, 15))
    made.close()


def test_a_file_in_the_place_of_the_folder_of_snapshots_is_named(workspace):
    """It was "the disk refused (File exists)", with nothing to do about it."""
    add_lot(workspace)
    folder = workspace.path / "snapshots"
    folder.rmdir()
    folder.write_bytes(b"no folder")
    with pytest.raises(FileInPlaceError, match=r"snapshots should be is a file\. Move that file"):
        workspace.snapshot()
    folder.unlink()
    assert workspace.snapshot() in workspace.snapshots.all()


def test_a_note_of_the_copies_that_is_being_read_makes_the_copy_no_failure(workspace):
    """The list of snapshots reads the note while the next one is taken; on Windows it could not be replaced then."""
    add_lot(workspace, "a")
    workspace.snapshot()
    add_lot(workspace, "b")
    with (workspace.path / "snapshots/verified.json").open("rb"):
        taken = workspace.snapshot()
    assert workspace.copies.failure is None
    assert workspace.snapshots.all()[-1] == taken
    assert examine_workspace(workspace.path, make_host()) == ()
    add_lot(workspace, "c")
    workspace.snapshot()
    assert [copy.steps for copy in workspace.copies.all()] == [1, None, 3]


def damage(workspace, snapshot):
    """One bit of a recorded amount or name, as a disk does it: pages and references stay whole."""
    path = workspace.path / "snapshots" / snapshot.name
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE lot SET name = 'x'")


def test_a_silently_damaged_workspace_is_not_copied_and_its_sound_copies_stay(workspace):
    """D2: one flipped bit in a stored amount; ten short writes rotated away the last sound copy."""
    lot = add_lot(workspace)
    put(
        workspace,
        Claim(id="c", lot=lot.id),
        Balance(id="b", lot=lot.id, claim="c", amount=Money.of(20_000_000)),
    )
    sound = workspace.snapshot()
    workspace.close()
    again = opened(workspace)  # what is damaged when it is opened is refused (test_storage_seal)
    with closing(sqlite3.connect(workspace.path / "workspace.db")) as connection, connection:
        connection.execute("UPDATE balance SET amount_minor = amount_minor + 800000000")
    damaged = [found.params for found in examine_workspace(workspace.path, make_host())]
    assert damaged == [
        {
            "entity": "balance", "row": "b", "field": "amount",
            "told": "20,000,000.00 CNY", "found": "28,000,000.00 CNY",
        }
    ]  # fmt: skip
    with pytest.raises(SnapshotFailedError, match=r"record\.differs balance b amount"):
        again.snapshot()
    for number in range(11):
        add_lot(again, str(number))
        with pytest.raises(SnapshotFailedError):
            again.snapshot()
    assert again.snapshots.all() == (sound,)
    with pytest.raises(SnapshotFailedError):
        again.close()


def test_a_copy_that_was_damaged_later_is_taken_anew_though_nothing_was_written(workspace):
    add_lot(workspace)
    first = workspace.snapshot()
    damage(workspace, first)
    assert [
        (found.code, found.params["name"]) for found in examine_workspace(workspace.path, make_host())
    ] == [("snapshot.unsound", first.name)]
    second = workspace.snapshot()
    assert (second.number, second.head) == (2, first.head)
    workspace.copies.remove(first.name)
    assert examine_workspace(workspace.path, make_host()) == ()


def test_where_copies_of_a_lost_database_are_left_no_new_one_is_made(workspace):
    add_lot(workspace)
    workspace.close()
    for left in workspace.path.glob("workspace.db*"):
        left.unlink()
    newest = workspace.snapshots.all()[-1].name
    for act in (
        lambda: Workspace.create(workspace.path, make_host(), "anna"),
        lambda: opened(workspace),
        lambda: Workspace.open(workspace.path, make_host(), "anna", read_only=True),
        lambda: examine_workspace(workspace.path, make_host()),
    ):
        with pytest.raises(DatabaseMissingError, match=newest):
            act()
    restore(workspace.path, newest, make_host())
    back = opened(workspace)
    assert names(back) == ["Textile"]
    back.close()


def test_a_database_of_a_later_program_is_not_replaced_by_a_copy(workspace):
    """D14: the newer, healthy database was moved aside under a name that nothing brings back."""
    add_lot(workspace)
    snapshot = workspace.snapshot()
    workspace.close()
    with closing(sqlite3.connect(workspace.path / "workspace.db")) as connection:
        connection.execute("UPDATE workspace SET value = '3.1' WHERE key = 'version'")
        connection.execute("PRAGMA user_version = 7")
        connection.commit()
    before = (workspace.path / "workspace.db").read_bytes()
    with pytest.raises(WorkspaceNewerError, match=r"version 3\.1"):
        restore(workspace.path, snapshot.name, make_host())
    assert (workspace.path / "workspace.db").read_bytes() == before
    assert not list(workspace.path.glob("*.part*"))


def test_a_copy_of_a_later_program_is_not_put_back(workspace):
    add_lot(workspace)
    snapshot = workspace.snapshot()
    workspace.close()
    with closing(sqlite3.connect(workspace.path / "snapshots" / snapshot.name)) as connection:
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(WorkspaceNewerError):
        restore(workspace.path, snapshot.name, make_host())


def test_a_copy_says_why_it_was_taken_and_how_many_steps_were_replayed(workspace):
    add_lot(workspace)
    workspace.copies.take(CopyReason.INTERVAL)
    add_lot(workspace, "second")
    workspace.close()
    told = [(one.number, one.reason, one.steps, one.size > 0) for one in workspace.copies.all()]
    assert told == [(1, CopyReason.INTERVAL, 1, True), (2, CopyReason.CLOSE, 2, True)]


def test_the_end_of_an_earlier_copy_is_not_taken_for_that_of_a_later_one(workspace):
    """A copy under way ended well after a later one had failed: the failure was told to nobody."""
    add_lot(workspace)
    folder, under_way, go_on = workspace.copies._folder, Event(), Event()
    real, calls = folder.take, iter([0, 1])

    def take(*given):
        if next(calls):
            raise SnapshotFailedError(detail="page 3 is torn")
        under_way.set()
        go_on.wait()
        return real(*given)

    def fails():
        with pytest.raises(SnapshotFailedError):
            workspace.copies.take(CopyReason.ASKED)

    folder.take = take
    earlier = Thread(target=workspace.copies.take, args=[CopyReason.INTERVAL])
    earlier.start()
    under_way.wait()
    later = Thread(target=fails)
    later.start()
    later.join(0.2)  # it waits for the earlier one; without that it would be over by now
    go_on.set()
    earlier.join()
    later.join()
    folder.take = real
    assert workspace.copies.failure is not None


def test_a_copy_is_taken_while_others_write(workspace, monkeypatch):
    """The writer waits for no copy: what comes meanwhile is in the copy or after it."""
    add_lot(workspace)

    def written_meanwhile(*arguments, **more):
        add_lot(workspace, "meanwhile")
        return verify(*arguments, **more)

    monkeypatch.setattr("workstation.storage.snapshots.verify", written_meanwhile)
    assert workspace.snapshot().head != workspace.reader.head()[:12]


def test_a_snapshot_has_its_name_only_when_it_is_on_the_device(tmp_path):
    files = RecordedFiles()
    made = Workspace.create(tmp_path / "w", make_host(files), "anna")
    add_lot(made)
    files.calls.clear()
    name = made.snapshot().name
    assert files.calls == [
        ("sync", "snapshots/copy.part"),
        ("replace", "snapshots/verified.json"),
        ("replace", f"snapshots/{name}"),
        ("sync_folder", "w/snapshots"),
    ]
    made.close()


def test_a_copy_that_is_not_whole_does_not_count(workspace, monkeypatch):
    add_lot(workspace)
    monkeypatch.setattr("workstation.storage.verifying.fault_of", lambda _: "page 3 is torn")
    with pytest.raises(SnapshotFailedError, match="page 3 is torn"):
        workspace.snapshot()
    assert list((workspace.path / "snapshots").iterdir()) == []
    monkeypatch.undo()
    workspace.snapshot()


def test_a_snapshot_is_put_back_and_the_state_before_is_kept_as_one(workspace):
    add_lot(workspace, "early")
    early = workspace.snapshot().name
    add_lot(workspace, "late")
    workspace.close()
    kept = restore(workspace.path, early, make_host()).kept
    back = opened(workspace)
    assert names(back) == ["early"]
    assert back.writer.undoable() is not None
    back.close()
    restore(workspace.path, kept, make_host())
    back = opened(workspace, 42)
    assert names(back) == ["early", "late"]
    assert examine_workspace(back.path, make_host()) == ()
    back.close()


def test_the_first_step_of_all_that_is_written_while_a_snapshot_begins_is_no_failure(workspace, monkeypatch):
    def head_before_a_step(connection):
        monkeypatch.setattr(snapshots, "head_of", head_of)
        found = head_of(connection)
        add_lot(workspace)
        return found

    monkeypatch.setattr(snapshots, "head_of", head_before_a_step)
    taken = workspace.snapshot()
    assert taken.head == digest_at_end(workspace)[: len(taken.head)]


def digest_at_end(workspace):
    with closing(sqlite3.connect(workspace.path / "workspace.db")) as connection:
        return head_of(connection)


def test_who_reads_beside_a_restore_reads_what_was_restored_and_no_mixture(workspace):
    """Its connections that were there read on in the old file, and new ones in the new."""
    add_lot(workspace)
    early = workspace.snapshot()
    add_lot(workspace, "Mill")
    workspace.close()
    with closing(Workspace.open(workspace.path, make_host(seed=41), "berta", read_only=True)) as reader:
        assert sorted(names(reader)) == ["Mill", "Textile"]
        part = workspace.path / "workspace.db.part"
        shutil.copyfile(workspace.path / "snapshots" / early.name, part)
        part.replace(workspace.path / "workspace.db")  # as the restore of another program does
        assert names(reader) == ["Textile"]


def test_a_journal_left_behind_never_reaches_a_restored_database(workspace, tmp_path):
    add_lot(workspace, "early")
    early = workspace.snapshot().name
    for number in range(40):
        add_lot(workspace, f"late {number}")
    crashed = tmp_path / "crashed"
    shutil.copytree(workspace.path, crashed)
    assert (crashed / "workspace.db-wal").stat().st_size > 0
    kept = restore(crashed, early, make_host()).kept
    assert not (crashed / "workspace.db-wal").exists()
    back = Workspace.open(crashed, make_host(seed=43), "anna")
    assert names(back) == ["early"]
    back.close()
    restore(crashed, kept, make_host())
    back = Workspace.open(crashed, make_host(seed=44), "anna")
    assert len(names(back)) == 41
    back.close()


def test_a_damaged_database_is_moved_aside_whole_and_the_snapshot_takes_its_place(workspace):
    add_lot(workspace)
    workspace.close()
    database = workspace.path / "workspace.db"
    database.write_bytes(b"X" * 5000)
    (snapshot,) = workspace.snapshots.all()
    assert restore(workspace.path, snapshot.name, make_host()) == Restored("damaged-1", is_copy=False)
    assert (workspace.path / "damaged-1" / "workspace.db").read_bytes() == b"X" * 5000
    back = opened(workspace)
    assert names(back) == ["Textile"]
    back.close()
    database.unlink()
    with pytest.raises(DatabaseMissingError, match=snapshot.name):
        opened(workspace)
    assert restore(workspace.path, snapshot.name, make_host()) == Restored("", is_copy=False)
    back = opened(workspace, 45)
    assert names(back) == ["Textile"]
    back.close()


def test_a_snapshot_that_is_not_there_is_answered_with_those_that_are(workspace, tmp_path):
    add_lot(workspace)
    workspace.close()
    (snapshot,) = workspace.snapshots.all()
    with pytest.raises(SnapshotMissingError, match=snapshot.name):
        restore(workspace.path, "yesterday", make_host())
    with pytest.raises(NotAWorkspaceError):
        restore(tmp_path, "yesterday", make_host())


# --- migrations


def schema_of(database):
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        return {(kind, name): " ".join((sql or "").split()) for kind, name, sql in found}


def test_the_migrations_come_to_the_tables_of_the_catalogue(tmp_path):
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    make_database(made, make_host())
    with closing(sqlite3.connect(migrated)) as connection:
        connection.execute("VACUUM")
    upgrade(migrated, Revisions())
    wanted, found = schema_of(made), schema_of(migrated)
    of_alembic = ("table", "alembic_version")
    assert "version_num VARCHAR(32) NOT NULL" in found.pop(of_alembic)
    assert "version_num VARCHAR(32) NOT NULL" in wanted.pop(of_alembic)
    assert found == wanted, (
        "the catalogue moved on: before the first release run python -m workstation.storage.migrations.freeze,"
        " afterwards write a new revision"
    )


def test_the_frozen_statements_end_in_the_rules_that_keep_the_log():
    assert [trigger in statements() for trigger in append_only_triggers()] == [True] * 4


def test_every_revision_has_its_script_and_its_place():
    assert [revision.number for revision in REVISIONS] == list(range(1, len(REVISIONS) + 1))
    (folder,) = Revisions().scripts
    assert sorted(path.name[:4] for path in folder.glob("*.py")) == [revision.id for revision in REVISIONS]


MOVED = dedent('''
    """Region used to be called area."""
    from alembic import op
    revision, down_revision = "0002", "0001"
    def upgrade() -> None:
        op.execute("ALTER TABLE lot RENAME COLUMN area TO region")
        op.execute("UPDATE evidence SET field = 'region' WHERE row_entity = 'lot' AND field = 'area'")
        {more}
''')


def moved_on(tmp_path, more="pass"):
    """A program whose second revision renamed `area` to `region`, in table, images and evidence."""

    def upcast(entity, image):
        if entity == "lot" and "area" in image:
            image = {**image, "region": image["area"]}
            del image["area"]
        if entity == "evidence" and (image["row_entity"], image["field"]) == ("lot", "area"):
            image = {**image, "field": "region"}
        return image

    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "0002_region.py").write_text(MOVED.format(more=more))
    known = (*REVISIONS, Revision(2, "0002", "0.2.0", upcast))
    return make_host(seed=50, version="0.2.0", revisions=Revisions(known, (*Revisions().scripts, scripts)))


def age(workspace):
    """Turns a closed workspace into one that the first revision's program wrote, when region was called area."""
    with rewritten(workspace.path) as connection:
        connection.execute("ALTER TABLE lot RENAME COLUMN region TO area")
        for column in ("before", "after"):
            connection.execute(f"UPDATE change SET {column} = replace({column}, '\"region\":', '\"area\":')")
            connection.execute(f"UPDATE change SET {column} = replace({column}, ':\"region\"', ':\"area\"')")
        connection.execute("UPDATE evidence SET field = 'area' WHERE field = 'region'")


@pytest.fixture
def aged(workspace):
    lot = add_lot(workspace, "Textile", region="浙江")
    put(workspace, replace(lot, region="Zhejiang"))
    workspace.close()
    age(workspace)
    return workspace


def test_an_older_workspace_is_brought_up_to_date_with_its_history(aged, tmp_path):
    host = moved_on(tmp_path)
    with pytest.raises(WorkspaceOlderError):
        Workspace.open(aged.path, host, "anna", read_only=True)
    with pytest.raises(WorkspaceOlderError):
        examine_workspace(aged.path, host)
    current = Workspace.open(aged.path, host, "anna")
    assert [lot.region for lot in current.reader.lots()] == ["Zhejiang"]
    assert examine_workspace(aged.path, host) == ()
    current.close()
    with closing(sqlite3.connect(aged.path / "workspace.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT value FROM workspace WHERE key = 'version'").fetchone() == (
            "0.2.0",
        )
        assert len(connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger'").fetchall()) == 4


def test_undo_and_redo_reach_across_a_migration(aged, tmp_path):
    current = Workspace.open(aged.path, moved_on(tmp_path), "anna")
    current.writer.undo()
    assert [lot.region for lot in current.reader.lots()] == ["浙江"]
    current.writer.undo()
    assert names(current) == []
    current.writer.redo()
    current.writer.redo()
    assert [lot.region for lot in current.reader.lots()] == ["Zhejiang"]
    assert examine_workspace(aged.path, current._host) == ()
    current.close()


def test_before_a_migration_there_is_a_snapshot_of_what_was(aged, tmp_path):
    before = len(aged.snapshots.all())
    Workspace.open(aged.path, moved_on(tmp_path), "anna").close()
    taken = aged.snapshots.all()
    assert len(taken) == before + 1
    with closing(sqlite3.connect(aged.path / "snapshots" / taken[before].name)) as connection:
        assert connection.execute("SELECT area FROM lot").fetchall() == [("Zhejiang",)]


@pytest.mark.parametrize(
    ("more", "lost"),
    [
        ('op.execute("DELETE FROM lot")', "it would lose lot"),
        ('op.execute("DROP TRIGGER change_is_kept")', "it would lose change_is_kept"),
        ('op.execute("INSERT INTO claim (id, lot) VALUES (1, 2)")', "it would lose claim"),
        ('op.execute("INSERT INTO missing VALUES (1)")', "no such table"),
    ],
)
def test_a_migration_that_loses_anything_leaves_the_workspace_as_it_was(aged, tmp_path, more, lost):
    with pytest.raises(MigrationFailedError, match=lost):
        Workspace.open(aged.path, moved_on(tmp_path, more), "anna")
    assert sorted(path.name for path in aged.path.iterdir() if path.is_file()) == [
        "workspace.db",
        "workspace.lock",
        "workspace.seal",
    ]
    with closing(sqlite3.connect(aged.path / "workspace.db")) as connection:
        assert connection.execute("SELECT area FROM lot").fetchall() == [("Zhejiang",)]


def test_a_row_that_lost_what_it_names_stops_a_migration(aged, tmp_path):
    more = "op.execute(\"UPDATE lot SET id = 'x'\")"
    with closing(sqlite3.connect(aged.path / "workspace.db")) as connection, connection:
        connection.execute("INSERT INTO claim (id, lot) SELECT 'c', id FROM lot")
    with pytest.raises(MigrationFailedError, match="claim names a row of lot"):
        Workspace.open(aged.path, moved_on(tmp_path, more), "anna")


def test_a_migrated_database_is_synced_before_it_takes_the_place(aged, tmp_path):
    host = moved_on(tmp_path)
    files = RecordedFiles()
    Workspace.open(aged.path, replace(host, files=files), "anna").close()
    part = next(at for at, call in enumerate(files.calls) if call[1].endswith("workspace.db.part"))
    swap = files.calls.index(("replace", "lots.workspace/workspace.db"))
    assert files.calls[swap - 1] == ("sync", "lots.workspace/workspace.db.part")
    assert files.calls[swap + 1][0] == "sync_folder"
    assert part < swap


def test_a_newer_lot_field_is_refused_not_dropped():
    assert Revisions().upcast("lot", {"id": "x", "name": "y"}, "0001") == {"id": "x", "name": "y"}
    with pytest.raises(KeyError):
        Revisions().upcast("lot", {}, "0099")
    assert Lot.entity == "lot"


def test_one_step_back_a_version_and_the_past_reach_across_a_migration(workspace, tmp_path):
    """Written when region was called area, also in the evidence on it; read and taken back under today's name."""
    lot = add_lot(workspace, "Textile", region="浙江")
    evidence = Evidence(
        id="e", lot=lot.id, row_entity="lot", row=lot.id, field="region", kind=EvidenceKind.ASSUMED
    )
    put(workspace, evidence)
    put(workspace, replace(lot, region="Zhejiang"))
    remove(workspace, evidence)
    workspace.close()
    age(workspace)
    host = moved_on(tmp_path)
    current = Workspace.open(workspace.path, host, "anna")
    removed, edited, cited, made = current.reader.history()
    assert edited.changes[0].before["region"] == "浙江"
    assert current.reader.history(wanted=HistoryFilter(field="region")) == (edited, made)
    known = current.reader.lot_as_of(lot.id, cited.at)
    assert known.lot.region == "浙江"
    assert [item.field for item in known.all(Evidence)] == ["region"]
    version = current.reader.version("lot", lot.id, cited.id)
    assert (version.record.region, [item.field for item in version.evidence]) == ("浙江", ["region"])
    restore_row(current.writer, current.reader, "lot", lot.id, cited.id)
    assert [item.field for item in current.reader.rows(Evidence)] == ["region"]
    assert current.reader.lots()[0].region == "浙江"
    current.writer.undo()
    assert (current.reader.lots()[0].region, current.reader.rows(Evidence)) == ("Zhejiang", ())
    put(current, replace(current.reader.lots()[0], number="1"))
    current.writer.undo_operation(edited.id)
    assert (current.reader.lots()[0].region, current.reader.lots()[0].number) == ("浙江", "1")
    current.writer.undo_operation(removed.id)
    assert [item.field for item in current.reader.rows(Evidence)] == ["region"]
    current.writer.redo()
    assert examine_workspace(workspace.path, host) == ()
    current.close()
