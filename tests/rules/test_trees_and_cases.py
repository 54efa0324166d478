"""What ``check`` finds in small faults from public reports and in real public phone menus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from helpers import CASES, TREES, folders, numbers, opened, read, read_json

from flowgraph.callgraph import call_graph
from flowgraph.crawl import crawl
from flowgraph.model.ids import node_order
from flowgraph.model.snapshot import Snapshot
from flowgraph.roots import resolve_roots
from flowgraph.rules import all_rules
from flowgraph.rules.finding import Finding
from flowgraph.rules.flow import Flow
from flowgraph.rules.judging import judge

PbxOf = Callable[[Path], Path]

LOOP_RULES = {
    "passive": "passive-loop",
    "trap": "trap",
    "wrong-key": "wrong-key-loop",
    "caller": "caller-loop",
}
ALL_CASES = folders(CASES, "case.json")
ALL_TREES = folders(TREES, "facts.json")
#: The one rule that needs everything to be read.
WHOLE = "unreachable-ivr"


class Place(NamedTuple):
    """A finding as the cases tell it: rule, lowest menu, and the key where they name one."""

    rule: str
    menu: int
    key: str = ""


def findings(snapshot: Snapshot, rules: Iterable[str] = ()) -> tuple[Finding, ...]:
    chosen = [all_rules()[rule] for rule in rules] or list(all_rules().values())
    return judge(Flow(call_graph(snapshot)), chosen).findings


def read_whole(folder: Path) -> Snapshot:
    with opened(folder, "offline") as source:
        roots = resolve_roots(source, [], everything=True)
        return crawl(source, roots, is_whole=True)


def place_of(finding: Finding) -> Place:
    """Tell a finding as the cases do: a loop stands at the lowest of its menus."""
    lowest = finding.node
    if finding.rule in LOOP_RULES.values():
        lowest = min(finding.related, key=node_order)
    return Place(finding.rule, int(lowest.partition(":")[2]), finding.key)


def wanted(case: dict[str, Any]) -> list[Place]:
    found = []
    for row in case["expect"].get("findings", []):
        key = re.search(r"\bkeys? ([0-9#*])", row["what"])
        found.append(Place(row["what"].partition(":")[0], row["about"], key[1] if key else ""))
    return found


def is_among(place: Place, others: Iterable[Place]) -> bool:
    """Whether a place is one of others, where one of the two may know no key."""
    return any(
        place[:2] == other[:2] and (place.key == other.key or "" in (place.key, other.key))
        for other in others
    )


def each(chosen: Sequence[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("folder", chosen, ids=lambda folder: folder.name)


def expects(key: str) -> list[Path]:
    return [f for f in ALL_CASES if key in read_json(f / "case.json")["expect"]]


# -- cases -----------------------------------------------------------------------------------


@each(expects("findings"))
def test_everything_that_a_case_expects_is_found(folder: Path, pbx_of: PbxOf) -> None:
    case = read_json(folder / "case.json")
    snapshot = read(pbx_of(folder), [case["root"]])
    found = [place_of(f) for f in findings(snapshot) if f.ivr]
    expected = [place for place in wanted(case) if place.rule != WHOLE]
    assert [place for place in expected if not is_among(place, found)] == []


@each(expects("findings"))
def test_no_error_is_found_that_a_case_does_not_expect(folder: Path, pbx_of: PbxOf) -> None:
    case = read_json(folder / "case.json")
    snapshot = read(pbx_of(folder), [case["root"]])
    errors = [place_of(f) for f in findings(snapshot) if f.severity == "error"]
    assert [place for place in errors if not is_among(place, wanted(case))] == []


@each([f for f in expects("findings") if WHOLE in (f / "case.json").read_text(encoding="utf-8")])
def test_over_everything_the_menus_that_nothing_leads_to_are_found(
    folder: Path, pbx_of: PbxOf
) -> None:
    case = read_json(folder / "case.json")
    found = [place_of(f) for f in findings(read_whole(pbx_of(folder)), [WHOLE])]
    assert found == [place for place in wanted(case) if place.rule == WHOLE]


@each(ALL_CASES)
def test_errors_are_found_where_the_exit_status_tells_of_them_and_nowhere_else(
    folder: Path, pbx_of: PbxOf
) -> None:
    case = read_json(folder / "case.json")
    found = findings(read(pbx_of(folder), [case["root"]]))
    errors = [f"{f.rule} {f.node} {f.key}" for f in found if f.severity == "error"]
    if case["expect"]["exit"] == "clean":
        assert errors == []
    if case["expect"]["exit"] == "findings":
        assert errors


# -- trees -----------------------------------------------------------------------------------


def tree(folder: Path) -> tuple[dict[str, Any], Snapshot]:
    facts = read_json(folder / "facts.json")
    return facts, read(folder / "pbx", [facts["root"]])


@each(ALL_TREES)
@pytest.mark.parametrize("rule", ["timeout-unset", "invalid-unset"])
def test_menus_that_say_nothing_about_silence_or_wrong_keys_are_all_found(
    folder: Path, rule: str
) -> None:
    facts, snapshot = tree(folder)
    found = findings(snapshot, [rule])
    assert numbers([f.node for f in found]) == facts[rule.replace("-", "_")]


@each(ALL_TREES)
def test_keys_to_menus_that_do_not_exist_are_all_found(folder: Path) -> None:
    facts, snapshot = tree(folder)
    flow = Flow(call_graph(snapshot))
    places = findings(snapshot, ["dangling-ivr"])
    assert numbers({flow.target(f.node, f.key) for f in places}) == facts["dangling_ivr"]


@each(ALL_TREES)
@pytest.mark.parametrize("kind", LOOP_RULES)
def test_every_loop_is_a_finding_of_its_rule(folder: Path, kind: str) -> None:
    facts, snapshot = tree(folder)
    found = sorted(numbers(f.related) for f in findings(snapshot, [LOOP_RULES[kind]]))
    assert found == facts[f"{kind.replace('-', '_')}_components"]


@each([f for f in ALL_TREES if "entries" in read_json(f / "facts.json")])
def test_menus_behind_no_entry_are_all_found(folder: Path) -> None:
    facts = read_json(folder / "facts.json")
    found = findings(read_whole(folder / "pbx"), [WHOLE])
    assert numbers([f.node for f in found]) == facts["menu_ids_unreachable_from_entries"]


@pytest.mark.parametrize(
    ("rule", "key", "severity", "words"),
    [
        ("timeout-unset", "timeout", "warning", "presses nothing"),
        ("invalid-unset", "invalid", "info", "wrong key"),
        ("dangling-ivr", "3", "error", "IVR id 1"),
        ("outbound-open", "", "error", "outbound route"),
        ("stale-field", "2", "info", "prefix '123'"),
        ("same-target", "2", "info", "keys 2 and 9 lead to voicemail 1073"),
        ("external-number", "8", "info", "123456"),
    ],
)
def test_the_vendors_own_sample_gives_what_is_wrong_with_it(
    rule: str, key: str, severity: str, words: str
) -> None:
    _, snapshot = tree(TREES / "vendor-example")
    found = [f for f in findings(snapshot, [rule]) if f.key == key]
    assert [(f.node, f.severity) for f in found] == [("ivr:5", severity)]
    assert words in found[0].message
