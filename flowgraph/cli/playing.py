"""Being the caller: keys are read from a terminal, one line after the other."""

from __future__ import annotations

from collections.abc import Mapping

import click

from ..analysis.caller import Caller
from ..analysis.tokens import parse_keys
from ..analysis.trace import told
from ..callgraph import CallGraph
from ..errors import UsageError
from ..model.keys import TIMEOUT
from ..reports.trace import end_lines, hop_lines, move_lines
from .telling import say

_HELP = "a key, several with commas, or a number; t: press nothing, b: back, q: quit"
_QUIT = ("q", "quit")
_BACK = ("b", "back")
_SILENT = "t"


def play(graph: CallGraph, root: str, open_: Mapping[str, str | None]) -> None:
    """Let somebody at the terminal be the caller, until the call can go no further.

    Args:
        graph: As :func:`~flowgraph.analysis.targets.whole_graph` gives it.
        root: The node at which the call comes in.
        open_: The open branch of entries at the moment in question.
    """
    caller = Caller(graph, root, open_)
    click.echo(_HELP)
    _try(caller, "")
    _tell(graph, caller)
    while not _is_over(caller):
        words = _read()
        if words in _QUIT:
            return
        before = len(caller.hops)
        if words in _BACK:
            caller.back()
            _tell(graph, caller, before)
        elif _try(caller, words):
            _tell(graph, caller, before)


def _is_over(caller: Caller) -> bool:
    return caller.is_lost or not (caller.ways or caller.outcome == "menu")


def _read() -> str:
    """Ask for a line; the end of the input is a wish to quit."""
    while True:
        try:
            words = input("> ").strip()
        except EOFError:
            click.echo()
            return _QUIT[0]
        if words:
            return words
        click.echo(_HELP)


def _try(caller: Caller, words: str) -> bool:
    """Play some keys; tell whether anything happened."""
    before = len(caller.hops)
    keys = [TIMEOUT if word.strip() == _SILENT else word for word in words.split(",")]
    try:
        for token in parse_keys(",".join(keys)):
            caller.press(token)
        caller.arrive()
    except UsageError as error:
        say(str(error), err=True)
    return len(caller.hops) > before


def _tell(graph: CallGraph, caller: Caller, before: int | None = None) -> None:
    """Tell the moves from a number on, of which the place is on the screen, and where it leads."""
    for number, hop in enumerate(caller.hops[before or 0 :]):
        is_shown = number == 0 and before is not None
        lines = move_lines(graph, hop) if is_shown else hop_lines(graph, hop)
        say("\n".join(lines) + "\n")
    say("\n".join(end_lines(graph, told(graph, caller))))
