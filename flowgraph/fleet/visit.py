"""One visit to one PBX: a function of plain data, so that any executor can run it anywhere."""

from __future__ import annotations

import logging
import shlex
import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any, NamedTuple

from ..analysis.compare.scope import on_common_ground
from ..analysis.loops import loops
from ..callgraph import CallGraph, call_graph
from ..crawl import DEFAULT_CONCURRENCY, CrawlLimits, crawl
from ..diagram.build import build
from ..diagram.view import View
from ..errors import ConfigError, FlowgraphError, Interrupted
from ..exports import Drawing, engine_for, export
from ..masking import mask
from ..model.destination import CONFERENCE, EXTENSION, GROUP_VM, QUEUE, RING_GROUP
from ..model.snapshot import Snapshot
from ..reports.diff.outcome import Outcome
from ..reports.diff.weighing import weigh
from ..roots import resolve_roots
from ..rules.finding import Finding
from ..rules.flow import Flow
from ..rules.judging import judge
from ..rules.settings import RuleSettings, chosen, is_accepted, limits, severities
from ..sources.interface import Source
from ..sources.opening import Pbx, open_path, open_pbx, parse_snapshot
from ..sources.snapshot_file import dump
from ..text import visible
from ..watch.keeping import completed, is_kept, reports_of
from .health import Health, Hit, health, hits

_LISTS = (CONFERENCE, EXTENSION, GROUP_VM, QUEUE, RING_GROUP)
_SECONDS = 60


class Task(NamedTuple):
    """What a visit needs to know; plain data that can be sent to another computer.

    Attributes:
        slug: The PBX's name as that of a folder.
        pbx: How to reach it; None where it is read from a file.
        from_: A snapshot or folder.
        secret_command: Prints its secret, where ``pbx`` does not hold it; empty for none.
        roots: Where its calls come in; empty for everything.
        concurrency: Requests under way at a time; None for as many as usual.
        settings: Those of ``check``.
        previous: The snapshot of last time, as text; empty where there is none.
        names: What the snapshots of last time and of this time are called.
        wants_page: Whether its page is written even if nothing changed.
    """

    slug: str
    pbx: Pbx | None
    from_: str
    secret_command: str
    roots: tuple[str, ...]
    concurrency: int | None
    settings: RuleSettings
    previous: str = ""
    names: tuple[str, str] = ("", "")
    wants_page: bool = True


class Failure(NamedTuple):
    """Why a PBX could not be read.

    Attributes:
        kind: Name of the class of the error.
        what: What happened.
        where: The place.
        hint: What to do next.
        code: errcode or HTTP status, None where there was neither.
    """

    kind: str
    what: str
    where: str
    hint: str
    code: int | None = None


class Visit(NamedTuple):
    """What a visit found; plain data that can be sent back.

    Attributes:
        slug: The PBX's name as that of a folder.
        seconds: How long it took.
        failure: Why it could not be read; None if it could.
        health: What it is found to be like; None if it could not be read.
        hits: What can be searched on it.
        changes: How many changes there were since last time; None where there is no last time.
        name: What the snapshot is called.
        snapshot: What is to be kept, as text; empty where nothing changed.
        reports: What changed, as texts by ending.
        page: Its interactive page; empty where it need not be written.
    """

    slug: str
    seconds: float
    failure: Failure | None = None
    health: Health | None = None
    hits: tuple[Hit, ...] = ()
    changes: int | None = None
    name: str = ""
    snapshot: str = ""
    reports: Mapping[str, str] = {}
    page: bytes = b""


def visit(task: Task) -> Visit:
    """Read and judge one PBX. Whatever is wrong with it is part of what is given back."""
    begun = time.monotonic()
    # Nobody reads what a distant worker logs, and what happened is in the answer.
    logging.getLogger("flowgraph").setLevel(logging.CRITICAL)
    try:
        found = _found(task, _read(task))
    except Interrupted:
        raise
    except FlowgraphError as error:
        found = failed(task.slug, error)
    return found._replace(seconds=time.monotonic() - begun)


