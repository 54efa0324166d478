"""What the tests of whole PBX folders share: folders, sources, the command, readers of outputs."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple
from xml.etree import ElementTree

from pydantic import SecretStr

import flowgraph
from flowgraph.callgraph import CallGraph
from flowgraph.crawl import DEFAULT_LIMITS, CrawlLimits, crawl
from flowgraph.model.directory import Entry, Listing
from flowgraph.model.ids import id_order
from flowgraph.model.snapshot import Snapshot
from flowgraph.simulator import Settings, Simulator
from flowgraph.sources.interface import Batch, Objects, Rows, Source
from flowgraph.sources.opening import Pbx, open_path, open_pbx

DATA = Path(__file__).parent / "data"
CASES = DATA / "cases"
TREES = DATA / "trees"

Origin = Literal["offline", "http"]
ORIGINS: tuple[Origin, ...] = ("offline", "http")

#: Far more than any run needs: it ends what would never end, and measures nothing.
PATIENCE_S = 300


# -- folders ---------------------------------------------------------------------------------


def folders(parent: Path, marker: str) -> list[Path]:
    return sorted(path.parent for path in parent.glob(f"*/{marker}"))


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def generate(script: Path, *arguments: object) -> None:
    line = [sys.executable, str(script), *map(str, arguments)]
    subprocess.run(line, check=True, timeout=PATIENCE_S)


# -- sources ---------------------------------------------------------------------------------


def reach(url: str) -> Source:
    """Open a simulated PBX."""
    return open_pbx(Pbx(url, "demo", SecretStr("demo")))


@contextmanager
def opened(folder: Path, origin: Origin) -> Iterator[Any]:
    """Open a PBX folder offline, or serve it and open that."""
    if origin == "offline":
        with open_path(str(folder)) as source:
            yield source
        return
    with Simulator(folder, Settings()) as simulator, _closing(reach(simulator.url)) as source:
        yield source


def _closing(source: Any) -> AbstractContextManager[Any]:
    return source


def read(
    folder: Path,
    roots: Sequence[object],
    origin: Origin = "offline",
    limits: CrawlLimits = DEFAULT_LIMITS,
) -> Snapshot:
    """Crawl a PBX folder."""
    with opened(folder, origin) as source:
        return crawl(source, [str(root) for root in roots], limits)


class Shuffled:
    """A PBX that answers in no order, a part at a time, and leaves the rest for another question.

    Args:
        source: Who knows the answers.
        seed: The same seed, the same disorder, as far as threads allow.
    """

    is_live = True
    recorded_roots: tuple[str, ...] = ()
    is_whole = False
    dropped_fields: tuple[str, ...] = ()
    cut = ""

    def __init__(self, source: Source, seed: int) -> None:
        self._source = source
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self.name = source.name
        self.make = source.make

    @property
    def chunk(self) -> int:
        with self._lock:
            return self._random.choice((1, 2, 3, 7))

    def ask(self, ids: Sequence[str]) -> Batch:
        with self._lock:
            mixed = self._random.sample(ids, len(ids))
            cut = self._random.randint(1, len(ids))
        answers = self._source.ask(mixed[:cut]).answers
        return Batch(answers, tuple((identity,) for identity in mixed[cut:]))

    def index(self) -> Sequence[Entry]:
        rows = self._source.index()
        return self._random.sample(rows, len(rows))

    def listing(self, kind: str) -> Listing:
        listing = self._source.listing(kind)
        rows = self._random.sample(list(listing.entries.items()), len(listing.entries))
        return listing._replace(entries=dict(rows))

    def rows(self, kind: str) -> Rows:
        return self._source.rows(kind)

    def objects(self, kind: str, ids: Sequence[str]) -> Objects:
        answer = self._source.objects(kind, ids)
        rows = self._random.sample(list(answer.found.items()), len(answer.found))
        return answer._replace(found=dict(rows))

    def cancel(self) -> None: ...

    def close(self) -> None: ...


class Counting:
    """A PBX that takes its time and counts how many questions are under way.

    Attributes:
        peak: Most questions at a time.
        asked: Every id in the order of the questions.
    """

    is_live = True
    recorded_roots: tuple[str, ...] = ()
    is_whole = False
    dropped_fields: tuple[str, ...] = ()
    cut = ""
    chunk = 1

    def __init__(self, source: Source, pause_s: float) -> None:
        self._source = source
        self._pause_s = pause_s
        self._lock = threading.Lock()
        self._now = 0
        self.peak = 0
        self.asked: list[str] = []
        self.name = source.name
        self.make = source.make

    def ask(self, ids: Sequence[str]) -> Batch:
        with self._lock:
            self._now += 1
            self.peak = max(self.peak, self._now)
            self.asked += ids
        time.sleep(self._pause_s)
        with self._lock:
            self._now -= 1
        return self._source.ask(ids)

    def index(self) -> Sequence[Entry]:
        return self._source.index()

    def listing(self, kind: str) -> Listing:
        return self._source.listing(kind)

    def rows(self, kind: str) -> Rows:
        return self._source.rows(kind)

    def objects(self, kind: str, ids: Sequence[str]) -> Objects:
        return self._source.objects(kind, ids)

    def cancel(self) -> None: ...

    def close(self) -> None: ...


# -- the command -----------------------------------------------------------------------------


class Run(NamedTuple):
    """What a run of the command left behind."""

    status: int
    stdout: str
    stderr: str
    folder: Path

    @property
    def files(self) -> dict[str, bytes]:
        """Everything that was written, by path below the run's folder."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in paths}


