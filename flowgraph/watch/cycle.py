"""One cycle: read, compare with what is kept, keep, show, tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from ..errors import ConnectionFailed, DeliveryFailed, FlowgraphError, InputError, PbxRefused
from ..model.snapshot import Snapshot
from ..reports.diff.outcome import Outcome
from ..sources.snapshot_file import dump
from .archive import Archive
from .channels import Channel
from .keeping import completed, is_kept, reports_of
from .message import Message, changed, failed, recovered
from .retention import Retention, expired
from .state import State, Trouble

#: What is told as a failure of the PBX; the rest are slips of whoever set the run up.
_TROUBLES = (ConnectionFailed, PbxRefused, InputError)


class Tools(NamedTuple):
    """What a cycle works with.

    Attributes:
        read: Reads the PBX.
        compare: Compares two states of it.
        show: Writes pictures and pages of what is there now; whether all were written.
        draw_changes: Draws what changed into files beside the reports (the name without its
            ending); whether all were written.
        channels: Who is told.
        retention: What is kept.
        clock: Gives the time, with its zone.
        warn: Tells of what failed without ending the run.
    """

    read: Callable[[], Snapshot]
    compare: Callable[[Snapshot, Snapshot], Outcome]
    show: Callable[[Snapshot], bool]
    draw_changes: Callable[[Outcome, str], bool]
    channels: Sequence[Channel]
    retention: Retention
    clock: Callable[[], datetime]
    warn: Callable[[str], None]


class Cycle(NamedTuple):
    """What came of it.

    Attributes:
        outcome: The comparison with the snapshot that was the newest before; None at the first
            run.
        kept: Name of the snapshot that was kept; empty where nothing changed.
        is_partial: Whether something could not be read, written or told.
    """

    outcome: Outcome | None
    kept: str
    is_partial: bool


def run_cycle(archive: Archive, tools: Tools) -> Cycle:
    """Run one cycle in an archive that is locked.

    Whatever ends it in the middle, the next one goes on: a snapshot is kept with its changes or
    not at all, and a channel that was not told yet is told then.

    Raises:
        FlowgraphError: The PBX, or something of the archive, could not be read or written. That
            the PBX cannot be read is told through the channels, once.
    """
    return _Run(archive, tools).cycle()


class _Run:
    def __init__(self, archive: Archive, tools: Tools) -> None:
        self._archive = archive
        self._tools = tools
        self._state = archive.state()
        self._before = archive.newest()
        self._old = archive.read(self._before) if self._before else None
        self._is_partial = False

    def cycle(self) -> Cycle:
        try:
            snapshot = self._tools.read()
        except _TROUBLES as error:
            self._tell_trouble(error)
            raise
        outcome = self._compared(snapshot)
        kept = self._keep(snapshot, outcome)
        self._note(self._tools.show(snapshot))
        self._note(not snapshot.is_partial)
        self._tell_recovery(snapshot)
        self._tell_changes(outcome if kept else None)
        self._prune()
        return Cycle(outcome, kept, self._is_partial)

    def _note(self, is_whole: bool) -> None:
        self._is_partial |= not is_whole

    # -- keeping -----------------------------------------------------------------------------

    def _compared(self, snapshot: Snapshot) -> Outcome | None:
        return self._tools.compare(self._old, snapshot) if self._old else None

    def _keep(self, snapshot: Snapshot, outcome: Outcome | None) -> str:
        """Keep what differs; the changes first, so that no snapshot is without them."""
        name = self._archive.next_name(self._tools.clock())
        if self._old is None or outcome is None:
            self._archive.keep(name, dump(snapshot))
            return name
        if not is_kept(self._old, snapshot, outcome):
            return ""
        self._archive.keep_changes(name, reports_of(outcome))
        beside = str(self._archive.changes_path(name, ""))
        self._note(self._tools.draw_changes(outcome, beside))
        self._archive.keep(name, dump(completed(snapshot, outcome)))
        return name

    def _prune(self) -> None:
        needed = set(self._state.told.values())
        names, now = self._archive.names(), self._tools.clock()
        for name in expired(names, now, self._tools.retention, needed):
            self._archive.forget(name)

    # -- telling -----------------------------------------------------------------------------

    def _tell_changes(self, outcome: Outcome | None) -> None:
        """Tell each channel what changed since what it was told last."""
        newest = self._archive.newest()
        assert newest is not None  # noqa: S101  at least this cycle's is kept
        for channel in self._tools.channels:
            since = self._known_to(channel, newest)
            if since == newest or self._tell_change(channel, since, newest, outcome):
                self._remember(channel, newest)

    def _known_to(self, channel: Channel, newest: str) -> str:
        """Name what a channel knows: at first what was there before it was set up."""
        known = self._state.told.get(channel.name) or self._before or newest
        names = self._archive.names()
        # Removed by hand: the oldest that is left comes nearest to it.
        return known if known in names else min((n for n in names if n > known), default=newest)

    def _tell_change(
        self, channel: Channel, since: str, newest: str, outcome: Outcome | None
    ) -> bool:
        picture = None
        if since == self._before and outcome is not None:
            drawn = self._archive.changes_path(newest, ".png")
            picture = drawn if drawn.exists() else None
        else:
            outcome = self._tools.compare(*map(self._archive.read, (since, newest)))
        if not outcome.is_different:
            return True
        old, new = map(self._archive.path, (since, newest))
        return self._send(channel, changed(outcome, old, new, picture))

    def _tell_trouble(self, error: FlowgraphError) -> None:
        """Tell a failure, once to each channel until the PBX can be read again."""
        known = self._state.trouble
        kind = type(error).__name__
        told = known.told if known and known.what == kind else ()
        message = failed(error, self._old.name if self._old else "")
        for channel in self._tools.channels:
            if channel.name not in told and self._send(channel, message):
                told = (*told, channel.name)
        self._state = self._state._replace(trouble=Trouble(kind, told))
        self._archive.remember(self._state)

    def _tell_recovery(self, snapshot: Snapshot) -> None:
        trouble = self._state.trouble
        if trouble is None:
            return
        message = recovered(snapshot.name)
        for channel in self._tools.channels:
            if channel.name in trouble.told:
                self._send(channel, message)
        self._state = self._state._replace(trouble=None)
        self._archive.remember(self._state)

    def _send(self, channel: Channel, message: Message) -> bool:
        try:
            channel.send(message)
        except DeliveryFailed as error:
            self._tools.warn(f"{error}\n  then:  it is told again with the next run")
            self._is_partial = True
            return False
        return True

    def _remember(self, channel: Channel, name: str) -> None:
        """Write down at once what a channel knows, so that a killed run repeats one at most."""
        if self._state.told.get(channel.name) == name:
            return
        names = {channel.name for channel in self._tools.channels}
        told = {who: what for who, what in self._state.told.items() if who in names}
        self._state = State({**told, channel.name: name}, self._state.trouble)
        self._archive.remember(self._state)
