"""The text outline tells every key once, in a line that reads well aloud."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from helpers import collapsed
from menus import calls

from flowgraph.callgraph import menus
from flowgraph.diagram.view import View
from flowgraph.rules.finding import Finding

from .drawings import ALL, HOSTILE, Case, drawing, drawing_of, hostile, names_of, written

Generated = Callable[..., Path]
PbxOf = Callable[[Path], Path]

_KEY = re.compile(r"^ *(.+?)  -> (.+)$")
_DEEPEST = 20


def outline(*steps: str, **facts) -> str:
    return written(".txt", drawing(calls(*steps, **facts)))


def test_a_menu_stands_below_the_key_that_leads_to_it_and_is_told_once():
    text = outline(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -2-> ivr:2",
        "ivr:1 -timeout-> end_call:",
        "ivr:1 -invalid-> queue:7",
        "ivr:2 -*-> ivr:1",
        "ivr:2 -0-> queue:7",
        ivr_1={"number": "6201", "name": "Main", "prompts": ("hello.wav",)},
        ivr_2={"number": "6202", "name": "Sales"},
    )
    tree = text.split("\n\n")[1]
    assert tree.splitlines() == [
        "IVR 6201 Main",
        "  greeting: hello.wav",
        "  1  -> IVR 6202 Sales (caller loop)",
        "    0  -> Queue id 7",
        "    *  -> IVR 6201 Main (caller loop; see above)",
        "    no key  -> not set",
        "    wrong key  -> not set",
        "  2  -> IVR 6202 Sales (caller loop; see above)",
        "  no key  -> Hang up",
        "  wrong key  -> Queue id 7",
    ]


def test_loops_are_marked_in_words_and_told_at_the_end():
    text = outline("ivr:1 -timeout-> ivr:2", "ivr:2 -timeout-> ivr:1", "ivr:2 -0-> queue:1")
    assert "  no key  -> IVR id 2 (error: passive loop)" in text
    assert "  ! Loop: a caller who presses nothing goes round" in text
    assert text.split("\n\n")[2].splitlines() == [
        "Loops",
        "error: passive loop: a caller who presses nothing goes round until the PBX's call limit",
        "  through: ivr:1, ivr:2",
        "  round: ivr:1 -no key-> ivr:2 -no key-> ivr:1",
    ]


def test_a_menu_that_only_plays_something_after_silence_is_a_loop():
    text = outline("ivr:1 -timeout-> play_prompt:busy.wav")
    place = "Play and return busy.wav, then back to this menu"
    assert f"no key  -> {place} (error: passive loop)" in text


def test_findings_are_told_with_their_place_and_cure():
    found = Finding(
        *("timeout-unset", "warning", "ivr:1", "6201", "Main", "IVR 6201 Main", "timeout"),
        *("nowhere to go", "set one"),
    )
    text = written(".txt", drawing(calls("ivr:1 -1-> queue:7"), View(findings=(found,))))
    assert text.split("\n\n")[-1] == (
        "Findings\nwarning: IVR 6201 Main, no key: nowhere to go\n  to do: set one\n"
    )


def test_what_is_lost_is_said():
    text = outline("ivr:1 -1-> ivr:9", "ivr:1 -2-> hologram:x", "ivr:1 -3-> ivr:8",
                   missing={"8": "unreadable"})  # fmt: skip
    assert "1  -> IVR id 9 (does not exist)" in text
    assert "2  -> hologram x (kind not known)" in text
    assert "3  -> IVR id 8 (could not be read: unreadable)" in text


def test_menus_that_nothing_leads_to_are_told_as_well():
    text = outline("ivr:1 -0-> queue:1", "ivr:2 -0-> queue:2", roots=("1", "2"))
    assert [block.splitlines()[0] for block in text.split("\n\n")[1:]] == ["IVR id 1", "IVR id 2"]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_every_key_and_every_name_is_in_the_outline(case: Case, pbx_of: PbxOf):
    planned = drawing_of(pbx_of(case.folder), case.root)
    text = written(".txt", planned)
    unset = sum(line.endswith("  -> not set") for line in text.splitlines())
    keys = sum(bool(_KEY.match(line)) for line in text.splitlines())
    assert keys - unset == planned.graph.number_of_edges()
    assert [label for label in case.labels if collapsed(label) not in text] == []


@pytest.mark.fault("E11")
@pytest.mark.parametrize("strings", HOSTILE, ids=range(len(HOSTILE)))
def test_every_hostile_name_is_a_part_of_one_line(strings: Sequence[str]):
    text = written(".txt", hostile(strings))
    lines = text.split("\n")
    for name in names_of(strings):
        assert any(name in line for line in lines), name
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)


@pytest.mark.parametrize(("profile", "number"), [("chain", 10_000), ("fleet-large", 2_000)])
def test_however_deep_menus_are_nested_the_margin_stays_near(
    profile: str, number: int, generated: Generated
):
    planned = drawing_of(generated(profile, number), 1)
    begun = time.process_time()
    text = written(".txt", planned)
    assert time.process_time() - begun < 20
    assert max(len(line) - len(line.lstrip()) for line in text.splitlines()) <= _DEEPEST
    # A menu's greeting is told where the menu is.
    greetings = Counter(re.findall(r"greeting: (\S+)", text))
    assert set(greetings.values()) == {1}
    assert len(greetings) == len(menus(planned.graph))
    assert ("(see below)" in text) == (profile == "chain")
