"""An outcome with a bit of everything, and readers that refuse what a format does not allow."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree
from markdown_it import MarkdownIt
from menus import calls
from sarif_kit.validate import validation_errors

from flowgraph.callgraph import CallGraph
from flowgraph.model.place import Place
from flowgraph.reports.findings.outcome import Fixed, Outcome
from flowgraph.rules.finding import Finding, Judgement, Skipped, finding_order

#: Ant's own schema is no part of this project; where a copy stands beside it, it is asked as well.
ANT = Path(__file__).parents[4] / "shared" / "schemas" / "junit.xsd"


def found(rule: str, severity: str, node: str, key: str = "", **more: Any) -> Finding:
    """A finding of which a test says what it is about."""
    facts = {
        "number": "",
        "name": "",
        "label": f"{more.get('number', '')} {more.get('name', '')}".strip() or node,
        "message": "wrong",
        "fix": "mend it",
        **more,
    }
    return Finding(rule=rule, severity=severity, node=node, key=key, **facts)


def judged(
    *findings: Finding, rules: tuple[str, ...] = (), gaps: tuple[Skipped, ...] = ()
) -> Judgement:
    names = {*rules, *(f.rule for f in findings), *(gap.rule for gap in gaps)}
    return Judgement(tuple(sorted(findings, key=finding_order)), gaps, tuple(sorted(names)))


GRAPH = calls(
    "ivr:5 -3-> ivr:9",
    "ivr:5 -1-> ivr:6",
    "ivr:6 -*-> ivr:5",
    ivr_5={"number": "6201", "name": "Main menu"},
    ivr_6={"number": "6202", "name": "Night [closed] & R*D"},
)
MAIN = {"number": "6201", "name": "Main menu", "label": "IVR 6201 Main menu"}
NIGHT = {
    "number": "6202",
    "name": "Night [closed] & R*D",
    "label": "IVR 6202 Night [closed] & R*D",
}
DANGLING = found(
    "dangling-ivr",
    "error",
    "ivr:5",
    "3",
    message="leads to IVR id 9, which does not exist",
    fix="choose a destination that exists",
    related=("ivr:9",),
    **MAIN,
)
UNSET = found(
    "timeout-unset",
    "warning",
    "ivr:5",
    "timeout",
    message="no destination for a caller who presses nothing",
    fix="set a time-out destination, for example the operator",
    **MAIN,
)
UNSET_AT_NIGHT = UNSET._replace(node="ivr:6", **NIGHT)
QUEUE = found(
    "failover-unset",
    "warning",
    "queue:1",
    "fail",
    number="6400",
    name="+Orders",
    label="Queue 6400 +Orders",
    message="no failover destination for a call that nobody answers",
    fix="set a failover destination, for example a voicemail",
)
CHOSEN = found(
    "caller-loop",
    "info",
    "ivr:6",
    "*",
    message="callers can choose to go round between IVR 6201 and IVR 6202",
    fix="nothing to do if this is a way back",
    related=("ivr:5", "ivr:6"),
    **NIGHT,
)
GAP = Skipped("failover-unset", "ring groups could not be read: errcode 10005")
GONE = Fixed("timeout-unset|ivr:7|timeout|", "timeout-unset", "warning", "IVR 6207 Old: no way on")


def place(node: str, key: str) -> Place | None:
    """Know menus alone, in a folder with a blank in its name."""
    kind, _, identity = node.partition(":")
    return Place(f"my pbx/ivr/{identity}.json", 20 if key else 4) if kind == "ivr" else None


#: One finding of each state, one for information, a rule not checked, something fixed.
MIXED = Outcome(
    judged(DANGLING, UNSET, UNSET_AT_NIGHT, QUEUE, CHOSEN, gaps=(GAP,), rules=("trap",)),
    GRAPH,
    known=frozenset({UNSET.fingerprint}),
    fixed=(GONE,),
    accepted={QUEUE.fingerprint: "Ann agreed, until May"},
    has_baseline=True,
    places=place,
)
NOTHING = Outcome(judged(rules=("timeout-unset", "trap")), calls("ivr:1 -0-> extension:1"))


def outcome(*findings: Finding, graph: CallGraph = GRAPH, **more: Any) -> Outcome:
    return Outcome(judged(*findings), graph, **more)


# -- readers: from a report to every text that its reader meets -------------------------------


def read_text(report: str) -> Iterator[str]:
    yield from report.splitlines()


def read_json(report: str) -> Iterator[str]:
    yield from _texts(json.loads(report))


def read_sarif(report: str) -> Iterator[str]:
    document = json.loads(report)
    assert validation_errors(document) == []
    yield from _texts(document)


def read_junit(report: str) -> Iterator[str]:
    root = etree.fromstring(report.encode())
    _follows_ant(root)
    for element in root.iter():
        yield from (element.text or "").splitlines()
        yield from map(str, element.attrib.values())


def read_markdown(report: str) -> Iterator[str]:
    """Give every heading, paragraph and cell; none may hold more than text and code."""
    reader = MarkdownIt("gfm-like")
    # GitHub makes no link of a bare domain.
    reader.linkify.set({"fuzzy_link": False})
    for token in reader.parse(report):
        assert token.type != "html_block"
        if token.type == "inline":
            kinds = {part.type for part in token.children or []}
            assert kinds <= {"text", "code_inline"}, kinds
            yield "".join(part.content for part in token.children or [])


def read_csv(report: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(report)))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        yield from row


READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "text": read_text,
    "json": read_json,
    "sarif": read_sarif,
    "junit": read_junit,
    "markdown": read_markdown,
    "csv": read_csv,
}


def _texts(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, (list, dict)):
            waiting += value.values() if isinstance(value, dict) else value


_SUITE = {
    *("name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors"),
    *("skipped", "time"),
}


def _follows_ant(root: etree._Element) -> None:
    """Refuse what Ant's schema does: parts, their order, attributes, sums."""
    assert (root.tag, dict(root.attrib)) == ("testsuites", {})
    for number, suite in enumerate(root):
        assert (suite.tag, set(suite.attrib)) == ("testsuite", _SUITE)
        assert suite.get("id") == str(number)
        tags = [part.tag for part in suite]
        cases = suite.findall("testcase")
        assert tags == ["properties", *["testcase"] * len(cases), "system-out", "system-err"]
        assert suite.get("tests") == str(len(cases))
        for attribute, tag in (("failures", "failure"), ("skipped", "skipped")):
            assert suite.get(attribute) == str(len(suite.findall(f"testcase/{tag}")))
        for case in cases:
            assert set(case.attrib) == {"name", "classname", "time"}
            assert [part.tag for part in case] in ([], ["failure"], ["skipped"])
    if ANT.exists():
        schema = etree.XMLSchema(etree.parse(str(ANT)))
        assert schema.validate(root), schema.error_log
