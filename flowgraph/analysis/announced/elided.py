"""Numbers that go on a list of keys: "for sales press one, for support two"."""

from __future__ import annotations

from .context import may_stand_between
from .runs import Run
from .units import Reading

#: Words before a key that has no verb of its own: at most so many where nothing else says that it
#: is one ("support, two"), and where a word such as "for" does.
_LONGEST_LABEL = 3
_LONGEST_AIM = 12
#: Words between a number and a verb that has another key.
_REACH = 8


def is_of_other_clause(reading: Reading, run: Run, last: int | None) -> bool:
    """Whether a number belongs to what a key is for ("for terminal 2, press 3")."""
    if not reading.is_pause(run.end):
        return reading.at(run.end).word in reading.language.verbs
    is_behind_key = last is not None and last >= reading.clause(run.start)
    return is_behind_key or _leads_to_verb(reading, run.end)


def _leads_to_verb(reading: Reading, place: int) -> bool:
    """Whether the sentence goes on to a verb: ", press 3", also "or more, press 3"."""
    language = reading.language
    is_joined = reading.at(place).word in language.joins
    for step in range(place, place + 1 + _REACH):
        unit = reading.at(step)
        if unit.word in language.verbs or unit.word in language.choices:
            return True
        is_other = unit.kind in ("stop", "key") or unit.word in language.aims
        if is_other or not (is_joined or may_stand_between(reading, step)):
            return False
    return False


def goes_on(reading: Reading, run: Run, last: int | None) -> bool:
    """Whether a number goes on a list of keys without saying the verb again."""
    if last is None or reading.sentence(run.start) - reading.sentence(last) > 1:
        return False
    language = reading.language
    label = _label(reading, run)
    if all(word in language.fillers for word in label):
        return _stands_first(reading, run, last)
    if not reading.is_pause(run.end):
        return False
    if label[0] in language.aims:
        return len(label) <= _LONGEST_AIM
    return len(label) <= _LONGEST_LABEL and _is_close(reading, run, last)


def _label(reading: Reading, run: Run) -> list[str]:
    """Give the words of a number's clause before it."""
    begin = max(reading.clause(run.start), run.start - _LONGEST_AIM - 1)
    return [reading.at(place).word for place in range(begin, run.start)]


def _stands_first(reading: Reading, run: Run, last: int) -> bool:
    """Whether a number at the head of its clause is a key ("2 for support", "Billing, two")."""
    language = reading.language
    if reading.at(run.end).word in language.aims:
        return True
    if not reading.is_pause(run.end):
        return False
    before = reading.clause(run.start) - 1
    begin = reading.clause(max(before, 0))
    if reading.at(begin).word in language.aims:
        return True
    is_near = last >= begin or before - begin <= _LONGEST_LABEL
    return is_near and _is_close(reading, run, last)


def _is_close(reading: Reading, run: Run, last: int) -> bool:
    """Whether a number stands in the sentence of the last key, or is spelled as keys are.

    House numbers and the like are written in digits.
    """
    is_same_sentence = reading.sentence(run.start) == reading.sentence(last)
    return is_same_sentence or bool(reading.at(run.start).word)
