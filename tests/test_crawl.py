from __future__ import annotations

from collections.abc import Sequence

import pytest

from flowgraph.crawl import CrawlInterrupted, CrawlLimits, crawl
from flowgraph.errors import ConnectionFailed
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Listing
from flowgraph.model.ivr import Ivr
from flowgraph.model.make import Make
from flowgraph.model.missing import Missing
from flowgraph.sources.interface import Batch, Objects, Rows


def menu(identity: str, *targets: str, kind: str = "ivr") -> Ivr:
    keys = {str(number): Destination(kind, target) for number, target in enumerate(targets)}
    return Ivr(id=identity, name=f"Menu {identity}", keys=keys)


class Pbx:
    """A live PBX in memory that remembers what it was asked."""

    is_live = True
    recorded_roots: tuple[str, ...] = ()
    is_whole = False
    dropped_fields: tuple[str, ...] = ()
    make = Make()
    cut = ""
    name = "Test"

    def __init__(self, *menus: Ivr, chunk: int = 100) -> None:
        self.menus = {menu.id: menu for menu in menus}
        self.chunk = chunk
        self.asked: list[tuple[str, ...]] = []
        self.lists: list[str] = []
        self.was_cancelled = False

    def ask(self, ids: Sequence[str]) -> Batch:
        self.asked.append(tuple(ids))
        gone = "no such object"
        return Batch(tuple(self.menus.get(i) or Missing(i, "not_found", 60001, gone) for i in ids))

    def index(self):
        return []

    def listing(self, kind: str) -> Listing:
        self.lists.append(kind)
        return Listing({})

    def rows(self, kind: str) -> Rows:
        return Rows(())

    def objects(self, kind: str, ids: Sequence[str]) -> Objects:
        return Objects({})

    def cancel(self) -> None:
        self.was_cancelled = True

    def close(self) -> None:
        pass


def chain(length: int) -> list[Ivr]:
    return [menu(str(n), str(n + 1)) for n in range(1, length)] + [menu(str(length))]


def test_each_menu_is_asked_for_once_however_often_it_is_referred_to():
    pbx = Pbx(menu("1", "2", "3", "2"), menu("2", "3", "1"), menu("3", "1", "2", "3"))
    snapshot = crawl(pbx, ["1", "1"])
    assert sorted(i for ids in pbx.asked for i in ids) == ["1", "2", "3"]
    assert list(snapshot.ivrs) == ["1", "2", "3"]


def test_a_level_is_one_question():
    pbx = Pbx(
        menu("1", "2", "3", "4"), menu("2", "5"), menu("3", "6"), menu("4"), menu("5"), menu("6")
    )
    crawl(pbx, ["1"])
    assert pbx.asked == [("1",), ("2", "3", "4"), ("5", "6")]


def test_max_depth_leaves_deeper_menus_unread_and_that_is_no_failure():
    snapshot = crawl(Pbx(*chain(4)), ["1"], CrawlLimits(max_depth=1))
    assert list(snapshot.ivrs) == ["1", "2"]
    assert snapshot.missing["3"].status == "not_followed"
    assert not snapshot.is_partial


def test_depth_0_reads_the_roots_alone():
    assert list(crawl(Pbx(*chain(4)), ["2"], CrawlLimits(max_depth=0)).ivrs) == ["2"]


def test_the_cap_on_menus_ends_an_endless_chain_and_says_so():
    snapshot = crawl(Pbx(*chain(50)), ["1"], CrawlLimits(max_menus=7))
    assert len(snapshot.ivrs) == 7
    assert snapshot.missing["8"].status == "not_followed"
    assert "--max-menus 7" in snapshot.cut
    assert snapshot.is_partial


def test_only_lists_that_are_needed_are_read():
    pbx = Pbx(menu("1", "5", kind="queue"))
    crawl(pbx, ["1"])
    assert pbx.lists == ["queue", "inbound_route"]
    other = Pbx(menu("1", "9", kind="ext_vm"))
    crawl(other, ["1"])
    assert other.lists == ["extension", "inbound_route"]


def test_a_pbx_that_goes_away_loses_nothing_that_was_read():
    class Dying(Pbx):
        def ask(self, ids):
            if "3" in ids:
                raise ConnectionFailed("the connection broke off", where="pbx:8088")
            return super().ask(ids)

    snapshot = crawl(Dying(*chain(5)), ["1"])
    assert list(snapshot.ivrs) == ["1", "2"]
    assert snapshot.cut == "the connection broke off"
    assert snapshot.missing["3"].status == "not_followed"
    assert snapshot.is_partial


def test_a_pbx_that_was_never_there_is_an_error():
    class Absent(Pbx):
        def ask(self, ids):
            raise ConnectionFailed("nothing listens", where="pbx:8088")

    with pytest.raises(ConnectionFailed):
        crawl(Absent(), ["1"])


@pytest.mark.parametrize("live", [True, False])
def test_ctrl_c_keeps_what_was_read_and_wakes_the_others(live: bool):
    class Interrupting(Pbx):
        is_live = live

        def ask(self, ids):
            if "3" in ids:
                raise KeyboardInterrupt
            return super().ask(ids)

    pbx = Interrupting(*chain(5))
    with pytest.raises(CrawlInterrupted) as caught:
        crawl(pbx, ["1"])
    assert list(caught.value.snapshot.ivrs) == ["1", "2"]
    assert caught.value.snapshot.cut == "interrupted"
    assert caught.value.exit_status == 130
    assert pbx.was_cancelled


def test_progress_counts_up_to_what_is_known():
    seen: list[tuple[int, int]] = []
    crawl(Pbx(*chain(3)), ["1"], progress=lambda done, known: seen.append((done, known)))
    assert seen[-1] == (3, 3)
    assert seen == sorted(seen)
