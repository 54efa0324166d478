"""How places, keys and times are called in front of a customer: whole words, no jargon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from unicodedata import bidirectional

from ..analysis.announced.languages import LANGUAGES
from ..book.parts import Place, Way
from ..model.destination import PROMPT_KINDS
from ..model.keys import DEFAULT, ENTRY_KEYS, FAIL, FORWARDS, INVALID, PRESSED, TIMEOUT, spoken

#: What a book says in the place of a failover's time where there is none.
NO_LIMIT, NO_TIME = "waits without limit; if given up for another reason", "no time set"

_IN_TABLES = {
    TIMEOUT: "No key",
    INVALID: "Wrong key",
    FAIL: "If nobody answers",
    spoken(FAIL): "If nobody answers",
}
_WHEN = {
    "default": "At any time",
    "office": "In business hours",
    "outoffice": "Outside business hours",
    "holiday": "On holidays",
}
_ALL_HOURS = {words for key, words in _WHEN.items() if key != DEFAULT}
#: The same by what a book calls the hours.
WHEN = {spoken(key): _WHEN[key] for key in ENTRY_KEYS}
_DOES = {
    TIMEOUT: "press nothing",
    INVALID: "press a wrong key",
    FAIL: "nobody answers",
    **{key: spoken(key) for key in FORWARDS},
    spoken(TIMEOUT): "press nothing",
    spoken(INVALID): "press a wrong key",
    spoken(FAIL): "nobody answers",
    NO_TIME: "nobody answers",
    NO_LIMIT: "wait until the queue gives the call up",
}
#: How a book begins the name of somebody's mailbox.
VOICEMAIL_OF = "voicemail of "
#: What a telephone's keypad calls them.
_SIGNS = {"#": "# (hash)", "*": "* (star)"}


_SECONDS = re.compile(r"\b(\d{1,9}) s\b")
# Behind a name that runs to the left, so that a number that follows does not join it.
_TO_THE_RIGHT = "\u200e"


def counted(number: int, word: str, words: str = "") -> str:
    """Count things.

    >>> counted(1, "menu"), counted(3, "menu"), counted(2, "key of a menu", "keys of menus")
    ('1 menu', '3 menus', '2 keys of menus')
    """
    return f"{number} {word if number == 1 else words or word + 's'}"


def capital(text: str) -> str:
    """Begin with a capital.

    >>> capital("no key")
    'No key'
    """
    return f"{text[:1].upper()}{text[1:]}"


def sentence(clause: str) -> str:
    """Make a sentence of a clause.

    >>> sentence("then the call ends")
    'Then the call ends.'
    """
    return f"{capital(clause)}{'' if clause.endswith(('.', ':', '!', '?')) else '.'}"


def in_full(words: str) -> str:
    """Write times in full.

    >>> in_full("after 240 s"), in_full("1 s"), in_full("90 s")
    ('after 4 minutes', '1 second', '90 seconds')
    """
    return _SECONDS.sub(lambda found: _time(int(found[1])), words)


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return counted(seconds, "second") if rest or not minutes else counted(minutes, "minute")


def joined(words: Iterable[str], last: str = "and") -> str:
    """Join words as a sentence does.

    >>> joined(["a", "b", "c"]), joined(["a"])
    ('a, b and c', 'a')
    """
    *front, end = list(words) or [""]
    return f"{', '.join(front)} {last} {end}" if front else end


def key_in_table(key: str) -> str:
    """Name a key of a menu as its table does, given the key or the book's words for it."""
    return _IN_TABLES.get(key, key)


def played(uses: Iterable[tuple[Place, str]]) -> list[tuple[str, Place]]:
    """Say where an announcement is played: how, and in which menu.

    Args:
        uses: Menus, and the book's words for the key; none for a greeting.

    >>> menu = Place("ivr:5", "ivr", "Menu", "6200", "Main")
    >>> [words for words, _ in played([(menu, ""), (menu, "3"), (menu, "wrong key")])]
    ['greeting, key 3 and wrong key of']
    """
    keys: dict[Place, list[str]] = {}
    for place, key in uses:
        named = f"key {key}" if len(key) == 1 else key or "greeting"
        keys.setdefault(place, []).append(named)
    return [(f"{joined(named)} of", place) for place, named in keys.items()]


def small_print(place: Place) -> str:
    """Say what a place is, where its name does not: its kind and number.

    >>> small_print(Place("queue:1", "queue", "Queue", "6400", "Sales"))
    'queue 6400'
    """
    if place.fault:
        return ""
    if place.style in PROMPT_KINDS:
        return "announcement"
    says_it = place.kind.casefold() in place.name.casefold() or place.name.startswith("IVR id ")
    kind = "" if says_it else f"{place.kind[:1].lower()}{place.kind[1:]}"
    return " ".join(filter(None, (kind, place.number)))


