"""One cycle: read, compare with what is kept, keep, show, tell."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..errors import (
    ConnectionFailed,
    DeliveryFailed,
    FlowgraphError,
    InputError,
    PbxRefused,
    UsageError,
)
from ..model.snapshot import Snapshot
from ..reports.diff.outcome import Outcome
from ..sources.snapshot_file import dump
from ..text import one_line, shorten
from .archive import Archive
from .channels import Channel
from .conditions import Condition
from .keeping import completed, is_kept, reports_of
from .message import Message, attention, changed, failed, recovered, settled
from .retention import Retention, expired
from .state import Held

#: What is told as a failure of the PBX; the rest are slips of whoever set the run up.
_TROUBLES = (ConnectionFailed, PbxRefused, InputError)
#: The condition that the PBX cannot be read at all.
_FAILED = "failed"


class Tools(NamedTuple):
    """What a cycle works with.

    Attributes:
        read: Reads the PBX.
        holds: Tells what holds at the moment, given the ids of what held before.
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
    holds: Callable[[Snapshot, Container[str]], Sequence[Condition]]
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
        UsageError: The archive is of another PBX.
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
        self._remember_newcomers(self._before)
        try:
            snapshot = self._tools.read()
        except _TROUBLES as error:
            self._tell_failure(error)
            raise
        if self._old:
            _require_same(self._old, snapshot)
        outcome = self._compared(snapshot)
        kept = self._keep(snapshot, outcome)
        self._remember_newcomers(kept)
        self._note(not snapshot.is_partial)
        self._tell_conditions(snapshot)
        self._tell_changes(outcome if kept else None)
        self._note(self._tools.show(snapshot))
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
        assert self._before is not None  # noqa: S101  there is an older one
        self._archive.keep_changes(name, reports_of(outcome, self._before, name))
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
        """Name what a channel knows."""
        known, names = self._state.told[channel.name], self._archive.names()
        # Removed by hand: the oldest that is left comes nearest to it.
        return known if known in names else min((n for n in names if n > known), default=newest)

    def _tell_change(
        self, channel: Channel, since: str, newest: str, outcome: Outcome | None
    ) -> bool:
        if since != self._before or outcome is None:
            outcome = self._tools.compare(*map(self._archive.read, (since, newest)))
        if not outcome.is_different:
            return True
        old, new = map(self._archive.path, (since, newest))
        return self._send(channel, changed(outcome, old, new, self._picture(since, newest)))

    def _picture(self, since: str, newest: str) -> Path | None:
        """Give the picture of what changed; one of several steps there is none."""
        names = self._archive.names()
        drawn = self._archive.changes_path(newest, ".png")
        return drawn if names[-2:] == [since, newest] and drawn.exists() else None

    # -- what holds --------------------------------------------------------------------------

    def _tell_failure(self, error: FlowgraphError) -> None:
        """Tell that the PBX cannot be read, once to each channel until it can be."""
        pbx = self._old.name if self._old else ""
        over = recovered(pbx).text.strip()
        held = self._state.holds.get(_FAILED, Held(over))
        message = failed(error, pbx)
        for channel in self._tools.channels:
            if channel.name not in held.told and self._send(channel, message):
                held = held._replace(told=(*held.told, channel.name))
                self._hold({**self._state.holds, _FAILED: held})

    def _tell_conditions(self, snapshot: Snapshot) -> None:
        """Tell each channel what began to hold since it was told last, and what ended."""
        found = {one.id: one for one in self._tools.holds(snapshot, self._state.holds)}
        for channel in self._tools.channels:
            self._tell_endings(channel, found, snapshot.name)
            fresh = [one for one in found.values() if not self._knows(channel, one.id)]
            if fresh and self._send(channel, attention([one.text for one in fresh], snapshot.name)):
                self._hold(
                    {**self._state.holds, **{one.id: self._held(one, channel) for one in fresh}}
                )

    def _tell_endings(self, channel: Channel, found: Container[str], pbx: str) -> None:
        ended = [i for i in self._state.holds if i not in found and self._knows(channel, i)]
        is_back = _FAILED in ended
        lines = [self._state.holds[identity].over for identity in ended if identity != _FAILED]
        messages: list[Message] = [
            *([recovered(pbx)] if is_back else []),
            *([settled(lines, pbx)] if lines else []),
        ]
        if ended and all(self._send(channel, message) for message in messages):
            self._hold({i: self._without(i, channel, ended) for i in self._state.holds})

    def _knows(self, channel: Channel, identity: str) -> bool:
        return channel.name in self._state.holds.get(identity, Held("")).told

    def _held(self, one: Condition, channel: Channel) -> Held:
        known = self._state.holds.get(one.id, Held(one.over))
        return Held(one.over, (*known.told, channel.name))

    def _without(self, identity: str, channel: Channel, ended: Container[str]) -> Held:
        held = self._state.holds[identity]
        if identity not in ended:
            return held
        return held._replace(told=tuple(name for name in held.told if name != channel.name))

    def _hold(self, holds: Mapping[str, Held]) -> None:
        """Write down what was told, so that a killed run repeats one message at most."""
        kept = {identity: held for identity, held in holds.items() if held.told}
        self._state = self._state._replace(holds=kept)
        self._archive.remember(self._state)

    def _send(self, channel: Channel, message: Message) -> bool:
        try:
            channel.send(message)
        except DeliveryFailed as error:
            self._tools.warn(f"{error}\n  then:  it is told again with the next run")
            self._is_partial = True
            return False
        return True

    def _remember_newcomers(self, newest: str | None) -> None:
        """Let a new channel know what is there now, so that no later change is lost on it."""
        if newest:
            for channel in self._tools.channels:
                if channel.name not in self._state.told:
                    self._remember(channel, newest)

    def _remember(self, channel: Channel, name: str) -> None:
        """Write down at once what a channel knows, so that a killed run repeats one at most."""
        if self._state.told.get(channel.name) == name:
            return
        names = {channel.name for channel in self._tools.channels}
        told = {who: what for who, what in self._state.told.items() if who in names}
        self._state = self._state._replace(told={**told, channel.name: name})
        self._archive.remember(self._state)


def _require_same(old: Snapshot, new: Snapshot) -> None:
    """Refuse another PBX than the one that the archive is of.

    Raises:
        UsageError: They are called differently, and nothing on them is called alike.
    """
    names = (
        {**{f"ivr:{i}": menu.name for i, menu in one.ivrs.items()},
         **{node: route.name for node, route in one.routes.items()}}.items()
        for one in (old, new)
    )  # fmt: skip
    if old.name and new.name and old.name != new.name and not set.intersection(*map(set, names)):
        raise UsageError(
            f"this archive is of {shorten(one_line(old.name), 60)}, "
            f"and what was read is {shorten(one_line(new.name), 60)}",
            where="--archive",
            hint="name an archive for each PBX",
        )
