"""Somebody on the telephone, whose keys are played one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple

from ..callgraph import CallGraph, is_menu
from ..errors import UsageError
from ..model.destination import (
    END_CALL,
    INBOUND_ROUTE,
    IVR,
    KIND_WORDS,
    KNOWN_KINDS,
    PLAY_GREETING,
    PLAY_PROMPT,
)
from ..model.keys import ENTRY_KEYS, INVALID, PRESSED, TIMEOUT, spoken
from ..text import one_line, shorten
from .dialling import Dialled, dialling, slow_keys
from .entering import named_branch, open_branch, ways_on
from .timing import NO_TIME, Span, greeting, stay

#: Where a call is: in a menu; at a person, a voicemail and the like; over; or it is not known,
#: because nobody says what the PBX does, or because something is missing or could not be read.
Outcome = Literal["menu", "destination", "ended", "unknown", "missing"]

_LONGEST = 60
_FEW_KEYS = 4
_NOBODY_SAYS = "the vendor does not say what happens"


class Hop(NamedTuple):
    """One move of a call.

    Attributes:
        node: Where the call was.
        token: What the caller did, or what happened.
        key: The way that the call took: the token itself, ``invalid`` where a key is not set,
            ``default`` where the hour does not matter; empty where a number was dialled, or where
            it is not known.
        target: Where the way leads; None where it is not known.
        label: The target in words, empty where it is not known.
        wait: How long the call stayed before.
        plays: How long the prompt takes, where one is played before the caller is back.
        reason: Why it is not known where the call goes, in words.
        is_back: Whether the call has been at the target before.
    """

    node: str
    token: str
    key: str
    target: str | None
    label: str
    wait: Span
    plays: Span = NO_TIME
    reason: str = ""
    is_back: bool = False

    @property
    def returns(self) -> bool:
        """Whether it only plays a prompt, after which the caller is in the same menu again."""
        is_prompt = self.target is not None and self.target.startswith(f"{PLAY_PROMPT}:")
        return is_prompt and self.node.startswith(f"{IVR}:")

    @property
    def span(self) -> Span:
        """How long all of it takes."""
        return self.wait.then(self.plays)

    @property
    def place(self) -> str:
        """Where the call is afterwards."""
        return self.node if self.returns or self.target is None else self.target


class Caller:
    """A caller, and where the call is.

    Args:
        graph: As :func:`~.targets.whole_graph` gives it.
        root: The node at which the call comes in.
        open_: The open branch of entries at the moment in question, see
            :class:`~.times.Moment`; empty where no moment is meant.

    Attributes:
        root: The node at which the call came in.
        hops: What has happened so far.
    """

    def __init__(self, graph: CallGraph, root: str, open_: Mapping[str, str | None]) -> None:
        self.root = root
        self.hops: list[Hop] = []
        self._graph = graph
        self._open = open_
        self._been = Counter([root])
        self._slow: dict[str, Mapping[str, str]] = {}

    @property
    def place(self) -> str:
        """The node where the call is; where it was last, if that is not known."""
        return self.hops[-1].place if self.hops else self.root

    @property
    def label(self) -> str:
        """The place in words."""
        return self._label(self.place) if self.place in self._graph else self.hops[-1].label

    @property
    def outcome(self) -> Outcome:
        """Where the call is, in a word."""
        if self.hops and self.hops[-1].target is None:
            return "unknown"
        return outcome_at(self._graph, self.place)

    @property
    def is_lost(self) -> bool:
        """Whether it is not known where the call is, or what it meets there."""
        return self.outcome in ("unknown", "missing")

    @property
    def is_at_entry(self) -> bool:
        """Whether the call has not gone on from the inbound route yet."""
        return self.place.startswith(f"{INBOUND_ROUTE}:")

    @property
    def ways(self) -> dict[str, str]:
        """Where the call may go on to: target by key, in key order."""
        return ways_on(self._graph, self.place)

    @property
    def reason(self) -> str:
        """Why it is not known where the call is, or what it meets there; empty where it is."""
        if not self.is_lost:
            return ""
        if self.hops and self.hops[-1].reason:
            return self.hops[-1].reason
        data = self._graph.nodes.get(self.place, {})
        return str(data.get("reason", "this version does not know such a destination"))

    def can_go_on(self, token: str) -> bool:
        """Whether a key can matter where the call is."""
        return self.is_at_entry or self.outcome == "menu" or token in self.ways

    def press(self, token: str) -> Hop:
        """Play one key.

        Args:
            token: As :func:`~.tokens.parse_keys` gives it.

        Raises:
            UsageError: The call has ended or is lost, the key makes no sense in a menu, or the
                hour matters and nobody named it. Nothing has happened then.
        """
        self.arrive(token)
        if self.is_lost or not self.can_go_on(token):
            raise UsageError(f"no key matters any more: the call is at {self._short_label()}")
        if self.is_at_entry:
            hop = self._at_entry(token)
        else:
            hop = self._in_menu(token) if self.outcome == "menu" else self._go(token, token)
        self._move(hop)
        return hop

    def arrive(self, following: str = "") -> None:
        """Go on from an entry by the branch that is open.

        Args:
            following: The next key; where it names a branch, that one counts, and nothing happens.

        Raises:
            UsageError: The hour matters and nobody named it.
        """
        if self.is_at_entry and not self.is_lost and following not in ENTRY_KEYS:
            key = open_branch(self._graph, self.place, self._open)
            self._move(self._go(key, key) if key else self._lost("", "it leads nowhere"))

    def back(self) -> bool:
        """Take the last move back; tell whether there was one."""
        if not self.hops:
            return False
        self._been[self.hops.pop().place] -= 1
        return True

    def _move(self, hop: Hop) -> None:
        self.hops.append(hop)
        self._been[hop.place] += 1

    # -- moves ----------------------------------------------------------------------------

    def _at_entry(self, token: str) -> Hop:
        key = named_branch(self._graph, self.place, token)
        if key is None:
            return self._lost(token, f"it has no branch for {spoken(token)}; {_NOBODY_SAYS}")
        return self._go(token, key)

    def _in_menu(self, token: str) -> Hop:
        ways = self.ways
        if token in ways:
            return self._go(token, token)
        if token in (TIMEOUT, INVALID):
            return self._lost(token, f"it has no destination for {spoken(token)}; {_NOBODY_SAYS}")
        if row := dialling(self._graph, self.place).find(token):
            return self._dialled(row)
        if token in PRESSED:
            return self._wrong(token)
        if token.isdecimal():
            return self._lost(token, self._why_not(token))
        raise UsageError(
            f"{token} is no key of a menu, and the call is in {self._short_label()}",
            hint=f"in a menu there are 0-9, #, *, {TIMEOUT}, {INVALID}, or a number to dial",
        )

    def _wrong(self, token: str) -> Hop:
        if INVALID in self.ways:
            return self._go(token, INVALID)
        what = f"key {token} is not set, and there is no destination for a wrong key"
        return self._lost(token, f"{what}; {_NOBODY_SAYS}")

    def _go(self, token: str, key: str) -> Hop:
        target = self.ways[key]
        wait = stay(self._graph, self.place, key, is_slow=key in self._slow_keys())
        hop = Hop(self.place, token, key, target, self._label(target), wait)
        if hop.returns:
            count = self._graph.edges[self.place, target, key].get("count") or 1
            return hop._replace(plays=greeting(self._graph.nodes[target]).times(count))
        return hop._replace(is_back=self._been[target] > 0)

    def _slow_keys(self) -> Mapping[str, str]:
        if not is_menu(self._graph.nodes[self.place]):
            return {}
        if self.place not in self._slow:
            self._slow[self.place] = slow_keys(self._graph, self.place)
        return self._slow[self.place]

    def _dialled(self, row: Dialled) -> Hop:
        kind = row.node.partition(":")[0]
        label = one_line(f"{KIND_WORDS.get(kind, kind)} {row.number} {row.name}")
        if row.node in self._graph:
            label = self._label(row.node)
        wait = greeting(self._graph.nodes[self.place])
        return Hop(self.place, row.number, "", row.node, label, wait)

    def _lost(self, token: str, reason: str) -> Hop:
        wait = NO_TIME
        if is_menu(self._graph.nodes[self.place]):
            wait = stay(self._graph, self.place, TIMEOUT if token == TIMEOUT else INVALID)
        return Hop(self.place, token, "", None, "", wait, reason=reason)

    def _why_not(self, number: str) -> str:
        """Say why it is not known what happens to a number that is dialled."""
        known = dialling(self._graph, self.place)
        shown = shorten(number, _LONGEST)
        if known.unknown:
            return f"whether {shown} may be dialled is not known: {known.unknown}"
        if self._graph.nodes[self.place]["enb_dial_outb_routes"]:
            return f"{shown} is no number inside; outbound routes may be used, so it may go out"
        if not known.numbers:
            return f"no number may be dialled in this menu; {_NOBODY_SAYS}{_one_by_one(number)}"
        what = f"{shown} is no number that may be dialled in this menu; {_NOBODY_SAYS}"
        return what + _one_by_one(number)

    def _label(self, node: str) -> str:
        return str(self._graph.nodes[node]["label"])

    def _short_label(self) -> str:
        return shorten(one_line(self.label), _LONGEST)


def _one_by_one(number: str) -> str:
    """Tell whoever meant several keys how to write them; nothing behind a long number."""
    return f" (several keys are written {','.join(number)})" if len(number) <= _FEW_KEYS else ""


def outcome_at(graph: CallGraph, node: str) -> Outcome:
    """Tell in a word what it means for a call to be at a node."""
    data = graph.nodes.get(node)
    kind = node.partition(":")[0]
    if data is None:  # a number was dialled that no list explains
        return "missing" if kind == IVR else "destination"
    if "missing" in data:
        return "missing"
    if kind in (END_CALL, PLAY_GREETING):
        return "ended"
    if kind == IVR:
        return "menu"
    return "destination" if kind in KNOWN_KINDS or kind == INBOUND_ROUTE else "unknown"
