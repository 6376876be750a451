"""What the storage tests share: a clock that walks, seeded ids, file calls that are recorded."""

import json
import shutil
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from workstation.application.operations import OperationKind, Step
from workstation.domain.catalogue import RECORDS
from workstation.domain.claims import Balance, Claim
from workstation.domain.ids import IdSource
from workstation.domain.images import to_image
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.platform.files import DurableFiles
from workstation.platform.locks import FileLock
from workstation.storage.chain import GENESIS, link, salted_digest
from workstation.storage.layout import Host
from workstation.storage.pages import PageStore
from workstation.storage.search_index import SearchIndex
from workstation.storage.workspace import Workspace

START = datetime(2025, 9, 5, 2, tzinfo=UTC)


class WalkingClock:
    def __init__(self, start=START, step=timedelta(seconds=1)):
        self.now = start
        self.step = step

    def __call__(self):
        self.now += self.step
        return self.now


class RecordedFiles(DurableFiles):
    """Notes every call in order by the last two parts of the path."""

    def __init__(self):
        self.calls = []

    def note(self, call, path):
        self.calls.append((call, "/".join(Path(path).parts[-2:])))

    def sync(self, file):
        self.note("sync", file.name)
        super().sync(file)

    def sync_folder(self, folder):
        self.note("sync_folder", folder)
        super().sync_folder(folder)

    def replace(self, source, target):
        self.note("replace", target)
        super().replace(source, target)

    def make_read_only(self, path):
        self.note("read_only", path)
        super().make_read_only(path)


def make_host(files=None, clock=None, seed=7, **more):
    clock = clock or WalkingClock()
    files = files or DurableFiles()
    new_id = IdSource(clock, Random(seed))
    random_bytes = Random(f"salts {seed}").randbytes
    return Host(files, FileLock, clock, new_id, more.pop("version", "0.1.0"), random_bytes, **more)


def page_store(folder, extractor=1, *, read_only=False, immutable=False):
    index = SearchIndex(folder / "search.db", extractor, read_only=read_only, immutable=immutable)
    return PageStore(folder / "pages.db", extractor, index, read_only=read_only, immutable=immutable)


def add_lot(workspace, name="Textile", **values):
    """One operation that makes a lot; returns it."""

    def work(tx):
        lot = Lot(id=tx.new_id(), name=name, **values)
        tx.put(lot)
        return lot

    return workspace.writer.run(Step(OperationKind.CREATE_LOT, {"record": name}), work).value


def put(workspace, *records, kind=OperationKind.EDIT, batch=None):
    def work(tx):
        for record in records:
            tx.put(record)

    return workspace.writer.run(Step(kind, {"record": records[0].id}, batch), work)


def add_claim_of_20m(workspace):
    """A lot with one claim and its principal."""
    lot = add_lot(workspace)
    owed = Balance(id="b", lot=lot.id, claim="c", amount=Money.of(20_000_000))
    put(workspace, Claim(id="c", lot=lot.id), owed)


def remove(workspace, *records, kind=OperationKind.REMOVE, batch=None):
    def work(tx):
        for record in records:
            tx.remove(record)

    return workspace.writer.run(Step(kind, {"record": records[0].id}, batch), work)


def tables_of(workspace):
    """Every row of every entity as images."""
    return {
        (record.entity, row.id): to_image(row) for record in RECORDS for row in workspace.reader.rows(record)
    }


def replay(database):
    """The rows that the log alone gives."""
    rows = {}
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "SELECT entity, entity_id, after FROM change JOIN operation ON operation.id = change.operation"
            " ORDER BY position, seq"
        )
        for entity, identity, after in found:
            if after is None:
                del rows[entity, identity]
            else:
                rows[entity, identity] = json.loads(after)
    return rows


def copy_of(workspace_path, target):
    shutil.copytree(workspace_path, target)
    return target


def open_again(workspace, **more):
    workspace.close()
    return Workspace.open(workspace.path, make_host(seed=more.pop("seed", 8)), "anna", **more)


def relink(connection):
    """Keys of an image are sorted, so a renamed one moves."""
    previous = GENESIS
    for change in connection.execute("SELECT rowid, * FROM change").fetchall():
        texts = [text and json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                 for text in (change["before"], change["after"])]  # fmt: skip
        digests = [
            text and salted_digest(change[f"{side}_salt"], text)
            for side, text in zip(("before", "after"), texts, strict=True)
        ]
        connection.execute(
            "UPDATE change SET before=?, after=?, before_digest=?, after_digest=? WHERE rowid=?",
            (*texts, *digests, change["rowid"]),
        )
    for operation in connection.execute("SELECT * FROM operation ORDER BY position").fetchall():
        changes = connection.execute(
            "SELECT * FROM change WHERE operation = ? ORDER BY seq", (operation["id"],)
        ).fetchall()
        previous = link(previous, dict(operation), [dict(change) for change in changes])
        connection.execute("UPDATE operation SET digest = ? WHERE id = ?", (previous, operation["id"]))


@contextmanager
def rewritten(path):
    """The database of a closed workspace, open to be made what an older program wrote: the triggers that keep the log are
    away meanwhile, and the chain is linked anew at the end."""
    with closing(sqlite3.connect(path / "workspace.db", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger in triggers:
            connection.execute(f"DROP TRIGGER {trigger['name']}")
        yield connection
        relink(connection)
        for trigger in triggers:
            connection.execute(trigger["sql"])
    (path / "workspace.head").unlink()  # an older program wrote none
