"""Lists as the API gives them: searched, sorted, cut into pages. Pure functions of the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .catalogue import Kind
from .messages import Answer, success, wrong_parameter

Row = Mapping[str, Any]

_SEARCHED = ("number", "name", "caller_id_name", "first_name", "last_name")


def identity(value: object) -> str:
    """Give an id's one spelling: the PBX writes it as a number here and as text there.

    >>> identity(7), identity(" 007"), identity("7.0"), identity("h-7")
    ('7', '7', '7', 'h-7')
    """
    text = str(value).strip()
    whole = text.removesuffix(".0")
    return (whole.lstrip("0") or "0") if whole.isascii() and whole.isdecimal() else text


def listed(kind: Kind, rows: Sequence[Row], query: Mapping[str, str]) -> Answer:
    """Answer ``…/list``."""
    if kind.must_be_paged:
        for name in ("page", "page_size"):
            required(query, name)
    rows = ordered(kind, rows, query)
    fields: dict[str, Any] = {"total_number": len(rows)}
    if kind.has_last_pos:
        fields["last_pos"] = max((_position(row) for row in rows), default=0)
    return success(**fields, **{kind.reply_key: page(rows, query)})


def _position(row: Row) -> int:
    text = identity(row.get("pos", 0))
    return int(text) if text.isascii() and text.isdecimal() else 0


def searched(kind: Kind, rows: Sequence[Row], query: Mapping[str, str]) -> Answer:
    """Answer ``…/search``: rows whose number or name holds ``search_value``, in any case."""
    wanted = query.get("search_value", "").casefold()
    found = [row for row in rows if any(wanted in text for text in _texts(row))]
    return listed(kind, found, query)


def _texts(row: Row) -> list[str]:
    return [str(row.get(name, "")).casefold() for name in _SEARCHED]


def ordered(kind: Kind, rows: Sequence[Row], query: Mapping[str, str]) -> list[Row]:
    """Sort by ``sort_by`` and ``order_by``; a kind without a default keeps the folder's order."""
    field = query.get("sort_by") or (kind.sort_by[0] if kind.sort_by else "")
    order = query.get("order_by") or "asc"
    if kind.sort_by and field not in kind.sort_by:
        raise wrong_parameter("sort_by", value=field)
    if order not in ("asc", "desc"):
        raise wrong_parameter("order_by", value=order)
    if not field:
        return list(rows)
    return sorted(rows, key=lambda row: _place(row.get(field)), reverse=order == "desc")


def _place(value: object) -> tuple[bool, int, str]:
    text = identity(value)
    is_number = text.isascii() and text.isdecimal()
    return (not is_number, len(text) if is_number else 0, text)


def page(rows: Sequence[Row], query: Mapping[str, str]) -> list[Row]:
    """Cut out one page; without ``page_size`` a page holds everything.

    The vendor names no default and no maximum for lists of the configuration.
    """
    number, size = _count(query, "page", 1), _count(query, "page_size", max(1, len(rows)))
    return list(rows[(number - 1) * size : number * size])


def _count(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text)):
        raise wrong_parameter(name, value=text)
    return int(text)


def required(query: Mapping[str, str], name: str) -> str:
    """Give a parameter, or refuse the question."""
    value = query.get(name, "").strip()
    if not value:
        raise wrong_parameter(name)
    return value


def required_ids(query: Mapping[str, str]) -> list[str]:
    """Give the ids of ``ids=1,2``, each once."""
    ids = (identity(part) for part in required(query, "ids").split(","))
    return list(dict.fromkeys(one for one in ids if one))
