"""``--redact``: whatever is written or told has pseudonyms for names and numbers."""

from __future__ import annotations

import json
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from helpers import CASES, ORIGINS, Origin, Run, flowgraph_command, flowgraph_on, folders, read_json
from lxml import etree, html
from shell import SAMPLE, environment, menu, pbx, small, told

from flowgraph.cli.check import FORMATS as CHECK_FORMATS
from flowgraph.cli.diff import FORMATS as DIFF_FORMATS
from flowgraph.cli.gather import ALL_LISTS, gather
from flowgraph.cli.main import COMMANDS, LazyGroup
from flowgraph.cli.options import CrawlOptions, SourceOptions
from flowgraph.redaction import redact
from flowgraph.redaction.mapping import Pseudonym
from flowgraph.simulator import Faults, Settings, Simulator

LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
#: Of the sample: names, numbers and files of every kind. Short numbers stand in pictures by chance.
PRIVATE = (
    *("Harbour", "Northgate", "Bienvenidos", "Hartley", "Ibáñez", "Recep", "Mensajes", "Monday"),
    *(
        "Linea_Espanol",
        "City_SIP",
        "Bellcore",
        "welcome-day",
        "emergency",
        "Memorial",
        "Both sites",
    ),
    *("5550142", "5550147", "5550163", "15550100", "1555012", "orthodontist"),
)
OUTPUTS = ("-o", "x.svg", "-o", "x.dot", "-o", "x.json", "-o", "x.html")


