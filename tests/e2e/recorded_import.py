"""Runs the program with its arguments and writes down in which order it synced, named, committed and printed.

The first argument is the file of the record: one JSON list a line, such as ["sync", "/…/objects/ab/cd…"].
"""

import json
import os
import sys
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

record = open(sys.argv.pop(1), "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process


def note(*what):
    record.write(json.dumps(what) + "\n")
    record.flush()


def fsync(descriptor, real=os.fsync):
    real(descriptor)
    note("sync", str(Path(f"/proc/self/fd/{descriptor}").readlink()))


def replace(self, target, real=Path.replace):
    note("name", str(self), str(target))
    return real(self, target)


def do_commit(self, connection, real=SQLiteDialect_pysqlite.do_commit):
    note("commits")
    real(self, connection)
    note("committed")


def executed(_connection, _cursor, statement, parameters, *_):
    if statement.startswith("INSERT INTO version"):
        rows = parameters if isinstance(parameters, list) else [parameters]
        for row in rows:
            note("row", [value for value in row if isinstance(value, str) and len(value) == 64])


class Told:
    """Standard output that is written down."""

    def __init__(self, stream):
        self._stream = stream

    def write(self, text):
        note("prints")
        return self._stream.write(text)

    @property
    def buffer(self):
        return Told(self._stream.buffer)

    def __getattr__(self, name):
        return getattr(self._stream, name)


os.fsync, Path.replace, SQLiteDialect_pysqlite.do_commit = fsync, replace, do_commit
event.listen(Engine, "after_cursor_execute", executed)
sys.stdout = Told(sys.stdout)

from workstation.__main__ import main  # noqa: E402 - after the patches

sys.exit(main())
