"""What axe and a browser find wrong with the file: nothing."""

from __future__ import annotations

import pytest
from exports.html.conftest import opened
from exports.html.test_accessibility import AXE, violations
from shell import SAMPLE

from .support import html_of, material_of_folder

__all__ = ["opened"]

pytestmark = pytest.mark.skipif(
    not AXE.exists(), reason="no axe-core: npm ci --prefix tests/browser"
)


@pytest.mark.parametrize("width", [1200, 390])
def test_the_document_has_no_violation(opened, width: int):
    page = html_of(material_of_folder(SAMPLE)).decode()
    shown = opened(page, alive=False, viewport={"width": width, "height": 900})
    assert violations(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
