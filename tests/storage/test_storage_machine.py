"""Any walk through the record: the log replayed gives the tables, undo and redo give what was, restarts change nothing.

Over the real schema: every entity of the catalogue, fields of every kind.
"""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from storage_kit import make_host, replay

from workstation.application.operations import OperationKind, Step
from workstation.domain.catalogue import RECORDS
from workstation.domain.citations import Evidence
from workstation.domain.fields import Kind, fields_of
from workstation.domain.images import to_image
from workstation.domain.money import Money
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import RowInUseError, UndoBlockedError
from workstation.storage.mapping import entity_map
from workstation.storage.references import targets
from workstation.storage.workspace import Workspace

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).flatmap(  # noqa: DTZ001 - the zone is drawn beside it
    lambda moment: st.sampled_from(
        [UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30))]
    ).map(lambda zone: moment.replace(tzinfo=zone))
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
RECTS = st.lists(st.tuples(*[st.integers(-9000, 9000).map(lambda edge: edge / 8)] * 4), max_size=2).map(tuple)
VALUES = {
    Kind.TEXT: TEXTS,
    Kind.PROSE: TEXTS,
    Kind.MONEY: st.builds(Money, st.integers(-(2**63) + 1, 2**63 - 1), st.sampled_from(["CNY", "EUR"])),
    Kind.RATE: st.decimals(-9, 9, places=6),
    Kind.NUMBER: st.decimals(-(10**12), 10**12, places=3),
    Kind.INTEGER: st.integers(-(2**63) + 1, 2**63 - 1),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates(date(1949, 10, 1), date(2100, 1, 1)),
    Kind.MOMENT: MOMENTS,
    Kind.RECTS: RECTS,
}


