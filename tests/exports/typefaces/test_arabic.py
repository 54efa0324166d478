"""Arabic letters look as their neighbours make them look."""

from __future__ import annotations

import pytest

from flowgraph.exports.typefaces.arabic import has_looks, is_unseen, joined, letter_of

#: What people call things on a PBX: main menu, sales, the administration, emergency, service.
WORDS = ("القائمة الرئيسية", "المبيعات", "الإدارة", "الطوارئ", "خدمة العملاء", "لا", "منوی اصلی")


@pytest.mark.parametrize(
    ("letters", "looks"),
    [
        ("\u0628", "\ufe8f"),
        ("\u0628\u0628", "\ufe91\ufe90"),
        ("\u0628\u0628\u0628", "\ufe91\ufe92\ufe90"),
        # Alef joins the letter before it, and never the one behind it.
        ("\u0628\u0627\u0628", "\ufe91\ufe8e\ufe8f"),
        ("\u0627\u0628", "\ufe8d\ufe8f"),
        # What is no letter parts letters; a vowel on one does not.
        ("\u0628 \u0628", "\ufe8f \ufe8f"),
        ("\u0628\u064e\u0628", "\ufe91\u064e\ufe90"),
        # Signs that join or part letters on purpose.
        ("\u0628\u200d", "\ufe91\u200d"),
        ("\u0628\u200c\u0628", "\ufe8f\u200c\ufe8f"),
        ("\u0640\u0628\u0640", "\u0640\ufe92\u0640"),
    ],
)
def test_a_letter_has_the_look_that_its_neighbours_make(letters: str, looks: str):
    assert joined(letters) == looks


def test_lam_and_alef_are_one_sign_of_which_both_letters_can_be_copied():
    alone, unseen = joined("\u0644\u0627")
    assert alone == "\ufefb"
    assert is_unseen(unseen)
    assert [letter_of(alone), letter_of(unseen)] == ["\u0644", "\u0627"]
    assert joined("\u0628\u0644\u0627")[1] == "\ufefc"


@pytest.mark.parametrize("word", WORDS)
def test_the_letters_come_back_from_their_looks(word: str):
    assert joined(word) != word
    assert "".join(map(letter_of, joined(word))) == word
    assert all(map(has_looks, joined(word)))


def test_other_scripts_stay_as_they_are():
    assert joined("Menu é 主菜单 תפריט") == "Menu é 主菜单 תפריט"


def test_a_letter_that_has_no_codes_for_its_looks_cannot_be_set():
    assert not has_looks("\u0750")
    assert has_looks("\u0661")