def leaks(run: Run, *private: str) -> list[str]:
    """Say which private texts stand in what a run left behind."""
    files = {f"{name}: {data.decode('utf-8', 'replace')}" for name, data in run.files.items()}
    left = "\n".join([run.stdout, run.stderr, *files])
    return [text for text in private if text in left]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A snapshot of the sample, with all its names."""
    run = flowgraph_command(tmp_path / "saved", "crawl", 1, "--from", SAMPLE, "-o", "pbx.json")
    assert leaks(run, *PRIVATE) == list(PRIVATE)
    return tmp_path / "saved" / "pbx.json"


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(
    "words",
    [("draw", 1, *OUTPUTS), ("crawl", 1, "-o", "x.json"), ("crawl", 1, "-o", "-"), ("draw", 1)],
    ids=["draw", "crawl", "stdout", "no name"],
)
def test_no_output_and_no_message_has_a_name(
    words: tuple[object, ...], origin: Origin, tmp_path: Path
) -> None:
    run = flowgraph_on(SAMPLE, origin, tmp_path / "run", *words, "--redact", "-v")
    assert run.status == 0
    assert leaks(run, *PRIVATE) == []
    assert leaks(run, "Menu 8", "redacted") != []
    assert "key 3 leads there" in run.stderr


def test_a_snapshot_is_drawn_without_its_names(saved: Path, tmp_path: Path) -> None:
    run = flowgraph_command(tmp_path / "run", "draw", "--from", saved, "--redact", *OUTPUTS)
    assert run.status == 0
    assert leaks(run, *PRIVATE) == []


def test_a_picture_that_nobody_named_is_not_called_like_the_pbx(tmp_path: Path) -> None:
    run = flowgraph_command(tmp_path / "run", "draw", 1, "--from", SAMPLE, "--redact")
    assert list(run.files) == ["output/redacted-pbx-1.svg"]


def test_all_sources_give_the_same_and_so_does_a_second_time(saved: Path, tmp_path: Path) -> None:
    words = ("crawl", "1", "--redact", "-o", "-")
    once = flowgraph_command(tmp_path / "a", *words, "--from", SAMPLE).stdout
    assert flowgraph_command(tmp_path / "b", *words, "--from", saved).stdout == once
    (tmp_path / "once.json").write_text(once, encoding="utf-8")
    again = flowgraph_command(tmp_path / "c", *words, "--from", tmp_path / "once.json")
    assert again.stdout == once


@pytest.mark.parametrize(
    "case",
    [case for case in folders(CASES, "case.json") if "redact" in (case / "case.json").read_text()],
    ids=lambda case: case.name,
)
@pytest.mark.parametrize("origin", ORIGINS)
def test_the_cases_of_redaction(
    case: Path, origin: Origin, tmp_path: Path, pbx_of: Callable[[Path], Path]
) -> None:
    facts = read_json(case / "case.json")
    words = ("draw", facts["root"], "--redact", "-v", *OUTPUTS)
    run = flowgraph_on(pbx_of(case), origin, tmp_path / "run", *words)
    assert run.status == 3
    assert leaks(run, *facts["expect"]["must_not_appear"]) == []
    assert [text for text in facts["expect"]["errors"] if text not in run.stderr] == []


# -- every command, every format ---------------------------------------------------------------

_TEXTS = (".svg", ".html", ".drawio", ".dot", ".mmd", ".md", ".txt", ".json", ".graphml", ".csv")
_PICTURES = tuple(word for suffix in _TEXTS for word in ("-o", f"x{suffix}"))
_KINDS = (
    *("menus", "entries", "extensions", "queues", "ring-groups", "conferences", "voicemails"),
    "prompts",
)
#: One line for each form of each command that has ``--redact``; OLD and NEW stand for two PBXs.
LINES: list[tuple[str, ...]] = [
    ("draw", "--all", *_PICTURES),
    ("crawl", "--all", "-o", "x.json"),
    *(("check", "--all", "--format", f, "--show", "info") for f in CHECK_FORMATS),
    ("check", "--all", "--fail-on", "never", *_PICTURES),
    *(("loops", "--all", "--format", f, "--show", "info") for f in ("text", "json")),
    ("loops", "--all", *_PICTURES),
    *(("paths", "--all", "--format", f) for f in ("text", "csv", "markdown", "json")),
    ("paths", "1", "--to", 'Owen "Ozzie" Hartley'),
    *(("who", "Recepción / Front desk", "--format", f) for f in ("text", "json")),
    ("who", "opening-hours.wav"),
    *(("hours", "--all", "--format", f) for f in ("text", "json")),
    ("hours", "Main_Line", "--at", "2026-12-24"),
    *(("list", kind, "--format", "json") for kind in _KINDS),
    *(("list", "menus", "--format", f) for f in ("table", "csv")),
    *(("site", "--all", "-o", "pages", "--format", f) for f in ("html", "markdown")),
    ("handover", "--all", "-o", "x.html"),
    *(("diff", "OLD", "NEW", "--format", f, "--show", "info") for f in DIFF_FORMATS),
    ("diff", "OLD", "NEW", *_PICTURES),
]


@pytest.fixture(scope="module")
def everybody() -> list[Pseudonym]:
    """Every name, number and file of the sample, with its pseudonym."""
    what = CrawlOptions(everything=True, quiet=True)
    snapshot = gather(SourceOptions(from_=str(SAMPLE)), what, lists=ALL_LISTS, numbers=True)
    found = list(redact(snapshot).mapping)
    assert {"Harbour Dental", "6204", "+15550100", "welcome-day.wav"} <= {row.was for row in found}
    return found


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample after somebody renamed a menu, led a key elsewhere and took a queue's number."""
    folder = tmp_path_factory.mktemp("edited") / "pbx"
    shutil.copytree(SAMPLE, folder)
    for name, was, is_ in (
        ("ivr/5.json", "Appointments & check-ups", "Zyxo & check-ups"),
        ("ivr/8.json", '"press1_dest_value": "25"', '"press1_dest_value": "27"'),
        ("queue.json", '"6401"', '"6477"'),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert was in text, name
        (folder / name).write_text(text.replace(was, is_), encoding="utf-8")
    return folder


def words_in(name: str, content: bytes) -> str:
    """Give what people and programs can read of an output; of markup no coordinates."""
    text = content.decode("utf-8", "replace")
    if not name.endswith((".svg", ".html", ".drawio", ".graphml")):
        return text
    parser = html.HTMLParser() if name.endswith(".html") else etree.XMLParser(huge_tree=True)
    found: list[str] = []
    for element in etree.fromstring(content, parser).iter(etree.Element):
        found += [element.text or "", element.tail or ""] if element.tag != "style" else []
        found += [text for key, text in element.attrib.items() if key not in _MEASURES]
    return "\n".join(found)


_MEASURES = frozenset(
    {"d", "points", "transform", "x", "y", "width", "height", "viewbox", "viewBox", "rx", "ry"}
    | {"cx", "cy", "content", "style", "font-size", "stroke-dasharray"}
)


def private_in(run: Run, rows: list[Pseudonym]) -> dict[str, list[str]]:
    """Say which names, numbers and files stand where; short numbers count as whole words."""
    texts = {row.was for row in rows}
    short = {text for text in texts if text.isdecimal() and len(text) < 5}
    number = re.compile(rf"(?<![\w.,])({'|'.join(sorted(short))})(?![\w.,])")
    outputs = {**run.files, "stdout": run.stdout.encode(), "stderr": run.stderr.encode()}
    found = {}
    for name, content in outputs.items():
        whole, words = content.decode("utf-8", "replace"), words_in(name, content)
        told = [text for text in texts - short if text in whole or escape(text) in whole]
        found[name] = told + number.findall(words)
    return {name: told for name, told in found.items() if told}


@pytest.mark.fault(
    "S11",
    promise="the same pseudonyms in every format and message; the mapping is a file for its owner"
    " alone",
)
@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line[:5]))
def test_no_command_tells_a_name_a_number_or_a_file(
    line: tuple[str, ...], everybody: list[Pseudonym], edited: Path, tmp_path: Path
) -> None:
    sides = {"OLD": str(SAMPLE), "NEW": str(edited)}
    source = () if line[0] == "diff" else ("--from", SAMPLE)
    words = (*(sides.get(word, word) for word in line), *source, "--redact", "-v")
    run = flowgraph_command(tmp_path / "run", *words)
    assert run.status in (0, 1), run.stderr
    assert private_in(run, everybody) == {}
    assert leaks(run, *PRIVATE, "Zyxo", "6477") == []


