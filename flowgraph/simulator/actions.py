"""What a fault does to one exchange.

Every action has the same form: it gets the fault, the question, and whoever would answer it. It
may answer itself, change the question, or change the answer and how it is delivered.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from . import delivery
from .messages import (
    NOT_FOUND,
    PARAMETER_SYNTAX,
    PARTIAL_SUCCESS,
    SUCCESS,
    Answer,
    Ask,
    Handler,
    envelope,
    success,
)
from .sessions import BLOCKED_UNTIL

if TYPE_CHECKING:
    from .faults import Fault

Action = Callable[["Fault", Ask, Handler], Answer]

_LOGIN_PAGE = b"""<!DOCTYPE html>
<html><head><title>Login</title></head>
<body><form>User <input> Password <input></form></body></html>
"""


# -- instead of an answer -------------------------------------------------------------------


def reset(_fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
    """Break the connection off."""
    return Answer(status=0, deliver=delivery.reset)


def hang(_fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
    """Never answer."""
    return Answer(status=0, deliver=delivery.hang)


def no_http(_fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
    """Answer in another protocol."""
    return Answer(status=0, deliver=delivery.no_http)


def huge(_fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
    """Answer with white space that does not end."""
    return Answer(deliver=delivery.blanks_without_end)


def gzip_bomb(fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
    """Answer with gzip that unpacks to very much."""
    encoding = (("Content-Encoding", "gzip"),)
    return Answer(headers=encoding, deliver=delivery.gzip_bomb(int(fault.value)))


def html(_fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
    """Answer with the web interface's login page."""
    return Answer(_LOGIN_PAGE, content_type="text/html")


def status(fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
    """Answer with an HTTP status."""
    page = f"<html><body>{fault.value}</body></html>\n".encode()
    return Answer(page, status=int(fault.value), content_type="text/html")


def retry_after(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Answer 429 and say how many seconds to wait."""
    busy = status(replace(fault, value="429"), ask, answer)
    return replace(busy, headers=(("Retry-After", fault.value),))


def retry_date(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Answer 429 and say until when to wait."""
    until = time.gmtime(time.time() + int(fault.value))
    return retry_after(
        replace(fault, value=time.strftime("%a, %d %b %Y %H:%M:%S GMT", until)), ask, answer
    )


def redirect(fault: Fault, ask: Ask, _answer: Handler) -> Answer:
    """Send the client elsewhere with all that it sent: a 307 keeps the body of a POST."""
    target = fault.value + (ask.target if fault.value.startswith("http") else "")
    return Answer(
        status=302 if ask.method == "GET" else 307,
        content_type="text/html",
        headers=(("Location", target),),
    )


def errcode(fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
    """Answer with an error envelope."""
    return envelope(int(fault.value))


def refuse_with(code: int, **fields: Any) -> Action:
    """Make an action that answers with one certain error envelope."""

    def action(_fault: Fault, _ask: Ask, _answer: Handler) -> Answer:
        return envelope(code, **fields)

    return action


#: Fields of the answer to an address on the block list.
BLOCKED = {"block_expire_time": BLOCKED_UNTIL}


def echo_url(fault: Fault, ask: Ask, _answer: Handler) -> Answer:
    """Answer with an error whose text repeats the URL, token and all."""
    return envelope(int(fault.value), errmsg=f"{ask.method} {ask.target} failed")


# -- another question -----------------------------------------------------------------------


def expire_every(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Let every access token expire after so many uses."""
    return answer(replace(ask, max_uses=int(fault.value)))


def batch_limit(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Refuse a batch of too many ids."""
    too_many = ask.query.get("ids", "").count(",") >= int(fault.value)
    return envelope(PARAMETER_SYNTAX) if too_many else answer(ask)


def same_page(_fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Give the first page whatever page is asked for."""
    return answer(
        replace(ask, query={**ask.query, **({"page": "1"} if "page" in ask.query else {})})
    )


# -- another answer -------------------------------------------------------------------------


def drip(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Send the body byte by byte."""
    return replace(answer(ask), deliver=delivery.drip(int(fault.value) / 1000))


def slow(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Take some time."""
    usual = answer(ask)
    return replace(usual, deliver=delivery.delayed(int(fault.value) / 1000, usual.deliver))


def truncate(_fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Close in the middle of the body."""
    return replace(answer(ask), deliver=delivery.truncated)


def bad_chunks(_fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Announce chunks and send none."""
    return replace(answer(ask), deliver=delivery.broken_chunks)


def empty(_fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Leave the body out."""
    return replace(answer(ask), body=b"", errcode=None)


def gzip_lie(_fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Call a plain body gzip."""
    return replace(answer(ask), headers=(("Content-Encoding", "gzip"),))


def many_headers(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Add so many headers."""
    more = tuple((f"X-Noise-{number}", "noise") for number in range(int(fault.value)))
    return replace(answer(ask), headers=more)


def content_type(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Name another content type."""
    return replace(answer(ask), content_type=fault.value)


def errcode_text(_fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Write ``errcode`` as text."""
    return _edited(answer(ask), lambda fields: {**fields, "errcode": str(fields["errcode"])})


def drop(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Leave a field of the envelope out."""
    return _edited(
        answer(ask), lambda fields: {k: v for k, v in fields.items() if k != fault.value}
    )


def total(fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Lie about ``total_number``."""

    def lie(fields: dict[str, Any]) -> dict[str, Any]:
        return {**fields, "total_number": int(fault.value)} if "total_number" in fields else fields

    return _edited(answer(ask), lie)


def _edited(answer: Answer, edit: Callable[[dict[str, Any]], dict[str, Any]]) -> Answer:
    if answer.errcode is None:
        return answer
    return replace(answer, body=json.dumps(edit(json.loads(answer.body))).encode())


def endless(_fault: Fault, ask: Ask, answer: Handler) -> Answer:
    """Know every numeric id N as a menu whose key 1 leads to N+1."""
    usual = answer(ask)
    if usual.errcode not in (SUCCESS, PARTIAL_SUCCESS, NOT_FOUND):
        return usual
    if ask.path == "ivr/get":
        number = ask.query["id"].strip()
        return success(data=_link(int(number))) if number.isdecimal() else usual
    if ask.path == "ivr/query":
        numbers = [part.strip() for part in ask.query["ids"].split(",")]
        return success(data=[_link(int(number)) for number in numbers if number.isdecimal()])
    return usual


def _link(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "number": str(6000 + number),
        "name": f"Menu {number}",
        "press1_dest": "ivr",
        "press1_dest_prefix": "",
        "press1_dest_value": str(number + 1),
    }
