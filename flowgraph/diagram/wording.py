"""The words in a picture: what a destination, a menu's settings and an arrow are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..analysis.around import OWNS, RINGS
from ..analysis.at_moment import FORCED
from ..analysis.times import Moment, Override
from ..callgraph import CallGraph
from ..model.destination import (
    EXT_VM,
    EXTERNAL_NUM,
    INBOUND_ROUTE,
    IVR,
    KIND_WORDS,
    KINDS_WITH_ID,
    KNOWN_KINDS,
    PLAY_GREETING,
    PLAY_PROMPT,
    PROMPT_KINDS,
    Destination,
)
from ..model.keys import INVALID, TIMEOUT, spoken
from ..model.missing import NOT_FOLLOWED as STATUS_NOT_FOLLOWED
from ..model.missing import NOT_FOUND, NOT_INCLUDED
from ..text import one_line, shorten
from . import theme

Attributes = Mapping[str, Any]

#: The branch of an entry without hours, below those that have some. Whether calls ever take it the
#: vendor does not say.
NO_HOUR = "if none of these"
NOT_SET = "not set"
UNREACHED = "not reached at this moment"
_MOST_LISTED = 4
_LONGEST_PLACE = 40

_GAP_STYLES = {
    NOT_FOUND: theme.MISSING,
    STATUS_NOT_FOLLOWED: theme.NOT_FOLLOWED,
    NOT_INCLUDED: theme.NOT_FOLLOWED,
}
_GAP_WORDS = {
    NOT_FOUND: "does not exist",
    STATUS_NOT_FOLLOWED: "not followed",
    NOT_INCLUDED: "not in the input",
}


def style_of(data: Attributes) -> str:
    """Give the name of the style that a node is drawn in."""
    if "missing" in data:
        return _GAP_STYLES.get(data["missing"], theme.UNREAD)
    return data["kind"] if data["kind"] in KNOWN_KINDS else theme.UNKNOWN


def headline(data: Attributes) -> str:
    """Name a destination in a few words: its name where it has one, else what it is.

    The number is not part of it; see :func:`detail`.
    """
    kind, value = data["kind"], data["value"]
    if kind not in KNOWN_KINDS:
        return one_line(f"{kind} {value}")
    if kind in PROMPT_KINDS:
        return one_line(value) or "no file named"
    if data["name"]:
        return str(data["name"])
    if kind == EXTERNAL_NUM:
        return one_line(value) or "no number given"
    if kind in KINDS_WITH_ID and not data["number"]:
        return f"{_word(kind)} id {one_line(value)}" if value else f"{_word(kind)} without id"
    return _word(kind)


def _word(kind: str) -> str:
    return KIND_WORDS.get(kind, kind)


def detail(data: Attributes) -> str:
    """Give the small print behind a headline: the number, the dial-out prefix, what is wrong."""
    if "missing" in data:
        return _GAP_WORDS.get(data["missing"], "could not be read")
    if data["kind"] == EXTERNAL_NUM and data["prefix"]:
        return f"prefix {one_line(data['prefix'])}"
    return one_line(data["number"])


def kind_line(data: Attributes) -> str:
    """Give the second line of a node of its own: kind and number."""
    if "missing" in data:
        reason = _GAP_WORDS.get(data["missing"], "")
        return reason or f"could not be read: {shorten(data['reason'], 60)}"
    if data["kind"] not in KNOWN_KINDS:
        return theme.STYLES[theme.UNKNOWN].word
    word = theme.STYLES[data["kind"]].word if data["kind"] == PLAY_GREETING else _word(data["kind"])
    return one_line(f"{word} {detail(data)}")


def leaf_words(data: Attributes) -> tuple[str, str]:
    """Give name and small print of a node of its own, without saying a thing twice."""
    name, detail_ = headline(data), kind_line(data)
    says_kind = name == _word(data["kind"]) and "missing" not in data
    return (detail_, "") if says_kind else (name, detail_)


def called(data: Attributes) -> str:
    """Name a destination where no sign stands beside it: a mailbox is not its owner."""
    name = headline(data)
    return f"voicemail of {name}" if data["kind"] == EXT_VM and data["name"] else name


def row_text(data: Attributes, count: int | None) -> str:
    """Say in a menu's row where the key leads."""
    text = called(data)
    if data["kind"] in PROMPT_KINDS and count is not None and count > 1:
        text += f" ×{count}"
    if data["kind"] == PLAY_PROMPT:
        text += ", then back to this menu"
    if data["kind"] == PLAY_GREETING:
        text += ", then hang up"
    return text


