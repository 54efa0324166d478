"""A Diagram as a Mermaid flowchart, or as several where one would pass Mermaid's limits.

Grammar: https://mermaid.js.org/syntax/flowchart.html. Every text from a PBX passes :func:`quote`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..diagram import theme
from ..diagram.model import Arrow, Diagram, Leaf, LegendEntry, Menu, Row, box_text
from ..diagram.overview import sheets
from ..diagram.theme import Palette
from ..diagram.view import View
from ..model.destination import INBOUND_ROUTE
from ..model.keys import spoken
from ..text import columns, one_line, wrap
from . import Drawing

#: Mermaid refuses more; neither limit can be raised from inside a diagram.
#: Source: ``maxEdges`` and ``maxTextSize`` of its configuration, both on its list of secure keys.
MOST_EDGES = 500
MOST_CHARACTERS = 50_000

#: Mermaid breaks lines by itself after 200 pixels, in the middle of ours.
_HEAD = '%%{init: {"flowchart": {"wrappingWidth": 480}}}%%'

# Left as they are: letters, digits, and punctuation that means nothing. All else is written as a
# code, because Mermaid reads Markdown, HTML, icons (``fa:fa-car``), directives (``%%{``) and its
# own codes (``#quot;``) in texts, and mends lines that hold ``style`` and a colon; the last two
# characters are what it writes codes as inside.
# Source: ``encodeEntities``, ``detectInit``, ``markdownToHTML`` of Mermaid 10 to 12.
_CODED = re.compile(
    r'["#$%&*;<=>@[\\\]^`{|}~\ufb02\xb6]|:(?!\s)|(?<!\w)_|_(?!\w)|(?<=www)\.', re.IGNORECASE
)
# Between what Mermaid takes for a line break, a formula, an icon, or a code of its own, once more.
_FOUND_LATER = re.compile(
    r"(?<=\\)(?=n)|(?<=\$)(?=\$)|(?<=\w:)(?=[a-z])|(?<=\ufb02)(?=\xb0)|(?<=\xb6)(?=\xdf)",
    re.IGNORECASE,
)
# What begins a list at the beginning of a line.
_BEGINNING = re.compile(r"^(?:[-+]|\d+(?=[.)]))")

#: Brackets round a label, by the shape that Graphviz draws. Only those that Mermaid has had from
#: early on, because wikis run old ones.
_BRACKETS = {
    "plain": ('["', '"]'),
    "box": ('("', '")'),
    "cylinder": ('[("', '")]'),
    "hexagon": ('{{"', '"}}'),
    "ellipse": ('(["', '"])'),
    "note": ('>"', '"]'),
    "folder": ('[\\"', '"/]'),
    "cds": ('[/"', '"/]'),
    "parallelogram": ('[\\"', '"\\]'),
    "tab": ('[/"', '"\\]'),
    "octagon": ('((("', '")))'),
    "box3d": ('[["', '"]]'),
}
_LINES = {
    "fallback": "dotted",
    "back": "dashed",
    "rings": "dotted, from a group",
    "owns": "dotted, without a tip",
    "closed": "grey dashes",
    "forced": "very thick",
    "unreached": "grey box",
    "error": "very thick",
    "warning": "thick",
    "added": "thick with +",
    "removed": "dashed with –",
    "changed": "thick with ~",
    "unchanged": "thin",
}
_COLUMNS = 64
_BADGE_COLUMNS = 44
_DOT = " · "
_WIDTHS = {"error": "4px", "warning": "3px"}
#: How wide an arrow is by what became of it between two states.
_BECAME = {"added": "4px", "removed": "3px", "changed": "4px", "unchanged": "1px"}
_DASHES = "stroke-dasharray:7 5"
#: Class of a box that no call comes to.
_UNREACHED = "unreached"


class Chart(NamedTuple):
    """One flowchart.

    Attributes:
        diagram: What it shows.
        text: Mermaid text.
    """

    diagram: Diagram
    text: str


def write(drawing: Drawing) -> str:
    """Write a drawing as one chart; above Mermaid's limits it is an overview of the parts."""
    return next(charts(drawing)).text