class Walk(RuleBasedStateMachine):
    """Knows the rows as they must be, and every step of either actor as what it changed."""

    template: Path

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.rows = {}
        self.actor = "anna"
        self.alone = True
        self.done = {"anna": [], "ben": []}
        self.undone = {"anna": [], "ben": []}
        self.count = 0
        shutil.copytree(self.template, self.folder / "w")
        self.open()

    def open(self):
        self.count += 1
        self.workspace = Workspace.open(self.folder / "w", make_host(seed=self.count), self.actor)

    def teardown(self):
        self.workspace.close()
        found = examine_workspace(self.folder / "w", make_host())
        shutil.rmtree(self.folder)
        # hashes are drawn like any text, so they name no object
        assert [ailment for ailment in found if ailment.code != "object.missing"] == []

    # --- what a person does

    @initialize(data=st.data())
    def first_rows(self, data):
        for record_class in RECORDS[:5]:
            self.write([self.drawn(data, record_class)])

    @rule(data=st.data(), record_class=st.sampled_from(RECORDS))
    def add(self, data, record_class):
        if (record := self.drawn(data, record_class)) is not None:
            self.write([record])

    @rule(data=st.data())
    def edit(self, data):
        if self.rows:
            self.write([self.edited(data)])

    @rule(data=st.data(), times=st.integers(2, 4))
    def edit_many_as_a_batch(self, data, times):
        if not self.rows:
            return
        self.count += 1
        net = {}
        for _ in range(times):
            for key, (before, after) in self.write([self.edited(data)], batch=f"batch {self.count}").items():
                net[key] = (net[key][0] if key in net else before, after)
        self.note(net)

    @rule(data=st.data(), with_users=st.booleans())
    def remove(self, data, with_users):
        if not self.rows:
            return
        keys = {data.draw(st.sampled_from(sorted(self.rows)))}
        while with_users and (more := self.users(keys) - keys):
            keys |= more
        if self.users(keys) - keys:
            with pytest.raises(RowInUseError):
                self.write([], sorted(keys))
        else:
            self.write([], sorted(keys))

    @rule()
    @precondition(lambda self: self.done[self.actor])
    def undo(self):
        self.step_back(self.workspace.writer.undo, self.done, self.undone)

    @rule()
    @precondition(lambda self: self.undone[self.actor])
    def redo(self):
        self.step_back(self.workspace.writer.redo, self.undone, self.done)

    @rule()
    def restart(self):
        self.workspace.close()
        self.open()

    @rule()
    def hand_over(self):
        self.actor = self.workspace.writer.actor = "ben" if self.actor == "anna" else "anna"
        self.alone = False

    @rule(data=st.data())
    @precondition(lambda self: self.done[self.actor])
    def interfere(self, data):
        """Somebody else changes a row that the last step touched, or puts evidence on it."""
        there = [key for key in self.done[self.actor][-1] if key in self.rows]
        if not there or not any(entity == "lot" for entity, _ in self.rows):
            return
        self.hand_over()
        if data.draw(st.booleans()):
            self.write([self.edited(data, there[:1])])
        else:
            evidence = self.drawn(data, Evidence)
            self.write([replace(evidence, row_entity=there[0][0], row=there[0][1])])
        self.hand_over()

    # --- what must hold

    @invariant()
    def tables_are_as_they_must_be(self):
        with self.workspace.reader._engine.begin() as connection:
            maps = [entity_map(record.entity) for record in RECORDS]
            rows = [found.record(row) for found in maps for row in connection.execute(found.all)]
        stored = {(row.entity, row.id): row for row in rows}
        assert stored == self.rows
        images = {key: to_image(row) for key, row in stored.items()}
        assert replay(self.folder / "w" / "workspace.db") == images

    @invariant()
    def undo_and_redo_are_offered_when_there_is_something(self):
        writer = self.workspace.writer
        assert (writer.undoable() is None) == (not self.done[self.actor])
        assert (writer.redoable() is None) == (not self.undone[self.actor])

    # --- how

    def write(self, puts, removes=(), *, batch=None):
        def work(tx):
            for record in puts:
                tx.put(record)
            for key in removes:
                tx.remove(self.rows[key])

        committed = self.workspace.writer.run(Step(OperationKind.EDIT, {}, batch), work)
        after = {(record.entity, record.id): record for record in puts} | dict.fromkeys(removes)
        net = {key: (self.rows.get(key), row) for key, row in after.items() if self.rows.get(key) != row}
        assert (committed.operation is None) == (not net)
        self.apply({key: row for key, (_, row) in net.items()})
        if batch is None:
            self.note(net)
        return net

    def note(self, net):
        if net:
            self.done[self.actor].append(net)
            self.undone[self.actor].clear()

    def step_back(self, act, source, target):
        net = source[self.actor][-1]
        try:
            committed = act()
        except UndoBlockedError:
            assert not self.alone
            return
        assert {(row.entity, row.id) for row in committed.touched} == set(net)
        assert all(self.rows.get(key) == after for key, (_, after) in net.items())
        self.apply({key: before for key, (before, _) in net.items()})
        source[self.actor].pop()
        target[self.actor].append({key: (after, before) for key, (before, after) in net.items()})

    def apply(self, rows):
        for key, row in rows.items():
            if row is None:
                del self.rows[key]
            else:
                self.rows[key] = row

    def users(self, keys):
        return {key for key, row in self.rows.items() if any(target in keys for target in targets(row))}

    def drawn(self, data, record_class):
        """A new row with the fields it must have and some others; None where nothing is there that it must name."""
        self.count += 1
        values = {}
        for field in fields_of(record_class):
            if field.required or data.draw(st.integers(0, 3)) == 0:
                values[field.name] = self.value(data, field)
                if field.required and values[field.name] is None:
                    return None
        if record_class is Evidence:
            values["row_entity"], values["row"] = data.draw(st.sampled_from(sorted(self.rows)))
        return record_class(id=f"{self.count:06}", **values)

    def edited(self, data, keys=()):
        row = self.rows[data.draw(st.sampled_from(keys or sorted(self.rows)))]
        free = [field for field in fields_of(type(row)) if field.name not in {"row_entity", "row", "lot"}]
        field = data.draw(st.sampled_from(free))
        value = self.value(data, field)
        return row if value is None and field.required else replace(row, **{field.name: value})

    def value(self, data, field):
        if field.kind is Kind.REFERENCE:
            there = sorted(identity for entity, identity in self.rows if entity == field.target)
            return data.draw(st.sampled_from(there)) if there else None
        if field.kind is Kind.CHOICE:
            return data.draw(st.sampled_from(list(field.choices)))
        return data.draw(VALUES[field.kind])


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "w"
    Workspace.create(path, make_host(seed=999), "anna").close()
    return path


def walk(template, examples, steps):
    kind = type("Walk", (Walk,), {"template": template})
    run_state_machine_as_test(
        kind,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_short_walk_replays_to_the_tables(template):
    walk(template, examples=10, steps=20)


@pytest.mark.deep
def test_any_long_walk_replays_to_the_tables(template):
    walk(template, examples=1000, steps=25)
