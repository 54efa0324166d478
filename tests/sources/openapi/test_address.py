from __future__ import annotations

import pytest

from flowgraph.errors import UsageError
from flowgraph.sources.openapi.address import parse_address


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://pbx.example.net:8088", "https://pbx.example.net:8088"),
        ("pbx.example.net", "https://pbx.example.net:8088"),
        (" pbx.example.net:443/ \n", "https://pbx.example.net:443"),
        ("HTTPS://PBX.Example.NET", "https://pbx.example.net:8088"),
        ("http://192.168.5.150", "http://192.168.5.150:80"),
        ("192.168.5.150", "https://192.168.5.150:8088"),
        ("https://pbx.example.net/openapi", "https://pbx.example.net:8088"),
        ("https://pbx.example.net/openapi/v1.0//", "https://pbx.example.net:8088"),
        ("https://pbx.example.net/?a=b#c", "https://pbx.example.net:8088"),
        ("https://office.ras.yeastar.com", "https://office.ras.yeastar.com:443"),
        ("office.eu.yeastarcloud.com", "https://office.eu.yeastarcloud.com:443"),
        ("https://[2001:db8::7]:8088", "https://[2001:db8::7]:8088"),
        ("[::1]", "https://[::1]:8088"),
        ("pbx_1", "https://pbx_1:8088"),
        ("büro.example", "https://büro.example:8088"),
    ],
)
def test_an_address_is_taken_as_people_write_it(text: str, origin: str) -> None:
    assert parse_address(text).origin == origin


def test_a_path_of_the_api_is_added_without_a_query() -> None:
    address = parse_address("https://[::1]:8088/openapi/")
    assert address.url("ivr/get") == "https://[::1]:8088/openapi/v1.0/ivr/get"
    assert address.place == "[::1]:8088"


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "https://", "http:///x", "https://:8088", "https:// pbx", "pb x", "::1"),
        *("https://pbx:0", "https://pbx:99999", "https://pbx:port", "https://[::1", "http:pbx"),
        *("ftp://pbx", "file:///etc/passwd", "javascript://x", "https://pbx/admin", "https:/pbx"),
        *("https://pb\x1b[2Jx", "https://pbx\\evil", "https://<b>", "https://pbx%20x", "-pbx"),
    ],
)
def test_what_cannot_be_an_address_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"https://pbx\.example\.net:8088") as caught:
        parse_address(text)
    assert "\x1b" not in str(caught.value)
    assert "--pbx" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *("https://eve:p4ss@pbx", "https://eve@pbx", "https://:p4ss@pbx", "eve:p4ss@pbx:8088"),
        *("https://eve:p4/ss@pbx", "https://eve:12/p4ss@pbx", "https://eve:p4ss?@pbx"),
        *("https://eve:#p4ss@pbx", "https://@pbx", "https://eve:p4ss@[::1"),
    ],
)
def test_user_information_is_refused_and_never_shown(text: str) -> None:
    with pytest.raises(UsageError, match="FLOWGRAPH_CLIENT_SECRET") as caught:
        parse_address(text)
    assert "p4" not in str(caught.value)
    assert "eve" not in str(caught.value)
