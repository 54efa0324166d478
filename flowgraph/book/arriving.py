"""How calls get to a place: shortest ways, and everything that leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..analysis.shortest import Path
from ..analysis.targets import Target
from ..analysis.who import Mention as Naming
from ..analysis.who import mentions
from ..text import one_line, shorten
from .by_hour import Arrival
from .knowledge import Knowledge
from .parts import LeadIn, Mention, Step, Way

#: Starts of which a page tells the ways; the page of each entry tells all of its own.
MOST_STARTS = 4
#: Moves of a way that are told; no caller goes so far.
MOST_STEPS = 12
_LONGEST_NUMBER = 20

_HOW = {
    "member": ("member of", ""),
    "agent": ("agent of", ""),
    "dynamic_agent": ("agent of", "when logged in"),
    "listed": ("may be dialled in", ""),
    "all": ("may be dialled in", "as any extension"),
    "all_but_some": ("may be dialled in", "as most extensions"),
}


def way_of(known: Knowledge, arrival: Arrival) -> Way:
    """Tell a way, with all hours at which it holds."""
    path = arrival.path
    steps = tuple(_steps(known, path.root, path.keys[:MOST_STEPS]))
    hours = tuple(known.places.words(path.root, key) for key in arrival.hours)
    if hours:
        steps = (steps[0]._replace(key=", ".join(hours)), *steps[1:])
    left_out = path.steps - len(steps)
    remarks = tuple(_remarks(path))
    return Way(steps, left_out, path.presses, path.span.words, remarks, hours)


def _steps(known: Knowledge, start: str, keys: Sequence[str]) -> Iterator[Step]:
    node = start
    for key in keys:
        yield known.places.step(node, key)
        node = known.ways_on(node)[key]


def _remarks(path: Path) -> Iterator[str]:
    if path.only_silent:
        yield "only for a caller who presses nothing"
    for slow in path.slow[:1]:
        number = shorten(one_line(slow.number), _LONGEST_NUMBER)
        yield f"after {slow.key} the menu waits for more digits: {number} may be dialled"


def ways_to(known: Knowledge, node: str) -> tuple[tuple[Way, ...], int]:
    """Give the shortest ways to a node, and the number of further starts that lead there."""
    starts = known.arrivals_at(node)
    told = tuple(way_of(known, one) for ways in starts[:MOST_STARTS] for one in ways)
    return told, max(0, len(starts) - MOST_STARTS)


def leads_to(known: Knowledge, node: str) -> tuple[LeadIn, ...]:
    """Give the places that lead to a node, nearest to where calls come in first."""
    found: dict[str, list[Step]] = {}
    reached: dict[str, bool] = {}
    for way in known.leading_to(node):
        source, key, _ = way.edge
        found.setdefault(source, []).append(known.places.step(source, key))
        reached.setdefault(source, way.is_reached)
    return tuple(
        LeadIn(known.places[source], tuple(steps), reached[source])
        for source, steps in found.items()
    )


def mentions_of(known: Knowledge, node: str) -> tuple[Mention, ...]:
    """Give the places that name a node without leading calls to it."""
    target = Target((node,), "")
    named = mentions(known.material.snapshot, known.whole, target)
    return tuple(_mentions(known, (*named.members, *named.dialled)))


def _mentions(known: Knowledge, named: Iterable[Naming]) -> Iterator[Mention]:
    for one in named:
        words, more = _HOW[one.how]
        yield Mention(words, known.places[one.node], more)
