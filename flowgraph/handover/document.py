"""The document as plain data: what it tells, chapter by chapter; it knows neither PDF nor HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..analysis.loops import Severity
from ..book.model import Week
from ..book.parts import Place


class Wishes(NamedTuple):
    """What the consultant wants on the cover.

    Attributes:
        title: Headline.
        customer: For whom it is; empty where nobody said.
        author: Who prepared it; empty where nobody said.
        date: Of which day it is, in words; empty for none.
    """

    title: str = "Telephone system: call flow"
    customer: str = ""
    author: str = ""
    date: str = ""


class Fact(NamedTuple):
    """A label and what stands behind it."""

    label: str
    value: str


class Term(NamedTuple):
    """A word of the trade.

    Attributes:
        style: Name of the style whose sign stands for it; empty where it has none.
        word: The word.
        meaning: What it means, a clause.
    """

    style: str
    word: str
    meaning: str


class Cover(NamedTuple):
    """The first page.

    Attributes:
        title: Headline.
        customer: For whom it is.
        facts: The title block.
        summary: What there is, in a paragraph.
        reading: How to read the document, a sentence each.
    """

    title: str
    customer: str
    facts: tuple[Fact, ...]
    summary: str
    reading: tuple[str, ...]


class KeyLine(NamedTuple):
    """A key, and what it does.

    Attributes:
        key: The key, or in words what else happens.
        is_pressed: Whether it is a key that the caller presses.
        target: Where it leads; None where it is not set.
        is_again: Whether it leads to the same menu again.
        then: What happens there, a sentence each.
        alarms: What is wrong with it: severity and sentence.
    """

    key: str
    is_pressed: bool
    target: Place | None
    is_again: bool
    then: tuple[str, ...]
    alarms: tuple[tuple[Severity, str], ...]


class Branch(NamedTuple):
    """What happens to calls at some hours.

    Attributes:
        title: The hours in a few words: ``In business hours``.
        hours: The hours in full; empty where there is no more to say.
        letter: Stands for the target in the week; empty where the hour does not matter.
        target: What answers; None where it is not set.
        like: Title of an earlier branch that leads to the same; empty for none.
        then: What happens there, a sentence each.
        keys: The keys of the menu that answers.
    """

    title: str
    hours: str
    letter: str
    target: Place | None
    like: str
    then: tuple[str, ...]
    keys: tuple[KeyLine, ...]


class Shortcut(NamedTuple):
    """The quickest way to somebody: when, which keys, and what a caller may wonder about."""

    target: Place
    when: str
    keys: str
    remark: str


class EntryChapter(NamedTuple):
    """The page of a number that is called.

    Attributes:
        anchor: Name of the chapter; a menu at which calls come in has one of its own besides.
        place: The inbound route, or the menu at which calls come in.
        number: What is dialled; empty where it is none or several, or not known.
        facts: Which numbers, which callers, which lines.
        branches: What happens at which hours.
        week: An ordinary week; None where the hour does not matter or is not known.
        no_week: Why there is none, although the hour decides.
        holidays: Holidays in words; None where their list could not be read.
        shortcuts: The quickest ways to those who answer, quickest first.
        more: How many more they are.
    """

    anchor: str
    place: Place
    number: str
    facts: tuple[Fact, ...]
    branches: tuple[Branch, ...]
    week: Week | None
    no_week: str
    holidays: tuple[str, ...] | None
    shortcuts: tuple[Shortcut, ...]
    more: int

    @property
    def title(self) -> str:
        """What is dialled and what it is called."""
        if self.number and self.number != self.place.number:
            return f"{self.number}  {self.place.name}"
        return self.place.text


class Hours(NamedTuple):
    """Opening hours of numbers that share them.

    Attributes:
        places: The numbers.
        days: Days and the hours in which it is open, in words.
        holidays: Holidays in words; None where their list could not be read.
        notes: What else is to be known: time zone, breaks.
    """

    places: tuple[Place, ...]
    days: tuple[Fact, ...]
    holidays: tuple[str, ...] | None
    notes: tuple[str, ...]


class MenuChapter(NamedTuple):
    """The key table of a menu.

    Attributes:
        place: The menu.
        arriving: How a caller gets there, or why nobody does.
        greeting: Numbers and names of its announcements; None where the PBX did not say.
        settings: How it waits and what may be dialled, a sentence each.
        keys: Its keys.
    """

    place: Place
    arriving: str
    greeting: tuple[str, ...] | None
    settings: tuple[str, ...]
    keys: tuple[KeyLine, ...]


class Answering(NamedTuple):
    """Somebody or something that answers.

    Attributes:
        place: Who or what.
        who: Those behind it; empty where there is nobody to name.
        then: What happens there, a sentence each.
    """

    place: Place
    who: str
    then: tuple[str, ...]


class Announcement(NamedTuple):
    """Something that callers hear.

    Attributes:
        number: Its place in the script.
        file: Its file.
        uses: Where it is played: the place, and the key in words, empty for a greeting.
        language: As BCP 47 writes it; empty if it is not known.
        text: What it says; empty where it is a recording, whose words nobody knows.
        proposal: What it could say, made from the keys; empty where nothing can be proposed.
        proposal_language: Of that, as BCP 47 writes it.
        proposal_note: What it is made of, and what is to be done with it.
        remark: What is special about it.
        is_recorded: Whether somebody has to speak it.
    """

    number: int
    file: str
    uses: tuple[tuple[Place, str], ...]
    language: str
    text: str
    proposal: str
    proposal_language: str
    proposal_note: str
    remark: str
    is_recorded: bool


class Concern(NamedTuple):
    """Something that should be changed.

    Attributes:
        severity: How bad it is.
        title: What is wrong, a sentence.
        why: What it means for callers.
        rows: Where, and what exactly.
        fixes: What to change, a sentence each.
    """

    severity: Severity
    title: str
    why: str
    rows: tuple[tuple[Place, str], ...]
    fixes: tuple[str, ...]


class TestCall(NamedTuple):
    """A call to be made before anybody signs.

    Attributes:
        number: Its place on the sheet.
        calls: What is called.
        when: At which hours or moment.
        keys: What the caller does.
        expected: What should answer.
        title: What it is called; empty where nobody named it.
        remark: What is to be known before.
    """

    number: int
    calls: str
    when: str
    keys: str
    expected: str
    title: str = ""
    remark: str = ""


class Signing(NamedTuple):
    """The sheet that is signed: calls to make, and where they come from."""

    intro: str
    calls: tuple[TestCall, ...]


class Document(NamedTuple):
    """Everything that is handed over.

    Attributes:
        cover: The first page.
        entries: A page for each number that is called.
        hours: Opening hours.
        menus: The key table of each menu.
        answering: Who answers, by kind.
        script: What is to be recorded, and what is spoken already.
        concerns: What should be changed, worst first.
        open_points: What is not known, or to be kept in mind.
        signing: The sheet that is signed.
        anchors: Name of the chapter of each node that has one.
        glossary: Signs and words of the trade that stand in it.
    """

    cover: Cover
    entries: tuple[EntryChapter, ...]
    hours: tuple[Hours, ...]
    menus: tuple[MenuChapter, ...]
    answering: tuple[tuple[str, tuple[Answering, ...]], ...]
    script: tuple[Announcement, ...]
    concerns: tuple[Concern, ...]
    open_points: tuple[Fact, ...]
    signing: Signing
    anchors: Mapping[str, str]
    glossary: tuple[Term, ...] = ()


def texts(part: object) -> Iterator[str]:
    """Give all texts of a document, or of a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for piece in part:
            yield from texts(piece)


def places(part: object) -> Iterator[Place]:
    """Give all places that a document, or a part of it, names."""
    if isinstance(part, Place):
        yield part
    elif isinstance(part, tuple):
        for piece in part:
            yield from places(piece)
