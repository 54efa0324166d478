"""What stands where in a JSON text, as the standard library reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.sources.json_offsets import items

leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=4), values), st.sampled_from([None, 0, 2]))
def test_members_stand_where_they_are_said_to(document: dict[str, Any], indent: int | None) -> None:
    text = f" \r\n{json.dumps(document, indent=indent)} "
    found = list(items(text))
    assert {item.name: item.value for item in found} == document
    decode = json.JSONDecoder().raw_decode
    for item in found:
        assert decode(text, item.at)[0] == item.name
        assert decode(text, item.start)[0] == item.value


@given(st.lists(values))
def test_what_a_list_holds_stands_where_it_is_said_to(document: list[Any]) -> None:
    text = json.dumps(document)
    found = list(items(text))
    assert [item.value for item in found] == document
    assert all(item.at == item.start and item.name == "" for item in found)


def test_an_object_within_is_read_from_its_offset() -> None:
    text = '{"a": {"b": 1}}'
    (outer,) = items(text)
    assert [(item.name, item.at) for item in items(text, outer.start)] == [("b", 7)]


@pytest.mark.parametrize("text", ["", "7", '"{"', "null", "garbage"])
def test_what_is_no_object_and_no_list_holds_nothing(text: str) -> None:
    assert list(items(text)) == []


@pytest.mark.parametrize("text", ["{", "[", '{"a"', '{"a":', '{"a": 1', "[1", "[1,", '{"a": x}'])
def test_an_unfinished_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  any decoding error will do
        list(items(text))
