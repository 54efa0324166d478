"""From a Drawing to the text or bytes of a format.

A format is a module with a function ``write``, and one line in :data:`FORMATS`; it is loaded when
it is asked for. ``write(drawing)`` gives text; where an engine draws, ``write(drawing, command)``
gives bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..errors import UsageError

if TYPE_CHECKING:
    from ..analysis.loops import Loop
    from ..callgraph import CallGraph
    from ..diagram.model import Diagram
    from ..diagram.view import View
    from ..rules.finding import Finding
    from .engine import Command, Engine

# Formats that the engine puts letters into itself.
_WITH_FONTS = frozenset({".png", ".pdf"})

EngineName = Literal["bundled", "system", "pango"]


class Format(NamedTuple):
    """A format that a picture can be written in.

    Attributes:
        module: Module of this package that writes it.
        what: What it is good for, in a few words.
        engines: Engines that can draw it, best first; empty where none is needed.
    """

    module: str
    what: str
    engines: tuple[EngineName, ...] = ()


_ANY: tuple[EngineName, ...] = ("bundled", "system", "pango")

FORMATS: dict[str, Format] = {
    ".svg": Format("svg", "vector picture for browsers and documents", _ANY),
    ".png": Format("png", "bitmap for mail and chat", _ANY),
    ".pdf": Format("pdf", "vector picture for printing", ("system", "pango", "bundled")),
    ".html": Format("html", "interactive page, one file that works offline", _ANY),
    ".drawio": Format("drawio", "diagrams.net, to be edited there", _ANY),
    ".dot": Format("dot", "Graphviz source"),
    ".mmd": Format("mermaid", "Mermaid chart for wikis and Markdown pages"),
    ".md": Format("wiki", "Markdown page with charts and tables"),
    ".txt": Format("outline", "text outline for mails and screen readers"),
    ".json": Format("graph_json", "the graph as networkx node-link data"),
    ".graphml": Format("graphml", "the graph for Gephi, yEd and networkx"),
    ".csv": Format("edges_csv", "the keys as rows for spreadsheets"),
}


class Drawing(NamedTuple):
    """Everything that a format may be written from.

    Attributes:
        graph: The call graph.
        diagram: What is drawn of it.
        loops: The verdicts on it.
        findings: What ``check`` found in it; empty where it was not asked.
        view: How it is wanted, for formats that draw it in parts.
    """

    graph: CallGraph
    diagram: Diagram
    loops: Sequence[Loop] = ()
    findings: Sequence[Finding] = ()
    view: View | None = None


def format_of(path: str) -> str:
    """Give the format that a file's name asks for.

    Raises:
        UsageError: There is no such format.
    """
    suffix = Path(path).suffix.lower()
    if suffix in FORMATS:
        return suffix
    if path == "-":
        raise UsageError(
            "a picture goes to a file, not to standard output", hint="name one, like -o menus.svg"
        )
    near = get_close_matches(suffix, FORMATS, 1)
    known = " ".join(FORMATS)
    raise UsageError(
        f"unknown format {suffix!r}" if suffix else "the file's name has no extension",
        where=f"-o {path}",
        hint=(f"did you mean {near[0]}? " if near else "") + f"known formats: {known}",
    )


def engine_for(suffix: str, engine: Engine, diagram: Diagram | None = None) -> Command | None:
    """Choose the engine for a format; None where none is needed.

    Args:
        suffix: A key of :data:`FORMATS`.
        engine: What the user wants.
        diagram: What will be drawn, once that is known: some characters ask for an engine that
            opens the system's fonts, except in SVG, where the viewer does so, and in PDF where we
            find them ourselves.

    Raises:
        EngineError: No engine is installed that can draw it.
    """
    from .engine import choose

    order = FORMATS[suffix].engines
    why = f"{suffix} files"
    if diagram and suffix in _WITH_FONTS and _lacks_letters(suffix, diagram):
        order = tuple(name for name in order if name != "bundled")
        why += " with these characters (Chinese, Arabic, emoji and the like)"
    return choose(engine, order, why) if order else None


def _lacks_letters(suffix: str, diagram: Diagram) -> bool:
    """Whether the bundled engine cannot put all letters of a picture into a file."""
    from ..diagram.model import all_text
    from .coverage import needs_shaping
    from .typefaces import Typefaces

    strange = list(filter(needs_shaping, all_text(diagram)))
    return bool(strange) and (suffix != ".pdf" or bool(Typefaces(strange).missing))


def export(suffix: str, drawing: Drawing, command: Command | None) -> bytes:
    """Write a drawing in a format.

    Args:
        suffix: A key of :data:`FORMATS`.
        drawing: What to write.
        command: The engine of :func:`engine_for`.

    Raises:
        EngineError: The engine failed, or the picture would be too large for the format.
    """
    wanted = FORMATS[suffix]
    module = import_module(f".{wanted.module}", __package__)
    if not wanted.engines:
        text: str = module.write(drawing)
        return text.encode()
    if command is None:
        raise UsageError(f"no engine was chosen for {suffix}")
    picture: bytes = module.write(drawing, command)
    return picture
