"""Which calls can go round, and what that means for the caller.

A press-star-to-go-back is a cycle too, so a bare list of cycles is noise; and 13 menus that are all
linked hold 1.4 billion simple cycles. Here one *set* of menus gets one verdict of each sort, from
strongly connected components in linear time, with one shortest cycle as its witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from typing import Literal, NamedTuple

import networkx as nx

from ..callgraph import CallGraph, is_menu
from ..model.destination import (
    CONFERENCE,
    DIAL_BY_NAME,
    END_CALL,
    EXT_VM,
    EXTENSION,
    EXTERNAL_NUM,
    GROUP_VM,
    IVR,
    KNOWN_KINDS,
    PLAY_GREETING,
    PLAY_PROMPT,
    QUEUE,
    RING_GROUP,
)
from ..model.ids import node_order
from ..model.keys import FAIL, FORWARDS, INVALID, PRESSED, TIMEOUT, rank
from ..model.missing import NOT_FOUND
from .witness import Step, shortest_cycle

Kind = Literal["passive", "trap", "failover", "wrong-key", "caller"]
Severity = Literal["error", "warning", "info"]

KIND_ORDER: tuple[Kind, ...] = ("passive", "trap", "failover", "wrong-key", "caller")
SEVERITY_ORDER: tuple[Severity, ...] = ("error", "warning", "info")

#: Destinations that end the caller's stay in menus.
EXIT_KINDS = frozenset(
    {
        EXTENSION,
        EXT_VM,
        RING_GROUP,
        QUEUE,
        GROUP_VM,
        CONFERENCE,
        DIAL_BY_NAME,
        EXTERNAL_NUM,
        PLAY_GREETING,
        END_CALL,
    }
)


#: What a call can leave again by itself or by a key.
_PASSES_ON = frozenset({IVR, QUEUE, RING_GROUP, EXTENSION})
#: Keys by which a call goes on when nobody answers.
_GOES_ON = frozenset({FAIL, *FORWARDS})


class Loop(NamedTuple):
    """A verdict on a set of menus in which a call can go round.

    Attributes:
        kind: What makes the call go round.
        severity: How bad that is.
        menus: Node ids, by number; of a ``failover`` also its queues, ring groups and phones,
            behind the menus.
        witness: A shortest cycle through the set that shows the kind, starting at its lowest menu.
    """

    kind: Kind
    severity: Severity
    menus: tuple[str, ...]
    witness: tuple[Step, ...]

    @property
    def breaking(self) -> Step:
        """The edge whose change breaks the witness."""
        return self.witness[-1]


def loops(graph: CallGraph) -> list[Loop]:
    """Judge every group of menus in which a call can go round.

    Args:
        graph: The call graph; nodes ``kind:value``, the key of an edge is what the caller
            presses, ``"0"``-``"9"``, ``"#"``, ``"*"``, ``"timeout"`` or ``"invalid"``.

    Returns:
        One Loop per verdict and set of menus, worst severity first, then by kind and lowest menu;
        empty if no call can go round. The judgement takes linear time and no recursion.

    Source: 8x8 support, "avoiding call loops"; ACIxD wiki, "looping"; components after Tarjan
    1972 by way of networkx.
    """
    steps = list(_menu_steps(graph))
    returning = steps + list(_returning_prompts(graph))
    found = [
        *_passive(returning),
        *_failover(list(_call_steps(graph))),
        *_wrong_key(returning),
        *_trap_or_caller(graph, steps),
    ]
    return sorted(found, key=_order)


def _order(loop: Loop) -> tuple[int, int, tuple[str, tuple[int, int, str]]]:
    severity = SEVERITY_ORDER.index(loop.severity)
    return severity, KIND_ORDER.index(loop.kind), node_order(loop.menus[0])


def _menu_steps(graph: CallGraph) -> Iterator[Step]:
    """Give the edges from menu to menu."""
    is_one = {node: is_menu(data) for node, data in graph.nodes(data=True)}
    for source, target, key in graph.edges(keys=True):
        if is_one[source] and is_one[target]:
            yield Step(source, key, target)


def _call_steps(graph: CallGraph) -> Iterator[Step]:
    """Give the edges between everything that a call can leave again: menus, groups, phones."""
    for source, target, key in graph.edges(keys=True):
        if graph.nodes[source]["kind"] in _PASSES_ON and graph.nodes[target]["kind"] in _PASSES_ON:
            yield Step(source, key, target)


def _returning_prompts(graph: CallGraph) -> Iterator[Step]:
    """Give an edge to itself for each menu that plays a prompt and starts again by itself.

    On a pressed key that is wanted; after silence or a wrong key nothing else ever happens.
    """
    for source, target, key in graph.edges(keys=True):
        if key in (TIMEOUT, INVALID) and graph.nodes[target]["kind"] == PLAY_PROMPT:
            yield Step(source, key, source)


def _passive(steps: Iterable[Step]) -> Iterator[Loop]:
    for _, inside in _components(step for step in steps if step.key == TIMEOUT):
        yield _loop("passive", "error", inside, lambda key: True)


def _wrong_key(steps: Iterable[Step]) -> Iterator[Loop]:
    for members, inside in _components(step for step in steps if step.key in (TIMEOUT, INVALID)):
        if any(step.key == INVALID for step in inside):
            severity: Severity = "warning" if len(members) > 1 else "info"
            yield _loop("wrong-key", severity, inside, lambda key: key == INVALID)


def _failover(steps: list[Step]) -> Iterator[Loop]:
    for members, inside in _components(steps):
        if not any(step.key in _GOES_ON for step in inside):
            continue
        # A round without any key pressed needs nobody's will: the call does it by itself.
        alone = [step for step in inside if step.key in _GOES_ON or step.key == TIMEOUT]
        rounds = [
            part for _, part in _components(alone) if any(step.key in _GOES_ON for step in part)
        ]
        severity: Severity = "warning" if rounds else "info"
        witness = shortest_cycle(rounds[0] if rounds else inside, lambda key: key in _GOES_ON)
        yield Loop("failover", severity, tuple(sorted(members, key=_menus_first)), witness)


def _menus_first(node: str) -> tuple[bool, tuple[str, tuple[int, int, str]]]:
    return not node.startswith(f"{IVR}:"), node_order(node)


def _trap_or_caller(graph: CallGraph, steps: list[Step]) -> Iterator[Loop]:
    way_out = _with_way_out(graph, steps)
    for members, inside in _components(steps):
        if members.isdisjoint(way_out):
            yield _loop("trap", "error", inside, lambda key: True)
        elif any(step.key in PRESSED for step in inside):
            yield _loop("caller", "info", inside, lambda key: key in PRESSED)


def _loop(
    kind: Kind, severity: Severity, inside: list[Step], makes_kind: Callable[[str], bool]
) -> Loop:
    members = sorted({step.source for step in inside}, key=node_order)
    return Loop(kind, severity, tuple(members), shortest_cycle(inside, makes_kind))


def _components(steps: Iterable[Step]) -> Iterator[tuple[Set[str], list[Step]]]:
    """Give each strongly connected set that holds a cycle, with the edges inside it."""
    steps = list(steps)
    graph: nx.DiGraph[str] = nx.DiGraph((step.source, step.target) for step in steps)
    home: dict[str, int] = {}
    for number, members in enumerate(nx.strongly_connected_components(graph)):
        home.update(dict.fromkeys(members, number))
    inside: defaultdict[int, list[Step]] = defaultdict(list)
    for step in sorted(steps, key=lambda step: (node_order(step.source), rank(step.key))):
        if home[step.source] == home[step.target]:
            inside[home[step.source]].append(step)
    for group in inside.values():
        yield {step.source for step in group}, group


def _with_way_out(graph: CallGraph, steps: Iterable[Step]) -> set[str]:
    """Give every menu from which the caller can get out of the menus, or perhaps can."""
    callers: defaultdict[str, list[str]] = defaultdict(list)
    for step in steps:
        callers[step.target].append(step.source)
    found = {node for node, data in graph.nodes(data=True) if _is_way_out(graph, node, data)}
    waiting = list(found)
    while waiting:
        for caller in callers[waiting.pop()]:
            if caller not in found:
                found.add(caller)
                waiting.append(caller)
    return found


def _is_way_out(graph: CallGraph, node: str, data: dict[str, object]) -> bool:
    if not is_menu(data):
        return False
    return bool(data["hidden_exits"]) or any(
        _may_be_exit(graph.nodes[target]) for target in graph.successors(node)
    )


def _may_be_exit(target: dict[str, object]) -> bool:
    kind = target["kind"]
    if kind == IVR:
        # What could not be read may hold an exit; what does not exist holds none.
        return target.get("missing", NOT_FOUND) != NOT_FOUND
    return kind in EXIT_KINDS or kind not in KNOWN_KINDS
