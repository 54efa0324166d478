"""Big call flows are cut into parts that fit on a sheet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from menus import calls

from flowgraph.analysis.parts import Part, parts
from flowgraph.callgraph import menus


def chain(length):
    return calls(
        *(f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, length)), f"ivr:{length} -1-> queue:1"
    )


def test_what_fits_on_one_sheet_is_one_part():
    assert parts(chain(4), 10, 10) == [[Part("ivr:1", ("ivr:1", "ivr:2", "ivr:3", "ivr:4"))]]


def test_a_chain_is_cut_into_lengths():
    (level,) = parts(chain(10), 4, 4)
    assert [part.members for part in level] == [
        ("ivr:1", "ivr:2"),
        ("ivr:3", "ivr:4", "ivr:5", "ivr:6"),
        ("ivr:7", "ivr:8", "ivr:9", "ivr:10"),
    ]


def test_a_menu_stays_with_the_one_that_leads_to_it_where_there_is_room():
    graph = calls(
        *("ivr:1 -1-> ivr:2", "ivr:1 -2-> ivr:3", "ivr:2 -1-> ivr:4", "ivr:2 -2-> ivr:5"),
        *("ivr:3 -1-> ivr:6", "ivr:4 -1-> queue:1", "ivr:5 -1-> queue:1", "ivr:6 -1-> queue:1"),
    )
    (level,) = parts(graph, 4, 4)
    assert [part.members for part in level] == [
        ("ivr:1", "ivr:3", "ivr:6"),
        ("ivr:2", "ivr:4", "ivr:5"),
    ]


def test_small_groups_that_nothing_connects_share_a_sheet():
    steps = [f"ivr:{n} -1-> queue:{n}" for n in range(1, 8)]
    (level,) = parts(calls(*steps, roots=tuple(str(n) for n in range(1, 8))), 3, 3)
    assert [part.members for part in level] == [
        ("ivr:1", "ivr:2", "ivr:3"),
        ("ivr:4", "ivr:5", "ivr:6"),
        ("ivr:7",),
    ]


def test_where_there_are_too_many_parts_they_are_put_together_again():
    levels = parts(chain(40), 3, 3)
    assert [len(level) for level in levels][-1] <= 3
    for finer, coarser in pairwise(levels):
        tops = [part.top for part in finer]
        assert sorted(m for part in coarser for m in part.members) == sorted(tops)


@pytest.mark.slow
def test_a_chain_of_ten_thousand_menus_hits_no_limit():
    assert len(parts(chain(10_000), 40, 40)[-1]) <= 40


@given(
    st.lists(st.tuples(st.integers(1, 30), st.sampled_from("0123456789"), st.integers(1, 30))),
    st.integers(2, 6),
)
def test_every_menu_is_in_one_part_and_none_is_too_big(steps, most):
    graph = calls(*(f"ivr:{a} -{key}-> ivr:{b}" for a, key, b in steps), "ivr:1 -#-> queue:1")
    levels = parts(graph, most, most)
    members = [member for part in levels[0] for member in part.members]
    assert sorted(members) == sorted(menus(graph))
    assert all(len(part.members) <= most for level in levels for part in level)
    assert all(part.top == part.members[0] for level in levels for part in level)
    assert len(levels[-1]) <= most
