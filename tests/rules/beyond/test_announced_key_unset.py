"""A key that callers are told to press and that does nothing is found."""

from __future__ import annotations

from ..asking import ask

RULE = "announced-key-unset"
STEPS = ("ivr:5 -1-> queue:1",)


def asked(*texts: str, steps: tuple[str, ...] = STEPS, lists=None, **settings):
    """Ask about a menu that greets callers with some texts; an empty one is a recording."""
    files = {f"{number}.wav": text for number, text in enumerate(texts)}
    facts = {"ivr:5": {"prompts": tuple(files), **settings}}
    return ask(RULE, *steps, facts=facts, prompts=files, lists=lists or {})


def test_an_announced_key_that_is_not_set_is_a_warning_with_the_words_of_the_greeting():
    found = asked("For sales, press 1. For support, press 2.").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "2", "warning")
    assert found.message == (
        "the greeting says 'For support, press 2', but the key is not set "
        "(read as English, confidence high)"
    )


def test_a_greeting_whose_keys_are_set_is_left_alone():
    assert asked("For sales, press 1.") == ((), [])


def test_of_a_long_phrase_the_end_is_told_where_the_key_stands():
    long = "For everything that has to do with bills, reminders, and payments by card, press 3."
    message = asked(long).one.message
    assert message.startswith("the greeting says '…")
    assert "by card, press 3'" in message


def test_words_in_another_language_than_the_set_one_make_it_an_information():
    found = asked("Para ventas, marque 2.").one
    assert (found.key, found.severity) == ("2", "info")
    assert "read as Spanish, confidence low" in found.message
    assert "set to en-US" in found.message


def test_a_number_that_callers_may_dial_is_no_key():
    text = "For sales, press 1. For reception, dial 2."
    assert asked(text).places == [("ivr:5", "2")]
    assert asked(text, lists={"extension": ("2",)}, dial_ext_option="all") == ((), [])


def test_a_part_that_is_recorded_does_not_hide_what_another_says():
    told = asked("For support, press 2.", "")
    assert told.places == [("ivr:5", "2")]
    assert told.reasons == [
        "1 of 1 menus has a recorded greeting, whose words the API does not tell: IVR id 5"
    ]


def test_what_may_not_be_a_key_is_no_finding():
    assert asked("Press 1 for sales. We close at 6. Visit us at Harbour Street, 5.") == ((), [])


def test_staying_on_the_line_is_no_key():
    assert asked("For sales, press 1, or stay on the line.") == ((), [])


def test_findings_stand_in_the_order_of_keys():
    told = asked("Press star for a, 3 for b, 0 for c, pound for d, 2 for e.")
    assert [key for _, key in told.places] == ["0", "2", "3", "#", "*"]
