"""Numbers that a verb of pressing governs: "press 1", "die 1 drücken", "Taste 1"."""

from __future__ import annotations

from .context import is_limited, may_stand_between
from .runs import Run
from .units import Reading

#: Words that may stand between a verb of pressing and its key, and between a key and its verb.
_REACH = 8
_REACH_BACK = 4
#: Words before a key that say what it is for, where the verb stands before them.
_LONGEST_AIM = 12


def is_governed(reading: Reading, run: Run) -> bool:
    """Whether callers are told in so many words to press a number."""
    return (
        _stands_before(reading, run)
        or _stands_far_off(reading, run)
        or _stands_behind(reading, run)
    )


def _stands_before(reading: Reading, run: Run) -> bool:
    """Whether a verb of pressing, or a word such as "key", stands before a number."""
    language, is_direct = reading.language, True
    for place in range(run.start - 1, run.start - 2 - _REACH, -1):
        unit = reading.at(place)
        if unit.word in language.verbs or (is_direct and unit.word in language.key_nouns):
            return True
        if unit.word in language.choices:
            return reading.ends_well(run.end)
        is_direct = is_direct and not reading.is_pause(place)
        if not may_stand_between(reading, place):
            return False
    return False


def _stands_far_off(reading: Reading, run: Run) -> bool:
    """Whether a verb stands before a number, and what the key is for in between.

    As in "drücken Sie für den Verkauf die 1".
    """
    language, is_aim = reading.language, False
    if not reading.is_pause(run.end) or is_limited(reading, run):
        return False
    for place in range(run.start - 1, run.start - 2 - _LONGEST_AIM, -1):
        unit = reading.at(place)
        if unit.word in language.verbs:
            return is_aim
        if unit.kind != "word" or unit.word in language.joins:
            return False
        is_aim = unit.word in language.aims or (is_aim and unit.word in language.fillers)
    return False


def _stands_behind(reading: Reading, run: Run) -> bool:
    """Whether a verb that has no key of its own stands behind a number ("die 1 drücken")."""
    language = reading.language
    for place in range(run.end, run.end + _REACH_BACK + 1 if language.is_verb_last else run.end):
        word = reading.at(place).word
        if word in language.verbs:
            return not _has_key_behind(reading, place)
        if word not in language.fillers:
            return False
    return False


def _has_key_behind(reading: Reading, verb: int) -> bool:
    for place in range(verb + 1, verb + 2 + _REACH):
        unit = reading.at(place)
        if unit.kind == "key":
            return True
        if unit.word not in reading.language.fillers:
            return False
    return False


def ends_input(reading: Reading, run: Run) -> bool:
    """Whether a sign may only end what callers dial: "dial the extension, then press pound"."""
    if not all(key in "#*" for key, _ in run.keys):
        return False
    verbs = 0
    for place in range(run.start - 1, run.start - 2 - _LONGEST_AIM, -1):
        unit, language = reading.at(place), reading.language
        if unit.kind in ("stop", "key"):
            return False
        verbs += unit.word in language.verbs or unit.word in language.choices
        if verbs > 1:
            return True
    return False
