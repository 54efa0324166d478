"""A key that callers are not told of is found, if every word of the greeting was understood."""

from __future__ import annotations

import pytest

from ..asking import ask

RULE = "key-not-announced"
STEPS = ("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2", "ivr:5 -*-> ivr:5", "ivr:5 -timeout-> queue:1")
NOT_CERTAIN = "in the greetings of 1 of 1 menus no key was recognised for certain: IVR id 5"
ALL = "For sales, press 1. For support, press 2. To hear this again, press star."


def asked(*texts: str, steps: tuple[str, ...] = STEPS, **more):
    """Ask about a menu that greets callers with some texts; an empty one is a recording."""
    files = {f"{number}.wav": text for number, text in enumerate(texts)}
    facts = {"ivr:5": {"prompts": tuple(files)}}
    return ask(RULE, *steps, **{"facts": facts, "prompts": files, **more})


def test_a_menu_that_announces_all_its_keys_is_left_alone():
    assert asked(ALL) == ((), [])


def test_a_key_that_the_greeting_leaves_out_is_a_warning_at_that_key():
    found = asked("For sales, press one. To hear this again, press star.").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "2", "warning")
    assert found.message == (
        "the greeting names 1 and *, but not this key (read as English, confidence high)"
    )


def test_a_way_back_that_nobody_is_told_of_is_one_as_well():
    assert asked("For sales, press 1. For support, press 2.").places == [("ivr:5", "*")]


def test_what_happens_without_a_key_need_not_be_announced():
    assert ("ivr:5", "timeout") not in asked("For sales, press 1.").places


def test_several_texts_are_one_greeting():
    assert asked("Welcome.", "For sales, press 1, for support, two.", "Or press star.") == ((), [])


def test_a_greeting_that_is_recorded_in_part_may_name_any_key():
    told = asked("For sales, press 1.", "")
    assert told.findings == ()
    assert told.reasons == [
        "1 of 1 menus has a recorded greeting, whose words the API does not tell: IVR id 5"
    ]


def test_a_key_that_the_greeting_may_mean_is_no_finding():
    assert asked("Press one for sales two for support. To hear this again, press star.") == ((), [])


def test_a_time_of_day_announces_no_key():
    text = "We are open from 2 to 6. For sales, press 1. To hear this again, press star."
    assert asked(text).places == [("ivr:5", "2")]


@pytest.mark.parametrize(
    "text",
    [
        "Para ventas, marque 1.",  # although the language is set to English
        "For sales, press 1. Aby rozmawiać po polsku, naciśnij dwa.",
    ],
)
def test_nothing_is_concluded_from_words_that_were_not_surely_understood(text):
    assert asked(text) == ((), [NOT_CERTAIN])


@pytest.mark.parametrize("text", ["Welcome to Harbour Dental.", "Press any key.", "按1,按2。"])
def test_a_greeting_in_which_no_key_was_recognised_is_told(text):
    assert asked(text) == ((), [NOT_CERTAIN])


def test_menus_with_recordings_are_counted_once_for_all():
    files = ("a.wav",)
    told = asked(
        steps=(
            *STEPS,
            "ivr:6 -1-> queue:1",
            "ivr:5 -3-> ivr:6",
            "ivr:5 -4-> ivr:7",
            "ivr:7 -1-> queue:1",
        ),
        facts={
            "ivr:5": {"prompts": files},
            "ivr:6": {"prompts": files},
            "ivr:7": {"prompts": ("b.wav",)},
        },
        prompts={"a.wav": "", "b.wav": "For sales, press 1."},
    )
    assert told.reasons == [
        "2 of 3 menus have recorded greetings, whose words the API does not tell: IVR id 5 "
        "and IVR id 6"
    ]


def test_a_list_of_prompts_that_was_not_read_is_told():
    (reason,) = asked(ALL, prompts=None).reasons
    assert reason.startswith("the list of custom prompts was not read")


def test_the_built_in_greeting_and_menus_without_keys_are_the_matter_of_other_rules():
    assert asked(facts={"ivr:5": {"prompts": ("default",)}}, prompts={}) == ((), [])
    assert asked("", steps=("ivr:5 -timeout-> queue:1",)) == ((), [])
