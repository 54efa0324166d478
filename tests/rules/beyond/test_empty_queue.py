"""A queue without agents is found, one whose agents are not known is not."""

from __future__ import annotations

import pytest

from ..asking import ask

STEPS = ("ivr:5 -1-> queue:2", "queue:2 -fail-> group_vm:1")


def asked(**facts):
    return ask("empty-queue", *STEPS, facts={"queue:2": facts}, lists={"queue": ("2",)})


def test_a_queue_that_nobody_belongs_to_is_an_error():
    told = asked(members=(), dynamic=())
    assert told.places == [("queue:2", "")]
    assert told.one.severity == "error"


@pytest.mark.parametrize(
    "facts",
    [
        {"members": ("301",), "dynamic": ()},
        {"members": (), "dynamic": ("301",)},
        {"members": (), "dynamic": None},
        {"members": None, "dynamic": ()},
        {},
    ],
)
def test_agents_of_either_sort_and_unknown_ones_are_no_finding(facts):
    assert asked(**facts) == ((), [])


def test_queues_that_could_not_be_read_are_told():
    told = ask("empty-queue", "ivr:5 -1-> queue:2", unread={"queue": "no permission"})
    assert told == ((), ["queues could not be read: no permission"])


def test_nothing_is_told_where_no_call_meets_a_queue():
    assert ask("empty-queue", "ivr:5 -1-> extension:2", unread={"queue": "no"}) == ((), [])
