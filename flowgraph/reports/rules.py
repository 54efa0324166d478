"""The rules of ``check`` explained: on a terminal, and as the documentation's page.

Loads no library, so that ``explain`` answers at once.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from ..rules import GROUPS, all_rules, group_of
from ..rules.rule import ERROR, INFO, STRENGTHS, WARNING, Example, Rule
from ..text import one_line

_WIDTH = 88
_INDENT = 12


def render_list(groups: Sequence[str] = tuple(GROUPS)) -> str:
    """List the rules, group by group: severity, id, what each finds."""
    rules = all_rules()
    wide = max(map(len, rules))
    blocks = []
    for group in groups:
        rows = [
            f"  {rule.severity:<8} {rule.id:<{wide}}  {rule.summary}{_not_yet(rule)}"
            for rule in rules.values()
            if group_of(rule.id) == group
        ]
        blocks.append("\n".join([f"{group}: {GROUPS[group]}", *rows]))
    return "\n\n".join(blocks) + "\n\nflowgraph explain RULE tells why, and where it comes from\n"


def _not_yet(rule: Rule) -> str:
    return " (finds nothing yet)" if rule.waits_for else ""


def render_rule(rule: Rule) -> str:
    """Explain one rule."""
    parts = [f"{rule.id} ({rule.severity}): {rule.summary}", ""]
    for name, text in _told(rule):
        parts += textwrap.wrap(
            f"{name:<{_INDENT}}{text}",
            _WIDTH,
            subsequent_indent=" " * _INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )
    for name, example in (("wrong", rule.bad), ("right", rule.good)):
        lines = list(example_lines(example))
        parts += ["", f"{name:<{_INDENT}}{lines[0]}"]
        parts += [" " * _INDENT + line for line in lines[1:]]
    parts += ["", f"{'silence it':<{_INDENT}}for one run   flowgraph check --ignore {rule.id}"]
    toml = [line for block in _silencing(rule) for line in (*block, "")][:-1]
    parts.append(" " * _INDENT + "for good      in flowgraph.toml, one of:")
    parts += [(" " * (_INDENT + 2) + line).rstrip() for line in toml]
    return "\n".join(parts) + "\n"


def _told(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "why", rule.why
    yield "source", rule.source
    yield "strength", f"{strength(rule)}"
    if rule.counter:
        yield "against it", rule.counter
    if rule.limit is not None:
        yield "limit", f"{rule.limit} {rule.limit_words}"
    if rule.waits_for:
        yield "finds", f"nothing yet: {rule.waits_for}"
    yield "group", f"{group_of(rule.id)}: {GROUPS[group_of(rule.id)]}"


def strength(rule: Rule) -> str:
    """Say how strong the source of a rule is."""
    return "; ".join(STRENGTHS[letter] for letter in rule.strength)


def _silencing(rule: Rule) -> Iterator[tuple[str, ...]]:
    yield "[check]", f'ignore = ["{rule.id}"]'
    if rule.limit is not None:
        yield "[check.limit]", f"{rule.id} = {rule.limit + 1}"
    if rule.severity != INFO:
        weaker = WARNING if rule.severity == ERROR else INFO
        yield "[check.severity]", f'{rule.id} = "{weaker}"'
    yield (
        "[[check.accept]]",
        f'rule = "{rule.id}"',
        'place = "ivr:5"           # or number:6200, name:Sales, queue:1, route:2',
        'reason = "who agreed, and why"',
    )


def example_lines(example: Example) -> Iterator[str]:
    """Write an example as people read a phone menu, one fact a line."""
    yield from example.steps
    for node, facts in example.facts.items():
        for name, value in facts.items():
            yield f"{node}: {name} = {_value(value)}"
    for identity, status in example.missing.items():
        yield f"ivr:{identity} is {status.replace('_', ' ')}"
    for kind, rows in example.lists.items():
        yield f"on the PBX's list of {kind}: {', '.join(rows) or 'nothing'}"
    for file, text in (example.prompts or {}).items():
        yield f'{file} says "{text}"' if text else f"{file} is a recording"
    if example.prompts == {}:
        yield "the PBX has no custom prompt"
    for route, target in example.forced.items():
        yield f"{route} is forced to {target}"
    if example.everything:
        yield "(all of the PBX is read: --all)"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return one_line(str(value)) or "(empty)"


# -- the documentation's page ----------------------------------------------------------------


def render_page() -> str:
    """Write the page of all rules as Markdown."""
    rules = list(all_rules().values())
    parts = [_PREFACE.format(number=len(rules))]
    for group, words in GROUPS.items():
        mine = [rule for rule in rules if group_of(rule.id) == group]
        parts.append(f"## {group.capitalize()}: {words}\n")
        parts.append("| rule | severity | finds |\n|---|---|---|\n" + "".join(map(_row, mine)))
        parts += map(_section, mine)
    return "\n".join(parts)


_PREFACE = """\
# The rules of `flowgraph check`

{number} rules in four groups. `flowgraph explain RULE` tells the same on a terminal. A rule's
source is of one or two strengths: a standard, a regulator or an experiment; a vendor or a
professional body; the habit of a well-known tool; or our own reasoning. Standards are known to us
from public summaries. A rule that lacks its facts, because the PBX refuses a list, says so: *not
checked, because …*

This page is written by `flowgraph explain --format markdown`.
"""


def _row(rule: Rule) -> str:
    return f"| [`{rule.id}`](#{rule.id}) | {rule.severity} | {_plain(rule.summary)} |\n"


def _section(rule: Rule) -> str:
    facts = [f"- **{name}**: {_plain(text)}" for name, text in _told(rule) if name != "group"]
    examples = [
        f"{name}:\n\n```text\n" + "\n".join(example_lines(example)) + "\n```"
        for name, example in (("Wrong", rule.bad), ("Right", rule.good))
    ]
    told = "\n\n".join(["\n".join(facts), *examples])
    return f"### {rule.id}\n\n{_sentence(rule.summary)}\n\n{told}\n"


def _sentence(clause: str) -> str:
    return f"{_plain(clause[:1].upper() + clause[1:])}."


def _plain(text: str) -> str:
    """Keep signs of Markdown that stand in our own sentences from being read as such."""
    return text.replace("*", "\\*").replace("|", "\\|").replace("<", "&lt;").replace("_", "\\_")
