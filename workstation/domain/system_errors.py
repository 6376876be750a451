"""What the system says of a file, as words that can be translated."""

import errno
from typing import Final

from workstation.domain.errors import Term

_WORDS: Final = {
    errno.EPERM: "Operation not permitted",
    errno.ENOENT: "No such file or directory",
    errno.EIO: "Input/output error",
    errno.EACCES: "Permission denied",
    errno.EBUSY: "Device or resource busy",
    errno.EEXIST: "File exists",
    errno.ENOTDIR: "Not a directory",
    errno.EISDIR: "Is a directory",
    errno.EINVAL: "Invalid argument",
    errno.EMFILE: "Too many open files",
    errno.EFBIG: "File too large",
    errno.ENOSPC: "No space left on device",
    errno.EROFS: "Read-only file system",
    errno.ENAMETOOLONG: "File name too long",
    errno.ENOTEMPTY: "Directory not empty",
    errno.ELOOP: "Too many levels of symbolic links",
    errno.EDQUOT: "Disk quota exceeded",
}


def system_reason(error: OSError) -> str:
    """Why, in a `Term` where the words are known here; else the system's own words, or the kind of the error."""
    known = _WORDS.get(error.errno or 0)
    return Term(known) if known else error.strerror or type(error).__name__
