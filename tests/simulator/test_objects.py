from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flowgraph.simulator import Settings, Simulator

from .support import logged_in, write

_ROWS = [{"id": 2, "name": "B", "number": "20", "pos": 1}, {"id": 1, "name": "A", "pos": 2}]


@pytest.mark.parametrize(
    ("file", "path", "reply_key"),
    [
        ("extension", "extension/list", "data"),
        ("ring_group", "ringgroup/list", "data"),
        ("queue", "queue/list", "queue_list"),
        ("conference", "conference/list", "data"),
        ("group_vm", "vm_group/list", "vm_group_list"),
        ("inbound_route", "inbound_route/list", "data"),
        ("outbound_route", "outbound_route/list", "data"),
        ("business_hour", "businesshour/list", "data"),
        ("custom_prompt", "custom_prompt/list", "prompt_list"),
    ],
)
def test_every_list_stands_under_its_own_key(
    pbx: Path, file: str, path: str, reply_key: str
) -> None:
    write(pbx, **{file: _ROWS})
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get(path, page=1, page_size=1, order_by="asc")
    assert (reply["errcode"], reply["total_number"], len(reply[reply_key])) == (0, 2, 1)


def test_routes_name_the_last_position(pbx: Path) -> None:
    write(pbx, inbound_route=_ROWS, outbound_route=[])
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        assert caller.get("inbound_route/list")["last_pos"] == 2
        assert caller.get("outbound_route/list")["last_pos"] == 0
        assert "last_pos" not in caller.get("extension/list")


@pytest.mark.parametrize("query", [{}, {"page": 1}, {"page_size": 50}])
def test_conferences_want_page_and_page_size(pbx: Path, query: dict[str, int]) -> None:
    write(pbx, conference=_ROWS)
    with Simulator(pbx) as simulator:
        assert logged_in(simulator).get("conference/list", **query)["errcode"] == 40002


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("queue/list", {"page": "0"}, "page"),
        ("queue/list", {"page_size": "many"}, "page_size"),
        ("queue/list", {"sort_by": "colour"}, "sort_by"),
        ("queue/list", {"order_by": "up"}, "order_by"),
        ("ivr/list", {"order_by": "up"}, "order_by"),
    ],
)
def test_a_wrong_list_parameter_is_named(
    pbx: Path, path: str, query: dict[str, str], field: str
) -> None:
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get(path, **query)
    assert (reply["errcode"], reply["invalid_param_list"][0]["field"]) == (40002, field)


def test_a_list_without_a_file_is_not_permitted(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        replies = [caller.get(path, id=1) for path in ("ringgroup/list", "ringgroup/get")]
    assert [(reply["errcode"], reply["errmsg"]) for reply in replies] == [
        (10005, "ACCESS DENIED")
    ] * 2


def test_one_object_is_found_however_its_id_is_written(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        assert caller.get("extension/get", id="74")["data"]["number"] == "1000"
        assert caller.get("extension/get", id=73)["data"]["caller_id_name"] == "Ana Roe"
        assert caller.get("extension/get", id=75)["errcode"] == 60001


def test_several_objects_come_at_once(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        assert caller.get("queue/query", ids="3")["data"][0]["fail_dest"] == "ivr"
        partial = caller.get("queue/query", ids="3,4")
    assert (partial["errcode"], len(partial["data"])) == (1, 1)


def test_a_search_finds_people_by_name(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        reply = logged_in(simulator).get("extension/search", search_value="ana")
    assert [row["id"] for row in reply["data"]] == [73]


def test_a_broken_list_is_an_internal_error_not_a_crash(
    pbx: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(pbx, extension={"not": "a list"})
    (pbx / "queue.json").write_bytes(b'[{"name": "caf\xe9"}]')
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        codes = [caller.get(f"{kind}/list")["errcode"] for kind in ("extension", "queue")]
    assert codes == [-2, -2]
    errors = capfd.readouterr().err
    assert "extension.json: should hold a JSON list" in errors
    assert "queue.json: no valid JSON" in errors


@pytest.mark.parametrize(
    ("system", "settings", "name"),
    [
        ({"device_name": "Harbour", "model_name": "P570"}, Settings(), "Harbour"),
        ({"model_name": "P570"}, Settings(), "harbour"),
        ({"device_name": "Harbour"}, Settings(device_name="Mine"), "Mine"),
    ],
)
def test_the_pbx_is_named_by_wish_or_by_file_or_by_folder(
    pbx: Path, system: dict[str, Any], settings: Settings, name: str
) -> None:
    write(pbx, system=system)
    with Simulator(pbx, settings) as simulator:
        data = logged_in(simulator).get("system/information")["data"]
    assert data["device_name"] == name
    assert data.get("model_name") == system.get("model_name")


def test_the_same_folder_gives_the_same_bytes(pbx: Path) -> None:
    answers = []
    for _ in range(2):
        with Simulator(pbx) as simulator:
            answers.append(logged_in(simulator).raw("system/information"))
    assert answers[0].content == answers[1].content
    assert answers[0].headers == answers[1].headers
