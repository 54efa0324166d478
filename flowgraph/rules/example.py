"""From the example of a rule to the call flow that it describes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..analysis.times import Moment, Override
from ..callgraph import call_graph
from ..model.destination import INBOUND_ROUTE, IVR, QUEUE, RING_GROUP, Destination
from ..model.directory import Directory, Entry, Listing
from ..model.extension import Extension
from ..model.group import Group
from ..model.ivr import Ivr
from ..model.keys import FAIL
from ..model.missing import NOT_FOUND, Missing, Status
from ..model.prompt import Prompt
from ..model.route import Route
from ..model.snapshot import Refusal, Snapshot
from .flow import Flow
from .rule import Example

_STEP = re.compile(r"(\w+):(\S+) -(\S+)-> (\w+):(\S*)(?: prefix (\S+))?")

Ways = Mapping[str, Destination]


def snapshot_of(example: Example) -> Snapshot:
    """Make the snapshot of a PBX that is set up as an example says."""
    ways: defaultdict[str, dict[str, Destination]] = defaultdict(dict)
    for step in example.steps:
        match = _STEP.fullmatch(step)
        assert match, step  # noqa: S101  examples are ours
        kind, value, key, *target = match.groups(default="")
        ways[f"{kind}:{value}"][key] = Destination(*target)
    for node in example.facts:
        ways[node]  # what has settings exists
    roots = [node for node in ways if node.startswith(("ivr:", "inbound_route:"))]
    roots = roots if example.everything else roots[:1]
    ivrs = {ivr.id: ivr for ivr in (_ivr(n, ways[n], example) for n in ways) if ivr}
    targets = [d for found in ways.values() for d in found.values() if d.kind == IVR and d.value]
    lost = sorted({d.value for d in targets} - ivrs.keys())
    routes = {n: _route(n, ways[n], example) for n in ways if n.startswith(f"{INBOUND_ROUTE}:")}
    return Snapshot(
        name="",
        roots=tuple(n.removeprefix("ivr:") for n in roots),
        ivrs=ivrs,
        missing={i: _gap(i, example.missing.get(i, NOT_FOUND)) for i in lost},
        directory=Directory({k: _listing(rows) for k, rows in example.lists.items()}),
        groups={
            n: _group(n, ways[n], example)
            for n in ways
            if n.startswith((f"{QUEUE}:", f"{RING_GROUP}:"))
        },
        extensions={
            n: Extension(id=n.partition(":")[2], forwards=dict(ways[n]))
            for n in ways
            if n.startswith("extension:")
        },
        routes=routes,
        prompts=_prompts(example.prompts),
        refusals={} if routes else {INBOUND_ROUTE: Refusal("the example has none")},
        is_whole=example.everything,
    )


def flow_of(example: Example, limits: Mapping[str, int] | None = None) -> Flow:
    """Make the call flow of an example."""
    graph = call_graph(snapshot_of(example))
    forced = {}
    for route, target in example.forced.items():
        _, expected, key = next(iter(graph.out_edges(route, keys=True)))
        places = (Destination(*node.split(":", 1)) for node in (expected, target))
        forced[route] = Override(route, key, *places)
    return Flow(graph, Moment(overrides=forced, is_compared=bool(forced)), limits)


def _ivr(node: str, ways: Ways, example: Example) -> Ivr | None:
    kind, _, identity = node.partition(":")
    facts: Mapping[str, Any] = example.facts.get(node, {})
    return Ivr(id=identity, keys=dict(ways), **facts) if kind == IVR else None


def _gap(identity: str, status: Status) -> Missing:
    if status == NOT_FOUND:
        return Missing(identity, status, 60001, "the PBX knows no such IVR")
    return Missing(identity, status, None, status.replace("_", " "))


def _route(node: str, ways: Ways, example: Example) -> Route:
    identity = node.partition(":")[2]
    return Route(id=identity, branches=dict(ways), **example.facts.get(node, {}))


def _group(node: str, ways: Ways, example: Example) -> Group:
    kind, _, identity = node.partition(":")
    facts = {"knows_fail": FAIL in ways, **example.facts.get(node, {})}
    row = {"kind": kind, "id": identity, "fail": ways.get(FAIL), **facts}
    return Group.model_validate(row)


def _listing(rows: tuple[str, ...]) -> Listing:
    return Listing({identity: Entry(identity, identity, "") for identity in rows})


def _prompts(files: Mapping[str, str] | None) -> dict[str, Prompt] | None:
    if files is None:
        return None
    rows = [
        Prompt(str(n), file, (file.lower(),), "tts" if text else "record", text, "en-US")
        for n, (file, text) in enumerate(files.items(), 1)
    ]
    return {row.id: row for row in rows}
