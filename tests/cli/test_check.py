"""``flowgraph check``: from the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from helpers import TREES, flowgraph_command, flowgraph_on
from lxml import etree

from flowgraph.cli.check import FORMATS, RULE_SETS
from flowgraph.reports.findings import FORMATS as RENDERED
from flowgraph.rules.rule_sets import RULE_SETS as KNOWN_SETS

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"
VENDOR = TREES / "vendor-example" / "pbx"

#: What rules.md promises of the vendor's own sample: rule, key.
VENDORS_FINDINGS = {
    ("timeout-unset", "timeout"),
    ("invalid-unset", "invalid"),
    ("dangling-ivr", "3"),
    ("too-many-options", None),
    ("outbound-open", None),
    ("stale-field", "2"),
    ("same-target", "2"),
    ("default-prompt", None),
    ("zero-not-operator", "0"),
    ("external-number", "8"),
    ("slow-digit", "1"),
}


def healthy(folder: Path) -> Path:
    """Write a PBX with which nothing is wrong."""
    keys = {
        "press0_dest": "extension",
        "press0_dest_value": "7",
        "timeout_dest": "extension",
        "timeout_dest_value": "7",
        "invalid_dest": "extension",
        "invalid_dest_value": "7",
    }
    menu = {"id": 1, "number": "6200", "name": "Main", "prompt": ["hello.wav"], **keys}
    (folder / "ivr").mkdir(parents=True)
    answer = {"errcode": 0, "errmsg": "SUCCESS", "data": menu}
    (folder / "ivr" / "1.json").write_text(json.dumps(answer))
    (folder / "extension.json").write_text('[{"id": 7, "number": "1001", "caller_id_name": "Ada"}]')
    (folder / "custom_prompt.json").write_text(
        '[{"id": 1, "file": "hello", "suffix": ".wav", "real_filename": "hello.wav",'
        ' "type": "tts", "text": "Press 0 for Ada.", "language": "en-US"}]'
    )
    (folder / "inbound_route.json").write_text("[]")
    return folder


def findings(folder, *arguments):
    run = flowgraph_command(folder, "check", *arguments, "--format", "json")
    return run, json.loads(run.stdout)["findings"]


def test_the_options_name_what_there_is():
    assert tuple(RENDERED) == FORMATS
    assert tuple(KNOWN_SETS) == RULE_SETS


@pytest.mark.parametrize("origin", ["offline", "http"])
def test_the_vendors_own_sample_gives_what_is_promised(tmp_path, origin):
    run = flowgraph_on(VENDOR, origin, tmp_path / "run", "check", "5", "--format", "json")
    found = {(f["rule"], f["key"]): f for f in json.loads(run.stdout)["findings"]}
    assert set(found) >= VENDORS_FINDINGS
    assert "timeout-too-short" not in {rule for rule, _ in found}
    assert found["outbound-open", None]["severity"] == "error"
    assert run.status == 1


def test_a_healthy_pbx_says_nothing_at_all(tmp_path):
    pbx = healthy(tmp_path / "pbx")
    run = flowgraph_command(tmp_path / "run", "check", "1", "--from", pbx)
    assert (run.status, run.stdout, run.stderr) == (0, "", "")


def test_the_same_in_every_format_is_valid_and_without_findings(tmp_path):
    pbx = healthy(tmp_path / "pbx")
    for format_ in FORMATS:
        run = flowgraph_command(
            tmp_path / "run",
            "check",
            "1",
            "--from",
            pbx,
            "--format",
            format_,
            "--ignore",
            "usability,empty-menu",
        )
        assert run.status == 0
        if format_ in ("json", "sarif"):
            json.loads(run.stdout)
        if format_ == "junit":
            etree.fromstring(run.stdout.encode())
        if format_ == "csv":
            assert len(list(csv.reader(io.StringIO(run.stdout)))) == 1


def test_what_the_rules_find_is_not_told_once_more_as_a_warning(tmp_path):
    run = flowgraph_command(tmp_path, "check", "--all", "--from", SAMPLE)
    assert run.status == 1
    assert run.stderr == ""


def test_a_menu_that_cannot_be_read_is_told_and_ends_in_part(tmp_path):
    pbx = healthy(tmp_path / "pbx")
    text = (pbx / "ivr" / "1.json").read_text().replace('"extension", "timeout', '"ivr", "timeout')
    menu = json.loads(text)
    menu["data"] |= {"press1_dest": "ivr", "press1_dest_value": "2"}
    (pbx / "ivr" / "1.json").write_text(json.dumps(menu))
    (pbx / "ivr" / "2.json").write_text("{")
    run = flowgraph_command(tmp_path / "run", "check", "1", "--from", pbx)
    assert run.status == 3
    assert "IVR 2 could not be read" in run.stderr


# -- choosing rules --------------------------------------------------------------------------


def test_select_and_ignore_choose_rules_and_groups(tmp_path):
    _, found = findings(tmp_path, "5", "--from", VENDOR, "--select", "safety,dangling-ivr")
    assert {f["rule"] for f in found} == {"dangling-ivr", "outbound-open", "external-number"}
    _, found = findings(
        tmp_path, "5", "--from", VENDOR, "--select", "safety", "--ignore", "outbound-open"
    )
    assert {f["rule"] for f in found} == {"external-number"}


def test_a_mistyped_rule_is_refused_before_anything_is_read(tmp_path):
    run = flowgraph_command(tmp_path, "check", "5", "--from", VENDOR, "--select", "dangling-irv")
    assert run.status == 2
    assert "dangling-ivr" in run.stderr
    assert run.stdout == ""


def test_a_rule_set_changes_severities(tmp_path):
    _, found = findings(tmp_path, "5", "--from", VENDOR, "--rule-set", "strict")
    assert {f["severity"] for f in found if f["rule"] == "timeout-unset"} == {"error"}


def test_settings_of_the_file_count_and_the_command_line_counts_more(tmp_path):
    (tmp_path / "flowgraph.toml").write_text(
        '[check]\nrule-set = "strict"\nignore = ["usability"]\n'
        '[check.severity]\nstale-field = "warning"\n'
    )
    _, found = findings(tmp_path, "5", "--from", VENDOR)
    assert {f["severity"] for f in found if f["rule"] == "stale-field"} == {"warning"}
    assert {f["severity"] for f in found if f["rule"] == "timeout-unset"} == {"error"}
    assert not {"too-many-options", "slow-digit"} & {f["rule"] for f in found}
    _, found = findings(tmp_path, "5", "--from", VENDOR, "--rule-set", "default")
    assert {f["severity"] for f in found if f["rule"] == "timeout-unset"} == {"warning"}


def test_a_slip_in_the_file_is_told_with_its_line(tmp_path):
    (tmp_path / "flowgraph.toml").write_text('[check]\n\nrule-set = "strickt"\n')
    run = flowgraph_command(tmp_path, "check", "5", "--from", VENDOR)
    assert run.status == 2
    assert "flowgraph.toml, line 3" in run.stderr
    assert "strict" in run.stderr


def test_an_accepted_finding_does_not_count_and_its_reason_is_kept(tmp_path):
    (tmp_path / "flowgraph.toml").write_text(
        '[[check.accept]]\nrule = "dangling-ivr"\nplace = "number:6204"\nkey = "3"\n'
        'reason = "the menu comes next week"\n'
        '[[check.accept]]\nrule = "outbound-open"\nplace = "ivr:5"\nreason = "lab"\n'
    )
    run, found = findings(tmp_path, "5", "--from", VENDOR)
    assert run.status == 0
    states = {f["rule"]: (f["state"], f["reason"]) for f in found}
    assert states["dangling-ivr"] == ("accepted", "the menu comes next week")
    assert states["outbound-open"] == ("accepted", "lab")
    assert states["timeout-unset"] == ("new", None)


def test_an_entry_that_accepts_nothing_is_told(tmp_path):
    (tmp_path / "flowgraph.toml").write_text(
        '[[check.accept]]\nrule = "trap"\nplace = "ivr:5"\nreason = "it was one"\n'
    )
    run = flowgraph_command(tmp_path, "check", "5", "--from", VENDOR)
    assert "warning: flowgraph.toml accepts trap at ivr:5: mistyped, or mended" in run.stderr


# -- how bad it is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--ignore", "dangling-ivr,outbound-open"), 0),
        (("--ignore", "dangling-ivr,outbound-open", "--fail-on", "warning"), 1),
        (("--select", "same-target"), 0),
        (("--select", "same-target", "--fail-on", "info"), 1),
    ],
)
def test_the_exit_status_follows_the_worst_finding(tmp_path, arguments, status):
    run = flowgraph_command(tmp_path, "check", "5", "--from", VENDOR, *arguments)
    assert run.status == status


# -- the baseline ----------------------------------------------------------------------------


def test_with_a_baseline_only_what_is_new_is_told_and_counts(tmp_path):
    line = ("check", "5", "--from", VENDOR, "--baseline", "known.json")
    run = flowgraph_command(tmp_path, *line, "--ignore", "dangling-ivr", "--update-baseline")
    assert (run.status, run.stdout) == (0, "")
    assert "wrote known.json (" in run.stderr
    run = flowgraph_command(tmp_path, *line)
    assert run.status == 1
    assert run.stdout.startswith("error: dangling-ivr")
    assert "outbound-open" not in run.stdout
    run = flowgraph_command(tmp_path, *line, "--update-baseline")
    assert run.status == 0
    assert (flowgraph_command(tmp_path, *line).status, run.stdout) == (0, "")


def test_what_was_mended_since_the_baseline_is_told(tmp_path):
    pbx = healthy(tmp_path / "pbx")
    before = (pbx / "ivr" / "1.json").read_text()
    (pbx / "ivr" / "1.json").write_text(before.replace("hello.wav", "lost.wav"))
    line = ("check", "1", "--from", pbx, "--baseline", "known.json")
    flowgraph_command(tmp_path / "run", *line, "--update-baseline")
    (pbx / "ivr" / "1.json").write_text(before)
    run = flowgraph_command(tmp_path / "run", *line)
    assert run.status == 0
    assert "fixed since the baseline" in run.stdout
    assert "missing-prompt" in run.stdout


@pytest.mark.fault("D12", promise='refuses it, and never takes it for "no findings"; exit 2')
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--update-baseline",), "--baseline FILE"),
        (("--baseline", "absent.json"), "--update-baseline"),
        (("--baseline", "flowgraph.toml"), "no baseline"),
    ],
)
def test_a_baseline_that_cannot_be_is_refused(tmp_path, arguments, words):
    (tmp_path / "flowgraph.toml").write_text("")
    run = flowgraph_command(tmp_path, "check", "5", "--from", VENDOR, *arguments)
    assert run.status == 2
    assert words in run.stderr
    assert run.stdout == ""


# -- pictures and reports in one run ---------------------------------------------------------


def test_a_picture_is_drawn_in_the_same_run_with_the_findings_on_it(tmp_path):
    line = ("check", "5", "--from", VENDOR)
    plain = flowgraph_command(tmp_path / "plain", *line)
    run = flowgraph_command(tmp_path / "drawn", *line, "-o", "marked.svg", "--report", "check.txt")
    assert run.status == plain.status == 1
    assert run.stdout == ""
    assert run.files["check.txt"].decode() == plain.stdout
    words = " ".join(etree.fromstring(run.files["marked.svg"]).itertext())
    assert "3: leads to IVR id 1, which does not exist" in " ".join(words.split())


def test_sarif_names_the_file_and_the_line_of_the_key(tmp_path):
    pbx = healthy(tmp_path / "pbx")
    menu = json.loads((pbx / "ivr" / "1.json").read_text())
    menu["data"] |= {"press1_dest": "ivr", "press1_dest_value": "2"}
    text = json.dumps(menu, indent=1)
    (pbx / "ivr" / "1.json").write_text(text)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if '"press1_dest"' in row)
    run = flowgraph_command(tmp_path, "check", "1", "--from", "pbx", "--format", "sarif")
    (result,) = [
        row
        for row in json.loads(run.stdout)["runs"][0]["results"]
        if row["ruleId"] == "dangling-ivr"
    ]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "pbx/ivr/1.json"
    assert place["region"]["startLine"] == line


def test_a_live_pbx_has_no_file_and_the_report_says_where_in_the_call_flow(tmp_path):
    run = flowgraph_on(VENDOR, "http", tmp_path, "check", "5", "--format", "sarif")
    places = [row["locations"][0] for row in json.loads(run.stdout)["runs"][0]["results"]]
    assert not any("physicalLocation" in place for place in places)
    assert all(place["logicalLocations"][0]["fullyQualifiedName"] for place in places)
