"""Small fonts that a PDF can carry, whatever the large ones are."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from made_fonts import BOLD_WIDTH, WIDTH, collection, font

from flowgraph.exports.typefaces.installed import Installed
from flowgraph.exports.typefaces.small import blank, small


def taken(path: Path, characters: str, number: int = 0, *, is_bold: bool = False) -> bytes:
    codes = frozenset(map(ord, characters))
    return small(Installed(str(path), number, "Made Sans", not is_bold, is_bold, codes), codes)


def read(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def widths(content: bytes) -> dict[str, int]:
    made = read(content)
    return {chr(code): made["hmtx"][name][0] for code, name in made.getBestCmap().items()}


@pytest.mark.parametrize("has_postscript_curves", [False, True])
def test_it_has_the_characters_that_are_needed_and_no_others(
    tmp_path: Path, has_postscript_curves: bool
):
    font("主菜單", has_postscript_curves=has_postscript_curves).save(tmp_path / "a")
    content = taken(tmp_path / "a", "主菜")
    assert widths(content) == {"主": WIDTH, "菜": WIDTH}
    made = read(content)
    shape = made["glyf"][made.getBestCmap()[ord("主")]]
    assert (shape.xMin, shape.yMin, shape.xMax, shape.yMax) == (50, 0, WIDTH - 50, 700)


def test_the_right_font_of_a_collection_is_taken(tmp_path: Path):
    collection(font("主"), font("菜", is_bold=True)).save(tmp_path / "a.ttc")
    assert widths(taken(tmp_path / "a.ttc", "菜", 1, is_bold=True)) == {"菜": BOLD_WIDTH}


def test_the_same_characters_give_the_same_bytes(tmp_path: Path):
    font("主菜單").save(tmp_path / "a.ttf")
    assert taken(tmp_path / "a.ttf", "主菜") == taken(tmp_path / "a.ttf", "菜主")


def test_emoji_beyond_the_first_plane_are_there(tmp_path: Path):
    font("\U0001f600").save(tmp_path / "a.ttf")
    assert widths(taken(tmp_path / "a.ttf", "\U0001f600")) == {"\U0001f600": WIDTH}


def test_a_font_that_documents_may_not_carry_is_not_used(tmp_path: Path):
    font("主", is_forbidden=True).save(tmp_path / "a.ttf")
    assert taken(tmp_path / "a.ttf", "主") == b""


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x00\x00\x00\x09" + b"\xff" * 200])
def test_a_broken_font_is_not_used_and_nothing_is_said(
    tmp_path: Path, content: bytes, capfd: pytest.CaptureFixture[str]
):
    (tmp_path / "a.ttf").write_bytes(content)
    assert taken(tmp_path / "a.ttf", "主") == b""
    assert taken(tmp_path / "none.ttf", "主") == b""
    assert capfd.readouterr() == ("", "")


def test_what_nobody_sees_has_no_width():
    assert widths(blank([0xFE0F, 0x200D])) == {"\u200d": 0, "\ufe0f": 0}
