"""Calls that are played, and the difference to what was expected."""

from __future__ import annotations

import pytest

from flowgraph.analysis.expectations.expectation import Expectation
from flowgraph.analysis.expectations.judging import Arrival
from flowgraph.analysis.expectations.turning import Turn

from .office import JUDGE, play

DAY, EVENING, FEAST = "2026-10-06T10:00", "2026-10-06T20:00", "2026-12-24T10:00"


@pytest.mark.parametrize(
    ("start", "keys", "at", "reaches"),
    [
        ("ivr:1", "", "", "menu Welcome"),
        ("ivr:1", "2", "", "queue Orders"),
        ("ivr:1", "2,fail", "", "ring group Everybody"),
        ("ivr:1", "1,2", "", "extension 304"),
        ("ivr:1", "304", "", "extension 304"),
        ("ivr:1", "305", "", "Ben"),
        ("ivr:1", "0", "", "menu Sales"),
        ("ivr:1", "4", "", "ivr:8"),
        ("ivr:1", "5", "", "hologram:5"),
        ("ivr:1", "5", "", "unknown"),
        ("ivr:3", "timeout", "", "hang up"),
        ("ivr:3", "#", "", "play and hang up bye.wav"),
        ("ivr:3", "9", "", "external number 5550142"),
        ("ivr:3", "0", "", "unknown"),
        ("ivr:3", "0,1", "", "unknown"),
        ("inbound_route:1", "office,2", "", "queue 6400"),
        ("inbound_route:1", "", DAY, "menu Welcome"),
        ("inbound_route:1", "1", EVENING, "voicemail 304"),
        ("inbound_route:1", "", FEAST, "menu Night"),
        ("inbound_route:2", "", "", "menu Sales"),
        ("inbound_route:2", "1", EVENING, "queue Sales"),
        ("inbound_route:3", "office", "", "menu Welcome"),
    ],
)
def test_a_call_that_gets_where_it_should_passes(start: str, keys: str, at: str, reaches: str):
    result = play(start, keys, reaches, at)
    assert (result.passed, result.reason, result.turn) == (True, "", None)


def test_a_key_that_plays_a_prompt_reaches_both_the_prompt_and_the_menu():
    assert play("ivr:2", "3", "prompt hours.wav").passed
    assert play("ivr:2", "3", "menu Sales").passed
    # Only the last key counts: a prompt that was heard before is not where the call is.
    assert not play("ivr:2", "3,1", "prompt hours.wav").passed


@pytest.mark.parametrize(
    ("start", "keys", "reaches", "node", "reason"),
    [
        ("ivr:1", "2", "queue Sales", "queue:1", ""),
        ("ivr:1", "1,2", "voicemail 304", "extension:24", ""),
        ("ivr:1", "2", "queue Sals", "queue:1", "there is no queue called 'Sals'"),
        ("ivr:1", "3", "ivr:9", "ivr:9", "IVR id 9 does not exist"),
        ("ivr:1", "2,1", "queue Orders", "queue:1", "keys after the end of the call: 1"),
        ("ivr:1", "4,1", "ivr:8", "ivr:8", "unreadable"),
        ("ivr:3", "0", "menu Night", "ivr:3", "key 0 is not set, and there is no destination"),
        ("ivr:1", "2", "unknown", "queue:1", ""),
        ("ivr:1", "office", "queue Sales", "ivr:1", "office is no key of a menu"),
    ],
)
def test_a_call_that_gets_elsewhere_fails_with_the_reason(start, keys, reaches, node, reason):
    result = play(start, keys, reaches)
    assert (result.passed, result.node) == (False, node)
    assert result.reason.startswith(reason)
    assert bool(result.reason) == bool(reason)


def test_without_the_hour_nothing_is_guessed():
    result = play("inbound_route:1", "2", "queue Orders")
    assert result.reason == (
        "which hour? Inbound route 1 Line 1 leads to different places; "
        "put office, outoffice or holiday in front of the keys, or write at"
    )
    assert result.hops == ()


def test_of_a_route_with_hours_of_its_own_no_moment_is_known():
    result = play("inbound_route:3", "", "menu Welcome", DAY)
    assert not result.passed
    assert result.reason == (
        "Inbound route 3 Line 3 has hours of its own, which the PBX does not tell; "
        "put office, outoffice or holiday in front of the keys instead of at"
    )


def test_a_call_that_does_not_come_in_says_why():
    result = JUDGE.judge(Expectation("did:1", "menu Welcome"), Arrival("", "no route takes it"))
    assert (result.passed, result.start, result.reason) == (False, "", "no route takes it")


@pytest.mark.parametrize(
    ("start", "keys", "reaches", "turn"),
    [
        ("inbound_route:1", "outoffice,1", "queue Orders",
         Turn(1, "from IVR 6202 Night no key leads to Queue 6400 Orders")),
        ("ivr:1", "1,2", "queue Orders",
         Turn(2, "from Extension 304 Ada Löw no key leads to Queue 6400 Orders")),
        ("ivr:3", "1", "queue Orders", Turn(0, "no key leads from there to Queue 6400 Orders")),
        ("ivr:1", "7", "queue Orders", Turn(1, "key 7 is not set, so it counts as a wrong key")),
        ("ivr:1", "1", "queue Orders", None),
        ("ivr:1", "304", "extension 305", None),
        ("ivr:1", "1", "queue Nobody", None),
    ],
)  # fmt: skip
def test_the_step_that_left_the_way_is_told_where_that_is_known(start, keys, reaches, turn):
    assert play(start, keys, reaches).turn == turn


def test_a_wrong_key_that_leads_away_for_good_is_told_with_both():
    result = play("ivr:1", "8,2", "queue Orders")
    assert result.turn == Turn(2, "from Extension 304 Ada Löw no key leads to Queue 6400 Orders")
    assert result.hops[0].key == "invalid"


def test_the_keys_of_a_call_are_those_that_it_took():
    assert play("ivr:1", "7,1", "queue Sales").steps == {("ivr:1", "invalid"), ("ivr:2", "1")}
    assert play("inbound_route:2", "", "menu Sales").steps == {("inbound_route:2", "default")}
    assert play("ivr:1", "305", "Ben").steps == set()
    assert play("ivr:3", "0", "unknown").steps == set()


def test_an_expectation_without_a_name_says_what_it_expects():
    result = play("inbound_route:1", "1", "voicemail 304", EVENING)
    assert result.expectation.title == (
        "inbound_route:1 at 2026-10-06 20:00: 1 reaches voicemail 304"
    )
    assert result.expectation._replace(caller="+1", at=None, keys=()).title == (
        "inbound_route:1 from +1 reaches voicemail 304"
    )
    assert result.expectation._replace(name="Night").title == "Night"
