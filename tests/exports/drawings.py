"""Drawings that every format is tried on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from helpers import CASES, TREES, folders, read, read_json
from hostile import STRINGS
from menus import snapshot_of

from flowgraph.analysis.loops import loops
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.crawl import crawl
from flowgraph.diagram.build import build
from flowgraph.diagram.view import View
from flowgraph.exports import Drawing, engine_for, export
from flowgraph.model.directory import Entry
from flowgraph.roots import resolve_roots
from flowgraph.sources.opening import open_path
from flowgraph.text import one_line, visible

#: Boxes get eight hostile names each, so that a chart of them keeps within Mermaid's limits.
_TOGETHER = 8
HOSTILE = [STRINGS[i : i + _TOGETHER] for i in range(0, len(STRINGS), _TOGETHER)]

PbxOf = Callable[[Path], Path]


class Case(NamedTuple):
    """A case of ``data/cases`` that can be drawn, or a tree of ``data/trees``."""

    id: str
    folder: Path
    root: int
    labels: Sequence[str] = ()
    forbidden: Sequence[str] = ()


def _cases() -> Iterator[Case]:
    for folder in folders(CASES, "case.json"):
        case = read_json(folder / "case.json")
        expect = case["expect"]
        if expect["menus_reached"] and folder.name != "c05-png-too-large":
            raw = case["kind"] in ("label-escaping", "injection")
            forbidden = expect.get("must_not_appear", []) if raw else []
            labels = expect.get("label_must_survive", [])
            yield Case(folder.name, folder, case["root"], labels, forbidden)
    for folder in folders(TREES, "facts.json"):
        yield Case(folder.name, folder, read_json(folder / "facts.json")["root"])


ALL = list(_cases())


def drawing(graph: CallGraph, view: View | None = None) -> Drawing:
    found = loops(graph)
    view = view or View()
    return Drawing(graph, build(graph, found, view), found, view.findings, view)


def written(suffix: str, planned: Drawing) -> str:
    return export(suffix, planned, engine_for(suffix, "bundled", planned.diagram)).decode()


def drawing_of(folder: Path, *roots: object) -> Drawing:
    return drawing(call_graph(read(folder, roots)))


def everything_on(folder: Path) -> Drawing:
    """A PBX folder as ``draw --all`` draws it."""
    with open_path(str(folder)) as source:
        snapshot = crawl(source, resolve_roots(source, [], everything=True), is_whole=True)
    return drawing(call_graph(snapshot))


def names_of(strings: Sequence[str]) -> list[str]:
    """Give strings as people see them: on one line, with stand-ins for what nobody can see."""
    return [*filter(None, (one_line(visible(text)) for text in strings))]


def hostile(strings: Sequence[str]) -> Drawing:
    """Menus, files, numbers and queues that have strings for names."""
    names = names_of(strings)
    steps, settings, queues = [], {}, {}
    for place, (name, following) in enumerate(pairwise([*names, names[0]]), 1):
        steps += [f"ivr:{place} -1-> ivr:{place % len(names) + 1}"]
        steps += [f"ivr:{place} -2-> external_num:{following}", f"ivr:{place} -3-> queue:{place}"]
        steps += [f"ivr:{place} -4-> play_prompt:{name}", f"ivr:{place} -5-> {_kind(name)}:{name}"]
        settings[f"ivr_{place}"] = {"number": name[:40], "name": name, "prompts": (following,)}
        queues[str(place)] = Entry(str(place), "6400", name)
    return drawing(call_graph(snapshot_of(*steps, directory={"queue": queues}, **settings)))


def _kind(name: str) -> str:
    """Give a kind that newer firmware might have."""
    return "".join(c for c in name if c.isalnum() and c.isascii())[:20].lower() or "end"
