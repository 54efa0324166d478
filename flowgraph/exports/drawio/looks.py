"""How the parts of a Diagram look in diagrams.net: shapes, colours, texts, sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...diagram import theme
from ...diagram.model import Arrow, Badge, Leaf, Menu, Row
from ...diagram.theme import Palette
from ...model.destination import INBOUND_ROUTE, IVR
from ...text import columns, wrap
from ..markup import (
    BADGE_COLUMNS,
    LEAF_BADGE_COLUMNS,
    Colours,
    badge_colours,
    header_colours,
    outline,
    port,
    row_colours,
)

#: Keys and values of a style, as the editor names them.
Look = Mapping[str, object]

_SLANT = 10
#: Shapes of the editor, by the shape that Graphviz draws.
_SHAPES: Mapping[str, Look] = {
    "box": {"rounded": 1},
    "cylinder": {"shape": "cylinder3", "boundedLbl": 1, "backgroundOutline": 1, "size": 5},
    "hexagon": {"shape": "hexagon", "perimeter": "hexagonPerimeter", "size": 0.16},
    "ellipse": {"shape": "ellipse", "perimeter": "ellipsePerimeter"},
    "note": {"shape": "note", "size": 8},
    "folder": {"shape": "folder", "tabWidth": 24, "tabHeight": 6},
    "cds": {"shape": "step", "perimeter": "stepPerimeter", "fixedSize": 1, "size": _SLANT},
    "parallelogram": {
        "shape": "parallelogram",
        "perimeter": "parallelogramPerimeter",
        "fixedSize": 1,
        "size": _SLANT,
    },
    "tab": {"shape": "document", "size": 0.12},
    "octagon": {"shape": "mxgraph.basic.octagon2", "dx": 6},
    "box3d": {"shape": "cube", "size": 6},
}
_BOLD, _ITALIC = 1, 2
_WAS_COLUMNS = 44
_LINE_HEIGHT = 1.2
_PADDING = 12
#: Points that a letter is wide, as a share of the font's size.
_LETTER = 0.56

_LEFT: Look = {
    "align": "left",
    "verticalAlign": "middle",
    "fontFamily": theme.FONT,
    "spacing": 0,
    "spacingLeft": 6,
}
_BARE: Look = {"fillColor": "none", "strokeColor": "none"}
_CENTRED: Look = {"align": "center", "verticalAlign": "middle", "fontFamily": theme.FONT}
# What is added to such a list, moved or made larger stays in order.
_LIST: Look = {
    **_LEFT,
    "shape": "swimlane",
    "fontSize": 11,
    "childLayout": "stackLayout",
    "horizontal": 1,
    "horizontalStack": 0,
    "resizeParent": 1,
    "resizeParentMax": 0,
    "resizeLast": 0,
    "marginBottom": 0,
    "collapsible": 0,
}


def style(look: Look) -> str:
    """Write a look as the editor keeps it."""
    return "".join(f"{name}={value};" for name, value in look.items())


def number(value: float) -> str:
    """Write a length in points.

    >>> number(12.34), number(7.0), number(-0.01)
    ('12.3', '7', '0')
    """
    return f"{round(value, 1) + 0:g}"


def share(value: float) -> str:
    """Write a share of a length."""
    return f"{round(value, 3):g}"


# -- menus -----------------------------------------------------------------------------------


class Part(NamedTuple):
    """A cell of a menu.

    Attributes:
        name: What it is called among the cells of the menu; a row is called as its port.
        text: Its lines.
        look: Its style.
        height: Points that it needs.
        row: The row that it is, if it is one.
    """

    name: str
    text: str
    look: Look
    height: float
    row: Row | None = None


def parts(menu: Menu, colours: Palette) -> Iterator[Part]:
    """Give the cells of a menu, one below the other; the first is its head."""
    names = "  ".join(filter(None, (menu.number, menu.name[0]))), *menu.name[1:]
    yield _part("head", "\n".join(names), _head_look(menu, colours), 11)
    cell = {**_LEFT, "strokeColor": colours.cell_line, "fillColor": colours.paper}
    if menu.facts:
        ink = colours.closed_ink if menu.is_unreached else colours.faint_ink
        small = cell | {"fontSize": 9, "fontColor": ink}
        yield _part("facts", "\n".join(menu.facts), small, 9)
    for place, badge in enumerate(menu.badges, 1):
        look = _alarm(badge_colours(badge, menu, colours))
        yield _part(f"badge-{place}", _badge_text(badge, BADGE_COLUMNS), look, 10)
    indent = key_width(menu) + 6
    for row in menu.rows:
        fill, ink, _, edge = row_colours(row, colours)
        look = cell | {"fillColor": fill, "strokeColor": edge, "fontColor": ink}
        look |= {"fontSize": 10, "spacingLeft": number(indent)}
        yield _part(port(row.key), _row_text(row), look, 11)._replace(row=row)


def _part(name: str, text: str, look: Look, size: float) -> Part:
    lines = text.count("\n") + 1
    return Part(name, text, look, lines * size * _LINE_HEIGHT + _PADDING)


def _head_look(menu: Menu, colours: Palette) -> Look:
    fill, ink = header_colours(menu, colours)
    return {
        **_LIST,
        "fillColor": fill,
        "fontColor": ink,
        "swimlaneFillColor": colours.paper,
        "strokeColor": outline(menu, colours),
        "strokeWidth": 3 if menu.is_root else 1,
    }


def _alarm(colours: Colours) -> Look:
    return {
        **_LEFT,
        "fontSize": 10,
        "fontStyle": _BOLD,
        "fontColor": colours.ink,
        "fillColor": colours.fill,
        "strokeColor": colours.edge,
    }


def _badge_text(badge: Badge, width: int) -> str:
    return "\n".join(wrap(badge.marked, width, 3))


def _row_text(row: Row) -> str:
    glyph = f"{theme.STYLES[row.style].glyph} " if row.style else ""
    *lines, last = row.text
    also = f"and {row.also}" if row.also else ""
    was = wrap(f"was: {row.was}", _WAS_COLUMNS, 2) if row.was else ()
    return glyph + "\n".join((*lines, "  ".join(filter(None, (last, row.detail, also))), *was))


def key_width(menu: Menu) -> float:
    """Guess how wide the keys of a menu are, in points."""
    sizes = (columns(row.caption) * _LETTER * (9 if row.is_fallback else 11) for row in menu.rows)
    return max((size + _PADDING for size in sizes), default=0) if menu.rows else 0


def key(row: Row, colours: Palette) -> Look:
    """Give the look of a row's key."""
    size, ink, weight = 11, colours.ink, _BOLD
    if row.is_fallback:
        size, ink, weight = 9, colours.fallback_ink, _ITALIC
    if row.is_closed:
        ink, weight = colours.closed_ink, 0
    return {
        **_CENTRED,
        "fillColor": colours.key_fill,
        "strokeColor": colours.cell_line,
        "fontSize": size,
        "fontColor": ink,
        "fontStyle": weight,
        "connectable": 0,
    }


