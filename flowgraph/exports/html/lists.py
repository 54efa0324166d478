"""What the page says in words: an outline of all menus, what was found, the legend.

These lists are there without the script, so that a reader without it, or without the picture, has
everything. They are built as elements: a text cannot become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree
from lxml.builder import E

from ...callgraph import CallGraph, is_menu
from ...diagram import theme, wording
from ...diagram.model import LegendEntry, Menu
from ...diagram.naming import place_of, style_of
from ...model.ids import node_order
from ...model.keys import INVALID, TIMEOUT, rank, spoken
from ...text import one_line
from .faults import Fault

if TYPE_CHECKING:
    from .. import Drawing

_SIGNS = {"error": "✕", "warning": "!", "info": "i"}
_ALWAYS_TOLD = (TIMEOUT, INVALID)
_NO_STYLE = "line"


def html(elements: Iterable[etree._Element]) -> str:
    """Write elements as HTML."""
    return "".join(
        etree.tostring(element, encoding="unicode", method="html") for element in elements
    )


def link_to(node: str) -> str:
    """Give the address of a node on the page, for example ``#ivr:5``."""
    return "#" + quote(node, safe=":")


# -- outline ---------------------------------------------------------------------------------


def outline(drawing: Drawing) -> str:
    """Write all entries and menus with their keys, then the other destinations."""
    graph = drawing.graph
    boxes = [_box(graph, menu) for menu in drawing.diagram.menus]
    told = {menu.node for menu in drawing.diagram.menus}
    rest = sorted((node for node in graph if node not in told), key=node_order)
    parts = [E.h3("Menus"), E.ul({"class": "tree"}, *boxes)]
    if rest:
        ends = (_end(graph, node) for node in rest)
        parts += [E.h3("Destinations"), E.ul({"class": "tree"}, *ends)]
    return html(parts)


def _box(graph: CallGraph, menu: Menu) -> etree._Element:
    data = graph.nodes[menu.node]
    keys = _keys_told(graph, menu)
    alarms = [E.p({"class": f"alarm {badge.tone}"}, badge.text) for badge in menu.badges]
    name = E.summary(_sign(style_of(data)), E.bdi(wording.named(data)))
    return E.li({"id": menu.node}, E.details(name, *alarms, _table(graph, menu.node, keys)))


def _end(graph: CallGraph, node: str) -> etree._Element:
    data = graph.nodes[node]
    row = E.li({"id": node}, E.p(_sign(style_of(data)), E.bdi(one_line(wording.named(data)))))
    if keys := [key for _, _, key in graph.out_edges(node, keys=True)]:
        row.append(_table(graph, node, sorted(keys, key=rank)))
    return row


def _keys_told(graph: CallGraph, menu: Menu) -> list[str]:
    used = {key for _, _, key in graph.out_edges(menu.node, keys=True)}
    slots = graph.nodes[menu.node].get("keys", {})
    unset = {key for key in _ALWAYS_TOLD if slots.get(key, key) is None}
    return sorted(used | unset, key=rank)


def _table(graph: CallGraph, node: str, keys: Sequence[str]) -> etree._Element:
    edges = graph.out_edges(node, keys=True, data=True)
    # In a picture of two states a key may have led elsewhere; where it leads now is told.
    in_turn = sorted(edges, key=lambda edge: edge[3].get("change") != "removed")
    targets = {key: target for _, target, key, _ in in_turn}
    rows = (_row(graph, node, key, targets.get(key)) for key in keys)
    words = "Key" if is_menu(graph.nodes[node]) else "When"
    head = E.thead(E.tr(E.th(words, scope="col"), E.th("Leads to", scope="col")))
    return E.table(head, E.tbody(*rows))


def _row(graph: CallGraph, node: str, key: str, target: str | None) -> etree._Element:
    if target is None:
        return E.tr(E.th(spoken(key), scope="row"), E.td(E.em(wording.NOT_SET)))
    data = graph.nodes[target]
    label = graph.edges[node, target, key]["label"]
    again = " (this menu again)" if target == node else ""
    place = E.a({"href": link_to(target)}, one_line(data["label"]))
    lost = f" – {wording.detail(data)}" if "missing" in data else ""
    closed = graph.edges[node, target, key].get("closed")
    remarks = again + lost + (f" – {closed} at this moment" if closed else "")
    return E.tr(E.th(label, scope="row"), E.td(place, remarks))


def _sign(style: str) -> etree._Element:
    return E.span({"class": f"sign k-{style}", "aria-hidden": "true"}, theme.STYLES[style].glyph)


# -- findings --------------------------------------------------------------------------------


def fault_list(graph: CallGraph, found: Sequence[Fault]) -> str:
    """Write what was found, worst first; each leads to its place. Reasons are told once a rule."""
    if not found:
        return html([E.p({"class": "empty"}, "Nothing was found that needs attention.")])
    rows = [_fault(graph, place, fault) for place, fault in enumerate(found)]
    if found[0].severity != "info":
        # What is told besides waits until somebody asks for it.
        for row, fault in zip(rows, found, strict=True):
            row.attrib.update({"hidden": ""} if fault.severity == "info" else {})
    reasons = {fault.rule: fault.why for fault in found if fault.why}
    terms = (
        E.div(E.dt({"id": f"rule:{rule}"}, E.code(rule)), E.dd(why))
        for rule, why in sorted(reasons.items())
    )
    return html(
        [
            E.ol({"class": "faults"}, *rows),
            E.h3("Why it matters"),
            E.dl({"class": "reasons"}, *terms),
        ]
    )


def _fault(graph: CallGraph, place: int, fault: Fault) -> etree._Element:
    rule = E.a({"href": f"#rule:{fault.rule}", "class": "rule"}, fault.rule)
    item = E.li(
        {"class": f"fault {fault.severity}", "data-fault": str(place)},
        E.p({"class": "where"}, _severity(fault.severity), " ", _place(graph, fault)),
        E.p({"class": "what"}, _sentence(fault.message)),
    )
    if fault.fix:
        item.append(E.p({"class": "fix"}, E.b("To do: "), fault.fix))
    item.append(E.p({"class": "because"}, "Rule ", rule))
    return item


def _severity(severity: str) -> etree._Element:
    sign = E.span({"class": "mark", "aria-hidden": "true"}, _SIGNS[severity])
    return E.span({"class": f"severity {severity}"}, sign, severity.capitalize())


def _place(graph: CallGraph, fault: Fault) -> etree._Element:
    data = graph.nodes[fault.node]
    name = E.bdi(place_of(data))
    key = [E.span({"class": "key"}, spoken(fault.key))] if fault.key else []
    return E.a({"href": link_to(fault.node), "class": "place"}, name, *key)


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:]


# -- legend ----------------------------------------------------------------------------------


def legend(entries: Sequence[LegendEntry]) -> str:
    """Write the signs of kinds and the lines of arrows that occur."""
    kinds = [entry for entry in entries if entry.name in theme.STYLES]
    lines = [entry for entry in entries if entry.name not in theme.STYLES]
    parts = [E.h3("Kinds"), E.ul({"class": "kinds"}, *map(_kind, kinds))]
    if lines:
        parts += [E.h3("Arrows"), E.ul({"class": "lines"}, *map(_line, lines))]
    return html(parts)


def _kind(entry: LegendEntry) -> etree._Element:
    return E.li({"data-kind": entry.name}, _sign(entry.name), E.span(entry.caption))


def _line(entry: LegendEntry) -> etree._Element:
    drawn = E.span({"class": f"{_NO_STYLE} line-{entry.name}", "aria-hidden": "true"})
    return E.li(drawn, E.span(entry.caption))
