from __future__ import annotations

import pytest
from calling import ALLOWED, any_pbx, any_steps, pbx
from hypothesis import given
from menus import snapshot_of

from flowgraph.analysis.paths import survey
from flowgraph.analysis.targets import whole_graph
from flowgraph.analysis.tokens import parse_keys
from flowgraph.analysis.trace import Trace, trace
from flowgraph.errors import UsageError

MAIN = (
    "ivr:1 -1-> ivr:2",
    "ivr:1 -timeout-> queue:3",
    "ivr:1 -invalid-> ivr:1",
    "ivr:2 -1-> extension:24",
    "ivr:2 -5-> play_prompt:prices.wav",
    "ivr:2 -6-> play_greeting:bye.wav",
    "ivr:2 -7-> end_call:",
    "ivr:2 -*-> ivr:1",
    "queue:3 -fail-> ivr:2",
    "extension:24 -noanswer-> ext_vm:24",
)


def played(keys: str, *steps: str, root: str = "ivr:1", **facts: object) -> Trace:
    graph = pbx(*(steps or MAIN), **facts)[1]  # type: ignore[arg-type]
    return trace(graph, root, parse_keys(keys))


# -- where calls go --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "outcome", "node"),
    [
        ("", "menu", "ivr:1"),
        ("1", "menu", "ivr:2"),
        ("1,1", "destination", "extension:24"),
        ("1,1,noanswer", "destination", "ext_vm:24"),
        ("timeout", "destination", "queue:3"),
        ("timeout,fail", "menu", "ivr:2"),
        ("invalid", "menu", "ivr:1"),
        ("1,6", "ended", "play_greeting:bye.wav"),
        ("1,7", "ended", "end_call:"),
        ("1,*,1,*", "menu", "ivr:1"),
    ],
)
def test_a_caller_gets_where_the_keys_lead(keys: str, outcome: str, node: str):
    found = played(keys)
    assert (found.outcome, found.node, found.reason, found.left) == (outcome, node, "", ())


def test_a_key_that_is_not_set_is_a_wrong_key():
    (hop,) = played("8").hops
    assert (hop.token, hop.key, hop.target) == ("8", "invalid", "ivr:1")


def test_a_prompt_that_returns_leaves_the_caller_in_the_menu():
    found = played("1,5,1", prompts={"prices.wav": "ten cents"})
    assert found.node == "extension:24"
    hop = found.hops[1]
    assert (hop.target, hop.place, hop.returns) == ("play_prompt:prices.wav", "ivr:2", True)
    assert hop.plays.seconds == 0.8


def test_a_prompt_behind_which_there_is_no_menu_returns_to_none():
    found = played("office", "inbound_route:1 -office-> play_prompt:a.wav", root="inbound_route:1")
    assert (found.outcome, found.node) == ("destination", "play_prompt:a.wav")


def test_a_place_where_the_call_has_been_is_told():
    assert [hop.is_back for hop in played("1,*,1,1").hops] == [False, True, True, False]
    assert [hop.is_back for hop in played("invalid,1").hops] == [True, False]


def test_time_is_told_for_each_move_and_for_the_whole_call():
    timed = {"prompts": ("a.wav",), "prompt_repeat": 2, "resp_timeout_s": 5}
    found = played("1,5,timeout", *MAIN, "ivr:2 -timeout-> queue:3",
                   prompts={"a.wav": "five words make two seconds"}, ivr_1=timed,
                   ivr_2=timed)  # fmt: skip
    assert [hop.wait.seconds for hop in found.hops] == [2, 2, 14]
    # How long the prompt of key 5 is, nobody knows.
    assert (found.span.seconds, found.span.is_least) == (18, True)


# -- what is not known -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("1,8", "key 8 is not set, and there is no destination for a wrong key"),
        ("1,timeout", "it has no destination for no key"),
        ("1,invalid", "it has no destination for wrong key"),
        ("1,304", "no number may be dialled in this menu"),
    ],
)
def test_what_the_vendor_does_not_say_is_not_made_up(keys: str, reason: str):
    found = played(keys)
    assert (found.outcome, found.node) == ("unknown", "ivr:2")
    assert found.reason.startswith(f"{reason}; the vendor does not say what happens")
    assert ("several keys are written 3,0,4" in found.reason) == (keys == "1,304")
    assert (found.hops[-1].target, found.hops[-1].key) == (None, "")


def test_keys_after_that_are_not_played_and_are_told():
    assert played("1,8,1,2").left == ("1", "2")


def test_a_menu_that_does_not_exist_or_could_not_be_read_ends_the_trace_but_is_no_mistake():
    for status in ("not_found", "unreadable", "not_followed"):
        snapshot = snapshot_of("ivr:1 -1-> ivr:9", missing={"9": status})  # type: ignore[dict-item]
        found = trace(whole_graph(snapshot), "ivr:1", ("1", "2"))
        assert (found.outcome, found.node, found.left) == ("missing", "ivr:9", ("2",))


def test_a_destination_of_an_unknown_kind_is_not_known():
    found = played("1", "ivr:1 -1-> hologram:7")
    assert (found.outcome, found.node) == ("unknown", "hologram:7")
    assert found.reason == "this version does not know such a destination"


# -- dialling --------------------------------------------------------------------------------


def test_several_digits_in_one_token_are_dialled():
    found = played("204,noanswer", *MAIN, ivr_1=ALLOWED)
    assert [(hop.token, hop.key, hop.target) for hop in found.hops] == [
        ("204", "", "extension:24"),
        ("noanswer", "noanswer", "ext_vm:24"),
    ]


