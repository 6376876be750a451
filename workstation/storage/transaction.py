"""One operation under way: rows go through here, and their images are recorded on the way."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy.engine import Connection

from workstation.domain.errors import NotFoundError, Term
from workstation.domain.naming import name_of, names_of, title_of
from workstation.domain.ranges import check_texts
from workstation.storage.failures import RowInUseError
from workstation.storage.log import Change
from workstation.storage.mapping import Key, entity_map, image_of
from workstation.storage.pending import Pending
from workstation.storage.references import After, targets_missing, users_left

R = TypeVar("R")


class StoredTransaction:
    """`application.ports.storage.Transaction` on one connection. What is put and removed waits and is written together
    before rows are looked for, so that `rows` sees it; references are checked at the end, so that their order does not
    matter."""

    def __init__(self, connection: Connection, new_id: Callable[[], str], now: datetime) -> None:
        self._connection = connection
        self._new_id = new_id
        self._now = now
        self._before: After = {}
        self._after: After = {}
        self._read: After = {}  # as stored; nobody else writes meanwhile
        self._unused: set[str] = set()  # ids that were given out here: no stored row has them
        self._pending = Pending()

    def find(self, record_class: type[R], identity: str) -> R | None:
        return cast("R | None", self._current((cast("Any", record_class).entity, identity)))

    def get(self, record_class: type[R], identity: str) -> R:
        if (found := self.find(record_class, identity)) is None:
            raise NotFoundError(what=Term(cast("Any", record_class).title), name=identity)
        return found

    def rows(self, record_class: type[R], **equals: object) -> tuple[R, ...]:
        self._pending.write(self._connection)
        found = entity_map(cast("Any", record_class).entity)
        records = [found.record(row) for row in self._connection.execute(found.matching(equals))]
        self._read.update(((found.entity.record_class.entity, record.id), record) for record in records)
        return tuple(records)

    def put(self, record: Any) -> None:
        key = (record.entity, record.id)
        stored = self._current(key)
        if stored == record:
            return
        check_texts(record)
        if stored is None:
            self._pending.add(record)
        else:
            self._pending.change(record)
        self._touch(key, stored, record)

    def remove(self, record: Any) -> None:
        key = (record.entity, record.id)
        stored = self._current(key)
        if stored is None:
            raise NotFoundError(what=Term(record.title), name=name_of(record))
        self._pending.remove(*key)
        self._touch(key, stored, None)

    def new_id(self) -> str:
        identity = self._new_id()
        self._unused.add(identity)
        return identity

    @property
    def now(self) -> datetime:
        return self._now

    def finish(self) -> tuple[Change, ...]:
        """What changed, row by row, in the order of the first touch. `RowInUseError` names what still rests on
        a removed row, `NotFoundError` what a row names that is not there."""
        self._pending.write(self._connection)
        for dangling in targets_missing(self._connection, self._after, self._before):
            entity, identity = dangling.missing
            raise NotFoundError(what=Term(title_of(entity)), name=identity)
        self._refuse_users()
        changes = (self._change(key) for key in self._after)
        return tuple(change for change in changes if change.before != change.after)

    def _refuse_users(self) -> None:
        left: dict[Key, list[Any]] = {}
        for dangling in users_left(self._connection, self._after):
            left.setdefault(dangling.missing, []).append(dangling.user)
        for key, users in left.items():
            raise RowInUseError(record=name_of(self._before[key]), users=names_of(users))

    def _current(self, key: Key) -> Any:
        if key in self._after:
            return self._after[key]
        if key[1] in self._unused:
            return None
        if key not in self._read:
            self._read[key] = entity_map(key[0]).find(self._connection, key[1])
        return self._read[key]

    def _touch(self, key: Key, stored: Any, record: Any) -> None:
        self._before.setdefault(key, stored)
        self._after[key] = record

    def _change(self, key: Key) -> Change:
        before, after = self._before[key], self._after[key]
        lot = lot_of(after if after is not None else before)
        return Change(key[0], key[1], lot, image_of(before), image_of(after))


def lot_of(record: Any) -> str | None:
    """The lot a row belongs to; a party belongs to none."""
    if record is None:
        return None
    return cast("str", record.id) if record.entity == "lot" else getattr(record, "lot", None)
