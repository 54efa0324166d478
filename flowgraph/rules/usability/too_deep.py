"""A person who stands behind too many keys."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ...model.keys import INVALID, PRESSED, spoken
from ..rule import INFO, Example, Fault, Rule
from ..words import listed

if TYPE_CHECKING:
    from ..flow import Flow

#: A wrong key has to be pressed as well; silence, failover and forwarding come by themselves.
_PRESSES = frozenset({*PRESSED, INVALID})
_MOST_STEPS = 8


class _Way(NamedTuple):
    """The shortest way from a node to a person: presses in all, next key, next node."""

    presses: int
    key: str
    target: str


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus at which calls come in and the nearest person is beyond the limit."""
    limit = flow.limit(RULE)
    ways = _to_persons(flow)
    for menu in flow.menus:
        if menu in flow.starts and menu in ways and ways[menu].presses > limit:
            steps = list(_steps(ways, menu))
            keys = listed([spoken(way.key) for way in steps[:_MOST_STEPS]], len(steps))
            person = steps[-1].target
            yield Fault(
                menu,
                "",
                f"{ways[menu].presses} key presses to the nearest person, "
                f"{flow.name(person)}: {keys}",
                "offer a person earlier, for example on 0",
                related=(person,),
            )


def _to_persons(flow: Flow) -> Mapping[str, _Way]:
    """Give the shortest way from each node that has one, backwards from all persons at once."""
    found: dict[str, _Way] = {}
    waiting = deque((node, _Way(0, "", "")) for node in flow.nodes if node in flow.persons)
    while waiting:
        node, way = waiting.popleft()
        if node in found:
            continue
        found[node] = way
        for source, key in flow.ways_in(node):
            if key in _PRESSES:
                waiting.append((source, _Way(way.presses + 1, key, node)))
            else:
                waiting.appendleft((source, _Way(way.presses, key, node)))
    return found


def _steps(ways: Mapping[str, _Way], menu: str) -> Iterator[_Way]:
    while ways[menu].target:
        yield ways[menu]
        menu = ways[menu].target


RULE = Rule(
    id="too-deep",
    severity=INFO,
    summary="callers press more keys than advised before they can reach a person",
    why="With every level more callers give up.",
    source=(
        "Dunlap's dissertation of 1998 found it best to have a person within two keyed answers; "
        "vendors tell of more callers lost with each level"
    ),
    strength="AB",
    check=check,
    bad=Example(
        (
            "ivr:5 -1-> ivr:6",
            "ivr:6 -1-> ivr:7",
            "ivr:7 -1-> ivr:8",
            "ivr:8 -1-> queue:2",
        )
    ),
    good=Example(
        (
            "ivr:5 -1-> ivr:6",
            "ivr:6 -1-> ivr:7",
            "ivr:7 -1-> ivr:8",
            "ivr:8 -1-> queue:2",
            "ivr:6 -0-> extension:100",
        )
    ),
    limit=3,
    limit_words="key presses",
)