@pytest.mark.parametrize(
    ("settings", "number", "reason"),
    [
        (ALLOWED, "205", "205 is no number that may be dialled in this menu; the vendor"),
        (ALLOWED | {"enb_dial_outb_routes": True}, "0049301234", "0049301234 is no number inside"),
        ({"dial_ext_option": "disable"}, "204", "no number may be dialled in this menu; the"),
        (
            {"dial_ext_option": "allow", "dial_ext_list": ({"id": "1", "kind": "ext_group"},)},
            "204",
            "whether 204 may be dialled is not known: it is not known who is in the groups",
        ),
    ],
)
def test_a_number_that_leads_nowhere_known_says_why(
    settings: dict[str, object], number: str, reason: str
):
    found = played(number, "ivr:1 -1-> queue:3", ivr_1=settings)
    assert found.outcome == "unknown"
    assert found.reason.startswith(reason)


def test_where_the_list_of_extensions_was_not_read_a_number_is_not_known():
    graph = whole_graph(snapshot_of("ivr:1 -1-> queue:3", ivr_1={"dial_ext_option": "all"}))
    found = trace(graph, "ivr:1", ("204",))
    assert found.outcome == "unknown"
    assert "the list of extensions was not read" in found.reason


def test_a_number_that_is_listed_in_the_menu_alone_has_its_name_from_there():
    settings = {"dial_ext_option": "allow",
                "dial_ext_list": ({"id": "85", "number": "1001", "name": "Phillip"},)}  # fmt: skip
    graph = whole_graph(snapshot_of("ivr:1 -1-> queue:3", ivr_1=settings))
    found = trace(graph, "ivr:1", ("1001",))
    assert (found.outcome, found.node) == ("destination", "extension:85")
    assert found.label == "Extension 1001 Phillip"


# -- the end of the call ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "place", "left", "hint"),
    [
        (
            "1,1,2,3",
            "Extension 204",
            "2, 3",
            "leave out 2, 3; from there a call goes on by noanswer",
        ),
        ("1,7,1", "Hang up", "1", "leave out 1"),
        (
            "timeout,busy",
            "Queue 640 Sales",
            "busy",
            "leave out busy; from there a call goes on by f",
        ),
    ],
)
def test_keys_after_the_end_of_the_call_are_an_error(keys: str, place: str, left: str, hint: str):
    with pytest.raises(UsageError) as caught:
        played(keys)
    assert caught.value.what == f"keys after the end of the call: {left}"
    assert caught.value.where == place
    assert caught.value.hint.startswith(hint)


def test_an_hour_in_the_middle_of_a_call_is_an_error():
    with pytest.raises(UsageError, match="office is no key of a menu"):
        played("1,office")


# -- entries ---------------------------------------------------------------------------------

LINE = (
    "inbound_route:1 -office-> ivr:1",
    "inbound_route:1 -holiday-> ext_vm:24",
    "ivr:1 -1-> queue:3",
)


def test_the_hour_in_front_of_the_keys_opens_the_branch():
    assert played("office,1", *LINE, root="inbound_route:1").node == "queue:3"
    assert played("holiday", *LINE, root="inbound_route:1").node == "ext_vm:24"


def test_a_moment_opens_the_branch():
    graph = pbx(*LINE)[1]
    open_ = {"inbound_route:1": "holiday"}
    assert trace(graph, "inbound_route:1", (), open_).node == "ext_vm:24"


def test_without_an_hour_an_entry_with_several_branches_goes_nowhere():
    for keys in ("1", ""):
        with pytest.raises(UsageError, match="which hour"):
            played(keys, *LINE, root="inbound_route:1")


def test_an_hour_without_a_branch_is_not_known():
    found = played("outoffice,1", *LINE, root="inbound_route:1")
    assert (found.outcome, found.left) == ("unknown", ("1",))
    assert found.reason.startswith("it has no branch for outside hours")


def test_an_entry_that_leads_nowhere_is_not_known():
    found = played("1", "ivr:1 -1-> queue:3", root="inbound_route:5", inbound_route_5={})
    assert (found.outcome, found.reason) == ("unknown", "it leads nowhere")


# -- silence ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "end"),
    [
        ("ivr:2 -timeout-> queue:3", "destination"),
        ("ivr:2 -timeout-> end_call:", "ended"),
        ("ivr:2 -timeout-> ivr:1", "round"),
        ("ivr:2 -timeout-> ivr:2", "round"),
        ("ivr:2 -timeout-> play_prompt:again.wav", "round"),
        ("ivr:2 -1-> queue:3", "unset"),
        ("ivr:2 -timeout-> hologram:7", "unknown"),
        ("ivr:2 -timeout-> ivr:9", "missing"),
    ],
)
def test_a_silent_caller_is_followed_until_the_call_ends_or_goes_round(last: str, end: str):
    silent = played("", "ivr:1 -timeout-> ivr:2", last).silent
    assert silent is not None
    assert silent.end == end
    steps = [(step.source, step.key, step.target) for step in silent.steps]
    assert steps[0] == ("ivr:1", "timeout", "ivr:2")
    assert len(steps) == (1 if end == "unset" else 2)


def test_at_a_person_nobody_asks_what_silence_leads_to():
    assert played("timeout").silent is None


# -- paths and traces ------------------------------------------------------------------------


@given(any_steps)
def test_a_trace_along_each_path_ends_at_its_destination(steps):
    snapshot, graph = any_pbx(steps)
    for root in ("ivr:1", "inbound_route:1"):
        for path in survey(snapshot, graph, (root,)).paths:
            found = trace(graph, root, path.keys)
            assert found.hops[-1].target == path.destination
            assert found.left == ()
            if not found.hops[-1].returns:
                assert (found.node, found.span) == (path.destination, path.span)
