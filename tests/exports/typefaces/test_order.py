"""Which character of a line stands where."""

from __future__ import annotations

import pytest

from flowgraph.exports.typefaces.order import in_order, runs_leftwards


def shown(text: str) -> str:
    return "".join(part for _, part in in_order([("", text)]))


@pytest.mark.parametrize(
    ("read", "stands"),
    [
        ("", ""),
        ("Menu 6200", "Menu 6200"),
        ("אבג", "גבא"),
        ("x אב גד y", "x דג בא y"),
        ("אב x גד", "בא x דג"),
        # Numbers run to the right within it, and go on to the left of the word before them.
        ("אב 12 גד", "דג 12 בא"),
        ("אב 12", "12 בא"),
        ("12 אב", "12 בא"),
        ("קומה 3-4, חדר", "רדח ,3-4 המוק"),
        ("مدخل 123,456", "123,456 لخدم"),
        # Brackets open to the side from which one comes, and stay with what is in them.
        ("אב (גד) הו", "וה (דג) בא"),
        ("אב (12)", "(12) בא"),
        ("x (אב) y", "x (בא) y"),
        # What ends a line stands at its end.
        ("אב  ", "בא  "),
    ],
)
def test_characters_stand_as_unicode_says(read: str, stands: str):
    assert shown(read) == stands


def test_each_part_keeps_what_it_is_set_in():
    parts = in_order([("bold", "x אב"), ("thin", " גד 7"), ("bold", " y")])
    assert parts == [("bold", "x "), ("thin", "7 דג "), ("bold", "בא y")]


def test_nothing_is_lost_or_added():
    text = "a אב [1] (2) مدخل٣ %5+4 <x> «ג»"
    assert sorted(shown(text).translate(MIRROR)) == sorted(text.translate(MIRROR))


MIRROR = str.maketrans(")]}>»", "([{<«")


def test_only_some_scripts_run_leftwards():
    assert runs_leftwards("x אב")
    assert runs_leftwards("قسم")
    assert not runs_leftwards("Menu 主菜单 Ж é")
