"""What an announcement could say: proposed from the keys of its menu, for people to improve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..book.model import MenuPage
from ..book.parts import KeyRow, Place
from ..diagram.theme import MISSING
from ..model.destination import (
    CONFERENCE,
    DIAL_BY_NAME,
    END_CALL,
    EXT_VM,
    EXTENSION,
    EXTERNAL_NUM,
    GROUP_VM,
    IVR,
    KIND_WORDS,
    PLAY_GREETING,
    PLAY_PROMPT,
    QUEUE,
    RING_GROUP,
)
from ..model.keys import PRESSED, TIMEOUT
from .phrases import PHRASES, Phrases
from .words import VOICEMAIL_OF, phrase

_VOICEMAILS = (EXT_VM, GROUP_VM)
#: What a caller who presses nothing may be told to wait for.
_WAITED_FOR = (EXTENSION, QUEUE, RING_GROUP, IVR, EXTERNAL_NUM, *_VOICEMAILS)
#: Kinds whose names callers would not understand: files, and numbers of somebody elsewhere.
_UNNAMED = (PLAY_PROMPT, PLAY_GREETING, EXTERNAL_NUM)
#: What is not told to callers: what does not exist, and rooms in which colleagues talk.
_SILENT = (MISSING, CONFERENCE)
_DIALS = ("all", "allow", "restrict")
# As callers expect it: 1 to 9, then 0, then the signs.
_AS_SPOKEN = "1234567890#*"
_BLANK = "[…\u00a0{}]"


class _Choice(NamedTuple):
    """A sentence that still lacks its keys, the name in it, and the kind that it is about."""

    sentence: str
    name: str
    kind: str

    def pressing(self, keys: str) -> str:
        return self.sentence.format(self.name, key=keys)


def proposal(page: MenuPage, language: str, welcome: str, *, tells_keys: bool) -> str:
    """Propose what a menu's announcement says.

    Args:
        page: The menu.
        language: A key of :data:`~.phrases.PHRASES`.
        welcome: Whom callers are welcomed by; empty for no welcome.
        tells_keys: Whether it names the keys; of several announcements the last does.

    Returns:
        Sentences; see :func:`has_blank`.
    """
    phrases = PHRASES[language]
    told = [phrases.welcome.format(welcome)] if welcome else []
    if tells_keys:
        told += _Spoken(page, phrases).sentences()
    return " ".join(told)


def conferences_of(page: MenuPage) -> tuple[str, ...]:
    """Give the keys of a menu that lead to a conference room, which no proposal tells."""
    targets = ((row.words, row.target) for row in page.keys if row.is_pressed)
    return tuple(words for words, target in targets if target and target.style == CONFERENCE)


def has_blank(words: str) -> bool:
    """Whether a proposal has a place for a word that nobody but people on the spot know."""
    return _BLANK.partition("{")[0] in words


def languages_of(tags: Sequence[str]) -> str:
    """Give the language of proposals: the one of all spoken texts, else English."""
    found = {tag.partition("-")[0].lower() for tag in tags if tag}
    (only,) = found if len(found) == 1 else ("en",)
    return only if only in PHRASES else "en"


class _Spoken:
    """The keys of a menu as somebody says them."""

    def __init__(self, page: MenuPage, phrases: Phrases) -> None:
        self._page = page
        self._phrases = phrases
        # What does not exist is not offered; what could not be read is there all the same.
        rows = [row for row in page.keys if row.target and row.target.style not in _SILENT]
        self._rows = {row.key: row for row in rows}
        self._callers = {lead.place.node for lead in page.leads}

    def sentences(self) -> Iterator[str]:
        """Give a sentence for each choice, those who wait last."""
        choices = self._choices()
        silent = self._silent()
        if silent and silent in choices:
            choices[silent] = choices.pop(silent)
        for choice, keys in choices.items():
            words = self._phrases.or_key.join(keys)
            yield choice.pressing(f"{words}{self._phrases.or_stay if choice == silent else ''}")
        # Of a menu that no key offers, callers need not know before they are there.
        if silent and silent not in choices and silent.kind != IVR:
            yield self._waiting(silent)
        if any(s.label == "Dialling extensions" and s.value in _DIALS for s in self._page.settings):
            yield self._phrases.dial

    def _choices(self) -> dict[_Choice, list[str]]:
        """Give the keys of each choice, in the order in which they are said."""
        found: dict[_Choice, list[str]] = {}
        signs = {"*": self._phrases.star, "#": self._phrases.hash}
        for key in _AS_SPOKEN:
            if row := self._rows.get(key):
                found.setdefault(self._choice(row), []).append(signs.get(key, key))
        return found

    def _silent(self) -> _Choice | None:
        """Give what callers get to who press nothing, where they may be told to wait for it."""
        row = self._rows.get(TIMEOUT)
        is_told = row and row.target and row.target.style in _WAITED_FOR and not row.is_again
        return self._choice(row) if row and is_told else None

    def _waiting(self, choice: _Choice) -> str:
        if choice.kind in _VOICEMAILS:
            return self._phrases.stay_message
        return self._phrases.stay.format(choice.name)

    def _choice(self, row: KeyRow) -> _Choice:
        target = row.target
        assert target is not None  # noqa: S101  only such rows are kept
        return _Choice(self._sentence(row, target), _name(target), target.style)

    def _sentence(self, row: KeyRow, target: Place) -> str:
        phrases = self._phrases
        if row.is_again:
            return phrases.again
        if row.key == "*" and target.node in self._callers:
            return phrases.back
        by_kind = {
            EXT_VM: phrases.message,
            GROUP_VM: phrases.mailbox if self._is_only(_VOICEMAILS) else phrases.message,
            DIAL_BY_NAME: phrases.by_name,
            PLAY_PROMPT: phrases.hear,
            PLAY_GREETING: phrases.hear_last,
            END_CALL: phrases.end,
        }
        return by_kind.get(target.style, phrases.choice)

    def _is_only(self, kinds: Sequence[str]) -> bool:
        """Whether there is one of these kinds, so that it needs no name."""
        targets = [row.target for key, row in self._rows.items() if key in PRESSED]
        return len({place.node for place in targets if place and place.style in kinds}) < 2


def _name(place: Place) -> str:
    """Say what callers are told of a place; a blank where its name would tell them nothing."""
    word = KIND_WORDS.get(place.style)
    is_named = word and place.name not in (word, place.kind) and not place.fault
    if place.style in _UNNAMED:
        return _BLANK.format(place.name)
    if not is_named or place.name.startswith(f"{word} id "):
        return _BLANK.format(phrase(place))
    return place.name.removeprefix(VOICEMAIL_OF).replace("_", " ")
