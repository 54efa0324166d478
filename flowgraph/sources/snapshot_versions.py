"""Snapshots of older versions, brought to the form of today.

A snapshot is read for ever. Each change of its form is one function here, from one version to the
next, and an old file goes through all of them; the reader knows the newest form alone.

===  ==========================================================================================
 1   The details of a kind that were refused stood in its place: ``objects.KIND.refused``.
     Why prompts, hours or holidays could not be read was not kept.
 2   ``refused`` names every kind that was refused, with code and message.
===  ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

VERSION = 2

_Document = Mapping[str, Any]


def brought_up(document: _Document, version: int) -> _Document:
    """Bring a document to the form of today.

    Args:
        document: A snapshot's parsed JSON; it is not changed.
        version: The version of its form, from 1 to :data:`VERSION`.

    Returns:
        The document in the newest form. What is malformed stays so, for the reader to tell.
    """
    for step in _STEPS[version - 1 :]:
        document = step(document)
    return document


def _to_2(document: _Document) -> _Document:
    objects = document.get("objects")
    if not isinstance(objects, dict):
        return document
    refused = {
        kind: held["refused"]
        for kind, held in objects.items()
        if isinstance(held, dict) and "refused" in held
    }
    kept = {kind: held for kind, held in objects.items() if kind not in refused}
    return {**document, "objects": kept, "refused": refused}


#: From version 1 to 2, and so on.
_STEPS: tuple[Callable[[_Document], _Document], ...] = (_to_2,)
