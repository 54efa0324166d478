"""How long a call stays at a place: an estimate, with everything that it rests on.

The PBX tells few of the times. What it does not tell is either assumed here, each thing in a
constant with a sentence for the reports, or counted as unknown: then the estimate is a least one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from typing import Any, NamedTuple

from ..callgraph import CallGraph
from ..model.destination import IVR
from ..model.keys import FAIL, INVALID, KEYS, PRESSED, TIMEOUT
from ..text import columns

#: How fast a spoken prompt is. No vendor tells; 140 to 160 is usual for recorded English.
WORDS_PER_MINUTE = 150
#: Characters of a script without blanks (Chinese, Japanese, Korean) that take as long as a word.
WIDE_CHARACTERS_PER_WORD = 2
#: How often a caller listens to a menu's greeting before pressing a key.
PLAYS_BEFORE_A_KEY = 1
#: Whether the first play is one of the ``prompt_repeat`` plays. The vendor does not say.
FIRST_PLAY_COUNTS = True
#: Whether a wrong key is taken when it is pressed, not after the greeting was repeated. The vendor
#: does not say.
WRONG_KEY_IS_TAKEN_AT_ONCE = True

_MENU_KEYS = frozenset(KEYS)
_SLOW = "slow"
_NOANSWER = "noanswer"

#: What estimates rest on, and at which keys.
_ASSUMED = (
    ("a caller hears a greeting once before pressing a key", _MENU_KEYS - {TIMEOUT}),
    (
        f"a spoken prompt takes a minute for {WORDS_PER_MINUTE} words; the PBX does not tell how "
        "long a recording is, so ≥ leaves it out",
        _MENU_KEYS,
    ),
    (
        "a caller who presses nothing hears the greeting as often as the menu says, the first "
        "time included, and waits for the response time-out each time",
        {TIMEOUT},
    ),
    ("a wrong key is taken at once", {INVALID}),
    (
        "after a key that also begins a number which may be dialled, the menu waits for the digit "
        "time-out",
        {_SLOW},
    ),
    ("a queue or ring group hands a call on after the longest time that is set for it", {FAIL}),
    ("the PBX does not tell how long an extension rings, so ≥ leaves it out", {_NOANSWER}),
)


def assumed(keys: Iterable[str], *, is_slow: bool) -> list[str]:
    """Say what the estimates of some ways rest on.

    Args:
        keys: Keys of these ways.
        is_slow: Whether the PBX waits for more digits after one of them.

    Returns:
        A sentence for each assumption.
    """
    met = {*keys, _SLOW} if is_slow else set(keys)
    return [sentence for sentence, counts_at in _ASSUMED if met & counts_at]


class Span(NamedTuple):
    """An estimated time.

    Attributes:
        known_s: Seconds that are known or assumed.
        unknown_prompts: Announcements in it whose length is not known.
        unknown_waits: Settings in it that the PBX did not send, or that set no limit.
    """

    known_s: float = 0
    unknown_prompts: int = 0
    unknown_waits: int = 0

    def then(self, other: Span) -> Span:
        """Give the time of both, one after the other."""
        return Span(
            self.known_s + other.known_s,
            self.unknown_prompts + other.unknown_prompts,
            self.unknown_waits + other.unknown_waits,
        )

    def times(self, number: int) -> Span:
        """Give the time of several rounds; what is unknown is the same thing each time."""
        return self._replace(known_s=self.known_s * number)

    @property
    def is_least(self) -> bool:
        """Whether it takes longer than the seconds that are known."""
        return bool(self.unknown_prompts or self.unknown_waits)

    @property
    def seconds(self) -> float | None:
        """The estimate, to a tenth; None where nothing at all is known."""
        known = round(self.known_s, 1)
        return None if self.is_least and known == 0 else known

    @property
    def words(self) -> str:
        """The estimate for people, for example ``≥ 12 s``."""
        whole = round(self.known_s)
        if self.is_least:
            return f"≥ {whole} s" if whole else "not known"
        return f"{whole} s"


NO_TIME = Span()
_UNKNOWN_WAIT = Span(unknown_waits=1)


def stay(graph: CallGraph, node: str, key: str, *, is_slow: bool = False) -> Span:
    """Estimate how long a call stays at a node before a key takes it away.

    Args:
        graph: The call graph.
        node: A menu that could be read, a queue or ring group, an extension, or an entry.
        key: The key of the way on.
        is_slow: Whether the PBX waits for more digits after it, see
            :func:`~.dialling.slow_keys`.
    """
    data = graph.nodes[node]
    if data["kind"] == IVR:
        return _in_menu(data, key, is_slow=is_slow)
    if key == FAIL:
        # 0 is no limit in a queue, and nothing that makes sense in a ring group.
        return _wait(data.get("limit_s") or None)
    return _UNKNOWN_WAIT if key == _NOANSWER else NO_TIME


def _in_menu(menu: Mapping[str, Any], key: str, *, is_slow: bool) -> Span:
    heard = greeting(menu)
    if key == TIMEOUT or (key == INVALID and not WRONG_KEY_IS_TAKEN_AT_ONCE):
        return _all_plays(menu, heard.then(_wait(menu["resp_timeout_s"])))
    heard = heard.times(PLAYS_BEFORE_A_KEY)
    waits = is_slow and key in PRESSED
    return heard.then(_wait(menu["digit_timeout_s"])) if waits else heard


def _all_plays(menu: Mapping[str, Any], one: Span) -> Span:
    repeats = menu["prompt_repeat"]
    if repeats is None:
        return one.then(_UNKNOWN_WAIT)
    return one.times(max(1, repeats if FIRST_PLAY_COUNTS else repeats + 1))


def greeting(data: Mapping[str, Any]) -> Span:
    """Estimate how long everything takes that is played at a node, played once."""
    if data.get("prompts", ()) is None:  # the PBX did not say what is played
        return Span(unknown_prompts=1)
    rows: Iterable[Mapping[str, Any]] = data.get("greetings", ())
    return reduce(Span.then, (_length(row["text"]) for row in rows), NO_TIME)


def _length(text: str | None) -> Span:
    return Span(unknown_prompts=1) if text is None else Span(_words(text) * 60 / WORDS_PER_MINUTE)


@lru_cache(4096)
def _words(text: str) -> float:
    wide = [character for character in text if columns(character) > 1]
    apart = "".join(" " if columns(character) > 1 else character for character in text)
    return len(apart.split()) + len(wide) / WIDE_CHARACTERS_PER_WORD


def _wait(seconds: int | None) -> Span:
    return _UNKNOWN_WAIT if seconds is None else Span(seconds)
