"""What every source of menus can be asked; the crawl knows nothing else of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from ..model.directory import Entry, Listing
from ..model.extension import Extension
from ..model.group import Group
from ..model.ivr import Ivr
from ..model.make import Make
from ..model.missing import Missing
from ..model.route import Route
from ..model.snapshot import Refusal

Detailed = Group | Extension | Route


class Batch(NamedTuple):
    """The answer to a list of ids.

    Attributes:
        answers: One value per id that is settled.
        again: Smaller lists of the other ids, to be asked once more.
    """

    answers: tuple[Ivr | Missing, ...]
    again: tuple[tuple[str, ...], ...] = ()


class Objects(NamedTuple):
    """Queues, ring groups, extensions or inbound routes in detail.

    Attributes:
        found: By id.
        refusal: Why the kind cannot be read at all; None where it can.
    """

    found: Mapping[str, Detailed]
    refusal: Refusal | None = None


class Rows(NamedTuple):
    """A list of the PBX as it came.

    Attributes:
        rows: Its objects, under the vendor's field names.
        refusal: Why it cannot be read; None where it can.
        complete: False where a limit cut it off, so that absence proves nothing.
    """

    rows: Sequence[Mapping[str, Any]]
    refusal: Refusal | None = None
    complete: bool = True


class Source(Protocol):
    """Someone who answers "give me these IVRs"; a context manager that gives back what it took.

    Attributes:
        is_live: Whether it is a PBX that also serves calls, so that limits make sense.
    """

    is_live: bool

    @property
    def place(self) -> str:
        """Where the answers come from, for messages: host or file; empty where nobody knows."""

    @property
    def name(self) -> str:
        """What the PBX is called; empty where nobody knows."""

    @property
    def make(self) -> Make:
        """Model and firmware of the PBX; empty where nobody knows."""

    @property
    def chunk(self) -> int:
        """How many ids to ask for at once."""

    @property
    def recorded_roots(self) -> tuple[str, ...]:
        """Roots to start from when the user names none; empty where the source has none."""

    @property
    def cut(self) -> str:
        """Why the source itself is incomplete; empty where it is whole."""

    @property
    def is_whole(self) -> bool:
        """Whether the recorded roots are all menus there are."""

    @property
    def dropped_fields(self) -> tuple[str, ...]:
        """Names of secret fields that were dropped when the source was made."""

    def ask(self, ids: Sequence[str]) -> Batch:
        """Answer for some ids; an id that cannot be read is a value.

        Raises:
            FlowgraphError: Nothing more can be learnt from this source.
        """

    def index(self) -> Sequence[Entry]:
        """List all menus: id, number, name.

        Raises:
            FlowgraphError: The list cannot be read.
        """

    def listing(self, kind: str) -> Listing:
        """Give a list of names, or the reason why it cannot be read."""

    def rows(self, kind: str) -> Rows:
        """Give a list as it came: business hours, holidays, time zones, prompts."""

    def objects(self, kind: str, ids: Sequence[str]) -> Objects:
        """Give some objects of a kind in detail; an id that cannot be read is left out."""

    def cancel(self) -> None:
        """End what is under way in other threads, at once."""

    def close(self) -> None:
        """Give back what was taken; never raises."""
