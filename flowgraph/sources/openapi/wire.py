"""From the bytes of an answer to facts or an error; pure, and the only parser there is.

The live client, the PBX folder and a saved answer all come through here, so that what is refused
from a PBX is refused from a file as well.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, NoReturn

from ...masking import mask
from ...model.directory import Entry
from ...model.ids import canonical_id, name_text, plain_text
from ...model.ivr import Ivr
from ...model.missing import NOT_FOUND, UNREADABLE, Missing
from ...text import one_line, shorten, visible
from . import codes
from .fields import ivr_from_data, looks_like_ivr

# Escapes that could hide a character which must not travel on; a text without them needs no walk.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|\\\\u(?:00[0189]|007[fF]|[dD]|[fF]{2})|\\\\[bf]"
)
_MAX_SHOWN = 80
# Levels of an answer; the PBX's have four, and every walk through a deeper one would be at risk.
_MAX_DEPTH = 64
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Answer(NamedTuple):
    """An HTTP answer as it arrived, or a file that stands for one.

    Attributes:
        status: HTTP status.
        body: Decoded bytes (after gzip).
        retry_after_s: Seconds that the server asks to wait, None where it does not say.
    """

    status: int
    body: bytes
    retry_after_s: float | None = None


class Envelope(NamedTuple):
    """A successful answer: ``errcode`` 0, or 1 (part of a batch).

    Attributes:
        fields: The whole reply.
        remarks: Oddities worth a note, in words.
    """

    fields: dict[str, Any]
    remarks: tuple[str, ...] = ()


class Refused(Exception):
    """An answer that holds no facts.

    Args:
        message: Why, without any secret.
        code: errcode or HTTP status; None where the answer is no answer of a PBX.
        retry_after_s: Seconds that the server asks to wait.
        text: The PBX's own ``errmsg``.
    """

    def __init__(
        self,
        message: str,
        code: int | None = None,
        retry_after_s: float | None = None,
        text: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.retry_after_s = retry_after_s
        self.text = text
        #: What was done about it, in words; no fact about the answer, so it is not kept.
        self.effort = ""

    @property
    def whole(self) -> str:
        """The message with what was done about it."""
        return self.message + self.effort


def decode(body: bytes) -> Envelope:
    """Read JSON strictly.

    Args:
        body: UTF-8, with or without byte order mark.

    Returns:
        The object, every text made visible; the last of two equal keys counts, with a remark.

    Raises:
        Refused: As :func:`parse`, or no object.
    """
    value, doubled = parse(body)
    if not isinstance(value, dict):
        raise Refused("the answer is no JSON object")
    names = sorted({shorten(name, _MAX_SHOWN) for name in doubled})
    return Envelope(value, tuple(f"field {name!r} is there twice" for name in names))


def parse(body: bytes) -> tuple[Any, list[str]]:
    """Read any JSON value strictly, as :func:`decode`.

    Returns:
        The value, and the names of fields that an object holds more than once.

    Raises:
        Refused: Not UTF-8, not JSON, NaN or Infinity, or nested too deeply.
    """
    text = _text(body)
    doubled: list[str] = []

    def fold(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            times = Counter(name for name, _ in pairs)
            doubled.extend(visible(name) for name in fields if times[name] > 1)
        return fields

    try:
        value = json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=fold
        )
    except RecursionError:
        raise Refused("the answer is nested too deeply") from None
    except ValueError as error:
        raise Refused(f"the answer is no valid JSON ({_json_reason(error)})") from None
    if _is_deep(value):
        raise Refused("the answer is nested too deeply")
    return _visible(value) if _SUSPECT.search(text) else value, doubled


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, (list, dict))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _text(body: bytes) -> str:
    if not body.strip():
        raise Refused("the answer is empty")
    if body.startswith(_UTF_16):
        raise Refused("the answer is in UTF-16, not in UTF-8")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"the answer is not in UTF-8 (byte {error.start})") from None
    if text.lstrip()[:1] == "<":
        raise Refused("the answer is an HTML page instead of the API: is this the PBX's API port?")
    return text


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    # Python reads 1e999 as infinity, which nobody could write as JSON again.
    if math.isinf(number):
        raise ValueError(f"{shorten(digits, _MAX_SHOWN)} is too large a number")
    return number


def _json_reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()}, line {error.lineno}, column {error.colno}"
    text = one_line(str(error))
    # Python's own words go on about one of its settings.
    return "a number of thousands of digits" if text.startswith("Exceeds the limit") else text


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_visible(item) for item in value]
    if isinstance(value, dict):
        return {visible(name): _visible(item) for name, item in value.items()}
    return value


def envelope(answer: Answer) -> Envelope:
    """Open an answer.

    Raises:
        Refused: The answer says no, or is no answer of a PBX.
    """
    if answer.status in codes.HTTP_SERVER_ERRORS or answer.status == codes.TOO_MANY_REQUESTS:
        raise Refused(_http_reason(answer), answer.status, answer.retry_after_s)
    try:
        opened = decode(answer.body)
        code = _errcode(opened.fields)
    except Refused as error:
        if answer.status == 200:
            raise _with_start(error, answer.body) from None
        raise Refused(_http_reason(answer), answer.status) from None
    if code not in (codes.SUCCESS, codes.PARTIAL_SUCCESS):
        text = _errmsg(opened.fields)
        raise Refused(codes.describe(code, text), code, answer.retry_after_s, text)
    if answer.status != 200:
        raise Refused(_http_reason(answer), answer.status)
    return opened


def _errcode(fields: dict[str, Any]) -> int:
    text = canonical_id(fields.get("errcode")).removeprefix("+")
    if "TOKEN EXPIRED" in _errmsg(fields).upper():
        return codes.TOKEN_EXPIRED
    try:
        return int(text)
    except ValueError:
        raise Refused("the answer has no errcode: it is not what a PBX sends") from None


def _errmsg(fields: dict[str, Any]) -> str:
    return shorten(mask(one_line(plain_text(fields.get("errmsg")))), 200)


def _http_reason(answer: Answer) -> str:
    text = ""
    with contextlib.suppress(Refused):
        text = _errmsg(decode(answer.body).fields)
    reason = codes.describe(answer.status)
    return f"{reason} ({text})" if text else reason


def _with_start(error: Refused, body: bytes) -> Refused:
    start = shorten(mask(visible(one_line(body[:400].decode("utf-8", "replace")))), _MAX_SHOWN)
    return Refused(f"{error.message}; it starts with {start!r}" if start else error.message)


def ivr(asked: str, opened: Envelope) -> Ivr | Missing:
    """Take one menu from the answer to ``ivr/get``.

    Args:
        asked: The id that was asked for; it is the menu's identity, whatever the answer says.
        opened: The answer.
    """
    data = opened.fields.get("data")
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, dict) or not looks_like_ivr(data):
        return Missing(asked, UNREADABLE, None, "the answer holds no menu")
    return ivr_from_data(asked, data, opened.remarks)


def ivr_batch(asked: Sequence[str], opened: Envelope) -> dict[str, Ivr]:
    """Take the menus that came back from ``ivr/query``.

    Returns:
        Menus by id, of the asked ids only; an id that is not there must be asked for alone.
    """
    data = opened.fields.get("data")
    # The vendor types ``data`` as an object although several menus come back.
    rows = data if isinstance(data, list) else [data]
    wanted = set(asked)
    found: dict[str, Ivr] = {}
    for row in rows:
        if isinstance(row, dict) and looks_like_ivr(row):
            identity = canonical_id(row.get("id"))
            if identity in wanted:
                found[identity] = ivr_from_data(identity, row)
    return found


def gap(asked: str, error: Refused) -> Missing:
    """Turn a refusal into the value that travels on."""
    status = NOT_FOUND if error.code == codes.NOT_FOUND else UNREADABLE
    return Missing(asked, status, error.code, error.message)


class Page(NamedTuple):
    """One page of a list.

    Attributes:
        raw: The rows that came.
        total: Number of rows that the PBX says there are, None where it does not.
    """

    raw: tuple[Any, ...]
    total: int | None


def page(reply_key: str, opened: Envelope) -> Page:
    """Take the rows of a list.

    Raises:
        Refused: The reply holds no list under its key.
    """
    rows = opened.fields.get(reply_key)
    if not isinstance(rows, list):
        raise Refused(f"the answer holds no list {reply_key!r}")
    total = canonical_id(opened.fields.get("total_number"))
    is_number = total.isdecimal() and len(total) < 10
    return Page(tuple(rows), int(total) if is_number else None)


def entries(rows: Sequence[Any]) -> tuple[Entry, ...]:
    """Take id, number and name of each row; nothing else of a person is kept."""
    return tuple(
        Entry(canonical_id(row["id"]), name_text(row.get("number")), _name(row))
        for row in rows
        if isinstance(row, dict) and canonical_id(row.get("id"))
    )


def _name(row: dict[str, Any]) -> str:
    # ``caller_id_name`` is documented; clients in the field also read first and last name.
    full = f"{name_text(row.get('first_name'))} {name_text(row.get('last_name'))}".strip()
    return name_text(row.get("caller_id_name")) or full or name_text(row.get("name"))
