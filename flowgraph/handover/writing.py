"""From a book to the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..book.model import Book
from ..diagram.build import dom_id
from ..model.destination import IVR
from ..model.make import Make
from .attention import concerns, open_points
from .document import Cover, Document, EntryChapter, Fact, Signing, Wishes, places, texts
from .entries import entry_chapter, hours, start_chapter
from .glossary import glossary
from .knowledge import Knowledge, is_person
from .menus import answering, menu_chapter
from .script import numbers, script
from .signing import from_ways
from .words import counted, joined

_WRONG = (
    "“No key” is a caller who presses nothing, “Wrong key” one who presses what is not offered."
)
_NOTHING = "“Not set” means that nobody has set it; what happens then is not documented."
_REPEATS = (
    "Whether the repeat count of a greeting includes the first time it is played is not documented."
)


def write(book: Book, make: Make, wishes: Wishes, signing: Signing | None = None) -> Document:
    """Write the document.

    Args:
        book: What is known.
        make: Model and firmware.
        wishes: What the cover says.
        signing: The sheet that is signed; None for one made from the shortest keys.

    Returns:
        Everything in the order in which it is read; the same input gives the same document.
    """
    known = Knowledge(book)
    announcements = script(book, wishes.customer)
    numbered = numbers(announcements)
    entries = tuple(_entries(known))
    written = Document(
        cover=_cover(book, make, wishes, len(announcements)),
        entries=entries,
        hours=hours(book.entries),
        menus=tuple(menu_chapter(known, page, numbered) for page in book.menus),
        answering=tuple(answering(known)),
        script=announcements,
        concerns=tuple(concerns(book)),
        open_points=tuple(open_points(book, announcements)),
        signing=signing or from_ways(known, entries),
        anchors={page.place.node: dom_id(page.place.node) for page in book.pages},
    )
    styles = (place.style for place in places(written))
    return written._replace(glossary=tuple(glossary(styles, texts(written))))


def _entries(known: Knowledge) -> Iterator[EntryChapter]:
    if known.book.entries:
        yield from (entry_chapter(known, page) for page in known.book.entries)
        return
    starts = [place.node for place in known.book.starts if place.style == IVR]
    yield from (start_chapter(known, known.menus[node]) for node in starts if node in known.menus)


# -- the cover -------------------------------------------------------------------------------


def _cover(book: Book, make: Make, wishes: Wishes, announcements: int) -> Cover:
    return Cover(
        title=wishes.title,
        customer=wishes.customer,
        facts=tuple(_facts(book, make, wishes)),
        summary=_summary(book, announcements),
        reading=(_WRONG, _NOTHING, _REPEATS),
    )


def _facts(book: Book, make: Make, wishes: Wishes) -> Iterator[Fact]:
    told = (
        ("Customer", wishes.customer),
        ("Telephone system", book.name),
        ("Model", make.model),
        ("Firmware", make.firmware),
        ("Prepared by", wishes.author),
        ("Date", wishes.date),
    )
    yield from (Fact(label, value) for label, value in told if value)


def _summary(book: Book, announcements: int) -> str:
    menus = counted(len(book.menus), "menu")
    if book.entries:
        numbers_ = counted(len(book.entries), "incoming line")
        verb = "is" if len(book.entries) == 1 else "are"
        begins = f"{numbers_} {verb} answered with the help of {menus}."
    else:
        begins = f"This document tells of {menus}."
    ends = f"They lead to {_ends(book)}" if book.rows else "They lead to nobody"
    heard = f"callers hear {counted(announcements, 'announcement')}" if announcements else ""
    errors, warnings = book.findings.count("error"), book.findings.count("warning")
    points = _points(errors, warnings)
    return " ".join(filter(None, (begins, f"{ends}{f'; {heard}' if heard else ''}.", points)))


def _points(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "Nothing was found that has to be changed."
    told = [counted(errors, "error")] if errors else []
    told += [counted(warnings, "warning")] if warnings else []
    return f"The check found {joined(told)}; see “Points for your attention”."


def _ends(book: Book) -> str:
    people = sum(len(g.rows) for g in book.destinations if is_person(g.rows[0].place))
    others: Sequence[str] = [
        counted(len(group.rows), group.kind[:1].lower() + group.kind[1:])
        for group in book.destinations
        if group.style in ("ext_vm", "group_vm")
    ]
    first = counted(people, "place where people answer", "places where people answer")
    return joined([*([first] if people else []), *others]) or "messages alone"
