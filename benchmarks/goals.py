"""The goals, and why one is missed where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sizes import Sizes

#: What a section measured for a goal, or in words why it could not.
Measured = float | str


@dataclass(frozen=True)
class Goal:
    """A bound on something measured, in one run.

    Attributes:
        key: Short name, by which a section gives its value.
        section: The section that measures it.
        what: What is measured; names in braces are those of the sizes.
        bound: The bound.
        sense: On which side of it the goal is met.
        unit: Unit of value and bound: ``x`` is a ratio.
    """

    key: str
    section: str
    what: str
    bound: float
    sense: Literal["at most", "at least", "exactly"] = "at most"
    unit: str = "x"

    def is_met_by(self, value: float) -> bool:
        """Judge a value."""
        if self.sense == "exactly":
            return value == self.bound
        return value >= self.bound if self.sense == "at least" else value <= self.bound

    def told(self, sizes: Sizes) -> str:
        """Say what is measured."""
        first, second, third = sizes.pictures
        names = {"first": first, "second": second, "third": third, "largest": sizes.trees[-1]}
        return self.what.format(**sizes._asdict(), **names)

    def amount(self, value: float) -> str:
        """Write a value, or the bound, with its unit."""
        digits = 0 if self.unit in ("", "MiB") else 2
        number = f"{value:,.{digits}f}"
        return f"{number}{self.unit}" if self.unit == "x" else f"{number} {self.unit}".rstrip()


_START = "an empty Python start, cpu"
_CRAWL = "crawl of {crawl:,} menus at {latency_ms} ms"
_MENUS = f"{_CRAWL}, `--menus-only`"
_SINGLES = f"{_CRAWL}, no batch, 8 at a time"
_SINGLES_MENUS = f"{_SINGLES}, `--menus-only`"

GOALS = (
    Goal("help", "startup", f"`--help` against {_START}", 5),
    Goal("version", "startup", f"`--version` against {_START}", 5),
    Goal("slip", "startup", f"a usage error against {_START}", 5),
    Goal("naive", "crawling", f"{_CRAWL}, times faster than the naive script", 40, "at least"),
    Goal("naive-menus", "crawling", f"{_MENUS}, times faster than the naive script", 40,
         "at least"),
    Goal("batch", "crawling", f"{_CRAWL}, against the batch script", 1.5),
    Goal("batch-menus", "crawling", f"{_MENUS}, against the batch script", 1.5),
    Goal("singles-naive", "crawling", f"{_SINGLES}, times faster than the naive script", 6,
         "at least"),
    Goal("singles-naive-menus", "crawling", f"{_SINGLES_MENUS}, times faster than the naive "
         "script", 6, "at least"),
    Goal("singles-floor", "crawling", f"{_SINGLES}, against 8 bare connections", 1.25),
    Goal("singles-floor-menus", "crawling", f"{_SINGLES_MENUS}, against 8 bare connections", 1.25),
    Goal("requests", "crawling", "requests beyond 1 login, 1 for each 100 menus of a level, and "
         "the pages of lists", 0, unit=""),
    Goal("twice", "crawling", "menus fetched twice", 0, unit=""),
    Goal("madge", "looping", "`loops` of {largest:,} menus against madge, cpu", 0.65),
    Goal("limit", "looping", "`loops` of {largest:,} menus against the limit with models, cpu",
         1.3),
    Goal("ring", "looping", "loops named in a ring of {ring:,}", 1, "exactly", ""),
    Goal("ring-tree", "looping", "`loops` of that ring against a tree of its size, cpu", 1.3),
    Goal("dense", "looping", "loops named in 13 menus that all lead to all", 1, "exactly", ""),
    Goal("dense-tree", "looping", "`loops` of these 13 against a tree of 13, cpu", 1.3),
    Goal("star", "looping", "loops named in a star of {star:,}", 1, "exactly", ""),
    Goal("star-tree", "looping", "`loops` of that star against a tree of its size, cpu", 1.3),
    Goal("growth", "looping", "growth of `loops` from {grown:,} to {largest:,} menus, cpu", 10),
    Goal("memory", "looping", "peak memory of `loops` of {largest:,} menus", 250, unit="MiB"),
    Goal("small-picture", "drawing", "SVG of {first:,} menus, seconds above the engine alone, cpu",
         0.5, unit="s"),
    Goal("picture", "drawing", "SVG of {second:,} menus against the engine alone, cpu", 1.5),
    Goal("large-picture", "drawing", "SVG of {third:,} menus against the engine alone, cpu", 1.1),
)  # fmt: skip

_READING = (
    "Reading takes more than half: beyond JSON and a model, text from the PBX is cleaned, fields "
    "are looked at one by one for what is odd, and broken or doubled JSON is found. A graph with "
    "names on it, three kinds of loops and the notes of missing menus are most of the rest."
)
_MORE_QUESTIONS = (
    "Queues, ring groups and extensions are asked for one chunk after the other between two levels "
    "of menus, and menus that do not exist once more, alone, two at a time. The indented snapshot "
    "and the start take about a third."
)
_FEWER_QUESTIONS = (
    "Menus that do not exist are asked for once more, alone, two at a time; the start and the "
    "indented snapshot take about a third."
)
_CLIENT = (
    "Each request has a thread of its own and takes nearly two milliseconds of the processor, "
    "seven times a bare socket's; the eight take turns in it."
)
_PICTURE = (
    "The engine is quick on folded menus, so that the rest counts: start, reading, deciding what "
    "to draw, writing DOT, and giving speaking names to the parts of the SVG."
)

_MESSAGES = (
    "A bare click program takes more than four; what prints messages loads tempfile, shutil and "
    "uuid beside it."
)

#: Shown where a goal is missed, and only there.
WHY_MISSED = {
    "help": _MESSAGES,
    "version": _MESSAGES,
    "slip": _MESSAGES,
    "naive": _MORE_QUESTIONS,
    "naive-menus": _FEWER_QUESTIONS,
    "batch": _MORE_QUESTIONS,
    "batch-menus": _FEWER_QUESTIONS,
    "singles-naive": _CLIENT,
    "singles-naive-menus": _CLIENT,
    "singles-floor": _CLIENT,
    "singles-floor-menus": _CLIENT,
    "requests": "One for each menu that does not exist, so that the PBX says why; one for the "
    "PBX's name and model, one for the logout.",
    "madge": _READING,
    "limit": _READING,
    "small-picture": "The start alone takes most of it.",
    "picture": _PICTURE,
    "large-picture": _PICTURE,
}
