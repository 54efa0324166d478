from __future__ import annotations

import time
from pathlib import Path

import pytest
import requests

from flowgraph.errors import UsageError
from flowgraph.simulator import Fault, Faults, Settings, Simulator
from flowgraph.simulator.fault_kinds import KINDS
from flowgraph.simulator.faults import parse

from .support import LOGIN, Caller, logged_in


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("reset", Fault("reset")),
        ("reset=1", Fault("reset", last=1)),
        ("reset=ivr/get", Fault("reset", path="ivr/get")),
        ("reset=ivr/get:2-4", Fault("reset", path="ivr/get", first=2, last=4)),
        ("status=503:ivr/query:2", Fault("status", "503", "ivr/query", last=2)),
        ("errcode=-1:get_token:2-", Fault("errcode", "-1", "get_token", first=2)),
        ("hang=ivr/get?id=7:1", Fault("hang", path="ivr/get", id="7", last=1)),
        ("drip=ivr/get", Fault("drip", "50", "ivr/get")),
        ("drip=5", Fault("drip", "5")),
        ("ip-blocked", Fault("ip-blocked", path="get_token")),
        ("redirect=http://127.0.0.1:9", Fault("redirect", "http://127.0.0.1:9")),
        (
            "redirect=http://[::1]:9/x:get_token:1",
            Fault("redirect", "http://[::1]:9/x", "get_token", last=1),
        ),
        ("redirect=file:///etc/hosts", Fault("redirect", "file:///etc/hosts")),
    ],
)
def test_faults_are_read_as_they_are_written(text: str, fault: Fault) -> None:
    assert parse(text) == fault


def test_an_unknown_fault_names_the_nearest_ones() -> None:
    with pytest.raises(UsageError, match="'retry-aftr'") as caught:
        parse("retry-aftr=2")
    assert "retry-after" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["status", "status=999", "reset=/x", "errcode=ivr/get", "hang=a:b:c"]
)
def test_a_fault_that_makes_no_sense_says_how_to_write_it(text: str) -> None:
    with pytest.raises(UsageError, match="cannot be read") as caught:
        parse(text)
    assert f"write {text.partition('=')[0]}=" in caught.value.hint


def test_every_fault_is_explained_in_one_line() -> None:
    assert all(kind.help and "\n" not in kind.help for kind in KINDS.values())


def codes(simulator: Simulator, path: str, times: int = 3, **query: object) -> list[object]:
    caller = logged_in(simulator)
    return [caller.get(path, **query)["errcode"] for _ in range(times)]


@pytest.mark.parametrize(
    ("fault", "path", "expected"),
    [
        ("errcode=70082:ivr/get:1", "ivr/get", [70082, 0, 0]),
        ("errcode=70082:ivr/get:2-", "ivr/get", [0, 70082, 70082]),
        ("errcode=70082:ivr/get:2-2", "ivr/get", [0, 70082, 0]),
        ("errcode=70082:ivr/get?id=1", "ivr/get", [70082] * 3),
        ("errcode=70082:ivr/get?id=2", "ivr/get", [0] * 3),
        ("deny=extension", "extension/list", [10005] * 3),
        ("deny=queue", "extension/list", [0] * 3),
        ("absent=ivr/get", "ivr/get", [10001] * 3),
        ("api-off=ivr", "ivr/get", [70123] * 3),
        ("ip-forbidden=ivr/get:1", "ivr/get", [70087, 0, 0]),
        ("expire-every=2:ivr", "ivr/get", [0, 0, 10004]),
    ],
)
def test_a_fault_strikes_where_and_when_it_should(
    pbx: Path, fault: str, path: str, expected: list[int]
) -> None:
    with Simulator(pbx, faults=Faults.of(fault)) as simulator:
        assert codes(simulator, path, id=1) == expected


def test_a_kind_of_object_may_stand_for_its_path(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("deny=ring_group", "absent=group_vm")) as simulator:
        assert codes(simulator, "ringgroup/list", 1) == [10005]
        assert codes(simulator, "vm_group/list", 1) == [10001]


