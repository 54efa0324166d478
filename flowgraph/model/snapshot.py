"""All facts of one crawl."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .directory import Directory
from .extension import Extension
from .group import Group
from .ivr import Ivr
from .make import Make
from .missing import NOT_FOUND, UNREADABLE, Missing
from .prompt import Prompt
from .route import Route
from .schedule import Schedule


class Refusal(NamedTuple):
    """Why something could not be read.

    Attributes:
        message: In words, without any secret.
        code: errcode or HTTP status, None where there was neither.
    """

    message: str
    code: int | None = None


class Snapshot(NamedTuple):
    """What a crawl found.

    Attributes:
        name: What the PBX is called; empty where nobody said.
        roots: Where the crawl started, in the order that was given: ids of IVRs, and nodes of
            inbound routes (``inbound_route:2``).
        ivrs: Menus that could be read, by id, in the order of their ids.
        missing: What could not be read, by id, in the order of their ids.
        directory: Names and numbers of other destinations.
        groups: Queues and ring groups with their failover, by node id.
        extensions: Extensions with their forwarding, by node id.
        routes: Inbound routes, by node id, in the order of their position.
        schedule: Business hours and holidays, where an entry depends on the time; None where
            none does.
        prompts: Announcements, by id; None where the list was not read.
        make: Model and firmware of the PBX.
        refusals: Why the details of a kind could not be read, by kind.
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
    groups: Mapping[str, Group] = {}
    extensions: Mapping[str, Extension] = {}
    routes: Mapping[str, Route] = {}
    schedule: Schedule | None = None
    prompts: Mapping[str, Prompt] | None = None
    make: Make = Make()
    refusals: Mapping[str, Refusal] = {}
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
