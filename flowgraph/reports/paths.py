"""The shortest keys to destinations, for people, spreadsheets, pages and programs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ..analysis.paths import Survey, Ways
from ..analysis.shortest import MOST_WAYS, Path
from ..analysis.timing import assumed
from ..callgraph import CallGraph
from ..diagram.wording import detail
from ..model.destination import EXTENSION, INBOUND_ROUTE, KIND_WORDS
from ..model.keys import spoken
from ..tables import Row, csv_table, markdown, markdown_table, text_table
from .prose import hanging, named, short

VERSION = 1

#: Widest column of a table for people; what is shortened there is whole in CSV and JSON.
_WIDEST = 60
_MOST_KEYS = 8
_MOST_NAMED = 5
_HEAD = ("keys", "presses", "time", "destination", "remark")
_NUMBERS = (1, 2)
_CSV_HEAD = (
    *("root", "destination", "label", "keys", "presses", "seconds", "seconds_is_least"),
    *("unknown_prompts", "menus", "slow", "only_silent", "left_out"),
)

Answer = Survey | Ways


def render_json(graph: CallGraph, answer: Answer) -> str:
    """Write the paths as the JSON document of the reference."""
    survey = answer if isinstance(answer, Survey) else None
    target = answer.target if isinstance(answer, Ways) else None
    document = {
        "version": VERSION,
        "missing": graph.graph["missing"],
        "assumed": _assumed(answer),
        "roots": list(answer.roots),
        "to": {"label": target.label, "nodes": list(target.nodes)} if target else None,
        "paths": [_row(graph, path) for path in answer.paths],
        "has_more": isinstance(answer, Ways) and answer.has_more,
        "most_presses": survey and survey.most_presses,
        "deepest": survey and survey.deepest,
        "only_silent": survey and survey.only_silent,
        "unreached": survey and survey.unreached,
        "unread": survey and survey.unread,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _row(graph: CallGraph, path: Path) -> dict[str, Any]:
    return {
        "root": path.root,
        "destination": path.destination,
        "keys": list(path.keys),
        "presses": path.presses,
        "label": graph.nodes[path.destination]["label"],
        "seconds": path.span.seconds,
        "seconds_is_least": path.span.is_least,
        "unknown_prompts": path.span.unknown_prompts,
        "menus": list(path.menus),
        "slow": [slow._asdict() for slow in path.slow],
        "only_silent": path.only_silent,
        "left_out": path.left_out,
    }


def render_csv(graph: CallGraph, answer: Answer) -> str:
    """Write the paths for a spreadsheet: a line of names, then a line a path."""
    return csv_table([_CSV_HEAD, *(_cells(_row(graph, path)) for path in answer.paths)])


def _cells(row: dict[str, Any]) -> Row:
    slow = ", ".join(f"{one['menu']} {one['key']} ({one['number']})" for one in row["slow"])
    # With a blank, or a spreadsheet of some countries takes 2,1 for a number.
    lists = {name: ", ".join(row[name]) for name in ("keys", "menus")}
    told = {**row, **lists, "slow": slow}
    return ["" if told[name] is None else _word(told[name]) for name in _CSV_HEAD]


def _word(cell: object) -> str:
    return {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell)


# -- for people ------------------------------------------------------------------------------


def render_text(graph: CallGraph, answer: Answer) -> str:
    """Write the paths for people: a table for each root, then what is worth knowing."""
    blocks = []
    for root, paths in _by_root(answer):
        if paths:
            table = text_table(_table(graph, paths), right=_NUMBERS, indent="  ")
            blocks.append(f"from {named(graph, root)}\n{table}")
        else:
            blocks.append(f"from {named(graph, root)}: {_nothing(graph, root, answer)}\n")
    for title, lines in _sections(graph, answer):
        rows = (row for line in lines for row in hanging(line))
        blocks.append(f"{title}:\n" + "".join(f"{row}\n" for row in rows))
    return "\n".join(blocks)


def render_markdown(graph: CallGraph, answer: Answer) -> str:
    """Write the paths as a page: a table for each root, then what is worth knowing."""
    blocks = []
    for root, paths in _by_root(answer):
        blocks.append(f"## From {markdown(named(graph, root))}\n")
        if paths:
            blocks.append(markdown_table(_table(graph, paths), right=_NUMBERS))
        else:
            blocks.append(f"{markdown(_nothing(graph, root, answer).capitalize())}.\n")
    for title, lines in _sections(graph, answer):
        rows = "".join(f"- {markdown(line)}\n" for line in lines)
        blocks.append(f"## {title.capitalize()}\n\n{rows}")
    return "\n".join(blocks)


def _by_root(answer: Answer) -> Iterator[tuple[str, list[Path]]]:
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for path in answer.paths:
        found[path.root].append(path)
    return ((root, found[root]) for root in answer.roots)


def _nothing(graph: CallGraph, root: str, answer: Answer) -> str:
    """Say why no path begins at a root."""
    if reason := _gap(graph, root):
        return reason
    if isinstance(answer, Survey):
        return "no key leads anywhere"
    label = short(answer.target.label)
    return f"calls start at {label}" if root in answer.target.nodes else f"no way found to {label}"


def _table(graph: CallGraph, paths: Sequence[Path]) -> list[Row]:
    rows = [_line(graph, path) for path in paths]
    has_remarks = any(row[-1] for row in rows)
    return [row if has_remarks else row[:-1] for row in (_HEAD, *rows)]


def _line(graph: CallGraph, path: Path) -> Row:
    label = short(graph.nodes[path.destination]["label"], _WIDEST)
    remarks = "; ".join(_remarks(graph, path))
    return (_keys(graph, path), str(path.presses), path.span.words, label, remarks)


def _keys(graph: CallGraph, path: Path) -> str:
    shown = [spoken(key) for key in path.keys[:_MOST_KEYS]]
    if graph.nodes[path.root]["kind"] == INBOUND_ROUTE:
        # "Otherwise", where the entry has branches by time.
        edges: Any = graph.out_edges(path.root, data="label", keys=True)
        shown[0] = next(label for _, _, key, label in edges if key == path.keys[0])
    more = path.steps - len(shown)
    return ", ".join([*shown, f"… {more} more …"] if more else shown)


def _remarks(graph: CallGraph, path: Path) -> Iterator[str]:
    if reason := _gap(graph, path.destination):
        yield reason
    for slow in path.slow[:1]:
        more = f" and {len(path.slow) - 1} more" if len(path.slow) > 1 else ""
        number = short(slow.number, 20)
        yield f"waits after {slow.key}{more}: {number} may be dialled"


def _gap(graph: CallGraph, node: str) -> str:
    """Say that a node does not exist or could not be read; empty where it could."""
    data = graph.nodes[node]
    return detail(data) if "missing" in data else ""


# -- what is worth knowing -------------------------------------------------------------------


def _sections(graph: CallGraph, answer: Answer) -> Iterator[tuple[str, Sequence[str]]]:
    """Give what stands below the tables, each thing with its title."""
    if isinstance(answer, Survey):
        yield from _summary(graph, answer)
    else:
        yield from _summary_of_one(graph, answer)
    if sentences := _assumed(answer):
        yield "assumed", sentences


def _assumed(answer: Answer) -> list[str]:
    keys = {key for path in answer.paths for key in path.keys}
    return assumed(keys, is_slow=any(path.slow for path in answer.paths))


def _summary(graph: CallGraph, survey: Survey) -> Iterator[tuple[str, Sequence[str]]]:
    if survey.most_presses > 1:
        yield f"deepest, with {survey.most_presses} keys to press", _few(graph, survey.deepest)
    if survey.only_silent:
        yield "reached only by a caller who presses nothing", _few(graph, survey.only_silent)
    lines = _unreached(graph, survey)
    if lines:
        doubt = "" if survey.is_certain else " (not everything could be read)"
        yield f"no way found to{doubt}", lines


def _unreached(graph: CallGraph, survey: Survey) -> list[str]:
    kinds = [graph.nodes[node]["kind"] for node in survey.unreached]
    extensions = kinds.count(EXTENSION)
    named = [n for n, kind in zip(survey.unreached, kinds, strict=True) if kind != EXTENSION]
    lines = _few(graph, named, _MOST_NAMED * 4)
    if extensions:
        word = "extension, which" if extensions == 1 else "extensions, which"
        lines.append(f"{extensions} {word} may still be dialled, or ring in a group")
    if survey.unread:
        words = ", ".join(KIND_WORDS[kind].lower() for kind in survey.unread)
        lines.append(f"not known of these kinds, whose list could not be read: {words}")
    return lines


def _summary_of_one(graph: CallGraph, ways: Ways) -> Iterator[tuple[str, Sequence[str]]]:
    silent = list(dict.fromkeys(path.destination for path in ways.paths if path.only_silent))
    if silent:
        yield "reached only by a caller who presses nothing", _few(graph, silent)
    if ways.has_more:
        yield "not told", [f"more than {MOST_WAYS} ways are equally short"]


def _few(graph: CallGraph, nodes: Sequence[str], most: int = _MOST_NAMED) -> list[str]:
    lines = [named(graph, node) for node in nodes[:most]]
    return lines if len(nodes) <= most else [*lines, f"… {len(nodes) - most} more …"]


RENDERERS = {
    "text": render_text,
    "csv": render_csv,
    "markdown": render_markdown,
    "json": render_json,
}
