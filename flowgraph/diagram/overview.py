"""A call flow that is too big for one sheet: an overview, and a sheet for each of its parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..analysis.at_moment import FORCED
from ..analysis.loops import KIND_ORDER, SEVERITY_ORDER, Loop
from ..analysis.parts import Part, parts, sheet
from ..callgraph import CallGraph, is_menu
from ..model.destination import INBOUND_ROUTE, IVR
from ..text import wrap
from . import theme, wording
from .build import build, dom_id
from .changes import counts, summary
from .legend import grey, lines
from .marks import Marks
from .model import Arrow, Badge, Diagram, LegendEntry, Menu
from .view import PLAIN, View

#: Up to here everything stands on one sheet. Above, nobody can read it, and drawing takes long.
MOST_ON_ONE_SHEET = 500
#: Menus on the sheet of a part, and parts on an overview: what still fits on a large screen.
MOST_MENUS_IN_A_PART = 16
MOST_PARTS = 40

_NAME_WIDTH = 34
_FACT_WIDTH = 44
_MOST_ENTRIES = 20
_MOST_NAMED = 60


class Sheet(NamedTuple):
    """One of several pictures that belong together.

    Attributes:
        name: What its file is called, without an ending; empty for the overview.
        diagram: The picture.
    """

    name: str
    diagram: Diagram


def needs_overview(graph: CallGraph) -> bool:
    """Whether a call flow has more menus than one sheet should hold."""
    return sum(map(is_menu, graph.nodes.values())) > MOST_ON_ONE_SHEET


def sheets(  # noqa: PLR0913  three of them say where files stand
    graph: CallGraph,
    loops: Sequence[Loop],
    view: View = PLAIN,
    *,
    folder: str = "",
    home: str = "",
    ending: str = "",
) -> Iterator[Sheet]:
    """Draw an overview and the sheets that it leads to.

    Args:
        graph: The call graph.
        loops: Its verdicts.
        view: How it is wanted.
        folder: Where the sheets stand, seen from the overview; with a slash at the end.
        home: Where the overview stands, seen from a sheet.
        ending: Of the sheets' file names, such as ``.svg``.

    Returns:
        The overview first, then overviews of regions where there are very many parts, then a sheet
        for each part: its menus with what they lead to, menus of other parts as references.
    """
    return _Sheets(graph, loops, view, folder, home, ending).all()


class _Sheets:
    def __init__(  # noqa: PLR0913, PLR0917  as sheets
        self,
        graph: CallGraph,
        loops: Sequence[Loop],
        view: View,
        folder: str,
        home: str,
        ending: str,
    ) -> None:
        self._graph = graph
        self._loops = loops
        self._view = view
        self._folder = folder
        self._home_address = home
        self._ending = ending
        self._levels = parts(graph, MOST_MENUS_IN_A_PART, MOST_PARTS)
        self._menus_of = self._all_menus()
        self._homes = [self._home(level) for level in range(len(self._levels))]

    def all(self) -> Iterator[Sheet]:
        top = len(self._levels) - 1
        yield Sheet("", self._overview(top, self._levels[top], "", self._folder))
        for level in range(top, 0, -1):
            finer = {part.top: part for part in self._levels[level - 1]}
            for part in self._levels[level]:
                inner = [finer[member] for member in part.members]
                about = _called(self._graph, part)
                diagram = self._overview(level - 1, inner, about, "")
                yield Sheet(_name(level, part), diagram._replace(home=self._home_address))
        for part in self._levels[0]:
            yield Sheet(_name(0, part), self._sheet(part))

    def _sheet(self, part: Part) -> Diagram:
        cut = sheet(self._graph, part)
        home = self._homes[0]
        links = {
            node: f"{_stem(0)}-{dom_id(home[node])}{self._ending}"
            for node, data in cut.nodes(data=True)
            if "elsewhere" in data
        }
        title = _called(self._graph, part)
        view = self._view._replace(links=links, leaves="folded", title=title)
        return build(cut, self._loops, view)._replace(home=self._home_address)

    def _all_menus(self) -> list[dict[str, list[str]]]:
        """Give the menus of each part, level by level."""
        found: list[dict[str, list[str]]] = []
        for level in self._levels:
            below = found[-1] if found else None
            found.append(
                {
                    part.top: [m for top in part.members for m in (below[top] if below else [top])]
                    for part in level
                }
            )
        return found

    def _home(self, level: int) -> dict[str, str]:
        """Give the part that each menu stands in."""
        return {menu: top for top, menus in self._menus_of[level].items() for menu in menus}

    # -- an overview ----------------------------------------------------------------------

    def _overview(self, level: int, inner: Sequence[Part], about: str, folder: str) -> Diagram:
        tops = {part.top for part in inner}
        entries = [] if about else self._entries()
        boxes = [*map(self._entry, entries), *(self._box(level, part, folder) for part in inner)]
        arrows = [*self._entry_arrows(level, entries), *self._arrows(level, tops)]
        number = sum(len(self._menus_of[level][top]) for top in tops)
        name = self._graph.graph["name"]
        said = about or self._view.title or "Overview of all phone menus"
        is_known = self._graph.graph.get("is_reach_known", True)
        return Diagram(
            title=" ".join(wrap(said + (f" – {name}" if name else ""), 100, 1)),
            subtitle=self._subtitle(number, len(inner)),
            direction=self._view.direction,
            menus=tuple(boxes),
            leaves=(),
            arrows=tuple(arrows),
            islands=1,
            legend=tuple(_legend(boxes, arrows, is_known=is_known)),
            theme=self._view.theme,
            paper=self._view.paper,
        )

    def _subtitle(self, menus: int, inner: int) -> str:
        if "changes" in self._graph.graph:
            return f"{summary(self._graph)} · {inner} parts"
        found = Counter(loop.kind for loop in self._loops)
        told = [f"{found[kind]} {kind}" for kind in KIND_ORDER if found[kind]]
        loops = "loops: " + ", ".join(told) if told else "no loops"
        parts = (self._view.at.words, f"{menus} menus in {inner} parts", loops)
        return " · ".join(filter(None, parts))

    def _entries(self) -> list[str]:
        found = [n for n, d in self._graph.nodes(data=True) if d["kind"] == INBOUND_ROUTE]
        return found[:_MOST_ENTRIES]

    def _entry(self, node: str) -> Menu:
        data = self._graph.nodes[node]
        told = wording.overridden(self._graph, self._view.at, node)
        facts = (wrap(fact, _FACT_WIDTH, 2) for fact in wording.entry_facts(data))
        return Menu(
            id=dom_id(node),
            node=node,
            number="",
            name=wrap(data["name"], _NAME_WIDTH, 2),
            facts=tuple(line for wrapped in facts for line in wrapped),
            badges=(Badge(told, "warning"),) if told else (),
            rows=(),
            is_root=True,
            is_entry=True,
            spoken=data["label"],
            tooltip=wording.tooltip(data),
        )

    def _box(self, level: int, part: Part, folder: str) -> Menu:
        data = self._graph.nodes[part.top]
        menus = self._menus_of[level][part.top]
        names = [self._graph.nodes[menu]["label"] for menu in menus[:_MOST_NAMED]]
        more = [f"and {len(menus) - _MOST_NAMED} more"] if len(menus) > _MOST_NAMED else []
        is_unreached = all(map(self._is_unreached, menus))
        grey = f", {wording.UNREACHED}" if is_unreached else ""
        return Menu(
            id=dom_id(part.top),
            node=part.top,
            number=data["number"],
            name=wrap(data["name"], _NAME_WIDTH, 2),
            facts=tuple(self._facts(menus)),
            badges=tuple(self._badges(set(menus))),
            rows=(),
            is_root=part.top in self._graph.graph["roots"] and not self._graph.graph["whole"],
            is_entry=False,
            spoken=f"{data['label']} and what lies behind it, {len(menus)} menus{grey}",
            tooltip="\n".join([*names, *more]),
            link=f"{folder}{_name(level, part)}{self._ending}",
            is_unreached=is_unreached,
        )

    def _facts(self, menus: Sequence[str]) -> Iterator[str]:
        ends = {
            target
            for menu in menus
            for target in self._graph.successors(menu)
            if self._graph.nodes[target]["kind"] != IVR
        }
        plural = "" if len(menus) == 1 else "s"
        yield f"{len(menus)} menu{plural}, {len(ends)} destinations"
        if unreached := sum(map(self._is_unreached, menus)):
            some = "" if unreached == len(menus) else f"{unreached} of the menus "
            yield f"{some}{wording.UNREACHED}"

    def _is_unreached(self, menu: str) -> bool:
        return "unreached" in self._graph.nodes[menu]

    def _badges(self, menus: set[str]) -> Iterator[Badge]:
        yield from counts(self._graph, menus)
        counted = Counter(
            (loop.kind, loop.severity)
            for loop in self._loops
            if loop.severity != "info" and not menus.isdisjoint(loop.menus)
        )
        for kind, severity in sorted(counted, key=lambda row: SEVERITY_ORDER.index(row[1])):
            number = counted[kind, severity]
            yield Badge(f"{number} {kind} loop{'' if number == 1 else 's'}", severity)
        marked = Marks(f for f in self._view.findings if f.node in menus)
        if said := marked.summary():
            yield Badge(f"check: {said}", "error" if "error" in said else "warning")

    # -- arrows ---------------------------------------------------------------------------

    def _entry_arrows(self, level: int, entries: Sequence[str]) -> Iterator[Arrow]:
        home = self._homes[level]
        for entry in entries:
            edges: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
            for _, target, key, data in self._graph.out_edges(entry, keys=True, data=True):
                if top := home.get(target):
                    edges[top].append((key, "closed" not in data))
            for top, found in edges.items():
                is_open = any(opened for _, opened in found)
                arrow = self._arrow(entry, top, is_back=False, is_open=is_open)
                is_forced = any(key == FORCED for key, _ in found)
                yield arrow._replace(manner="forced" if is_forced else "")

    def _arrows(self, level: int, tops: set[str]) -> Iterator[Arrow]:
        """Give one arrow from a part to another if any call can go over."""
        home = self._homes[level]
        place = {top: number for number, top in enumerate(self._menus_of[level])}
        over: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        for source, target in self._graph.edges():
            before, behind = home.get(source), home.get(target)
            if before in tops and behind in tops and before and behind and before != behind:
                is_open = over[before].get(behind) or not self._is_unreached(source)
                over[before][behind] = is_open
        for before in sorted(over, key=place.__getitem__):
            for behind in sorted(over[before], key=place.__getitem__):
                is_back = place[behind] < place[before]
                yield self._arrow(before, behind, is_back=is_back, is_open=over[before][behind])

    def _arrow(self, source: str, target: str, *, is_back: bool, is_open: bool) -> Arrow:
        names = [self._graph.nodes[node]["label"] for node in (source, target)]
        closed = "" if is_open else ", but not at this moment"
        return Arrow(
            source=dom_id(source),
            row="",
            target=dom_id(target),
            is_fallback=False,
            is_back=is_back,
            tone=None,
            spoken=f"{names[0]} leads to {names[1]}{closed}",
            is_closed=not is_open,
        )


def _stem(level: int) -> str:
    return "part" if level == 0 else "region" if level == 1 else f"region{level}"


def _name(level: int, part: Part) -> str:
    return f"{_stem(level)}-{dom_id(part.top)}"


def _called(graph: CallGraph, part: Part) -> str:
    return f"Behind {graph.nodes[part.top]['label']}"


def _legend(
    boxes: Sequence[Menu], arrows: Sequence[Arrow], *, is_known: bool
) -> Iterator[LegendEntry]:
    if any(box.is_entry for box in boxes):
        yield LegendEntry(INBOUND_ROUTE, theme.STYLES[INBOUND_ROUTE].word)
    yield LegendEntry(IVR, "Menu with what lies behind it")
    yield from lines(arrows)
    yield from grey(boxes, is_known=is_known)