def flowgraph_command(folder: Path, *arguments: object, **environment: str) -> Run:
    """Run ``flowgraph`` as a user would, in an empty folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    known = {k: v for k, v in os.environ.items() if not k.startswith(("FLOWGRAPH_", "PYTHON"))}
    home = str(Path(flowgraph.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "flowgraph", *map(str, arguments)],
        cwd=folder,
        env={**known, "PYTHONPATH": home, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    # Decoded by hand: newlines and odd bytes stay what they are.
    texts = (stream.decode("utf-8", "backslashreplace") for stream in (done.stdout, done.stderr))
    return Run(done.returncode, *texts, folder)


def flowgraph_on(
    pbx: Path, origin: Origin, folder: Path, *arguments: object, **environment: str
) -> Run:
    """Run a command on a PBX folder: offline, or through the simulator."""
    if origin == "offline":
        return flowgraph_command(folder, *arguments, "--from", pbx, **environment)
    login = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
    with Simulator(pbx, Settings()) as simulator:
        line = (*arguments, "--pbx", simulator.url)
        return flowgraph_command(folder, *line, **login, **environment)


# -- what a reader sees ----------------------------------------------------------------------


class Picture:
    """An SVG as its reader sees it.

    Args:
        svg: The file; it must be XML.
    """

    def __init__(self, svg: bytes) -> None:
        self._root = ElementTree.fromstring(svg)

    @cached_property
    def _boxes(self) -> list[list[str]]:
        """The lines of every box; where one is shortened, its tooltip is a line of its own."""
        boxes = [[_text(child) for child in e if _tag(child) == "text"] for e in self._root.iter()]
        shortened = [e for e in self._root.iter() if _tag(e) == "g" and "…" in _text(e)]
        tooltips = [[_text(child)] for e in shortened for child in e if _tag(child) == "title"]
        return [lines for lines in boxes + tooltips if lines]

    def shows(self, text: str) -> bool:
        """Whether a reader sees a text; one without blanks may be wrapped anywhere."""
        glues = (" ",) if " " in text else (" ", "")
        return any(
            collapsed(text) in collapsed(glue.join(lines))
            for lines in self._boxes
            for glue in glues
        )


def _text(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def collapsed(text: str) -> str:
    return " ".join(text.split())


def key_edges(graph: CallGraph) -> list[list[Any]]:
    """Give all keys of a graph's menus as ``[from, key, kind, value]``, sorted."""
    nodes = graph.nodes
    rows = [
        [int(nodes[source]["value"]), key, nodes[target]["kind"], nodes[target]["value"]]
        for source, target, key in graph.edges(keys=True)
        if nodes[source]["kind"] == "ivr"
    ]
    return sorted(rows)


def numbers(ids: Sequence[str] | Any) -> list[int]:
    """Give ids, or ids of nodes, as numbers in order."""
    return sorted(int(identity.rpartition(":")[2]) for identity in sorted(ids, key=id_order))
