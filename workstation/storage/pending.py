"""Rows of an operation that are not written yet: written together, few statements for many rows."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine import Connection

from workstation.storage.mapping import entity_map


@dataclass(slots=True)
class Pending:
    """By entity and id. References are checked at the end of a transaction, so the order between entities is free."""

    adds: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    removes: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, record: Any) -> None:
        self.adds.setdefault(record.entity, {})[record.id] = record

    def change(self, record: Any) -> None:
        """Of a row that is stored, or waits to be."""
        waiting = self.adds if record.id in self.adds.get(record.entity, {}) else self.changes
        waiting.setdefault(record.entity, {})[record.id] = record

    def remove(self, entity: str, identity: str) -> None:
        if self.adds.get(entity, {}).pop(identity, None) is None:
            self.changes.get(entity, {}).pop(identity, None)
            self.removes.setdefault(entity, {})[identity] = None

    def write(self, connection: Connection) -> None:
        """Nothing is pending afterwards. A row that went and came back is removed before it is added."""
        for entity, ids in self.removes.items():
            entity_map(entity).remove(connection, list(ids))
        for entity, records in self.adds.items():
            entity_map(entity).add(connection, list(records.values()))
        for entity, records in self.changes.items():
            entity_map(entity).change(connection, list(records.values()))
        self.adds, self.changes, self.removes = {}, {}, {}
