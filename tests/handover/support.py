"""Documents of small call flows, and their pages as readers see them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unicodedata import category

from book.support import OFFICE, material, material_of
from lxml import html as lxml_html
from pypdf import PdfReader

from flowgraph.book.material import Material
from flowgraph.book.writing import write as write_book
from flowgraph.cli.gather import ALL_LISTS
from flowgraph.crawl import CrawlLimits, crawl
from flowgraph.exports import engine_for
from flowgraph.handover import html, pdf
from flowgraph.handover.document import Document, Wishes
from flowgraph.handover.pictures import Drawn, draw
from flowgraph.handover.writing import write
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.schedule import Schedule
from flowgraph.roots import resolve_roots
from flowgraph.sources.opening import open_path
from flowgraph.text import visible

__all__ = ["OFFICE", "material", "material_of"]

WISHES = Wishes(customer="Harbour Dental", author="Quayside Telecoms")


def material_in(source: Any) -> Material:
    """Read a whole PBX."""
    roots = resolve_roots(source, [], everything=True)
    limits = CrawlLimits(lists=ALL_LISTS, numbers=True)
    snapshot = crawl(source, roots, limits, is_whole=True)
    return material_of(snapshot, schedule=snapshot.schedule or Schedule(), origin="pbx")


def material_of_folder(folder: Path) -> Material:
    """Read a whole PBX folder."""
    with open_path(str(folder)) as source:
        return material_in(source)


def document_of(found: Material, wishes: Wishes = WISHES) -> Document:
    return write(write_book(found), found.snapshot.make, wishes)


def document(*steps: str, **facts: Any) -> Document:
    """Write the document of a call flow; ``facts`` are those of an example of a rule."""
    return document_of(material(*steps, **facts))


def everybody(names: Sequence[str]) -> Material:
    """Set up a PBX whose people have these names: ten keys of a menu lead to ten of them."""
    steps = [f"ivr:{n // 10} -{n % 10}-> extension:{n}" for n in range(len(names))]
    people = {str(n): Entry(str(n), str(1000 + n), visible(name)) for n, name in enumerate(names)}
    found = material(*steps, everything=True)
    directory = Directory({"extension": Listing(people)})
    return material_of(found.snapshot._replace(directory=directory))


def drawn(found: Material, told: Document) -> Drawn:
    engine = engine_for(".svg", "bundled")
    assert engine
    starts = [entry.place.node for entry in told.entries]
    return draw(found.graph, found.loops, found.findings, starts, engine)


def pdf_of(found: Material, wishes: Wishes = WISHES, paper: str = "a4") -> pdf.Pdf:
    told = document_of(found, wishes)
    return pdf.write(told, drawn(found, told).sheets, paper)


def html_of(found: Material, wishes: Wishes = WISHES) -> bytes:
    told = document_of(found, wishes)
    return html.write(told, drawn(found, told).sheets)


def pages(content: bytes) -> list[str]:
    """Give the words of each page of a PDF, each folded to one line."""
    return [folded(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def page_of(content: bytes) -> Any:
    """Give the tree of an HTML file."""
    return lxml_html.document_fromstring(content.decode(), parser=lxml_html.HTMLParser())


def said(element: Any) -> str:
    return folded(" ".join(element.itertext()))


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()


def unspaced(text: str) -> str:
    """Give a text without what nobody sees: where lines break is nothing that a name depends on."""
    return "".join(c for c in text if not c.isspace() and category(c) != "Cf")
