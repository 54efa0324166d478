"""What the search of the fleet's page finds, as a script that needs no server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..site.search import as_script
from ..text import one_line, visible
from .health import Hit

_NAME = "flowgraphFleet"
#: A place that leads somewhere: the number of its hit and the key, or words.
_Place = list[int | str] | str


def page_index(fleet: Sequence[tuple[str, Sequence[Hit]]]) -> bytes:
    """Write the index as a script that sets one variable.

    It holds a list for each PBX: its slug, then for each hit a list of its node, its label, the
    words by which it is found besides, and the places that lead there. Thousands of PBXs make some
    megabytes: what stands there once is not written again.

    Args:
        fleet: Names of PBXs as those of folders, each with what can be searched on it.
    """
    rows = [[slug, *_entries(hits)] for slug, hits in fleet if hits]
    return f"globalThis.{_NAME} = {as_script(rows)};\n".encode()


def _entries(hits: Sequence[Hit]) -> Iterator[list[str | list[_Place]]]:
    numbers = _numbers(hits)
    for hit in hits:
        places = [_place(place, numbers) for place in hit.places]
        yield [visible(hit.node), _line(hit.label), _line(_besides(hit)), places]


def _numbers(hits: Sequence[Hit]) -> dict[str, int]:
    """Give the number of each hit by its label; of two that are called the same, none."""
    counts = Counter(hit.label for hit in hits)
    return {hit.label: n for n, hit in enumerate(hits) if counts[hit.label] == 1}


def _place(text: str, numbers: dict[str, int]) -> _Place:
    label, _, key = text.rpartition(", ")
    return [numbers[label], _line(key)] if label in numbers else _line(text)


def _besides(hit: Hit) -> str:
    """Give the words by which something is found that stand neither in its label nor its node."""
    value = hit.node.partition(":")[2].casefold()
    known = {*hit.label.casefold().split(), *value.split()}
    return " ".join(dict.fromkeys(word for word in hit.text.split() if word not in known))


def _line(text: str) -> str:
    return visible(one_line(text))