def failed(slug: str, error: FlowgraphError) -> Visit:
    """Give a visit that could not be made."""
    what, where, hint = (visible(mask(part)) for part in (error.what, error.where, error.hint))
    failure = Failure(type(error).__name__, what, where, hint, getattr(error, "code", None))
    return Visit(slug, 0, failure=failure)


# -- reading ---------------------------------------------------------------------------------


def _read(task: Task) -> Snapshot:
    with ExitStack() as stack:
        source: Source = stack.enter_context(_opened(task))
        everything = not task.roots and not source.recorded_roots
        roots = resolve_roots(source, task.roots, everything=everything, menus_only=False)
        bounds = CrawlLimits(
            concurrency=task.concurrency or DEFAULT_CONCURRENCY,
            lists=() if task.roots else _LISTS,
            numbers=True,
        )
        return crawl(source, roots, bounds, is_whole=everything)


def _opened(task: Task) -> Any:
    return open_path(task.from_) if task.pbx is None else open_pbx(with_secret(task))


def with_secret(task: Task) -> Pbx:
    """Say how to reach a live PBX, with the secret that its command gives where there is one.

    Raises:
        ConfigError: The command gives none.
    """
    assert task.pbx is not None  # noqa: S101  only a live PBX has a secret
    if not task.secret_command:
        return task.pbx
    return task.pbx._replace(client_secret=_secret(task.secret_command))


def _secret(line: str) -> Any:
    """Ask a command for a secret: its first line."""
    from pydantic import SecretStr

    hint = "run it by hand"
    try:
        words = shlex.split(line)
        done = subprocess.run(  # noqa: S603  the user's own command, and no shell
            words, capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS, check=False
        )
    except (OSError, ValueError, IndexError):
        where = "client_secret_command"
        raise ConfigError("the command cannot be started", where=where, hint=hint) from None
    except subprocess.TimeoutExpired:
        what = f"the command took longer than {_SECONDS} s"
        raise ConfigError(what, where=words[0], hint=hint) from None
    lines = done.stdout.decode(errors="replace").splitlines()
    if done.returncode or not lines or not lines[0].strip():
        what = f"the command gave no secret (status {done.returncode})"
        raise ConfigError(what, where=words[0], hint=hint)
    return SecretStr(lines[0].strip())


# -- judging ---------------------------------------------------------------------------------


def _found(task: Task, snapshot: Snapshot) -> Visit:
    graph = call_graph(snapshot)
    verdicts = loops(graph)
    findings = _findings(task.settings, graph)
    drift = _drift(task, snapshot)
    page = b""
    if drift.is_kept or task.wants_page:
        drawing = Drawing(graph, build(graph, verdicts, View()), verdicts, findings, View())
        page = export(".html", drawing, engine_for(".html", "auto", drawing.diagram))
    return Visit(
        task.slug,
        0,
        health=health(snapshot, graph, verdicts, findings),
        hits=tuple(hits(graph)),
        page=page,
        name=task.names[1],
        **drift.told(task, snapshot),
    )


def _findings(settings: RuleSettings, graph: CallGraph) -> list[Finding]:
    flow = Flow(graph, limits=limits(settings))
    found = judge(flow, chosen(settings), severities(settings)).findings
    return [finding for finding in found if is_accepted(settings, finding) is None]


class _Drift(NamedTuple):
    """What became of a PBX since it was read last."""

    outcome: Outcome | None
    is_kept: bool

    def told(self, task: Task, snapshot: Snapshot) -> dict[str, Any]:
        if self.outcome is None:
            return {"snapshot": dump(snapshot)}
        changes = len(self.outcome.comparison.changes)
        if not self.is_kept:
            return {"changes": changes}
        kept = dump(completed(snapshot, self.outcome))
        return {
            "changes": changes,
            "snapshot": kept,
            "reports": reports_of(self.outcome, *task.names),
        }


def _drift(task: Task, snapshot: Snapshot) -> _Drift:
    if not task.previous:
        return _Drift(None, True)
    previous = parse_snapshot(task.previous.encode(), f"the last snapshot of {task.slug}")
    ground = on_common_ground(previous, snapshot)
    outcome = weigh(ground.old, ground.new, chosen(task.settings), task.settings)
    return _Drift(outcome, is_kept(previous, snapshot, outcome))
