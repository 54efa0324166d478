"""The vendor's flat fields of routes, groups and phones, to our models and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowgraph.masking import is_secret_field
from flowgraph.model.destination import Destination
from flowgraph.model.extension import Extension
from flowgraph.model.group import Group
from flowgraph.model.route import Route
from flowgraph.sources.openapi.objects import (
    extension_from_data,
    group_from_data,
    object_from_data,
    object_to_data,
    prompt_from_data,
    prompt_to_data,
    route_from_data,
    rows_of,
)

KINDS = ("queue", "ring_group", "inbound_route", "extension")
STEMS = (
    *("def_dest", "office_time_dest", "outoffice_time_dest", "holiday_dest", "fail_dest"),
    *("default_destination", "current_destination", "def", "current"),
)
FIELDS = [
    *(f"{stem}{end}" for stem in STEMS for end in ("", "_value", "_prefix")),
    *("default_desination_value", "current_desination_value"),
    *("id", "pos", "name", "number", "did_option", "did_pattern_list", "cid_pattern_list"),
    *("trunk_list", "enb_time_condition", "time_condition", "ring_strategy", "max_wait_time"),
    *("ring_timeout", "member_list", "static_agent_list", "dynamic_agent_list"),
    *("presence_status", "presence_list", "some_new_field", "some_password"),
]
FORWARD_FIELDS = [
    f"{start}ex_{word}_forward{end}"
    for word in ("always", "no_answer", "busy")
    for start, end in (("enb_", ""), ("", "_dest"), ("", "_prefix"), ("", "_num"), ("", "_value"))
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        [
            *("ivr", "queue", "ext_vm", "external_num", "range_to_ext_dest", " IVR _dest_DEST"),
            *("[None]", "None", "007", "1.0", "1", " x ", "available", "disabled", "٣", "²"),
        ]
    ),
)
json_values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "text2", "value", "did_pattern", "name", "pin", "status"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
forwards = st.dictionaries(st.sampled_from(["status", *FORWARD_FIELDS]), scalars, max_size=8)
rows = st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=14)
phones = st.fixed_dictionaries(
    {"presence_status": st.sampled_from(["available", "away", ""])},
    optional={"presence_list": st.lists(forwards, max_size=3), "number": scalars},
)
quick = settings(max_examples=300, deadline=None)


@pytest.mark.fault("D2d")
@quick
@given(st.sampled_from(KINDS), st.one_of(rows, phones))
def test_any_row_is_read_and_written_so_that_it_reads_the_same(kind: str, row: Any) -> None:
    item = object_from_data(kind, "7", row)
    assert item.id == "7"
    assert item.node_id == f"{kind}:7"
    written = json.loads(json.dumps(object_to_data(item)))
    # The names of secret fields are told once, for the whole crawl.
    kept = item.model_copy(update={"dropped": ()}) if isinstance(item, Route) else item
    assert object_from_data(kind, "7", written) == kept
    assert object_to_data(object_from_data(kind, "7", written)) == written


@pytest.mark.fault("S5")
@quick
@given(rows)
def test_no_secret_of_a_route_is_kept_at_any_depth(row: Any) -> None:
    def names(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(names, value))
        if not isinstance(value, dict):
            return set()
        return set(value) | set().union(*map(names, value.values()))

    route = route_from_data("7", row)
    assert not any(map(is_secret_field, names(route.unknown)))
    assert not any(map(is_secret_field, names(object_to_data(route))))
    assert {name for name in row if is_secret_field(name)} <= set(route.dropped)


def test_secrets_within_unknown_fields_are_dropped_and_named() -> None:
    row = {"new": [{"pin": "4711", "a": 1}], "x_password": "p", "pinned_message": "kept"}
    route = route_from_data("1", row)
    assert route.unknown == {"new": [{"a": 1}], "pinned_message": "kept"}
    assert route.dropped == ("pin", "x_password")


# -- routes ----------------------------------------------------------------------------------

#: Made of the documented samples: the misspelt fields are the PBX's own.
LIST_ROW = {
    "id": 2,
    "pos": 1,
    "name": "Main_Line",
    "default_destination": "ivr",
    "default_desination_value": "11",
    "current_destination": "ivr",
    "current_desination_value": "012",
}


def test_a_row_of_the_list_holds_where_calls_go_as_a_rule_and_now() -> None:
    route = route_from_data("2", LIST_ROW)
    assert (route.position, route.name) == (1, "Main_Line")
    assert route.branches == {"default": Destination("ivr", "11")}
    assert route.current == Destination("ivr", "12")
    assert (route.did_patterns, route.cid_patterns, route.trunks) == (None, None, None)
    assert route.time_condition is None
    assert not route.depends_on_time


@pytest.mark.parametrize(
    "field", ["def_dest_value", "default_desination_value", "default_destination_value"]
)
def test_the_value_of_the_default_has_three_spellings(field: str) -> None:
    route = route_from_data("2", {"def_dest": "ivr", field: 11})
    assert route.branches == {"default": Destination("ivr", "11")}


@pytest.mark.parametrize("field", ["current_desination_value", "current_destination_value"])
def test_the_value_of_the_current_one_has_two(field: str) -> None:
    row = {"current_destination": "range_to_ext_dest", field: "100-120"}
    assert route_from_data("2", row).current == Destination("range_to_ext", "100-120")


@pytest.mark.parametrize("key", ["office", "outoffice", "holiday"])
def test_each_branch_by_time_is_read(key: str) -> None:
    stem = f"{key}_dest" if key == "holiday" else f"{key}_time_dest"
    row = {
        "enb_time_condition": 1,
        "time_condition": "Global",
        stem: "external_num",
        f"{stem}_prefix": 9,
        f"{stem}_value": "0800",
    }
    route = route_from_data("2", row)
    assert route.branches == {key: Destination("external_num", "0800", "9")}
    assert route.time_condition == "global"
    assert route.depends_on_time


@pytest.mark.parametrize(
    "switch",
    [{"enb_time_condition": 0}, {"enb_time_condition": "0"}, {"time_condition": "disabled"}],
)
def test_branches_that_are_left_over_do_not_count_while_the_time_does_not(
    switch: dict[str, Any],
) -> None:
    row = {"time_condition": "global", **switch, "office_time_dest": "ivr", "def_dest": "end_call"}
    route = route_from_data("2", row)
    assert route.branches == {"default": Destination("end_call")}
    assert route.time_condition == "disabled"


@pytest.mark.parametrize("unset", ["", None, "[None]", "None", [], {}])
def test_an_unset_destination_is_none(unset: object) -> None:
    row = {"def_dest": unset, "office_time_dest": unset, "current_destination": unset}
    route = route_from_data("2", row)
    assert route.branches == {}
    assert route.current is None
    assert group_from_data("queue", "2", {"fail_dest": unset}).fail is None


def test_patterns_and_trunks_are_texts_or_objects() -> None:
    row = {
        "did_pattern_list": [{"did_pattern": "+1555"}, "_02.", {"x": 1}, None, 7, ["8"], " "],
        "cid_pattern_list": [],
        "trunk_list": [{"id": 1, "name": "City"}, {"text": "Village", "value": "2"}],
    }
    route = route_from_data("2", row)
    assert route.did_patterns == ("+1555", "_02.", "7")
    assert route.cid_patterns == ()
    assert route.trunks == ("City", "Village")


def test_what_is_not_known_is_kept_raw() -> None:
    row = {**LIST_ROW, "enb_fax_detect": 1, "b": [1, {"c": None}]}
    assert route_from_data("2", row).unknown == {"b": [1, {"c": None}], "enb_fax_detect": 1}


def test_a_route_may_be_called_none() -> None:
    assert route_from_data("2", {"name": "None"}).name == "None"
    assert group_from_data("queue", "2", {"name": "None", "number": None}).name == "None"


# -- groups ----------------------------------------------------------------------------------


def test_a_queue_in_the_vendors_words() -> None:
    agent = {"text": "Ana Roe", "text2": "2301", "value": "41", "type": "extension"}
    row = {
        "id": 3,
        "number": "7400",
        "name": "Helpdesk",
        "ring_strategy": "linear",
        "static_agent_list": [agent, {"text": "Bo"}],
        "dynamic_agent_list": [],
        "max_wait_time": "300",
        "fail_dest": "ivr",
        "fail_dest_prefix": "",
        "fail_dest_value": "12",
    }
    assert group_from_data("queue", "3", row) == Group(
        kind="queue",
        id="3",
        number="7400",
        name="Helpdesk",
        strategy="linear",
        fail=Destination("ivr", "12"),
        knows_fail=True,
        limit_s=300,
        members=("2301", "Bo"),
        dynamic=(),
    )


def test_a_ring_group_has_fields_of_its_own() -> None:
    row = {"ring_timeout": 25, "max_wait_time": 9, "member_list": [], "static_agent_list": ["1"]}
    group = group_from_data("ring_group", "9", row)
    assert (group.limit_s, group.members, group.dynamic) == (25, (), None)
    assert not group.knows_fail


@pytest.mark.parametrize("limit", [None, "", "soon", -1, 1.5, [], "9" * 12, True])
def test_a_time_that_is_none_is_not_known(limit: object) -> None:
    assert group_from_data("queue", "3", {"max_wait_time": limit}).limit_s is None


def test_no_limit_is_no_missing_limit() -> None:
    assert group_from_data("queue", "3", {"max_wait_time": 0}).limit_s == 0


# -- phones ----------------------------------------------------------------------------------


def phone(status: object, *rows: dict[str, Any], **more: Any) -> Extension:
    data = {"number": "301", "presence_status": status, "presence_list": list(rows), **more}
    return extension_from_data("21", data)


def rule(status: str, word: str, kind: str, value: str = "", **more: Any) -> dict[str, Any]:
    stem = f"ex_{word}_forward"
    return {
        "status": status,
        f"enb_{stem}": 1,
        f"{stem}_dest": kind,
        f"{stem}_value": value,
        **more,
    }


def test_only_the_rules_of_the_current_status_count() -> None:
    rows = (
        rule("available", "busy", "queue", "1"),
        rule("lunch", "no_answer", "queue", "02") | rule("lunch", "always", "ivr", "5"),
        rule("away", "always", "ivr", "6"),
    )
    extension = phone("lunch", *rows)
    assert extension.presence == "lunch"
    assert extension.forwards == {
        "always": Destination("ivr", "5"),
        "noanswer": Destination("queue", "2"),
    }
    assert phone("at_sea", *rows).forwards == {}


@pytest.mark.parametrize("switch", [0, "0", None, "", "no"])
def test_a_rule_that_is_off_does_not_count(switch: object) -> None:
    row = rule("away", "always", "queue", "1") | {"enb_ex_always_forward": switch}
    assert phone("away", row).forwards == {}


def test_rules_for_calls_from_within_are_not_those_for_callers() -> None:
    row = {"status": "away", "enb_in_always_forward": 1, "in_always_forward_dest": "ivr"}
    assert phone("away", row | {"in_always_forward_value": "1"}).forwards == {}


def test_an_external_number_stands_in_a_field_of_its_own() -> None:
    row = rule("away", "always", "external_num", "")
    row |= {"ex_always_forward_num": "5550163", "ex_always_forward_prefix": "9"}
    assert phone("away", row).forwards == {"always": Destination("external_num", "5550163", "9")}


def test_a_voicemail_without_an_id_is_ones_own() -> None:
    rows = rule("away", "busy", "ext_vm") | rule("away", "no_answer", "ext_vm", "33")
    assert phone("away", rows).forwards == {
        "busy": Destination("ext_vm", "21"),
        "noanswer": Destination("ext_vm", "33"),
    }


@pytest.mark.parametrize("rows", [None, {}, "x", [None, 5, "away"], [{"status": None}]])
def test_a_phone_without_rules_forwards_nothing(rows: Any) -> None:
    extension = extension_from_data("21", {"presence_status": "away", "presence_list": rows})
    assert extension.forwards == {}
    assert extension.presence == "away"


# -- the rest --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "file", "aliases"),
    [
        (
            {"id": 8, "file": "bill", "suffix": ".wav", "real_filename": "bill.wav"},
            "bill.wav",
            ("bill.wav", "bill"),
        ),
        ({"id": 8, "file": "Bill", "suffix": ".wav"}, "Bill", ("bill", "bill.wav")),
        ({"id": 8, "real_filename": "Bill.wav"}, "Bill.wav", ("bill.wav",)),
        ({"id": 8}, "", ()),
        (
            {"id": 8, "file": "b", "suffix": ".gsm", "real_filename": "x.wav"},
            "x.wav",
            ("x.wav", "b", "b.gsm"),
        ),
    ],
)
def test_a_prompt_is_found_under_each_of_its_names(
    row: dict[str, Any], file: str, aliases: tuple[str, ...]
) -> None:
    prompt = prompt_from_data({**row, "type": "tts", "text": "Press one.", "language": "en-US"})
    assert (prompt.id, prompt.file, prompt.aliases) == ("8", file, aliases)
    assert prompt_from_data(prompt_to_data(prompt)) == prompt


@pytest.mark.parametrize(
    ("value", "found"),
    [([{"a": 1}, 5, None, "x"], [{"a": 1}]), ({"a": 1}, [{"a": 1}]), (None, []), ("x", [])],
)
def test_an_object_alone_is_a_list_of_one(value: object, found: list[Any]) -> None:
    assert list(rows_of(value)) == found
