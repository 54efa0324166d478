from __future__ import annotations

from flowgraph.model.snapshot import Refusal
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.rule import Example

from ..asking import ask, ask_about

RULE = "missing-prompt"


def greeted(*files: str) -> dict[str, object]:
    return {"ivr:5": {"prompts": files}}


def test_a_greeting_that_is_not_on_the_pbx_is_an_error_of_its_menu():
    found = ask(RULE, facts=greeted("old.wav", "new.wav"), prompts={"new.wav": ""}).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "error")
    assert "'old.wav' is not among the custom prompts" in found.message
    assert found.detail == "old.wav"


def test_two_lost_greetings_of_a_menu_are_two_findings_and_one_named_twice_is_one():
    answer = ask(RULE, facts=greeted("b.wav", "a.wav", "b.wav"), prompts={})
    assert [finding.detail for finding in answer.findings] == ["a.wav", "b.wav"]


def test_a_prompt_on_a_key_is_an_error_of_that_key():
    steps = ("ivr:5 -6-> play_greeting:bye.wav", "ivr:5 -7-> play_prompt:prices.wav")
    answer = ask(RULE, *steps, prompts={"prices.wav": ""})
    assert answer.places == [("ivr:5", "6")]
    assert "'bye.wav'" in answer.findings[0].message


def test_a_failover_to_a_lost_prompt_is_an_error_of_the_queue():
    steps = ("ivr:5 -1-> queue:1", "queue:1 -fail-> play_greeting:bye.wav")
    assert ask(RULE, *steps, prompts={}).places == [("queue:1", "fail")]


def test_capitals_do_not_count_and_the_built_in_prompt_is_always_there():
    answer = ask(
        RULE, facts=greeted("Welcome.WAV", "default", "DEFAULT"), prompts={"welcome.wav": ""}
    )
    assert answer == ((), [])


def test_a_key_that_plays_but_names_no_file_says_so():
    found = ask(RULE, "ivr:5 -7-> play_prompt:", prompts={}).one
    assert "names no file" in found.message


def test_without_the_list_nothing_is_said_to_be_missing():
    answer = ask(RULE, facts=greeted("old.wav"))
    assert answer.findings == ()
    assert answer.reasons == ["the list of custom prompts was not read: nobody asked for it"]


def test_a_list_that_was_refused_is_told_with_the_reason():
    snapshot = snapshot_of(Example(("ivr:5 -6-> play_greeting:bye.wav",)))
    refused = snapshot._replace(refusals={"custom_prompt": Refusal("ACCESS DENIED", 10005)})
    answer = ask_about(RULE, refused)
    assert answer.findings == ()
    assert answer.reasons == ["the list of custom prompts was not read: ACCESS DENIED"]


def test_without_the_list_the_built_in_prompt_raises_no_question():
    assert ask(RULE, facts=greeted("default")) == ((), [])


def test_a_menu_whose_greeting_is_not_known_is_left_alone():
    assert ask(RULE, facts={"ivr:5": {"prompts": None}}, prompts={}) == ((), [])
