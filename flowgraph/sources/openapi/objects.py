"""The vendor's field names of routes, groups and extensions, to and from our models.

Sources: the vendor's pages on inbound routes, queues and ring groups; the time fields of routes
and the forwarding fields of extensions as public test code of the product's own web interface
writes them, the same names in the Open API being inferred. No other module knows a flat field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...model.destination import (
    EXTENSION,
    EXTERNAL_NUM,
    INBOUND_ROUTE,
    KINDS_WITH_ID,
    QUEUE,
    Destination,
)
from ...model.extension import Extension
from ...model.group import Group, GroupKind
from ...model.ids import canonical_id, name_text, plain_text
from ...model.make import Make
from ...model.prompt import Prompt
from ...model.route import Route
from .fields import without_secrets

Data = Mapping[str, Any]

#: ``current_destination`` may say ``range_to_ext_dest`` where the default says ``range_to_ext``.
_SUFFIX = re.compile(r"(\s*_dest)+$")


def _destination(kind: object, value: object, prefix: object = "") -> Destination | None:
    word = _SUFFIX.sub("", plain_text(kind).strip().lower())
    if not word:
        return None
    text = canonical_id(value) if word in KINDS_WITH_ID else plain_text(value)
    return Destination(word, text, plain_text(prefix))


def _whole(value: object) -> int | None:
    text = canonical_id(value)
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _first(data: Data, *names: str) -> Any:
    return next((data[name] for name in names if data.get(name) not in (None, "")), None)


def _labels(value: object, *names: str) -> tuple[str, ...] | None:
    """Give the label of each row of a list; a row is a text or an object."""
    if not isinstance(value, list):
        return None
    found = (_first(row, *names) if isinstance(row, dict) else row for row in value)
    return tuple(text for label in found if (text := plain_text(label).strip()))


# -- inbound routes --------------------------------------------------------------------------

_BRANCH_STEMS = {
    "default": "def_dest",
    "office": "office_time_dest",
    "outoffice": "outoffice_time_dest",
    "holiday": "holiday_dest",
}
_DEFAULT_KIND = ("def_dest", "default_destination")
# Misspelt by the PBX; the correct spelling is accepted too.
_DEFAULT_VALUE = ("def_dest_value", "default_desination_value", "default_destination_value")
_CURRENT_VALUE = ("current_desination_value", "current_destination_value")
_TIMED = ("office", "outoffice", "holiday")
_ROUTE_FIELDS = {
    "id",
    "pos",
    "name",
    "did_option",
    "did_pattern_list",
    "did_to_ext_start",
    "did_to_ext_end",
    "cid_option",
    "cid_pattern_list",
    "trunk_list",
    "enb_time_condition",
    "time_condition",
    "default_destination",
    "current_destination",
    *_DEFAULT_VALUE,
    *_CURRENT_VALUE,
    *(f"{stem}{end}" for stem in _BRANCH_STEMS.values() for end in ("", "_prefix", "_value")),
}


def route_from_data(asked: str, data: Data) -> Route:
    """Read an inbound route from a row of ``inbound_route/list`` or the ``data`` of ``/get``."""
    dropped: set[str] = set()
    kept = without_secrets(dict(data), dropped)
    return Route(
        id=asked,
        position=_whole(data.get("pos")),
        name=name_text(data.get("name")),
        did_patterns=_labels(data.get("did_pattern_list"), "did_pattern", "pattern", "text"),
        cid_patterns=_labels(data.get("cid_pattern_list"), "cid_pattern", "pattern", "text"),
        trunks=_labels(data.get("trunk_list"), "text", "name", "value"),
        time_condition=_time_condition(data),
        branches=_branches(data),
        current=_destination(data.get("current_destination"), _first(data, *_CURRENT_VALUE)),
        unknown={name: kept[name] for name in sorted(kept.keys() - _ROUTE_FIELDS)},
        dropped=tuple(sorted(dropped)),
    )


def _time_condition(data: Data) -> str | None:
    word = data.get("time_condition")
    if canonical_id(data.get("enb_time_condition")) == "0":
        return "disabled"
    return None if word is None else plain_text(word).strip().lower()


def _branches(data: Data) -> dict[str, Destination]:
    kind = _first(data, *_DEFAULT_KIND)
    default = _destination(kind, _first(data, *_DEFAULT_VALUE), data.get("def_dest_prefix"))
    branches = {"default": default}
    if _time_condition(data) != "disabled":
        for key in _TIMED:
            stem = _BRANCH_STEMS[key]
            prefix = data.get(f"{stem}_prefix")
            branches[key] = _destination(data.get(stem), data.get(f"{stem}_value"), prefix)
    return {key: branch for key, branch in branches.items() if branch is not None}


def route_to_data(route: Route) -> dict[str, Any]:
    """Write a route so that :func:`route_from_data` reads back the same."""
    data: dict[str, Any] = {"id": route.id, "pos": route.position, "name": route.name}
    for name, rows in (
        ("did_pattern_list", route.did_patterns),
        ("cid_pattern_list", route.cid_patterns),
        ("trunk_list", route.trunks),
    ):
        if rows is not None:
            data[name] = list(rows)
    if route.time_condition is not None:
        data["time_condition"] = route.time_condition
    for key, stem in _BRANCH_STEMS.items():
        data |= _slot(stem, route.branches.get(key))
    if route.current is not None:
        data["current_destination"] = route.current.kind
        data["current_desination_value"] = route.current.value
    return data | route.unknown


def _slot(stem: str, destination: Destination | None) -> dict[str, str]:
    kind, value, prefix = destination or Destination("")
    return {stem: kind, f"{stem}_prefix": prefix, f"{stem}_value": value}


# -- queues and ring groups ------------------------------------------------------------------


def group_from_data(kind: GroupKind, asked: str, data: Data) -> Group:
    """Read a queue or ring group from a row of its list or the ``data`` of ``/get``."""
    is_queue = kind == "queue"
    return Group(
        kind=kind,
        id=asked,
        number=name_text(data.get("number")),
        name=name_text(data.get("name")),
        strategy=plain_text(data.get("ring_strategy")) or None,
        fail=_destination(
            data.get("fail_dest"), data.get("fail_dest_value"), data.get("fail_dest_prefix")
        ),
        knows_fail="fail_dest" in data,
        limit_s=_whole(data.get("max_wait_time" if is_queue else "ring_timeout")),
        members=_labels(
            data.get("static_agent_list" if is_queue else "member_list"), "text2", "text", "value"
        ),
        dynamic=_labels(data.get("dynamic_agent_list"), "text2", "text", "value"),
    )


def group_to_data(group: Group) -> dict[str, Any]:
    """Write a group so that :func:`group_from_data` reads back the same."""
    is_queue = group.kind == "queue"
    data: dict[str, Any] = {"id": group.id, "number": group.number, "name": group.name}
    if group.strategy is not None:
        data["ring_strategy"] = group.strategy
    if group.limit_s is not None:
        data["max_wait_time" if is_queue else "ring_timeout"] = group.limit_s
    if group.members is not None:
        data["static_agent_list" if is_queue else "member_list"] = list(group.members)
    if group.dynamic is not None:
        data["dynamic_agent_list"] = list(group.dynamic)
    return data | (_slot("fail_dest", group.fail) if group.knows_fail else {})


# -- extensions ------------------------------------------------------------------------------

_FORWARDS = {"always": "always", "noanswer": "no_answer", "busy": "busy"}


def extension_from_data(asked: str, data: Data, name: str = "") -> Extension:
    """Read an extension's forwarding from the ``data`` of ``extension/get``.

    Calls that come through a menu are calls from outside, so the ``ex_`` rules of the current
    presence status count.
    """
    presence = plain_text(data.get("presence_status")).strip()
    rows = data.get("presence_list")
    current = next(
        (
            row
            for row in (rows if isinstance(rows, list) else ())
            if isinstance(row, dict) and plain_text(row.get("status")).strip() == presence
        ),
        {},
    )
    forwards = {key: _forward(asked, current, word) for key, word in _FORWARDS.items()}
    return Extension(
        id=asked,
        number=name_text(data.get("number")),
        name=name,
        presence=presence,
        forwards={key: target for key, target in forwards.items() if target is not None},
    )


def _forward(owner: str, row: Data, word: str) -> Destination | None:
    if canonical_id(row.get(f"enb_ex_{word}_forward")) not in ("1", "True"):
        return None
    stem = f"ex_{word}_forward"
    value, number = row.get(f"{stem}_value"), row.get(f"{stem}_num")
    target = _destination(row.get(f"{stem}_dest"), value, row.get(f"{stem}_prefix"))
    if target is None:
        return None
    if target.kind == EXTERNAL_NUM:
        return target._replace(value=plain_text(number) or target.value)
    if target.kind == "ext_vm" and not target.value:
        # A voicemail without an id is the extension's own.
        return target._replace(value=owner)
    return target


def extension_to_data(extension: Extension) -> dict[str, Any]:
    """Write an extension's forwarding so that :func:`extension_from_data` reads back the same."""
    row: dict[str, Any] = {"status": extension.presence}
    for key, word in _FORWARDS.items():
        target = extension.forwards.get(key)
        row[f"enb_ex_{word}_forward"] = int(target is not None)
        row |= _slot(f"ex_{word}_forward_dest", target) if target else {}
        if target:
            stem = f"ex_{word}_forward"
            row.pop(f"{stem}_dest_prefix")
            row.pop(f"{stem}_dest_value")
            row |= {f"{stem}_prefix": target.prefix, f"{stem}_value": target.value}
    return {
        "id": extension.id,
        "number": extension.number,
        "presence_status": extension.presence,
        "presence_list": [row],
    }


