"""The parsers of hostile files are known by name, pinned as they were last looked at, and said to be old when they are."""

from datetime import timedelta
from importlib.metadata import packages_distributions, requires

import parsers
from house_rules import HOMES

SEEN = parsers.Seen.read()
LOCK = (parsers.ROOT / "requirements.lock").read_text("utf-8")
NO_PARSERS = {"cffi", "psutil", "texttable", "typing-extensions"}  # of those that parsers need


def _name(requirement: str) -> str:
    end = next((at for at, sign in enumerate(requirement) if sign in " <>=!~;[("), len(requirement))
    return requirement[:end].lower().replace("_", "-").replace(".", "-")


def test_the_lock_holds_what_was_last_looked_at():
    assert parsers.warnings(SEEN, LOCK, SEEN.day) == []


def test_each_library_that_reads_documents_is_among_them_and_each_that_it_needs():
    packages = packages_distributions()
    wanted = {
        _name(packages[library][0])
        for library, homes in HOMES.items()
        if "documents" in homes and library in packages
    }
    wanted |= {
        _name(needed)
        for package in wanted
        for needed in requires(package) or ()
        if "extra ==" not in needed and _name(needed) in parsers.pins(LOCK)
    }
    assert wanted - NO_PARSERS <= SEEN.packages.keys()


def test_that_they_were_looked_at_long_ago_is_a_warning_that_names_them():
    at_last = SEEN.day + timedelta(days=parsers.MOST_DAYS)
    assert parsers.warnings(SEEN, LOCK, at_last) == []
    (warning,) = parsers.warnings(SEEN, LOCK, at_last + timedelta(days=1))
    assert f"on {SEEN.day}, 61 days ago" in warning
    assert "pypdf" in warning


def test_another_version_in_the_lock_is_a_warning_until_somebody_looks():
    older = LOCK.replace(f"pypdf=={SEEN.packages['pypdf']}", "pypdf==7.1.0")
    (warning,) = parsers.warnings(SEEN, older, SEEN.day)
    assert warning.startswith("pypdf 7.1.0 in the lock")
    (warning,) = parsers.warnings(SEEN, LOCK.replace("xlrd==", "#"), SEEN.day)
    assert warning.startswith("xlrd is not in the lock")


def test_of_what_has_a_successor_the_parsers_are_named():
    listed = (
        '[{"name": "pypdf", "version": "7.1.0", "latest_version": "7.1.1"},'
        ' {"name": "babel", "version": "2.18.0", "latest_version": "2.19.0"},'
        ' {"name": "pi_heif", "version": "1.4.0", "latest_version": "1.5.0"}]'
    )
    assert parsers.outdated(SEEN, listed) == [
        "pypdf 7.1.0 has a successor, 7.1.1",
        "pi_heif 1.4.0 has a successor, 1.5.0",
    ]


def test_a_day_that_is_long_ago_fails_nothing(capsys):
    assert parsers.main([], SEEN.day + timedelta(days=1000)) == 0
    assert capsys.readouterr().out.startswith("warning: the parsers of hostile files")
