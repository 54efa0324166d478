"""Everything that a report on expectations may be written from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...analysis.expectations.coverage import Coverage
from ...analysis.expectations.judging import Result
from ...callgraph import CallGraph


class Outcome(NamedTuple):
    """What became of the expectations of a file.

    Attributes:
        graph: The call graph in which they were played.
        results: In the order of the file.
        coverage: Which keys they tried.
        file: Name of the file.
        minimum: Percentage of keys that must be tried; None if nobody asks for any.
        show_passed: Whether people are told what passed.
    """

    graph: CallGraph
    results: Sequence[Result]
    coverage: Coverage
    file: str
    minimum: int | None = None
    show_passed: bool = False

    @property
    def passed(self) -> int:
        """How many calls got where they should."""
        return sum(result.passed for result in self.results)

    @property
    def failed(self) -> int:
        """How many did not."""
        return len(self.results) - self.passed

    @property
    def is_covered(self) -> bool:
        """Whether as many keys were tried as somebody asks for."""
        return self.minimum is None or self.coverage.percent >= self.minimum
