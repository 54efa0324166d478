"""Which node and which file is which, before and after names were replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..analysis.prompts import identity
from ..model.destination import PROMPT_KINDS, Destination
from ..model.prompt import by_spelling
from ..model.snapshot import Snapshot


def renamed(before: Snapshot, after: Snapshot) -> Mapping[str, str]:
    """Tell what became of the nodes that have a number or a file in their name.

    Args:
        before: A snapshot.
        after: The same one, redacted.

    Returns:
        Node by node, only where they differ; any other node is what it was.
    """
    pairs = zip(_destinations(before), _destinations(after), strict=True)
    return {was.node_id: is_.node_id for was, is_ in pairs if was.node_id != is_.node_id}


def renamed_prompt(before: Snapshot, after: Snapshot, prompt: str) -> str:
    """Give a file of a prompt as it is called afterwards.

    Args:
        before: A snapshot.
        after: The same one, redacted.
        prompt: Identity of the file before; see :func:`~flowgraph.analysis.prompts.identity`.
    """
    known = by_spelling((before.prompts or {}).values())
    pairs = zip(_files(before), _files(after), strict=True)
    return next(is_ for was, is_ in pairs if identity(was, known) == prompt)


def _files(snapshot: Snapshot) -> Iterator[str]:
    """Give the file of every prompt that is listed or played, always in the same order."""
    yield from (prompt.file for prompt in (snapshot.prompts or {}).values())
    for ivr in snapshot.ivrs.values():
        yield from ivr.prompts or ()
    played = (target for target in _destinations(snapshot) if target.kind in PROMPT_KINDS)
    yield from (target.value for target in played)


def _destinations(snapshot: Snapshot) -> Iterator[Destination]:
    """Give everything that something leads to, always in the same order."""
    for ivr in snapshot.ivrs.values():
        yield from ivr.keys.values()
    for group in snapshot.groups.values():
        yield from [group.fail] if group.fail else []
    for extension in snapshot.extensions.values():
        yield from extension.forwards.values()
    for route in snapshot.routes.values():
        yield from route.branches.values()
        yield from [route.current] if route.current else []
