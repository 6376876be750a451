"""Where the system keeps what is the user's but no fact about a lot: settings and logs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from platformdirs import PlatformDirs

_NAME: Final = "npl-workstation"


@dataclass(frozen=True, slots=True)
class UserFolders:
    """`documents` is where a new workspace is proposed. Nothing is made here; who writes makes the folder."""

    settings: Path
    logs: Path
    documents: Path

    @classmethod
    def of_system(cls) -> Self:
        dirs = PlatformDirs(_NAME, appauthor=False, roaming=False)
        return cls(dirs.user_config_path, dirs.user_log_path, dirs.user_documents_path)

    @classmethod
    def under(cls, root: Path) -> Self:
        """For tests and for a program carried on a stick."""
        return cls(root / "settings", root / "logs", root / "documents")
