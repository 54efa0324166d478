"""How far a job has come, on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Tells how many are done, and how many there are.
Tell = Callable[[int, int], None]


@contextmanager
def progress(words: str, *, wanted: bool) -> Iterator[Tell]:
    """Show a bar on standard error, if that is a terminal; it is gone when the job is done.

    Args:
        words: What is done, for example ``reading menus``.
        wanted: Whether to show anything.
    """
    if not wanted or not _is_terminal():
        yield lambda done, known: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        show: Tell = lambda done, known: bar.update(  # noqa: E731
            task, completed=done, total=known
        )
        yield show


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