@pytest.mark.parametrize(
    ("fault", "code"),
    [("ip-blocked", 70004), ("ip-forbidden", 70087), ("api-off", 70123), ("token-limit", 60002)],
)
def test_a_login_can_be_refused_in_every_documented_way(pbx: Path, fault: str, code: int) -> None:
    with Simulator(pbx, faults=Faults.of(fault)) as simulator:
        reply = Caller(simulator).log_in()
        assert reply["errcode"] == code
        assert ("block_expire_time" in reply) == (fault == "ip-blocked")
        assert simulator.tokens_in_use == 0


def test_an_expired_token_frees_its_slot_and_can_be_renewed(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("expire-every=1")) as simulator:
        caller = Caller(simulator)
        tokens = caller.log_in()
        assert [caller.get("ivr/get", id=1)["errcode"] for _ in range(2)] == [0, 10004]
        assert simulator.tokens_in_use == 0
        form = {"refresh_token": tokens["refresh_token"]}
        assert caller.post("refresh_token", form).json()["errcode"] == 0
        assert simulator.tokens_in_use == 1


def test_a_refused_refresh_leaves_the_login(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("refuse-refresh")) as simulator:
        caller = Caller(simulator)
        form = {"refresh_token": caller.log_in()["refresh_token"]}
        assert caller.post("refresh_token", form).json()["errcode"] == 10004
        assert caller.log_in()["errcode"] == 0


def test_several_faults_work_together(pbx: Path) -> None:
    faults = Faults.of("errcode-text=ivr/get", "errcode=-2:ivr/get:1")
    with Simulator(pbx, faults=faults) as simulator:
        assert codes(simulator, "ivr/get", 2, id=1) == ["-2", "0"]


@pytest.mark.parametrize("fault", ["reset=ivr", "no-http=ivr", "headers=ivr", "truncate=ivr"])
def test_a_broken_connection_is_an_error_to_the_client(pbx: Path, fault: str) -> None:
    with Simulator(pbx, faults=Faults.of(f"{fault}:1")) as simulator:
        caller = logged_in(simulator)
        with pytest.raises(
            (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError)
        ):
            caller.get("ivr/get", id=1)
        assert caller.get("ivr/get", id=1)["errcode"] == 0
        assert simulator.count("ivr/get") == 2


def test_a_reset_is_a_reset_and_no_orderly_end(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("reset=ivr")) as simulator:
        caller = logged_in(simulator)
        with pytest.raises(requests.exceptions.ConnectionError, match="reset by peer"):
            caller.get("ivr/get", id=1)
        assert [one.status for one in simulator.requests] == [200, 0]


@pytest.mark.parametrize("fault", ["bad-chunks", "gzip-lie"])
def test_a_body_in_a_false_coding_cannot_be_read(pbx: Path, fault: str) -> None:
    errors = (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError)
    with Simulator(pbx, faults=Faults.of(f"{fault}=ivr")) as simulator:
        caller = logged_in(simulator)
        with pytest.raises(errors):
            caller.get("ivr/get", id=1)


def test_a_hanging_answer_ends_with_the_simulator(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("hang=ivr/get")) as simulator:
        caller = logged_in(simulator, timeout=0.2)
        with pytest.raises(requests.exceptions.ReadTimeout):
            caller.get("ivr/get", id=1)
        started = time.monotonic()
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(("fault", "least_s"), [("slow=150:ivr", 0.15), ("drip=2:ivr", 0.15)])
def test_a_slow_answer_is_still_an_answer(pbx: Path, fault: str, least_s: float) -> None:
    with Simulator(pbx, faults=Faults.of(fault)) as simulator:
        caller = logged_in(simulator)
        started = time.monotonic()
        assert caller.get("ivr/get", id=1)["errcode"] == 0
        assert time.monotonic() - started >= least_s


