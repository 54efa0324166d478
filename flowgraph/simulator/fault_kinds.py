"""The faults by name: what each does, what value it takes, and where it belongs."""

from __future__ import annotations

from typing import NamedTuple

from . import actions
from .actions import Action
from .messages import (
    ACCESS_DENIED,
    API_OFF,
    IP_BLOCKED,
    IP_FORBIDDEN,
    LIMIT_EXCEEDED,
    NOT_EXISTED,
    TOKEN_EXPIRED,
)

_NUMBER = r"\d{1,9}"
_URL = r"[a-z]+:(?://(?:\[[^\]]*\]|[^/:]*)(?::\d+)?)?[^:]*"


class FaultKind(NamedTuple):
    """One line of the table.

    Attributes:
        help: One line for people.
        action: What it does.
        value: Pattern of its value; empty where it takes none.
        default: Value where none is given; where it is empty and there is a pattern, it must be.
        path: Path where none is given; empty means every path.
    """

    help: str
    action: Action
    value: str = ""
    default: str = ""
    path: str = ""

    def usage(self, name: str) -> str:
        """Write the name with the value that it takes."""
        if not self.value:
            return name
        return f"{name}[=VALUE]" if self.default else f"{name}=VALUE"


KINDS: dict[str, FaultKind] = {
    "reset": FaultKind("the connection is reset", actions.reset),
    "hang": FaultKind("no answer ever comes", actions.hang),
    "slow": FaultKind("the answer takes VALUE ms", actions.slow, _NUMBER),
    "drip": FaultKind(
        "the body comes byte by byte, VALUE ms apart (50)", actions.drip, _NUMBER, "50"
    ),
    "truncate": FaultKind("the connection closes in mid-body", actions.truncate),
    "empty": FaultKind("the body is empty", actions.empty),
    "bad-chunks": FaultKind("the body's chunks are broken", actions.bad_chunks),
    "no-http": FaultKind("another protocol answers", actions.no_http),
    "headers": FaultKind("VALUE useless headers (300)", actions.many_headers, _NUMBER, "300"),
    "huge": FaultKind("endless white space", actions.huge),
    "gzip-bomb": FaultKind(
        "gzip that unpacks to VALUE MB (1000)", actions.gzip_bomb, _NUMBER, "1000"
    ),
    "gzip-lie": FaultKind("a plain body that calls itself gzip", actions.gzip_lie),
    "html": FaultKind("an HTML login page with status 200", actions.html),
    "content-type": FaultKind("content type VALUE", actions.content_type, r"[^:]+"),
    "status": FaultKind("HTTP status VALUE", actions.status, r"[2-5]\d\d"),
    "retry-after": FaultKind("429, wait VALUE seconds", actions.retry_after, _NUMBER),
    "retry-date": FaultKind("429, wait until a date in VALUE seconds", actions.retry_date, _NUMBER),
    "redirect": FaultKind("redirect to the URL VALUE", actions.redirect, _URL),
    "errcode": FaultKind("errcode VALUE", actions.errcode, rf"-?{_NUMBER}"),
    "errcode-text": FaultKind("errcode as text", actions.errcode_text),
    "drop": FaultKind("field VALUE is missing in the answer", actions.drop, r"\w+"),
    "echo-url": FaultKind(
        "an error (-1) that repeats URL and token", actions.echo_url, r"-?\d+", "-1"
    ),
    "ip-blocked": FaultKind(
        "this address is on the block list",
        actions.refuse_with(IP_BLOCKED, **actions.BLOCKED),
        path="get_token",
    ),
    "ip-forbidden": FaultKind("this address is not permitted", actions.refuse_with(IP_FORBIDDEN)),
    "api-off": FaultKind("the API is switched off", actions.refuse_with(API_OFF)),
    "token-limit": FaultKind(
        "eight tokens are in use", actions.refuse_with(LIMIT_EXCEEDED), path="get_token"
    ),
    "refuse-refresh": FaultKind(
        "no token is renewed", actions.refuse_with(TOKEN_EXPIRED), path="refresh_token"
    ),
    "expire-every": FaultKind(
        "every access token expires after VALUE uses", actions.expire_every, _NUMBER
    ),
    "deny": FaultKind("permission missing for PATH", actions.refuse_with(ACCESS_DENIED)),
    "absent": FaultKind("this firmware has no PATH", actions.refuse_with(NOT_EXISTED)),
    "batch-limit": FaultKind(
        "at most VALUE ids in one ivr/query", actions.batch_limit, _NUMBER, path="ivr/query"
    ),
    "same-page": FaultKind("every page of a list is its first", actions.same_page),
    "total": FaultKind("lists claim VALUE rows", actions.total, _NUMBER),
    "endless": FaultKind("key 1 of every menu N leads to N+1", actions.endless, path="ivr/"),
}
