"""What stands behind many fields of one record at once: the evidence is put in order once, not searched for each."""

from collections import defaultdict
from typing import Any

from workstation.domain.citations import Evidence
from workstation.domain.evidence import FieldState, Support, support
from workstation.domain.record import LotRecord


class Supports:
    """Made for each record that is shown; `of` answers as `domain.evidence.support` does."""

    def __init__(self, record: LotRecord) -> None:
        self._record = record
        self._found: defaultdict[tuple[str, str, str], dict[str, Evidence]] = defaultdict(dict)
        for identity, item in record.rows.get(Evidence.entity, {}).items():
            self._found[item.row_entity, item.row, item.field][identity] = item

    def of(self, row: Any, field: str) -> Support:
        if getattr(row, field) is None:
            return Support(FieldState.EMPTY)
        key = (row.entity, row.id, field)
        if key not in self._found:
            return Support(FieldState.BARE)
        rows = {**self._record.rows, Evidence.entity: self._found[key]}
        return support(LotRecord(rows, self._record.head), row, field)
