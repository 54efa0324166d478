"""A redacted snapshot holds nothing private, and means the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from helpers import CASES, TREES, folders, opened, read
from hypothesis import HealthCheck, given, settings
from menus import snapshot_of

from flowgraph.analysis.loops import loops
from flowgraph.analysis.paths import survey
from flowgraph.analysis.targets import whole_graph
from flowgraph.callgraph import call_graph
from flowgraph.crawl import crawl
from flowgraph.diagram.build import build
from flowgraph.diagram.view import View
from flowgraph.exports import FORMATS, Drawing, engine_for, export
from flowgraph.model.destination import KINDS_WITH_ID, Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.group import Group
from flowgraph.model.ivr import Dialable, Ivr
from flowgraph.model.make import Make
from flowgraph.model.missing import Missing
from flowgraph.model.prompt import Prompt
from flowgraph.model.snapshot import Snapshot
from flowgraph.notes import notes
from flowgraph.redaction import NAME, redact, redact_alike
from flowgraph.redaction.found import DIALLED, FILE, MEMBER, NUMBER
from flowgraph.redaction.rewriting import rewrite
from flowgraph.roots import resolve_roots
from flowgraph.rules import all_rules
from flowgraph.rules.flow import Flow
from flowgraph.rules.judging import judge
from flowgraph.sources.snapshot_file import dump, load

from .snapshots import MARK, snapshots

PbxOf = Callable[[Path], Path]

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"
ALL = [SAMPLE, *folders(CASES, "case.json"), *folders(TREES, "facts.json")]
#: A number that stands in no picture by chance.
LONG_NUMBER = "73919"

many = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.fixture(params=ALL, ids=lambda folder: folder.name)
def pbx(request: pytest.FixtureRequest, pbx_of: PbxOf) -> Snapshot:
    """Everything on a PBX."""
    folder = request.param if request.param == SAMPLE else pbx_of(request.param)
    with opened(folder, "offline") as source:
        roots = resolve_roots(source, [], everything=True)
        return crawl(source, roots, is_whole=True)


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return read(SAMPLE, ["1"])


def meaning(snapshot: Snapshot) -> dict[str, Any]:
    """Tell what flowgraph says of a snapshot, but for the words."""
    graph, whole = call_graph(snapshot), whole_graph(snapshot)
    judgement = judge(Flow(graph), all_rules().values())
    paths = survey(snapshot, whole, graph.graph["roots"]).paths
    return {
        "loops": [(loop.kind, loop.menus, loop.witness) for loop in loops(graph)],
        "findings": [(f.rule, f.severity, f.node, f.key) for f in judgement.findings],
        "not checked": [skipped.rule for skipped in judgement.not_checked],
        "paths": [(p.root, p.keys, p.menus, p.presses, p.span) for p in paths],
        "is partial": snapshot.is_partial,
    }


def texts(value: Any) -> Iterator[str]:
    """Give every text of a JSON document, names of fields left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def drawn(snapshot: Snapshot, suffix: str) -> str:
    graph = call_graph(snapshot)
    found, view = loops(graph), View()
    drawing = Drawing(graph, build(graph, found, view), found, (), view)
    return export(suffix, drawing, engine_for(suffix, "auto", drawing.diagram)).decode()


def unknown_to_everybody(snapshot: Snapshot) -> Snapshot:
    """Put words and numbers that stand nowhere else in the place of all private texts."""

    def give(kind: str, _: str, text: str) -> str:
        if not text.strip() or (kind == FILE and text == "default"):
            return text
        if kind in (NUMBER, DIALLED):
            return re.sub(r"^\D*\d{3,}", lambda m: LONG_NUMBER + m[0], text)
        return f"{MARK}-{text}"

    words = snapshot._replace(name=f"{MARK} & {snapshot.name}")
    return rewrite(words, give, lambda prompt: f"{MARK}. {prompt.text}")


def targets(ivr: Ivr) -> dict[str, tuple[str, str]]:
    """Tell where keys lead, with the id where that is one."""
    rows = ivr.keys.items()
    return {key: (d.kind, d.value if d.kind in KINDS_WITH_ID else "") for key, d in rows}


# -- nothing private survives ----------------------------------------------------------------


@pytest.mark.fault("S11")
@given(snapshots())
@many
def test_no_private_text_survives_in_any_pbx(snapshot: Snapshot) -> None:
    redacted = redact(snapshot).snapshot
    assert MARK.lower() not in dump(redacted).lower()
    assert MARK.lower() not in "\n".join(notes(redacted)).lower()
    assert MARK.lower() not in json.dumps(call_graph(redacted).graph).lower()


