"""What can go wrong with a workspace, said so that a person can mend it."""

import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from workstation.domain.errors import UserError
from workstation.domain.system_errors import system_reason


class NotAWorkspaceError(UserError):
    code = "workspace.not_one"
    message = (
        "There is no workspace at {path}. Choose a folder that holds workspace.db, or make a new workspace."
    )


class DatabaseMissingError(UserError):
    code = "workspace.database_missing"
    message = "The database of the workspace at {path} is missing. Restore its newest snapshot {name}, taken {taken}."


class DatabaseLostError(UserError):
    code = "workspace.database_lost"
    message = "The database of the workspace at {path} is missing, and none of its snapshots is whole. Put workspace.db back from a backup or from the copy on another disk."


class WorkspaceBehindError(UserError):
    code = "workspace.behind"
    message = "Steps are missing: this workspace had come to step {expected}, and its database, which ends at step {found}, does not hold that step. Put workspace.db and workspace.db-wal back from where they were copied, restore a snapshot, or accept the loss."
    command = "doctor --accept"


class NotBehindError(UserError):
    code = "workspace.not_behind"
    message = "No step is missing from this workspace; there is nothing to accept."


class WorkspaceUnsoundError(UserError):
    code = "workspace.unsound"
    message = "The workspace is not sound ({detail}), so nothing was removed. Mend first what the doctor says, then do it again."


class MirrorInsideError(UserError):
    code = "mirror.inside"
    message = "{path} is the workspace itself, or lies in it. Choose a folder on another disk."


class MirrorAwayError(UserError):
    code = "mirror.away"
    message = "The folder {path} is not there. Connect the disk that it is on, or choose another folder."


class MirrorTakenError(UserError):
    code = "mirror.taken"
    message = "{path} is there and is no copy of this workspace. Choose another folder."


class MirrorDamagedError(UserError):
    code = "mirror.damaged"
    message = "The earlier copy at {path} is damaged ({detail}) and was left as it is; this workspace is not concerned. Move that copy elsewhere, or choose another folder."


class MirrorAheadError(UserError):
    code = "mirror.ahead"
    message = "The copy at {path} holds steps that this workspace does not have, so it was left as it is: somebody worked in it, or steps were lost here. Open that copy to see them, and choose another folder for a new one."


class MirrorFullError(UserError):
    code = "mirror.full"
    message = "There is no room for the copy at {path}; what was begun of it was removed. Free some space there, or choose another disk."


class MirrorRefusedError(UserError):
    code = "mirror.refused"
    message = "The copy at {path} cannot be written ({detail}); what was begun of it was removed. Choose a folder in which you may write."


class NotTheObjectError(UserError):
    code = "object.not_the_same"
    message = (
        "{path} is not the file that is missing: its bytes are others. Choose the file as it was taken in."
    )


class NotRepairableError(UserError):
    code = "workspace.not_repairable"
    message = (
        "The history itself is damaged ({detail}), so the records cannot be made from it. Restore a snapshot."
    )


class WorkspaceExistsError(UserError):
    code = "workspace.exists"
    message = "{path} is not empty. Open the workspace in it, or choose an empty folder for a new one."


class WorkspaceInUseError(UserError):
    code = "workspace.in_use"
    message = "This workspace is open elsewhere: {holder}. Close it there, or open it here to read only."


class WorkspaceNewerError(UserError):
    code = "workspace.newer"
    message = (
        "This workspace was written by version {version}. Open it with version {version} or a later one."
    )


class WorkspaceUnreleasedError(UserError):
    code = "workspace.unreleased"
    message = "This workspace was made by a build from before the first release, which kept its records in another form. Open it with that build, or make a new workspace and take the papers in again."


class WorkspaceOlderError(UserError):
    code = "workspace.older"
    message = "This workspace is from an earlier version. Open it once for writing to bring it up to date."


class WorkspaceDamagedError(UserError):
    code = "workspace.damaged"
    message = (
        "The database of this workspace is damaged ({detail}). Restore a snapshot; the damaged file is kept."
    )


class TablesAlteredError(WorkspaceDamagedError):
    message = "What the database of this workspace says of its own tables was altered. Restore its newest snapshot {name}, taken {taken}; the damaged file is kept."


class RecordsDifferError(UserError):
    code = "workspace.records_differ"
    message = "The records of this workspace are not what its history says ({detail}); the history is whole, and nothing in it is lost. Repair them from the history."
    command = "doctor --repair"


class StaleJournalError(UserError):
    code = "workspace.stale_journal"
    message = "The file workspace.db-wal in the workspace does not belong to its database. Open the workspace to write: the file is then set aside and the database is read without it."


class ReadOnlyError(UserError):
    code = "workspace.read_only"
    message = "This workspace is open to read only. Close it where it is in use, or copy it to a disk that takes it, then open it again."


class DiskFullError(UserError):
    code = "workspace.disk_full"
    message = "The disk is full, so this could not be done. Free some space, then do it again."


class DiskFailedError(UserError):
    code = "workspace.disk_failed"
    message = "The disk refused ({detail}), so this could not be done. Check that the disk is there and may be written, then do it again."


class FolderInPlaceError(UserError):
    code = "workspace.folder_in_place"
    message = "Where the file {path} should be is a folder. Move that folder elsewhere, then do it again."


class FileInPlaceError(UserError):
    code = "workspace.file_in_place"
    message = "Where the folder {path} should be is a file. Move that file elsewhere, then do it again."


def assert_no_folder(path: Path) -> None:
    """Where a file is to be written: an empty folder, which is nobody's work, makes room; `FolderInPlaceError` for one that
    holds something."""
    if path.is_dir():
        with suppress(OSError):
            path.rmdir()
    if path.is_dir():
        raise FolderInPlaceError(path=path)


