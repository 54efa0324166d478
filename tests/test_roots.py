"""ROOT in every form, and what a slip is answered."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from helpers import Shuffled, opened
from shell import SAMPLE

from flowgraph.errors import InputError, UsageError
from flowgraph.model.directory import Entry
from flowgraph.model.ivr import Ivr
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Snapshot
from flowgraph.roots import resolve_roots, suggest_root
from flowgraph.sources.saved import SnapshotSource

MENUS = (
    Ivr(id="5", number="6200", name="Main menu"),
    Ivr(id="6", number="6201", name="Night\n menu "),
    Ivr(id="7", number="6202", name="Sales"),
    Ivr(id="8", number="6203", name="Sales"),
    Ivr(id="9", number=" 6204 ", name=""),
)


def source(*menus: Ivr, roots: tuple[str, ...] = ()) -> SnapshotSource:
    return SnapshotSource(Snapshot("", roots, {menu.id: menu for menu in menus}, {}))


class Unasked(SnapshotSource):
    """A PBX that may not be asked."""

    def index(self) -> Sequence[Entry]:
        raise AssertionError("asked for its list")


def resolve(*specs: str, everything: bool = False) -> tuple[str, ...]:
    return resolve_roots(source(*MENUS), specs, everything=everything)


@pytest.mark.parametrize(
    ("spec", "identity"),
    [
        ("5", "5"),
        (" 5 ", "5"),
        ("005", "5"),
        ("5.0", "5"),
        ("ivr:5", "5"),
        ("IVR: 5", "5"),
        ("99", "99"),
        ("number:6200", "5"),
        ("Number:6204", "9"),
        ("name:Main menu", "5"),
        ("name:  Main  menu ", "5"),
        ("name:Night menu", "6"),
        ("name:", "9"),
    ],
)
def test_a_root_is_found_by(spec: str, identity: str) -> None:
    assert resolve(spec) == (identity,)


def test_a_root_that_is_an_id_costs_no_question() -> None:
    silent = Unasked(Snapshot("", (), {}, {}))
    assert resolve_roots(silent, ["5", "ivr:6", "5"], everything=False) == ("5", "6")


def test_everything_is_every_menu() -> None:
    assert resolve(everything=True) == ("5", "6", "7", "8", "9")
    with pytest.raises(InputError, match="there is no IVR at all"):
        resolve_roots(source(), (), everything=True)


def test_everything_is_in_the_order_of_ids_however_the_pbx_lists_it() -> None:
    menus = [Ivr(id=identity) for identity in ("10", "2", "h-1", "9")]
    routes = {f"inbound_route:{n}": Route(id=n) for n in ("12", "3")}
    snapshot = Snapshot("", (), {menu.id: menu for menu in menus}, {}, routes=routes)
    expected = ("2", "9", "10", "h-1", "inbound_route:3", "inbound_route:12")
    assert resolve_roots(SnapshotSource(snapshot), (), everything=True) == expected
    with opened(SAMPLE, "offline") as pbx:
        orders = {resolve_roots(Shuffled(pbx, n), (), everything=True) for n in range(5)}
        assert orders == {resolve_roots(pbx, (), everything=True)}


def test_without_a_root_the_recorded_ones_count_or_none_is_an_error() -> None:
    assert resolve_roots(source(roots=("7", "5")), (), everything=False) == ("7", "5")
    with pytest.raises(UsageError, match="no ROOT") as caught:
        resolve()
    assert "--all" in caught.value.hint


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("abc", 'by its name it is name:"abc"'),
        ("٣", "is no id"),
        ("ivr:", "'ivr:' is no id"),
        ("", "'' is no id"),
        ("-5", "is no id"),
        ("nmae:Sales", "did you mean name:Sales?"),
        ("num:6200", "did you mean number:6200?"),
        ("queue:5", "unknown form"),
        ("name:Main manu", "did you mean 'Main menu'"),
        ("name:main menu", "did you mean 'Main menu'"),
        ("number:6209", "did you mean '6204', '6203'"),
        ("name:Sales", "ivr:7 (6202), ivr:8 (6203)"),
        ("name:zzz", "this PBX has the IVRs 5 (Main menu), 6 (Night menu), 7 (Sales)"),
        ("name:\x1b[2J", r"'\x1b[2J'"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(spec: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(spec)
    assert told in f"{caught.value.what}\n{caught.value.hint}"
    assert caught.value.hint


def test_a_slip_of_unknown_meaning_is_answered_with_every_form() -> None:
    with pytest.raises(UsageError, match="unknown form") as caught:
        resolve("queue:5")
    assert "name:" in caught.value.hint
    assert "route:" in caught.value.hint


def test_all_slips_are_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        resolve("abc", "5", "name:x")
    assert "'abc'" in caught.value.what
    assert "'x'" in caught.value.what
    assert 'name:"abc"' in caught.value.what


def test_the_same_hint_is_told_once() -> None:
    with pytest.raises(UsageError) as caught:
        resolve("queue:5", "dept:6")
    assert "did you mean" not in caught.value.what
    assert "write 5" not in caught.value.what
    assert caught.value.hint.startswith("write 5")


def test_a_number_in_the_place_of_an_id_is_recognised() -> None:
    assert "write number:6204" in suggest_root(source(*MENUS), "6204")
    told = suggest_root(source(*MENUS), "99")
    assert told == (
        "this PBX has the IVRs 5 (Main menu), 6 (Night menu), 7 (Sales), 8 (Sales), 9 (6204)"
    )
    assert suggest_root(source(), "99") == ""
