"""Whoever does not open a bitmap learns all the same that boxes stand in it instead of letters."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers import CASES
from shell import SAMPLE, flowgraph_in

from flowgraph.exports.boxes import boxes
from flowgraph.exports.engine import find

NAMES = CASES / "c38-cjk-emoji" / "pbx"
FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    "<fontconfig><dir>{}</dir></fontconfig>"
)

needs_fontconfig = pytest.mark.skipif(not shutil.which("fc-list"), reason="needs fontconfig")
needs_system = pytest.mark.skipif(find("system") is None, reason="needs a system Graphviz")


@pytest.fixture(scope="module")
def arimo() -> Path:
    """A folder whose one font has Latin, Greek, Cyrillic and Hebrew letters and no others."""
    from importlib.resources import files

    return Path(str(files("fontpkg_arimo") / "files"))


@pytest.fixture
def only_arimo(arimo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "fonts.conf"
    file.write_text(FONTS.format(arimo), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(file))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return file


@needs_fontconfig
def test_what_no_font_has_is_told_once_in_the_order_of_its_code(only_arimo: Path):
    assert boxes(["Orders", "Größe № 5", "ПРИЁМ"]) == ""
    assert boxes(["主菜单 1", "主 🔧", "Café"]) == "主单菜🔧"


@needs_fontconfig
def test_what_shows_nothing_itself_needs_no_font(only_arimo: Path):
    assert boxes(["👨\u200d🔧", "❤\ufe0f", "soft\u00adhyphen", "\u3000"]) == "❤👨🔧"
    # Written as two, drawn as one.
    assert boxes(["\u30ab\u3099"]) == "\u30ac"


@needs_fontconfig
def test_where_it_is_not_known_which_fonts_there_are_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "fonts.conf"
    file.write_text(FONTS.format(tmp_path), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(file))
    assert boxes(["主菜单"]) == ""


@pytest.mark.fault(
    "L9b",
    promise="where the system's fonts lack them: one warning, with the font to install; exit 0",
)
@needs_fontconfig
@needs_system
@pytest.mark.parametrize("overview", ["never", "always"])
def test_a_bitmap_with_boxes_is_written_with_one_warning_that_names_the_cure(
    overview: str, only_arimo: Path, tmp_path: Path
):
    words = ("draw", "--all", "--from", NAMES, "--overview", overview, "-o")
    here = {"FONTCONFIG_FILE": str(only_arimo)}
    run = flowgraph_in(tmp_path / "run", *words, "menus.png", **here)
    assert run.status == 0
    assert run.stderr.count("warning: menus.png: no font of this computer has ") == 1
    assert "主" in run.stderr
    assert "apt install fonts-noto-cjk fonts-noto-color-emoji" in run.stderr
    assert run.files["menus.png"].startswith(b"\x89PNG")
    # The reader's fonts count there.
    assert "no font" not in flowgraph_in(tmp_path / "other", *words, "menus.svg", **here).stderr


@needs_fontconfig
def test_a_bitmap_of_the_bundled_engine_has_its_own_fonts(only_arimo: Path, tmp_path: Path):
    words = ("draw", "--all", "--from", SAMPLE, "-o", "menus.png", "--engine", "bundled")
    run = flowgraph_in(tmp_path / "run", *words, FONTCONFIG_FILE=str(only_arimo))
    assert run.status == 0
    assert "no font" not in run.stderr
