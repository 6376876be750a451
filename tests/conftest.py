"""Tests that share what is costly to make are given to one worker: it is made once."""

import pytest

# seconds to make: the sample from outside, the shared data read, the clean twin, the sample, papers in a workspace
COSTLY = ("demo", "outcome", "clean_papers", "sample_folder", "workspace_of_papers")


def pytest_collection_modifyitems(items):
    for item in items:
        for fixture in COSTLY:
            if fixture in item.fixturenames:
                item.add_marker(pytest.mark.xdist_group(fixture))
                break
