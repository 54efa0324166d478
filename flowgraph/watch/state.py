"""What was told to whom, as one small file.

::

    {"format": "flowgraph-watch", "version": 1,
     "told": {"mail": "2026-11-25T02-00-00Z"},     each channel, and the snapshot it knows
     "holds": {"failed": {"over": "…", "told": ["mail"]}}}

A channel that could not be reached keeps the older snapshot, and is told next time what changed
since then. ``holds`` are conditions of which somebody was told, with what is said when they end.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError
from .naming import is_name

_FORMAT = "flowgraph-watch"
_VERSION = 1
_MOST_BYTES = 1024 * 1024


class Held(NamedTuple):
    """A condition that was told.

    Attributes:
        over: What is said when it ends.
        told: Channels that know of it.
    """

    over: str
    told: tuple[str, ...] = ()


class State(NamedTuple):
    """What was told.

    Attributes:
        told: Name of the newest snapshot that a channel knows, by channel.
        holds: Conditions that somebody was told of, by their ids.
    """

    told: Mapping[str, str] = {}
    holds: Mapping[str, Held] = {}


def dump_state(state: State) -> str:
    """Write a state as text."""
    holds = {i: {"over": h.over, "told": list(h.told)} for i, h in sorted(state.holds.items())}
    document = {
        "format": _FORMAT,
        "version": _VERSION,
        "told": dict(sorted(state.told.items())),
        "holds": holds,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def load_state(path: Path) -> State:
    """Read a state.

    Args:
        path: Its file; where there is none, nothing was told.

    Raises:
        InputError: It cannot be read, or holds something else.
    """
    try:
        if not path.exists():
            return State()
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError
        return _state(json.loads(path.read_bytes()))
    except OSError as error:
        what = f"what was told cannot be read: {(error.strerror or 'unknown reason').lower()}"
        raise InputError(what, where=str(path), hint="check its rights") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(
            "this does not say what was told",
            where=str(path),
            hint="remove it: what changes from then on is told; the snapshots stay",
        ) from None


def _state(document: Any) -> State:
    if document["format"] != _FORMAT or document["version"] != _VERSION:
        raise ValueError
    told = {str(channel): str(name) for channel, name in document["told"].items()}
    if not all(map(is_name, told.values())):
        raise ValueError
    holds = {
        str(identity): Held(str(row["over"]), tuple(map(str, row["told"])))
        for identity, row in document["holds"].items()
    }
    return State(told, holds)
