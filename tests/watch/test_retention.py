"""Old snapshots go by a rule, and never the ones that are needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.watch.naming import is_name, moment_of, name_at
from flowgraph.watch.retention import Retention, expired, parse_retention

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
#: The oldest is from the first of November; the newest from last night.
NAMES = [f"2026-11-{day:02}T02-00-00Z" for day in (1, 5, 10, 20, 24)]


def test_a_number_keeps_the_newest() -> None:
    assert expired(NAMES, NOW, Retention(most=2)) == NAMES[:3]


def test_a_span_keeps_what_held_within_it() -> None:
    # What was there from the 10th on held until the 20th: five days ago.
    assert expired(NAMES, NOW, Retention(age=timedelta(days=7))) == NAMES[:2]


def test_the_newest_is_never_removed_however_old() -> None:
    assert expired(NAMES, NOW + timedelta(days=4000), Retention(age=timedelta(days=1))) == NAMES[:4]
    assert expired(NAMES[:1], NOW, Retention(most=1)) == []


def test_what_is_needed_stays() -> None:
    assert expired(NAMES, NOW, Retention(most=1), needed=NAMES[1:2]) == [
        NAMES[0],
        NAMES[2],
        NAMES[3],
    ]


def test_without_a_rule_everything_stays() -> None:
    assert expired(NAMES, NOW, Retention()) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1", Retention(most=1)),
        (" 400 ", Retention(most=400)),
        ("365d", Retention(age=timedelta(days=365))),
        ("2w", Retention(age=timedelta(weeks=2))),
        ("12H", Retention(age=timedelta(hours=12))),
        ("0", None),
        ("0d", None),
        ("-1", None),
        ("d", None),
        ("1 year", None),
        ("", None),
        ("1e3", None),
    ],
)
def test_a_rule_is_a_number_or_a_span(text: str, rule: Retention | None) -> None:
    assert parse_retention(text) == rule


moments = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@given(st.lists(moments, min_size=1, max_size=20))
def test_names_sort_in_the_order_in_which_they_are_given_whatever_the_clock_does(
    times: list[datetime],
) -> None:
    names: list[str] = []
    for now in times:
        names.append(name_at(now, names[-1] if names else None))
    assert names == sorted(set(names))
    assert all(map(is_name, names))
    assert moment_of(names[0]) == times[0].replace(microsecond=0)


@pytest.mark.parametrize("text", ["2026-13-01T00-00-00Z", "notes", "2026-11-25", "../x", ""])
def test_other_files_are_no_snapshots(text: str) -> None:
    assert not is_name(text)
