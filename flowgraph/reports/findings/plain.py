"""Findings for people at a terminal; nothing at all where nothing needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...rules import all_rules
from ...rules.finding import Finding
from ...text import shorten
from .outcome import Outcome
from .words import by_rule, flat, place_of, told, untold, where

_MOST_LINES = 20
_LONGEST_MESSAGE = 300


def render(outcome: Outcome) -> str:
    """Write what people should know.

    Returns:
        A block for each rule, worst first: what is wrong, where, why it matters, what to change.
        Then what has been fixed, and how much is not shown. Empty where there is no error, no
        warning and nothing fixed, unless they ask for more.
    """
    blocks = [_block(group) for group in by_rule(told(outcome))]
    blocks += [_fixed(outcome), _unchecked(outcome)]
    if not any(blocks) and not outcome.show_info:
        return ""
    blocks.append(list(untold(outcome)))
    text = "\n\n".join("\n".join(lines) for lines in blocks if lines)
    return f"{text or 'nothing found'}\n"


def _block(group: Sequence[Finding]) -> list[str]:
    rule = all_rules()[group[0].rule]
    fixes = {finding.fix for finding in group}
    lines = [f"{group[0].severity}: {rule.id}: {rule.summary}"]
    for finding in group[:_MOST_LINES]:
        lines.append(f"  {where(place_of(finding), finding)}: {_short(finding.message)}")
        if len(fixes) > 1:
            lines.append(f"    fix: {_short(finding.fix)}")
    lines += _more(len(group))
    lines.append(f"  why:  {rule.why}")
    if len(fixes) == 1:
        lines.append(f"  fix:  {_short(group[0].fix)}")
    return lines


def _fixed(outcome: Outcome) -> list[str]:
    if not outcome.fixed:
        return []
    rows = outcome.fixed[:_MOST_LINES]
    lines = [f"  {flat(row.rule)}: {_short(row.message)}" for row in rows]
    return ["fixed since the baseline:", *lines, *_more(len(outcome.fixed))]


def _unchecked(outcome: Outcome) -> list[str]:
    if not outcome.show_info:
        return []
    rules: defaultdict[str, list[str]] = defaultdict(list)
    for row in outcome.judgement.not_checked:
        rules[row.reason].append(row.rule)
    return [
        f"not checked, or only in part: {', '.join(names)}, because {_short(reason)}"
        for reason, names in rules.items()
    ]


def _more(number: int) -> Iterator[str]:
    if number > _MOST_LINES:
        yield f"  … and {number - _MOST_LINES} more"


def _short(text: str) -> str:
    return shorten(flat(text), _LONGEST_MESSAGE)
