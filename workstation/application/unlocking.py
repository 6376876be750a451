"""A locked file and its password: what can be opened with it now is read, in the same lot, as one step."""

from dataclasses import replace

from workstation.application.importing import Entry, enter
from workstation.application.operations import OperationKind, Step
from workstation.application.progress import CancelledError, Progress
from workstation.application.readings import Reading, as_read
from workstation.application.services import Services
from workstation.application.survey import survey_again, survey_attached
from workstation.application.surveyed import Survey
from workstation.domain.documents import Version
from workstation.domain.errors import UserError
from workstation.domain.reading import READER_GAVE_UP, ReadingError, ReadOutcome, WrongPasswordError


def unlock(
    services: Services, version: str, password: str, progress: Progress, *, remember: bool = False
) -> int:
    """Opens a locked file of a lot, and others of the lot that were locked with the same password. Returns how many.

    Raises:
        WrongPasswordError: it does not open the file asked for.
        ReadingError: the reader was stopped before it could try.
        UserError: the file asked for is lost, or what comes out of it finds no room.
    """
    asked = services.reader.rows(Version, id=version)[0]
    batch = services.new_id()
    refused = _try(services, asked, password, batch, progress)
    if refused is not None:
        raise refused
    services.passwords.keep(asked.sha256 or "", password, remember=remember)
    others = [
        each
        for each in services.reader.rows(Version, lot=asked.lot)
        if each.id != version and is_locked(each)
    ]
    opened = [each for each in others if _opens_too(services, each, password, batch, progress)]
    for each in opened if remember else ():
        services.passwords.keep(each.sha256 or "", password, remember=True)
    return 1 + len(opened)


def _opens_too(services: Services, version: Version, password: str, batch: str, progress: Progress) -> bool:
    """One that is lost or finds no room stays locked: the file that was asked for is open all the same."""
    try:
        return _try(services, version, password, batch, progress) is None
    except UserError:
        return False


def is_locked(version: Version) -> bool:
    """Whether a password may help: the file is locked, or some of what an archive holds."""
    return version.outcome is ReadOutcome.PASSWORD or (
        version.is_archive and version.outcome is ReadOutcome.PARTIAL
    )


def _try(
    services: Services, version: Version, password: str, batch: str, progress: Progress
) -> ReadingError | None:
    """Why the password did not open it; then nothing of it is written."""
    if version.is_archive:
        return _try_archive(services, version, password, batch, progress)
    reading = Reading(services, version.sha256 or "", version.file_name or "", [password])
    report = reading.report(progress)
    if report.outcome is ReadOutcome.PASSWORD:
        return WrongPasswordError()
    if isinstance(report.reason, READER_GAVE_UP):
        return report.reason
    services.pages.put_last([reading.last])
    step = Step(OperationKind.READ, {"record": version.file_name or ""}, batch)
    services.writer.run(step, lambda tx: tx.put(as_read(version, report, reading)))
    if report.holds_unseen:
        _entered(services, version, survey_attached(services, [version], progress), batch, progress)
    return None


def _entered(services: Services, version: Version, found: Survey, batch: str, progress: Progress) -> None:
    """What a locked file held, beside it."""
    report = enter(services, Entry(version.lot, batch=batch), found, progress)
    if report.cut is not None:
        raise report.cut
    if report.cancelled:
        raise CancelledError


def _try_archive(
    services: Services, version: Version, password: str, batch: str, progress: Progress
) -> ReadingError | None:
    found = survey_again(services, version, password, progress)
    root = found.files[0]
    held = services.reader.rows(Version, holder=version.id)
    if sum(each.holder == 0 for each in found.files) <= len(held):
        return root.reason if isinstance(root.reason, READER_GAVE_UP) else WrongPasswordError()
    _entered(services, version, found, batch, progress)
    outcome = getattr(root.reason, "outcome", ReadOutcome.OK)
    read = replace(version, outcome=outcome, reason=root.reason.code if root.reason else None)
    step = Step(OperationKind.READ, {"record": version.file_name or ""}, batch)
    services.writer.run(step, lambda tx: tx.put(read))
    return None