def charts(drawing: Drawing) -> Iterator[Chart]:
    """Write a drawing as few charts as Mermaid's limits allow.

    Returns:
        One chart, whose destinations are boxes if there is room, else stand in the menus' labels;
        or, where that is too large as well, an overview followed by a chart for each part.
    """
    diagram = drawing.diagram
    if chart := _first_that_fits(diagram, folded(diagram)):
        yield chart
        return
    about = drawing.view or View(direction=diagram.direction, findings=drawing.findings)
    overview, *others = sheets(drawing.graph, drawing.loops, about)
    where = f"{overview.diagram.subtitle}{_DOT}the .md format has a chart for each part"
    yield _part(overview.diagram._replace(subtitle=where))
    for sheet in others:
        yield _part(sheet.diagram)


def _first_that_fits(*diagrams: Diagram) -> Chart | None:
    for diagram in diagrams:
        if len(diagram.arrows) <= MOST_EDGES:
            chart = _chart(diagram)
            if size(chart.text) <= MOST_CHARACTERS:
                return chart
    return None


def folded(diagram: Diagram) -> Diagram:
    """Leave out destinations that the menus' rows tell; what a call can leave again stays."""
    sources = {arrow.source for arrow in diagram.arrows}
    targets = {arrow.target for arrow in diagram.arrows}
    leaves = [leaf for leaf in diagram.leaves if leaf.id in sources or leaf.id not in targets]
    fewer = diagram._replace(leaves=tuple(leaves))
    kept = {box.id for box in fewer.boxes}
    return fewer._replace(arrows=tuple(a for a in diagram.arrows if a.target in kept))


def _part(sheet: Diagram) -> Chart:
    """Write a part with as much as there is room for: in the end without what its keys do."""
    bare = sheet._replace(
        menus=tuple(menu._replace(facts=(), rows=()) for menu in sheet.menus),
        arrows=sheet.arrows[:MOST_EDGES],
    )
    if hidden := len(sheet.arrows) - len(bare.arrows):
        bare = bare._replace(subtitle=f"{sheet.subtitle}{_DOT}{hidden} arrows are not drawn")
    return _first_that_fits(sheet, folded(sheet)) or _chart(bare)


def size(text: str) -> int:
    """Count characters as Mermaid does: one beyond U+FFFF counts as two."""
    return len(text) + sum(character > "\uffff" for character in text)


# -- text ------------------------------------------------------------------------------------


def quote(text: str) -> str:
    """Make a text safe in an accessible title or a comment; for boxes see :func:`label`.

    Args:
        text: One line.

    Returns:
        The text, with codes such as ``#60;`` for what Mermaid would read as more than text.

    >>> quote('Sales <b> & "R#1"')
    'Sales #60;b#62; #38; #34;R#35;1#34;'
    """
    coded = _CODED.sub(_code, text)
    return _BEGINNING.sub(lambda match: _code(match) + match.group()[1:], coded)


def _code(match: re.Match[str]) -> str:
    return f"#{ord(match.group()[0])};"


def label(text: str) -> str:
    r"""Make a text safe in the label of a box or an arrow.

    Mermaid decodes its codes there before it looks for line breaks (``\n``), icons, formulas and
    more codes; an empty element between two letters keeps it from finding any.

    >>> label(r"a\new line")
    'a#92;<b></b>new line'
    """
    return "<b></b>".join(map(quote, _FOUND_LATER.split(text)))


# -- a chart ---------------------------------------------------------------------------------


def _chart(diagram: Diagram) -> Chart:
    """Write a Diagram as one flowchart, however large it is.

    What is shortened in a box stands whole in a comment, as far as there is room.
    """
    statements = [
        f"accTitle: {quote(diagram.title)}",
        f"accDescr: {quote(diagram.subtitle)}",
        *_statements(diagram),
        *_line_styles(diagram),
        f'about["{_about(diagram)}"]:::about',
        *_before_all(diagram),
        *_classes(diagram),
    ]
    body = "".join(f"    {statement}\n" for statement in statements)
    text = f"{_HEAD}\nflowchart {diagram.direction}\n{body}"
    return Chart(diagram, text + "".join(_asides(diagram, MOST_CHARACTERS - size(text))))


