"""From a Diagram, or its graph, to the text or bytes of a format.

A format is a module and one line in :data:`FORMATS`; it is loaded when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..errors import UsageError

if TYPE_CHECKING:
    from ..callgraph import CallGraph
    from ..diagram.model import Diagram
    from .engine import Command, Engine

EngineName = Literal["bundled", "system", "pango"]


class Format(NamedTuple):
    """A format that a picture can be written in.

    Attributes:
        what: What it is good for, in a few words.
        engines: Engines that can draw it, best first; empty where none is needed.
    """

    what: str
    engines: tuple[EngineName, ...] = ()


FORMATS: dict[str, Format] = {
    ".svg": Format("vector picture for browsers and documents", ("bundled", "system", "pango")),
    ".png": Format("bitmap for mail and chat", ("bundled", "system", "pango")),
    ".pdf": Format("vector picture for printing", ("system", "pango", "bundled")),
    ".dot": Format("Graphviz source"),
    ".json": Format("the graph as networkx node-link data"),
}


class Drawing(NamedTuple):
    """Everything that a format may be written from."""

    graph: CallGraph
    diagram: Diagram


def format_of(path: str) -> str:
    """Give the format that a file's name asks for.

    Raises:
        UsageError: There is no such format.
    """
    suffix = Path(path).suffix.lower()
    if suffix in FORMATS:
        return suffix
    near = get_close_matches(suffix, FORMATS, 1)
    known = " ".join(FORMATS)
    raise UsageError(
        f"unknown format {suffix!r}" if suffix else "the file's name has no extension",
        where=f"-o {path}",
        hint=(f"did you mean {near[0]}? " if near else "") + f"known formats: {known}",
    )


def engine_for(suffix: str, engine: Engine) -> Command | None:
    """Choose the engine for a format; None where none is needed.

    Raises:
        EngineError: No engine is installed that can draw it.
    """
    from .engine import choose

    order = FORMATS[suffix].engines
    return choose(engine, order, f"{suffix} files") if order else None


def export(suffix: str, drawing: Drawing, command: Command | None) -> bytes:
    """Write a drawing in a format.

    Args:
        suffix: A key of :data:`FORMATS`.
        drawing: What to write.
        command: The engine of :func:`engine_for`.

    Raises:
        EngineError: The engine failed, or the picture would be too large for the format.
    """
    from . import dot, graph_json, pdf, png, svg

    if suffix == ".dot":
        return dot.render(drawing.diagram).encode()
    if suffix == ".json":
        return graph_json.render(drawing.graph).encode()
    if command is None:
        raise UsageError(f"no engine was chosen for {suffix}")
    draw: Callable[[Diagram, Command], bytes] = {
        ".svg": svg.draw,
        ".png": png.draw,
        ".pdf": pdf.draw,
    }[suffix]
    return draw(drawing.diagram, command)
