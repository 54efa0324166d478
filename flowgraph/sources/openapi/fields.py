"""The vendor's field names of a menu, to and from :class:`Ivr`.

Source: the vendor's page "Query Information of an IVR" (``ivr/get``), and the newer fields of
"Add an IVR". No other module knows a flat field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...masking import is_secret_field
from ...model.destination import KINDS_WITH_ID, Destination
from ...model.ids import canonical_id, name_text, plain_text
from ...model.ivr import Dialable, Ivr
from ...model.keys import KEYS

_STEM = {"#": "press_hash", "*": "press_star", "timeout": "timeout", "invalid": "invalid"}
_STEMS = {key: _STEM.get(key, f"press{key}") for key in KEYS}
_RECORDING = {
    key: f"allow_out_record{key}" if key.isdigit() else f"allow_out_record_{stem}"
    for key, stem in ((key, _STEMS[key].removeprefix("press_")) for key in KEYS)
}
#: Fields of kind, value and prefix of each key.
_SLOTS = {
    key: (f"{stem}_dest", f"{stem}_dest_value", f"{stem}_dest_prefix")
    for key, stem in _STEMS.items()
}
_SLOT_FIELDS = {name for names in _SLOTS.values() for name in names} | set(_RECORDING.values())

#: Field of the PBX -> attribute of Ivr, by type, in the order of the vendor's page.
_NUMBERS = {
    "prompt_repeat": "prompt_repeat",
    "resp_timeout": "resp_timeout_s",
    "digit_timeout": "digit_timeout_s",
}
_FLAGS = {
    "enb_dial_outb_routes": "enb_dial_outb_routes",
    "enb_dial_check_vm": "enb_dial_check_vm",
    "enb_dial_call_number": "enb_dial_call_number",
    "prompt_manger_enb": "prompt_manager_enb",
}
# The PBX spells it so; the correct spelling is understood too.
_MISSPELT, _WELL_SPELT = "prompt_manger_enb", "prompt_manager_enb"
_LISTS = {
    "dial_ext_list": "dial_ext_list",
    "restrict_dial_ext_list": "restrict_dial_ext_list",
    "dial_outb_route_list": "dial_outb_route_list",
    "dial_call_number_list": "dial_call_number_list",
}
_TEXTS = {"alert_info": "alert_info", "client_unique_ringtone": "client_unique_ringtone"}
_PLAIN = {"id", "number", "name", "prompt", "dial_ext_option"}
_KNOWN = _SLOT_FIELDS | _PLAIN | set(_NUMBERS) | set(_FLAGS) | set(_LISTS) | set(_TEXTS)
# Fields that hold one plain value; the id is the one that was asked for, whatever stands here.
_SCALARS = _KNOWN - _LISTS.keys() - {"prompt", "id"}
_NESTED = (list, dict)
_ROWS = (dict, str, int, float)


def field_of(key: str) -> str:
    """Name the field that says where a key of a menu leads; empty for anything else.

    >>> field_of("3"), field_of("*"), field_of("timeout"), field_of("fail")
    ('press3_dest', 'press_star_dest', 'timeout_dest', '')
    """
    return f"{_STEMS[key]}_dest" if key in _STEMS else ""


def looks_like_ivr(data: Mapping[str, Any]) -> bool:
    """Whether an object has at least one field of a menu."""
    return not _KNOWN.isdisjoint(data)


def ivr_from_data(asked: str, data: Mapping[str, Any], remarks: tuple[str, ...] = ()) -> Ivr:
    """Read a menu from the ``data`` of ``ivr/get``.

    Args:
        asked: The menu's identity.
        data: Flat fields; every one of them may be absent, null, a number or a text.
        remarks: Oddities of the answer.

    Returns:
        The menu. What cannot be understood is kept in ``unknown``; secrets are not kept.
    """
    data = _vendors_spelling(data)
    settings = {name: value for name, value in _settings(data) if value is not None}
    keys, leftovers = _slots(data)
    attributes = {_ATTRIBUTES[name]: settings[name] for name in _ATTRIBUTES if name in settings}
    dropped: set[str] = set()
    kept = without_secrets({name: data[name] for name in _odd(data, settings)}, dropped)
    return Ivr(
        id=asked,
        number=name_text(data.get("number")),
        name=name_text(data.get("name")),
        keys=keys,
        leftovers=leftovers,
        stop_recording={
            key: settings[name] for key, name in _RECORDING.items() if name in settings
        },
        # A known field that held nothing but a secret holds nothing now.
        unknown={n: value for n, value in kept.items() if n not in _KNOWN or not _is_unset(value)},
        dropped=tuple(sorted(dropped)),
        remarks=remarks,
        **attributes,
    )


def _vendors_spelling(data: Mapping[str, Any]) -> Mapping[str, Any]:
    if _WELL_SPELT not in data:
        return data
    rest = {name: value for name, value in data.items() if name != _WELL_SPELT}
    return {_MISSPELT: data[_WELL_SPELT], **rest}


def _settings(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the settings that are there by field; None: unset, or not understood."""
    for name, value in data.items():
        if read := _READERS.get(name):
            yield name, read(value)


def _odd(data: Mapping[str, Any], settings: Mapping[str, Any]) -> set[str]:
    """Name the fields that are not known, or hold what cannot be understood: kept as they came."""
    unread = (data.keys() & _READ) - settings.keys()
    nested = {n for n, value in data.items() if isinstance(value, _NESTED) and n in _SCALARS}
    return (data.keys() - _KNOWN) | {n for n in unread | nested if not _is_unset(data[n])}


