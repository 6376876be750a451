"""Tests that share what is costly to make are given to one worker, where it is made once."""

import gc
import os

from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# How many examples a property is tried with that says no number itself: `./check deep` tries six times as many
settings.register_profile("quick", max_examples=50)
settings.register_profile("long", max_examples=300, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

pytest_plugins = ["lent_workers", "windows_manners"]

# the sample made from outside, the sample, papers in a workspace, the source gone through, memos of lots, the shared data read, papers open
TOGETHER = (
    "tests/e2e/",
    "tests/ui/panels/",
    "tests/ui/viewer/",
    "tests/architecture/test_architecture_rules.py",
    "tests/export/test_memo_lots.py",
    "tests/documents/test_shared_expectations.py",
    "tests/documents/test_viewer_worker.py",
    "tests/application/test_lease_records.py",
    "tests/language/test_catalogues.py",
    "tests/resources/test_demo_papers.py",
)

# The long table, whose ground is small and whose cells are many; rounds of killing, which share nothing
ALONE = ("test_every_command_", "test_killed_outside")

# Takes minutes, in two halves: begun first, each worker has one of them
LONGEST = "test_any_long_walk_"


def together(nodeid):
    if any(name in nodeid for name in ALONE):
        return None
    return next((place for place in TOGETHER if nodeid.startswith(place)), None)


class TogetherScheduling(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        return together(nodeid) or nodeid


def pytest_collection_modifyitems(items):
    """What is long comes first: what begins last keeps a single worker while the other is idle."""
    items.sort(key=lambda item: (LONGEST not in item.nodeid, together(item.nodeid) is None))


def pytest_collection_finish():
    """What was imported stays to the end; looked through at each collection, it takes a twentieth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 20, 20)


def pytest_xdist_make_scheduler(config, log):
    return TogetherScheduling(config, log) if config.getvalue("dist") == "loadscope" else None