def test_no_name_number_or_file_of_a_real_menu_survives(pbx: Snapshot) -> None:
    redacted, mapping = redact(pbx)
    left = "\n".join([*texts(json.loads(dump(redacted))), *notes(redacted)])
    ids = {node.partition(":")[2] for node in whole_graph(pbx)}
    private = {row.was for row in mapping if len(row.was) > 2} - ids
    suspects = [text for text in private if text in left]
    assert [text for text in suspects if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", left)] == []


@pytest.mark.fault("S11")
@pytest.mark.parametrize("suffix", sorted(FORMATS.keys() - {".png", ".pdf"}))
def test_no_format_of_a_picture_holds_a_private_text(sample: Snapshot, suffix: str) -> None:
    marked = unknown_to_everybody(sample)
    original, redacted = drawn(marked, suffix), drawn(redact(marked).snapshot, suffix)
    assert MARK in original
    assert LONG_NUMBER in original
    assert MARK.lower() not in redacted.lower()
    assert LONG_NUMBER not in redacted
    assert "Menu 1" in redacted


@pytest.mark.parametrize("suffix", [".dot", ".json"])
def test_no_picture_of_a_real_menu_holds_a_private_text(pbx: Snapshot, suffix: str) -> None:
    picture = drawn(redact(unknown_to_everybody(pbx)).snapshot, suffix)
    assert MARK.lower() not in picture.lower()
    assert LONG_NUMBER not in picture


def test_two_pbxs_that_differ_in_names_alone_are_the_same(sample: Snapshot) -> None:
    def give(kind: str, _: str, text: str) -> str:
        is_name = kind not in (NUMBER, DIALLED, FILE, MEMBER) and text.strip()
        return f"{text[::-1]}!" if is_name else text

    # In what a prompt says, a word that is also somebody's name is hidden.
    silent = sample._replace(prompts=None)
    other = rewrite(silent, give, lambda prompt: prompt.text)
    assert other != silent
    assert dump(redact(other).snapshot) == dump(redact(silent).snapshot)


# -- it means the same -----------------------------------------------------------------------


@given(snapshots())
@many
def test_any_pbx_has_the_same_loops_findings_and_paths(snapshot: Snapshot) -> None:
    assert meaning(redact(snapshot).snapshot) == meaning(snapshot)


def test_a_real_menu_has_the_same_loops_findings_and_paths(pbx: Snapshot) -> None:
    assert meaning(redact(pbx).snapshot) == meaning(pbx)


def test_the_sample_as_callers_meet_it_means_the_same(sample: Snapshot) -> None:
    before, after = meaning(sample), meaning(redact(sample).snapshot)
    assert before["findings"]
    assert before["loops"]
    assert after == before


def test_ids_kinds_keys_times_and_the_make_stay(sample: Snapshot) -> None:
    redacted = redact(sample).snapshot
    assert redacted.roots == sample.roots
    assert redacted.make == sample.make == Make("P560", "37.20.0.1")
    assert [(n, g.limit_s, g.strategy) for n, g in redacted.groups.items()] == [
        (n, g.limit_s, g.strategy) for n, g in sample.groups.items()
    ]
    assert sample.schedule
    assert redacted.schedule
    assert redacted.schedule.timezone == sample.schedule.timezone
    assert [h.when for h in redacted.schedule.holidays or ()] == [
        h.when for h in sample.schedule.holidays or ()
    ]
    for identity, ivr in sample.ivrs.items():
        assert targets(redacted.ivrs[identity]) == targets(ivr)


# -- pseudonyms ------------------------------------------------------------------------------


def test_things_are_called_by_their_kind_and_id(sample: Snapshot) -> None:
    redacted = redact(sample).snapshot
    lists = redacted.directory.listings
    assert redacted.name == NAME
    assert redacted.ivrs["5"].name == "Menu 5"
    assert lists["extension"].entries["24"].name == "Person 24"
    assert lists["queue"].entries["4"].name == "Queue 4"
    assert lists["ring_group"].entries["7"].name == "Group 7"
    assert redacted.routes["inbound_route:4"].name == "Route 4"
    assert redacted.ivrs["1"].prompts == ("prompt-1.wav", "prompt-2.wav")
    assert redacted.ivrs["12"].alert_info == "Ringtone 12"


def test_a_number_is_the_same_wherever_it_stands(sample: Snapshot) -> None:
    redacted = redact(sample).snapshot
    number = redacted.directory.listings["extension"].entries["25"].number
    assert number != "304"
    assert re.fullmatch("3..", number)
    assert redacted.extensions["extension:25"].number == number
    assert number in (redacted.groups["ring_group:3"].members or ())
    assert number in [row.number for row in redacted.ivrs["1"].dial_ext_list or ()]


def test_menus_of_one_name_have_one_pseudonym() -> None:
    service = {"name": "Service"}
    snapshot = snapshot_of("ivr:7 -1-> ivr:9", ivr_7=service, ivr_9={"name": " Service\n"})
    assert [ivr.name for ivr in redact(snapshot).snapshot.ivrs.values()] == ["Menu 7", "Menu 7"]


def test_a_name_that_is_only_a_number_is_the_numbers_pseudonym() -> None:
    snapshot = snapshot_of("ivr:7 -1-> queue:1", ivr_7={"name": "6207", "number": "6207"})
    ivr = redact(snapshot).snapshot.ivrs["7"]
    assert ivr.name == ivr.number != "6207"


def test_a_person_in_a_list_is_called_as_on_the_list_of_extensions() -> None:
    people = {"25": Entry("25", "304", "Ada Byron"), "26": Entry("26", "305", "Eve")}
    rows = (Dialable(name="Ada Byron", number="304"), Dialable(name="Sales", number="Sales"))
    snapshot = snapshot_of(
        "ivr:1 -1-> queue:2",
        ivr_1={"dial_ext_option": "allow", "dial_ext_list": rows},
        directory={"extension": people},
    )
    members = ("304", "Ada Byron", "Eve", "Somebody", "5550142", "9")
    group = Group(kind="queue", id="2", members=members)
    redacted = redact(snapshot._replace(groups={"queue:2": group})).snapshot
    ada, sales = redacted.ivrs["1"].dial_ext_list or ()
    assert ada.name == "Person 25"
    assert (sales.name, sales.number) == ("Person of menu 1",) * 2
    dialled = ada.number, "Person 25", "Person 26", "Member 2"
    assert (redacted.groups["queue:2"].members or ())[:4] == dialled
    assert (redacted.groups["queue:2"].members or ())[4].startswith("0000")
    assert (redacted.groups["queue:2"].members or ())[5] == "9"


def test_nothing_changes_when_another_menu_is_added(sample: Snapshot) -> None:
    new = sample.ivrs["1"].model_copy(update={"id": "4", "name": "New", "number": "6299"})
    ivrs = {**sample.ivrs, "4": new}
    more = redact(sample._replace(ivrs=ivrs)).snapshot
    less = redact(sample).snapshot
    assert more.ivrs["4"].name == "Menu 4"
    assert {i: ivr for i, ivr in more.ivrs.items() if i != "4"} == less.ivrs
    assert more._replace(ivrs={}) == less._replace(ivrs={})


def test_the_order_in_which_a_pbx_was_read_does_not_matter(sample: Snapshot) -> None:
    def backwards(items: Any) -> dict[str, Any]:
        return dict(reversed(list(items.items())))

    listings = {
        kind: listing._replace(entries=backwards(listing.entries))
        for kind, listing in sample.directory.listings.items()
    }
    other = sample._replace(
        ivrs=backwards(sample.ivrs),
        groups=backwards(sample.groups),
        routes=backwards(sample.routes),
        prompts=backwards(sample.prompts),
        directory=Directory(backwards(listings)),
    )
    assert redact(other) == redact(sample)


# -- what is kept of odd facts ---------------------------------------------------------------


def test_reasons_do_not_quote_the_pbx() -> None:
    snapshot = snapshot_of("ivr:1 -1-> queue:2")._replace(
        missing={"9": Missing("9", "unreadable", 500, "HTTP 500: Main menu is broken")},
        directory=Directory({"queue": Listing(refusal="/home/acme/queue.json: no", code=None)}),
    )
    redacted = redact(snapshot).snapshot
    assert redacted.missing["9"].message == "HTTP 500: internal error on the PBX"
    assert redacted.directory.listings["queue"].refusal == "the reason is left out"


def test_of_unknown_fields_the_names_stay() -> None:
    unknown = {"new_dest": "Owen", "deep": {"Owen": ["Ada"]}, "off": "", "none": []}
    snapshot = snapshot_of("ivr:1 -1-> queue:2", ivr_1={"unknown": unknown})
    kept = redact(snapshot).snapshot.ivrs["1"].unknown
    assert kept.keys() == unknown.keys()
    assert (kept["off"], kept["none"]) == ("", [])
    assert not re.search("Owen|Ada", json.dumps(kept))


@pytest.mark.parametrize(
    ("prefix", "kept"), [("", ""), ("1", "1"), ("99", "99"), ("5550142", "100"), ("xyz", None)]
)
def test_a_play_count_stays_unless_it_may_be_a_number(prefix: str, kept: str | None) -> None:
    ivr = snapshot_of("ivr:1 -1-> queue:2").ivrs["1"]
    keys = {"1": Destination("play_prompt", "a.wav", prefix)}
    snapshot = snapshot_of("ivr:1 -1-> queue:2")._replace(
        ivrs={"1": ivr.model_copy(update={"keys": keys})}
    )
    target = redact(snapshot).snapshot.ivrs["1"].keys["1"]
    assert target.prefix == (kept if kept is not None else target.prefix)
    assert (target.play_count is None) == (keys["1"].play_count is None)
    assert "xyz" not in target.prefix


def test_what_a_prompt_says_is_told_without_names() -> None:
    text = "For Ada Byron, press 2. Our number is 555 0142."
    prompts = {"7": Prompt("7", "a.wav", ("a.wav",), "tts", text, "en-US")}
    snapshot = snapshot_of("ivr:1 -1-> queue:2")._replace(prompts=prompts)
    redacted = redact(snapshot).snapshot
    assert redacted.prompts
    assert redacted.prompts["7"].text == "For xx xx, press 2. Our number is 00 00."


# -- once more -------------------------------------------------------------------------------


@given(snapshots())
@many
def test_what_is_redacted_stays_so_also_when_it_was_saved(snapshot: Snapshot) -> None:
    redacted = redact(snapshot).snapshot
    assert redact(redacted) == (redacted, ())
    saved = load(json.loads(dump(redacted)), "saved.json")
    assert redact(saved) == (saved, ())


def test_a_name_that_is_added_to_a_redacted_snapshot_is_replaced(sample: Snapshot) -> None:
    redacted = redact(sample).snapshot
    named = redacted.ivrs["1"].model_copy(update={"name": "Reception", "number": "6200"})
    again = redact(redacted._replace(ivrs={**redacted.ivrs, "1": named})).snapshot
    assert again.ivrs["1"].name == "Menu 1"
    assert again.ivrs["1"].number != "6200"


def test_a_pbx_that_happens_to_be_called_so_is_redacted() -> None:
    snapshot = snapshot_of("ivr:1 -1-> queue:2", ivr_1={"name": "Main", "number": "6200"})
    redacted = redact(snapshot._replace(name=NAME)).snapshot
    assert redacted.ivrs["1"].name == "Menu 1"
    assert redacted.ivrs["1"].number != "6200"


def test_redacting_changes_nothing_that_it_was_given(sample: Snapshot) -> None:
    before: Sequence[str] = dump(sample)
    redact(sample)
    assert dump(sample) == before


# -- several states of a PBX -------------------------------------------------------------------


def called(snapshot: Snapshot, name: str) -> Snapshot:
    """Give a state in which menu 5 has another name and number."""
    ivr = snapshot.ivrs["5"].model_copy(update={"name": name, "number": "6299"})
    return snapshot._replace(ivrs={**snapshot.ivrs, "5": ivr})


def test_of_two_states_what_is_the_same_stays_so_and_what_differs_differs(
    sample: Snapshot,
) -> None:
    old, new = redact_alike([sample, called(sample, "Zyxo")])
    changed = {i for i in sample.ivrs if old.snapshot.ivrs[i] != new.snapshot.ivrs[i]}
    assert changed == {"5"}
    assert {old.snapshot.ivrs["5"].name, new.snapshot.ivrs["5"].name} == {"Menu 5", "Menu 5 (2)"}
    was = {row.was for row in new.mapping}
    assert {"Zyxo", "6299", sample.ivrs["5"].name, sample.ivrs["5"].number} <= was


@given(snapshots())
@many
def test_two_states_that_are_alike_have_the_pseudonyms_of_one(snapshot: Snapshot) -> None:
    alone = redact(snapshot).snapshot
    assert [one.snapshot for one in redact_alike([snapshot, snapshot])] == [alone, alone]


def test_beside_a_redacted_state_another_has_its_own_pseudonyms(sample: Snapshot) -> None:
    saved = redact(sample).snapshot
    old, new = redact_alike([saved, sample])
    assert old.snapshot == new.snapshot == saved