def test_the_search_for_names_finds_them(everybody: list[Pseudonym], tmp_path: Path) -> None:
    line = ("check", "--all", "--from", SAMPLE, "--show", "info", *_PICTURES)
    found = private_in(flowgraph_command(tmp_path / "run", *line), everybody)
    assert set(found) >= {"stdout", *(f"x{suffix}" for suffix in _TEXTS)}
    assert {"6204", "Harbour Dental"} <= set(found["x.svg"])


def test_each_command_that_makes_something_to_share_has_the_option() -> None:
    having = {
        name
        for name in COMMANDS
        if any(p.name == "redact" for p in LazyGroup().get_command(None, name).params)
    }
    assert having == {line[0] for line in LINES}


# -- things are named as they are called on the PBX --------------------------------------------


@pytest.mark.parametrize(
    ("dest", "node"),
    [
        ("6400", "queue:1"),
        ("Recepción / Front desk", "queue:1"),
        ("queue:1", "queue:1"),
        ("hang up", "end_call:"),
    ],
)
def test_a_focus_is_named_as_it_is_called(dest: str, node: str, tmp_path: Path) -> None:
    line = ("draw", "--all", "--from", SAMPLE, "-o", "x.json", "--focus", dest)
    plain = flowgraph_command(tmp_path / "plain", *line)
    run = flowgraph_command(tmp_path / "run", *line, "--redact")
    assert (plain.status, run.status) == (0, 0)
    there, here = (json.loads(one.files["x.json"])["nodes"] for one in (plain, run))
    assert {row["id"] for row in here} == {row["id"] for row in there}
    assert node in {row["id"] for row in here}


@pytest.mark.parametrize(
    "dest", ["5550142", "95550142", "9-5550142", "external_num:9-5550142", "opening-hours.wav"]
)
def test_what_has_no_id_is_found_under_its_other_name(dest: str, tmp_path: Path) -> None:
    for command in ("who", "draw"):
        words = ("who", dest) if command == "who" else ("draw", "--all", "--focus", dest)
        output = ("-o", "x.txt") if command == "draw" else ()
        plain = flowgraph_command(tmp_path / "plain", *words, "--from", SAMPLE, *output)
        run = flowgraph_command(tmp_path / "run", *words, "--from", SAMPLE, *output, "--redact")
        assert plain.status == run.status, (plain.stderr, run.stderr)
        assert leaks(run, *PRIVATE) == []
        assert run.stdout.count("\n") == plain.stdout.count("\n")


def test_a_person_stands_for_the_voicemail_as_well(tmp_path: Path) -> None:
    line = ("who", 'Owen "Ozzie" Hartley', "--from", SAMPLE, "--format", "json")
    plain, run = (
        json.loads(flowgraph_command(tmp_path / "run", *line, *more).stdout)
        for more in ((), ("--redact",))
    )
    nodes = [row["id"] for row in plain["destinations"]]
    assert nodes == ["extension:25", "ext_vm:25"]
    assert [row["id"] for row in run["destinations"]] == nodes
    assert run["destinations"][0]["label"].endswith("Person 25")


