"""The sections of the document, numbered; a section with nothing to tell is left out."""

from __future__ import annotations

from typing import NamedTuple

from .document import Document

#: Parts of the script, and whether somebody speaks what is in them.
SCRIPT_PARTS = (
    ("Recorded by a person", True),
    ("Spoken by the telephone system", False),
)


class Section(NamedTuple):
    """A section: the name of its place, its headline, and the chapters that contents list."""

    name: str
    title: str
    chapters: tuple[tuple[str, str], ...] = ()


def sections(document: Document) -> list[Section]:
    """Give the sections that there are, numbered."""
    entries = [(entry.anchor, entry.title) for entry in document.entries]
    menus = [(document.anchors[m.place.node], m.place.text) for m in document.menus]
    found = [
        ("numbers", "What callers meet", entries, document.entries),
        ("hours", "Opening hours and holidays", [], document.hours),
        ("menus", "Menus, key by key", menus, document.menus),
        ("answering", "Who answers", [], document.answering),
        ("script", "Script of all announcements", [], document.script),
        ("attention", "Points for your attention", [], True),
        ("signing", "Acceptance", [], True),
    ]
    there = [(name, title, tuple(rows)) for name, title, rows, content in found if content]
    return [Section(name, f"{n} {title}", rows) for n, (name, title, rows) in enumerate(there, 1)]