# -- prompts ---------------------------------------------------------------------------------


def prompt_from_data(data: Data) -> Prompt:
    """Read a prompt from a row of ``custom_prompt/list``.

    Menus may name it by ``real_filename``, ``file`` or ``file`` with ``suffix``, capitals aside:
    the vendor's description and sample disagree.
    """
    file, suffix, real = (plain_text(data.get(n)) for n in ("file", "suffix", "real_filename"))
    names = [name for name in (real, file, f"{file}{suffix}") if name]
    return Prompt(
        id=canonical_id(data.get("id")),
        file=names[0] if names else "",
        aliases=tuple(dict.fromkeys(name.lower() for name in names)),
        kind=plain_text(data.get("type")),
        text=plain_text(data.get("text")),
        language=plain_text(data.get("language")),
    )


def prompt_to_data(prompt: Prompt) -> dict[str, Any]:
    """Write a prompt so that :func:`prompt_from_data` reads back what menus need of it."""
    others = [name for name in prompt.aliases if name != prompt.file.lower()]
    data: dict[str, Any] = {"id": prompt.id, "real_filename": prompt.file}
    if others:
        data["file"] = min(others, key=len)
        data["suffix"] = max(others, key=len)[len(data["file"]) :]
    return data | {"type": prompt.kind, "text": prompt.text, "language": prompt.language}


