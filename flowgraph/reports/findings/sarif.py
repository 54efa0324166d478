"""Findings as SARIF 2.1.0, for code scanning and editors.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0". No library writes
it that is kept and complete, so these are plain objects; tests hold them against the schema.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ... import __version__
from ...model.place import Place
from ...rules import all_rules, group_of
from ...rules.finding import Finding, Skipped
from ...rules.rule import Rule
from ...text import visible
from ..rules import strength
from .outcome import Fixed, Outcome
from .words import flat, where

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Mapping[str, str] = {"error": "error", "warning": "warning", "info": "note"}
_BASE = "%SRCROOT%"
_BASE_WORDS = "the folder in which flowgraph was run, else the one that holds its input"

Json = dict[str, Any]
Indices = Mapping[str, int]


def render(outcome: Outcome) -> str:
    """Write a log of one run.

    Returns:
        A document without time, user, host and absolute path. A result has a physical location
        where a file is known, and always a logical one. Only with a baseline there is
        ``baselineState``, with results that are ``absent`` for what has been fixed.
    """
    rules = [all_rules()[rule] for rule in outcome.judgement.rules]
    indices = {rule.id: index for index, rule in enumerate(rules)}
    results = [_result(outcome, finding, indices) for finding in outcome.judgement.findings]
    if outcome.has_baseline:
        results += [_absent(outcome, row, indices) for row in outcome.fixed]
    notes = [_notification(row, indices) for row in outcome.judgement.not_checked]
    driver = {"name": "flowgraph", "version": __version__, "rules": [*map(_rule, rules)]}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "originalUriBaseIds": {_BASE: {"description": _message(_BASE_WORDS)}},
        "results": results,
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> Json:
    told = [f"source: {rule.source}", f"strength of the source: {strength(rule)}"]
    told += [f"evidence against it: {rule.counter}"] if rule.counter else []
    return {
        "id": rule.id,
        "name": rule.id.title().replace("-", ""),
        "shortDescription": _message(rule.summary),
        "fullDescription": _message(rule.why),
        "help": _message("; ".join(told)),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [group_of(rule.id)]},
    }


def _result(outcome: Outcome, finding: Finding, indices: Indices) -> Json:
    place = where(finding.label, finding)
    result = {
        **_rule_of(finding.rule, indices),
        "level": _LEVELS[finding.severity],
        "message": _message(f"{place}: {finding.message}. To fix it: {finding.fix}"),
        "locations": [_location(outcome, finding.node, finding.key)],
        "partialFingerprints": {"flowgraph/v1": finding.fingerprint},
    }
    related = [node for node in finding.related if node != finding.node]
    if related:
        result["relatedLocations"] = [_location(outcome, node, "") for node in related]
    if outcome.has_baseline:
        is_known = finding.fingerprint in outcome.known
        result["baselineState"] = "unchanged" if is_known else "new"
    reason = outcome.accepted.get(finding.fingerprint)
    if reason is not None:
        result["suppressions"] = [{"kind": "external", "justification": visible(reason)}]
    return result


def _absent(outcome: Outcome, row: Fixed, indices: Indices) -> Json:
    fingerprint = visible(row.fingerprint)
    _, node, key, *_ = (*fingerprint.split("|"), "", "")
    return {
        **_rule_of(visible(row.rule), indices),
        "level": _LEVELS.get(row.severity, "warning"),
        "message": _message(row.message),
        "locations": [_location(outcome, node, key)],
        "partialFingerprints": {"flowgraph/v1": fingerprint},
        "baselineState": "absent",
    }


def _rule_of(rule: str, indices: Indices) -> Json:
    # A baseline may name a rule that was not asked this time.
    return {"ruleId": rule, **({"ruleIndex": indices[rule]} if rule in indices else {})}


def _notification(row: Skipped, indices: Indices) -> Json:
    return {
        "level": "note",
        "message": _message(f"{row.rule}: not checked, because {row.reason}"),
        "associatedRule": {"id": row.rule, "index": indices[row.rule]},
    }


def _location(outcome: Outcome, node: str, key: str) -> Json:
    place = outcome.places(node, key)
    known = outcome.graph.nodes[node]["label"] if node in outcome.graph else node
    logical = {
        "name": flat(known),
        "fullyQualifiedName": f"{node}/key:{key}" if key else node,
        "kind": "property" if key else "object",
    }
    physical = {"physicalLocation": _physical(place)} if place else {}
    return {**physical, "logicalLocations": [logical]}


def _physical(place: Place) -> Json:
    # A name may hold bytes that are no text; they were bytes before.
    uri = quote(os.fsencode(place.file))
    return {
        "artifactLocation": {"uri": uri, "uriBaseId": _BASE},
        "region": {"startLine": place.line},
    }


def _message(clause: str) -> Json:
    """Make a message of a clause: a sentence in which no placeholder stands, and no link.

    Braces are doubled (section 3.11.5). Square brackets before round ones are a link, for which
    there is no escape (section 3.11.6): a blank keeps them apart.
    """
    text = flat(clause).replace("{", "{{").replace("}", "}}").replace("](", "] (")
    return {"text": f"{text[:1].upper()}{text[1:].removesuffix('.')}."}
