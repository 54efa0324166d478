from __future__ import annotations

import pytest

from flowgraph.errors import ConfigError, InputError
from flowgraph.slips import as_one, nearest, short


def slips(number: int) -> list[InputError]:
    return [InputError(f"slip {n}", where=f"a, line {n}", hint=f"cure {n}") for n in range(number)]


def test_one_slip_is_told_as_it_is() -> None:
    (slip,) = slips(1)
    assert as_one([slip]) is slip


def test_several_are_told_at_once_each_with_its_place_and_its_cure() -> None:
    told = as_one(slips(2))
    assert told.what.split("\n  ") == ["a, line 0: slip 0; cure 0", "a, line 1: slip 1; cure 1"]
    assert (type(told), told.hint) == (InputError, "correct each of them")
    assert type(as_one([ConfigError("x"), ConfigError("y")])) is ConfigError


def test_very_many_are_counted() -> None:
    assert as_one(slips(30)).what.split("\n  ")[10:] == ["and 20 more"]


def test_the_nearest_word_is_named_else_all_of_them() -> None:
    assert nearest("reachs", ["keys", "reaches"]) == "did you mean reaches?"
    assert nearest("zzz", ["keys", "reaches"]) == "there are: keys, reaches"
    assert nearest(7, []) == "there are: none"


@pytest.mark.fault("E11")
def test_what_somebody_wrote_commands_no_terminal() -> None:
    assert short("\x1b[2J\n  x") == "\\x1b[2J x"
    assert len(short("x" * 1000)) == 60
