"""Two snapshots are compared from the same beginning, as far as they have one."""

from __future__ import annotations

from menus import snapshot_of

from flowgraph.analysis.compare import compare
from flowgraph.analysis.compare.scope import on_common_ground
from flowgraph.model.snapshot import Snapshot

MENUS = ("ivr:1 -0-> queue:1", "ivr:2 -0-> queue:2", "ivr:3 -0-> queue:3")


def state(*roots: str, is_whole: bool = False) -> Snapshot:
    read = MENUS if is_whole else [step for step in MENUS if step[4] in roots]
    return snapshot_of(*read, roots=roots)._replace(is_whole=is_whole)


def test_alike_they_are_left_alone_and_nothing_is_said():
    for old, new in ((state("1", "2"), state("2", "1")), (state("1", is_whole=True),) * 2):
        ground = on_common_ground(old, new)
        assert (ground.old, ground.new, ground.remark) == (old, new, "")


def test_of_the_whole_and_a_part_the_part_is_compared():
    whole, part = state("1", "2", "3", is_whole=True), state("2")
    for sides in ((whole, part), (part, whole)):
        ground = on_common_ground(*sides)
        assert (ground.old.roots, ground.new.roots) == (("2",), ("2",))
        assert "ivr:2 alone" in ground.remark
        assert compare(ground.old, ground.new).changes == ()


def test_of_two_parts_what_both_have_is_compared():
    ground = on_common_ground(state("1", "2"), state("2", "3"))
    assert (ground.old.roots, ground.new.roots) == (("2",), ("2",))
    assert compare(ground.old, ground.new).changes == ()


def test_without_a_common_root_each_starts_where_it_did_and_that_is_said():
    old, new = state("1"), state("3")
    ground = on_common_ground(old, new)
    assert (ground.old, ground.new) == (old, new)
    assert ground.remark == "the two sides start at different roots, ivr:1 and ivr:3"
