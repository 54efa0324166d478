"""The week of an entry as a small chart: a bar for each day, a colour and a letter a branch."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from markupsafe import Markup

from ..book.model import Days, Span, Week
from ..model.schedule import DAY

_WIDTH, _LEFT, _RIGHT, _ROW, _BAR = 760, 44, 22, 26, 18
#: Narrower parts of a day have no room for their letter.
_LEAST_FOR_LETTER_MIN = 60
_HOURS = (0, 6, 12, 18, 24)


def week_chart(week: Week) -> Markup:
    """Draw a week; the table below it says the same in words, so it is hidden from readers."""
    height = _ROW * len(week.days) + 22
    names = {"viewBox": f"0 0 {_WIDTH} {height}", "class": "chart", "aria-hidden": "true"}
    chart = etree.Element("svg", names)
    for row, days in enumerate(week.days):
        chart.extend(_day(days, row * _ROW))
    chart.extend(_scale(height))
    return Markup(etree.tostring(chart, encoding="unicode"))  # noqa: S704  built as elements


def _x(minute: int) -> int:
    return _LEFT + round(minute * (_WIDTH - _LEFT - _RIGHT) / DAY)


def _day(days: Days, top: int) -> Iterator[etree._Element]:
    yield _text(0, top + 13, days.words, "day")
    for span in days.spans:
        yield from _span(span, top)


def _span(span: Span, top: int) -> Iterator[etree._Element]:
    left, right = _x(span.start_min), _x(span.end_min)
    place = {"x": left, "y": top, "width": max(right - left - 1, 1), "height": _BAR, "rx": 3}
    bar = etree.Element("rect", {name: str(value) for name, value in place.items()})
    bar.set("class", f"w-{span.letter or 'unknown'}")
    yield bar
    if span.end_min - span.start_min >= _LEAST_FOR_LETTER_MIN:
        letter = span.letter.upper() or "?"
        yield _text((left + right) // 2, top + 13, letter, f"letter w-{span.letter or 'unknown'}")


def _scale(height: int) -> Iterator[etree._Element]:
    for hour in _HOURS:
        yield _text(_x(hour * 60), height - 6, f"{hour}:00", "hour")


def _text(x: int, y: int, words: str, kind: str) -> etree._Element:
    text = etree.Element("text", {"x": str(x), "y": str(y), "class": kind})
    text.text = words
    return text
