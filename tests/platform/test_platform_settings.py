"""Preferences, user folders and the log file."""

import json
import logging
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workstation.application.ports.preferences import Preferences, ReadingPlace, TableLook
from workstation.platform.logs import LogFile
from workstation.platform.paths import UserFolders
from workstation.platform.settings import SettingsFile

NAIVE = b'{"recent": [{"path": "a", "opened_at": "2025-09-05T10:00:00"}]}'
NOWHERE = b'{"documents": {"v1": {"page": 1, "scale": NaN}}}'
ENDLESS = b'{"splits": {"lot": [Infinity, 1]}}'
AT = datetime(2025, 9, 5, tzinfo=UTC)


def test_what_was_saved_is_loaded_by_the_next_start(tmp_path):
    saved = Preferences(user_name="安娜", language="zh_CN", scheme="dark", geometry="AAEC").opened(
        tmp_path / os.fsdecode("标的.workspace".encode("gb18030")), AT, 3
    )
    SettingsFile(tmp_path / "new").save(saved)
    saved = replace(
        saved,
        tables={"name|closing": TableLook({"closing": 90}, ("closing", "name"), "name", descending=True)},
        splits={"lot": (44, 56)},
        saved_in="/home/a/备忘录",
        documents={"v1": ReadingPlace(2, 0.25, "free", 1.4, 90)},
    ).left(saved.recent[0].path, "lot-1", "claims")
    SettingsFile(tmp_path / "new").save(saved)
    assert SettingsFile(tmp_path / "new").load() == saved
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]


def test_the_log_names_the_kind_and_the_place_of_a_fault_and_none_of_the_facts_in_it(tmp_path):
    with LogFile(tmp_path) as log:
        try:
            try:
                {}["Zhejiang Textile owes 26,479,100"]
            except KeyError as error:
                raise ValueError("row: 330184196909017713") from error
        except ValueError:
            logging.getLogger("x").critical("unexpected exception", exc_info=True)
        text = log.path.read_text("utf-8")
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_platform_settings.py" in text
    assert "Textile" not in text
    assert "330184196909017713" not in text


def test_the_first_start_has_the_defaults(tmp_path):
    assert SettingsFile(tmp_path).load() == Preferences()


def test_damaged_settings_are_set_aside_and_never_stop_the_start(tmp_path, caplog):
    for damage in (
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"recent": [{}]}',
        b'{"recent": 5}',
        ENDLESS,
        NOWHERE,
        NAIVE,
        b"[" * 100_000,
    ):
        (tmp_path / "settings.json").write_bytes(damage)
        assert SettingsFile(tmp_path).load() == Preferences()
        assert (tmp_path / "settings.json.damaged").read_bytes() == damage
    assert "damaged" in caplog.text


@pytest.mark.parametrize("given", ["fr", 5, None, ["en"]])
@pytest.mark.parametrize("name", ["language", "scheme"])
def test_a_language_or_scheme_that_is_not_known_counts_as_none_and_the_rest_is_kept(tmp_path, name, given):
    (tmp_path / "settings.json").write_text(json.dumps({"user_name": "安娜", name: given}), "utf-8")
    assert SettingsFile(tmp_path).load() == Preferences(user_name="安娜")


def test_a_folder_in_the_place_of_the_file_is_reported_not_fatal(tmp_path, caplog):
    (tmp_path / "settings.json").mkdir()
    settings = SettingsFile(tmp_path)
    assert settings.load() == Preferences()
    settings.save(Preferences(user_name="anna"))
    assert caplog.text.count("could not be") == 2


def test_settings_of_a_later_version_keep_what_is_known(tmp_path):
    (tmp_path / "settings.json").write_text('{"user_name": "anna", "telepathy": true}')
    assert SettingsFile(tmp_path).load() == replace(Preferences(), user_name="anna")


def test_folders_of_the_user_are_apart_for_settings_logs_and_documents(tmp_path):
    for folders in (UserFolders.of_system(), UserFolders.under(tmp_path)):
        assert len({folders.settings, folders.logs, folders.documents}) == 3
    assert list(tmp_path.iterdir()) == []


def test_the_log_file_holds_what_happened_and_lets_go_of_its_file(tmp_path: Path):
    level = logging.getLogger().level
    with LogFile(tmp_path / "logs") as log:
        logging.getLogger("workstation.test").info("took in %s", "合同.pdf")
        logging.getLogger("workstation.test").debug("noise")
    logging.getLogger("workstation.test").warning("after the end")
    text = log.path.read_text("utf-8")
    assert text.endswith("INFO workstation.test: took in 合同.pdf\n")
    assert text.count("\n") == 1
    assert logging.getLogger().level == level


def test_the_log_file_is_cut_before_it_grows_without_end(tmp_path):
    with LogFile(tmp_path) as log:
        for _ in range(60):
            logging.getLogger("x").info("y" * 100_000)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        log.path.name,
        *(f"{log.path.name}.{number}" for number in range(1, 5)),
    ]
