"""The page of all findings and loops in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from ...book.model import FindingGroup
from ...book.parts import LoopRow
from ...tables import markdown
from .. import words
from ..addresses import rule_anchor
from . import marks
from .project import Project, finding


def findings_page(project: Project) -> Iterator[str]:
    """Tell everything that was found, worst first, and which calls can go round."""
    found = project.book.findings
    yield "# Findings"
    yield "What the rules of `flowgraph check` found, with what to change."
    if not found.groups:
        yield "Nothing was found that needs attention."
    yield words.AT_ANY_HOUR
    if found.accepted:
        yield words.accepted(found)
    for severity, head, number in words.totals(found):
        if number:
            yield f"## {head}"
            for group in found.groups:
                if group.severity == severity:
                    yield from _group(project, group)
    yield "## Loops"
    yield marks.bullets(_loop(project, row) for row in found.loops) or "No call can go round."
    if found.unchecked:
        yield "## Not checked"
        rows = [(f"`{gap.what}`", markdown(gap.reason)) for gap in found.unchecked]
        yield marks.table(("Rule", "Why"), rows)


def _group(project: Project, group: FindingGroup) -> Iterator[str]:
    name = marks.anchor(rule_anchor(group.rule, group.severity))
    yield f"{name}\n\n### {markdown(group.summary)}"
    yield f"{markdown(group.why)} Rule `{group.rule}`."
    if group.fix:
        yield f"**To do:** {markdown(group.fix)}"
    with_fix = not group.fix
    yield marks.bullets(
        finding(project, one, with_place=True, with_fix=with_fix) for one in group.findings
    )


def _loop(project: Project, row: LoopRow) -> str:
    around = marks.moves(row.round, row.more_steps, "and round again", project.links)
    cure = f" **To do:** {markdown(row.cure)}" if row.cure else ""
    kind = f"{row.kind} ({words.SEVERITY_WORDS[row.severity].lower()})"
    return f"**{words.capital(kind)}**: {markdown(row.meaning)} {around}.{cure}"
