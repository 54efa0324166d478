"""What goes over the wire: a question, an answer, and what is remembered of both."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .delivery import Delivery, whole

SUCCESS = 0
PARTIAL_SUCCESS = 1
FAILURE = -1
INTERNAL_ERROR = -2
NOT_EXISTED = 10001
UNSUPPORTED_VERSION = 10003
TOKEN_EXPIRED = 10004
ACCESS_DENIED = 10005
PARAMETER_SYNTAX = 40001
PARAMETER = 40002
NOT_FOUND = 60001
LIMIT_EXCEEDED = 60002
IP_BLOCKED = 70004
IP_FORBIDDEN = 70087
API_OFF = 70123

#: Source: the vendor's page "Error Code and Error Message".
ERRMSG = {
    INTERNAL_ERROR: "INTERNAL SERVER ERROR",
    FAILURE: "FAILURE",
    SUCCESS: "SUCCESS",
    PARTIAL_SUCCESS: "PARTIAL SUCCESS",
    2: "PROCESSING",
    NOT_EXISTED: "INTERFACE NOT EXISTED",
    10002: "API VERSION OUT OF MAINTENANCE",
    UNSUPPORTED_VERSION: "API VERSION UNSUPPORTED",
    TOKEN_EXPIRED: "TOKEN EXPIRED",
    ACCESS_DENIED: "ACCESS DENIED",
    10009: "OPERATION FAILED",
    PARAMETER_SYNTAX: "PARAMETER SYNTAX ERROR",
    PARAMETER: "PARAMETER ERROR",
    NOT_FOUND: "DATA NOT FOUND",
    LIMIT_EXCEEDED: "MAX LIMITATION EXCEEDED",
    IP_BLOCKED: "ACCOUNT IP BLOCKED",
    70082: "OVERLOAD_TASK_RUNNING",
    70084: "ACTION FORBIDDEN",
    IP_FORBIDDEN: "IP FORBIDDEN",
    70120: "ORGANIZATION DISABLED",
    API_OFF: "API UNAVAILABLE",
}


@dataclass(frozen=True)
class Ask:
    """One question.

    Attributes:
        method: ``GET`` or ``POST``.
        path: Path after ``/openapi/v1.0/``; of any other URL the whole path, with its slash.
        query: Parameters; of two equal names the last.
        headers: As they came.
        body: As it came.
        address: Who asks.
        target: Path and query as they stood in the request line.
        max_uses: An access token that was used so often counts as expired (a fault sets it).
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""
    address: str = "127.0.0.1"
    target: str = ""
    max_uses: int | None = None

    @property
    def token(self) -> str:
        """The access token; empty where there is none."""
        return self.query.get("access_token", "")


@dataclass(frozen=True)
class Answer:
    """One answer, and how its bytes reach the client.

    Attributes:
        body: Bytes of the body.
        errcode: The envelope's ``errcode``, None where the body is no envelope.
        status: HTTP status; 0 where the client gets none.
        content_type: Value of that header.
        headers: More headers.
        deliver: Writes it to the connection.
    """

    body: bytes = b""
    errcode: int | None = None
    status: int = 200
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    deliver: Delivery = whole


#: Whoever answers: the API itself, or a fault around it.
Handler = Callable[[Ask], Answer]


@dataclass(frozen=True)
class Request:
    """A question and what became of it.

    Attributes:
        method: ``GET`` or ``POST``.
        path: API path (``ivr/get``); of a URL outside the API the whole path.
        query: Parameters, with the token.
        headers: As they came.
        body: As it came.
        status: HTTP status of the answer; 0 where the client got none.
        errcode: ``errcode`` of the answer, None where it held none.
    """

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    status: int
    errcode: int | None


class Refusal(Exception):
    """The PBX says no.

    Args:
        code: The ``errcode``.
        fields: What the envelope holds beside code and text.
    """

    def __init__(self, code: int, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


def wrong_parameter(field: str, **why: str) -> Refusal:
    """Refuse a parameter in the vendor's form."""
    reason = why or {"validation_type": "required"}
    return Refusal(PARAMETER, invalid_param_list=[{"field": field, **reason}])


def envelope(code: int, **fields: Any) -> Answer:
    """Answer with an ``errcode``, its text, and fields of your own (which may replace the text)."""
    content = {"errcode": code, "errmsg": ERRMSG.get(code, "FAILURE"), **fields}
    # ASCII only: a lone surrogate in a folder's file travels on as the escape that it was.
    return Answer(json.dumps(content, separators=(",", ":")).encode(), errcode=code)


def success(**fields: Any) -> Answer:
    """Answer with ``errcode`` 0."""
    return envelope(SUCCESS, **fields)


def text_page(text: str, status: int = 200) -> Answer:
    """Answer with plain text for people."""
    return Answer(text.encode(), status=status, content_type="text/plain; charset=utf-8")
