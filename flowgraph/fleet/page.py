"""One page over all PBXs of a fleet: pure, from rows to the bytes of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote

from ..analysis.schedule import MONTHS
from ..exports.html.colours import style_sheet
from ..site.html import POLICY
from ..site.templating import asset, environment
from ..site.words import MARKS, capital, counted
from ..text import one_line, visible
from .causes import causes
from .health import Hit
from .page_index import page_index
from .row import Row

_SITE = "flowgraph.site"
_SITE_STYLES = ("base.css", "page.css", "tables.css", "parts.css", "print.css")
_STYLES = ("fleet.css", "rows.css", "paper.css")
_SCRIPTS = ("folding.js", "rows.js", "search.js", "start.js")
#: Of more PBXs with one cause the first are named at once.
_MOST_NAMED = 12


class State(NamedTuple):
    """What a PBX can be like.

    Attributes:
        sign: Stands beside the words; colour alone tells nothing.
        word: On the PBX's row.
        words: Behind a number of PBXs.
    """

    sign: str
    word: str
    words: str


FAILED, ERRORS, PARTIAL, FINE, CHANGED = "failed", "errors", "partial", "fine", "changed"
#: Worst first. A PBX may be several; one that has changed is something else besides.
STATES: Mapping[str, State] = {
    FAILED: State("?", "Not read", "could not be read"),
    ERRORS: State(MARKS["error"], "With errors", "with errors"),
    PARTIAL: State("½", "In part", "read in part"),
    FINE: State("✓", "Fine", "fine"),
    CHANGED: State("Δ", "Changed", "changed since last time"),
}
_RANK = {name: rank for rank, name in enumerate(STATES)}


class Line(NamedTuple):
    """A PBX of the page.

    Attributes:
        row: What was found.
        page: Address of its interactive page; empty where there is none.
        states: What it is like, the worst first; keys of :data:`STATES`.
    """

    row: Row
    page: str
    states: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Name of its place on the page."""
        return f"pbx-{self.row.slug}"

    @property
    def worst(self) -> str:
        """The worst that it is like."""
        return self.states[0]


def pages(
    rows: Sequence[Row], hits: Mapping[str, Sequence[Hit]], page_of: Callable[[str], str]
) -> dict[str, bytes]:
    """Write the page and what belongs to it.

    Args:
        rows: The PBXs, in the order of the roster. The page shows the worst first.
        hits: What can be searched on each, by slug, as of when it could be read last.
        page_of: Gives the path of a PBX's interactive page in the folder of the fleet, by slug;
            empty where there is none.

    Returns:
        Bytes by path in the folder; the same input gives the same bytes.
    """
    return dict(_files(rows, hits, page_of))


def _files(
    rows: Sequence[Row], hits: Mapping[str, Sequence[Hit]], page_of: Callable[[str], str]
) -> Iterator[tuple[str, bytes]]:
    lines = [Line(row, quote(page_of(row.slug)), tuple(_states(row))) for row in rows]
    yield "index.html", _page(lines)
    yield "assets/search-index.js", page_index([(row.slug, hits.get(row.slug, ())) for row in rows])
    scripts = (asset(__package__, name) for name in _SCRIPTS)
    yield "assets/fleet.js", asset(_SITE, "letters.js") + b"".join(scripts)
    shared = (asset(_SITE, name) for name in _SITE_STYLES)
    own = (asset(__package__, name) for name in _STYLES)
    yield "assets/fleet.css", b"\n".join([style_sheet().encode(), *shared, *own])
    yield "assets/icon.svg", asset(_SITE, "icon.svg")


def _page(lines: Sequence[Line]) -> bytes:
    found = environment(__package__, _FILTERS)
    found.globals |= {
        "policy": POLICY,
        "states": STATES,
        "most_named": _MOST_NAMED,
    }
    counts = Counter(state for line in lines for state in line.states)
    page = found.get_template("fleet.html").render(
        # Sorting is stable: of equals the first of the roster comes first.
        lines=sorted(lines, key=lambda line: _RANK[line.worst]),
        headline=_headline(counts[FINE], len(lines)),
        read=_read([line.row.at for line in lines]),
        counts=counts,
        shares=list(_shares(lines)),
        causes=causes(lines, lambda line: line.row),
        tags=sorted({_shown(tag) for line in lines for tag in line.row.tags} - {""}),
        has_firmware=any(line.row.health and line.row.health.firmware for line in lines),
    )
    return page.encode()


def _shown(text: str) -> str:
    """Give a text whole, in one line, and nothing in it that no reader could see."""
    return visible(one_line(text))


# -- what a PBX is like ----------------------------------------------------------------------


def _states(row: Row) -> Iterator[str]:
    health = row.health
    if health is None:
        yield FAILED
    else:
        is_faulty = health.findings["error"] > 0
        if is_faulty:
            yield ERRORS
        if health.is_partial:
            yield PARTIAL
        elif not is_faulty:
            yield FINE
    if row.changes:
        yield CHANGED


def _shares(lines: Sequence[Line]) -> Iterator[tuple[str, int, int]]:
    """Give each worst state with the place and the width of its part of a bar, in thousandths."""
    counts, place = Counter(line.worst for line in lines), 0
    for name in STATES:
        if counts[name]:
            # One PBX of a thousand is to be seen as well.
            width = max(8, round(1000 * counts[name] / len(lines)))
            yield name, place, width
            place += width


# -- words -----------------------------------------------------------------------------------


def _headline(fine: int, all_: int) -> str:
    """Say how many are fine.

    >>> _headline(31, 40), _headline(1, 40), _headline(40, 40)
    ('31 of 40 PBXs are fine', '1 of 40 PBXs is fine', 'All 40 PBXs are fine')
    """
    if all_ <= 1:
        return ("No PBX was visited", "The PBX is fine" if fine else "The PBX is not fine")[all_]
    if fine == all_:
        return f"All {all_} PBXs are fine"
    return f"{fine} of {all_} PBXs {'is' if fine == 1 else 'are'} fine"


def _moment(at: str) -> str:
    """Write a time for people, in UTC.

    >>> _moment("2025-11-05T02:04:59+00:00")
    '5 Nov 2025, 02:04'
    """
    when = datetime.fromisoformat(at).astimezone(UTC)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}, {when:%H:%M}"


def _read(times: Sequence[str]) -> str:
    """Say when the PBXs were visited."""
    moments = [_moment(at) for at in sorted(times, key=datetime.fromisoformat)]
    if not moments:
        return ""
    (first_day, first), (last_day, last) = (moments[end].split(", ") for end in (0, -1))
    if (first_day, first) == (last_day, last):
        return f"Visited on {first_day} at {first} UTC."
    if first_day == last_day:
        return f"Visited on {first_day} between {first} and {last} UTC."
    return f"Visited between {moments[0]} and {moments[-1]} UTC."


_FILTERS: Mapping[str, Callable[..., str]] = {
    "shown": _shown,
    "moment": _moment,
    "capital": capital,
    "counted": counted,
}
