"""Sites of small call flows, and pages as their readers see them."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from book.support import material, material_of
from lxml import etree, html
from shell import SAMPLE

from flowgraph.book.material import Material
from flowgraph.book.pictures import Pictures
from flowgraph.book.writing import write
from flowgraph.cli.gather import ALL_LISTS
from flowgraph.crawl import CrawlLimits, crawl
from flowgraph.exports import engine_for
from flowgraph.model.schedule import Schedule
from flowgraph.roots import resolve_roots
from flowgraph.site import write as write_site
from flowgraph.sources.opening import open_path
from flowgraph.text import one_line

Files = Mapping[str, bytes]


def site_of(found: Material, format_: str = "html") -> dict[str, bytes]:
    """Write the site of what is known; every picture must have been drawn."""
    engine = engine_for(".svg", "bundled")
    assert engine
    pictures = Pictures(found.graph, found.loops, found.findings)
    site = write_site(format_, write(found), pictures, engine)
    assert not site.failures
    return dict(site.files)


def site(*steps: str, format_: str = "html", **facts: Any) -> dict[str, bytes]:
    """Write the site of a call flow; ``facts`` are those of an example of a rule."""
    return site_of(material(*steps, **facts), format_)


def material_in(folder: Path) -> Material:
    """Read a whole PBX folder."""
    with open_path(str(folder)) as source:
        return material_of_source(source)


def material_of_source(source: Any) -> Material:
    """Read a whole PBX."""
    roots = resolve_roots(source, [], everything=True)
    limits = CrawlLimits(lists=ALL_LISTS, numbers=True)
    snapshot = crawl(source, roots, limits, is_whole=True)
    return material_of(snapshot, schedule=snapshot.schedule or Schedule(), origin="pbx")


def site_in(folder: Path, format_: str = "html") -> dict[str, bytes]:
    """Write the site of a whole PBX folder."""
    return site_of(material_in(folder), format_)


#: A name that fits on no phone and has no blank to be broken at.
LONG_NAME = "W" * 300


def long_names(folder: Path) -> Path:
    """Write the sample into a folder, with a long name in front of every name and number."""
    shutil.copytree(SAMPLE, folder)
    for path in folder.rglob("*.json"):
        content = _prolonged("", json.loads(path.read_bytes()))
        path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def _prolonged(field: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _prolonged(name, part) for name, part in value.items()}
    if isinstance(value, list):
        return [_prolonged(field, part) for part in value]
    is_long = field in _NAMES and isinstance(value, str) and value
    return LONG_NAME + value.replace(" ", "") if is_long else value


_NAMES = frozenset({"name", "number", "device_name", "caller_id_name", "text", "text2", "remark",
                    "did_pattern", "alert_info", "prompt"})  # fmt: skip


class Page:
    """A page of HTML as its reader sees it.

    Args:
        content: The file.
    """

    def __init__(self, content: bytes) -> None:
        self.root = html.document_fromstring(content.decode(), parser=html.HTMLParser())

    @cached_property
    def text(self) -> str:
        """Everything that stands on it, on one line."""
        return said(self.root.find("body"))

    @property
    def names(self) -> set[str]:
        """Everything that a link can lead to."""
        return set(self.root.xpath("//@id"))

    @property
    def links(self) -> list[str]:
        """Every address on it."""
        found: list[str] = self.root.xpath("//@href | //@src | //@xlink:href", namespaces=_XLINK)
        return [str(address) for address in found]

    def section(self, name: str) -> str:
        """Give the words of the section below a headline."""
        (section,) = self.root.xpath("//*[@aria-labelledby=$name]", name=name)
        return said(section)

    def table(self, name: str) -> list[list[str]]:
        """Give the rows of the table in a section, the head first."""
        rows = self.root.xpath("//*[@aria-labelledby=$name]//table[1]//tr", name=name)
        return [[said(cell) for cell in row.iterchildren("th", "td")] for row in rows]


_XLINK = {"xlink": "http://www.w3.org/1999/xlink"}


def said(element: Any) -> str:
    """Give the words of an element, blocks apart and folded to one line."""
    return one_line(re.sub(r"\s+", " ", " ".join(element.itertext())))


def pages(files: Files) -> dict[str, Page]:
    """Give the HTML pages of a site."""
    return {name: Page(content) for name, content in files.items() if name.endswith(".html")}


def broken_links(files: Files) -> Iterator[tuple[str, str]]:
    """Give each page with an address that leads nowhere in the folder."""
    found = pages(files)
    for name, page in found.items():
        for address in page.links:
            target, place = urldefrag(address)
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target)))
            path = path if target else name
            is_there = path in files and (not place or place in found[path].names)
            if not is_there:
                yield name, address


def words_of_svg(content: bytes) -> str:
    """Give everything that a picture says."""
    return said(etree.fromstring(content))
