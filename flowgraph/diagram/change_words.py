"""A change in the words of the field: what it is about, how it was, how it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from ..analysis.compare import Side
from ..analysis.compare.change import DESTINATION, PREFIX, UNKNOWN, Change
from ..model.destination import PROMPT_KINDS, QUEUE, Destination
from ..model.keys import DEFAULT, PRESSED, spoken
from ..text import one_line, shorten, visible
from .theme import SIGNS
from .wording import NOT_SET

_LONGEST = 120
_MOST_LISTED = 4
_NONE = "none"
#: Characters of a text before and behind what differs in it.
_CONTEXT = 24


class Line(NamedTuple):
    """A change for people.

    Attributes:
        subject: What it is about, for example ``key 3:`` or ``waits``.
        before: How it was; empty where the subject and ``after`` say it all.
        after: How it is.
    """

    subject: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """The change on one line."""
        told = f"{self.before} -> {self.after}" if self.before else self.after
        return f"{self.subject} {told}".strip()


def line(change: Change, old: Side, new: Side) -> Line:
    """Say a change.

    Args:
        change: What changed.
        old: The state before, for the names of what it is about.
        new: The state now.
    """
    sense = _sense(change, new)
    subject = _subject(change, sense)
    if change.field in (DESTINATION, "forced"):
        return Line(subject, *_ways(change, old, new))
    if change.field in _LISTS:
        return Line(subject, *_lists(change, old, new))
    if change.field in _ROWS and change.what != "changed":
        return Line(subject, "", f"{change.what}: {_value(change.new or change.old)}")
    if change.field == "text":
        return Line(subject, *excerpts(change.old or "", change.new or ""))
    say = _SAYINGS.get(sense, _value)
    return Line(subject, say(change.old), say(change.new))


def key_words(key: str) -> str:
    """Say a key: ``key 3``, ``no key``, ``failover``."""
    if key in PRESSED:
        return f"key {key}"
    # "At any time" would be wrong of an entry that has hours.
    return "default destination" if key == DEFAULT else flat(spoken(key))


def flat(text: str, most: int = _LONGEST) -> str:
    """Give a text of the PBX on one line that is never very long."""
    return shorten(one_line(visible(text)), most)


# -- destinations ----------------------------------------------------------------------------


def _ways(change: Change, old: Side, new: Side) -> tuple[str, str]:
    empty = NOT_SET if change.key else "not forced"
    sides = ((change.old, old), (change.new, new))
    before, after = (place(way, side) if way else empty for way, side in sides)
    if before != after:
        return before, after
    # Two things of one name.
    return f"{before} ({change.old.node_id})", f"{after} ({change.new.node_id})"


def place(destination: Destination, side: Side) -> str:
    """Name a destination, with how often a prompt is played."""
    label = flat(side.label(destination.node_id))
    count = destination.play_count or 1
    return f"{label} ×{count}" if count > 1 else label


def _plays(change: Change, new: Side) -> bool:
    ways = new.graph.out_edges(change.node, keys=True) if change.node in new.graph else ()
    targets = (target for _, target, key in ways if key == change.key)
    return any(new.graph.nodes[target]["kind"] in PROMPT_KINDS for target in targets)


# -- settings --------------------------------------------------------------------------------

_PLAY_COUNT = "play_count"
_QUEUE_LIMIT = "queue_limit_s"
_SUBJECTS = {
    PREFIX: "prefix:",
    _PLAY_COUNT: "played",
    "forced": "forced to:",
    "id": "new id, same number and name:",
    "name": "name:",
    "number": "number:",
    "prompts": "greeting:",
    "prompt_repeat": "repeats",
    "resp_timeout_s": "waits",
    "digit_timeout_s": "waits for the next digit",
    "dial_ext_option": "callers may dial extensions:",
    "dial_ext_list": "extensions that may be dialled:",
    "restrict_dial_ext_list": "extensions that may not be dialled:",
    "enb_dial_call_number": "callers may dial groups, queues and conferences:",
    "dial_call_number_list": "numbers that may be dialled:",
    "enb_dial_outb_routes": "callers may call out:",
    "dial_outb_route_list": "outbound routes:",
    "enb_dial_check_vm": "callers may check voicemail:",
    "prompt_manager_enb": "greeting can be changed with #9:",
    "alert_info": "Alert-Info:",
    "client_unique_ringtone": "ringtone:",
    "stop_recording": "recording stops:",
    "leftover": "left over:",
    "strategy": "ring strategy:",
    "limit_s": "rings for",
    _QUEUE_LIMIT: "waiting limit:",
    "members": "members:",
    "dynamic": "agents who log in:",
    "did_patterns": "dialled",
    "cid_patterns": "callers",
    "trunks": "trunks",
    "time_condition": "time condition:",
    "position": "place in the list:",
    "business_hour": "business hours:",
    "holiday": "holiday:",
    "kind": "kind:",
    "text": "says:",
    "language": "language:",
    "model": "model:",
    "firmware": "firmware:",
    "timezone": "time zone:",
}
_LISTS = frozenset(
    {
        "dial_ext_list",
        "restrict_dial_ext_list",
        "dial_call_number_list",
        "dial_outb_route_list",
        "members",
        "dynamic",
        "did_patterns",
        "cid_patterns",
        "trunks",
    }
)
#: Things that are one line each, and have no name.
_ROWS = frozenset({"business_hour", "holiday"})
_OPTIONS = {"disable": _NONE, "all": "any", "allow": "some", "restrict": "all but some"}


def _sense(change: Change, new: Side) -> str:
    """Give what a field means where that depends on what it is a field of."""
    if change.field == PREFIX and _plays(change, new):
        return _PLAY_COUNT
    if change.field == "limit_s" and change.node.startswith(f"{QUEUE}:"):
        return _QUEUE_LIMIT
    return change.field


def _subject(change: Change, sense: str) -> str:
    if change.field == DESTINATION:
        return f"{key_words(change.key)}:"
    if change.field.startswith(UNKNOWN):
        name = flat(change.field.removeprefix(UNKNOWN))
        return f"field {name} (not known to this version):"
    words = _SUBJECTS.get(sense, sense)
    return f"{key_words(change.key)}, {words}" if change.key else words


def _value(value: Any) -> str:
    if value is None or value == "":
        return _NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (str, int)):
        return flat(str(value))
    return flat(json.dumps(value, ensure_ascii=False, default=str))


def _seconds(value: Any) -> str:
    return "not known" if value is None else f"{value} s"


def _limit(value: Any) -> str:
    return _NONE if value == 0 else _seconds(value)


def _times(value: Any) -> str:
    return "not known" if value is None else f"{value} times"


def _option(value: Any) -> str:
    return _OPTIONS.get(value, _value(value))


def _leftover(value: Any) -> str:
    return _value(" ".join(filter(None, (value or {}).values())))


def _files(value: Any) -> str:
    return flat(", ".join(value or ())) or _NONE


def _play_count(value: Any) -> str:
    return f"{value}×" if value else "not said how often"


_SAYINGS: dict[str, Callable[[Any], str]] = {
    "prompts": _files,
    "prompt_repeat": _times,
    "resp_timeout_s": _seconds,
    "digit_timeout_s": _seconds,
    "dial_ext_option": _option,
    "leftover": _leftover,
    "limit_s": _seconds,
    _QUEUE_LIMIT: _limit,
    _PLAY_COUNT: _play_count,
}


# -- lists and texts -------------------------------------------------------------------------


def _lists(change: Change, old: Side, new: Side) -> tuple[str, str]:
    """Give two short lists whole, of long ones what came and went."""
    before = [flat(old.named(item)) for item in change.old or ()]
    after = [flat(new.named(item)) for item in change.new or ()]
    if max(len(before), len(after)) <= _MOST_LISTED:
        return ", ".join(before) or _NONE, ", ".join(after) or _NONE
    come, gone = _without(after, before), _without(before, after)
    parts = [
        f"{SIGNS[what]} {some(names)}"
        for what, names in (("added", come), ("removed", gone))
        if names
    ]
    return "", "; ".join(parts) or "in another order"


def _without(names: Sequence[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [name for name in names if name not in known]


def some(names: Sequence[str], most: int = _MOST_LISTED) -> str:
    """Name the first of many things, and count the rest."""
    more = [f"and {len(names) - most} more"] if len(names) > most else []
    return ", ".join([*names[:most], *more])


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Give what differs in two texts, with a few words around it.

    >>> excerpts("For sales press 1.", "For sales press 2.")
    ('"For sales press 1."', '"For sales press 2."')
    """
    before, after = one_line(visible(old)), one_line(visible(new))
    start = _alike(before, after)
    rest = min(len(before), len(after)) - start
    end = min(rest, _alike(reversed(before), reversed(after)))
    return _excerpt(before, start, end), _excerpt(after, start, end)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Count the characters that two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _excerpt(text: str, start: int, end: int) -> str:
    """Quote a text between some characters at its start and some at its end, and a little more."""
    if not text:
        return _NONE
    first = max(0, start - _CONTEXT)
    first = text.find(" ", first, start) + 1 if first else 0
    last = min(len(text), len(text) - end + _CONTEXT)
    shown = shorten(text[first:last], _LONGEST)
    return f'"{"…" if first else ""}{shown}{"…" if last < len(text) and shown[-1:] != "…" else ""}"'
