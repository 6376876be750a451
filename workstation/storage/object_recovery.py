"""Recovery of a stored object (a file of a document) that was lost or damaged, from a copy of it elsewhere."""

from pathlib import Path

from workstation.storage.failures import NotTheObjectError, told_of_disk
from workstation.storage.layout import Host, Layout
from workstation.storage.objects import ObjectFolder, digest_of


def recover_object(path: Path, sha256: str, file: Path, host: Host) -> None:
    """Stores `file` as the object `sha256` of the workspace at `path`, which may be open, over what is there.
    `NotTheObjectError` where the file has another hash."""
    with told_of_disk(), file.open("rb") as stream:
        if digest_of(stream) != sha256:
            raise NotTheObjectError(path=file)
        stream.seek(0)
        ObjectFolder(Layout(path).objects, host.files).store(stream)
