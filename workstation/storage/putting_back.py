"""A file of the workspace that was lost or damaged, put back from where it still is."""

from pathlib import Path

from workstation.storage.failures import NotTheObjectError, told_of_disk
from workstation.storage.layout import Host, Layout
from workstation.storage.objects import ObjectFolder, digest_of


def put_back(path: Path, sha256: str, file: Path, host: Host) -> None:
    """Takes the place of the object from `file`, also while the workspace is open. `NotTheObjectError` for another file."""
    with told_of_disk(), file.open("rb") as stream:
        if digest_of(stream) != sha256:
            raise NotTheObjectError(path=file)
        stream.seek(0)
        ObjectFolder(Layout(path).objects, host.files).store(stream)
