from __future__ import annotations

import json
from pathlib import Path

import pytest

from flowgraph.simulator import Settings, Simulator

from .support import logged_in, menu, saved, write, write_exact


def test_a_menu_is_answered_with_the_very_bytes_of_its_file(pbx: Path) -> None:
    body = b'{ "errcode":0,"errmsg":"SUCCESS", "data":{"id":1,"name":"a","name":"b"} }\n'
    (pbx / "ivr" / "1.json").write_bytes(body)
    with Simulator(pbx) as simulator:
        assert logged_in(simulator).raw("ivr/get", id=1).content == body


@pytest.mark.parametrize("asked", ["4", "h-7", "../extension", "..", "1\0", "-1", "9" * 300])
def test_a_menu_without_a_file_is_not_found(pbx: Path, asked: str) -> None:
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get("ivr/get", id=asked)
    assert (reply["errcode"], reply["errmsg"]) == (60001, "DATA NOT FOUND")


@pytest.mark.parametrize(("path", "field"), [("ivr/get", "id"), ("ivr/query", "ids")])
def test_a_missing_parameter_is_named(pbx: Path, path: str, field: str) -> None:
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get(path)
    assert reply["errcode"] == 40002
    assert reply["invalid_param_list"] == [{"field": field, "validation_type": "required"}]


def test_a_batch_brings_all_menus_that_were_asked_for(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get("ivr/query", ids="10, 1,2,1")
    assert (reply["errcode"], [row["id"] for row in reply["data"]]) == (0, [10, 1, 2])
    assert reply["data"][1]["press1_dest_value"] == "2"


def test_a_batch_leaves_out_what_is_not_in_order_and_says_so(pbx: Path) -> None:
    write(
        pbx,
        ivr_3=saved({}, -2, "INTERNAL SERVER ERROR"),
        ivr_4=saved(menu(4)),
        ivr_5=saved(menu(6)),
        ivr_6=saved(menu(6)),
    )
    write_exact(pbx, 4, b"{", status=200, times=1)
    (pbx / "ivr" / "7.json").write_text('{"errcode":0,"data":{"id":7,"x":NaN}}', encoding="utf-8")
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get("ivr/query", ids="1,3,4,5,6,7,99")
    assert (reply["errcode"], reply["errmsg"]) == (1, "PARTIAL SUCCESS")
    assert [row["id"] for row in reply["data"]] == [1, 6]


def test_a_firmware_without_batch_has_no_such_interface(pbx: Path) -> None:
    with Simulator(pbx, Settings(batch=False)) as simulator:
        caller = logged_in(simulator)
        reply = caller.get("ivr/query", ids="1,2")
        assert (reply["errcode"], reply["errmsg"]) == (10001, "INTERFACE NOT EXISTED")
        assert caller.get("ivr/get", id=1)["errcode"] == 0


def test_exact_bytes_come_with_their_status_and_type(pbx: Path) -> None:
    write_exact(pbx, 2, b'{"errcode":0', status=500, content_type="text/html\r\nX-Evil: 1")
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).raw("ivr/get", id=2)
    assert (reply.status_code, reply.content) == (500, b'{"errcode":0')
    assert reply.headers["Content-Type"] == "text/html X-Evil: 1"


def test_exact_bytes_with_times_give_way_to_the_menu(pbx: Path) -> None:
    write_exact(pbx, 2, b'{"errcode":10004,"errmsg":"TOKEN EXPIRED"}', status=200, times=2)
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        caller.get("ivr/query", ids="1,2")
        codes = [caller.get("ivr/get", id=2)["errcode"] for _ in range(3)]
        assert codes == [10004, 10004, 0]
        assert [one.errcode for one in simulator.requests if one.path == "ivr/get"] == codes


def test_an_error_envelope_is_served_as_it_is(pbx: Path) -> None:
    envelope = {"errcode": -2, "errmsg": "INTERNAL SERVER ERROR", "note": "x"}
    write(pbx, ivr_3=envelope)
    with Simulator(pbx) as simulator:
        assert logged_in(simulator).get("ivr/get", id=3) == envelope


def test_an_edited_menu_shows_at_once(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        write(pbx, ivr_1=saved(menu(1, name="New")))
        assert caller.get("ivr/get", id=1)["data"]["name"] == "New"
        assert caller.get("ivr/list")["data"][0]["name"] == "New"


def test_a_broken_file_costs_its_own_menu_and_is_told_on_stderr(
    pbx: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (pbx / "ivr" / "2.json").write_bytes(b"[" * 100_000)
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        assert caller.get("ivr/get", id=2)["errcode"] == -2
        assert caller.get("ivr/get", id=1)["errcode"] == 0
    assert "2.json: no valid JSON" in capfd.readouterr().err


def test_a_folder_that_went_away_is_an_internal_error(
    pbx: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        (pbx / "ivr").rename(pbx / "elsewhere")
        assert caller.get("ivr/list")["errcode"] == -2
    assert "No such file" in capfd.readouterr().err


def test_the_list_holds_no_destinations_and_is_sorted_by_id(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get("ivr/list")
    assert reply["total_number"] == 3
    assert [row["id"] for row in reply["data"]] == [1, 2, 10]
    assert reply["data"][0] == {
        "id": 1,
        "number": "6201",
        "name": "Menu 1",
        "dial_ext_option": "disable",
        "enb_dial_outb_routes": 0,
    }


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"page": 2, "page_size": 2}, [10]),
        ({"page": 1, "page_size": 2, "sort_by": "id", "order_by": "desc"}, [10, 2]),
        ({"sort_by": "name", "order_by": "desc"}, [10, 2, 1]),
        ({"page": 9, "page_size": 2}, []),
    ],
)
def test_the_list_comes_in_pages(pbx: Path, query: dict[str, object], ids: list[int]) -> None:
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get("ivr/list", **query)
    assert ([row["id"] for row in reply["data"]], reply["total_number"]) == (ids, 3)


def test_a_search_finds_by_name_and_number(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        found = [caller.get("ivr/search", search_value=text)["data"] for text in ("niGHT", "6202")]
    assert [[row["id"] for row in rows] for rows in found] == [[10], [2]]


def test_lone_surrogates_travel_as_the_escapes_that_they_were(pbx: Path) -> None:
    body = json.dumps(saved(menu(1))).replace("Menu 1", "\\ud800")
    (pbx / "ivr" / "1.json").write_text(body, encoding="utf-8")
    with Simulator(pbx) as simulator:
        assert b"\\ud800" in logged_in(simulator).raw("ivr/query", ids="1").content
