"""What an announcement could say, for every kind of destination."""

from __future__ import annotations

from typing import Any

import pytest

from flowgraph.handover.document import Wishes
from flowgraph.handover.phrases import PHRASES
from flowgraph.model.destination import KNOWN_KINDS
from flowgraph.model.directory import Directory, Entry, Listing

from .support import document_of, material, material_of

NAMES = Directory(
    {
        "extension": Listing({"1": Entry("1", "304", "Owen Hartley"), "2": Entry("2", "305", "")}),
        "queue": Listing({"1": Entry("1", "6400", "Front_desk"), "2": Entry("2", "6401", "Bills")}),
        "ring_group": Listing({"1": Entry("1", "6300", "Hygiene")}),
        "conference": Listing(
            {"1": Entry("1", "6500", "Staff room"), "2": Entry("2", "6501", "Board")}
        ),
        "group_vm": Listing(
            {"1": Entry("1", "6600", "Messages"), "2": Entry("2", "6601", "Sales")}
        ),
    }
)
MENUS = {
    "ivr:1": {"name": "Welcome", "prompts": ("menu.wav",)},
    "ivr:2": {"name": "Orders", "prompts": ("orders.wav",)},
}


def proposed(*keys: str, names: Directory = NAMES, **settings: Any) -> str:
    """Propose the announcement of a menu, given lines such as ``-1-> queue:1``."""
    menus = {**MENUS, "ivr:1": {**MENUS["ivr:1"], **settings}}
    steps = [f"ivr:1 {key}" for key in keys]
    snapshot = material(*steps, settings=menus).snapshot._replace(directory=names, name="")
    told = {one.file: one for one in document_of(material_of(snapshot), Wishes()).script}
    return told["menu.wav"].proposal.replace("\xa0", " ")


#: By kind of destination: the key, and what callers are told of it.
KINDS = {
    "ivr": ("-1-> ivr:2", "For Orders, press 1."),
    "extension": ("-1-> extension:1", "For Owen Hartley, press 1."),
    "queue": ("-1-> queue:1", "For Front desk, press 1."),
    "ring_group": ("-1-> ring_group:1", "For Hygiene, press 1."),
    "ext_vm": ("-1-> ext_vm:1", "To leave a message for Owen Hartley, press 1."),
    "group_vm": ("-1-> group_vm:1", "To leave a message, press 1."),
    # Rooms in which colleagues talk are nothing for callers.
    "conference": ("-1-> conference:1", ""),
    "dial_by_name": ("-#-> dial_by_name:", "To find a person by name, press the hash key."),
    "external_num": ("-1-> external_num:5550142", "For [… 5550142], press 1."),
    "play_prompt": (
        "-1-> play_prompt:opening-hours.wav",
        "To hear [… opening-hours.wav], press 1.",
    ),
    "play_greeting": (
        "-#-> play_greeting:thank-you-goodbye.wav",
        "To hear [… thank-you-goodbye.wav] and end the call, press the hash key.",
    ),
    "end_call": ("-*-> end_call:", "To end the call, press star."),
}


def test_each_kind_of_destination_has_a_sentence():
    assert set(KINDS) == KNOWN_KINDS


