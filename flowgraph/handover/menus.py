"""The key table of each menu, and who answers behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..book.model import Book, DestinationRow, MenuPage
from ..book.parts import Prompt, Setting, Way
from ..model.destination import CONFERENCE, PROMPT_KINDS
from .document import Answering, MenuChapter
from .knowledge import PEOPLE, VOICEMAILS, Knowledge
from .words import by_keys, doings, in_full, keys_of

_NONE = ("none", "not known", "no", "")
#: Labels of the book, and what they mean in whole words.
_TELL = {
    "Waits for a key": "Waits {} for a key.",
    "Waits for the next digit": "Waits {} for the next digit.",
    "Prompt repeat count": "Repeat count of the greeting: {}.",
    "Changing the greeting with #9": "The greeting can be changed by telephone with #9.",
}
_NEVER = "No incoming line and no other menu leads here."
_FACTS = ("Members", "Dynamic members")


def menu_chapter(known: Knowledge, page: MenuPage, numbers: Mapping[str, int]) -> MenuChapter:
    """Tell of a menu.

    Args:
        known: The book.
        page: The menu.
        numbers: Of announcements in the script, by file.
    """
    prompts = page.prompts
    return MenuChapter(
        place=page.place,
        arriving=_arriving(known.book, page),
        greeting=None if prompts is None else tuple(_greeting(prompts, numbers)),
        settings=tuple(_settings(page)),
        keys=known.lines(page.place.node),
    )


def _greeting(prompts: Sequence[Prompt], numbers: Mapping[str, int]) -> Iterator[str]:
    for prompt in prompts:
        number = numbers.get(prompt.file.casefold())
        yield f"{prompt.file} (announcement {number})" if number else prompt.file


def _arriving(book: Book, page: MenuPage) -> str:
    if page.is_start:
        return "Calls come in here." if book.scope == "part" or not book.entries else _NEVER
    if not page.ways:
        return _NEVER
    start = page.ways[0].start
    ways = [way for way in page.ways if way.start == start]
    others = ", among others," if page.more_ways or len(ways) < len(page.ways) else ""
    return f"Reached{others} from {start.text}{'; '.join(_ways(ways))}."


def _ways(ways: Iterable[Way]) -> Iterator[str]:
    """Say what a caller does at which hours, behind the name of what is called."""
    for place, (hours, way) in enumerate(by_keys(ways)):
        when = f"{hours[:1].lower()}{hours[1:]}" if hours != "At any time" else ""
        keys = keys_of(way)
        more = f" … and {way.left_out} more" if way.left_out else ""
        before = "" if place else ", " if when else ""
        yield f"{before}{when}: {doings(keys) if keys else 'directly'}{more}"


def _settings(page: MenuPage) -> Iterator[str]:
    known = {setting.label: setting.value for setting in page.settings}
    for label, words in _TELL.items():
        value = known.get(label, "")
        if value not in _NONE:
            yield words.format(in_full(value))
    yield from page.dialling


# -- who answers -----------------------------------------------------------------------------

_ANSWERING = (*PEOPLE, *VOICEMAILS, CONFERENCE)


def answering(known: Knowledge) -> Iterator[tuple[str, tuple[Answering, ...]]]:
    """Give everybody who answers, by kind; messages are told in the script."""
    for group in known.book.destinations:
        if group.style in _ANSWERING and group.style not in PROMPT_KINDS:
            rows = tuple(_answering(known, row) for row in group.rows)
            yield f"{group.kind}s" if len(rows) > 1 else group.kind, rows


def _answering(known: Knowledge, row: DestinationRow) -> Answering:
    facts = {setting.label: setting for setting in row.facts}
    who = [_members(known, facts[label]) for label in _FACTS if label in facts]
    return Answering(row.place, "; ".join(filter(None, who)), known.then(row.place))


def _members(known: Knowledge, setting: Setting) -> str:
    if setting.value in _NONE:
        return ""
    numbers = setting.value.split(", ")
    named = [f"{number} {known.people.get(number, '')}".strip() for number in numbers]
    when = " (when logged in)" if setting.label == "Dynamic members" else ""
    return ", ".join(named) + when
