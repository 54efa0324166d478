"""The table of a menu's keys, and how calls go on from elsewhere."""

from __future__ import annotations

from flowgraph.book.parts import KeyRow

from .support import Book, book, destination, menu


def rows(found: Book, node: str = "ivr:5") -> dict[str, KeyRow]:
    return {row.key: row for row in menu(found, node).keys}


def test_keys_stand_in_order_and_silence_and_wrong_keys_in_any_case():
    found = rows(book("ivr:5 -*-> queue:1", "ivr:5 -2-> queue:1", "ivr:5 -0-> queue:1"))
    assert list(found) == ["0", "2", "*", "timeout", "invalid"]
    assert found["timeout"].target is None
    assert found["timeout"].notes == ("the vendor does not say what happens then",)
    assert [row.words for row in found.values()] == ["0", "2", "*", "no key", "wrong key"]


def test_a_key_that_repeats_the_menu_says_so():
    assert rows(book("ivr:5 -1-> ivr:5", "ivr:5 -0-> queue:1"))["1"].is_again


def test_prompts_tell_how_often_they_are_played_and_what_follows():
    found = rows(
        book("ivr:5 -1-> play_prompt:a.wav prefix 3", "ivr:5 -2-> play_greeting:b.wav prefix 1")
    )
    assert found["1"].notes == ("played 3 times", "then this menu again")
    assert found["2"].notes == ("then the call ends",)


def test_a_dial_out_prefix_is_part_of_the_number_and_any_other_prefix_is_left_over():
    found = rows(book("ivr:5 -1-> external_num:5550 prefix 9", "ivr:5 -2-> queue:1 prefix 9"))
    assert found["1"].target
    assert found["1"].target.name == "5550 (prefix 9)"
    assert found["1"].notes == ()
    assert found["2"].notes == ("prefix 9 is left over and means nothing here",)


def test_recording_that_stops_is_told():
    found = book("ivr:5 -1-> queue:1", settings={"ivr:5": {"stop_recording": {"1": True}}})
    assert rows(found)["1"].notes == ("recording stops",)


def test_what_is_wrong_with_a_key_stands_at_it_and_what_is_for_information_does_not():
    found = rows(book("ivr:5 -1-> ivr:6", "ivr:5 -2-> external_num:5550"))
    assert found["1"].alarms == (("error", "leads to IVR id 6, which does not exist"),)
    assert found["1"].tone == "error"
    assert found["2"].alarms == ()


def test_each_key_of_a_loop_that_harms_is_marked_whichever_breaks_it():
    found = book("ivr:5 -timeout-> ivr:6", "ivr:6 -timeout-> ivr:5", "ivr:5 -0-> extension:1")
    words = "passive loop: a caller who presses nothing goes round until the PBX's call limit"
    for node in ("ivr:5", "ivr:6"):
        assert rows(found, node)["timeout"].alarms == (("error", words),)


def test_a_way_back_is_no_alarm():
    found = book("ivr:5 -1-> ivr:6", "ivr:6 -*-> ivr:5", "ivr:5 -0-> extension:1")
    assert rows(found, "ivr:6")["*"].alarms == ()


def test_where_a_queue_goes_on_to_is_told_with_its_time():
    found = book(
        "ivr:5 -1-> queue:7",
        "queue:7 -fail-> extension:100",
        settings={"queue:7": {"limit_s": 60}},
    )
    (row,) = destination(found, "queue:7").onwards
    assert row.target
    assert (row.words, row.target.node) == ("after 60 s", "extension:100")
