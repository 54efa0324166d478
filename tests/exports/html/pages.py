"""Pages to look at: the sample, generated menus, menus with names that nobody should trust."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

from helpers import read
from hostile import STRINGS
from menus import calls

from flowgraph.analysis.loops import loops
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.crawl import crawl
from flowgraph.diagram.build import build
from flowgraph.diagram.view import View
from flowgraph.exports import Drawing, engine_for, export
from flowgraph.rules import all_rules
from flowgraph.rules.flow import Flow
from flowgraph.rules.judging import judge
from flowgraph.sources.opening import open_path
from flowgraph.text import one_line, visible

SAMPLE = Path(__file__).parents[3] / "samples" / "harbour-dental" / "pbx"


def drawing(graph: CallGraph, *, checked: bool = True, **view: Any) -> Drawing:
    """Judge a call graph and decide what to draw."""
    verdicts = loops(graph)
    findings = judge(Flow(graph), all_rules().values()).findings if checked else ()
    wanted = View(findings=findings, **view)
    return Drawing(graph, build(graph, verdicts, wanted), verdicts, findings)


def page_of(drawn: Drawing) -> str:
    """Write a drawing as a page."""
    return export(".html", drawn, engine_for(".html", "auto", drawn.diagram)).decode()


@cache
def sample() -> Drawing:
    """Draw the whole sample PBX."""
    with open_path(str(SAMPLE)) as source:
        menus = [entry.id for entry in source.index()]
        entries = [f"inbound_route:{number}" for number in (1, 2, 4)]
        return drawing(call_graph(crawl(source, [*menus, *entries], is_whole=True)))


@cache
def sample_page() -> str:
    return page_of(sample())


@cache
def generated_page(pbx: Path) -> str:
    """Write the page of a generated PBX, whose first menu is IVR 1."""
    return page_of(drawing(call_graph(read(pbx, [1]))))


#: Names as the wire hands them on; those of many thousand letters are tried in a few places only.
HOSTILE = [name for name in dict.fromkeys(map(visible, STRINGS)) if len(name) < 600]


@cache
def hostile() -> Drawing:
    """Draw menus that are called like nobody would call them, and lead to numbers like that."""
    ring = [*range(1, len(HOSTILE) + 1), 1]
    steps = [f"ivr:{one} -1-> ivr:{other}" for one, other in pairwise(ring)]
    names = zip(ring, HOSTILE, HOSTILE[1:] + HOSTILE[:1], strict=False)
    settings = {
        f"ivr_{number}": {"number": str(6000 + number), "name": name, "prompts": (file,)}
        for number, name, file in names
    }
    kinds = [
        f"ivr:{n} -2-> external_num:{one_line(HOSTILE[-n])}"
        for n in ring[:-1]
        if one_line(HOSTILE[-n])
    ]
    return drawing(calls(*steps, *kinds, **settings), leaves="folded")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._raw = ""
        self.raw: dict[str, list[str]] = {"script": [], "style": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._raw = tag if tag in self.raw else ""
        if self._raw:
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw:
            self.raw[self._raw][-1] += data
        else:
            self.words.append(data)


class Page:
    """A page as a parser reads it.

    Attributes:
        tags: Every element with its attributes.
        text: What a reader can read, blanks and line breaks as one.
        scripts, styles: Contents of these elements.
        data: What the page's script works on.
        policy: The rules of its Content-Security-Policy.
    """

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self.tags = reader.tags
        self.text = " ".join(" ".join(reader.words).split())
        self.scripts, self.styles = reader.raw["script"], reader.raw["style"]
        self.data = json.loads(self.scripts[0])
        content = next(a["content"] for _, a in self.tags if "http-equiv" in a) or ""
        rules = (rule.split(" ", 1) for rule in re.split(r";\s*", content))
        self.policy = {name: (rest or [""])[0].split() for name, *rest in rules}

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]
