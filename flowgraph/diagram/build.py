"""From the call graph and its verdicts to a Diagram: what to draw, and nothing of how."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..analysis.around import OWNS, RINGS
from ..analysis.at_moment import FORCED
from ..analysis.loops import KIND_ORDER, SEVERITY_ORDER, Loop, Severity
from ..callgraph import CallGraph, is_menu
from ..model.destination import (
    DIAL_BY_NAME,
    END_CALL,
    INBOUND_ROUTE,
    IVR,
    PLAY_GREETING,
    PLAY_PROMPT,
)
from ..model.keys import DEFAULT, INVALID, TIMEOUT, rank, spoken
from ..text import wrap
from . import theme, wording
from .changes import marked, rounds
from .legend import legend
from .marks import Marks
from .model import Arrow, Badge, Diagram, Leaf, Manner, Menu, Row
from .structure import branches, islands, passing
from .tones import Tones, tones
from .view import PLAIN, View

#: Up to here destinations are nodes of their own; above they stand in the menus' tables alone,
#: which lays out about a hundred times faster and reads better.
MOST_MENUS_WITH_LEAVES = 25
#: A destination that more menus share than this is repeated per menu: long lines hide the rest.
MOST_SHARERS = 3

_NAME_WIDTH = 34
_NUMBER_WIDTH = 24
_ROW_WIDTH = 40
_FACT_WIDTH = 44
_LEAF_WIDTH = 30
_LONGEST_ID = 80

#: Ends that are no places: each menu has its own.
_NO_PLACE = frozenset({END_CALL, DIAL_BY_NAME, PLAY_GREETING})
_MANNERS: Mapping[str, Manner] = {FORCED: "forced", RINGS: "rings", OWNS: "owns"}


def build(graph: CallGraph, loops: Sequence[Loop], view: View = PLAIN) -> Diagram:
    """Decide what to draw.

    Args:
        graph: The call graph.
        loops: Its verdicts.
        view: What of it, and how.

    Returns:
        The same Diagram for the same graph and view, whatever format it is drawn in.
    """
    if "changes" in graph.graph:
        return marked(_Builder(graph, rounds(graph), view).diagram(), graph)
    return _Builder(graph, loops, view).diagram()


class _Builder:
    def __init__(self, graph: CallGraph, loops: Sequence[Loop], view: View) -> None:
        self._graph = graph
        self._view = view
        self._at = view.at
        self._marks = Marks(found for found in view.findings if found.node in graph)
        self._loops = [loop for loop in loops if any(menu in graph for menu in loop.menus)]
        self._tones: Tones = tones(self._loops)
        here = [(n, data) for n, data in graph.nodes(data=True) if "elsewhere" not in data]
        self._nodes = [node for node, data in here if is_menu(data)]
        self._elsewhere = [n for n in graph if "elsewhere" in graph.nodes[n]]
        self._entries = [n for n, data in graph.nodes(data=True) if data["kind"] == INBOUND_ROUTE]
        self._boxes = [*self._entries, *self._nodes]
        self._boxes_set = frozenset(self._boxes)
        shown = {*self._boxes, *self._elsewhere}
        self._passing = passing(graph, self._nodes, shown, self._loops)
        self._order = {node: number for number, node in enumerate(graph.nodes)}
        few = len(self._nodes) <= MOST_MENUS_WITH_LEAVES
        self._apart = view.leaves == "apart" or (view.leaves == "auto" and few)
        self._sharers = self._count_sharers()
        inner = [*self._boxes, *self._passing]
        self._island = islands(graph, inner)
        self._branches = branches(inner, self._targets) if view.shape == "tree" else None
        edges = graph.edges(keys=True, data=True)
        self._closed = {(n, key): d["closed"] for n, _, key, d in edges if "closed" in d}
        self._leaves: dict[str, Leaf] = {}

    def diagram(self) -> Diagram:
        menus = tuple(self._menu(node) for node in self._boxes)
        sources = [*self._boxes, *self._passing, *self._elsewhere]
        arrows = tuple(arrow for node in sources for arrow in self._arrows(node))
        leaves = (*self._lost_roots(), *self._leaves.values())
        is_known = self._graph.graph.get("is_reach_known", True)
        return Diagram(
            title=" ".join(wrap(self._view.title or self._headline(), 100, 1)),
            subtitle=self._subtitle(),
            direction=self._view.direction,
            menus=menus,
            leaves=leaves,
            arrows=arrows,
            islands=len(set(self._island.values())),
            legend=tuple(legend(menus, leaves, arrows, is_known=is_known)),
            theme=self._view.theme,
            paper=self._view.paper,
        )

    def _headline(self) -> str:
        facts = self._graph.graph
        roots = [self._graph.nodes[node] for node in facts["roots"]]
        said = wording.title(roots, facts["whole"], is_part="centre" in facts)
        return said + (f" – {facts['name']}" if facts["name"] else "")

    # -- parts ----------------------------------------------------------------------------

    def _menu(self, node: str) -> Menu:
        data = self._graph.nodes[node]
        is_entry = data["kind"] == INBOUND_ROUTE
        facts = (wrap(fact, _FACT_WIDTH, 2) for fact in self._facts(node))
        return Menu(
            id=dom_id(node),
            node=node,
            number=" ".join(wrap(data["number"], _NUMBER_WIDTH, 1)),
            name=wrap(data["name"], _NAME_WIDTH, 2),
            facts=tuple(line for lines in facts for line in lines),
            badges=tuple(sorted(self._badges(node), key=_worst_first)),
            rows=tuple(self._rows(node)),
            is_root=self._is_root(node),
            is_entry=is_entry,
            spoken=wording.named(data),
            tooltip=self._tooltip(node, self._grey(node), self._places(node)),
            link=self._view.links.get(node, ""),
            is_unreached=self._is_unreached(node),
        )

    def _facts(self, node: str) -> Iterator[str]:
        data = self._graph.nodes[node]
        yield from self._grey(node)
        if left_out := data.get("keys_left_out"):
            yield f"… {_count(left_out, 'more key')}"
            return
        is_entry = data["kind"] == INBOUND_ROUTE
        yield from wording.entry_facts(data) if is_entry else wording.facts(data)
        if self._at.open.get(node, "") is None:
            yield "not known which row is open at this moment"

    def _tooltip(
        self, node: str, grey: Sequence[str], places: Mapping[str, str] | None = None
    ) -> str:
        told = (" ".join(line.split()) for line in self._marks.tooltip(node))
        return "\n".join([wording.tooltip(self._graph.nodes[node], places), *grey, *told])

    def _places(self, node: str) -> dict[str, str]:
        return {key: self._graph.nodes[target]["label"] for target, key in self._out(node)}

    def _badges(self, node: str) -> Iterator[Badge]:
        if told := wording.overridden(self._graph, self._at, node):
            yield Badge(told, "warning")
        yield from (Badge(text, tone) for text, tone in self._tones.of_menu(node))
        yield from (Badge(text, tone) for text, tone in self._marks.of_node(node))
        for target in dict.fromkeys(target for target, _ in self._out(node)):
            if target not in self._boxes_set and not self._is_drawn(node, target):
                name = wording.called(self._graph.nodes[target])
                for text, tone in self._marks.of_node(target):
                    yield Badge(f"{name}: {text}", tone)

    def _is_root(self, node: str) -> bool:
        # Where all menus are roots, calls arrive at those that no other menu leads to.
        callers = (self._graph.nodes[c] for c in self._graph.predecessors(node) if c != node)
        is_led_to = any(is_menu(caller) for caller in callers)
        everything = self._graph.graph["whole"]
        return node in self._graph.graph["roots"] and not (everything and is_led_to)

    def _rows(self, node: str) -> Iterator[Row]:
        also = {keys[0]: self._alike(node, keys) for _, keys in self._bundles(node)}
        set_rows = {
            key: self._row(node, target, key, also.get(key, ())) for target, key in self._out(node)
        }
        is_part = node in self._entries or "keys_left_out" in self._graph.nodes[node]
        for key in () if is_part else (TIMEOUT, INVALID):
            tone = self._marks.of_key(node, key)
            unset = Row(key, spoken(key), "", (wording.NOT_SET,), tone=tone, is_fallback=True)
            set_rows.setdefault(key, unset._replace(is_closed=self._is_unreached(node)))
        yield from (set_rows[key] for key in sorted(set_rows, key=_row_order))

    def _alike(self, node: str, keys: Sequence[str]) -> list[str]:
        """Give the other keys of a bundle that are as open as its first."""
        first = self._is_closed(node, keys[0])
        return [key for key in keys[1:] if self._is_closed(node, key) == first]

    def _is_unreached(self, node: str) -> bool:
        return "unreached" in self._graph.nodes[node]

    def _grey(self, node: str) -> list[str]:
        """Say of a node that no call comes to why it is grey; nothing of others."""
        return [wording.UNREACHED] if self._is_unreached(node) else []

    def _is_closed(self, node: str, key: str) -> bool:
        """Whether no call takes a key at the moment that is drawn."""
        return (node, key) in self._closed or self._is_unreached(node)

    def _row(self, node: str, target: str, key: str, also: Sequence[str]) -> Row:
        data = self._graph.nodes[target]
        count = self._graph.edges[node, target, key].get("count")
        again = target == node
        text = "↔ this menu again" if again else wording.row_text(data, count)
        returning = data["kind"] == PLAY_PROMPT and wording.is_fallback(key)
        closes = self._tones.of_edge(node, key, node) if again or returning else None
        tones = [tone for tone in (closes, self._marks.of_key(node, key)) if tone]
        detail = "" if again else " ".join(wrap(wording.detail(data), 24, 1))
        return Row(
            key=key,
            caption=self._caption(node, target, key),
            style=wording.style_of(data),
            text=wrap(text, _ROW_WIDTH, 2),
            detail=" · ".join(filter(None, (detail, self._closed.get((node, key))))),
            also=", ".join(self._caption(node, target, other) for other in also),
            tone=min(tones, key=SEVERITY_ORDER.index, default=None),
            is_fallback=wording.is_fallback(key),
            is_closed=self._is_closed(node, key),
        )

    def _caption(self, node: str, target: str, key: str) -> str:
        """Say a key in its row; of the branch without hours, that it stands behind the others."""
        others = [other for _, other in self._out(node) if other != DEFAULT]
        label: str = self._graph.edges[node, target, key]["label"]
        return wording.NO_HOUR if key == DEFAULT and others else label

    def _arrows(self, node: str) -> Iterator[Arrow]:
        for target, keys in self._bundles(node):
            yield self._arrow(node, target, keys)

    def _bundles(self, node: str) -> list[tuple[str, tuple[str, ...]]]:
        """Give the keys that share an arrow, with its target, in key order, closed ones last.

        A key that closes a loop, or that changed, has an arrow of its own, or the loop would seem
        to leave from the row of a good key; so has what is no key.
        """
        keys: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for target, key in self._out(node):
            if self._is_drawn(node, target):
                tone = self._change(node, target, key) or self._tones.of_edge(node, key, target)
                mark = _MANNERS.get(key) or (tone if tone and tone != "info" else "")
                keys[target, mark].append(key)
        return [
            (target, tuple(sorted(pressed, key=lambda key: self._is_closed(node, key))))
            for (target, _), pressed in keys.items()
        ]

    def _arrow(self, node: str, target: str, keys: tuple[str, ...]) -> Arrow:
        has_rows = node in self._boxes_set
        is_closed = self._is_closed(node, keys[0])
        return Arrow(
            source=dom_id(node) if has_rows else self._start(node),
            row=keys[0] if has_rows else "",
            target=self._end(node, target),
            is_fallback=all(wording.is_fallback(key) for key in keys),
            is_back=self._is_back(node, target),
            tone=None if is_closed else self._worst_tone(node, target, keys),
            spoken=self._sentence(node, target, keys),
            is_closed=is_closed,
            keys=keys,
            closed=self._why_closed(node, keys),
            manner=_MANNERS.get(keys[0], ""),
        )

    def _worst_tone(self, node: str, target: str, keys: Sequence[str]) -> Severity | None:
        found = (self._tones.of_edge(node, key, target) for key in keys)
        return min(filter(None, found), key=SEVERITY_ORDER.index, default=None)

    def _sentence(self, node: str, target: str, keys: tuple[str, ...]) -> str:
        """Say what an arrow stands for, and why no call takes it."""
        nodes = self._graph.nodes
        said = wording.sentence(nodes[node], keys, nodes[target])
        if self._is_unreached(node):
            return f"{said}, {wording.UNREACHED}"
        closed = self._why_closed(node, keys)
        return f"{said}, {closed} at this moment" if closed else said

    def _why_closed(self, node: str, keys: Sequence[str]) -> str:
        """Say why calls take none of an entry's keys; empty where they take one."""
        words = [self._closed.get((node, key), "") for key in keys]
        return " or ".join(dict.fromkeys(words)) if all(words) else ""

    def _start(self, node: str) -> str:
        """Give the id of what an arrow leaves that has no rows."""
        if node in self._passing:
            return self._leaf(node, node)
        return self._reference(f"{dom_id(node)}-before", node)

    def _end(self, node: str, target: str) -> str:
        """Give the id of what an arrow points at."""
        if self._is_reference(node, target):
            return self._reference(f"{dom_id(target)}-from-{dom_id(node)}", target)
        is_box = is_menu(self._graph.nodes[target])
        return dom_id(target) if is_box else self._leaf(node, target)

    def _out(self, node: str) -> list[tuple[str, str]]:
        """Give what a node leads to, in key order; where a key led comes before where it leads."""
        edges = ((target, key) for _, target, key in self._graph.out_edges(node, keys=True))
        return sorted(
            edges, key=lambda edge: (_row_order(edge[1]), self._change(node, *edge) != "removed")
        )

    def _targets(self, node: str) -> list[str]:
        return [target for target, _ in self._out(node)]

    def _change(self, node: str, target: str, key: str) -> str:
        """Give what became of a key between two states; empty in a picture of one."""
        found: str = self._graph.edges[node, target, key].get("change", "")
        return found

    def _is_drawn(self, node: str, target: str) -> bool:
        data = self._graph.nodes[target]
        if data["kind"] == PLAY_PROMPT:
            return False
        if target == node:
            # A menu says so in its row; a group has none.
            return node in self._passing
        # What a call can leave again is drawn wherever it stands, and so is where it leaves to.
        goes_on = node in self._passing or target in self._passing
        return is_menu(data) or goes_on or self._apart

    def _is_reference(self, node: str, target: str) -> bool:
        """Whether an arrow points at a reference, because its target is drawn elsewhere."""
        if "elsewhere" in self._graph.nodes[target]:
            return True
        if self._branches is None:
            return False
        is_inner = target in self._boxes_set or target in self._passing
        return is_inner and (node, target) not in self._branches

    def _is_back(self, node: str, target: str) -> bool:
        if self._is_reference(node, target):
            return False
        earlier = self._order[target] <= self._order[node]
        return earlier and self._tones.share_a_loop(node, target)

    # -- leaves ---------------------------------------------------------------------------

    def _count_sharers(self) -> Counter[str]:
        return Counter(
            target for node in self._boxes for target in set(self._graph.successors(node))
        )

    def _owner(self, node: str, target: str) -> str:
        """Give the menu that has a destination for itself; empty where it is shared by all."""
        if target in self._passing:
            return ""
        is_shared = self._sharers[target] > MOST_SHARERS
        is_tree = self._branches is not None
        if is_tree or is_shared or self._graph.nodes[target]["kind"] in _NO_PLACE:
            return node
        callers = self._graph.predecessors(target)
        islands = {self._island[caller] for caller in callers if caller in self._island}
        # A shared queue must not tie menus together that have nothing else in common.
        return self._island[node] if len(islands) > 1 else ""

    def _leaf(self, node: str, target: str) -> str:
        owner = self._owner(node, target)
        identity = f"{dom_id(target)}-of-{dom_id(owner)}" if owner else dom_id(target)
        if identity not in self._leaves:
            is_end = self._graph.nodes[target]["kind"] in _NO_PLACE
            grey = self._grey(owner if owner and is_end else target)
            self._leaves[identity] = self._make_leaf(identity, target, grey)
        return identity

    def _make_leaf(self, identity: str, node: str, grey: Sequence[str]) -> Leaf:
        data = self._graph.nodes[node]
        name, detail = wording.leaf_words(data)
        return Leaf(
            id=identity,
            node=node,
            style=wording.style_of(data),
            name=wrap(name, _LEAF_WIDTH, 2),
            detail=(*self._leaf_detail(node, detail), *grey),
            spoken=", ".join((data["label"], *grey)),
            tooltip=self._tooltip(node, grey),
            badges=tuple(sorted(self._badges_of_leaf(node), key=_worst_first)),
            link=self._view.links.get(node, ""),
            is_unreached=bool(grey),
        )

    def _badges_of_leaf(self, node: str) -> Iterator[Badge]:
        yield from (Badge(text, tone) for text, tone in self._tones.of_menu(node))
        yield from (Badge(text, tone) for text, tone in self._marks.of_node(node))

    def _reference(self, identity: str, node: str) -> str:
        """Give the id of a leaf that stands for a menu or group which is drawn elsewhere."""
        data = self._graph.nodes[node]
        self._leaves[identity] = Leaf(
            id=identity,
            node=node,
            style=theme.REFERENCE,
            name=wrap(f"{data['number']} {wording.headline(data)}", _LEAF_WIDTH, 2),
            detail=("see there", *self._grey(node)),
            spoken=wording.named(data),
            tooltip=self._tooltip(node, self._grey(node)),
            link=self._view.links.get(node, ""),
            is_unreached=self._is_unreached(node),
        )
        return identity

    def _leaf_detail(self, node: str, detail: str) -> tuple[str, ...]:
        lines = [detail] if detail else []
        for target, keys in self._ways_on(node).items():
            data = self._graph.nodes[target]
            lines.append(f"{', '.join(keys)}: {wording.called(data)} {wording.detail(data)}")
        return tuple(part for line in lines for part in wrap(line, _LEAF_WIDTH + 6, 3))

    def _ways_on(self, node: str) -> dict[str, list[str]]:
        """Give how a call goes on from a group or phone, by target."""
        ways: defaultdict[str, list[str]] = defaultdict(list)
        for target, key in self._out(node):
            if key == OWNS:
                # The line has its word.
                continue
            ways[target].append(self._graph.edges[node, target, key]["label"])
        return ways

    def _lost_roots(self) -> Iterator[Leaf]:
        facts = self._graph.graph
        for node in dict.fromkeys((*facts["roots"], *facts.get("middle", ()))):
            if node not in self._boxes_set and dom_id(node) not in self._leaves:
                yield self._make_leaf(dom_id(node), node, self._grey(node))

    # -- words around the picture -----------------------------------------------------------

    def _subtitle(self) -> str:
        kinds = Counter(data["kind"] for _, data in self._graph.nodes(data=True))
        ends = kinds.total() - kinds[IVR] - kinds[INBOUND_ROUTE]
        parts = [_count(len(self._nodes), "menu"), _count(ends, "destination")]
        if self._entries:
            parts.insert(0, _count(len(self._entries), "inbound route"))
        parts.append(self._loop_words())
        if marked := self._marks.summary():
            parts.append(f"check: {marked}")
        if self._graph.graph["may_time_keys"]:
            parts.append("keys may have time conditions, which the API does not show")
        if self._graph.graph["cut"]:
            parts.append(f"incomplete: {self._graph.graph['cut']}")
        if self._at.words:
            parts.insert(0, self._at.words)
        return " · ".join(parts)

    def _loop_words(self) -> str:
        """Count the loops that can be seen to go round."""
        found = Counter(loop.kind for loop in self._loops if self._is_whole(loop))
        if told := [f"{found[kind]} {kind}" for kind in KIND_ORDER if found[kind]]:
            return "loops: " + ", ".join(told)
        return "no loop is whole in this part" if self._loops else "no loops"

    def _is_whole(self, loop: Loop) -> bool:
        """Whether all of a loop's boxes are drawn, with the edges of its witness."""
        drawn = self._graph.nodes.keys() - self._elsewhere
        if not drawn.issuperset(loop.menus):
            return False
        # A step may come back by way of a prompt, so that its key alone is looked for.
        keys = {(node, key) for node, _, key in self._graph.out_edges(loop.menus, keys=True)}
        return all((step.source, step.key) in keys for step in loop.witness)


def _row_order(key: str) -> tuple[bool, bool, int]:
    """Put keys in order; nobody knows when a call takes the branch without hours: it comes last."""
    return key == FORCED, key == DEFAULT, rank(key)


def _worst_first(badge: Badge) -> int:
    return SEVERITY_ORDER.index(badge.tone)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def dom_id(node: str) -> str:
    """Give a node's id in a picture: ours alone, no colon, nothing that a name could forge.

    >>> dom_id("ring_group:5"), dom_id("play_greeting:a b.wav")
    ('ring-group-5', 'play-greeting-a_20_b_2e_wav')
    """
    kind, _, value = node.partition(":")
    plain = f"{'-'.join(map(_plain, kind.split('_')))}-{_plain(value)}"
    if len(plain) <= _LONGEST_ID:
        return plain
    return f"{plain[:40]}-{hashlib.sha256(node.encode()).hexdigest()[:16]}"


def _plain(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in text)
