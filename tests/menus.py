"""Call graphs written the way people talk about phone menus."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.ids import id_order
from flowgraph.model.ivr import Ivr
from flowgraph.model.missing import NOT_FOUND, Missing, Status
from flowgraph.model.snapshot import Snapshot

_STEP = re.compile(r"ivr:(\S+) -(\S+)-> (\w+):(.*)")


def snapshot_of(
    *steps: str,
    roots: tuple[str, ...] = (),
    missing: dict[str, Status] | None = None,
    directory: dict[str, dict[str, Entry]] | None = None,
    **settings: dict[str, Any],
) -> Snapshot:
    """Make a snapshot from steps such as ``ivr:5 -1-> queue:2``.

    A menu exists if a step leaves it or ``settings`` names it (``ivr_5={"name": "Main"}``); other
    IVRs do not exist, unless ``missing`` says otherwise.
    """
    keys: defaultdict[str, dict[str, Destination]] = defaultdict(dict)
    for name in settings:
        keys[name.removeprefix("ivr_")] = {}
    targets: dict[str, Status] = {}
    for step in steps:
        match = _STEP.fullmatch(step)
        assert match, step
        source, key, kind, value = match.groups()
        keys[source][key] = Destination(kind, value)
        if kind == "ivr" and value:
            targets[value] = NOT_FOUND
    targets.update(missing or {})
    ivrs = {
        identity: Ivr(id=identity, keys=keys[identity], **settings.get(f"ivr_{identity}", {}))
        for identity in sorted(keys, key=id_order)
    }
    gaps = {i: Missing(i, s, None, s) for i, s in sorted(targets.items()) if i not in ivrs}
    listings = {kind: Listing(rows) for kind, rows in (directory or {}).items()}
    first = (_STEP.fullmatch(steps[0])[1],) if steps else tuple(ivrs)[:1]  # type: ignore[index]
    return Snapshot("", roots or first, ivrs, gaps, Directory(listings))


def calls(*steps: str, **facts: Any) -> CallGraph:
    """Make the call graph of :func:`snapshot_of`."""
    return call_graph(snapshot_of(*steps, **facts))
