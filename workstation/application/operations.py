"""Operations: the named steps by which a workspace changes, as history and undo show them."""

from dataclasses import dataclass, field
from enum import StrEnum


class OperationKind(StrEnum):
    """Each kind has one sentence in `SENTENCES` that names it to a person."""

    CREATE_LOT = "create_lot"
    EDIT = "edit"
    ADD = "add"
    REMOVE = "remove"
    CITE = "cite"
    DETACH = "detach"
    CHOOSE = "choose"
    ASSUME = "assume"
    IMPORT = "import"
    IMPORT_MANY = "import_many"
    READ = "read"
    INTAKE = "intake"
    READ_LISTING = "read_listing"
    ANSWER_CHECK = "answer_check"
    FREEZE_RUN = "freeze_run"
    DECIDE = "decide"
    SIGN = "sign"
    EXPORT_MEMO = "export_memo"
    EDIT_MANY = "edit_many"
    REMOVE_LOT = "remove_lot"
    RESTORE = "restore"
    NEW_ROUND = "new_round"
    REMOVE_ROUND = "remove_round"
    MOVE_STAGE = "move_stage"
    PUT_LOT = "put_lot"
    MERGE = "merge"
    PASTE = "paste"
    CARRY_OVER = "carry_over"
    HIGHLIGHT = "highlight"
    SETTLE = "settle"
    REOPEN = "reopen"
    JOIN = "join"
    TAKE_APART = "take_apart"
    UNDO = "undo"
    REDO = "redo"


SENTENCES: dict[OperationKind, str] = {
    OperationKind.CREATE_LOT: "New lot {record}",
    OperationKind.EDIT: "Changed {field} of {record}",
    OperationKind.ADD: "Added {record}",
    OperationKind.REMOVE: "Removed {record}",
    OperationKind.CITE: "Attached {place} to {field}, {record}",
    OperationKind.DETACH: "Detached {place} from {field}, {record}",
    OperationKind.CHOOSE: "Chose a source of {field}, {record}",
    OperationKind.ASSUME: "Marked {field} of {record} as assumed",
    OperationKind.IMPORT: "Took in {record}",
    OperationKind.IMPORT_MANY: "Took in {count} files, {record} first",
    OperationKind.READ: "Read {record}",
    OperationKind.INTAKE: "Lot {record} from its listing",
    OperationKind.READ_LISTING: "Read {record} into the lot",
    OperationKind.ANSWER_CHECK: "Answered {record}",
    OperationKind.FREEZE_RUN: "Run {record}",
    OperationKind.DECIDE: "Decision: {record}",
    OperationKind.SIGN: "{record} signed as {field}",
    OperationKind.EXPORT_MEMO: "Memo {record}",
    OperationKind.EDIT_MANY: "Changed {field} of {count} records",
    OperationKind.REMOVE_LOT: "Removed the lot {record}",
    OperationKind.RESTORE: "Restored {record} to {when}",
    OperationKind.NEW_ROUND: "Round {field} of {record}",
    OperationKind.REMOVE_ROUND: "Removed round {field} of {record}",
    OperationKind.MOVE_STAGE: "{record} moved to {field}",
    OperationKind.PUT_LOT: "{record} from a file",
    OperationKind.MERGE: "Merged {record} into {field}",
    OperationKind.PASTE: "Pasted {count} rows, {record}",
    OperationKind.CARRY_OVER: "Carried {count} citations of {record} to its new version",
    OperationKind.HIGHLIGHT: "Highlight on {place}",
    OperationKind.SETTLE: "Settled {record}",
    OperationKind.REOPEN: "Opened again: {record}",
    OperationKind.JOIN: "Joined {count} files to {record}",
    OperationKind.TAKE_APART: "Took the files of {record} apart",
    OperationKind.UNDO: "Undone",
    OperationKind.REDO: "Redone",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One operation as asked for: its kind, what fills its sentence, and the batch it belongs to.

    `params` is read when the work is done, so that the work can name what it found; values that are English
    labels or titles are translated when shown.
    """

    kind: OperationKind
    params: dict[str, str] = field(default_factory=dict)
    batch: str | None = None
