"""File names as they come from a seller's disk."""

import os
import sys

import pytest

from workstation.application.survey import find_files


@pytest.mark.skipif(sys.platform == "win32", reason="names are UTF-16 there")
def test_a_name_in_gbk_is_read(tmp_path):
    raw = os.fsencode(tmp_path) + b"/" + "借款合同.pdf".encode("gb18030")
    try:
        with open(raw, "wb") as file:  # noqa: PTH123 - the name is bytes
            file.write(b"x")
    except OSError:
        pytest.skip("this disk takes UTF-8 names only")
    found = find_files([tmp_path])
    assert found[0].name == "借款合同.pdf"
    assert found[0].path.read_bytes() == b"x"


def test_hidden_files_stay_out_and_folders_keep_their_order(tmp_path):
    for name in ("b/2.pdf", "a/1.pdf", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [found.name for found in find_files([tmp_path])] == ["1.pdf", "2.pdf"]
