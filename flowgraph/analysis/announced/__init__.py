"""From the text of a spoken prompt to the keys that it names.

Digits in a prompt may be opening hours, telephone numbers or rooms. A number counts as a key only
where a verb of pressing governs it ("press 1", "die 1 drücken"), or where it goes on the list of
one that does ("for sales press one, for support two"). What may or may not be meant is kept apart
(:attr:`Announced.unclear`), so that nobody is told that such a key is not announced.

Each language hears the text on its own, and the results are laid over each other: many prompts name
keys in two languages. The words stand in :mod:`.languages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from ...model.keys import PRESSED
from ...text import one_line, shorten
from .hearing import Hearing, has_verb, hearings, is_understood, language_of
from .languages import LANGUAGES
from .phrases import around
from .tokens import tokens

Confidence = Literal["high", "low", "none"]

#: So many characters of a text are read: half an hour of speech.
LONGEST_TEXT = 30_000
_LONGEST_TAG = 20
_NO_VERB = "no verb of pressing was found in a language that is known"


class Mention(NamedTuple):
    """A key that a text names.

    Attributes:
        key: ``0``-``9``, ``#``, ``*``, or ``timeout`` where callers are told to stay on the line.
        start: Where in the text.
        phrase: The words around it, on one line.
    """

    key: str
    start: int
    phrase: str


class Announced(NamedTuple):
    """What a text tells callers to press.

    Attributes:
        mentions: In the order of the text; a key may occur several times.
        languages: Tags of the languages in which keys are named, the one with most keys first.
        confidence: ``high``; ``low`` where the language tag says otherwise, where a verb of
            pressing occurs but no key, or where not all was understood; ``none`` where no verb of a
            known language occurs: nothing may be concluded.
        why: What the confidence rests on, one clause.
        unclear: Keys that may be meant somewhere, or not.
    """

    mentions: tuple[Mention, ...]
    languages: tuple[str, ...]
    confidence: Confidence
    why: str
    unclear: frozenset[str] = frozenset()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that callers may press, each once, in the order of the text."""
        return tuple(dict.fromkeys(m.key for m in self.mentions if m.key in PRESSED))

    def mention(self, key: str) -> Mention | None:
        """Give the first mention of a key; None where it is not named."""
        return next((mention for mention in self.mentions if mention.key == key), None)


def announced(text: str, tag: str | None = None) -> Announced:
    """Find the keys that a text names.

    Args:
        text: What is spoken; of a very long one :data:`LONGEST_TEXT` characters are read.
        tag: Language of the text as the PBX names it, for example ``es-US``. The verbs of the text
            decide; where they disagree with it the confidence is low.

    Returns:
        Pure; linear time.

    >>> announced("For sales press one, for support two. We close at 6.", "en-US").keys
    ('1', '2')
    >>> announced("Para ventas, marque 1.", "en-US").why
    'the words are Spanish, but the language is set to en-US'
    """
    pieces = tokens(text[:LONGEST_TEXT])
    all_heard = hearings(pieces, language_of(tag))
    found = [hearing for hearing in all_heard if hearing.governed]
    heard = found or all_heard
    mentions = _mentions(text, heard)
    confidence, why = _confidence(all_heard, found, tag)
    if confidence == "high" and len(text) > LONGEST_TEXT:
        confidence, why = "low", f"only the first {LONGEST_TEXT:,} characters were read"
    elif confidence == "high" and not is_understood(pieces, found):
        confidence, why = "low", "part of the text is in a language that is not known"
    return Announced(
        mentions=mentions,
        languages=tuple(_needed(found)),
        confidence=confidence,
        why=why,
        unclear=frozenset(_unclear(heard, {mention.start for mention in mentions})),
    )


def announced_together(greetings: Iterable[tuple[str, str | None]]) -> Announced:
    """Find the keys that several prompts name which are played one after the other.

    Args:
        greetings: Text and language tag of each.

    Returns:
        The places of its mentions are those in their own text. The confidence is the lowest of all
        that name a key, and low where one of them is in a language that is not known.
    """
    parts = [(announced(text, tag), language_of(tag)) for text, tag in greetings]
    telling = [part for part, _ in parts if part.confidence != "none"]
    weak = next((part for part in telling if part.confidence == "low"), None)
    confidence: Confidence = ("low" if weak else "high") if telling else "none"
    why = (weak or next(iter(telling), None) or parts[0][0]).why if parts else _NO_VERB
    strange = [
        tag for part, tag in parts if part.confidence == "none" and tag not in ("", *LANGUAGES)
    ]
    if confidence == "high" and strange:
        confidence, why = "low", f"nothing is known of the language {strange[0]}"
    return Announced(
        mentions=tuple(mention for part, _ in parts for mention in part.mentions),
        languages=tuple(dict.fromkeys(tag for part in telling for tag in part.languages)),
        confidence=confidence,
        why=why,
        unclear=frozenset().union(*(part.unclear for part, _ in parts)),
    )


def _mentions(text: str, heard: Sequence[Hearing]) -> tuple[Mention, ...]:
    """Lay over each other what several languages heard, in the order of the text."""
    found: dict[tuple[int, str], tuple[Hearing, int]] = {}
    for hearing in heard:
        for key, place in sorted(hearing.named, key=lambda name: name.place):
            found.setdefault((hearing.reading.at(place).start, key), (hearing, place))
    mentions: list[Mention] = []
    since = 0
    for (start, key), (hearing, place) in sorted(found.items(), key=lambda item: item[0][0]):
        first, last = around(hearing.reading, place, since)
        mentions.append(Mention(key, start, one_line(text[first:last])))
        since = last
    return tuple(mentions)


def _unclear(heard: Sequence[Hearing], named: set[int]) -> Iterator[str]:
    """Give the keys that no language names or dismisses where they stand."""
    settled = named | {h.reading.at(name.place).start for h in heard for name in h.dismissed}
    for hearing in heard:
        for key, place in hearing.unclear:
            if hearing.reading.at(place).start not in settled:
                yield key


def _needed(found: Sequence[Hearing]) -> Iterator[str]:
    """Give the languages that hear keys which likelier ones do not."""
    known: set[int] = set()
    for hearing in found:
        starts = {hearing.reading.at(place).start for _, place in hearing.governed}
        if starts - known:
            yield hearing.tag
        known |= starts


def _confidence(
    heard: Sequence[Hearing], found: Sequence[Hearing], tag: str | None
) -> tuple[Confidence, str]:
    if not found:
        return ("low", "no key is named") if has_verb(heard) else ("none", _NO_VERB)
    words = f"the words are {' and '.join(LANGUAGES[name].name for name in _needed(found))}"
    asked = language_of(tag)
    if asked and asked not in {hearing.tag for hearing in found}:
        shown = shorten(one_line(tag or ""), _LONGEST_TAG)
        return "low", f"{words}, but the language is set to {shown}"
    return "high", words
