"""A change reads as a technician would say it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from menus import snapshot_of

from flowgraph.analysis.compare import Side
from flowgraph.analysis.compare.change import Change
from flowgraph.diagram.change_words import excerpts, line
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry

LISTS = {
    "queue": {"1": Entry("1", "6400", "Sales"), "2": Entry("2", "6400", "Sales")},
    "extension": {str(n): Entry(str(n), str(1000 + n), f"Person {n}") for n in range(1, 9)},
}
SIDE = Side(
    snapshot_of("ivr:5 -1-> queue:1", "ivr:5 -2-> ext_vm:2", "ivr:5 -3-> play_prompt:a.wav",
                "ivr:5 -4-> ivr:9", directory=LISTS)
)  # fmt: skip


def said(field: str, old: Any, new: Any, *, key: str = "", node: str = "ivr:5") -> str:
    what = "added" if old is None else "removed" if new is None else "changed"
    return line(Change(node, field, key, what, old, new), SIDE, SIDE).text


SALES, MAILBOX = Destination("queue", "1"), Destination("ext_vm", "2")


@pytest.mark.parametrize(
    ("key", "old", "new", "words"),
    [
        ("3", SALES, MAILBOX, "key 3: Queue 6400 Sales -> Voicemail 1002 Person 2"),
        ("timeout", None, MAILBOX, "no key: not set -> Voicemail 1002 Person 2"),
        ("invalid", SALES, None, "wrong key: Queue 6400 Sales -> not set"),
        ("fail", SALES, Destination("end_call"), "failover: Queue 6400 Sales -> Hang up"),
        ("default", SALES, MAILBOX,
         "default destination: Queue 6400 Sales -> Voicemail 1002 Person 2"),
        ("4", SALES, Destination("ivr", "9"),
         "key 4: Queue 6400 Sales -> IVR id 9 (does not exist)"),
        ("3", SALES, Destination("play_prompt", "a.wav", "2"),
         "key 3: Queue 6400 Sales -> Play and return a.wav ×2"),
        ("3", SALES, Destination("queue", "2"),
         "key 3: Queue 6400 Sales (queue:1) -> Queue 6400 Sales (queue:2)"),
    ],
)  # fmt: skip
def test_keys(key: str, old: Any, new: Any, words: str):
    assert said("destination", old, new, key=key) == words


@pytest.mark.parametrize(
    ("field", "old", "new", "words"),
    [
        ("resp_timeout_s", 5, 8, "waits 5 s -> 8 s"),
        ("prompt_repeat", 2, 3, "repeats 2 times -> 3 times"),
        ("prompts", ("a.wav", "b.wav"), (), "greeting: a.wav, b.wav -> none"),
        ("dial_ext_option", "disable", "all", "callers may dial extensions: none -> any"),
        ("enb_dial_outb_routes", False, True, "callers may call out: no -> yes"),
        ("alert_info", "", "ring2", "Alert-Info: none -> ring2"),
        ("members", ("extension:1",), ("extension:1", "5550100"),
         "members: Extension 1001 Person 1 -> Extension 1001 Person 1, 5550100"),
        ("did_patterns", ("+1", "+2"), ("+1",), "dialled +1, +2 -> +1"),
        ("forced", None, MAILBOX, "forced to: not forced -> Voicemail 1002 Person 2"),
        ("unknown_fields.key_times", 1, [2],
         "field key_times (not known to this version): 1 -> [2]"),
        ("business_hour", None, "Sat 09:00-13:00", "business hours: added: Sat 09:00-13:00"),
        ("text", "Press 1.", "", 'says: "Press 1." -> none'),
    ],
)  # fmt: skip
def test_settings(field: str, old: Any, new: Any, words: str):
    assert said(field, old, new) == words


def test_a_limit_means_another_thing_of_a_queue_than_of_a_ring_group():
    assert said("limit_s", 0, 300, node="queue:1") == "waiting limit: none -> 300 s"
    assert said("limit_s", 0, 30, node="ring_group:1") == "rings for 0 s -> 30 s"


def test_how_often_a_prompt_is_played_is_no_prefix_to_anybody():
    assert said("prefix", "1", "2", key="3") == "key 3, played 1× -> 2×"
    assert said("prefix", "", "9", key="1") == "key 1, prefix: none -> 9"


def test_of_long_lists_that_is_told_which_came_and_went():
    old = tuple(f"extension:{n}" for n in range(1, 7))
    new = (*old[1:], "extension:8")
    words = "members: + Extension 1008 Person 8; – Extension 1001 Person 1"
    assert said("members", old, new) == words
    assert said("members", old, old[::-1]) == "members: in another order"


def test_of_long_texts_that_is_told_which_differs():
    start, end = "For appointments, press 1. " * 5, "Thank you for calling us today. " * 5
    old, new = excerpts(f"{start}Press 2. {end}", f"{start}Press 3. {end}")
    assert "2. Thank you" in old
    assert "3. Thank you" in new
    assert max(len(old), len(new)) < 80
    assert old.startswith('"…')
    assert old.endswith('…"')


@given(st.text(max_size=60), st.text(max_size=60))
def test_excerpts_are_parts_of_their_texts_and_never_long(old: str, new: str):
    for words in excerpts(old, new):
        assert len(words) <= 130
        assert words == "none" or words[0] == words[-1] == '"'