@pytest.mark.parametrize(
    ("fault", "least"), [("huge=ivr", 20_000_000), ("gzip-bomb=30:ivr", 30_000_000)]
)
def test_a_body_can_be_larger_than_a_client_likes(pbx: Path, fault: str, least: int) -> None:
    read = 0
    with Simulator(pbx, faults=Faults.of(fault)) as simulator:
        caller = logged_in(simulator, stream=True)
        with caller.raw("ivr/get", id=1) as answer:
            for block in answer.iter_content(1_000_000):
                read += len(block)
                if read >= least:
                    break
    assert read >= least


def test_a_login_page_answers_instead_of_the_api(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("html")) as simulator:
        answer = Caller(simulator).post("get_token", LOGIN)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html")
    assert answer.text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("fault", ["retry-after=2", "retry-date=2"])
def test_a_busy_pbx_says_how_long_to_wait(pbx: Path, fault: str) -> None:
    with Simulator(pbx, faults=Faults.of(f"{fault}:get_token:1")) as simulator:
        caller = Caller(simulator)
        answer = caller.post("get_token", LOGIN)
        assert answer.status_code == 429
        wait = answer.headers["Retry-After"]
        assert wait == "2" or wait.endswith(" GMT")
        assert caller.log_in()["errcode"] == 0


def test_a_redirect_tempts_with_the_whole_query(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("redirect=http://127.0.0.1:9")) as simulator:
        caller = Caller(simulator)
        login = caller.post("get_token", LOGIN)
        read = caller.raw("ivr/get", id=1)
    assert (login.status_code, read.status_code) == (307, 302)
    assert read.headers["Location"].startswith(
        "http://127.0.0.1:9/openapi/v1.0/ivr/get?access_token="
    )


def test_an_error_can_repeat_the_token(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("echo-url=ivr")) as simulator:
        caller = logged_in(simulator)
        reply = caller.get("ivr/get", id=1)
    assert reply["errcode"] == -1
    assert caller.token in reply["errmsg"]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [("drop=errcode:ivr", {"errmsg", "data"}), ("drop=data:ivr", {"errcode", "errmsg"})],
)
def test_a_field_can_be_missing(pbx: Path, fault: str, expected: set[str]) -> None:
    with Simulator(pbx, faults=Faults.of(fault)) as simulator:
        assert set(logged_in(simulator).get("ivr/get", id=1)) == expected


def test_an_answer_can_be_empty_or_mislabelled(pbx: Path) -> None:
    with Simulator(
        pbx, faults=Faults.of("empty=ivr/get", "content-type=text/html:ivr")
    ) as simulator:
        caller = logged_in(simulator)
        assert caller.raw("ivr/get", id=1).content == b""
        listed = caller.raw("ivr/list")
    assert (listed.headers["Content-Type"], listed.json()["errcode"]) == ("text/html", 0)


def test_a_batch_can_be_limited(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("batch-limit=2")) as simulator:
        caller = logged_in(simulator)
        found = [caller.get("ivr/query", ids=ids)["errcode"] for ids in ("1,2", "1,2,10")]
    assert found == [0, 40001]


def test_a_list_can_go_in_circles_and_lie_about_its_length(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("same-page", "total=99")) as simulator:
        caller = logged_in(simulator)
        pages = [caller.get("ivr/list", page=page, page_size=2) for page in (1, 2)]
    assert pages[0] == pages[1]
    assert pages[0]["total_number"] == 99


def test_a_chain_of_menus_can_be_without_end(pbx: Path) -> None:
    with Simulator(pbx, faults=Faults.of("endless")) as simulator:
        caller = logged_in(simulator)
        assert caller.get("ivr/get", id=123456)["data"]["press1_dest_value"] == "123457"
        batch = caller.get("ivr/query", ids="7,8")["data"]
        assert [(row["id"], row["press1_dest_value"]) for row in batch] == [(7, "8"), (8, "9")]
        assert caller.get("ivr/list")["total_number"] == 3
        caller.token = ""
        assert caller.get("ivr/get", id=1)["errcode"] == 10004


def test_a_chain_without_end_respects_a_firmware_without_batch(pbx: Path) -> None:
    with Simulator(pbx, Settings(batch=False), Faults.of("endless")) as simulator:
        assert logged_in(simulator).get("ivr/query", ids="7,8")["errcode"] == 10001
