"""The parts of a picture as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..analysis.loops import Severity
from .theme import PALETTES, SIGNS, Palette, ThemeName

Direction = Literal["LR", "TB"]
#: What became of a part between two states of a PBX.
Became = Literal["added", "removed", "changed", "unchanged"]
#: What a reader should see at once: how bad a loop or finding is, or what changed.
Tone = Severity | Became
#: How a call takes an arrow that is no key: because somebody forced its entry, or because it rings
#: a telephone as one of a group; or that a telephone has a voicemail, which no call need take.
#: Named as the keys of such edges.
Manner = Literal["", "forced", "rings", "owns"]


class Row(NamedTuple):
    """One key of a menu.

    Attributes:
        key: The key, for example ``1`` or ``timeout``.
        caption: The key in words, as the first cell shows it.
        style: Name of a style of :mod:`theme`; empty where nothing is set.
        text: Where it leads, in one or two lines.
        detail: Number or other small print behind it.
        also: Other keys in words whose arrow leaves from here as well, because they lead to the
            same place.
        tone: Severity of the loop that this row itself closes, or of a finding about it, or what
            became of the key; None if there is nothing to be seen.
        is_fallback: Whether it is taken without pressing a key that means something.
        is_closed: Whether calls do not take it at the moment that is drawn.
        was: Where it led before it was changed; empty where it was not.
    """

    key: str
    caption: str
    style: str
    text: tuple[str, ...]
    detail: str = ""
    also: str = ""
    tone: Tone | None = None
    is_fallback: bool = False
    is_closed: bool = False
    was: str = ""


class Badge(NamedTuple):
    """A line below a menu's name that says something about the menu as a whole."""

    text: str
    tone: Tone

    @property
    def marked(self) -> str:
        """The line with the sign that it has besides its colour."""
        return f"{SIGNS.get(self.tone, '!')} {self.text}"


class Menu(NamedTuple):
    """A menu as a table.

    Attributes:
        id: Id in the picture, free of colons.
        node: Node id in the call graph.
        number: What is dialled for it.
        name: Its name, in one or two lines.
        facts: Small print: greeting, repeats, waiting times, direct dialling.
        badges: Verdicts of loops, findings; that somebody has forced an entry.
        rows: Its keys.
        is_root: Whether a call starts here.
        is_entry: Whether it is no menu, but an inbound route in front of them.
        spoken: One line that names it, for people who do not see the picture.
        tooltip: Everything the PBX holds about it.
        link: Address of a picture of its own, made by us alone; empty for none.
        tone: What became of it; None in a picture of one state.
        is_unreached: Whether no call comes here at the moment that is drawn; its small print says
            so as well.
    """

    id: str
    node: str
    number: str
    name: tuple[str, ...]
    facts: tuple[str, ...]
    badges: tuple[Badge, ...]
    rows: tuple[Row, ...]
    is_root: bool
    is_entry: bool
    spoken: str
    tooltip: str
    link: str = ""
    tone: Became | None = None
    is_unreached: bool = False


class Leaf(NamedTuple):
    """A destination drawn as a node of its own.

    Attributes:
        id: Id in the picture, free of colons.
        node: Node id in the call graph.
        style: Name of a style of :mod:`theme`.
        name: What it is called, in one or two lines.
        detail: Small print: kind and number, in none to two lines.
        spoken: One line that names it, for people who do not see the picture.
        tooltip: Everything that is known about it.
        badges: Findings.
        link: As of :class:`Menu`.
        tone: As of :class:`Menu`.
        is_unreached: As of :class:`Menu`.
    """

    id: str
    node: str
    style: str
    name: tuple[str, ...]
    detail: tuple[str, ...]
    spoken: str
    tooltip: str
    badges: tuple[Badge, ...] = ()
    link: str = ""
    tone: Became | None = None
    is_unreached: bool = False


class Arrow(NamedTuple):
    """What leads from a menu's row to a menu or a leaf.

    Attributes:
        source: Id of the menu in the picture.
        row: Key whose row the arrow leaves from; empty where it leaves from the whole node.
        target: Id of a menu or leaf in the picture.
        is_fallback: Whether silence or a wrong key alone take it.
        is_back: Whether it goes back to a menu that was passed before.
        tone: Severity of the worst loop that it is part of, or what became of its keys; None for
            neither, and where calls do not take it.
        spoken: The sentence that it stands for.
        is_closed: Whether calls do not take it at the moment that is drawn.
        keys: What takes it, in the order of keys, closed ones last.
        closed: Why an entry's calls do not take it, in a word; empty where they do, and where no
            call comes to its source in the first place.
        manner: How a call takes it without a key.
    """

    source: str
    row: str
    target: str
    is_fallback: bool
    is_back: bool
    tone: Tone | None
    spoken: str
    is_closed: bool = False
    keys: tuple[str, ...] = ()
    closed: str = ""
    manner: Manner = ""


class LegendEntry(NamedTuple):
    """A line of the legend: the name of a style, or of a kind of arrow."""

    name: str
    caption: str


class Diagram(NamedTuple):
    """A whole picture.

    Attributes:
        title: Headline.
        subtitle: What it shows, in one line.
        direction: Where calls run: to the right or down.
        menus: Tables, in breadth-first order.
        leaves: Other nodes; empty where destinations stand in the tables alone.
        arrows: Arrows, in the order of menus and keys.
        islands: Number of groups of menus that no arrow connects.
        legend: Styles and kinds of arrow that occur.
        home: Address of the overview that this is a part of; empty for none.
        theme: Whose colours it has.
        paper: Size of the sheet that it is printed on, such as ``a4``; empty for its own size.
    """

    title: str
    subtitle: str
    direction: Direction
    menus: tuple[Menu, ...]
    leaves: tuple[Leaf, ...]
    arrows: tuple[Arrow, ...]
    islands: int
    legend: tuple[LegendEntry, ...]
    home: str = ""
    theme: ThemeName = "screen"
    paper: str = ""

    @property
    def colours(self) -> Palette:
        """The colours of its theme."""
        return PALETTES[self.theme]

    @property
    def boxes(self) -> tuple[Menu | Leaf, ...]:
        """Menus and leaves."""
        return (*self.menus, *self.leaves)


def all_text(diagram: Diagram) -> Iterator[str]:
    """Give every text that a reader of the picture sees, for choosing fonts."""
    yield from (diagram.title, diagram.subtitle)
    for box in diagram.boxes:
        yield from box_text(box)


def box_text(box: Menu | Leaf) -> Iterator[str]:
    """Give every text that stands in a menu or a leaf."""
    if isinstance(box, Leaf):
        yield from (*box.name, *box.detail)
    else:
        yield from (box.number, *box.name, *box.facts)
        for row in box.rows:
            yield from (*row.text, row.detail, row.was)
    yield from (badge.text for badge in box.badges)
