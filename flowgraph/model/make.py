"""What kind of PBX it is."""

from __future__ import annotations

import re
from typing import NamedTuple

# Time conditions on single keys came with firmware 37.14.0.24. The software (83) and cloud (84)
# editions number their firmware alike; that it is the same there is inferred.
_EDITIONS = ("37", "83", "84")
_FIRST_WITH_KEY_TIMES = (14, 0, 24)
_VERSION = re.compile(r"(\d{1,4})((?:\.\d{1,9}){1,4})")


class Make(NamedTuple):
    """Model and firmware of a PBX; empty where they are not known."""

    model: str = ""
    firmware: str = ""

    @property
    def may_time_keys(self) -> bool:
        """Whether keys of its menus may have time conditions, which flowgraph cannot read yet.

        >>> Make("P560", "37.20.0.1").may_time_keys, Make("P560", "37.9.0.58").may_time_keys
        (True, False)
        """
        match = _VERSION.fullmatch(self.firmware.strip())
        if match is None or match[1] not in _EDITIONS:
            return False
        return tuple(map(int, match[2].split(".")[1:])) >= _FIRST_WITH_KEY_TIMES