@pytest.mark.parametrize(("key", "told"), KINDS.values(), ids=KINDS)
def test_a_key_is_told_as_a_voice_would_say_it(key: str, told: str):
    assert proposed(key) == told


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        # What has no name that callers know is left to people.
        (["-1-> extension:2"], "For [… Extension (305)], press 1."),
        (["-1-> fax_server:3"], "For [… fax_server 3 (kind not known)], press 1."),
        (["-1-> external_num:5550 prefix 9"], "For [… 5550 (prefix 9)], press 1."),
        # What does not exist is not offered, nor what is not set.
        (["-1-> ivr:77", "-2-> queue:1"], "For Front desk, press 2."),
        # Several of a kind need their names.
        (
            ["-1-> group_vm:1", "-2-> group_vm:2"],
            "To leave a message for Messages, press 1. To leave a message for Sales, press 2.",
        ),
        (["-1-> conference:1", "-2-> queue:1"], "For Front desk, press 2."),
        # 1 to 9, then 0, then the signs.
        (
            ["-0-> queue:1", "-2-> queue:2", "-#-> end_call:"],
            "For Bills, press 2. For Front desk, press 0. To end the call, press the hash key.",
        ),
        # Two keys for one thing are one sentence.
        (["-1-> queue:1", "-0-> queue:1"], "For Front desk, press 1 or 0."),
        (["-*-> ivr:1"], "To hear this menu again, press star."),
    ],
)
def test_special_cases_read_as_well(keys: list[str], told: str):
    assert proposed(*keys) == told


def test_ids_are_no_names_to_be_spoken():
    told = proposed("-1-> queue:9", "-timeout-> ext_vm:3", names=Directory())
    assert told == "For [… Queue id 9], press 1. Or stay on the line to leave a message."


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (["-0-> queue:1", "-2-> queue:2", "-timeout-> queue:1"],
         "For Bills, press 2. For Front desk, press 0 or stay on the line."),
        (["-2-> queue:2", "-timeout-> queue:1"],
         "For Bills, press 2. Or stay on the line for Front desk."),
        (["-2-> queue:2", "-timeout-> ext_vm:1"],
         "For Bills, press 2. Or stay on the line to leave a message."),
        (["-2-> ivr:2", "-timeout-> ivr:2"], "For Orders, press 2 or stay on the line."),
        # Nobody is told to wait for the end of the call, or for a menu that no key offers.
        (["-2-> queue:2", "-timeout-> ivr:2"], "For Bills, press 2."),
        (["-2-> queue:2", "-timeout-> end_call:"], "For Bills, press 2."),
        (["-2-> queue:2", "-timeout-> ivr:1"], "For Bills, press 2."),
        (["-2-> queue:2", "-timeout-> play_greeting:bye.wav"], "For Bills, press 2."),
    ],
)  # fmt: skip
def test_what_happens_to_those_who_wait_is_told(keys: list[str], told: str):
    assert proposed(*keys) == told


def test_a_way_back_is_told_as_one():
    found = material("ivr:2 -1-> ivr:1", "ivr:1 -*-> ivr:2", settings=MENUS)
    told = {one.file: one for one in document_of(found, Wishes()).script}
    assert told["menu.wav"].proposal == "To go back, press star."


def test_only_what_callers_hear_first_welcomes_them():
    flow = ("ivr:1 -1-> queue:1", "ivr:1 -timeout-> ivr:2", "ivr:2 -1-> queue:2")
    for first in ((), ("inbound_route:1 -default-> ivr:1",)):
        found = material(*first, *flow, settings=MENUS)
        told = {one.file: one for one in document_of(found, Wishes(customer="Harbour")).script}
        assert told["menu.wav"].proposal.startswith("Welcome to Harbour.")
        assert "Welcome" not in told["orders.wav"].proposal


def test_extensions_that_may_be_dialled_are_told_of():
    told = proposed("-1-> queue:1", dial_ext_option="all")
    assert told == (
        "For Front desk, press 1. If you know the extension, you may dial it at any time."
    )


@pytest.mark.parametrize("language", PHRASES)
def test_every_language_has_a_place_for_names_and_keys(language: str):
    phrases = PHRASES[language]._asdict()
    named = {"welcome", "choice", "message", "conference_of", "hear", "hear_last", "stay"}
    pressed = set(phrases) - {"welcome", "stay", "stay_message", "dial"}
    pressed -= {"or_key", "or_stay", "star", "hash"}
    for name, sentence in phrases.items():
        assert ("{}" in sentence) == (name in named), name
        assert sentence.endswith("{key}.") == (name in pressed), name
