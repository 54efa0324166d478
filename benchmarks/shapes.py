"""The graphs that everything is measured on: synthetic PBX folders, and the same as ES modules."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from measure import HERE
from sizes import Sizes

#: The generator of the tests; the same profile and size give the same bytes.
GENERATE = HERE.parent / "tests" / "data" / "trees" / "generate.py"
CHUNK = 100
ROOT = 1


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", GENERATE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_generate = _generator()


def _tree(menus: int) -> Any:
    return _generate.build("fleet-large", menus)


def _dense(menus: int) -> Any:
    return _generate.build("dense", menus)


def _chain(menus: int) -> Any:
    return _generate.build("chain", menus)


def _ring(menus: int) -> Any:
    pbx = _chain(menus)
    pbx.menus[menus][1]["1"] = ("ivr", ROOT)
    return pbx


def _star(menus: int) -> Any:
    """Build a tree in which ``*`` leads back to the first menu, wherever a caller is."""
    pbx = _generate.build("hub", menus)
    for menu in range(ROOT + 1, menus + 1):
        pbx.menus[menu][1]["*"] = ("ivr", ROOT)
    return pbx


SHAPES: dict[str, Callable[[int], Any]] = {
    "tree": _tree,
    "chain": _chain,
    "ring": _ring,
    "star": _star,
    "dense": _dense,
}
#: The size of "dense": as many menus as there are keys to lead to all others, and one.
DENSE = 13


@dataclass(frozen=True)
class Bench:
    """Where things are measured, and how large.

    Attributes:
        scratch: A folder for everything that is written.
        sizes: How large.
        is_quick: Whether only what needs neither npm nor a browser is run.
    """

    scratch: Path
    sizes: Sizes
    is_quick: bool

    def pbx(self, shape: str, menus: int) -> Path:
        """Give a PBX folder; it is written once."""
        folder = self.scratch / f"{shape}-{menus}"
        if not folder.exists():
            _generate.write_folder(SHAPES[shape](menus), folder)
        return folder

    def modules(self, shape: str, menus: int) -> Path:
        """Give a folder of ES modules, one a menu: it imports the menus that its keys lead to."""
        folder = self.scratch / f"{shape}-{menus}-modules"
        if not folder.exists():
            folder.mkdir()
            (folder / "package.json").write_text('{"type": "module"}\n')
            links = menu_links(self.pbx(shape, menus))
            for menu, targets in links.items():
                # A menu that does not exist is no module.
                lines = [f'import "./menu{to}.js";\n' for to in sorted(targets & links.keys())]
                (folder / f"menu{menu}.js").write_text("".join(lines) + "export default 1;\n")
        return folder


def menu_links(pbx: Path) -> dict[int, set[int]]:
    """Read which menus the keys of each menu of a PBX folder lead to."""
    return {int(path.stem): set(_targets(path)) for path in (pbx / "ivr").iterdir()}


def _targets(path: Path) -> Iterator[int]:
    data = json.loads(path.read_bytes())["data"]
    for name, kind in data.items():
        if name.endswith("_dest") and kind == "ivr":
            yield int(data[f"{name}_value"])


def batches(links: dict[int, set[int]]) -> int:
    """Count the questions of a crawl from the root: one for each 100 menus of a level."""
    seen, level, number = {ROOT}, {ROOT}, 0
    while level:
        number += -(-len(level) // CHUNK)
        level = set().union(*(links.get(menu, set()) for menu in level)) - seen
        seen |= level
    return number
