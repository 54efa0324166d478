"""Call flows that are too big for one picture: an overview, and a folder of sheets beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from ..analysis.loops import Loop
from ..callgraph import CallGraph
from ..diagram.overview import Sheet, sheets
from ..diagram.view import View
from ..exports import Drawing, engine_for, export
from ..exports.engine import Engine
from ..outputs import make_folder, write_whole
from .letters import tell_boxes

#: Formats that are one big picture. Others hold everything anyway, or are cut by their own rules.
CUT_FORMATS = frozenset({".svg", ".png", ".pdf"})
#: Of these the one whose boxes can lead to files beside it.
_LINKED = ".svg"


class Whole(NamedTuple):
    """What is cut into sheets."""

    graph: CallGraph
    loops: Sequence[Loop]
    view: View


def write_sheets(whole: Whole, target: str, suffix: str, engine: Engine) -> str:
    """Write an overview, and where it can lead to them a sheet for each part.

    Args:
        whole: What is drawn.
        target: File of the overview; the sheets go to a folder of the same name beside it.
        suffix: The format.
        engine: What the user wants.

    Returns:
        What a user should know about it, one clause.

    Raises:
        EngineError: The engine failed.
        OutputError: Something cannot be written.
    """
    place = Path(target)
    folder = place.with_name(f"{place.stem}-sheets")
    found = sheets(
        whole.graph,
        whole.loops,
        whole.view,
        folder=f"{folder.name}/",
        home=f"../{place.name}",
        ending=suffix,
    )
    overview = next(found)
    if suffix != _LINKED:
        write_whole(target, _drawn(whole, overview, suffix, engine))
        tell_boxes(target, suffix, overview.diagram, engine)
        return f"an overview; -o {place.stem}.svg writes a sheet for each part, --focus draws one"
    make_folder(str(folder))
    parts = list(found)
    # The engine is a program of its own, so threads keep all processors busy.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        pictures = pool.map(lambda sheet: _drawn(whole, sheet, suffix, engine), parts)
        for sheet, picture in zip(parts, pictures, strict=True):
            write_whole(str(folder / f"{sheet.name}{suffix}"), picture)
    # Last, so that no overview leads to sheets that are not there.
    write_whole(target, _drawn(whole, overview, suffix, engine))
    _forget(folder, {f"{sheet.name}{suffix}" for sheet in parts})
    told = f"{len(parts)} sheets are" if len(parts) > 1 else "one sheet is"
    return f"an overview; its {told} in {folder}{os.sep}"


def _drawn(whole: Whole, sheet: Sheet, suffix: str, engine: Engine) -> bytes:
    command = engine_for(suffix, engine, sheet.diagram)
    return export(suffix, Drawing(whole.graph, sheet.diagram), command)


def _forget(folder: Path, kept: set[str]) -> None:
    """Remove sheets of an earlier run that nothing leads to any more."""
    for pattern in ("part-ivr-*.svg", "region*-ivr-*.svg"):
        for old in folder.glob(pattern):
            if old.name not in kept:
                old.unlink(missing_ok=True)
