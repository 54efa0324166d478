"""Which part of a text is set in which font."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_fonts import font, fonts

from flowgraph.exports.typefaces import NONE, OURS, Typefaces, needs_layout
from flowgraph.exports.typefaces.choice import choices

__all__ = ["fonts"]


def parts(text: str, typefaces: Typefaces | None = None) -> list[tuple[str, str]]:
    """Give the parts of a text: what they are set in, and their letters."""
    names = {OURS: "ours", NONE: "none"}
    runs = (typefaces or Typefaces([text])).runs(text)
    return [(names.get(run.face, "borrowed"), run.letters) for run in runs]


def best(characters: str) -> list[str]:
    """Give the families that are chosen, best first."""
    return [one.regular.family for one in choices(frozenset(map(ord, characters)))]


def test_what_our_own_font_has_is_set_in_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    # No font is looked for: there is no program, and no folder.
    monkeypatch.setenv("PATH", str(tmp_path))
    assert parts("Größe № 5 Ж תפריט") == [("ours", "Größe № 5 Ж תפריט")]


def test_other_characters_are_set_in_a_font_of_this_computer(fonts: Path):
    font("主菜单").save(fonts / "a.ttf")
    typefaces = Typefaces(["主菜单 Menu"])
    assert parts("Menu 主菜单 x", typefaces) == [
        ("ours", "Menu "),
        ("borrowed", "主菜单"),
        ("ours", " x"),
    ]
    assert typefaces.missing == ()


def test_words_of_one_font_are_one_part(fonts: Path):
    font("主菜单").save(fonts / "a.ttf")
    assert parts("主 菜 单") == [("borrowed", "主 菜 单")]


def test_arabic_is_joined_and_read_back_as_it_was_written(fonts: Path):
    font("\ufe8d\ufedf\ufee4\ufedf\ufefb\ufe91\ufe8e\ufefc\ufee1").save(fonts / "a.ttf")
    (run,) = Typefaces(["بلام"]).runs("بلام")
    assert (run.text[:2], run.letters) == ("\ufe91\ufefc", "بلام")


def test_what_no_font_has_is_told(fonts: Path):
    font("主").save(fonts / "a.ttf")
    typefaces = Typefaces(["主\ue000\ue001"])
    assert typefaces.missing == ("\ue000", "\ue001")
    assert parts("主\ue000", typefaces) == [("borrowed", "主"), ("none", "\ue000")]


def test_a_font_that_is_of_no_use_is_no_loss(fonts: Path):
    font("\ue000\ue001", "A Sans", is_forbidden=True).save(fonts / "a.ttf")
    font("\ue000", "B Sans").save(fonts / "b.ttf")
    typefaces = Typefaces(["\ue000\ue001"])
    assert parts("\ue000", typefaces) == [("borrowed", "\ue000")]
    assert typefaces.missing == ("\ue001",)


def test_scripts_that_need_more_than_a_font_are_not_set_wrongly(fonts: Path):
    font("हिन्दी").save(fonts / "a.ttf")
    assert parts("हिन्दी") == [("none", "हिन्दी")]
    assert needs_layout("ह")
    assert not needs_layout("主")


def test_marks_that_change_an_emoji_are_kept_and_not_seen(fonts: Path):
    font("\u260e").save(fonts / "a.ttf")
    assert parts("\u260e\ufe0f 1\ufe0f") == [
        ("borrowed", "\u260e"),
        ("borrowed", "\ufe0f"),
        ("ours", " 1"),
        ("borrowed", "\ufe0f"),
    ]


def test_an_upright_sans_serif_with_the_most_characters_comes_first(fonts: Path):
    font("\ue000", "Few Sans").save(fonts / "a.ttf")
    font("\ue000\ue001", "Many Sans").save(fonts / "b.ttf")
    font("\ue000\ue001\ue002", "Many Serif").save(fonts / "c.ttf")
    font("\ue000\ue001\ue002", "Thin Sans", weight=100).save(fonts / "d.ttf")
    font("\ue000\ue001\ue002\ue003", "Unifont").save(fonts / "e.ttf")
    assert best("\ue000\ue001\ue002\ue003") == [
        "Many Sans",
        "Few Sans",
        "Many Serif",
        "Thin Sans",
        "Unifont",
    ]


@pytest.mark.parametrize(
    ("names", "region"), [("主菜单", "SC"), ("主菜かな", "JP"), ("主菜가나", "KR")]
)
def test_characters_look_as_the_people_write_them_whose_letters_stand_beside(
    fonts: Path, names: str, region: str
):
    for ending in ("HK", "JP", "KR", "SC", "TC"):
        font(names, f"Wide Sans {ending}").save(fonts / f"{ending}.ttf")
    assert best(names)[0] == f"Wide Sans {region}"


def test_bold_comes_from_the_same_family_where_it_has_all_of_it(fonts: Path):
    font("\ue000\ue001", "Made Sans").save(fonts / "a.ttf")
    font("\ue000\ue001", "Made Sans", is_bold=True).save(fonts / "b.ttf")
    (whole,) = Typefaces(["\ue000\ue001"]).runs("\ue000\ue001")
    assert whole.face.bold != whole.face.regular
    font("\ue000", "Made Sans", is_bold=True).save(fonts / "b.ttf")
    (partly,) = Typefaces(["\ue000\ue001"]).runs("\ue000\ue001")
    assert partly.face.bold == partly.face.regular
