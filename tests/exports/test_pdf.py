"""PDFs of the bundled engine, whose letters we set ourselves."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from made_fonts import font, fonts
from menus import calls
from pypdf import PdfReader

from flowgraph.analysis.loops import loops
from flowgraph.diagram.build import build
from flowgraph.errors import EngineError
from flowgraph.exports import Drawing, engine_for, export
from flowgraph.exports.typefaces.arabic import joined

__all__ = ["fonts"]


def drawn(name: str) -> bytes:
    graph = calls("ivr:1 -0-> queue:1", "ivr:1 -1-> ivr:2", ivr_1={"name": name})
    planned = Drawing(graph, build(graph, loops(graph)))
    return export(".pdf", planned, engine_for(".pdf", "bundled", planned.diagram))


def words(content: bytes) -> str:
    return PdfReader(io.BytesIO(content)).pages[0].extract_text()


@pytest.mark.parametrize(
    "name", ["主菜单", "総合案内 Menü", "고객 안내", "القائمة الرئيسية", "😀 Werkstatt"]
)
def test_names_in_other_scripts_are_set_in_a_font_of_this_computer(fonts: Path, name: str):
    font(joined(name)).save(fonts / "a.ttf")
    told = words(drawn(name)).splitlines()
    # In the headline and in the box.
    assert f"Call flow from IVR id 1 {name}" in told
    assert name in [line.strip() for line in told]


def test_hebrew_needs_no_font_but_ours():
    assert "תפריט ראשי" in words(drawn("תפריט ראשי"))


def test_the_same_names_give_the_same_bytes(fonts: Path):
    font("主菜单").save(fonts / "a.ttf")
    assert drawn("主菜单") == drawn("主菜单")


def test_what_no_font_has_is_not_drawn_as_boxes(fonts: Path):
    font("主菜").save(fonts / "a.ttf")
    with pytest.raises(EngineError, match="these characters"):
        drawn("主菜单")
