from __future__ import annotations

import pytest
from menus import snapshot_of

from flowgraph.analysis.timing import Span, assumed, greeting, stay
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.model.destination import Destination
from flowgraph.model.extension import Extension
from flowgraph.model.group import Group
from flowgraph.model.keys import KEYS
from flowgraph.model.prompt import Prompt
from flowgraph.model.route import Route

#: 25 words: ten seconds.
TEN_SECONDS = " ".join(["word"] * 25)
MENU = {
    "prompts": ("spoken.wav",),
    "prompt_repeat": 3,
    "resp_timeout_s": 5,
    "digit_timeout_s": 2,
}


def menu(*prompts: Prompt, **settings: object) -> CallGraph:
    steps = ("ivr:1 -1-> queue:2", "ivr:1 -timeout-> queue:2", "ivr:1 -invalid-> queue:2")
    snapshot = snapshot_of(*steps, ivr_1={**MENU, **settings})
    known = {prompt.id: prompt for prompt in prompts}
    return call_graph(snapshot._replace(prompts=known))


def prompt(file: str, text: str = "") -> Prompt:
    return Prompt(file, file, (file,), "tts" if text else "record", text)


SPOKEN = prompt("spoken.wav", TEN_SECONDS)


def test_a_caller_hears_the_greeting_once_before_pressing_a_key():
    assert stay(menu(SPOKEN), "ivr:1", "1") == Span(10)


def test_a_caller_who_presses_nothing_hears_it_as_often_as_the_menu_says_and_waits_each_time():
    assert stay(menu(SPOKEN), "ivr:1", "timeout") == Span(3 * (10 + 5))


def test_a_wrong_key_is_taken_at_once():
    assert stay(menu(SPOKEN), "ivr:1", "invalid") == Span(10)


def test_after_a_key_that_begins_a_number_the_menu_waits_for_more_digits():
    assert stay(menu(SPOKEN), "ivr:1", "1", is_slow=True) == Span(10 + 2)


def test_a_recording_of_unknown_length_makes_the_estimate_a_least_one():
    graph = menu(SPOKEN, prompts=("spoken.wav", "recorded.wav"))
    found = stay(graph, "ivr:1", "1")
    assert (found.seconds, found.is_least, found.unknown_prompts) == (10, True, 1)
    assert found.words == "≥ 10 s"


def test_where_nothing_at_all_is_known_no_number_is_told():
    found = stay(menu(prompt("spoken.wav")), "ivr:1", "1")
    assert (found.seconds, found.is_least, found.words) == (None, True, "not known")


@pytest.mark.parametrize(
    "setting", [{"prompt_repeat": None}, {"resp_timeout_s": None}, {"prompts": None}]
)
def test_a_setting_that_the_pbx_did_not_send_is_not_made_up(setting: dict[str, None]):
    found = stay(menu(SPOKEN, **setting), "ivr:1", "timeout")
    assert found.is_least
    assert found.seconds is not None


def test_a_menu_without_a_greeting_takes_no_time_until_a_key():
    assert stay(menu(prompts=()), "ivr:1", "1") == Span(0)
    assert stay(menu(prompts=()), "ivr:1", "1").words == "0 s"


def test_scripts_without_blanks_are_counted_by_their_characters():
    graph = menu(prompt("spoken.wav", "欢迎致电本公司，请按一"))
    # Eleven wide characters are five and a half words.
    assert greeting(graph.nodes["ivr:1"]).known_s == pytest.approx(5.5 * 60 / 150)


def beyond() -> CallGraph:
    snapshot = snapshot_of("ivr:1 -1-> queue:2", "ivr:1 -2-> ring_group:3", "ivr:1 -3-> queue:4",
                           "ivr:1 -4-> extension:5")  # fmt: skip
    end = Destination("end_call")
    return call_graph(
        snapshot._replace(
            groups={
                "queue:2": Group(kind="queue", id="2", fail=end, limit_s=60),
                "ring_group:3": Group(kind="ring_group", id="3", fail=end, limit_s=25),
                "queue:4": Group(kind="queue", id="4", fail=end, limit_s=0),
            },
            extensions={
                "extension:5": Extension(id="5", forwards={"always": end, "noanswer": end})
            },
            routes={
                "inbound_route:6": Route(id="6", branches={"default": Destination("ivr", "1")})
            },
        )
    )


@pytest.mark.parametrize(
    ("node", "key", "seconds"),
    [
        ("queue:2", "fail", 60),
        ("ring_group:3", "fail", 25),
        ("queue:4", "fail", None),
        ("extension:5", "always", 0),
        ("extension:5", "noanswer", None),
        ("inbound_route:6", "default", 0),
    ],
)
def test_beyond_menus_what_the_pbx_does_not_tell_is_not_known(
    node: str, key: str, seconds: int | None
):
    assert stay(beyond(), node, key).seconds == seconds


def test_only_what_the_estimates_of_some_ways_rest_on_is_told():
    assert assumed(["default"], is_slow=False) == []
    assert not any("wrong key" in sentence for sentence in assumed(["1"], is_slow=False))
    assert any("digit time-out" in sentence for sentence in assumed(["1"], is_slow=True))
    assert len(assumed([*KEYS, "fail", "noanswer"], is_slow=True)) == 7


def test_times_add_up_with_what_is_not_known_of_them():
    assert Span(1.5, 1, 0).then(Span(2, 1, 1)) == Span(3.5, 2, 1)
    assert Span(2, 1).times(3) == Span(6, 1)
