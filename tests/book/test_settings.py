"""What callers hear, and the settings of a page."""

from __future__ import annotations

from .support import book, destination, menu


def test_what_callers_hear_is_told_with_its_words_and_language():
    found = book(
        "ivr:5 -1-> queue:7",
        settings={"ivr:5": {"prompts": ("hello.wav", "music.wav", "lost.wav", "default")}},
        prompts={"hello.wav": "Welcome. Press 1.", "music.wav": ""},
    )
    heard = menu(found, "ivr:5").prompts
    assert heard
    assert [(one.file, one.text, one.language, one.remark) for one in heard] == [
        ("hello.wav", "Welcome. Press 1.", "en-US", ""),
        ("music.wav", "", "en-US", ""),
        ("lost.wav", "", "", "not on the PBX's list of prompts"),
        ("default", "", "", "the announcement that every PBX has"),
    ]


def test_a_greeting_that_the_pbx_did_not_tell_is_not_called_empty():
    assert menu(book("ivr:5 -1-> queue:7"), "ivr:5").prompts is None
    silent = book("ivr:5 -1-> queue:7", settings={"ivr:5": {"prompts": ()}})
    assert menu(silent, "ivr:5").prompts == ()


def test_a_prompt_that_a_key_plays_tells_its_words():
    found = book("ivr:5 -1-> play_prompt:a.wav", prompts={"a.wav": "We are open."})
    assert [one.text for one in destination(found, "play_prompt:a.wav").prompts] == ["We are open."]


def test_every_setting_that_no_other_part_of_the_page_tells_is_there():
    facts = {"resp_timeout_s": 5, "enb_dial_check_vm": True, "unknown": {"new_field": "x"}}
    settings = dict(menu(book("ivr:5 -1-> queue:7", settings={"ivr:5": facts}), "ivr:5").settings)
    assert settings["Waits for a key"] == "5 s"
    assert settings["Checking voicemail"] == "yes"
    assert settings["Prompt repeat count"] == "not known"
    assert settings["Unknown field: new_field"] == "x"


def test_what_callers_may_dial_is_said_in_sentences():
    facts = {"dial_ext_option": "all", "enb_dial_check_vm": True}
    page = menu(book("ivr:5 -1-> queue:7", settings={"ivr:5": facts}), "ivr:5")
    assert page.dialling == ("Callers may dial any extension.", "Callers may check voicemail.")
