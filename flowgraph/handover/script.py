"""The script of all announcements: what is spoken already, and what somebody has to record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..book.model import Book, MenuPage
from ..book.parts import Place, Prompt
from ..model.prompt import is_built_in
from .document import Announcement
from .proposal import languages_of, proposal
from .words import capital


class _Found(NamedTuple):
    """An announcement with all places where it is played; ``proposals`` by menu."""

    prompt: Prompt
    uses: list[tuple[Place, str]]
    proposals: list[str]


def script(book: Book) -> tuple[Announcement, ...]:
    """Write the script: greetings in the order of menus, then messages."""
    found: dict[str, _Found] = {}
    spoken = [prompt.language for prompt in _prompts(book) if prompt.text]
    language = languages_of(spoken)
    for page in book.menus:
        _greetings(book, page, language, found)
    for row in book.rows:
        for prompt in row.prompts:
            one = found.setdefault(prompt.file.casefold(), _Found(prompt, [], []))
            one.uses.extend((lead.place, step.key) for lead in row.leads for step in lead.keys)
    rows = enumerate(found.values(), 1)
    return tuple(_announcement(number, one, language) for number, one in rows)


def numbers(announcements: tuple[Announcement, ...]) -> Mapping[str, int]:
    """Give the number of each announcement by its file, in small letters."""
    return {one.file.casefold(): one.number for one in announcements}


def _prompts(book: Book) -> Iterator[Prompt]:
    for page in book.menus:
        yield from page.prompts or ()
    for row in book.rows:
        yield from row.prompts


def _greetings(book: Book, page: MenuPage, language: str, found: dict[str, _Found]) -> None:
    prompts = list({prompt.file.casefold(): prompt for prompt in page.prompts or ()}.values())
    welcome = book.name if _is_first(page) else ""
    for place, prompt in enumerate(prompts):
        one = found.setdefault(prompt.file.casefold(), _Found(prompt, [], []))
        one.uses.append((page.place, ""))
        is_last = place == len(prompts) - 1
        words = proposal(page, language, welcome if place == 0 else "", tells_keys=is_last)
        if words:
            one.proposals.append(words)


def _is_first(page: MenuPage) -> bool:
    """Whether callers hear this menu before any other."""
    return page.is_start or any(len(way.steps) == 1 for way in page.ways)


def _announcement(number: int, found: _Found, language: str) -> Announcement:
    prompt = found.prompt
    is_recorded = not (prompt.text or is_built_in(prompt.file))
    # A file that several menus share cannot name the keys of each.
    proposals = list(dict.fromkeys(found.proposals)) if is_recorded else []
    proposed = proposals[0] if len(proposals) == 1 else ""
    return Announcement(
        number=number,
        file=prompt.file,
        uses=tuple(dict.fromkeys(found.uses)),
        language=prompt.language,
        text=prompt.text,
        proposal=proposed,
        proposal_language=language if proposed else "",
        remark=capital(prompt.remark),
        is_recorded=is_recorded,
    )
