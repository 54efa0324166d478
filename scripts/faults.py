#!/usr/bin/env python3
"""Write docs/faults.md: every fault that is tried, what flowgraph promises, which test proves it.

    python3 scripts/faults.py [-]

Collects the tests without running them and reads their marks ``fault(ID…, promise=…)``; with ``-``
the page goes to standard output. Ends with status 1, and says why, where a mark names an unknown
fault, or a fault has no test or no promise.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
PAGE = ROOT / "docs" / "faults.md"
sys.path.insert(0, str(TESTS))

from faults import FAULTS, GROUPS  # noqa: E402  the line above says where it is

_HEAD = """# Faults and hostile input

{number} faults of the network, of a PBX, of a disk, and of whoever may rename an extension. Each
is tried by tests, over real sockets and real processes where there are any. In every case: no
traceback, no secret in anything that leaves the program, nothing sent to another host, files old
or whole.

Exit statuses: 0 done, 1 findings, 2 could not, 3 done in part, 129 SIGHUP, 130 Ctrl-C,
141 broken pipe, 143 SIGTERM.

This page is written by `python scripts/faults.py` from the tests themselves.
"""


class Proof(NamedTuple):
    """What one test says of one fault.

    Attributes:
        fault: Id of the fault.
        promise: What flowgraph promises; empty where another test of the fault says it.
        file: The test's file, seen from the project.
        test: The test's name.
    """

    fault: str
    promise: str
    file: str
    test: str


class _Collector:
    """Keeps what pytest has collected."""

    items: tuple[pytest.Item, ...] = ()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.items = tuple(items)


def proofs() -> list[Proof]:
    """Collect what tests say of faults, in the order of files and lines.

    Raises:
        SystemExit: A test cannot be collected.
    """
    files = [path for path in sorted(TESTS.rglob("test_*.py")) if "mark.fault(" in path.read_text()]
    collector = _Collector()
    options = ("--collect-only", "--quiet", "-p", "no:cacheprovider")
    with redirect_stdout(io.StringIO()) as told:
        status = pytest.main([*options, *map(str, files)], plugins=[collector])
    if status:
        raise SystemExit(f"the tests cannot be collected:\n{told.getvalue()}")
    return list(dict.fromkeys(proof for item in collector.items for proof in _of(item)))


def _of(item: pytest.Item) -> Iterator[Proof]:
    file = item.path.relative_to(ROOT).as_posix()
    # The decorator next to the function is the first one for pytest, and the last one for readers.
    for mark in reversed(list(item.iter_markers("fault"))):
        for fault in mark.args:
            yield Proof(fault, mark.kwargs.get("promise", ""), file, item.originalname)


def slips(found: list[Proof]) -> Iterator[str]:
    """Say what keeps the table from being whole."""
    named = {proof.fault for proof in found}
    promised = {proof.fault for proof in found if proof.promise}
    for fault in sorted(named - FAULTS.keys()):
        tests = ", ".join(sorted({proof.test for proof in found if proof.fault == fault}))
        yield f"{fault} stands in no group of tests/faults.py; marked: {tests}"
    for fault in FAULTS:
        if fault not in named:
            yield f"{fault} has no test: {FAULTS[fault]}"
        elif fault not in promised:
            yield f"{fault} has no promise: {FAULTS[fault]}"


def page(found: list[Proof]) -> str:
    """Write the page."""
    parts = [_HEAD.format(number=len(FAULTS))]
    for title, faults in GROUPS.items():
        rows = "\n".join(_row(fault, [p for p in found if p.fault == fault]) for fault in faults)
        head = "| | what goes wrong | what flowgraph promises | proved by |\n|---|---|---|---|"
        parts.append(f"## {title}\n\n{head}\n{rows}\n")
    return "\n".join(parts)


def _row(fault: str, found: list[Proof]) -> str:
    promises = dict.fromkeys(proof.promise for proof in found if proof.promise)
    told = "; ".join(promises)
    files = dict.fromkeys(proof.file for proof in found)
    proved = "; ".join(_tests(file, found) for file in files)
    return f"| {fault} | {_cell(FAULTS[fault])} | {_cell(told)} | {proved} |"


def _tests(file: str, found: list[Proof]) -> str:
    names = dict.fromkeys(proof.test for proof in found if proof.file == file)
    told = ", ".join(f"`{name}`" for name in names)
    return f"[{Path(file).name}](../{file}): {told}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Collect, judge, write."""
    found = proofs()
    wrong = list(slips(found))
    if wrong:
        raise SystemExit("\n".join(wrong))
    if sys.argv[1:] == ["-"]:
        sys.stdout.buffer.write(page(found).encode())
    else:
        PAGE.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
