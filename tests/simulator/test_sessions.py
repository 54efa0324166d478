from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from flowgraph.simulator import Settings, Simulator
from flowgraph.simulator.messages import Refusal
from flowgraph.simulator.sessions import Sessions

from .support import LOGIN, Caller, logged_in


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_a_login_gives_the_six_documented_fields(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        reply = Caller(simulator).log_in()
    assert list(reply) == [
        "errcode",
        "errmsg",
        "access_token_expire_time",
        "access_token",
        "refresh_token_expire_time",
        "refresh_token",
    ]
    assert (reply["access_token_expire_time"], reply["refresh_token_expire_time"]) == (1800, 86400)
    assert len(reply["access_token"]) == 32


def test_the_md5_of_the_secret_is_a_wrong_secret(pbx: Path) -> None:
    digest = hashlib.md5(b"demo").hexdigest()
    with Simulator(pbx) as simulator:
        reply = Caller(simulator).post("get_token", {**LOGIN, "password": digest}).json()
    assert (reply["errcode"], reply["errmsg"]) == (-1, "FAILURE")
    assert "password" in reply["invalid_param_list"][0]["field"]


def test_five_failed_logins_in_a_row_block_the_address(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        for _ in range(5):
            assert caller.post("get_token", {**LOGIN, "password": "x"}).json()["errcode"] == -1
        blocked = caller.post("get_token", LOGIN).json()
        assert blocked["errcode"] == 70004
        assert blocked["block_expire_time"] == 4070908800
        assert caller.get("ivr/get", id=1)["errcode"] == 70004


def test_a_good_login_between_failures_forgives_them(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = Caller(simulator)
        for _ in range(4):
            caller.post("get_token", {**LOGIN, "password": "x"})
        assert caller.log_in()["errcode"] == 0
        caller.post("get_token", {**LOGIN, "password": "x"})
        assert caller.log_in()["errcode"] == 0


def test_the_ninth_token_is_refused_until_one_is_given_back(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        callers = [logged_in(simulator) for _ in range(8)]
        assert simulator.tokens_in_use == 8
        assert Caller(simulator).log_in()["errcode"] == 60002
        assert callers[0].get("del_token")["errcode"] == 0
        assert simulator.tokens_in_use == 7
        assert Caller(simulator).log_in()["errcode"] == 0
        assert simulator.logins == 10


def test_a_refresh_replaces_both_tokens_and_takes_no_new_slot(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = Caller(simulator)
        old = caller.log_in()
        new = caller.post("refresh_token", {"refresh_token": old["refresh_token"]}).json()
        assert simulator.tokens_in_use == 1
        assert caller.get("ivr/get", id=1)["errcode"] == 10004
        caller.token = new["access_token"]
        assert caller.get("ivr/get", id=1)["errcode"] == 0
        again = caller.post("refresh_token", {"refresh_token": old["refresh_token"]}).json()
        assert again["errcode"] == 10004


def test_a_misspelt_refresh_field_is_refused(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = Caller(simulator)
        old = caller.log_in()
        reply = caller.post("refresh_token", {"refreshtoken": old["refresh_token"]}).json()
    assert reply["errcode"] == 40002
    assert reply["invalid_param_list"] == [
        {"field": "refresh_token", "validation_type": "required"}
    ]


def test_a_revoked_token_is_good_for_nothing(pbx: Path) -> None:
    with Simulator(pbx) as simulator:
        caller = logged_in(simulator)
        caller.get("del_token")
        assert caller.get("ivr/get", id=1)["errmsg"] == "TOKEN EXPIRED"
        assert simulator.tokens_in_use == 0


def test_an_access_token_expires_and_its_refresh_token_outlives_it() -> None:
    clock = Clock()
    sessions = Sessions(Settings(token_life_s=10, refresh_life_s=100), clock)
    session = sessions.log_in("demo", "demo", "127.0.0.1")
    clock.now_s = 9.9
    sessions.require(session.access)
    clock.now_s = 10
    with pytest.raises(Refusal, match="10004"):
        sessions.require(session.access)
    assert sessions.in_use == 0
    sessions.require(sessions.refresh(session.refresh).access)


def test_a_refresh_token_expires_as_well() -> None:
    clock = Clock()
    sessions = Sessions(Settings(refresh_life_s=100), clock)
    session = sessions.log_in("demo", "demo", "127.0.0.1")
    clock.now_s = 100
    with pytest.raises(Refusal, match="10004"):
        sessions.refresh(session.refresh)


def test_expired_tokens_free_their_slots() -> None:
    clock = Clock()
    sessions = Sessions(Settings(token_life_s=10), clock)
    for _ in range(8):
        sessions.log_in("demo", "demo", "127.0.0.1")
    clock.now_s = 10
    assert sessions.log_in("demo", "demo", "127.0.0.1").access
    assert sessions.in_use == 1
