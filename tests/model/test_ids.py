from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.model.ids import canonical_id, id_order, name_text, node_order, plain_text


@pytest.mark.parametrize("value", [7, "7", " 7 ", "007", "7.0", 7.0, "7.", "\t7\n", "07.000"])
def test_one_id_has_one_spelling(value: object) -> None:
    assert canonical_id(value) == "7"


@pytest.mark.parametrize(
    ("value", "identity"),
    [
        (0, "0"),
        ("000", "0"),
        (None, ""),
        ("", ""),
        ("[None]", ""),
        ("None", ""),
        ([None], ""),
        ({}, ""),
        ([7], ""),
        (True, "True"),
        (7.5, "7.5"),
        (-7, "-7"),
        ("7e2", "7e2"),
        ("h-7", "h-7"),
        ("٣", "٣"),
        ("7 8", "7 8"),
    ],
)
def test_what_is_no_number_keeps_its_text(value: object, identity: str) -> None:
    assert canonical_id(value) == identity


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(json_values)
def test_any_value_has_a_text_and_an_identity_that_stays(value: object) -> None:
    assert canonical_id(canonical_id(value)) == canonical_id(value)
    assert plain_text(plain_text(value)) == plain_text(value)
    assert name_text(name_text(value)) == name_text(value)


def test_ids_stand_in_the_order_that_people_count_in() -> None:
    ids = ["0", "2", "10", "9" * 18, "1" * 19, "9" * 30, "a", "b"]
    mixed = random.Random(1).sample(ids, len(ids))
    assert sorted(mixed, key=id_order) == ids


def test_nodes_stand_by_kind_then_id() -> None:
    nodes = ["extension:3", "ivr:2", "ivr:10", "queue:1"]
    assert sorted([*nodes[2:], *nodes[:2]], key=node_order) == nodes
