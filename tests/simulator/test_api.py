from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from flowgraph.simulator import Simulator

from .support import Caller, logged_in


def test_without_a_token_there_is_no_answer(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = Caller(simulator)
        assert caller.get("ivr/get", id=1)["errcode"] == 10004
        caller.token = "f" * 32
        assert caller.get("ivr/get", id=1) == {"errcode": 10004, "errmsg": "TOKEN EXPIRED"}


def test_a_token_in_a_header_does_not_count(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        token = logged_in(simulator).token
        reply = requests.get(
            f"{simulator.url}/openapi/v1.0/ivr/list",
            headers={"Authorization": f"Bearer {token}"},
            timeout=5,
        )
    assert reply.json()["errcode"] == 10004


@pytest.mark.parametrize("headers", [{}, {"User-Agent": ""}])
def test_a_user_agent_is_demanded(pbx: Path, headers: dict[str, str]) -> None:
    with Simulator(pbx) as simulator:
        connection = http.client.HTTPConnection(urlsplit(simulator.url).netloc, timeout=5)
        connection.request("POST", "/openapi/v1.0/get_token", b"{}", headers)
        answer = connection.getresponse().read()
        connection.close()
    assert b'"errcode":40002' in answer
    assert b"User-Agent" in answer


def test_an_unknown_path_is_an_absent_interface(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        codes = [
            caller.get(path)["errcode"] for path in ("nonsense", "ivr/fly", "ivr", "get_token")
        ]
    assert codes == [10001] * 4


def test_whatever_would_change_the_pbx_is_refused_and_remembered(pbx: Path) -> None:
    before = sorted(pbx.rglob("*"))
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        assert caller.get("ivr/delete", id=1)["errcode"] == 10005
        created = caller.post("ivr/create", {"name": "x"}, params={"access_token": caller.token})
        assert created.json()["errcode"] == 10005
        assert simulator.count("ivr/delete") == 1
    assert sorted(pbx.rglob("*")) == before


@pytest.mark.parametrize("form", [[], "text", {"username": "demo"}, {"password": "demo"}])
def test_an_incomplete_login_is_told_apart_from_a_wrong_one(pbx: Path, form: object) -> None:
    with Simulator(pbx) as simulator:
        assert Caller(simulator).post("get_token", form).json()["errcode"] == 40002


def test_a_login_that_is_no_json_is_a_syntax_error(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        url = f"{simulator.url}/openapi/v1.0/get_token"
        reply = requests.post(url, data={"username": "demo", "password": "demo"}, timeout=5)
    assert reply.json()["errcode"] == 40001


def test_another_version_of_the_api_is_not_supported(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        reply = requests.get(f"{simulator.url}/openapi/v2.0/cdr/search", timeout=5)
    assert reply.json()["errcode"] == 10003


def test_a_browser_is_told_what_this_is(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        page = requests.get(simulator.url, timeout=5)
        lost = requests.get(f"{simulator.url}/favicon.ico", timeout=5)
    assert page.headers["Content-Type"].startswith("text/plain")
    assert '"harbour" (3 menus)' in page.text
    assert lost.status_code == 404
