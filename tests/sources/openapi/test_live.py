from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from flowgraph.errors import PbxRefused
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Listing
from flowgraph.model.ivr import Ivr
from flowgraph.model.missing import Missing
from flowgraph.model.route import Route
from flowgraph.sources.openapi import live
from flowgraph.sources.openapi.live import LiveSource
from flowgraph.sources.openapi.wire import Envelope, Refused

Answer = Callable[[str, Mapping[str, str]], Any]


class Told:
    """Answers from a function of the test, in the place of a client.

    Attributes:
        asked: Paths and parameters, in order.
    """

    place = "pbx:8088"

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.asked: list[tuple[str, dict[str, str]]] = []

    def ask(self, path: str, query: Mapping[str, str] | None = None) -> Envelope:
        self.asked.append((path, dict(query or {})))
        return Envelope({"errcode": 0, **self._answer(path, query or {})})

    def cancel(self) -> None: ...

    def close(self) -> None: ...


def source(answer: Answer) -> tuple[LiveSource, Told]:
    told = Told(answer)
    return LiveSource(told), told  # type: ignore[arg-type]


def row(identity: object) -> dict[str, Any]:
    return {"id": identity, "number": "6200", "name": "Main", "press1_dest": ""}


def refusing(code: int | None) -> Answer:
    def answer(path: str, query: Mapping[str, str]) -> Any:
        raise Refused("no", code)

    return answer


def ids(answers: Sequence[Ivr | Missing]) -> list[str]:
    return [answer.id for answer in answers]


def test_several_menus_are_asked_for_at_once() -> None:
    pbx, told = source(lambda path, query: {"data": [row(7), row("8")]})
    batch = pbx.ask(("7", "8"))
    assert ids(batch.answers) == ["7", "8"]
    assert batch.again == ()
    assert told.asked == [("ivr/query", {"ids": "7,8"})]


@pytest.mark.parametrize(
    "data",
    [
        [row(8), row(8), row(99), None, 5, "x", [], {}],
        {**row("008")},
        [{**row(8), "extra": 1}],
        [row(" 8 "), {"id": 7}],
    ],
)
def test_what_a_batch_lacks_is_asked_for_alone(data: Any) -> None:
    pbx, _ = source(lambda path, query: {"data": data})
    batch = pbx.ask(("7", "8"))
    settled = set(ids(batch.answers))
    assert "8" in settled <= {"7", "8"}
    assert {identity for part in batch.again for identity in part} == {"7", "8"} - settled
    assert pbx.chunk == live.CHUNK


@pytest.mark.fault("P16")
@pytest.mark.parametrize("code", [40001, 40002, 414])
def test_a_list_that_is_too_long_is_halved(code: int) -> None:
    pbx, _ = source(refusing(code))
    assert pbx.ask(("1", "2", "3", "4", "5")).again == (("1", "2"), ("3", "4", "5"))
    assert pbx.ask(("1", "2")).again == (("1",), ("2",))
    assert pbx.chunk == live.CHUNK


@pytest.mark.parametrize("code", [None, -2, -1, 10001, 10005, 10009, 404, 500, 70082])
def test_a_batch_query_that_fails_is_not_tried_again(code: int | None) -> None:
    pbx, told = source(refusing(code))
    assert pbx.ask(("1", "2")).again == (("1",), ("2",))
    assert pbx.chunk == 1
    assert pbx.ask(("3", "4")).again == (("3",), ("4",))
    assert len(told.asked) == 1


@pytest.mark.parametrize(
    ("code", "status"), [(60001, "not_found"), (None, "unreadable"), (500, "unreadable")]
)
def test_a_menu_that_cannot_be_read_is_a_value(code: int | None, status: str) -> None:
    pbx, _ = source(refusing(code))
    assert pbx.ask(("5",)).answers == (Missing("5", status, code, "no"),)  # type: ignore[arg-type]


