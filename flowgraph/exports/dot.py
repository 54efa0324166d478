"""A Diagram as DOT, by way of the ``graphviz`` package.

Node ids are ours and hold no colon, because Graphviz reads one as a port.
"""

from __future__ import annotations

import math

import graphviz

from ..diagram import theme
from ..diagram.model import Arrow, Diagram, Leaf, Menu
from ..diagram.theme import BECAME, Palette
from . import Drawing, markup

#: From here on the layout is done with quick settings: a little less tidy, many times faster.
QUICK_FROM_MENUS = 300

# Graphviz 2.43 reads 16,384 bytes of a string, and a character may take five (``&amp;``).
_MOST_TOOLTIP = 3200
_LEAST_PACKED = 2
# The engine draws a cylinder's lid the deeper, the taller it is: measured, in parts of the words'
# height, which stand in its middle. Below the lid some room stays, in inches.
_LID = 0.08
_LEAST_BELOW_LID = 0.06


def write(drawing: Drawing) -> str:
    """Write a drawing as DOT text; see :func:`render`."""
    return render(drawing.diagram)


def render(diagram: Diagram, *, quick: bool | None = None) -> str:
    """Write a Diagram as DOT text.

    Args:
        diagram: What to draw.
        quick: Whether to lay it out with quick settings; None lets its size decide.

    Returns:
        DOT with one statement per node and edge; the same Diagram gives the same text.
    """
    if quick is None:
        quick = len(diagram.menus) >= QUICK_FROM_MENUS
    colours = diagram.colours
    graph = graphviz.Digraph("callflow")
    graph.attr("graph", _attributes=_graph_attributes(diagram, quick))
    graph.attr("node", fontname=theme.FONT, fontsize="11", fontcolor=colours.ink)
    graph.attr(
        "edge",
        fontname=theme.FONT,
        fontsize="9",
        color=colours.line,
        fontcolor=colours.ink,
        penwidth="1.2",
        arrowsize="0.7",
    )
    for menu in diagram.menus:
        graph.node(menu.id, markup.menu_table(menu, colours), _attributes=_menu_attributes(menu))
    for leaf in diagram.leaves:
        label = markup.leaf_label(leaf, _leaf_ink(leaf, colours), colours)
        graph.node(leaf.id, label, _attributes=_leaf_attributes(leaf, colours))
    entries = [menu.id for menu in diagram.menus if menu.is_entry]
    if entries and diagram.islands == 1:
        with graph.subgraph() as first:
            first.attr(rank="min")
            for entry in entries:
                first.node(entry)
    menus = frozenset(menu.id for menu in diagram.menus)
    round_ = frozenset(leaf.id for leaf in diagram.leaves if _has_no_corners(leaf))
    for arrow in diagram.arrows:
        look = _arrow_attributes(arrow, colours)
        graph.edge(
            _tail(diagram, arrow, menus, round_), _head(diagram, arrow, menus), _attributes=look
        )
    return str(graph.source)


def _graph_attributes(diagram: Diagram, quick: bool) -> dict[str, str]:
    speed = (
        {"nslimit": "0.1", "mclimit": "0.1", "splines": "line"} if quick else {"splines": "true"}
    )
    return {
        "rankdir": diagram.direction,
        "bgcolor": diagram.colours.paper,
        "pad": "0.3",
        "nodesep": "0.35",
        "ranksep": "0.9",
        "labelloc": "t",
        "labeljust": "l",
        "fontname": theme.FONT,
        "label": markup.heading(diagram),
        **speed,
        **_packing(diagram.islands),
    }


def _packing(islands: int) -> dict[str, str]:
    """Lay groups that nothing connects side by side, instead of all in one long strip."""
    if islands < _LEAST_PACKED:
        return {}
    return {"pack": "40", "packmode": f"array_c{math.isqrt(islands - 1) + 1}"}


def _menu_attributes(menu: Menu) -> dict[str, str]:
    kind = "entry" if menu.is_entry else "menu root" if menu.is_root else "menu"
    look = {"id": menu.id, "class": kind, "shape": "plain", "tooltip": _tooltip(menu.tooltip)}
    return look | _link(menu.link)


def _link(address: str) -> dict[str, str]:
    # Addresses are ours: file names of pictures that are written beside this one.
    return {"URL": address, "target": "_top"} if address else {}


def _leaf_attributes(leaf: Leaf, colours: Palette) -> dict[str, str]:
    style = colours.styles[leaf.style]
    look = ["filled", *(["rounded"] if style.shape == "box" and not style.dashed else [])]
    is_dashed = style.dashed or leaf.tone == "removed"
    return {
        "id": leaf.id,
        "class": f"leaf {leaf.style}",
        "shape": style.shape,
        "style": ",".join([*look, *(["dashed"] if is_dashed else [])]),
        "fillcolor": style.fill,
        "color": style.border,
        "penwidth": "1.3",
        "margin": _margin(leaf, style.shape),
        "tooltip": _tooltip(leaf.tooltip),
        **_least_width(leaf),
        **(_grey(colours) if leaf.is_unreached else _alarm(leaf, colours)),
        **_link(leaf.link),
    }


