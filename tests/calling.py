"""What the tests of paths and traces share: a PBX with everything, and any PBX at all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from flowgraph.analysis.targets import whole_graph
from flowgraph.callgraph import CallGraph
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.extension import Extension
from flowgraph.model.group import Group
from flowgraph.model.ivr import Ivr
from flowgraph.model.keys import ENTRY_KEYS, FAIL, FORWARDS, KEYS
from flowgraph.model.prompt import Prompt
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Snapshot

ALLOWED = {"dial_ext_option": "allow", "dial_ext_list": ({"id": "24", "number": "204"},)}


def pbx(
    *steps: str, prompts: dict[str, str] | None = None, **settings: dict[str, Any]
) -> tuple[Snapshot, CallGraph]:
    """Make a PBX from steps such as ``queue:3 -fail-> ivr:1``; settings by node, as ``queue_3``.

    What a step leaves exists. Extensions 24 to 26 have the numbers 204 to 206.
    """
    facts = {":".join(name.rsplit("_", 1)): setting for name, setting in settings.items()}
    ways: dict[str, dict[str, Destination]] = {node: {} for node in facts}
    for step in steps:
        source, key, target = step.replace("-> ", "-").split("-", 2)
        ways.setdefault(source.strip(), {})[key] = Destination(*target.split(":", 1))
    snapshot = Snapshot(
        "",
        tuple(node.removeprefix("ivr:") for node in ways if _kind(node) in _ROOTS)[:1],
        {
            node[4:]: Ivr(id=node[4:], keys=found, **facts.get(node, {}))
            for node, found in ways.items()
            if _kind(node) == "ivr"
        },
        {},
        Directory({
            "extension": Listing({str(n): Entry(str(n), str(180 + n), "") for n in (24, 25, 26)}),
            "queue": Listing({"3": Entry("3", "640", "Sales"), "9": Entry("9", "649", "Lonely")}),
        }),
    )  # fmt: skip
    known = {
        str(n): Prompt(str(n), f, (f,), "", t) for n, (f, t) in enumerate((prompts or {}).items())
    }
    snapshot = snapshot._replace(
        groups={
            node: Group(
                kind=_kind(node), id=_value(node), fail=found.get(FAIL), **facts.get(node, {})
            )
            for node, found in ways.items()
            if _kind(node) in ("queue", "ring_group")
        },
        extensions={
            node: Extension(id=_value(node), forwards=found)
            for node, found in ways.items()
            if _kind(node) == "extension"
        },
        routes={
            node: Route(
                id=_value(node), name=f"Line {_value(node)}", branches=found, **facts.get(node, {})
            )
            for node, found in ways.items()
            if _kind(node) == "inbound_route"
        },
        prompts=known if prompts is not None else None,
    )
    return snapshot, whole_graph(snapshot)


_ROOTS = ("ivr", "inbound_route")


def _kind(node: str) -> str:
    return node.partition(":")[0]


def _value(node: str) -> str:
    return node.partition(":")[2]


_TARGETS = st.sampled_from(
    [
        *(f"ivr:{n}" for n in range(1, 6)),
        *("queue:3", "queue:4", "ring_group:3", "extension:24", "extension:25", "ext_vm:24"),
        *("play_prompt:a.wav", "play_greeting:b.wav", "end_call:", "hologram:7", "dial_by_name:"),
    ]
)


def _steps(sources: list[str], keys: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    ways = st.dictionaries(
        st.tuples(st.sampled_from(sources), st.sampled_from(keys)), _TARGETS, max_size=most
    )
    return ways.map(lambda found: [f"{s} -{k}-> {target}" for (s, k), target in found.items()])


#: Steps of any PBX: menus 1 to 4 that lead anywhere (5 does not exist), groups, phones, an entry.
any_steps = st.tuples(
    st.just(["inbound_route:1 -default-> ivr:1"]),
    _steps(["inbound_route:1"], ENTRY_KEYS, 3),
    _steps(["ivr:1", "ivr:2", "ivr:3", "ivr:4"], KEYS, 20),
    _steps(["queue:3", "ring_group:3"], (FAIL,), 2),
    _steps(["extension:24"], FORWARDS, 2),
).map(lambda parts: [step for part in parts for step in part])


def any_pbx(steps: list[str]) -> tuple[Snapshot, CallGraph]:
    """Make the PBX of :data:`any_steps`."""
    return pbx(*steps, **{f"ivr_{number}": {} for number in range(1, 5)})