def _is_unset(value: Any) -> bool:
    if isinstance(value, _NESTED):
        return not value or value == [None]
    return not plain_text(value).strip()


def _number(value: object) -> int | None:
    text = canonical_id(value)
    return int(text) if text.isdecimal() and len(text) < 10 else None


_FLAG_WORDS = {"0": False, "1": True, "false": False, "true": True}


def _flag(value: object) -> bool | None:
    if value.__class__ is int:
        return bool(value) if value in (0, 1) else None
    return _FLAG_WORDS.get(canonical_id(value).lower())


def _prompts(value: object) -> tuple[str, ...] | None:
    parts = value if isinstance(value, list) else plain_text(value).split(",")
    if isinstance(value, dict) or any(isinstance(part, _NESTED) for part in parts):
        return None
    return tuple(name for part in parts if (name := plain_text(part).strip()))


def _option(value: object) -> str:
    return plain_text(value).strip()


def _dialables(value: object) -> tuple[Dialable, ...] | None:
    if not isinstance(value, list) or not all(isinstance(row, _ROWS) for row in value):
        return None
    return tuple(map(_dialable, value))


def _dialable(row: object) -> Dialable:
    # A list of bare ids would say the same; to read it as empty would hide a way out of the menu.
    if not isinstance(row, dict):
        return Dialable(id=canonical_id(row))
    return Dialable(
        name=name_text(row.get("text")),
        number=name_text(row.get("text2")),
        id=canonical_id(row.get("value")),
        kind=plain_text(row.get("type")),
    )


#: How the settings are read, by field.
_READERS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_NUMBERS, _number),
    **dict.fromkeys(_FLAGS, _flag),
    **dict.fromkeys(_RECORDING.values(), _flag),
    **dict.fromkeys(_LISTS, _dialables),
    **dict.fromkeys(_TEXTS, plain_text),
    "prompt": _prompts,
    "dial_ext_option": _option,
}
_READ = _READERS.keys()
_ATTRIBUTES = {
    **_NUMBERS,
    **_FLAGS,
    **_LISTS,
    **_TEXTS,
    "prompt": "prompts",
    "dial_ext_option": "dial_ext_option",
}


def _slots(data: Mapping[str, Any]) -> tuple[dict[str, Destination], dict[str, Destination]]:
    keys: dict[str, Destination] = {}
    leftovers: dict[str, Destination] = {}
    for key, names in _SLOTS.items():
        raw_kind, raw, raw_prefix = map(data.get, names)
        # Most keys of most menus are not set, in the one spelling of the API.
        if raw_kind == raw == raw_prefix == "":
            continue
        kind = plain_text(raw_kind).strip().lower()
        value = canonical_id(raw) if kind in KINDS_WITH_ID else plain_text(raw)
        prefix = plain_text(raw_prefix)
        if kind:
            keys[key] = Destination(kind, value, prefix)
        elif value or prefix:
            leftovers[key] = Destination("", value, prefix)
    return keys, leftovers


def without_secrets(value: Any, dropped: set[str]) -> Any:
    """Give a value of the PBX without secret fields; their names are added to ``dropped``."""
    if isinstance(value, list):
        return [without_secrets(item, dropped) for item in value]
    if not isinstance(value, dict):
        return value
    dropped.update(name for name in value if is_secret_field(name))
    return {
        name: without_secrets(item, dropped)
        for name, item in sorted(value.items())
        if not is_secret_field(name)
    }


def ivr_to_data(ivr: Ivr) -> dict[str, Any]:
    """Write a menu as ``ivr/get`` would, in the order of the vendor's page.

    Returns:
        Flat fields that :func:`ivr_from_data` reads back to the same menu. All slots are there,
        the unset ones empty, so that a person can fill one in; other fields only where known.
    """
    data: dict[str, Any] = {"id": ivr.id, "number": ivr.number, "name": ivr.name}
    if ivr.prompts is not None:
        # One with a comma in its name is possible in a list alone.
        has_comma = any("," in name for name in ivr.prompts)
        data["prompt"] = list(ivr.prompts) if has_comma else ",".join(ivr.prompts)
    data |= _known(ivr, _NUMBERS)
    if ivr.dial_ext_option is not None:
        data["dial_ext_option"] = ivr.dial_ext_option
    for key in KEYS:
        data |= _slot(ivr, key)
    data |= {name: _rows(rows) for name, rows in _known(ivr, _LISTS).items()}
    data |= {name: int(flag) for name, flag in _known(ivr, _FLAGS).items()}
    data |= _known(ivr, _TEXTS)
    return data | ivr.unknown


def _known(ivr: Ivr, table: Mapping[str, str]) -> dict[str, Any]:
    values = {name: getattr(ivr, attribute) for name, attribute in table.items()}
    return {name: value for name, value in values.items() if value is not None}


def _slot(ivr: Ivr, key: str) -> dict[str, Any]:
    destination = ivr.keys.get(key) or ivr.leftovers.get(key) or Destination("")
    slot: dict[str, Any] = {
        f"{_STEMS[key]}_dest": destination.kind,
        f"{_STEMS[key]}_dest_prefix": destination.prefix,
        f"{_STEMS[key]}_dest_value": destination.value,
    }
    if key in ivr.stop_recording:
        slot[_RECORDING[key]] = int(ivr.stop_recording[key])
    return slot


def _rows(rows: tuple[Dialable, ...]) -> list[dict[str, str]]:
    names = {"text": "name", "text2": "number", "value": "id", "type": "kind"}
    return [
        {
            field: getattr(row, attribute)
            for field, attribute in names.items()
            if getattr(row, attribute)
        }
        for row in rows
    ]