# -- leaves and arrows -----------------------------------------------------------------------


def leaf_text(leaf: Leaf) -> str:
    """Give the lines of a leaf."""
    badges = (_badge_text(badge, LEAF_BADGE_COLUMNS) for badge in leaf.badges)
    return "\n".join((*leaf.name, *leaf.detail, *badges))


def leaf(leaf: Leaf, colours: Palette) -> Look:
    """Give the look of a leaf: the colours and the shape of its kind."""
    style_ = colours.styles[leaf.style]
    is_plain = style_.dashed and style_.shape == "box"
    look: Look = {
        **_CENTRED,
        **({} if is_plain else _SHAPES[style_.shape]),
        "fontSize": 10,
        "fontColor": style_.text,
        "fillColor": style_.fill,
        "strokeColor": style_.border,
        "strokeWidth": 1.3,
        **({"dashed": 1} if style_.dashed else {}),
    }
    if leaf.is_unreached:
        grey = {"fontColor": colours.closed_ink, "strokeColor": colours.closed_line}
        return {**look, **grey, "fillColor": colours.paper}
    tone = leaf.tone or (leaf.badges[0].tone if leaf.badges else None)
    if tone is None:
        return look
    alarm = {"fillColor": colours.tone_fills[tone], "strokeColor": colours.tones[tone]}
    if leaf.tone:
        alarm["fontColor"] = colours.tone_texts[tone]
    dashes = {"dashed": 1} if tone == "removed" else {}
    return {**look, **alarm, "strokeWidth": 1 if tone == "unchanged" else 2, **dashes}


