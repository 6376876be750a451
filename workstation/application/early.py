"""Large files are begun early: one worker is at them while the other goes through the rest in order."""

from collections.abc import Mapping
from typing import Final

from workstation.application.readings import Reading
from workstation.application.services import Services
from workstation.application.surveyed import Entering, Standing
from workstation.domain.documents import Version
from workstation.domain.reading import ReadOutcome

LARGE: Final = 256 * 1024  # bytes
_MOST: Final = 16  # files: more would only wait


class EarlyReadings:
    """Readings by hash that were begun before their turn. `there` is what the lot holds already."""

    def __init__(
        self, services: Services, there: Mapping[str, Version], passwords: tuple[str, ...] = ()
    ) -> None:
        self._services = services
        self._there = there
        self._passwords = passwords
        self._begun: dict[str, Reading] = {}

    @property
    def has_room(self) -> bool:
        return len(self._begun) < _MOST

    def look(self, each: Entering) -> None:
        """Begins it if it is large and not read yet."""
        wanted = each.size >= LARGE and each.sha256 not in self._begun and self.is_unread(each)
        if wanted and self.has_room:
            self._begun[each.sha256] = self.begin(each, later=True)

    def is_unread(self, each: Entering) -> bool:
        """A pending version is what an earlier program was killed at: it is read now. A locked one is read again where
        there is a password to try."""
        there = self._there.get(each.sha256)
        if each.standing is Standing.REFUSED or each.is_archive:
            return False
        if there is not None and there.outcome is ReadOutcome.PASSWORD:
            return bool(self._passwords_for(each))
        return there is None or there.outcome is ReadOutcome.PENDING

    def take(self, each: Entering) -> Reading:
        """What was begun, or is begun now."""
        return self._begun.pop(each.sha256, None) or self.begin(each)

    def begin(self, each: Entering, *, later: bool = False) -> Reading:
        passwords = self._passwords_for(each)
        return Reading(self._services, each.sha256, each.name, passwords, size=each.size, later=later)

    def _passwords_for(self, each: Entering) -> tuple[str, ...]:
        return (*self._passwords, *self._services.passwords.known(each.sha256))

    def cancel(self) -> None:
        for reading in self._begun.values():
            reading.cancel()
        self._begun.clear()


def versions_there(services: Services, lot: str) -> dict[str, Version]:
    """What a lot holds, by hash."""
    return {each.sha256: each for each in services.reader.rows(Version, lot=lot) if each.sha256}
