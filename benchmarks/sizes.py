"""How large the graphs are that everything is measured on."""

from __future__ import annotations

from typing import NamedTuple


class Sizes(NamedTuple):
    """Numbers of menus, and how often a command runs.

    Attributes:
        times: Runs of each command; the best counts.
        latency_ms: Pause of the simulated PBX before an answer.
        crawl: The crawl that the goals speak of.
        small_crawl: A crawl of the size of real PBXs.
        trees: Trees for the loop finders; the goals speak of the last.
        grown: The tree that the last one has grown from.
        ring: Menus one below the other, of which the last leads to the first.
        star: Menus that all lead back to the first.
        check: Trees that the rules judge.
        pictures: Trees that are drawn; the goals speak of these three.
    """

    times: int
    latency_ms: int
    small_crawl: int
    crawl: int
    trees: tuple[int, ...]
    grown: int
    ring: int
    star: int
    check: tuple[int, ...]
    pictures: tuple[int, int, int]


FULL = Sizes(
    times=3,
    latency_ms=20,
    small_crawl=21,
    crawl=2_000,
    trees=(200, 2_000, 10_000),
    grown=1_000,
    ring=10_000,
    star=2_000,
    check=(1_000, 10_000, 100_000),
    pictures=(21, 200, 1_000),
)

#: Too small to mean anything: only whether everything runs.
QUICK = Sizes(
    times=1,
    latency_ms=1,
    small_crawl=8,
    crawl=8,
    trees=(8,),
    grown=8,
    ring=8,
    star=8,
    check=(8,),
    pictures=(8, 8, 8),
)
