"""What every format promises: valid when empty, the same bytes in any order, one last newline."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from helpers import DATA, flowgraph_command
from menus import calls, snapshot_of
from shell import SAMPLE

from flowgraph.callgraph import call_graph
from flowgraph.exports import FORMATS

from .drawings import drawing, written

GOLDEN = DATA / "golden" / "exports"
TEXTS = (".mmd", ".md", ".txt", ".drawio", ".graphml", ".csv", ".dot", ".json")
#: Formats that differ with the engine's version: its numbers say where something stands.
WITH_PLACES = (".drawio",)


@pytest.mark.parametrize("suffix", TEXTS)
def test_a_picture_of_nothing_is_whole(suffix: str):
    text = written(suffix, drawing(calls()))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.fault("L17")
@pytest.mark.parametrize("suffix", TEXTS)
def test_the_same_menus_give_the_same_bytes_in_whatever_order_they_came(suffix: str):
    steps = [f"ivr:{n} -{k}-> ivr:{n * k % 9 + 1}" for n in range(1, 10) for k in (1, 2, 3)]
    steps += [f"ivr:{n} -0-> queue:{n % 3}" for n in range(1, 10)]
    wanted = written(suffix, drawing(calls(*steps, roots=("1",))))
    for seed in range(3):
        mixed = steps[:]
        random.Random(seed).shuffle(mixed)
        snapshot = snapshot_of(*mixed, roots=("1",))
        for ivr in snapshot.ivrs.values():
            ordered = dict(sorted(ivr.keys.items()))
            ivr.keys.clear()
            ivr.keys.update(ordered)
        assert written(suffix, drawing(call_graph(snapshot))) == wanted


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_says_what_it_is_good_for(suffix: str):
    assert FORMATS[suffix].what
    assert FORMATS[suffix].what[-1] not in ".!"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Draw the sample PBX in every format that has a golden file."""
    files = [word for path in sorted(GOLDEN.iterdir()) for word in ("-o", path.name)]
    words = ("draw", "--all", "--from", SAMPLE, "--engine", "bundled", *files)
    return flowgraph_command(tmp_path_factory.mktemp("golden"), *words).files


@pytest.mark.parametrize("name", [f"harbour-dental{suffix}" for suffix in TEXTS[:6]])
def test_the_sample_is_drawn_as_the_golden_file_has_it(name: str, drawn: dict[str, bytes]):
    wanted, found = (GOLDEN / name).read_bytes().decode(), drawn[name].decode()
    if Path(name).suffix in WITH_PLACES:
        wanted, found = (_without_numbers(text) for text in (wanted, found))
    command = f"flowgraph draw --all --from {SAMPLE} -o {GOLDEN / name}"
    assert found == wanted, f"if the new one is right, write it anew: {command}"


def _without_numbers(text: str) -> str:
    """Blank out the places, which are the engine's."""
    return re.sub(r'(?<=[ "=])-?[0-9.]+(?=[";])', "0", text)
