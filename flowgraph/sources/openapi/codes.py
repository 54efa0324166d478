"""What the Open API's error codes mean, and what a user can do about each.

Source: the vendor's page "Error Code and Error Message" (Appliance, Software and Cloud editions).
"""

from __future__ import annotations

from typing import NamedTuple

SUCCESS = 0
PARTIAL_SUCCESS = 1
INTERNAL_ERROR = -2
FAILURE = -1
PROCESSING = 2
NOT_EXISTED = 10001
TOKEN_EXPIRED = 10004
ACCESS_DENIED = 10005
FEATURE_OFF = 10009
PARAMETER_SYNTAX = 40001
PARAMETER = 40002
NOT_FOUND = 60001
LIMIT_EXCEEDED = 60002
IP_BLOCKED = 70004
OVERLOADED = 70082
IP_FORBIDDEN = 70087
API_OFF = 70123
URI_TOO_LONG = 414
TOO_MANY_REQUESTS = 429
HTTP_SERVER_ERRORS = range(500, 600)

_API_PAGE = "Integrations > API in the PBX's web interface"


class Meaning(NamedTuple):
    """A code in words.

    Attributes:
        what: What the PBX says, for people.
        next: What to do about it; empty where there is nothing to do.
    """

    what: str
    next: str = ""


MEANINGS: dict[int, Meaning] = {
    INTERNAL_ERROR: Meaning("internal error on the PBX", "try again later"),
    FAILURE: Meaning("the PBX says only: failure"),
    PROCESSING: Meaning("the PBX is still busy with the request", "try again later"),
    NOT_EXISTED: Meaning("this firmware or edition has no such interface"),
    10002: Meaning("API version out of maintenance", "a newer flowgraph may know the new version"),
    10003: Meaning("API version not supported", "update the PBX's firmware"),
    TOKEN_EXPIRED: Meaning("access token expired"),
    ACCESS_DENIED: Meaning(
        "permission denied", f"give the API application more rights: {_API_PAGE}"
    ),
    FEATURE_OFF: Meaning("feature disabled or permission missing"),
    PARAMETER_SYNTAX: Meaning("malformed parameter", "please report this"),
    PARAMETER: Meaning("invalid or missing parameter"),
    NOT_FOUND: Meaning("no such object on the PBX"),
    LIMIT_EXCEEDED: Meaning(
        "a limit of the PBX is reached; at login: eight access tokens are in use",
        "wait up to 30 minutes, or stop another program that uses the same Client ID",
    ),
    IP_BLOCKED: Meaning(
        "this computer's address is on the PBX's block list",
        "unblock it under Security > Security Rules > Blocked IPs, then check ID and secret",
    ),
    OVERLOADED: Meaning("the PBX is overloaded", "try again later, or with --concurrency 1"),
    IP_FORBIDDEN: Meaning(
        "the PBX's API does not accept this computer's address",
        f"add the address to the permitted ones, or switch the restriction off: {_API_PAGE}",
    ),
    70120: Meaning("the organisation feature is disabled"),
    API_OFF: Meaning("the API is switched off", f"switch it on: {_API_PAGE}"),
    401: Meaning("not authorised", f"compare Client ID and secret with {_API_PAGE}"),
    403: Meaning("forbidden", "a firewall or gateway in front of the PBX may refuse this address"),
    404: Meaning("not found", "check the address: is this the PBX, and its API version 1.0?"),
    TOO_MANY_REQUESTS: Meaning("too many requests", "try again later, or with --concurrency 1"),
    500: Meaning("internal error on the PBX", "try again later"),
    502: Meaning("a gateway in front of the PBX cannot reach it", "try again later"),
    503: Meaning("the PBX cannot answer now", "try again later"),
    504: Meaning("a gateway in front of the PBX got no answer from it", "try again later"),
}

#: Nothing else can succeed after one of these; going on would make it worse.
FATAL = frozenset({10002, 10003, IP_BLOCKED, IP_FORBIDDEN, API_OFF})

#: The API application lacks a right, or the firmware the interface.
MAY_NOT = frozenset({NOT_EXISTED, ACCESS_DENIED, FEATURE_OFF})

#: Worth another try after a pause of seconds.
BUSY = frozenset({PROCESSING, OVERLOADED, TOO_MANY_REQUESTS})

#: A list of ids was too long for the PBX.
TOO_LONG = frozenset({PARAMETER_SYNTAX, PARAMETER, URI_TOO_LONG})


def is_transient(code: int | None) -> bool:
    """Whether the same question may well be answered a moment later."""
    return code == INTERNAL_ERROR or code in HTTP_SERVER_ERRORS


def describe(code: int, errmsg: str = "") -> str:
    """Say what a code means, with the PBX's own text where it says more than the code.

    Args:
        code: errcode, or an HTTP status.
        errmsg: The PBX's text, already masked.

    Returns:
        For example ``errcode 60001: no such object on the PBX``.
    """
    name = f"HTTP {code}" if 100 <= code < 600 else f"errcode {code}"
    meaning = MEANINGS.get(code)
    # The vendor's own texts are in capitals and say no more than the code.
    own = errmsg if not meaning or errmsg != errmsg.upper() else ""
    text = " - ".join(filter(None, (meaning.what if meaning else "", own)))
    return f"{name}: {text}" if text else name


def cure(code: int | None) -> str:
    """Say what to do about a code; empty where nothing is known."""
    meaning = MEANINGS.get(code) if code is not None else None
    return meaning.next if meaning else ""