@pytest.mark.parametrize(
    "line",
    [
        ("who", "Owen Hartly"),
        ("paths", "1", "--to", "Owen Hartly"),
        ("draw", "1", "--focus", "Owen Hartly"),
        ("check", "1", "-o", "x.svg", "--focus", "Owen Hartly"),
        ("hours", "Main"),
    ],
)
def test_what_is_not_found_is_told_without_the_names_that_there_are(
    line: tuple[str, ...], tmp_path: Path
) -> None:
    run = flowgraph_command(tmp_path / "run", *line, "--from", SAMPLE, "--redact")
    assert run.status == 2
    assert leaks(run, *(text for text in PRIVATE if text not in line)) == []
    assert told(run)["next"] == "run it without --redact, which tells what there is"


def test_findings_are_those_of_the_pbx_and_what_is_accepted_stays_so(tmp_path: Path) -> None:
    place = tmp_path / "run"
    place.mkdir()
    (place / "flowgraph.toml").write_text(
        "".join(
            f'[[check.accept]]\nrule = "{rule}"\nplace = "{where}"\nreason = "Zyxo agreed"\n'
            for rule, where in [
                ("dangling-ivr", 'name:Billing & \\"Insurance\\"'),
                ("external-number", "6204"),
                ("trap", "ivr:13"),
                ("key-gap", "name:Nobody"),
            ]
        ),
        encoding="utf-8",
    )
    line = ("check", "--all", "--from", SAMPLE, "--format", "json")
    plain = flowgraph_command(place, *line)
    run = flowgraph_command(place, *line, "--redact")
    assert plain.status == run.status == 1
    was, is_ = (json.loads(one.stdout) for one in (plain, run))
    assert is_["summary"] == was["summary"]
    not_checked = [row["rule"] for row in was["not_checked"]]
    assert [row["rule"] for row in is_["not_checked"]] == not_checked
    facts = ("rule", "severity", "node", "key", "state")
    rows = [[finding[fact] for fact in facts] for finding in was["findings"]]
    assert [[finding[fact] for fact in facts] for finding in is_["findings"]] == rows
    assert [row[0] for row in rows if row[-1] == "accepted"] == ["dangling-ivr", "external-number"]
    assert "Zyxo" in plain.stdout
    assert leaks(run, "Zyxo", "Nobody") == ["Zyxo", "Nobody"]  # in flowgraph.toml itself
    assert "Zyxo" not in run.stdout + run.stderr


def test_sarif_names_no_file_of_the_source(tmp_path: Path) -> None:
    folder = tmp_path / "zyxo-dental"
    shutil.copytree(SAMPLE, folder)
    line = ("check", "--all", "--from", folder, "--format", "sarif")
    plain = flowgraph_command(tmp_path / "run", *line).stdout
    hidden = flowgraph_command(tmp_path / "run", *line, "--redact").stdout
    assert ("physicalLocation" in plain, "zyxo-dental" in plain) == (True, True)
    assert ("physicalLocation" in hidden, "zyxo-dental" in hidden) == (False, False)
    assert "logicalLocations" in hidden


@pytest.mark.parametrize("more", [(), ("--update-baseline",)])
def test_a_baseline_has_names_and_is_refused(more: tuple[str, ...], tmp_path: Path) -> None:
    line = ("check", "--all", "--from", SAMPLE, "--redact", "--baseline", "known.json", *more)
    run = flowgraph_command(tmp_path / "run", *line)
    assert (run.status, run.files) == (2, {})
    assert told(run)["what"] == "a baseline has names, which --redact replaces"


# -- two states of a PBX -----------------------------------------------------------------------


def test_a_diff_tells_what_changed_and_nothing_else(edited: Path, tmp_path: Path) -> None:
    line = ("diff", SAMPLE, edited, "--format", "json")
    plain, run = (
        json.loads(flowgraph_command(tmp_path / "run", *line, *more).stdout)
        for more in ((), ("--redact",))
    )
    changes = [(c["node"], c.get("key"), c["what"]) for c in plain["changes"]]
    assert changes
    assert [(c["node"], c.get("key"), c["what"]) for c in run["changes"]] == changes


def test_a_diff_saves_one_mapping_of_both_sides(edited: Path, tmp_path: Path) -> None:
    words = ("diff", SAMPLE, edited, "--redact", "--redact-map", "map.json")
    run = flowgraph_command(tmp_path / "run", *words)
    was = {row["was"] for row in json.loads(run.files["map.json"])["names"]}
    assert {"Appointments & check-ups", "Zyxo & check-ups", "6401", "6477"} <= was
    assert run.stderr.count("not to be shared") == 1


