"""The ground of most use cases: the services of a new workspace, whose clock stands, and a lot in it. A module that needs
another day, or more in the lot, has a fixture of the same name."""

from contextlib import closing
from datetime import UTC, datetime

import pytest
from made_lots import priceable_lot
from plain_closing import closing_without_a_copy

from workstation import bootstrap
from workstation.application.lots import new_lot
from workstation.domain.new_lots import NewLot

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _lent(lent_workers):
    """Use cases read files in workers that are there already."""


@pytest.fixture(autouse=True)
def _closed(monkeypatch):
    closing_without_a_copy(monkeypatch)


@pytest.fixture
def now():
    """What the clock says."""
    return NOW


@pytest.fixture
def services(tmp_path, now):
    made = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: now)
    with closing(made):
        yield made


@pytest.fixture
def lot(services):
    return new_lot(services.writer, services.defaults, NewLot(name="Plant")).value


@pytest.fixture
def priced_lot(services):
    """With what a bid needs of the listing."""
    return priceable_lot(services)
