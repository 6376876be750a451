"""The log holds no facts of a lot: of an exception only its kind, its place and its codes."""

import logging
import sqlite3

import pytest

from workstation.domain.errors import NotFoundError
from workstation.platform.logs import LogFile

SECRET = "王某某 26479100"  # what a record says


def failing():
    try:
        raise sqlite3.OperationalError(f"Could not decode to UTF-8 column 'name' with text '{SECRET}'")
    except sqlite3.Error as error:
        raise ValueError(f"[parameters: ('{SECRET}',)]") from error


@pytest.fixture
def written(tmp_path):
    """Logs what the function raises as the window does, and gives the text of the file."""

    def log(act):
        with LogFile(tmp_path) as file:
            try:
                act()
            except Exception as error:
                logging.getLogger("workstation.ui.app").critical("unexpected exception", exc_info=error)
        return file.path.read_text("utf-8")

    return log


def test_an_exception_is_told_by_kind_and_place_and_without_what_it_says(written, caplog):
    text = written(failing)
    assert "CRITICAL workstation.ui.app: unexpected exception" in text
    assert "sqlite3.OperationalError" in text
    assert "builtins.ValueError" in text
    assert text.index("OperationalError") < text.index("ValueError")
    assert "test_platform_logs.py" in text
    assert "in failing" in text
    assert "王某某" not in text
    assert "26479100" not in text
    assert "parameters" not in text
    caplog.clear()


def test_codes_that_say_nothing_of_a_lot_are_kept(written, caplog):
    def refused():
        raise NotFoundError(what="Lot", name=SECRET)

    text = written(refused)
    assert "NotFoundError record.not_found" in text
    assert SECRET not in text
    caplog.clear()
