"""The vendor's field names of a menu, to and from :class:`Ivr`.

Source: the vendor's page "Query Information of an IVR" (``ivr/get``), and the newer fields of
"Add an IVR". No other module knows a flat field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...masking import is_secret_field
from ...model.destination import KINDS_WITH_ID, Destination
from ...model.ids import canonical_id, plain_text
from ...model.ivr import Dialable, Ivr
from ...model.keys import KEYS

_STEM = {"#": "press_hash", "*": "press_star", "timeout": "timeout", "invalid": "invalid"}
_STEMS = {key: _STEM.get(key, f"press{key}") for key in KEYS}
_RECORDING = {
    key: f"allow_out_record{key}" if key.isdigit() else f"allow_out_record_{stem}"
    for key, stem in ((key, _STEMS[key].removeprefix("press_")) for key in KEYS)
}
_SLOT_FIELDS = {
    name
    for key in KEYS
    for name in (
        f"{_STEMS[key]}_dest",
        f"{_STEMS[key]}_dest_prefix",
        f"{_STEMS[key]}_dest_value",
        _RECORDING[key],
    )
}

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
    # Spelt so by the PBX; the correct spelling is accepted too.
    "prompt_manger_enb": "prompt_manager_enb",
    "prompt_manager_enb": "prompt_manager_enb",
}
_LISTS = {
    "dial_ext_list": "dial_ext_list",
    "restrict_dial_ext_list": "restrict_dial_ext_list",
    "dial_outb_route_list": "dial_outb_route_list",
    "dial_call_number_list": "dial_call_number_list",
}
_TEXTS = {"alert_info": "alert_info", "client_unique_ringtone": "client_unique_ringtone"}
_PLAIN = {"id", "number", "name", "prompt", "dial_ext_option"}
_KNOWN = _SLOT_FIELDS | _PLAIN | set(_NUMBERS) | set(_FLAGS) | set(_LISTS) | set(_TEXTS)


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
    fields: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, attribute, value in _typed(data):
        if value is None and data[name] not in (None, ""):
            unknown[name] = data[name]
        elif value is not None:
            fields[attribute] = value
    keys, leftovers = _slots(data)
    dropped: set[str] = set()
    for name in sorted(data.keys() - _KNOWN):
        if is_secret_field(name):
            dropped.add(name)
        else:
            unknown[name] = _without_secrets(data[name], dropped)
    return Ivr(
        id=asked,
        number=plain_text(data.get("number")),
        name=plain_text(data.get("name")),
        keys=keys,
        leftovers=leftovers,
        stop_recording=_recording(data),
        unknown=unknown,
        dropped=tuple(sorted(dropped)),
        remarks=remarks,
        **fields,
    )


def _typed(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Give (field, attribute, value) of the settings that are there; None: not understood."""
    for table, read in ((_NUMBERS, _number), (_FLAGS, _flag), (_LISTS, _dialables)):
        for name, attribute in table.items():
            if name in data:
                yield name, attribute, read(data[name])
    for name, attribute in _TEXTS.items():
        if name in data:
            yield name, attribute, plain_text(data[name])
    if "prompt" in data:
        yield "prompt", "prompts", _prompts(data["prompt"])
    if "dial_ext_option" in data:
        yield "dial_ext_option", "dial_ext_option", plain_text(data["dial_ext_option"]).strip()


def _number(value: object) -> int | None:
    text = canonical_id(value)
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _flag(value: object) -> bool | None:
    return {"0": False, "1": True, "False": False, "True": True}.get(canonical_id(value))


def _prompts(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else plain_text(value).split(",")
    return tuple(name for part in parts if (name := plain_text(part).strip()))


def _dialables(value: object) -> tuple[Dialable, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(
        Dialable(
            name=plain_text(row.get("text")),
            number=plain_text(row.get("text2")),
            id=canonical_id(row.get("value")),
            kind=plain_text(row.get("type")),
        )
        for row in value
        if isinstance(row, dict)
    )


def _slots(data: Mapping[str, Any]) -> tuple[dict[str, Destination], dict[str, Destination]]:
    keys: dict[str, Destination] = {}
    leftovers: dict[str, Destination] = {}
    for key, stem in _STEMS.items():
        kind = plain_text(data.get(f"{stem}_dest")).strip().lower()
        raw = data.get(f"{stem}_dest_value")
        value = canonical_id(raw) if kind in KINDS_WITH_ID else plain_text(raw)
        prefix = plain_text(data.get(f"{stem}_dest_prefix"))
        if kind:
            keys[key] = Destination(kind, value, prefix)
        elif value or prefix:
            leftovers[key] = Destination("", value, prefix)
    return keys, leftovers


def _recording(data: Mapping[str, Any]) -> dict[str, bool]:
    flags = {key: _flag(data.get(name)) for key, name in _RECORDING.items()}
    return {key: flag for key, flag in flags.items() if flag is not None}


def _without_secrets(value: Any, dropped: set[str]) -> Any:
    if isinstance(value, list):
        return [_without_secrets(item, dropped) for item in value]
    if not isinstance(value, dict):
        return value
    dropped.update(name for name in value if is_secret_field(name))
    return {
        name: _without_secrets(item, dropped)
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
        data["prompt"] = ",".join(ivr.prompts)
    data |= _known(ivr, _NUMBERS)
    if ivr.dial_ext_option is not None:
        data["dial_ext_option"] = ivr.dial_ext_option
    for key in KEYS:
        data |= _slot(ivr, key)
    data |= {name: _rows(rows) for name, rows in _known(ivr, _LISTS).items()}
    data |= {name: int(flag) for name, flag in _known(ivr, _FLAGS).items() if "manager" not in name}
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
