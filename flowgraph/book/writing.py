"""From everything that is known to a book."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.at_moment import open_ways
from ..analysis.reach import reached_from
from ..analysis.timing import assumed
from ..callgraph import menus
from ..model.destination import KIND_WORDS, LIST_OF_KIND
from ..model.missing import NOT_FOUND
from ..text import one_line
from .destinations import destinations
from .entries import entry_page
from .found import findings, sentence
from .knowledge import Knowledge
from .material import Material
from .menus import menu_page
from .model import Book
from .parts import Gap

_FORWARDING = (
    "Where telephones forward their calls is not told: it depends on each person's presence status "
    "and changes during the day. A picture of flowgraph draw shows it as it is at the moment, and "
    "may count more destinations."
)
_TIMED_KEYS = "Keys may have time conditions, which the API does not show."
_DESIGNER = (
    "A call flow of the PBX's designer may take a call before an inbound route does; the API does "
    "not show it."
)


def write(material: Material) -> Book:
    """Write a book.

    Args:
        material: What is known; see :func:`~.material.lasting` for what makes it the same at any
            hour.

    Returns:
        Everything in one order, whatever the order of facts. Linear in the size of what it tells.
    """
    known = Knowledge(material)
    snapshot, graph = material.snapshot, material.graph
    pages = known.places.in_order(menus(graph))
    entries = [route for route in snapshot.routes.values() if route.node_id in graph]
    unreached, rung = _off_the_keys(known)
    return Book(
        name=one_line(snapshot.name),
        scope="whole" if snapshot.is_whole else "part",
        starts=tuple(known.places[node] for node in known.survey.roots),
        entries=tuple(entry_page(known, route) for route in entries),
        menus=tuple(menu_page(known, place.node) for place in pages),
        destinations=tuple(destinations(known)),
        findings=findings(known),
        unreached=tuple(known.places.in_order(unreached)),
        rung=tuple(known.places.in_order(rung)),
        gaps=tuple(_gaps(material)),
        remarks=tuple(_remarks(known)),
        assumed=tuple(_assumed(known)),
    )


def _off_the_keys(known: Knowledge) -> tuple[list[str], list[str]]:
    """Give what stands on the PBX's lists and on no page; of a part nothing can be said.

    Returns:
        What no call gets to; then what rings in a group or can be dialled, though no key leads
        there.
    """
    if not known.material.snapshot.is_whole:
        return [], []
    rest = [node for node in known.survey.unreached if node not in known.material.graph]
    entries = [route.node_id for route in known.material.snapshot.routes.values()]
    reached = reached_from(open_ways(known.whole), entries or known.survey.roots)
    return [n for n in rest if n not in reached], [n for n in rest if n in reached]


def _gaps(material: Material) -> Iterator[Gap]:
    if cut := material.snapshot.cut:
        yield Gap("The reading ended early", sentence(cut))
    for gap in material.snapshot.missing.values():
        if gap.status != NOT_FOUND:
            yield Gap(f"IVR {one_line(gap.id)}", sentence(gap.message))
    for kind, reason in material.graph.graph["unread"].items():
        ends = "; ids stand in the place of names" if kind in LIST_OF_KIND else ""
        words = KIND_WORDS.get(kind, kind.replace("_", " "))
        plural = f"{words if words.isupper() else words.lower()}s"
        yield Gap(f"The list of {plural}", sentence(f"{reason}{ends}"))


def _remarks(known: Knowledge) -> Iterator[str]:
    if known.material.graph.graph["may_time_keys"]:
        yield _TIMED_KEYS
    if known.material.snapshot.routes:
        yield _DESIGNER
    yield _FORWARDING


def _assumed(known: Knowledge) -> list[str]:
    paths = known.survey.paths
    keys = {key for path in paths for key in path.keys}
    return [sentence(words) for words in assumed(keys, is_slow=any(path.slow for path in paths))]
