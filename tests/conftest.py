"""Tests that share what is costly to make are given to one worker, where it is made once."""

from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["windows_manners"]

# the sample made from outside, the sample, papers in a workspace, the shared data read
TOGETHER = (
    "tests/e2e/",
    "tests/ui/panels/",
    "tests/ui/viewer/",
    "tests/documents/test_shared_expectations.py",
)


class TogetherScheduling(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


def pytest_xdist_make_scheduler(config, log):
    return TogetherScheduling(config, log) if config.getvalue("dist") == "loadscope" else None
