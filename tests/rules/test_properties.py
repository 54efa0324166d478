"""Whatever a PBX holds, no rule fails, and the same facts give the same findings."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from hostile import STRINGS
from hypothesis import given, settings
from hypothesis import strategies as st

from flowgraph.analysis.times import Moment, Override
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.model.destination import KINDS_WITH_ID, KNOWN_KINDS, LIST_OF_KIND, Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.extension import Extension
from flowgraph.model.group import Group
from flowgraph.model.ids import canonical_id
from flowgraph.model.ivr import Dialable, Ivr
from flowgraph.model.keys import ENTRY_KEYS, FORWARDS, KEYS, rank
from flowgraph.model.make import Make
from flowgraph.model.missing import Missing, Status
from flowgraph.model.prompt import Prompt
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Refusal, Snapshot
from flowgraph.rules import all_rules
from flowgraph.rules.finding import Judgement
from flowgraph.rules.flow import Flow
from flowgraph.rules.judging import judge
from flowgraph.text import one_line

MOST = settings(max_examples=150, deadline=None)
STATUSES: tuple[Status, ...] = ("not_found", "unreadable", "not_followed", "not_included")
UNKNOWN_KINDS = ("call_flow", "hologram", "disabled", "outroute", "inbound_route", "x" * 400)
OPTIONS = ("disable", "all", "allow", "restrict", "", "sometimes")
FILES = ("default", "welcome.wav", "Welcome.WAV", "bye.wav", "", " ")
SPEECH = ("", "For sales press 1, for support press 3.", "Drücken Sie die Null.", "9 9 9")
#: Seconds for one import of all rules; it ends what would never end, and measures nothing.
PATIENCE_S = 60

# -- parts -----------------------------------------------------------------------------------

ids = st.sampled_from(["1", "2", "3", "4", "10"])
texts = st.sampled_from(STRINGS) | st.sampled_from(["", "Main", "Sales", "6200"])
numbers = st.sampled_from(["", "0", "1001", "1002", "2001", "6200", "*9"])
values = ids | st.sampled_from(["", "+15550100", "h-7"]) | st.sampled_from(FILES) | texts
prefixes = st.sampled_from(["", "", "9", "2", "often", " "])
flags = st.none() | st.booleans()
small = st.none() | st.integers(0, 12)


@st.composite
def odd_destinations(draw: st.DrawFn) -> Destination:
    kind = draw(st.sampled_from((*sorted(KNOWN_KINDS), *UNKNOWN_KINDS)))
    value = draw(values)
    return Destination(
        kind, canonical_id(value) if kind in KINDS_WITH_ID else value, draw(prefixes)
    )


#: Where calls go on from, so that there is something behind it, and rounds.
inner = st.builds(Destination, st.sampled_from(["queue", "ring_group", "extension"]), ids)
to_menus = st.builds(Destination, st.just("ivr"), ids)
destinations = st.one_of(to_menus, to_menus, inner, odd_destinations())


def ways(keys: tuple[str, ...]) -> st.SearchStrategy[dict[str, Destination]]:
    """Give destinations by key, in the order of keys as every reader of the PBX does."""
    found = st.dictionaries(st.sampled_from(keys), destinations, max_size=len(keys))
    return found.map(lambda raw: {key: raw[key] for key in sorted(raw, key=rank)})


def maybe_rows(rows: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.lists(rows, max_size=3).map(tuple)


dialables = st.builds(Dialable, name=texts, number=numbers, id=ids, kind=texts)
fields = st.dictionaries(texts, texts | st.lists(texts, max_size=2), max_size=3)


@st.composite
def ivrs(draw: st.DrawFn) -> dict[str, Ivr]:
    found = draw(st.lists(ids, unique=True, min_size=2))
    return {identity: _ivr(draw, identity) for identity in found}


def _ivr(draw: st.DrawFn, identity: str) -> Ivr:
    keys = draw(ways(KEYS))
    rest = draw(ways(KEYS))
    leftovers = {key: left._replace(kind="") for key, left in rest.items() if key not in keys}
    lists = (
        "dial_ext_list",
        "restrict_dial_ext_list",
        "dial_outb_route_list",
        "dial_call_number_list",
    )
    switches = (
        "enb_dial_outb_routes",
        "enb_dial_check_vm",
        "enb_dial_call_number",
        "prompt_manager_enb",
    )
    return Ivr(
        id=identity,
        number=draw(numbers),
        name=draw(texts),
        prompts=draw(maybe_rows(st.sampled_from(FILES) | texts)),
        prompt_repeat=draw(small),
        resp_timeout_s=draw(small),
        digit_timeout_s=draw(small),
        dial_ext_option=draw(st.none() | st.sampled_from(OPTIONS)),
        keys=keys,
        leftovers=leftovers,
        unknown=draw(fields),
        **{name: draw(maybe_rows(dialables)) for name in lists},
        **{name: draw(flags) for name in switches},
    )


groups = st.builds(
    Group,
    kind=st.sampled_from(["queue", "ring_group"]),
    id=ids,
    number=numbers,
    name=texts,
    fail=st.none() | destinations,
    knows_fail=st.booleans(),
    limit_s=small,
    members=maybe_rows(numbers),
    dynamic=maybe_rows(numbers),
)
extensions = st.builds(
    Extension, id=ids, number=numbers, name=texts, presence=texts, forwards=ways(FORWARDS)
)
routes = st.builds(
    Route,
    id=ids,
    position=small,
    name=texts,
    did_patterns=maybe_rows(st.sampled_from(["", "5550100", "55501XX", "_X.", "[", "!"])),
    cid_patterns=maybe_rows(numbers),
    trunks=maybe_rows(texts),
    time_condition=st.sampled_from([None, "", "global", "disabled", "custom"]),
    branches=ways(ENTRY_KEYS),
    current=st.none() | destinations,
    unknown=fields,
)
prompts = st.none() | st.lists(
    st.tuples(st.sampled_from(FILES), st.sampled_from(SPEECH)),
    unique_by=lambda row: row[0].strip().lower(),
).map(
    lambda rows: {
        str(number): Prompt(str(number), file, (file.lower(),), "tts", text, "en-US")
        for number, (file, text) in enumerate(rows, 1)
    }
)


@st.composite
def listings(draw: st.DrawFn) -> dict[str, Listing]:
    kinds = draw(st.lists(st.sampled_from(sorted({*LIST_OF_KIND.values()} - {"ivr"})), unique=True))
    return {kind: _listing(draw) for kind in kinds}


def _listing(draw: st.DrawFn) -> Listing:
    if draw(st.integers(0, 3)) == 0:
        return Listing(refusal=draw(st.sampled_from(["ACCESS DENIED", "no\nsuch file"])))
    rows = draw(st.lists(ids, unique=True))
    # Two extensions of one number cannot be on one PBX.
    entries = {i: Entry(i, f"20{i}", draw(texts)) for i in rows}
    return Listing(entries, complete=draw(st.integers(0, 3)) > 0)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    menus = draw(ivrs())
    entries = {route.node_id: route for route in draw(st.lists(routes, max_size=3))}
    lost = draw(st.dictionaries(ids, st.sampled_from(STATUSES), min_size=3))
    gaps = {i: Missing(i, s, None, s) for i, s in lost.items() if i not in menus}
    roots = draw(st.lists(st.sampled_from([*menus, *entries, "4", "99"]), min_size=1, unique=True))
    refused = st.sampled_from(["queue", "extension", "inbound_route", "custom_prompt"])
    return Snapshot(
        name="",
        roots=tuple(roots),
        ivrs=menus,
        missing=gaps,
        directory=Directory(draw(listings())),
        groups={group.node_id: group for group in draw(st.lists(groups, min_size=3))},
        extensions={phone.node_id: phone for phone in draw(st.lists(extensions, max_size=3))},
        routes=entries,
        prompts=draw(prompts),
        make=Make("P560", draw(st.sampled_from(["", "37.20.0.1"]))),
        refusals={kind: Refusal("ACCESS DENIED") for kind in draw(st.lists(refused, max_size=2))},
        is_whole=draw(st.booleans()),
    )


# -- promises --------------------------------------------------------------------------------


def judgement(snapshot: Snapshot, limit: int, *, forced: bool = False) -> Judgement:
    graph = call_graph(snapshot)
    limits = {rule.id: limit for rule in all_rules().values() if rule.limit is not None}
    moment = Moment(overrides=_overrides(snapshot, graph) if forced else {})
    return judge(Flow(graph, moment, limits), all_rules().values())


def _overrides(snapshot: Snapshot, graph: CallGraph) -> Mapping[str, Override]:
    """Say of every entry that can be forced that it is."""
    return {
        node: Override(node, min(route.branches), route.branches[min(route.branches)], now)
        for node, route in snapshot.routes.items()
        if node in graph and route.branches and (now := route.current)
    }


@MOST
@given(snapshots(), st.integers(0, 5), st.booleans())
def test_no_rule_fails_and_every_finding_has_a_place_of_its_own(
    snapshot: Snapshot, limit: int, forced: bool
):
    graph = call_graph(snapshot)
    found = judgement(snapshot, limit, forced=forced).findings
    fingerprints = [finding.fingerprint for finding in found]
    assert len(set(fingerprints)) == len(fingerprints)
    for finding in found:
        assert finding.node in graph
        assert set(finding.related) <= set(graph)
        assert finding.key == "" or rank(finding.key) < rank("no key at all")


@MOST
@given(snapshots())
def test_what_is_told_fits_on_a_screen_whatever_names_a_pbx_has(snapshot: Snapshot):
    told = judgement(snapshot, 3, forced=True)
    texts_ = [text for finding in told.findings for text in (finding.message, finding.fix)]
    for text in (*texts_, *(skipped.reason for skipped in told.not_checked)):
        assert one_line(text) == text
        assert len(text) < 800


@MOST
@given(snapshots(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_arrive_changes_nothing(snapshot: Snapshot, chance: random.Random):
    assert judgement(_shuffled(snapshot, chance), 3) == judgement(snapshot, 3)


def _shuffled(value: Any, chance: random.Random) -> Any:
    """Build every mapping anew in another order; keys have an order of their own."""
    if isinstance(value, (Snapshot, Directory, Listing)):
        return value._replace(**{n: _shuffled(v, chance) for n, v in value._asdict().items()})
    if isinstance(value, (Ivr, Route)):
        return value.model_copy(update={"unknown": _shuffled(value.unknown, chance)})
    if isinstance(value, Mapping):
        keys = chance.sample(sorted(value), len(value))
        return {key: _shuffled(value[key], chance) for key in keys}
    return value


def test_to_know_all_rules_takes_no_library():
    code = (
        "import sys; from flowgraph.rules import all_rules; all_rules(); "
        "print({'networkx', 'pydantic', 'requests'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    assert done.stdout.strip() == "set()"
