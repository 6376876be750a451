"""Closing a workspace without the verified copy, which replays the whole log: of a use case it is half the work, and of the
sample more. That it is taken and verified is tested in `tests/storage`, `tests/e2e`, `tests/ui/workbench/test_workbench_safety.py`
and at the end of each journey (`tests/ui/journey`).
"""

from workstation.domain.copies import CopyReason
from workstation.storage.copies import KeptCopies


def close_without_a_copy(services):
    there = services.copies.all()[0].name
    services.copies.take = lambda *_, **__: there
    services.close()


def closing_without_a_copy(monkeypatch):
    """All workspaces of a test are closed so."""
    taken = KeptCopies.take

    def take(copies, reason, **how):
        if reason is not CopyReason.CLOSE:
            return taken(copies, reason, **how)
        return copies.all()[-1].name if copies.all() else ""

    monkeypatch.setattr(KeptCopies, "take", take)
