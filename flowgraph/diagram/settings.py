"""Everything that the PBX holds about a node, as rows of a sheet: what it is called, its value.

Where a node goes on to, and what callers hear, the page tells elsewhere in words of its own; no
other attribute is left out, not even one that this version does not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.keys import spoken
from ..text import one_line

Attributes = Mapping[str, Any]

NOT_KNOWN = "not known"
NONE = "none"
#: Settings with one of the vendor's words, which are several with a line between: ``ring_all``.
_CHOICES = frozenset({"missing", "dial_ext_option", "time_condition", "presence", "strategy"})

# Told by the page in its head, in the table of keys and under what callers hear.
_ELSEWHERE = frozenset(
    {"kind", "value", "prefix", "name", "number", "label", "keys", "prompts", "greetings"}
)
_WORDS: Mapping[str, str] = {
    "missing": "Status",
    "reason": "Reason",
    "prompt_repeat": "Prompt repeat count",
    "resp_timeout_s": "Waits for a key",
    "digit_timeout_s": "Waits for the next digit",
    "dial_ext_option": "Dialling extensions",
    "dial_ext_list": "Extensions that may be dialled",
    "restrict_dial_ext_list": "Extensions that may not be dialled",
    "enb_dial_outb_routes": "Calling out through outbound routes",
    "dial_outb_route_list": "Outbound routes",
    "enb_dial_check_vm": "Checking voicemail",
    "enb_dial_call_number": "Dialling other numbers",
    "dial_call_number_list": "Numbers that may be dialled",
    "hidden_exits": "Ways out without a key",
    "alert_info": "Alert-Info",
    "client_unique_ringtone": "Ringtone",
    "prompt_manager_enb": "Changing the greeting with #9",
    "leftovers": "Left over",
    "unknown_fields": "Unknown field",
    "position": "Place in the list of routes",
    "did_patterns": "Dialled numbers",
    "cid_patterns": "Callers' numbers",
    "trunks": "Trunks",
    "time_condition": "Time condition",
    "current": "Leads at present to",
    "presence": "Presence",
    "strategy": "Ring strategy",
    "members": "Members",
    "dynamic": "Dynamic members",
    "knows_fail": "Failover is told by the PBX",
    "limit_s": "Waits at most",
    "keys_left_out": "Keys that are not in this picture",
    "elsewhere": "Told in full in another picture",
    "unreached": "Not reached at the moment that is drawn",
}


def rows(data: Attributes) -> Iterator[tuple[str, str]]:
    """Give a node's settings as label and value; what the PBX does not tell is "not known"."""
    for name in sorted(data.keys() - _ELSEWHERE, key=_place):
        label = _WORDS.get(name, name)
        value = data[name]
        if isinstance(value, dict) and name in ("leftovers", "unknown_fields"):
            yield from ((f"{label}: {spoken(part)}", shown(rest)) for part, rest in value.items())
        else:
            yield label, _said(name, value)


def _place(name: str) -> tuple[int, str]:
    known = list(_WORDS)
    return (known.index(name) if name in _WORDS else len(known)), name


def _said(name: str, value: object) -> str:
    if name.endswith("_s") and isinstance(value, int):
        return f"{value} s"
    words = shown(value)
    return words.replace("_", " ") if name in _CHOICES else words


def shown(value: object) -> str:
    """Say a value as people do.

    >>> shown(True), shown([]), shown(None), shown([{"name": "Ann", "number": "101", "id": "7"}])
    ('yes', 'none', 'not known', 'Ann 101')
    """
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value)) or NONE
    if isinstance(value, dict):
        return _object(value)
    return one_line(str(value)) or NONE


def _object(value: Mapping[str, Any]) -> str:
    if value.get("label"):
        return str(value["label"])
    if "name" in value and "number" in value:
        number = "" if value["number"] == value["name"] else value["number"]
        return one_line(f"{value['name']} {number}") or str(value.get("id", ""))
    told = {name: part for name, part in value.items() if part not in ("", None)}
    if all(isinstance(part, str) for part in told.values()):
        return ", ".join(f"{name} {part}" for name, part in told.items()) or NONE
    return json.dumps(value, ensure_ascii=False)