def pages(*sizes: int, total: int | None, fails_at: int = 0) -> Answer:
    """Answer a list page by page; every row has an id of its own."""

    def answer(path: str, query: Mapping[str, str]) -> Any:
        number = int(query["page"])
        if number == fails_at:
            raise Refused("no", 500)
        size = sizes[number - 1] if number <= len(sizes) else 0
        rows = [{"id": number * 1000 + n, "number": "1", "name": "x"} for n in range(size)]
        return {"data": rows, **({} if total is None else {"total_number": total})}

    return answer


@pytest.mark.parametrize(
    ("answer", "rows", "asked", "complete"),
    [
        (pages(0, total=0), 0, 1, True),
        (pages(30, total=30), 30, 1, True),
        (pages(100, 100, 50, total=250), 250, 3, True),
        (pages(100, 100, total=200), 200, 2, True),
        # The PBX gives fewer rows per page than were asked for.
        (pages(40, 40, 20, total=100), 100, 3, True),
        (pages(100, 50, total=None), 150, 2, True),
        (pages(100, 100, total=None), 200, 3, True),
        # A total that is too large, or too small.
        (pages(100, 50, total=999), 150, 3, False),
        (pages(100, 50, total=5), 150, 2, True),
        # The second page cannot be read.
        (pages(100, 100, total=200, fails_at=2), 100, 2, False),
    ],
)
def test_lists_are_read_page_by_page(answer: Answer, rows: int, asked: int, complete: bool) -> None:
    pbx, told = source(answer)
    listing = pbx.listing("extension")
    assert (len(listing.entries), len(told.asked), listing.complete) == (rows, asked, complete)
    assert listing.is_known


@pytest.mark.fault("P21b")
def test_a_list_that_repeats_itself_ends() -> None:
    same = {"data": [row(n) for n in range(100)], "total_number": 900}
    pbx, told = source(lambda path, query: same)
    listing = pbx.listing("queue")
    assert listing.refusal == "the answer holds no list 'queue_list'"
    listing = pbx.listing("extension")
    assert (len(listing.entries), listing.complete) == (100, False)
    assert len(told.asked) == 3


@pytest.mark.fault("P21")
def test_a_list_without_end_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MAX_PAGES", 7)
    pbx, told = source(pages(*[100] * 50, total=10**8))
    listing = pbx.listing("extension")
    assert (len(listing.entries), listing.complete, len(told.asked)) == (700, False, 7)


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("extension", {"page": "1", "page_size": "100"}),
        (
            "conference",
            {"page": "1", "page_size": "100", "sort_by": "number", "order_by": "asc"},
        ),
    ],
)
def test_pages_are_asked_for_in_a_stable_order(kind: str, query: dict[str, str]) -> None:
    pbx, told = source(pages(1, total=1))
    pbx.listing(kind)
    assert told.asked[0][1] == query


def test_a_refused_list_names_the_permission() -> None:
    pbx, _ = source(refusing(10005))
    listing = pbx.listing("ring_group")
    assert listing.code == 10005
    assert "'Ring Group'" in listing.refusal


