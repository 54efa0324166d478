"""Faults to practise with: one small grammar, one way to apply them.

A fault is a condition (path, and which of the matching requests) and an action around the answer.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import UsageError
from . import catalogue
from .fault_kinds import KINDS, FaultKind
from .messages import Answer, Ask, Handler

SYNTAX = "NAME[=VALUE[:PATH][:TIMES]]"

_PLACE = re.compile(
    r"(?::(?P<path>[a-z_]+(?:/[a-z_]*)?)(?:\?id=(?P<id>[^:]+))?)?"
    r"(?::(?P<first>\d+)(?P<range>-(?P<last>\d+)?)?)?"
)


@dataclass(frozen=True)
class Fault:
    """One fault: what, where, when.

    Attributes:
        name: A key of :data:`KINDS`.
        value: Its value; empty where it takes none.
        path: Beginning of an API path, or a kind of object; empty means every path.
        id: Only requests with this ``id``; empty means any.
        first: The first of the matching requests that it strikes, counted from 1.
        last: The last one; None means for ever.
    """

    name: str
    value: str = ""
    path: str = ""
    id: str = ""
    first: int = 1
    last: int | None = None

    def matches(self, ask: Ask) -> bool:
        """Whether it is about this question."""
        found = catalogue.find(ask.path)
        is_kind = found is not None and found[0].name == self.path
        is_id = not self.id or ask.query.get("id", "").strip() == self.id
        return (is_kind or ask.path.startswith(self.path)) and is_id

    def around(self, answer: Handler) -> Handler:
        """Put the fault between the client and whoever answers."""
        action = KINDS[self.name].action
        numbers = itertools.count(1)

        def answered(ask: Ask) -> Answer:
            if not self.matches(ask):
                return answer(ask)
            number = next(numbers)
            is_due = self.first <= number and (self.last is None or number <= self.last)
            return action(self, ask, answer) if is_due else answer(ask)

        return answered


@dataclass(frozen=True)
class Faults:
    """The faults of one run; the first one is nearest to the client."""

    rules: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, *texts: str) -> Faults:
        """Read faults as they are written on the command line.

        >>> Faults.of("status=503:ivr/query:2").rules
        (Fault(name='status', value='503', path='ivr/query', id='', first=1, last=2),)
        """
        return cls(tuple(parse(text) for text in texts))

    def around(self, answer: Handler) -> Handler:
        """Put all of them between the client and whoever answers."""
        for fault in reversed(self.rules):
            answer = fault.around(answer)
        return answer


def parse(text: str) -> Fault:
    """Read one fault, ``NAME[=VALUE[:PATH][:TIMES]]``.

    TIMES is ``2`` (the first two), ``3-`` (from the third on) or ``3-5``. PATH may end in
    ``?id=7``. A name that takes no value begins with PATH or TIMES at once.

    Raises:
        UsageError: No such name, or not of this form.
    """
    name, _, rest = text.partition("=")
    kind = KINDS.get(name)
    if kind is None:
        raise UsageError(f"no fault is called {name!r}", where="--fault", hint=_known(name))
    # What a user leaves out at the front is filled in, then there is only one form.
    written = [rest] if kind.value and not kind.default else [rest, _joined(kind.default, rest)]
    for candidate in written:
        value = re.match(kind.value, candidate)
        place = _PLACE.fullmatch(candidate, value.end()) if value else None
        if value and place:
            return _fault(name, value[0], place, kind)
    raise UsageError(f"the fault {text!r} cannot be read", where="--fault", hint=_form(name, kind))


def _joined(default: str, rest: str) -> str:
    return f"{default}:{rest}" if rest else default


def _fault(name: str, value: str, place: re.Match[str], kind: FaultKind) -> Fault:
    first, last = place["first"], place["last"]
    if first and not place["range"]:
        first, last = "1", first
    return Fault(
        name,
        value,
        place["path"] or kind.path,
        place["id"] or "",
        int(first or 1),
        int(last) if last else None,
    )


def _known(name: str) -> str:
    near: Sequence[str] = difflib.get_close_matches(name, KINDS)
    return f"use one of: {', '.join(near or KINDS)}"


def _form(name: str, kind: FaultKind) -> str:
    value = "VALUE[:PATH][:TIMES]" if kind.value else "[PATH][:TIMES]"
    return f"write {name}={value}: {kind.help}"