class WorkspaceBusyError(UserError):
    code = "workspace.busy"
    message = "Another program is writing to this workspace. Wait a moment, then do it again."


class SqliteTooOldError(UserError):
    code = "workspace.sqlite_too_old"
    message = "SQLite {found} is too old; {needed} or later is needed. Install a newer Python."


class SqliteWithoutSearchError(UserError):
    code = "workspace.sqlite_without_search"
    message = "The SQLite of this Python was built without full-text search. Install a Python that has it."


class ObjectMissingError(UserError):
    code = "object.missing"
    message = "The file {name} is missing from the workspace. Put it back from a backup, or take the same file in again (of a valuation: value the lot again; of a memo: export it again)."


class ObjectAlteredError(UserError):
    code = "object.altered"
    message = "The workspace's copy of {name} is damaged; the seller's file is not the cause. Take the same file in again and the copy is replaced (of a valuation: value the lot again; of a memo: export it again), or put it back from a backup."


class SnapshotMissingError(UserError):
    code = "snapshot.missing"
    message = "There is no snapshot {name}. The snapshots are: {names}."


class SnapshotFailedError(UserError):
    code = "snapshot.failed"
    message = "The copy of the database could not be verified ({detail}); the earlier snapshots are kept. Run the doctor."


class MigrationFailedError(UserError):
    code = "workspace.migration_failed"
    message = "The workspace could not be brought up to date ({detail}). It is unchanged; open it with version {version}."


class RowInUseError(UserError):
    code = "record.in_use"
    message = "{record} cannot be removed: {users} rest on it. Remove or change them first."


class UndoBlockedError(UserError):
    code = "undo.changed_later"
    message = "This step cannot be taken back: {record} was changed later. Take the later change back first; the History panel shows it."


class UndoDependedOnError(UndoBlockedError):
    code = "undo.depended_on"
    message = "This step cannot be taken back: {users} came later and rest on {record}. Remove them first."


class UndoMissingError(UndoBlockedError):
    code = "undo.missing"
    message = "This step cannot be taken back: {record} is gone, and the step needs it. Bring it back first."


class UndoErasedError(UndoBlockedError):
    code = "undo.erased"
    message = "This step cannot be taken back: what it recorded of {record} was erased from the history. Set the fields by hand."


class UndoneAlreadyError(UserError):
    code = "undo.not_standing"
    message = "This step is taken back already, or is itself an undo. Ctrl+Z and Ctrl+Y go through them."


class UndoChangedByError(UndoBlockedError):
    code = "undo.changed_by"
    message = "This step cannot be taken back: {record} was changed again on {at} by {actor}. Take that change back first."


class NotThereYetError(UserError):
    code = "history.not_there"
    message = "{record} was not there on {at}. Choose a moment at which it was; the History panel shows them."


class ErasedThenError(UserError):
    code = "history.erased_then"
    message = "What was recorded then of {record} was erased from the history. Choose a later moment."


class AmbiguousLotError(UserError):
    code = "lot.ambiguous"
    message = "There are {count} lots named {name}. Name one by its id: {ids}."


class NumberTooLargeError(UserError):
    code = "field.too_large"
    message = "{value} is too large to keep. Check the number and its unit."


class MomentTooFarError(UserError):
    code = "field.too_far"
    message = "{value} is too far from today to keep. Check the year."


class ClockWrongError(UserError):
    code = "workspace.clock_wrong"
    message = "The clock of this computer says {when}, and the history would keep that. Set the clock right, then do it again."


class TextNotKeptError(UserError):
    code = "field.text_not_kept"
    message = "The text holds a sign that cannot be kept ({sign}, sign {number} of it). Remove that sign, then do it again."


_NO_PART = re.compile(r"no such (table|column): |table \w+ has no column named ")
_NO_TEXT = re.compile(r"Could not decode to UTF-8 column '(?P<column>\w+)'")  # the text itself follows
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def from_sqlite(error: sqlite3.Error) -> UserError | None:
    """The error for a person, or None when the fault is ours."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return DiskFullError()
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
            return DiskFailedError(detail=str(error))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return WorkspaceDamagedError(detail=str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return WorkspaceBusyError()
    detail = str(error) if is_of_the_tables(error) else ""
    if (found := _NO_TEXT.match(str(error))) is not None:
        detail = f"a text in the column {found['column']} cannot be read"
    return WorkspaceDamagedError(detail=detail) if detail else None


def is_of_the_tables(error: sqlite3.Error) -> bool:
    """Whether a table or a column is not there that every database of ours has."""
    return _NO_PART.match(str(error)) is not None


def from_os(error: OSError) -> UserError:
    if error.errno in _FULL:
        return DiskFullError()
    if error.errno == errno.EISDIR and error.filename:
        return FolderInPlaceError(path=error.filename)
    if error.errno == errno.EEXIST and error.filename and not os.path.isdir(error.filename):  # noqa: PTH112 - as it was named
        return FileInPlaceError(path=error.filename)
    return DiskFailedError(detail=system_reason(error))


@contextmanager
def told() -> Iterator[None]:
    """Turns what the database says into sentences; bugs pass through."""
    try:
        yield
    except sqlite3.Error as error:
        if (plain := from_sqlite(error)) is not None:
            raise plain from error
        raise
    except UnicodeEncodeError as error:
        sign = f"U+{ord(error.object[error.start]):04X}"
        raise TextNotKeptError(sign=sign, number=error.start + 1) from None
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error) and (plain := from_sqlite(error.orig)) is not None:
            raise plain from error
        raise


@contextmanager
def told_of_disk() -> Iterator[None]:
    """Turns what the disk says about a file of ours into sentences."""
    try:
        yield
    except OSError as error:
        raise from_os(error) from error
