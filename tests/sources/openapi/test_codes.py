from __future__ import annotations

import pytest

from flowgraph.sources.openapi import codes


@pytest.mark.parametrize(
    ("code", "errmsg", "told"),
    [
        (60001, "DATA NOT FOUND", "errcode 60001: no such object on the PBX"),
        (60001, "", "errcode 60001: no such object on the PBX"),
        (-1, "FAILURE", "errcode -1: the PBX says only: failure"),
        (-1, "id of disk 3 failed", "errcode -1: the PBX says only: failure - id of disk 3 failed"),
        (77777, "SOMETHING NEW", "errcode 77777: SOMETHING NEW"),
        (77777, "", "errcode 77777"),
        (503, "", "HTTP 503: the PBX cannot answer now"),
        (418, "", "HTTP 418"),
    ],
)
def test_a_code_is_told_in_words(code: int, errmsg: str, told: str) -> None:
    assert codes.describe(code, errmsg) == told


def test_what_shuts_us_out_has_a_cure() -> None:
    for code in codes.FATAL | codes.BUSY | {60002, -2, 401, 403, 404, 500, 502, 503, 504}:
        assert codes.cure(code), code


@pytest.mark.parametrize("code", [None, 0, 99999])
def test_where_nothing_is_known_nothing_is_advised(code: int | None) -> None:
    assert codes.cure(code) == ""


@pytest.mark.parametrize(
    ("code", "may_succeed"), [(-2, True), (500, True), (599, True), (-1, False), (404, False)]
)
def test_only_faults_of_the_server_pass(code: int, may_succeed: bool) -> None:
    assert codes.is_transient(code) is may_succeed


def test_nothing_is_both_hopeless_and_worth_a_try() -> None:
    assert not codes.FATAL & codes.BUSY
    assert not any(codes.is_transient(code) for code in codes.FATAL | {None})
