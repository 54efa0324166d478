"""Pieces of Markdown: every text of the PBX passes :func:`~flowgraph.tables.markdown` here.

What these functions give is Markdown already; it may stand in a line, a list or a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...analysis.loops import Severity
from ...book.parts import KeyRow, LeadIn, Mention, Place, Prompt, Setting, Step, Way
from ...tables import markdown
from ...text import shorten
from ..words import SEVERITY_WORDS, capital, counted, effort, kind_of

_LONGEST = 100
_ARROW = " → "
#: A line break in a cell of a table.
BREAK = "<br>"


def text(words: str, limit: int = _LONGEST) -> str:
    """Write a text of the PBX, shortened."""
    return markdown(shorten(words, limit))


def link(words: str, address: str) -> str:
    """Write a link; the words are Markdown, the address is ours."""
    return f"[{words}]({address})" if address else words


def place(one: Place, links: Mapping[str, str]) -> str:
    """Name a place with its kind, as a link where it has a page."""
    words = link(text(one.text), links.get(one.node, ""))
    fault = f" **{text(one.fault)}**" if one.fault else ""
    return f"{kind_of(one)} {words}{fault}".lstrip()


def key(words: str, is_pressed: bool) -> str:
    """Write a key, or what happens without one."""
    return f"<kbd>{text(words)}</kbd>" if is_pressed else f"*{text(words)}*"


def keys(steps: Iterable[Step]) -> str:
    """Write keys one after the other, without the places."""
    return " ".join(key(step.key, step.is_pressed) for step in steps)


def moves(steps: Iterable[Step], left_out: int, end: str, links: Mapping[str, str]) -> str:
    """Write the moves of a caller."""
    parts = [f"{place(s.place, links)} {key(s.key, s.is_pressed)}" for s in steps]
    more = [f"… {counted(left_out, 'more step')}"] if left_out else []
    return _ARROW.join([*parts, *more, end])


def way(one: Way, links: Mapping[str, str]) -> str:
    """Write how a caller gets to the page's place."""
    remarks = "".join(f" · {text(remark)}" for remark in one.remarks)
    return f"{moves(one.steps, one.left_out, '**here**', links)} ({effort(one)}{remarks})"


def sequence(one: Way) -> str:
    """Write the keys of a way."""
    more = f" … {counted(one.left_out, 'more step')}" if one.left_out else ""
    remarks = "".join(f"{BREAK}{capital(text(remark))}" for remark in one.remarks)
    return f"{keys(one.steps)}{more}{remarks}"


def lead(one: LeadIn, links: Mapping[str, str]) -> str:
    """Write a place that leads to the page's place, with its keys."""
    unreached = "" if one.is_reached else " (no call gets there)"
    return f"{place(one.place, links)} {keys(one.keys)}{unreached}"


def mention(one: Mention, links: Mapping[str, str]) -> str:
    """Write a place that names the page's place otherwise."""
    more = f" {one.more}" if one.more else ""
    return f"{one.words} {place(one.place, links)}{more}"


def target(row: KeyRow, links: Mapping[str, str]) -> str:
    """Write where a key leads."""
    if row.target is None:
        return "*not set*"
    return "↔ this menu again" if row.is_again else place(row.target, links)


def notes(row: KeyRow) -> str:
    """Write what else there is to know of a key."""
    told = [capital(", ".join(map(text, row.notes)))] if row.notes else []
    told += [f"**{SEVERITY_WORDS[tone]}:** {markdown(words)}" for tone, words in row.alarms]
    return BREAK.join(told)


def severity(tone: Severity) -> str:
    """Write how bad something is."""
    return f"**{SEVERITY_WORDS[tone]}**"


def anchor(name: str) -> str:
    """Write a place that links can lead to; the name is ours."""
    return f'<a id="{name}"></a>'


# -- blocks ----------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def bullets(lines: Iterable[str]) -> str:
    """Write a list."""
    return "\n".join(f"- {line}" for line in lines)


def prompts(rows: Iterable[Prompt]) -> str:
    """Write what callers hear."""
    return bullets(_prompt(one) for one in rows)


def _prompt(one: Prompt) -> str:
    remark = f" ({one.remark})" if one.remark else ""
    words = f": “{markdown(one.text)}”" if one.text else ": a recording"
    return f"{text(one.file)}{remark}{words}"


def settings(rows: Sequence[Setting]) -> str:
    """Write settings."""
    return table(("Setting", "Value"), [(text(row.label), markdown(row.value)) for row in rows])