def _margin(leaf: Leaf, shape: str) -> str:
    """Give the room around a leaf's words, in inches."""
    if shape == "cds":
        # An arrow-shaped node needs room for its point, or the text runs into it.
        return "0.3,0.14"
    if shape == "cylinder":
        height = markup.leaf_height(leaf) / 72
        return f"0.13,{_LEAST_BELOW_LID + _LID * height:.2f}"
    return "0.13,0.07"


def _leaf_ink(leaf: Leaf, colours: Palette) -> str:
    if leaf.is_unreached:
        return colours.closed_ink
    return colours.tone_texts[leaf.tone] if leaf.tone else colours.styles[leaf.style].text


def _grey(colours: Palette) -> dict[str, str]:
    return {"color": colours.closed_line, "fillcolor": colours.paper}


def _alarm(leaf: Leaf, colours: Palette) -> dict[str, str]:
    """Draw what something is wrong with, or what changed, in the colours of that."""
    tone = leaf.tone or (leaf.badges[0].tone if leaf.badges else None)
    if tone is None:
        return {}
    look = {"color": colours.tones[tone], "fillcolor": colours.tone_fills[tone]}
    return look if tone == "unchanged" else look | {"penwidth": "2"}


def _least_width(leaf: Leaf) -> dict[str, str]:
    attribute = markup.width([*leaf.name, *leaf.detail], 11)
    if not attribute:
        return {}
    points = float(attribute.partition('"')[2].rstrip('"'))
    return {"width": f"{points / 72 + 0.3:.2f}"}


def _tooltip(text: str) -> str:
    cut = text if len(text) <= _MOST_TOOLTIP else text[:_MOST_TOOLTIP] + "…"
    # The engine decodes entities in tooltips, so an ampersand must be written as one.
    # No str() around it: the type of its own keeps a name like <b> from being read as markup.
    escaped: str = graphviz.escape(cut.replace("&", "&amp;").replace("\n", "&#10;"))
    return escaped


def _has_no_corners(leaf: Leaf) -> bool:
    """Whether an arrow that left at a corner of a leaf's frame would begin beside its outline."""
    style = theme.STYLES[leaf.style]
    return style.shape == "cylinder" or (style.shape == "box" and not style.dashed)


def _tail(diagram: Diagram, arrow: Arrow, menus: frozenset[str], round_: frozenset[str]) -> str:
    if arrow.row:
        return f"{arrow.source}:{markup.port(arrow.row)}:e"
    if arrow.source in menus:
        return f"{arrow.source}:h:e"
    if arrow.source in round_ and not arrow.is_back:
        return f"{arrow.source}:{'s' if diagram.direction == 'TB' else 'e'}"
    return arrow.source


def _head(diagram: Diagram, arrow: Arrow, menus: frozenset[str]) -> str:
    side = "n" if diagram.direction == "TB" else "w"
    if arrow.target not in menus:
        return f"{arrow.target}:{side}"
    # From the right an arrow that goes back need not run round the table.
    return f"{arrow.target}:h:{'e' if arrow.is_back else side}"


#: How an arrow says what became of it, besides its colour.
_BECAME: dict[str, dict[str, str]] = {
    "added": {"style": "solid", "penwidth": "2.4"},
    "removed": {"style": "dashed", "penwidth": "1.8", "arrowhead": "tee"},
    "changed": {"style": "solid", "penwidth": "2.4", "arrowhead": "diamond"},
    "unchanged": {"penwidth": "1"},
}


#: How an arrow says that it is no key; what a call need not take is dotted as well.
_MANNERS: dict[str, dict[str, str]] = {
    "forced": {"penwidth": "2.4", "arrowhead": "normalnormal"},
    "rings": {"dir": "both", "arrowtail": "odot"},
    "owns": {"dir": "none", "label": " its voicemail "},
}


def _arrow_attributes(arrow: Arrow, colours: Palette) -> dict[str, str]:
    is_dotted = arrow.is_fallback or arrow.manner in ("rings", "owns")
    is_dashed = arrow.is_back or arrow.is_closed
    line = "dotted" if is_dotted else "dashed" if is_dashed else "solid"
    attributes = {"style": line, "tooltip": _tooltip(arrow.spoken), "class": "arrow"}
    if arrow.tone in BECAME:
        attributes |= {"color": colours.tones[arrow.tone], **_BECAME[arrow.tone]}
    elif arrow.tone and arrow.tone != "info":
        # Dots need more ink than a line to be seen from afar.
        width = "3" if arrow.is_fallback else "2"
        attributes |= {"color": colours.tones[arrow.tone], "penwidth": width}
    if arrow.manner:
        attributes |= _MANNERS[arrow.manner]
    if arrow.manner == "forced":
        attributes["color"] = colours.ink
    if arrow.is_closed:
        attributes |= {"color": colours.closed_line, "penwidth": "1"}
    if arrow.is_back:
        attributes["constraint"] = "false"
    return attributes
