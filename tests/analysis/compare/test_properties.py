"""Whatever a PBX holds: nothing differs from itself, no order matters, and what is told is true."""

from __future__ import annotations

import json
import random
from typing import Any

from calling import any_pbx, any_steps
from hypothesis import given, settings
from hypothesis import strategies as st
from rules.test_properties import _shuffled, snapshots

from flowgraph.analysis.compare import Comparison, compare
from flowgraph.analysis.compare.identity import moved
from flowgraph.model.snapshot import Snapshot
from flowgraph.reports.diff import FORMATS, render
from flowgraph.reports.diff.outcome import Outcome
from flowgraph.sources.snapshot_file import dump, load
from flowgraph.text import visible

MOST = settings(max_examples=40, deadline=None)

Keys = dict[tuple[str, str], tuple[str, str]]


def document(comparison: Comparison) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render("json", Outcome(comparison)))
    return loaded


def keys_of(snapshot: Snapshot) -> Keys:
    """Give where everything leads: destination and prefix by node and key."""
    found: Keys = {}
    for holders, name in (
        (snapshot.ivrs.values(), "keys"),
        (snapshot.routes.values(), "branches"),
        (snapshot.extensions.values(), "forwards"),
    ):
        for holder in holders:
            for key, way in getattr(holder, name).items():
                found[holder.node_id, key] = (way.node_id, way.prefix)
    for node, group in snapshot.groups.items():
        if group.fail:
            found[node, "fail"] = (group.fail.node_id, group.fail.prefix)
    return found


def applied(keys: Keys, rows: list[dict[str, Any]]) -> Keys:
    """Do to the old state what a document says."""
    ids = {row["old"]: row["new"] for row in rows if row["field"] == "id"}
    ids |= {n.replace("extension:", "ext_vm:"): m.replace("extension:", "ext_vm:")
            for n, m in ids.items() if n.startswith("extension:")}  # fmt: skip
    found = {
        (ids.get(node, node), key): (ids.get(target, target), prefix)
        for (node, key), (target, prefix) in keys.items()
    }
    for row in rows:
        place = (row["node"], row["key"])
        if row["field"] == "destination" and row["new"] is None:
            del found[place]
        elif row["field"] == "destination":
            assert found.get(place, ("", ""))[0] == ((row["old"] or {}).get("node") or "")
            found[place] = (row["new"]["node"], row["new"]["prefix"])
        elif row["field"] == "prefix":
            assert found[place][1] == row["old"]
            found[place] = (found[place][0], row["new"])
    return found


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Snapshot, Snapshot]:
    """Give two states of any PBX that was read whole; perhaps a menu was made anew in between."""
    old, new = (_named(any_pbx(draw(any_steps))[0]) for _ in range(2))
    return old, moved(new, {"ivr:4": "ivr:7"} if draw(st.booleans()) else {})


def _named(snapshot: Snapshot) -> Snapshot:
    menu = snapshot.ivrs["4"].model_copy(update={"number": "6204", "name": "Parking"})
    ivrs = {**snapshot.ivrs, "4": menu}
    return snapshot._replace(ivrs=ivrs, roots=tuple(ivrs), is_whole=True)


@MOST
@given(snapshots())
def test_nothing_differs_from_itself(snapshot: Snapshot):
    found = document(compare(snapshot, snapshot))
    assert found["changes"] == []
    assert found["reach"] == {"gained": [], "lost": [], "presses": []}
    assert found["loops"]["new"] == found["loops"]["gone"] == []


@MOST
@given(snapshots())
def test_nothing_differs_from_what_was_saved_and_loaded_again(snapshot: Snapshot):
    # Such as no reader of a PBX gives has been read once before.
    once = load(json.loads(dump(snapshot)), "saved.json")
    again = load(json.loads(dump(once)), "saved.json")
    assert document(compare(once, again))["changes"] == []


@MOST
@given(snapshots(), snapshots(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_arrive_changes_nothing(
    old: Snapshot, new: Snapshot, chance: random.Random
):
    outcome = Outcome(compare(old, new))
    mixed = Outcome(compare(_shuffled(old, chance), _shuffled(new, chance)))
    for form in FORMATS:
        assert render(form, mixed) == render(form, outcome)


@MOST
@given(pairs())
def test_doing_what_is_told_to_the_old_state_gives_the_keys_of_the_new_one(
    sides: tuple[Snapshot, Snapshot],
):
    comparison = compare(*sides)
    rows = document(comparison)["changes"]
    assert applied(keys_of(comparison.old.snapshot), rows) == keys_of(comparison.new.snapshot)


@MOST
@given(pairs())
def test_the_other_way_round_the_same_is_told_the_other_way_round(
    sides: tuple[Snapshot, Snapshot],
):
    there, back = document(compare(*sides)), document(compare(*reversed(sides)))
    turned = {"added": "removed", "removed": "added"}
    rows = [
        {**row, "what": turned.get(row["what"], row["what"]), "old": row["new"], "new": row["old"]}
        for row in back["changes"]
    ]
    assert sorted(map(_under_one_id, rows)) == sorted(map(_under_one_id, there["changes"]))
    assert len(there["reach"]["gained"]) == len(back["reach"]["lost"])
    assert len(there["loops"]["new"]) == len(back["loops"]["gone"])


def _under_one_id(row: dict[str, Any]) -> str:
    """Write a row the same, whichever side's id of a menu made anew it stands under."""
    text = json.dumps(row, sort_keys=True)
    return text.replace("ivr:7", "ivr:4").replace('"value": "7"', '"value": "4"')


@MOST
@given(snapshots(), snapshots())
def test_people_are_told_one_line_a_change_that_fits_on_a_page(old: Snapshot, new: Snapshot):
    outcome = Outcome(compare(old, new), show_info=True)
    assert bool(render("text", outcome)) or not outcome.is_different
    for line in render("text", outcome).splitlines():
        assert visible(line) == line
        assert len(line) < 1000
