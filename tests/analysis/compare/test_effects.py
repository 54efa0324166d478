"""What the changes do to callers."""

from __future__ import annotations

from calling import pbx
from menus import snapshot_of

from flowgraph.analysis.compare import Comparison, compare
from flowgraph.model.snapshot import Snapshot


def reach(*sides: list[str]) -> Comparison:
    """Compare two states of a part of a PBX that starts at its first menu."""
    return compare(*(snapshot_of(*steps) for steps in sides))


def everything(*sides: list[str]) -> Comparison:
    """Compare two states of a whole PBX."""
    return compare(*(_whole(steps) for steps in sides))


def _whole(steps: list[str]) -> Snapshot:
    snapshot, _ = pbx(*steps)
    roots = (*(node for node in snapshot.ivrs), *snapshot.routes)
    return snapshot._replace(roots=roots, is_whole=True)


def presses(comparison: Comparison) -> dict[str, tuple[int, int]]:
    rows = comparison.reach.presses
    return {row.destination: (row.old.presses, row.new.presses) for row in rows}


# -- loops -----------------------------------------------------------------------------------


def test_a_loop_of_the_same_kind_and_menus_is_the_same_though_other_keys_close_it():
    comparison = reach(
        ["ivr:1 -1-> ivr:2", "ivr:2 -*-> ivr:1", "ivr:1 -0-> queue:1"],
        ["ivr:1 -3-> ivr:2", "ivr:2 -#-> ivr:1", "ivr:1 -0-> queue:1"],
    )
    assert [loop.kind for loop in comparison.loops.unchanged] == ["caller"]
    assert comparison.loops.new == comparison.loops.gone == ()


def test_a_loop_that_an_edit_closes_is_new_and_one_that_it_opens_is_gone():
    sides = (
        ["ivr:1 -timeout-> ivr:2", "ivr:1 -0-> queue:1"],
        ["ivr:1 -timeout-> ivr:2", "ivr:1 -0-> queue:1", "ivr:2 -timeout-> ivr:1"],
    )
    assert [loop.kind for loop in reach(*sides).loops.new] == ["passive"]
    assert [loop.kind for loop in reach(*reversed(sides)).loops.gone] == ["passive"]


# -- reach -----------------------------------------------------------------------------------


def test_what_a_key_newly_leads_to_can_be_reached_and_what_it_led_to_cannot():
    comparison = reach(["ivr:1 -1-> queue:1"], ["ivr:1 -1-> ext_vm:7"])
    assert comparison.reach.gained == ("ext_vm:7",)
    assert comparison.reach.lost == ("queue:1",)


def test_what_does_not_exist_is_never_reached():
    comparison = reach(["ivr:1 -1-> queue:1"], ["ivr:1 -1-> queue:1", "ivr:1 -2-> ivr:9"])
    assert comparison.reach.gained == ()


def test_a_menu_in_between_costs_a_press():
    comparison = reach(
        ["ivr:1 -1-> queue:1", "ivr:1 -2-> queue:2"],
        ["ivr:1 -2-> ivr:5", "ivr:5 -1-> queue:1", "ivr:5 -timeout-> queue:2"],
    )
    assert presses(comparison) == {"queue:1": (1, 2)}
    (row,) = comparison.reach.presses
    assert (row.old.keys, row.new.keys) == (("1",), ("2", "1"))


def test_of_a_whole_pbx_calls_come_in_at_its_entries():
    menus = ["ivr:1 -1-> ivr:2", "ivr:2 -0-> queue:3"]
    comparison = everything(
        ["inbound_route:1 -default-> ivr:1", *menus], ["inbound_route:1 -default-> ivr:2", *menus]
    )
    assert comparison.reach.lost == ("ivr:1",)
    assert presses(comparison) == {"ivr:2": (1, 0), "queue:3": (2, 1)}


def test_without_entries_a_menu_that_lost_its_key_can_not_be_reached_any_more():
    sides = (
        ["ivr:1 -1-> ivr:2", "ivr:1 -0-> queue:3", "ivr:2 -0-> queue:9"],
        ["ivr:1 -0-> queue:3", "ivr:2 -0-> queue:9"],
    )
    assert everything(*sides).reach.lost == ("ivr:2", "queue:9")
    assert everything(*reversed(sides)).reach.gained == ("ivr:2", "queue:9")


def test_without_entries_a_way_back_makes_no_menu_another_beginning():
    comparison = everything(
        ["ivr:1 -1-> ivr:2", "ivr:2 -*-> ivr:1", "ivr:1 -0-> queue:3"],
        ["ivr:2 -*-> ivr:1", "ivr:1 -0-> queue:3"],
    )
    assert comparison.reach.lost == ("ivr:2",)
    assert presses(comparison) == {}


def test_without_entries_a_menu_put_in_front_takes_nothing_away():
    behind = ["ivr:1 -1-> ivr:2", "ivr:1 -0-> queue:3", "ivr:2 -0-> queue:9"]
    sides = (behind, [*behind, "ivr:5 -1-> ivr:1", "ivr:5 -0-> queue:3"])
    assert everything(*sides).reach.gained == ("ivr:5",)
    assert everything(*sides).reach.lost == ()
    assert everything(*reversed(sides)).reach.lost == ("ivr:5",)
    assert everything(*reversed(sides)).reach.gained == ()
