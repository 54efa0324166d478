"""Pictures of a crawl: what can be refused is refused before it, what fails costs only itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

import click

from ..analysis.around import around
from ..analysis.at_moment import at_moment
from ..analysis.loops import Loop, loops
from ..analysis.targets import find_focus
from ..analysis.times import ANY_MOMENT, Moment
from ..callgraph import CallGraph, call_graph
from ..diagram.build import build
from ..diagram.model import Direction
from ..diagram.overview import needs_overview
from ..diagram.theme import ThemeName
from ..diagram.view import Leaves, View
from ..errors import FlowgraphError
from ..exports import Drawing, engine_for, export, format_of
from ..exports.engine import Engine
from ..model.snapshot import Snapshot
from ..outputs import make_folder, write_whole
from ..rules.finding import Finding
from .clock import read_clock, tell_forced, tell_unread
from .gather import warn
from .letters import tell_boxes
from .names import Names
from .options import SourceOptions
from .sheets import CUT_FORMATS, Whole, write_sheets
from .unused import refuse_unused

#: Where a picture goes when the user names no file.
DEFAULT_FOLDER = "output"
#: How far around a focus is drawn.
DEFAULT_HOPS = 1

Overview = Literal["auto", "always", "never"]


class Look(NamedTuple):
    """How pictures are drawn, as the user said it."""

    direction: Direction = "LR"
    leaves: Leaves = "auto"
    engine: Engine = "auto"
    at: datetime | None = None
    tree: bool = False
    focus: str | None = None
    hops: int | None = None
    title: str = ""
    overview: Overview = "auto"
    theme: ThemeName = "screen"
    paper: str | None = None


def look_of(options: Mapping[str, Any]) -> Look:
    """Read the options of a picture."""
    return Look(**{**options, "direction": options["direction"].upper()})


class Plan(NamedTuple):
    """Pictures that were found possible: file and format."""

    pictures: tuple[tuple[str, str], ...]
    look: Look

    def known_as(self, names: Names) -> Plan:
        """Give the plan for what is shown, in which the focus may have another name.

        Raises:
            UsageError: There is no such destination, or several of that name.
        """
        return self._replace(look=self.look._replace(focus=names.focus(self.look.focus)))

    def titled(self, title: str) -> Plan:
        """Give the plan with a headline for pictures to which the user gave none."""
        return self._replace(look=self.look._replace(title=self.look.title or title))


class Judged(NamedTuple):
    """A snapshot with its graph and verdicts.

    Attributes:
        snapshot: What was read.
        graph: Its call graph.
        loops: The verdicts on it.
        moment: What holds for its entries.
        findings: What is marked on pictures.
        listed: What a page lists besides, where that is more than what is marked.
    """

    snapshot: Snapshot
    graph: CallGraph
    loops: list[Loop]
    moment: Moment = ANY_MOMENT
    findings: Sequence[Finding] = ()
    listed: Sequence[Finding] = ()


def plan(targets: Sequence[str], look: Look) -> Plan:
    """Check formats, engines and wishes before anything is fetched.

    Raises:
        UsageError: Unknown format, or an option that no picture can take.
        EngineError: No engine for a format.
    """
    formats = [(target, format_of(target)) for target in targets]
    for _, suffix in formats:
        engine_for(suffix, look.engine)
    refuse_unused(look, {suffix for _, suffix in formats})
    return Plan(tuple(formats), look)


def judge(snapshot: Snapshot) -> Judged:
    """Build the graph and find its loops."""
    graph = call_graph(snapshot)
    return Judged(snapshot, graph, loops(graph))


def judge_at(source: SourceOptions, snapshot: Snapshot, at: datetime | None) -> Judged:
    """Judge what holds at a moment, and warn of entries that somebody has forced."""
    judged = judge(snapshot)
    if at:
        tell_unread(snapshot)
    moment = read_clock(source, snapshot, at).moment
    tell_forced(judged.graph, moment, judged.graph)
    return judged._replace(moment=moment)


def draw(planned: Plan, judged: Judged, *, quiet: bool, alone: bool = True) -> bool:
    """Write all pictures.

    Args:
        planned: What to draw.
        judged: What is drawn.
        quiet: Whether to be silent about what was written.
        alone: Whether the pictures are all that is written.

    Returns:
        Whether all were written. One that fails is told on stderr, and the others go on.

    Raises:
        FlowgraphError: None could be written, and nothing else is.
    """
    pictures = _Pictures(judged, planned.look)
    failures: list[FlowgraphError] = []
    for target, suffix in planned.pictures:
        try:
            note = pictures.write(target, suffix)
        except FlowgraphError as error:
            failures.append(_placed(error, target))
            continue
        if not quiet:
            click.echo(f"wrote {target}{note}", err=True)
    if alone and failures and len(failures) == len(planned.pictures):
        raise failures[0]
    for failure in failures:
        warn(str(failure))
    return not failures


class _Pictures:
    """Pictures of one call flow; what several of them need is made once, when it is needed."""

    def __init__(self, judged: Judged, look: Look) -> None:
        self._look = look
        self._loops = judged.loops
        self._listed = judged.listed or judged.findings
        if look.focus is None:
            self._graph = at_moment(judged.graph, judged.moment)
        else:
            # The verdicts stay those of the whole: what goes round need not go round in a part.
            graph, node = find_focus(judged.snapshot, judged.graph, look.focus)
            marked = at_moment(graph, judged.moment)
            self._graph = around(marked, node, look.hops or DEFAULT_HOPS)
        self._view = View(
            direction=look.direction,
            leaves=look.leaves,
            shape="tree" if look.tree else "graph",
            title=look.title,
            at=judged.moment,
            findings=judged.findings,
            theme=look.theme,
            paper=look.paper or "",
        )

    @cached_property
    def _drawing(self) -> Drawing:
        diagram = build(self._graph, self._loops, self._view)
        # What goes round through menus that are not shown is no loop of this picture.
        here = [loop for loop in self._loops if set(loop.menus) <= set(self._graph)]
        return Drawing(self._graph, diagram, here, self._listed, self._view)

    @cached_property
    def _is_cut(self) -> bool:
        wanted = self._look.overview
        return wanted == "always" or (wanted == "auto" and needs_overview(self._graph))

    def write(self, target: str, suffix: str) -> str:
        """Write one picture; what should be known about it is given back."""
        if suffix in CUT_FORMATS and self._is_cut:
            whole = Whole(self._graph, self._loops, self._view)
            return f" ({write_sheets(whole, target, suffix, self._look.engine)})"
        command = engine_for(suffix, self._look.engine, self._drawing.diagram)
        write_whole(target, export(suffix, self._drawing, command))
        tell_boxes(target, suffix, self._drawing.diagram, self._look.engine)
        return ""


def _placed(error: FlowgraphError, target: str) -> FlowgraphError:
    return type(error)(error.what, where=error.where or target, hint=error.hint)


def default_target(snapshot: Snapshot, source: str | None, everything: bool) -> str:
    """Name the picture that nobody named: ``output/<PBX>-<roots or all>.svg``.

    Raises:
        OutputError: The folder cannot be made.
    """
    folder = Path(DEFAULT_FOLDER)
    make_folder(DEFAULT_FOLDER)
    name = snapshot.name or (Path(source).stem if source and source != "-" else "")
    # The roots of a saved file may be anything, also a way out of the folder.
    roots = "all" if everything else slug("-".join(snapshot.roots[:8])) or "root"
    return str(folder / f"{slug(name) or 'pbx'}-{roots}.svg")


def slug(text: str) -> str:
    """Make a file name of a PBX's name.

    >>> slug("Praxis Müller / Köln")
    'praxis-muller-koln'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