def make_from_data(data: Data) -> Make:
    """Read what the PBX is from the ``data`` of ``system/information``; no serial number."""
    return Make(name_text(data.get("model_name")), name_text(data.get("firmware_version")))


def object_from_data(kind: str, asked: str, data: Data) -> Group | Extension | Route:
    """Read an object of any of these kinds.

    Args:
        kind: ``queue``, ``ring_group``, ``extension`` or ``inbound_route``.
        asked: Its id.
        data: The ``data`` of its ``/get``.
    """
    if kind == INBOUND_ROUTE:
        return route_from_data(asked, data)
    if kind == EXTENSION:
        return extension_from_data(asked, data)
    return group_from_data("queue" if kind == QUEUE else "ring_group", asked, data)


def object_to_data(item: Group | Extension | Route) -> dict[str, Any]:
    """Write an object so that :func:`object_from_data` reads back the same."""
    if isinstance(item, Route):
        return route_to_data(item)
    return extension_to_data(item) if isinstance(item, Extension) else group_to_data(item)


#: Fields that say where a call goes on, by key; an extension's stand within its presence list.
_FIELDS = {
    **{key: (stem,) for key, stem in _BRANCH_STEMS.items()},
    "default": _DEFAULT_KIND,
    "fail": ("fail_dest",),
    **dict.fromkeys(_FORWARDS, ("presence_list",)),
}


def fields_of(key: str) -> tuple[str, ...]:
    """Name the fields that may say where a key of a route, group or extension leads.

    >>> fields_of("fail"), fields_of("office"), fields_of("3")
    (('fail_dest',), ('office_time_dest',), ())
    """
    return _FIELDS.get(key, ())


def rows_of(value: object) -> Sequence[Data]:
    """Give the objects of a list; an object alone is a list of one, anything else is empty."""
    rows = value if isinstance(value, list) else [value]
    return [row for row in rows if isinstance(row, dict)]
