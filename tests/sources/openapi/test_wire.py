"""The one parser: what it takes, what it refuses, and in which words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hostile import STRINGS
from hypothesis import given, settings
from hypothesis import strategies as st

from flowgraph.model.ivr import Ivr
from flowgraph.model.missing import NOT_FOUND, UNREADABLE, Missing
from flowgraph.sources.openapi import codes, wire
from flowgraph.text import visible

quick = settings(max_examples=200, deadline=None)
pieces = st.sampled_from(
    [b'{"', b'":', b"[", b"]", b"}", b",", b"1e999", b"NaN", b"9" * 5000, b"\\ud800", b"\xff",
     b"\xef\xbb\xbf", b'{"errcode":0,"data":', b"\x00", b'"\\u001b"', b"[" * 2000, b"<html>"]
)  # fmt: skip
bodies = st.binary(max_size=60) | st.lists(pieces, max_size=8).map(b"".join)


def opened(read: Callable[[], wire.Envelope]) -> wire.Envelope | wire.Refused:
    try:
        return read()
    except wire.Refused as error:
        return error


@pytest.mark.fault("D5")
@quick
@given(bodies)
def test_decode_gives_an_object_that_can_be_written_or_refuses(body: bytes) -> None:
    outcome = opened(lambda: wire.decode(body))
    if isinstance(outcome, wire.Envelope):
        json.dumps(outcome.fields, allow_nan=False, ensure_ascii=False).encode()


@quick
@given(st.integers(100, 599), bodies)
def test_an_answer_is_opened_or_refused_in_one_visible_line(status: int, body: bytes) -> None:
    outcome = opened(lambda: wire.envelope(wire.Answer(status, body)))
    if isinstance(outcome, wire.Refused):
        assert outcome.message
        assert "\n" not in outcome.message
        assert visible(outcome.message) == outcome.message


@pytest.mark.fault(
    "D6",
    "D6b",
    "D6c",
    promise="a visible stand-in from the wire on, so that every file is valid; exit 0",
)
@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
@pytest.mark.parametrize("ascii_only", [True, False])
def test_every_text_is_made_visible_however_it_is_written(text: str, ascii_only: bool) -> None:
    body = json.dumps({text: [text]}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    if not ascii_only and any("\ud800" <= c <= "\udfff" for c in text):
        with pytest.raises(wire.Refused, match="not in UTF-8"):
            wire.decode(body)
        return
    # Two escapes of surrogates that stand side by side in the right order are one character.
    expected = visible(json.loads(json.dumps(text)))
    assert wire.decode(body).fields == {expected: [expected]}


@pytest.mark.fault("D6b")
@pytest.mark.parametrize("escape", [f"\\u{code:04x}" for code in (*range(32), *range(127, 160))])
def test_every_escaped_control_character_is_made_visible(escape: str) -> None:
    for written in (escape, escape.upper().replace("U", "u")):
        text = wire.decode(f'{{"a":"{written}"}}'.encode()).fields["a"]
        assert text in "\t\n\r" or text.startswith("\\x")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the answer is empty"),
        (b" \n\t", "the answer is empty"),
        (b"<!DOCTYPE html>", "is an HTML page instead of the API"),
        (b'  \n<html lang="de">', "is an HTML page instead of the API"),
        ('{"a":"é"}'.encode("latin-1"), "not in UTF-8 (byte 6)"),
        ('{"a":1}'.encode("utf-16-le"), "no valid JSON"),
        ('{"a":1}'.encode("utf-16"), "in UTF-16, not in UTF-8"),
        (b"{", "no valid JSON (expecting property name"),
        (b'{"a":1}x', "no valid JSON (extra data, line 1, column 8)"),
        (b'{"a":\n}', "line 2, column 1"),
        (b'{"a":"\x1b"}', "no valid JSON (invalid control character"),
        (b'{"a":NaN}', "NaN is no JSON"),
        (b'{"a":-Infinity}', "-Infinity is no JSON"),
        (b'{"a":1e999}', "1e999 is too large a number"),
        (b'{"a":' + b"9" * 5000 + b"}", "a number of thousands of digits"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"[" * 65 + b"]" * 65, "nested too deeply"),
        (b"[]", "no JSON object"),
        (b'"x"', "no JSON object"),
        (b"null", "no JSON object"),
    ],
    ids=range(20),
)
def test_a_body_is_refused_with_its_reason(body: bytes, message: str) -> None:
    with pytest.raises(wire.Refused) as caught:
        wire.decode(body)
    assert message in caught.value.message
    assert len(caught.value.message) < 200


def test_a_byte_order_mark_and_exact_numbers_are_accepted() -> None:
    fields = wire.decode("\ufeff".encode() + b'{"a":1e308,"b":12345678901234567890}').fields
    assert fields == {"a": 1e308, "b": 12345678901234567890}


@pytest.mark.fault("D5c")
def test_depth_is_bounded_and_what_is_not_deep_is_read() -> None:
    inside = b"[" * 63 + b"]" * 63
    assert wire.decode(b'{"a":' + inside + b"}").fields["a"]


@pytest.mark.fault("D4d")
def test_equal_keys_are_noted_once_each_and_the_last_counts() -> None:
    opened = wire.decode(b'{"b":1,"a":{"x":1,"x":2,"x":3},"b":2}')
    assert opened.fields == {"b": 2, "a": {"x": 3}}
    assert opened.remarks == ("field 'b' is there twice", "field 'x' is there twice")


def envelope(status: int = 200, **fields: Any) -> wire.Envelope:
    return wire.envelope(wire.Answer(status, json.dumps(fields).encode()))


@pytest.mark.parametrize("errcode", [0, "0", " 0 ", 0.0, "00", 1])
def test_success_in_any_spelling_is_success(errcode: object) -> None:
    assert envelope(errcode=errcode, data={}).fields["data"] == {}


@pytest.mark.parametrize(
    ("errcode", "code"),
    [(60001, 60001), ("60001", 60001), (-1, -1), ("-1", -1), (40001.0, 40001), ("+5", 5)],
)
def test_an_errcode_in_any_spelling_is_that_errcode(errcode: object, code: int) -> None:
    with pytest.raises(wire.Refused) as caught:
        envelope(errcode=errcode, errmsg="no")
    assert caught.value.code == code
    assert caught.value.message.startswith(f"errcode {code}")


@pytest.mark.parametrize("errcode", [None, "", "x", True, [], {}, 0.5, "9" * 5000])
def test_without_an_errcode_it_is_no_answer_of_a_pbx(errcode: object) -> None:
    with pytest.raises(wire.Refused, match="no errcode"):
        envelope(errcode=errcode)


@pytest.mark.parametrize(("status", "code"), [(500, 500), (503, 503), (429, 429), (404, 404)])
def test_an_http_error_is_one_whatever_the_body(status: int, code: int) -> None:
    for body in (b"<html>", b"", b'{"errcode":0}', b"\xff"):
        with pytest.raises(wire.Refused) as caught:
            wire.envelope(wire.Answer(status, body, 7.0 if status == 429 else None))
        assert caught.value.code == code


def test_an_expired_token_is_known_by_its_text_too() -> None:
    with pytest.raises(wire.Refused) as caught:
        envelope(errcode=-1, errmsg="Token Expired")
    assert caught.value.code == codes.TOKEN_EXPIRED


@pytest.mark.fault("P20")
def test_what_the_pbx_says_is_shown_masked_short_and_on_one_line() -> None:
    said = "bad request /ivr/get?access_token=abc123&id=3\n\x1b[2J " + "x" * 1000
    with pytest.raises(wire.Refused) as caught:
        envelope(errcode=99999, errmsg=said)
    assert "abc123" not in caught.value.message
    assert "access_token=***" in caught.value.message
    assert len(caught.value.message) < 250
    assert "\n" not in caught.value.message


def test_the_beginning_of_what_is_no_answer_is_shown_masked() -> None:
    with pytest.raises(wire.Refused) as caught:
        wire.envelope(wire.Answer(200, b"access_token=abc123 \x1b[2J then nonsense"))
    assert "abc123" not in caught.value.message
    assert "it starts with" in caught.value.message
    assert "\x1b" not in caught.value.message


MENU = {"id": 5, "name": "Main"}


@pytest.mark.parametrize("data", [MENU, [MENU], {**MENU, "id": 99}])
def test_one_menu_is_taken_from_its_answer(data: object) -> None:
    menu = wire.ivr("5", envelope(errcode=0, data=data))
    assert isinstance(menu, Ivr)
    assert (menu.id, menu.name) == ("5", "Main")


@pytest.mark.parametrize("data", [None, [], {}, "x", 5, [MENU, MENU], {"errcode": 1}, [[MENU]]])
def test_what_is_no_menu_is_a_gap(data: object) -> None:
    gap = wire.ivr("5", envelope(errcode=0, data=data))
    assert gap == Missing("5", UNREADABLE, None, "the answer holds no menu")


def test_a_batch_gives_the_asked_menus_alone() -> None:
    rows = [MENU, {"id": "006", "name": "x"}, {"id": 7, "name": "y"}, {"id": 8}, None, "x", {}]
    found = wire.ivr_batch(["5", "6", "8", "9"], envelope(errcode=1, data=rows))
    assert sorted(found) == ["5", "6", "8"]
    assert sorted(wire.ivr_batch(["5"], envelope(errcode=0, data=MENU))) == ["5"]
    assert wire.ivr_batch(["5"], envelope(errcode=0)) == {}


def test_only_not_found_means_that_it_does_not_exist() -> None:
    assert wire.gap("5", wire.Refused("x", codes.NOT_FOUND)).status == NOT_FOUND
    for code in (None, -2, 404, 10005):
        assert wire.gap("5", wire.Refused("x", code)).status == UNREADABLE


@pytest.mark.parametrize(
    ("total", "read"), [(7, 7), ("7", 7), ("x", None), (None, None), ("9" * 5000, None), (-1, None)]
)
def test_a_page_of_a_list_is_taken(total: object, read: int | None) -> None:
    rows = [{"id": 1, "number": 100, "name": "a"}, {"name": "no id"}, None, {"id": [1]}]
    page = wire.page("queue_list", envelope(errcode=0, queue_list=rows, total_number=total))
    assert [entry.id for entry in wire.entries(page.raw)] == ["1"]
    assert (len(page.raw), page.total) == (4, read)


@pytest.mark.parametrize("rows", [None, {}, "x", 5])
def test_no_list_is_refused(rows: object) -> None:
    with pytest.raises(wire.Refused, match="no list 'data'"):
        wire.page("data", envelope(errcode=0, data=rows))


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"caller_id_name": "Ana Roe", "first_name": "x", "name": "y"}, "Ana Roe"),
        ({"caller_id_name": "", "first_name": "Ana", "last_name": "Roe"}, "Ana Roe"),
        ({"first_name": "Ana"}, "Ana"),
        ({"name": "Helpdesk"}, "Helpdesk"),
        ({"name": "None"}, "None"),
        ({"name": {"pin": "1"}}, ""),
        ({}, ""),
    ],
)
def test_a_name_is_found_where_the_firmware_puts_it(row: dict[str, Any], name: str) -> None:
    assert wire.entries([{"id": 1, **row}])[0].name == name