def _asides(diagram: Diagram, room: int) -> Iterator[str]:
    """Give a comment for each box that does not show a text whole."""
    for box in diagram.boxes:
        if any("…" in text for text in box_text(box)):
            aside = f"    %% {_id(box.id)}: {quote(one_line(box.tooltip))}\n"
            if size(aside) <= room:
                room -= size(aside)
                yield aside


def _statements(diagram: Diagram) -> Iterator[str]:
    """Write the boxes and arrows."""
    by_arrow: defaultdict[str, set[str]] = defaultdict(set)
    for arrow in diagram.arrows:
        by_arrow[arrow.source].update(arrow.keys)
    captions: dict[tuple[str, str], str] = {}
    for menu in diagram.menus:
        yield _menu(menu, by_arrow[menu.id])
        captions.update({(menu.id, row.key): row.caption for row in menu.rows})
    for leaf in diagram.leaves:
        yield _leaf(leaf)
    for arrow in diagram.arrows:
        yield _arrow(arrow, captions)


def _id(identity: str) -> str:
    """Give a box's id, which must not begin with a word of the grammar, or hold two dashes."""
    return "-".join(("n", *(part or "_" for part in identity.split("-"))))


def _lines(lines: Sequence[str]) -> str:
    return "<br/>".join(lines)


def _about(diagram: Diagram) -> str:
    """Write headline, subtitle and legend as the label of one box."""
    kinds = [f"{theme.STYLES[e.name].glyph} {e.caption}" for e in diagram.legend if _is_kind(e)]
    lines = [f"{_LINES[e.name]}: {e.caption}" for e in diagram.legend if not _is_kind(e)]
    told = [*_rows(diagram.subtitle.split(_DOT)), *_rows(kinds), *_rows(lines)]
    return _lines([_bold([label(diagram.title)]), *map(label, told)])


def _rows(parts: Sequence[str]) -> list[str]:
    """Join short texts to lines of about equal length."""
    rows = [""]
    for part in parts:
        joined = f"{rows[-1]}{_DOT}{part}" if rows[-1] else part
        if columns(joined) <= _COLUMNS:
            rows[-1] = joined
        else:
            rows.append(part)
    return [row for row in rows if row]


def _before_all(diagram: Diagram) -> Iterator[str]:
    """Put the headline in front of the first box, where no arrow crosses it."""
    for box in diagram.boxes[:1]:
        yield f"about ~~~ {_id(box.id)}"


def _is_kind(entry: LegendEntry) -> bool:
    return entry.name in theme.STYLES


def _menu(menu: Menu, by_arrow: set[str]) -> str:
    names = " ".join(filter(None, (menu.number, menu.name[0]))), *menu.name[1:]
    headline = [label(part) for part in names if part] or [label(menu.spoken)]
    rows = (_row(row) for row in menu.rows if row.key not in by_arrow)
    small = map(label, (*menu.facts, *_badges(menu), *rows))
    return f'{_id(menu.id)}["{_lines([_bold(headline), *small])}"]:::{_look(menu)}'


def _bold(lines: Sequence[str]) -> str:
    return f"<b>{_lines(lines)}</b>"


def _badges(box: Menu | Leaf) -> Iterator[str]:
    for badge in box.badges:
        yield from wrap(badge.marked, _BADGE_COLUMNS, 9)


def _look(menu: Menu) -> str:
    """Give the class of a menu's box: where it stands, and how bad it is or what became of it."""
    if menu.is_unreached:
        return _UNREACHED
    place = "entry" if menu.is_entry else "root" if menu.is_root else "menu"
    found = {menu.tone} if menu.tone else {badge.tone for badge in menu.badges}
    tones = [tone for tone in (*_WIDTHS, *_BECAME) if tone in found]
    return "-".join([place, *tones[:1]])


def _row(row: Row) -> str:
    """Say a key that no arrow tells."""
    sign = theme.STYLES[row.style].glyph if row.style else ""
    was = f"(was: {row.was})" if row.was else ""
    return " ".join(filter(None, (f"{row.caption}:", sign, *row.text, row.detail, was)))


def _leaf(leaf: Leaf) -> str:
    style = theme.STYLES[leaf.style]
    opening, closing = _BRACKETS["plain" if style.dashed else style.shape]
    name, *more = leaf.name
    lines = (f"{style.glyph} {name}", *more, *leaf.detail, *_badges(leaf))
    return f"{_id(leaf.id)}{opening}{_lines([*map(label, lines)])}{closing}:::{_class(leaf)}"


