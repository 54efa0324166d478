"""What holds for every format of ``check``, whatever was found."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from helpers import DATA
from hostile import STRINGS
from menus import calls

import flowgraph
from flowgraph.reports import findings
from flowgraph.reports.findings import FORMATS, render
from flowgraph.reports.findings.outcome import Fixed
from flowgraph.rules.finding import Skipped
from flowgraph.text import one_line, shorten, visible

from .support import GRAPH, MIXED, NOTHING, READERS, found, judged, outcome

GOLDEN = DATA / "golden" / "check"
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def test_every_format_has_a_module_and_every_module_with_a_report_is_a_format():
    folder = Path(findings.__file__).parent
    writers = {path.stem for path in folder.glob("*.py") if "\ndef render(" in path.read_text()}
    assert writers - {"__init__"} == set(FORMATS.values())
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_the_same_byte_for_byte(name: str):
    written = render(name, MIXED).replace(flowgraph.__version__, "VERSION")
    golden = GOLDEN / f"report.{name}"
    if os.environ.get("FLOWGRAPH_UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_valid_and_ends_with_one_line_break(name: str):
    written = render(name, MIXED)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert any("no destination for a caller" in text for text in READERS[name](written))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
def test_a_report_on_nothing_is_valid(name: str):
    written = render(name, NOTHING)
    list(READERS[name](written))
    assert written.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_what_is_known_changes_nothing(name: str):
    accepted = {f.fingerprint: f.rule for f in MIXED.judgement.findings[:3]}
    turned = dict(reversed(accepted.items()))
    assert render(name, MIXED._replace(accepted=accepted)) == render(
        name, MIXED._replace(accepted=turned)
    )


@pytest.mark.fault("D1", "E9", "E10", "E7", "E8")
@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_reach_the_reader_unchanged_and_do_nothing_else(name: str, text: str):
    # What the wire lets through; it has replaced what no reader could see.
    text = visible(text)
    graph = calls("ivr:1 -1-> ivr:2", ivr_1={"name": text}, ivr_2={"name": text})
    finding = found(
        "timeout-unset",
        "error",
        "ivr:1",
        "1",
        name=text,
        label=one_line(f"IVR {text}"),
        message=f"leads to {text}",
        fix=f"see {text}",
        detail=text,
        related=("ivr:2",),
    )
    written = render(name, outcome(finding, graph=graph))
    assert not _CONTROLS.search(written)
    told = [one_line(line) for line in READERS[name](written)]
    wanted = one_line(text)
    if name in ("text", "markdown"):
        wanted = shorten(wanted, 60)
    assert any(wanted in line for line in told)


@pytest.mark.parametrize("name", FORMATS)
def test_what_people_and_baselines_say_is_made_visible(name: str):
    bad = "\x1b[31m\ud800\x00\n| <b>"
    finding = found("timeout-unset", "error", "ivr:5", "timeout")
    other = finding._replace(node="ivr:6")
    written = render(
        name,
        outcome(
            finding,
            other,
            accepted={finding.fingerprint: bad},
            fixed=(Fixed(bad, bad, bad, bad),),
            has_baseline=True,
        ),
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f\ud800]", written)
    written.encode()
    assert list(READERS[name](written))


@pytest.mark.parametrize("name", FORMATS)
def test_a_very_large_outcome_is_valid(name: str):
    rows = [found("timeout-unset", "warning", f"ivr:{n}", "timeout") for n in range(5000)]
    rows += [found("caller-loop", "info", f"ivr:{n}", "*") for n in range(5000)]
    gaps = tuple(Skipped("failover-unset", f"reason {n}") for n in range(50))
    large = outcome()._replace(judgement=judged(*rows, gaps=gaps), graph=GRAPH)
    written = render(name, large)
    assert list(READERS[name](written))
    if name == "text":
        assert written.count("\n") < 40
        assert "… and 4980 more" in written
