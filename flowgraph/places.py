"""What stands at a path. That somebody may not look there proves nothing about it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Literal

from .errors import InputError
from .text import shorten

Kind = Literal["", "file", "folder", "other"]

#: What says that nothing of this name can be there.
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL})
_MAX_SHOWN = 200


def kind_at(path: Path | str) -> Kind:
    """Say what stands at a path, behind links.

    Returns:
        ``other`` for a device, a pipe or a socket; empty where there is nothing, also for a name
        that no disk can hold.

    Raises:
        InputError: It cannot be told, for lack of rights or for a fault of the disk.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  takes any name
    except ValueError:  # a NUL in the name
        return ""
    except OSError as error:
        if error.errno in _ABSENT:
            return ""
        reason = (error.strerror or "unknown reason").lower()
        where = shorten(str(path), _MAX_SHOWN)
        raise InputError(reason, where=where, hint="check the rights of its folder") from None
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"
