"""All facts of one crawl."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .directory import Directory
from .ivr import Ivr
from .missing import NOT_FOUND, UNREADABLE, Missing


class Snapshot(NamedTuple):
    """What a crawl found.

    Attributes:
        name: What the PBX is called; empty where nobody said.
        roots: Ids of the IVRs that the crawl started from, in the order they were given.
        ivrs: Menus that could be read, by id, in the order of their ids.
        missing: What could not be read, by id, in the order of their ids.
        directory: Names and numbers of other destinations.
        cut: Why the crawl ended early (a limit, an interrupt); empty where it did not.
        is_whole: Whether every menu of the PBX was asked for, so that absence is a fact.
        dropped_fields: Names of secret fields that were sent by the PBX and not kept.
        stamp: When it was made, as ISO 8601 text, where the user asked for it.
    """

    name: str
    roots: tuple[str, ...]
    ivrs: Mapping[str, Ivr]
    missing: Mapping[str, Missing]
    directory: Directory = Directory()
    cut: str = ""
    is_whole: bool = False
    dropped_fields: tuple[str, ...] = ()
    stamp: str = ""

    @property
    def is_partial(self) -> bool:
        """Whether the job was done only in part (exit status 3)."""
        failed = any(gap.status == UNREADABLE for gap in self.missing.values())
        lost_root = any(
            self.missing[root].status == NOT_FOUND for root in self.roots if root in self.missing
        )
        return bool(self.cut) or failed or lost_root
