from __future__ import annotations

from menus import snapshot_of

from flowgraph.analysis.prompts import Use, identity, uses
from flowgraph.callgraph import call_graph
from flowgraph.diagram.wording import tooltip
from flowgraph.model.prompt import Prompt, by_spelling

SPOKEN = Prompt("1", "Hello.wav", ("hello.wav", "hello"), "tts", "Press 1.\nOr   wait.", "en-US")
RECORDED = Prompt("2", "bye.wav", ("bye.wav",), "record")
SNAPSHOT = snapshot_of(
    "ivr:1 -1-> play_prompt:HELLO.wav",
    "ivr:1 -#-> play_greeting:bye.wav",
    "ivr:1 -2-> ivr:2",
    ivr_1={"prompts": ("hello", "lost.wav", "hello")},
    ivr_2={"prompts": ("default",)},
)._replace(prompts={"1": SPOKEN, "2": RECORDED})


def test_every_place_where_a_file_is_played_is_found_however_it_is_spelt():
    known = by_spelling(SNAPSHOT.prompts.values())
    found = uses(call_graph(SNAPSHOT), known)
    assert found[identity("hello.WAV", known)] == [
        Use("ivr:1", "", "hello"),
        Use("ivr:1", "1", "HELLO.wav"),
    ]
    assert found[identity("bye.wav", known)] == [Use("ivr:1", "#", "bye.wav")]
    assert found["lost.wav"] == [Use("ivr:1", "", "lost.wav")]
    assert found["default"] == [Use("ivr:2", "", "default")]


def test_a_menu_has_the_text_of_its_greeting_and_null_where_it_is_not_known():
    nodes = call_graph(SNAPSHOT).nodes
    said = {"file": "hello", "text": SPOKEN.text, "language": "en-US", "listed": True}
    lost = {"file": "lost.wav", "text": None, "language": None, "listed": False}
    assert nodes["ivr:1"]["greetings"] == [
        said,
        lost,
        said,
    ]
    built_in = {"file": "default", "text": None, "language": None, "listed": True}
    assert nodes["ivr:2"]["greetings"] == [built_in]
    assert nodes["play_prompt:HELLO.wav"]["greetings"][0]["text"] == SPOKEN.text
    assert nodes["play_greeting:bye.wav"]["greetings"][0]["text"] is None


def test_a_prompt_called_default_is_not_the_built_in_one():
    other = Prompt("3", "default.wav", ("default.wav", "default"), "tts", "not this")
    graph = call_graph(SNAPSHOT._replace(prompts={"3": other}))
    assert graph.nodes["ivr:2"]["greetings"][0]["text"] is None


def test_where_the_list_of_prompts_was_not_read_the_files_are_known_all_the_same():
    nodes = call_graph(SNAPSHOT._replace(prompts=None)).nodes
    rows = nodes["ivr:1"]["greetings"]
    assert [row["file"] for row in rows] == ["hello", "lost.wav", "hello"]
    assert {row["listed"] for row in rows} == {None}


def test_a_tooltip_says_what_callers_hear_whole_and_on_one_line():
    long = SPOKEN._replace(text="Press 1.\n" + "and then listen " * 200)
    graph = call_graph(SNAPSHOT._replace(prompts={"1": long}))
    lines = tooltip(graph.nodes["ivr:1"]).split("\n")
    assert lines.count("says: Press 1. " + ("and then listen " * 200).strip()) == 2
    assert not any(line.startswith("says") for line in tooltip(graph.nodes["ivr:2"]).split("\n"))