def test_a_saved_redaction_can_be_compared_with_the_pbx(tmp_path: Path) -> None:
    place = tmp_path / "run"
    flowgraph_command(place, "crawl", "--all", "--from", SAMPLE, "--redact", "-o", "old.json")
    run = flowgraph_command(place, "diff", "old.json", SAMPLE, "--redact", "--exit-code")
    assert (run.status, run.stdout) == (0, "")


def test_a_change_of_what_is_left_out_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "pbx"
    shutil.copytree(SAMPLE, folder)
    path = folder / "custom_prompt.json"
    text = path.read_text(encoding="utf-8")
    assert "Harbour Street" in text
    path.write_text(text.replace("Harbour Street", "Harboar Street"), encoding="utf-8")
    line = ("diff", SAMPLE, folder, "--exit-code")
    plain = flowgraph_command(tmp_path / "run", *line)
    run = flowgraph_command(tmp_path / "run", *line, "--redact")
    assert (plain.status, run.status, run.stdout) == (1, 1, "")
    assert "what --redact leaves out; run it without --redact to see that" in run.stderr


# -- the mapping -----------------------------------------------------------------------------


@pytest.mark.fault("S11")
def test_the_mapping_is_a_file_of_its_own_for_its_owner_alone(tmp_path: Path) -> None:
    words = ("crawl", 1, "--from", SAMPLE, "--redact", "-o", "x.json", "--redact-map", "map.json")
    run = flowgraph_command(tmp_path / "run", *words)
    names = json.loads(run.files["map.json"])["names"]
    assert {"kind": "ivr", "id": "5", "was": "Appointments & check-ups", "is": "Menu 5"} in names
    assert stat.S_IMODE((tmp_path / "run" / "map.json").stat().st_mode) == 0o600
    assert f"wrote map.json ({len(names)} names; not to be shared)\n" in run.stderr
    assert leaks(run, "Northgate") == ["Northgate"]
    (tmp_path / "run" / "map.json").unlink()
    assert leaks(run, *PRIVATE) == []


def test_a_mapping_that_others_could_read_is_closed(tmp_path: Path) -> None:
    place = tmp_path / "run" / "map.json"
    place.parent.mkdir()
    place.write_text("old")
    place.chmod(0o644)
    words = ("draw", 1, "--from", SAMPLE, "--redact", "-o", "x.dot", "--redact-map", "map.json")
    assert flowgraph_command(tmp_path / "run", *words).status == 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert b"Northgate" in place.read_bytes()


def test_every_pseudonym_of_a_snapshot_is_in_the_mapping(saved: Path, tmp_path: Path) -> None:
    words = ("crawl", "1", "--from", SAMPLE, "--redact", "-o", "x.json", "--redact-map", "m.json")
    run = flowgraph_command(tmp_path / "run", *words)
    names = json.loads(run.files["m.json"])["names"]
    was = {row["is"]: row["was"] for row in names}
    text = json.loads(run.files["x.json"])
    original = json.loads(saved.read_bytes())
    for ivr, before in zip(text["ivrs"], original["ivrs"], strict=True):
        assert [was[ivr[key]] for key in ("name", "number")] == [before["name"], before["number"]]