def sentence(menu: Attributes, keys: tuple[str, ...], target: Attributes) -> str:
    """Say an arrow as a sentence, for people who do not see it."""
    source, place = one_line(menu["label"]), one_line(target["label"])
    if keys == (FORCED,):
        return f"{source}: calls are forced to {place}"
    if keys == (RINGS,):
        return f"{source} rings {place}"
    if keys == (OWNS,):
        return f"{source} has {place}"
    return f"{source}: {', '.join(map(spoken, keys))} leads to {place}"


# -- a menu's settings -----------------------------------------------------------------------


def named(data: Attributes) -> str:
    """Name a node in one line for people who do not see that it is grey."""
    return f"{data['label']}, {UNREACHED}" if "unreached" in data else str(data["label"])


def facts(data: Attributes) -> Iterator[str]:
    """Give the small print below a menu's name, one thing a line."""
    if data["prompts"] is not None:
        yield "♪ " + (", ".join(map(one_line, data["prompts"])) or "no greeting set")
    if told := ", ".join(times(data)):
        yield told
    yield from (f"+ {words}" for words in direct_dialling(data))


def entry_facts(data: Attributes) -> Iterator[str]:
    """Give the small print of an inbound route: what it takes, and from where."""
    for words, rows in (
        ("dialled", data["did_patterns"]),
        ("callers", data["cid_patterns"]),
        ("trunk", data["trunks"]),
    ):
        if rows:
            more = f" and {len(rows) - _MOST_LISTED} more" if len(rows) > _MOST_LISTED else ""
            yield f"{words}: {', '.join(map(one_line, rows[:_MOST_LISTED]))}{more}"


def times(data: Attributes) -> Iterator[str]:
    """Say how often a menu repeats its greeting, and how long it waits."""
    if data["prompt_repeat"] is not None:
        yield f"repeats {data['prompt_repeat']}×"
    if data["resp_timeout_s"] is not None:
        yield f"waits {data['resp_timeout_s']} s"
    if data["digit_timeout_s"] is not None:
        yield f"next digit {data['digit_timeout_s']} s"


def direct_dialling(data: Attributes) -> Iterator[str]:
    """Say what callers may dial besides the menu's keys."""
    option = data["dial_ext_option"]
    if option == "all":
        yield "may dial any extension"
    if option == "restrict":
        yield f"may dial extensions except {_names(data['restrict_dial_ext_list'])}"
    if option == "allow" and data["dial_ext_list"]:
        yield f"may dial {_names(data['dial_ext_list'])}"
    if data["enb_dial_call_number"] and data["dial_call_number_list"]:
        yield f"may dial {_names(data['dial_call_number_list'])}"
    if data["enb_dial_outb_routes"]:
        yield f"may call out through {_names(data['dial_outb_route_list']) or 'outbound routes'}"
    if data["enb_dial_check_vm"]:
        yield "may check voicemail"


def _names(rows: list[dict[str, str]] | None) -> str:
    names = [_dialable(row) for row in rows or ()]
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return ", ".join(names[:_MOST_LISTED]) + more


def _dialable(row: dict[str, str]) -> str:
    number = row["number"] if row["number"] != row["name"] else ""
    return one_line(f"{row['name']} {number}") or row["id"]


def forced(graph: CallGraph, found: Override) -> str:
    """Say where a route is forced to, and where its schedule sends calls."""
    current = (graph.nodes[found.route]["current"] or {}).get("label", "")
    sent = _place(graph, found.current, current)
    return f"forced to {sent}: the schedule says {_place(graph, found.expected)}"


def overridden(graph: CallGraph, moment: Moment, route: str) -> str:
    """Say where a route is forced to, and on what condition it is; empty where it is not."""
    found = moment.overrides.get(route)
    doubt = f" ({moment.doubt})" if moment.doubt else ""
    return forced(graph, found) + doubt if found else ""