def _class(leaf: Leaf) -> str:
    if leaf.is_unreached:
        return _UNREACHED
    # A class must not be a word of the grammar either.
    return f"k-{leaf.tone or leaf.style.replace('_', '-')}"


def _arrow(arrow: Arrow, captions: Mapping[tuple[str, str], str]) -> str:
    keys = [captions.get((arrow.source, key)) or spoken(key) for key in arrow.keys]
    words = [", ".join(keys), *(["loop"] if arrow.tone in _WIDTHS else [])]
    words += [arrow.closed]
    text = label(" – ".join(filter(None, words)))
    is_dotted = arrow.is_fallback or arrow.manner == "rings"
    lines = {"forced": "==>", "owns": "-.-"}
    line = lines.get(arrow.manner, "-.->" if is_dotted else "-->")
    told = f'|"{text}"|' if text else ""
    return f"{_id(arrow.source)} {line}{told} {_id(arrow.target)}"


def _line_styles(diagram: Diagram) -> Iterator[str]:
    """Give the looks of arrows that differ from the rest, with the numbers of the arrows."""
    numbers: defaultdict[str, list[str]] = defaultdict(list)
    for number, arrow in enumerate(diagram.arrows):
        if look := _line_style(arrow, diagram.colours):
            numbers[look].append(str(number))
    yield from (f"linkStyle {','.join(found)} {look}" for look, found in numbers.items())


def _line_style(arrow: Arrow, colours: Palette) -> str:
    looks = []
    if width := {**_WIDTHS, **_BECAME}.get(arrow.tone or ""):
        looks += [f"stroke:{colours.tones[arrow.tone or '']}", f"stroke-width:{width}"]
    if arrow.manner == "forced":
        looks += [f"stroke:{colours.ink},stroke-width:4px"]
    if arrow.is_closed:
        looks += [f"stroke:{colours.closed_line}"]
    is_dashed = (arrow.is_back or arrow.is_closed) and not arrow.is_fallback
    if arrow.tone == "removed" or (is_dashed and arrow.tone not in ("added", "changed")):
        looks += [_DASHES]
    return ",".join(looks)


def _classes(diagram: Diagram) -> Iterator[str]:
    """Give the colours of the boxes that occur."""
    colours = diagram.colours
    box = f"fill:{colours.paper},color:{colours.ink},text-align:left"
    yield f"classDef about {box},stroke:{colours.cell_line}"
    for look in sorted({_look(menu) for menu in diagram.menus if not menu.is_unreached}):
        place, _, tone = look.partition("-")
        width = "4px" if place == "root" else "2px"
        stroke = colours.styles[INBOUND_ROUTE].border if place == "entry" else colours.frame
        stroke = colours.tones.get(tone, stroke)
        yield f"classDef {look} {box},stroke:{stroke},stroke-width:{width}"
    for name, look in sorted(_paints(diagram).items()):
        yield f"classDef {name} {look}"


def _paints(diagram: Diagram) -> dict[str, str]:
    """Give the colours of leaves, and of what no call comes to."""
    colours = diagram.colours
    found = {_class(leaf): _paint(leaf, colours) for leaf in diagram.leaves}
    if any(menu.is_unreached for menu in diagram.menus):
        found[_UNREACHED] = _grey(colours)
    return found


def _grey(colours: Palette) -> str:
    ink, line = colours.closed_ink, colours.closed_line
    return f"fill:{colours.paper},stroke:{line},color:{ink},{_DASHES}"


def _paint(leaf: Leaf, colours: Palette) -> str:
    if leaf.is_unreached:
        return _grey(colours)
    style = colours.styles[leaf.style]
    fill, stroke, ink = style.fill, style.border, style.text
    if tone := leaf.tone:
        fill, stroke, ink = colours.tone_fills[tone], colours.tones[tone], colours.tone_texts[tone]
    is_dashed = leaf.tone == "removed" if leaf.tone else style.dashed
    dashes = ",stroke-dasharray:5 4" if is_dashed else ""
    return f"fill:{fill},stroke:{stroke},color:{ink}{dashes}"
