"""The script of all announcements: what is spoken already, and what somebody has to record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..book.model import Book, MenuPage
from ..book.parts import Place, Prompt
from ..model.prompt import is_built_in
from .document import Announcement
from .plain import remark
from .proposal import conferences_of, has_blank, languages_of, proposal
from .words import capital, joined, keys_of, language_name


class _Found(NamedTuple):
    """An announcement with all places where it is played.

    Attributes:
        prompt: The announcement.
        uses: Where it is played.
        proposals: What it could say, by menu.
        untold: Keys that lead to a conference room, which proposals do not tell.
    """

    prompt: Prompt
    uses: list[tuple[Place, str]]
    proposals: list[str]
    untold: list[str]


def script(book: Book, customer: str = "") -> tuple[Announcement, ...]:
    """Write the script: what is recorded, then what the telephone system speaks.

    In either there are first the greetings in the order of menus, then messages.

    Args:
        book: What is known.
        customer: By whom callers are welcomed; empty for what the PBX is called.
    """
    found: dict[str, _Found] = {}
    spoken = [prompt.language for prompt in _prompts(book) if prompt.text]
    language = languages_of(spoken)
    for page in book.menus:
        _greetings(page, language, customer or book.name, found)
    for row in book.rows:
        for prompt in row.prompts:
            one = found.setdefault(prompt.file.casefold(), _Found(prompt, [], [], []))
            one.uses.extend((lead.place, step.key) for lead in row.leads for step in lead.keys)
    # What somebody has to speak comes first.
    rows = enumerate(sorted(found.values(), key=lambda one: not _is_recorded(one.prompt)), 1)
    return tuple(_announcement(number, one, language) for number, one in rows)


def numbers(announcements: tuple[Announcement, ...]) -> Mapping[str, int]:
    """Give the number of each announcement by its file, in small letters."""
    return {one.file.casefold(): one.number for one in announcements}


def _prompts(book: Book) -> Iterator[Prompt]:
    for page in book.menus:
        yield from page.prompts or ()
    for row in book.rows:
        yield from row.prompts


def _greetings(page: MenuPage, language: str, host: str, found: dict[str, _Found]) -> None:
    prompts = list({prompt.file.casefold(): prompt for prompt in page.prompts or ()}.values())
    welcome = host if _is_first(page) else ""
    for place, prompt in enumerate(prompts):
        one = found.setdefault(prompt.file.casefold(), _Found(prompt, [], [], []))
        one.uses.append((page.place, ""))
        is_last = place == len(prompts) - 1
        words = proposal(page, language, welcome if place == 0 else "", tells_keys=is_last)
        if words:
            one.proposals.append(words)
            one.untold.extend(conferences_of(page) if is_last else ())


def _is_first(page: MenuPage) -> bool:
    """Whether callers hear this menu before any other."""
    return page.is_start or any(not keys_of(way) for way in page.ways)


def _is_recorded(prompt: Prompt) -> bool:
    return not (prompt.text or is_built_in(prompt.file))


def _announcement(number: int, found: _Found, language: str) -> Announcement:
    prompt = found.prompt
    is_recorded = _is_recorded(prompt)
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
        proposal_note=_note(proposed, language, found.untold) if proposed else "",
        remark=capital(remark(prompt.remark)),
        is_recorded=is_recorded,
    )


def _note(proposed: str, language: str, untold: Sequence[str]) -> str:
    blanks = " and put your own words in the place of […]" if has_blank(proposed) else ""
    made = f"in {language_name(language)}, made from the keys and not what is recorded"
    rooms = f"; {_rooms(tuple(dict.fromkeys(untold)))}" if untold else ""
    return f"{made}; please improve it{blanks}{rooms}"


def _rooms(keys: Sequence[str]) -> str:
    if len(keys) == 1:
        return f"key {keys[0]} leads to a conference room and is left out on purpose"
    return f"keys {joined(keys)} lead to conference rooms and are left out on purpose"