def _place(graph: CallGraph, destination: Destination, label: str = "") -> str:
    node = destination.node_id
    if node in graph:
        data = graph.nodes[node]
        # A voicemail has the name of its owner, who would be meant by that alone.
        name = headline(data) if data["kind"] == IVR else one_line(data["label"])
        return shorten(name, _LONGEST_PLACE)
    words = label or f"{_word(destination.kind)} {destination.value}"
    return shorten(one_line(words), _LONGEST_PLACE)


def is_fallback(key: str) -> bool:
    """Whether a key is what happens when the caller presses nothing that means something."""
    return key in (TIMEOUT, INVALID)


def tooltip(data: Attributes, places: Mapping[str, str] | None = None) -> str:
    """List everything that the PBX holds about a node, one thing a line.

    Args:
        data: The node.
        places: What the destination of each key is called.
    """
    places = places or {}
    lines = [data["label"]]
    if "missing" in data:
        lines.append(f"{data['missing']}: {data['reason']}")
    lines += [f"says: {row['text']}" for row in data.get("greetings", ()) if row["text"]]
    if data["kind"] == INBOUND_ROUTE:
        lines += entry_facts(data)
        lines += [f"time condition: {data['time_condition'] or 'not known'}"]
        lines += ["a call flow of the designer may take the call first; the API does not show it"]
    if "keys" in data:
        lines += [*facts(data), *(f"{words}: {value}" for words, value in settings(data))]
        lines += [
            f"{spoken(key)}: {_slot(slot, places.get(key, ''))}"
            for key, slot in data["keys"].items()
        ]
        lines += [f"{words}: {value}" for words, value in oddities(data)]
    return "\n".join(one_line(str(line)) for line in lines)


def settings(data: Attributes) -> Iterator[tuple[str, str]]:
    """Give a menu's settings that are not told as small print, in words, with their values."""
    for name, words in _SETTING_WORDS.items():
        value = data[name]
        if value not in (None, "", []):
            shown = ", ".join(map(_dialable, value)) if isinstance(value, list) else value
            yield words, "yes" if value is True else "no" if value is False else str(shown)


def oddities(data: Attributes) -> Iterator[tuple[str, str]]:
    """Give what an edit left over in keys that are not set, and fields that are not known."""
    yield from ((f"{spoken(k)}: left over", _rest(rest)) for k, rest in data["leftovers"].items())
    yield from ((f"unknown field {k}", str(value)) for k, value in data["unknown_fields"].items())


_SETTING_WORDS = {
    "dial_ext_option": "dialling extensions",
    "dial_ext_list": "extensions that may be dialled",
    "restrict_dial_ext_list": "extensions that may not be dialled",
    "enb_dial_outb_routes": "calling out through outbound routes",
    "dial_outb_route_list": "outbound routes",
    "enb_dial_check_vm": "checking voicemail",
    "enb_dial_call_number": "dialling group, queue and conference numbers",
    "dial_call_number_list": "numbers that may be dialled",
    "alert_info": "Alert-Info",
    "client_unique_ringtone": "ringtone",
    "prompt_manager_enb": "changing the greeting with #9",
}


def _slot(slot: Mapping[str, Any] | None, place: str) -> str:
    if slot is None:
        return NOT_SET
    word = "play count" if slot["kind"] in PROMPT_KINDS else "prefix"
    prefix = f", {word} {slot['prefix']}" if slot["prefix"] else ""
    recording = ", recording stops" if slot["stop_recording"] else ""
    return f"{place or slot['kind'] + ' ' + slot['value']}{prefix}{recording}"


def _rest(rest: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in rest.items() if value)


def title(roots: Sequence[Attributes], everything: bool, *, is_part: bool = False) -> str:
    """Give the headline of a picture that starts at some menus, or at all, or shows what is near.

    Args:
        roots: Where calls start, or the one node in the middle.
        everything: Whether it shows all menus.
        is_part: Whether it shows what is near a node.
    """
    if is_part:
        return f"Around {roots[0]['label']}"
    if everything:
        return "All phone menus"
    if len(roots) == 1:
        return f"Call flow from {roots[0]['label']}"
    return f"Call flow from {len(roots)} menus"
