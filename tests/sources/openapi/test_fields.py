"""The vendor's flat fields, to a menu and back: nothing is lost, and nothing raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers import TREES, read_json
from hypothesis import given, settings
from hypothesis import strategies as st
from shell import SAMPLE

from flowgraph.masking import is_secret_field
from flowgraph.model.destination import Destination
from flowgraph.model.ivr import Dialable, Ivr
from flowgraph.model.keys import KEYS
from flowgraph.model.missing import Missing
from flowgraph.sources.openapi import wire
from flowgraph.sources.openapi.fields import ivr_from_data, ivr_to_data, looks_like_ivr

EVERY_FIELD = list(read_json(SAMPLE / "ivr" / "1.json")["data"])
MORE_FIELDS = [
    "enb_dial_call_number",
    "dial_call_number_list",
    "client_unique_ringtone",
    "prompt_manager_enb",
    "some_new_field",
    "some_password",
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        ["ivr", "queue", "play_prompt", "[None]", "None", "007", "1.0", "a,b", "true", " x "]
    ),
)
json_values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "text2", "value", "type", "pin", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)
menus = st.dictionaries(st.sampled_from([*EVERY_FIELD, *MORE_FIELDS]), json_values, max_size=12)
quick = settings(max_examples=200, deadline=None)


def envelope_of(data: object) -> wire.Envelope:
    return wire.decode(json.dumps({"errcode": 0, "data": data}).encode())


@pytest.mark.fault(
    "D2d",
    promise="reads the menu, or tells why it is none; nothing else ever comes of it; exit 0 or 3",
)
@quick
@given(menus)
def test_any_value_of_any_field_gives_a_menu_or_a_gap(data: dict[str, Any]) -> None:
    assert isinstance(wire.ivr("5", envelope_of(data)), Ivr | Missing)


@pytest.mark.fault("D2d")
@quick
@given(json_values)
def test_any_value_in_the_place_of_a_menu_gives_a_menu_or_a_gap(data: object) -> None:
    assert isinstance(wire.ivr("5", envelope_of(data)), Ivr | Missing)


@quick
@given(menus)
def test_a_menu_is_written_as_it_is_read(data: dict[str, Any]) -> None:
    ivr = ivr_from_data("5", envelope_of(data).fields["data"])
    again = ivr_from_data("5", ivr_to_data(ivr))
    # What was dropped is gone for good; that it was, the snapshot tells as a whole.
    assert again == ivr.model_copy(update={"dropped": ()})
    assert ivr_to_data(again) == ivr_to_data(ivr)


@pytest.mark.fault("S5")
@quick
@given(menus)
def test_no_secret_is_kept_at_any_depth(data: dict[str, Any]) -> None:
    assert not _secret_names(ivr_to_data(ivr_from_data("5", data)))


def _secret_names(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_secret_names, value))
    if isinstance(value, dict):
        inner = set().union(*map(_secret_names, value.values()))
        return inner | {name for name in value if is_secret_field(name)}
    return set()


@pytest.mark.parametrize(
    "path",
    [*SAMPLE.glob("ivr/*.json"), *TREES.glob("*/pbx/ivr/*.json")],
    ids=lambda path: f"{path.parts[-4]}-{path.stem}",
)
def test_a_real_menu_is_written_as_it_came(path: Any) -> None:
    data = read_json(path)["data"]
    written = ivr_to_data(ivr_from_data(path.stem, data))
    for name, value in data.items():
        if name == "prompt_manger_password" or (value in (None, "", []) and name not in written):
            continue
        assert str(written[name]) == str(value), name


def test_every_key_is_read_in_order() -> None:
    stems = [f"press{i}" for i in range(10)] + ["press_hash", "press_star", "timeout", "invalid"]
    data = {f"{stem}_dest": "queue" for stem in stems} | {
        f"{stem}_dest_value": str(i) for i, stem in enumerate(stems)
    }
    ivr = ivr_from_data("5", dict(reversed(data.items())))
    assert list(ivr.keys) == list(KEYS)
    assert [target.value for target in ivr.keys.values()] == [str(i) for i in range(14)]


def test_recording_is_read_for_every_key() -> None:
    names = [f"allow_out_record{i}" for i in range(10)]
    names += [f"allow_out_record_{word}" for word in ("hash", "star", "timeout", "invalid")]
    ivr = ivr_from_data("5", dict.fromkeys(names, 1))
    assert ivr.stop_recording == dict.fromkeys(KEYS, True)
    assert ivr.unknown == {}


def test_what_stands_beside_an_unset_key_is_a_leftover() -> None:
    data = {"press1_dest": "", "press1_dest_value": "7", "press1_dest_prefix": "9"}
    ivr = ivr_from_data("5", data)
    assert (ivr.keys, ivr.leftovers) == ({}, {"1": Destination("", "7", "9")})


@pytest.mark.parametrize(
    ("name", "value", "attribute", "read"),
    [
        ("prompt_repeat", " 3 ", "prompt_repeat", 3),
        ("prompt_repeat", 3.0, "prompt_repeat", 3),
        ("resp_timeout", "010", "resp_timeout_s", 10),
        ("digit_timeout", None, "digit_timeout_s", None),
        ("enb_dial_outb_routes", "1", "enb_dial_outb_routes", True),
        ("enb_dial_outb_routes", False, "enb_dial_outb_routes", False),
        ("enb_dial_check_vm", "TRUE", "enb_dial_check_vm", True),
        ("prompt_manger_enb", 1, "prompt_manager_enb", True),
        ("prompt_manager_enb", 1, "prompt_manager_enb", True),
        ("prompt", "a.wav, b.wav,", "prompts", ("a.wav", "b.wav")),
        ("prompt", ["a.wav", "b,c.wav"], "prompts", ("a.wav", "b,c.wav")),
        ("prompt", "", "prompts", ()),
        ("prompt", "[None]", "prompts", ()),
        ("dial_ext_option", " all ", "dial_ext_option", "all"),
        ("dial_ext_list", [], "dial_ext_list", ()),
        ("dial_ext_list", None, "dial_ext_list", None),
        ("dial_ext_list", ["7", 8], "dial_ext_list", (Dialable(id="7"), Dialable(id="8"))),
        ("dial_ext_list", [{"value": "07"}], "dial_ext_list", (Dialable(id="7"),)),
        ("name", "None", "name", "None"),
        ("name", None, "name", ""),
        ("number", 6200, "number", "6200"),
        ("alert_info", "[None]", "alert_info", ""),
    ],
)
def test_a_setting_is_understood_in_any_spelling(
    name: str, value: object, attribute: str, read: object
) -> None:
    ivr = ivr_from_data("5", {name: value})
    assert getattr(ivr, attribute) == read
    assert ivr.unknown == {}


@pytest.mark.fault("D2b")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("prompt_repeat", "often"),
        ("prompt_repeat", -1),
        ("prompt_repeat", 10**12),
        ("prompt_repeat", [3]),
        ("enb_dial_outb_routes", 2),
        ("allow_out_record0", "perhaps"),
        ("prompt", {"a": 1}),
        ("prompt", [["a"]]),
        ("dial_ext_list", "7,8"),
        ("dial_ext_list", [None]),
        ("name", {"de": "Zentrale"}),
        ("press1_dest", ["queue"]),
        ("press1_dest_value", {"id": 7}),
        ("some_new_field", None),
    ],
)
def test_what_is_not_understood_is_kept_as_it_came(name: str, value: object) -> None:
    expected = {} if value == [None] else {name: value}
    assert ivr_from_data("5", {name: value}).unknown == expected


def test_both_spellings_of_a_field_give_the_vendors() -> None:
    for data in (
        {"prompt_manger_enb": 0, "prompt_manager_enb": 1},
        {"prompt_manager_enb": 1, "prompt_manger_enb": 0},
    ):
        assert ivr_from_data("5", data).prompt_manager_enb is False


def test_secrets_are_dropped_and_named() -> None:
    data = {
        "name": "x",
        "prompt_manger_password": "1",
        "new": [{"sip_secret": "2", "a": {"pin": "3", "b": 4}}],
        "prompt_repeat": {"token": "5"},
    }
    ivr = ivr_from_data("5", data)
    assert ivr.dropped == ("pin", "prompt_manger_password", "sip_secret", "token")
    assert ivr.unknown == {"new": [{"a": {"b": 4}}]}


def test_the_asked_id_is_the_identity() -> None:
    assert ivr_from_data("5", {"id": 6, "name": "x"}).id == "5"
    assert ivr_from_data("5", {"id": {"a": 1}, "name": "x"}).unknown == {}


def test_a_menu_has_at_least_one_field_of_a_menu() -> None:
    assert looks_like_ivr({"press1_dest": None})
    assert not looks_like_ivr({"data": 1})
    assert not looks_like_ivr({})
