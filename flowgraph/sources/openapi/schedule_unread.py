"""Rows of business hours and holidays: what is not understood is kept, told, and written again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from ...model.ids import canonical_id, id_order, name_text
from ...model.schedule import ALL_WEEKDAYS, BUSINESS_HOUR, HOLIDAY, Holiday, OfficeHours, Unread
from ...text import one_line, shorten

Row = Mapping[str, Any]
Item = TypeVar("Item", OfficeHours, Holiday)

_SHOWN = 60
#: What remarks call a row.
_WORDS = {BUSINESS_HOUR: "business hours", HOLIDAY: "holiday"}
#: Fields that are kept.
_KEPT = {
    BUSINESS_HOUR: (
        *("timezone_id", "time_condition_switch", "months", "days_of_week", "days"),
        *("office_times", "reset_times", "remark"),
    ),
    HOLIDAY: ("name", "type", "start", "end", "month", "week", "day"),
}
#: Stands in the place of a field where the row is no object at all.
_NO_FIELD = ""


class NotUnderstood(ValueError):
    """A row holds something else than it should; its text says what, a clause."""

    @classmethod
    def of(cls, field: str, value: object) -> NotUnderstood:
        """Tell of a field whose value is not what the vendor says."""
        shown = shorten(one_line(str(value)), _SHOWN)
        return cls(f'{field} "{shown}" is not understood')


class Understood(NamedTuple, Generic[Item]):
    """What a list says.

    Attributes:
        items: What was understood by id, each with its row.
        unread: What was not, by id.
    """

    items: list[tuple[Item, Row]]
    unread: tuple[Unread, ...]

    @property
    def values(self) -> tuple[Item, ...]:
        """What was understood."""
        return tuple(item for item, _ in self.items)

    @property
    def remarks(self) -> list[str]:
        """What was not understood, in words."""
        return [row.reason for row in self.unread]


def _any_day(row: Row) -> tuple[int, ...]:
    return ALL_WEEKDAYS


def read_rows(
    rows: Iterable[object],
    kind: str,
    read: Callable[[Row], Item],
    may_hold: Callable[[Row], tuple[int, ...]] = _any_day,
) -> Understood[Item]:
    """Read each row by itself.

    Args:
        rows: What the PBX gave.
        kind: Which list they stand on.
        read: Reads one, or raises :class:`NotUnderstood`.
        may_hold: Gives the weekdays on which a row that was not understood may hold.
    """
    items: list[tuple[Item, Row]] = []
    unread: list[Unread] = []
    for position, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            unread.append(_unread(kind, row, position, "it is no object", ALL_WEEKDAYS))
            continue
        try:
            items.append((read(row), row))
        except NotUnderstood as error:
            unread.append(_unread(kind, row, position, str(error), may_hold(row)))
    return Understood(
        sorted(items, key=lambda item: (id_order(item[0].id), repr(item[0]))),
        tuple(sorted(unread, key=lambda row: (id_order(row.id), repr(row)))),
    )


def _unread(kind: str, row: object, position: int, reason: str, days: tuple[int, ...]) -> Unread:
    fields = _fields(kind, row) if isinstance(row, Mapping) else ((_NO_FIELD, json.dumps(row)),)
    identity = canonical_id(row.get("id")) if isinstance(row, Mapping) else ""
    words = f"{_WORDS[kind]} {_label(row, position)}: {reason}"
    return Unread(kind, identity, words, fields, days)


def _fields(kind: str, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    given = ((name, row.get(name)) for name in _KEPT[kind])
    return tuple((name, json.dumps(value)) for name, value in given if value is not None)


def _label(row: object, position: int) -> str:
    identity, name = "", ""
    if isinstance(row, Mapping):
        identity, name = canonical_id(row.get("id")), one_line(name_text(row.get("name")))
    label = identity or f"in row {position}"
    return shorten(f"{label} ({name})" if name else label, _SHOWN)


def unread_to_rows(unread: Iterable[Unread], kind: str) -> list[Any]:
    """Write the rows of a list so that they are not understood again, for the same reason."""
    return [_to_row(row) for row in unread if row.kind == kind]


def _to_row(row: Unread) -> object:
    # What JSON has no number for is not understood as a text either.
    told = {name: json.loads(text, parse_constant=str) for name, text in row.fields}
    return told.get(_NO_FIELD, {"id": row.id, **told})