def test_a_refused_list_of_menus_is_an_error() -> None:
    pbx, _ = source(refusing(10005))
    with pytest.raises(PbxRefused, match="IVR") as caught:
        pbx.index()
    assert (caught.value.code, caught.value.where) == (10005, "pbx:8088")
    assert caught.value.hint == (
        "name the roots by their ids, or let the API application read 'IVR'"
    )


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        (70082, "try again later, or with --concurrency 1; or name the roots by their ids"),
        (None, "try again; a longer --timeout may help; or name the roots by their ids"),
    ],
)
def test_a_list_of_menus_that_nobody_forbids_needs_no_permission(
    code: int | None, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pbx, _ = source(refusing(10005))
    slow = Listing(refusal="timed out after 2 s", code=code)
    monkeypatch.setattr(pbx, "listing", lambda _: slow)
    with pytest.raises(PbxRefused, match="timed out") as caught:
        pbx.index()
    assert caught.value.hint == hint


def test_a_list_of_menus_that_is_not_whole_cuts_the_source() -> None:
    pbx, _ = source(pages(30, total=40))
    assert pbx.cut == ""
    assert len(pbx.index()) == 30
    assert pbx.cut == "the PBX gave 30 rows of its list of IVRs, not all"


def details(bad: Mapping[str, int | None], *, has_batch: bool = False) -> Answer:
    """Answer for queues; some of them, or the batch of them, are refused."""

    def answer(path: str, query: Mapping[str, str]) -> Any:
        if path == "queue/query":
            if not has_batch:
                raise Refused("no", 10001)
            return {"data": [{"id": i, "name": "x"} for i in query["ids"].split(",")[1:]]}
        if query["id"] in bad:
            raise Refused("no", bad[query["id"]])
        return {"data": {"id": query["id"], "name": "x"}}

    return answer


@pytest.mark.fault("P15c")
@pytest.mark.parametrize("has_batch", [True, False])
@pytest.mark.parametrize("code", [None, 500, -1, 60001])
def test_an_object_that_cannot_be_read_costs_itself(code: int | None, has_batch: bool) -> None:
    pbx, _ = source(details({"1": code}, has_batch=has_batch))
    found, refusal = pbx.objects("queue", ["1", "2", "3"])
    assert (set(found), refusal) == ({"2", "3"}, None)


@pytest.mark.parametrize(("code", "asked"), [(10005, 3), (10001, 3), (None, 5), (500, 5)])
def test_objects_that_cannot_be_read_are_not_asked_for_one_by_one_for_ever(
    code: int | None, asked: int
) -> None:
    pbx, told = source(details({str(number): code for number in range(2, 99)}))
    found, refusal = pbx.objects("queue", [str(number) for number in range(1, 99)])
    assert set(found) == {"1"}
    assert refusal is not None
    assert refusal.code == code
    assert len(told.asked) == asked


def test_objects_that_do_not_exist_are_no_reason_to_stop() -> None:
    pbx, _ = source(details({str(number): 60001 for number in range(1, 9)}))
    found, refusal = pbx.objects("queue", [str(number) for number in range(1, 10)])
    assert (set(found), refusal) == ({"9"}, None)


@pytest.mark.parametrize(
    ("data", "name"),
    [({"device_name": "Harbour"}, "Harbour"), ({}, ""), (None, ""), ([], ""), ("x", "")],
)
def test_the_name_of_the_pbx_is_asked_for_once(data: Any, name: str) -> None:
    pbx, told = source(lambda path, query: {"data": data})
    assert [pbx.name, pbx.name] == [name, name]
    assert told.asked == [("system/information", {})]


def test_a_pbx_that_does_not_tell_its_name_has_none() -> None:
    pbx, told = source(refusing(10005))
    assert [pbx.name, pbx.name] == ["", ""]
    assert len(told.asked) == 1


def test_where_a_timed_route_leads_now_is_taken_from_the_list_if_its_details_lack_it() -> None:
    details = {"id": 3, "name": "Main", "office_time_dest": "ivr", "office_time_dest_value": "1"}
    listed = {"id": 3, "current_destination": "ivr", "current_desination_value": "2"}

    def answer(path: str, query: Mapping[str, str]) -> Any:
        return {"data": [listed if path.endswith("/list") else details]}

    found = source(answer)[0].objects("inbound_route", ["3"]).found["3"]
    assert isinstance(found, Route)
    assert found.current == Destination("ivr", "2")
    assert found.name == "Main"


def test_routes_that_need_no_clock_are_not_listed_once_more() -> None:
    opened, told = source(lambda path, query: {"data": [{"id": 3, "def_dest": "end_call"}]})
    opened.objects("inbound_route", ["3"])
    assert [path for path, _ in told.asked] == ["inbound_route/query"]
