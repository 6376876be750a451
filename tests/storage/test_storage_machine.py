"""Any walk through the record: the log replayed gives the tables, undo and redo give what was, restarts change nothing.

Over the real schema: every entity of the catalogue, fields of every kind, drawn from their declarations. Beside the
store walks a plain model, a dictionary of rows and a list of steps; what a lot was known as on a moment and what a
version of a row was are looked up in its own memory.
"""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from storage_kit import WalkingClock, make_host, replay

from workstation.application.operations import OperationKind, Step
from workstation.domain.catalogue import RECORDS
from workstation.domain.citations import Evidence
from workstation.domain.fields import Kind, fields_of
from workstation.domain.images import to_image
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
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


@dataclass
class Taken:
    """A step: what each of its operations changed, and, while it is undone, what each undo changed."""

    number: int
    operation: str | None
    nets: list
    taken: list = ()


def beside(now, before, after):
    """The fields of one change put back, those that were changed later kept."""
    assert now is not None
    assert before is not None
    assert after is not None
    names = [
        field.name
        for field in fields_of(type(now))
        if getattr(before, field.name) != getattr(after, field.name)
    ]
    assert all(getattr(now, name) == getattr(after, name) for name in names)
    return replace(now, **{name: getattr(before, name) for name in names})


def of_lot(rows, lot, head):
    """The record of a lot from plain rows: its own, and the parties they name."""
    own = [row for key, row in rows.items() if key == ("lot", lot) or getattr(row, "lot", None) == lot]
    named = {target for row in own for target in targets(row) if target[0] == "party"}
    return LotRecord.of_rows([*own, *(rows[key] for key in named)], head)


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
        self.clock = WalkingClock()
        self.seen = []
        shutil.copytree(self.template, self.folder / "w")
        self.open()

    def open(self):
        self.count += 1
        host = make_host(clock=self.clock, seed=self.count)
        self.workspace = Workspace.open(self.folder / "w", host, self.actor)

    def teardown(self):
        self.every_lot_is_known_as_it_was()
        self.workspace.close()
        images = {key: to_image(row) for key, row in self.rows.items()}
        assert replay(self.folder / "w" / "workspace.db") == images
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
        nets = [self.write([self.edited(data)], batch=f"batch {self.count}") for _ in range(times)]
        self.note([net for net in nets if net])

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
        step = self.done[self.actor][-1]
        if self.took_back(self.workspace.writer.undo, step, step.nets):
            self.done[self.actor].remove(step)
            self.undone[self.actor].append(step)

    @rule()
    @precondition(lambda self: self.undone[self.actor])
    def redo(self):
        step = self.undone[self.actor][-1]
        if self.took_back(self.workspace.writer.redo, step, step.taken):
            self.undone[self.actor].pop()
            self.done[self.actor].append(step)
            self.done[self.actor].sort(key=lambda step: step.number)

    @rule(data=st.data())
    def take_one_older_step_back(self, data):
        there = [step for step in self.done[self.actor] if step.operation is not None]
        if not there:
            return
        step = data.draw(st.sampled_from(there))
        self.alone = self.alone and step is self.done[self.actor][-1]
        if self.took_back(lambda: self.workspace.writer.undo_operation(step.operation), step, step.nets):
            self.done[self.actor].remove(step)
            self.undone[self.actor].append(step)

    @rule(data=st.data())
    @precondition(lambda self: self.seen)
    def restore(self, data):
        """A row as it was after any operation, with its evidence; as the use case does it."""
        operation, _, rows = data.draw(st.sampled_from(self.seen))
        if not rows:
            return
        key = data.draw(st.sampled_from(sorted(rows)))
        version = self.workspace.reader.version(*key, operation)
        assert version.record == rows[key]
        evidence = [
            row for row in rows.values() if isinstance(row, Evidence) and (row.row_entity, row.row) == key
        ]
        assert list(version.evidence) == sorted(evidence, key=lambda row: row.id)
        after = {**self.rows, key: version.record}
        if all(target in after for target in targets(version.record)):
            self.write([version.record])

    @rule()
    def restart(self):
        self.workspace.close()
        self.open()

    @rule(by=st.timedeltas(timedelta(minutes=-5), timedelta(minutes=5)))
    def set_the_clock(self, by):
        self.clock.now += by

    @rule()
    def hand_over(self):
        self.actor = self.workspace.writer.actor = "ben" if self.actor == "anna" else "anna"
        self.alone = False

    @rule(data=st.data())
    @precondition(lambda self: self.done[self.actor])
    def interfere(self, data):
        """Somebody else changes a row that the last step touched, or puts evidence on it."""
        there = [key for net in self.done[self.actor][-1].nets for key in net if key in self.rows]
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

    @rule()
    def every_lot_is_known_as_it_was(self):
        """At three moments of the walk, of which the last operation counts; the head as well."""
        for _, moment, _ in self.seen[:: max(1, len(self.seen) // 3)]:
            rows = next(rows for _, at, rows in reversed(self.seen) if at <= moment)
            for entity, lot in rows:
                if entity == "lot":
                    known = self.workspace.reader.lot_as_of(lot, moment)
                    assert known == of_lot(rows, lot, known.head)

    @rule()
    def the_log_replays_to_the_tables(self):
        images = {key: to_image(row) for key, row in self.rows.items()}
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
        if net:
            self.remember(committed.operation)
        if batch is None and net:
            self.note([net], committed.operation)
        return net

    def note(self, nets, operation=None):
        """A batch has no one operation."""
        if nets:
            self.count += 1
            self.done[self.actor].append(Taken(self.count, operation, nets))
            self.undone[self.actor].clear()

    def remember(self, operation):
        newest = self.workspace.reader.history(limit=1)[0]
        assert newest.id == operation
        assert all(at <= newest.at for _, at, _ in self.seen[-1:])
        self.seen.append((operation, newest.at, dict(self.rows)))

    def took_back(self, act, step, nets):
        """Whether it was possible: the changed fields go back where nobody changed them again. `step.taken` is what
        that did, the last operation first: what redo turns around."""
        try:
            committed = act()
        except UndoBlockedError:
            assert not self.alone
            return False
        taken = [self.turned(net) for net in reversed(nets)]
        assert {(row.entity, row.id) for row in committed.touched} == {key for net in nets for key in net}
        step.taken = taken
        self.remember(committed.operation)
        return True

    def turned(self, net):
        found = {}
        for key, (before, after) in net.items():
            now = self.rows.get(key)
            found[key] = (now, before if now == after else beside(now, before, after))
        self.apply({key: row for key, (_, row) in found.items()})
        return found

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


def walk(template, examples, steps, name="Walk"):
    """Another name draws another sequence of examples."""
    kind = type(name, (Walk,), {"template": template})
    run_state_machine_as_test(
        kind,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),  # a failing walk is short enough to read
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_short_walk_replays_to_the_tables(template):
    walk(template, examples=6, steps=20)


@pytest.mark.deep
@pytest.mark.parametrize("steps", [20, 30])
def test_any_long_walk_replays_to_the_tables(template, steps):
    """Two halves of 1,000 examples, so that two processors share them."""
    walk(template, examples=500, steps=steps, name=f"Walk{steps}")