def full_name(place: Place) -> str:
    """Name a place, with its fault where it has one."""
    name = f"{place.name} ({place.fault})" if place.fault else place.name
    runs_left = any(bidirectional(character) in ("R", "AL") for character in name)
    return f"{name}{_TO_THE_RIGHT}" if runs_left else name


def standing_alone(place: Place) -> str:
    """Name a place where its name stands alone.

    >>> standing_alone(Place("ext_vm:1", "ext_vm", "Voicemail", "100", "voicemail of Ann"))
    'Voicemail of Ann'
    """
    name = full_name(place)
    return capital(name) if name.startswith(VOICEMAIL_OF) else name


def phrase(place: Place) -> str:
    """Name a place within a sentence.

    >>> phrase(Place("queue:1", "queue", "Queue", "6400", "Sales"))
    'Sales (queue 6400)'
    """
    small = small_print(place)
    return f"{full_name(place)} ({small})" if small else full_name(place)


def when_of(key: str) -> str:
    """Say at which hours an entry's key holds, given the key or the book's words for it."""
    return _WHEN.get(key) or WHEN.get(key) or capital(key)


def doings(keys: Iterable[str]) -> str:
    """Say what a caller does, for example ``press 2, press nothing``.

    >>> doings(["1", "1", "timeout"]), doings(["304"]), doings([])
    ('press 1, 1, press nothing', 'dial 304', 'press no key')
    """
    told: list[str] = []
    is_pressing = False
    for key in keys:
        word = _SIGNS.get(key, key)
        if key not in PRESSED:
            told.append(_done(key))
        else:
            told.append(word if is_pressing else f"press {word}")
        is_pressing = key in PRESSED
    return ", ".join(told) or "press no key"


def _done(key: str) -> str:
    """Say what happens without a key, given the key or the book's words for it."""
    if key in _DOES:
        return _DOES[key]
    if key.startswith("after "):
        return f"nobody answers {in_full(key)}"
    return f"dial {key}" if key.isdigit() else key


def keys_of(way: Way) -> tuple[str, ...]:
    """Give the moves of a way behind the hour at which its call comes in."""
    steps = way.steps[1:] if way.hours else way.steps
    return tuple(step.key for step in steps)


def hours_of(hours: Iterable[str]) -> str:
    """Say at which hours ways hold, given the book's words; empty for none.

    >>> hours_of([]), hours_of(["outside hours", "holidays"])
    ('', 'Outside business hours and on holidays')
    >>> hours_of(["business hours", "outside hours", "holidays"])
    'At any time'
    """
    told = list(dict.fromkeys(map(when_of, hours)))
    if set(told) >= _ALL_HOURS:
        return _WHEN[DEFAULT]
    return capital(joined(f"{one[:1].lower()}{one[1:]}" for one in told))


def by_keys(ways: Iterable[Way]) -> Iterator[tuple[str, Way]]:
    """Give the hours at which ways hold, those on which a caller does the same together.

    Yields:
        The hours in words, and the first of the ways.
    """
    found: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        same = (way.start, keys_of(way), way.left_out, way.remarks)
        found.setdefault(same, []).append(way)
    for alike in found.values():
        yield hours_of(hour for way in alike for hour in way.hours), alike[0]


def language_name(tag: str) -> str:
    """Name a language, with its tag where that says more.

    >>> language_name("es"), language_name("en-US"), language_name("ja-JP")
    ('Spanish', 'English, en-US', 'ja-JP')
    """
    first = tag.partition("-")[0].lower()
    known = LANGUAGES.get(first)
    if known is None:
        return tag
    return known.name if first == tag else f"{known.name}, {tag}"


def date_words(day: date) -> str:
    """Say a date, the same in every language of the computer.

    >>> date_words(date(2026, 12, 24))
    '24 December 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_words(when: datetime) -> str:
    """Say a moment.

    >>> moment_words(datetime(2026, 12, 24, 10))
    'Thu 24 Dec 2026, 10:00'
    """
    month = _MONTHS[when.month - 1][:3]
    return f"{_DAYS[when.weekday()]} {when.day} {month} {when.year}, {when:%H:%M}"


def weekday_words(when: datetime) -> str:
    """Say a moment of any week.

    >>> weekday_words(datetime(2026, 11, 3, 22))
    'On a Tuesday at 22:00'
    """
    return f"On a {_WEEKDAYS[when.weekday()]} at {when:%H:%M}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
