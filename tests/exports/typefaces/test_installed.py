"""Which fonts are found on a computer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from made_fonts import collection, font, fonts

from flowgraph.exports.typefaces.installed import Installed, installed

__all__ = ["fonts"]

WANTED = frozenset(map(ord, "主菜單Z"))


def found(codes: frozenset[int] = WANTED) -> dict[str, Installed]:
    """Give the fonts that are found, by file and number."""
    return {f"{Path(one.file).name}:{one.number}": one for one in installed(codes)}


@pytest.fixture(params=["asked of fontconfig", "looked for in folders"])
def computer(
    request: pytest.FixtureRequest, fonts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Path:
    if request.param == "looked for in folders":
        monkeypatch.setenv("PATH", str(tmp_path))
    elif shutil.which("fc-list") is None:
        pytest.skip("no fontconfig")
    return fonts


def test_a_font_tells_its_family_its_weight_and_what_it_has(computer: Path):
    font("主菜あ", "Round Sans").save(computer / "a.ttf")
    font("主", "Round Sans", is_bold=True).save(computer / "b.ttf")
    font("單", "Thin Sans", weight=100).save(computer / "c.ttf")
    a, b, c = (found()[name] for name in ("a.ttf:0", "b.ttf:0", "c.ttf:0"))
    assert (a.family, a.is_regular, a.is_bold) == ("Round Sans", True, False)
    assert a.codes == {ord("主"), ord("菜")}
    assert (b.family, b.is_regular, b.is_bold) == ("Round Sans", False, True)
    assert (c.is_regular, c.is_bold) == (False, False)


def test_postscript_curves_and_collections_count_as_well(computer: Path):
    font("主", "Curved", has_postscript_curves=True).save(computer / "a.otf")
    collection(font("菜", "First"), font("單", "Second")).save(computer / "b.ttc")
    families = {name: one.family for name, one in found().items()}
    assert families == {"a.otf:0": "Curved", "b.ttc:0": "First", "b.ttc:1": "Second"}


def test_what_is_no_font_or_has_nothing_that_is_wanted_is_left_out(computer: Path):
    (computer / "broken.ttf").write_bytes(b"\x00\x01\x00\x00 no font")
    (computer / "readme.txt").write_text("主菜單", encoding="utf-8")
    font("あ").save(computer / "other.ttf")
    assert found() == {}


def test_a_computer_without_any_font_has_none(computer: Path):
    assert found() == {}