def indent(leaf: Leaf) -> float:
    """Tell how far inside its rectangle the left edge of a leaf is, half-way down."""
    return {"cds": _SLANT, "parallelogram": _SLANT / 2}.get(theme.STYLES[leaf.style].shape, 0)


def arrow(arrow: Arrow, colours: Palette) -> Look:
    """Give the look of an arrow."""
    colour, width = colours.line, 1.2
    if arrow.tone and arrow.tone != "info":
        colour, width = colours.tones[arrow.tone], 1 if arrow.tone == "unchanged" else 2.5
    if arrow.manner == "forced":
        colour, width = colours.ink, 2.5
    if arrow.is_closed:
        colour, width = colours.closed_line, 1
    return {
        "curved": 1,
        "endArrow": "block",
        "endFill": 1,
        "endSize": 4,
        "strokeColor": colour,
        "strokeWidth": width,
        **_dashes(arrow),
        **_MANNERS.get(arrow.manner, {}),
    }


#: How an arrow says that it is no key, besides its width.
_MANNERS: Mapping[str, Look] = {
    "forced": {"endArrow": "doubleBlock", "endSize": 6},
    "rings": {"dashed": 1, "dashPattern": "1 3", "startArrow": "oval", "startFill": 0},
    "owns": {"dashed": 1, "dashPattern": "1 3", "endArrow": "none"},
}


def _dashes(arrow: Arrow) -> Look:
    if arrow.tone in ("added", "removed", "changed"):
        return {"dashed": 1} if arrow.tone == "removed" else {}
    if arrow.is_fallback:
        return {"dashed": 1, "dashPattern": "1 3"}
    return {"dashed": 1} if arrow.is_back or arrow.is_closed else {}


# -- heading ---------------------------------------------------------------------------------


def headline(colours: Palette) -> Look:
    """Give the look of the title."""
    return {**words(colours), "fontSize": 18, "fontStyle": _BOLD}


def words(colours: Palette) -> Look:
    """Give the look of a text that stands alone."""
    look = {**_BARE, **_LEFT, "spacingLeft": 0}
    return {**look, "fontSize": 10, "fontColor": colours.ink}


def words_width(text: str) -> float:
    """Guess how wide such a text is, in points."""
    return columns(text) * 10 * _LETTER + _PADDING


def line_sign(colour: str) -> Look:
    """Give the look of a legend's arrow."""
    return {**_BARE, **_CENTRED, "fontSize": 10, "fontColor": colour}


def kind_sign(name: str, colours: Palette) -> Look:
    """Give the look of a legend's sign of a kind."""
    style_ = colours.styles[name]
    fill, ink = style_.fill, style_.border
    if name in (INBOUND_ROUTE, IVR):
        fill = colours.entry_fill if name == INBOUND_ROUTE else colours.header_fill
        ink = colours.header_text
    return {
        **_CENTRED,
        "fontSize": 10,
        "fontColor": ink,
        "fillColor": fill,
        "strokeColor": style_.border,
    }