@pytest.mark.parametrize("command", ["draw", "crawl", "check", "loops"])
@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--redact-map", "m.json"), "--redact-map says what --redact has replaced"),
        (("--redact", "--redact-map", "-"), "the mapping is not to be shared with the output"),
        (("--redact", "--redact-map", "x.json"), "the same file is named twice"),
        (("--redact", "--redact-map", "./x.json"), "the same file is named twice"),
        (("--redact", "--redact-map", "no/m.json"), "there is no such folder"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused_before_anything_is_asked(
    command: str, words: tuple[str, ...], what: str, tmp_path: Path
) -> None:
    with Simulator(SAMPLE, Settings()) as simulator:
        line = (command, 1, "--pbx", simulator.url, "-o", "x.json", *words)
        run = flowgraph_command(tmp_path / "run", *line, **LOGIN)
        assert simulator.requests == []
    assert (run.status, run.files) == (2, {})
    assert told(run)["what"] == what
    assert told(run)["next"]


@pytest.mark.parametrize("line", [*{line[0]: line for line in LINES}.values()], ids=lambda w: w[0])
def test_a_mapping_is_refused_where_nothing_is_replaced_or_the_source_would_be_lost(
    line: tuple[str, ...], edited: Path, tmp_path: Path
) -> None:
    sides = {"OLD": str(SAMPLE), "NEW": str(edited)}
    words = [sides.get(word, word) for word in line]
    source = [] if line[0] == "diff" else ["--from", str(SAMPLE)]
    run = flowgraph_command(tmp_path / "run", *words, *source, "--redact-map", "m.json")
    assert (run.status, run.files) == (2, {})
    assert told(run)["what"] == "--redact-map says what --redact has replaced"
    taken = ("--redact", "--redact-map", SAMPLE / "queue.json")
    run = flowgraph_command(tmp_path / "run", *words, *source, *taken)
    assert (run.status, run.files) == (2, {})
    assert "Bills" in (SAMPLE / "queue.json").read_text(encoding="utf-8")


# -- messages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "roots",
    [
        ("name:Menu 9",),
        ("name:Menu 1", "number:9999"),
        ("number:620",),
        ("route:Main",),
        ("did:+4930",),
        ("99",),
    ],
)
def test_a_mistaken_root_is_told_without_the_names_that_there_are(
    roots: tuple[str, ...], tmp_path: Path
) -> None:
    folder = pbx(
        small(tmp_path / "pbx"),
        inbound_route=[{"id": 1, "name": "Zyxo line", "did_pattern_list": ["5550142"]}],
    )
    plain = flowgraph_command(tmp_path / "run", "draw", *roots, "--from", folder)
    run = flowgraph_command(tmp_path / "run", "draw", *roots, "--from", folder, "--redact")
    assert (plain.status, run.status) == (2, 2)
    private = [t for t in ("Menu 1", "Menu 2", "6201", "Zyxo", "5550142") if t not in str(roots)]
    assert leaks(plain, *private) != []
    assert leaks(run, *private) == []
    assert told(run)["next"]


def test_a_root_may_be_given_by_its_name(tmp_path: Path) -> None:
    words = ("draw", "name:English main menu", "--from", SAMPLE, "--redact", "-o", "x.dot")
    run = flowgraph_command(tmp_path / "run", *words)
    assert run.status == 0
    assert "English" not in run.files["x.dot"].decode()


def test_what_the_pbx_says_while_it_fails_is_not_told(tmp_path: Path) -> None:
    folder = small(tmp_path / "pbx")
    body = json.dumps({"errcode": 500, "errmsg": "Zyxo Hartley is ill"})
    (folder / "ivr" / "2.json").unlink()
    (folder / "ivr" / "2.body").write_text(body)
    (folder / "ivr" / "2.meta.json").write_text('{"status": 500, "content_type": "text/json"}')
    line = ("draw", 1, "-o", "x.json", "-v", "--timeout", "1")
    with Simulator(folder, Settings()) as simulator:
        words = (*line, "--pbx", simulator.url)
        plain = flowgraph_command(tmp_path / "plain", *words, **LOGIN)
        run = flowgraph_command(tmp_path / "run", *words, "--redact", **LOGIN)
    assert (plain.status, run.status) == (3, 3)
    assert leaks(plain, "Zyxo") == ["Zyxo"]
    assert leaks(run, "Zyxo") == []
    assert "IVR 2 could not be read: HTTP 500" in run.stderr
    assert re.search(r"GET ivr/get -> HTTP 500, \d+ bytes", run.stderr)
    assert "trying again" in run.stderr


def test_an_interrupted_crawl_saves_no_names(tmp_path: Path) -> None:
    folder = pbx(
        tmp_path / "pbx",
        menu(1, press1_dest="ivr", press1_dest_value="2", name="Zyxo"),
        menu(2),
        inbound_route=[],
    )
    place = tmp_path / "run"
    place.mkdir()
    with Simulator(folder, Settings(), Faults.of("hang=ivr/get?id=2")) as simulator:
        words = ("crawl", "1", "--pbx", simulator.url, "--redact", "-o", "x.json")
        line = [sys.executable, "-m", "flowgraph", *words, "--redact-map", "map.json"]
        running = subprocess.Popen(
            line, cwd=place, env=environment(place, **LOGIN), stderr=subprocess.PIPE, text=True
        )
        deadline = time.monotonic() + 30
        while not any(r.query.get("id") == "2" for r in simulator.requests):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)
    run = Run(running.returncode, "", errors, place)
    assert run.status == 130
    assert "Menu 1" in run.files["x.json"].decode()
    assert b"Zyxo" in run.files["map.json"]
    (place / "map.json").unlink()
    assert leaks(run, "Zyxo") == []
