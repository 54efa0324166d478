"""Pseudonyms of the numbers that are dialled inside a PBX: of menus, extensions, queues.

A number keeps its length and its first digit, because the PBX waits for more digits after a key
that begins a number. Its other digits come from the *id* of what has the number, and not from the
number: trying all numbers finds nothing out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from ..model.ids import node_order
from .found import digest
from .free import FreeNumbers

_Block = tuple[str, int]

#: Numbers of so many digits are nobody's, and stay.
_SHORT = 2


def is_inside(text: str) -> bool:
    """Whether a text is a number that a telephone can dial as it is."""
    return text.isascii() and text.isdecimal()


def inside_numbers(owners: Mapping[str, str], others: Iterable[str] = ()) -> dict[str, str]:
    """Choose a pseudonym for each number.

    Args:
        owners: By number, the node that has it.
        others: More numbers that a pseudonym should not be mistaken for.

    Returns:
        By number, each pseudonym once. None is the number of somebody else, except where most
        numbers of that length and first digit are in use.
    """
    chosen = {number: number for number in owners if len(number) <= _SHORT}
    blocks: defaultdict[_Block, set[str]] = defaultdict(set)
    for number in {*owners, *others}:
        blocks[_block(number)].add(number)
    free = {block: _free(block, numbers) for block, numbers in blocks.items()}
    for number in sorted(owners.keys() - chosen.keys(), key=lambda n: (node_order(owners[n]), n)):
        block = _block(number)
        ending = free[block].take(digest(owners[number]) % _size(block))
        chosen[number] = f"{number[0]}{ending:0{len(number) - 1}d}"
    return chosen


def _block(number: str) -> _Block:
    return number[:1], len(number)


def _size(block: _Block) -> int:
    """Count the numbers of a first digit and length."""
    return int(10 ** (block[1] - 1))


def _free(block: _Block, in_use: Collection[str]) -> FreeNumbers:
    is_crowded = 2 * len(in_use) > _size(block)
    taken = () if is_crowded else (int(number[1:]) for number in in_use)
    return FreeNumbers(_size(block), taken)
