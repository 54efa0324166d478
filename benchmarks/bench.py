#!/usr/bin/env python3
"""Compare flowgraph with the least that could do the same job, and with other programs.

    .venv/bin/python benchmarks/bench.py [SECTION…] [--write docs/speed.md] [--quick]

Sections: startup, crawling, looping, checking, drawing, page; without any, all of them. Only the
ratios of one run mean anything: machines differ, and so does the same machine from day to day.
Everything takes about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import machine
from goals import GOALS
from report import Section, section_text
from shapes import Bench
from sizes import FULL, QUICK

import flowgraph

SECTIONS = ("startup", "crawling", "looping", "checking", "drawing", "page")
_COMMAND = "python benchmarks/bench.py"
_PREFACE = """# Speed

Only ratios mean anything, and only those of one run: commands that are compared take turns, and
the best run of each counts. cpu is processor time, user and system, with that of every program that
a command starts; MiB is the most memory that one of them held.
"""
_QUICK_PREFACE = """
**A quick run on tiny graphs: it shows that everything runs, and says nothing about speed.**
"""


def main(arguments: Sequence[str]) -> None:
    """Measure, print, write."""
    options = _options(arguments)
    # As pip does: an installed program starts from compiled files, whatever the environment says.
    compileall.compile_dir(Path(flowgraph.__file__).parent, quiet=2)
    load_before = machine.load()
    told = []
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(Path(scratch), QUICK if options.quick else FULL, options.quick)
        for name in options.sections or SECTIONS:
            text = section_text(_measured(name, bench), bench.sizes)
            print(text, flush=True)
            told.append(text)
    if options.write:
        page = "\n".join(_page(options, told, load_before))
        Path(options.write).write_text(page, encoding="utf-8")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--write", metavar="FILE", help="write a Markdown page as well")
    parser.add_argument("--quick", action="store_true", help="tiny graphs, no npm, no browser")
    options = parser.parse_args(arguments)
    if strange := set(options.sections) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(strange))}")
    return options


def _measured(name: str, bench: Bench) -> Section:
    """Run a section; it must have a word on each of its goals, and on no other."""
    section: Section = import_module(name).measure(bench)
    wanted = {goal.key for goal in GOALS if goal.section == name}
    if wanted != section.measured.keys():
        raise RuntimeError(f"{name}: goals without a value: {wanted ^ section.measured.keys()}")
    return section


def _page(options: argparse.Namespace, told: list[str], load_before: str) -> Iterator[str]:
    yield _PREFACE.rstrip("\n")
    if options.quick:
        yield _QUICK_PREFACE.rstrip("\n")
    yield from ("", "| | |", "|---|---|")
    words = [*options.sections, *(["--quick"] if options.quick else []), "--write docs/speed.md"]
    yield f"| command | `{' '.join([_COMMAND, *words])}` |"
    for name, fact in machine.facts(load_before):
        yield f"| {name} | {fact} |"
    for text in told:
        yield f"\n{text.rstrip()}"
    yield ""


if __name__ == "__main__":
    main(sys.argv[1:])
