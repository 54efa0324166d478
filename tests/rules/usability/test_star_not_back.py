"""Star takes callers one step back."""

from __future__ import annotations

import pytest

from ..asking import ask
from .trees import ask_tree


def test_a_menu_behind_another_without_star_is_told():
    finding = ask("star-not-back", "ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2").one
    assert (finding.node, finding.key, finding.severity) == ("ivr:6", "*", "info")
    assert finding.message == "* is not set, so it does not go back"


@pytest.mark.parametrize("target", ["queue:2", "ivr:6", "ivr:7", "ivr:8"])
def test_star_that_leads_elsewhere_does_not_go_back(target):
    steps = ("ivr:5 -1-> ivr:6", f"ivr:6 -*-> {target}", "ivr:7 -timeout-> queue:3")
    finding = ask("star-not-back", *steps).findings[0]
    assert (finding.node, finding.message) == ("ivr:6", "* does not go back")


@pytest.mark.parametrize("target", ["ivr:5", "ivr:4"])
def test_one_step_back_or_several_are_both_a_way_back(target):
    steps = ("ivr:4 -1-> ivr:5", "ivr:5 -*-> ivr:4", "ivr:5 -1-> ivr:6", f"ivr:6 -*-> {target}")
    assert not ask("star-not-back", *steps).findings


def test_the_first_menu_needs_no_way_back():
    assert not ask("star-not-back", "ivr:5 -1-> queue:1").findings


@pytest.mark.parametrize("everything", [False, True])
def test_a_menu_that_others_only_go_back_to_is_still_the_first(everything):
    steps = ("ivr:5 -1-> ivr:6", "ivr:6 -*-> ivr:5")
    assert not ask("star-not-back", *steps, everything=everything).findings


@pytest.mark.parametrize("key", ["timeout", "invalid"])
def test_a_menu_that_nobody_chose_needs_no_way_back(key):
    assert not ask("star-not-back", f"ivr:5 -{key}-> ivr:6", "ivr:6 -1-> queue:1").findings


def test_a_menu_that_only_an_entry_or_a_queue_leads_to_needs_no_way_back():
    steps = ("inbound_route:1 -default-> ivr:5", "ivr:5 -1-> queue:1", "queue:1 -fail-> ivr:6")
    assert not ask("star-not-back", *steps, "ivr:6 -1-> queue:2").findings


def test_star_to_a_menu_that_could_not_be_read_may_go_back():
    steps = ("ivr:5 -1-> ivr:6", "ivr:6 -*-> ivr:9")
    assert not ask("star-not-back", *steps, missing={"9": "unreadable"}).findings
    assert ask("star-not-back", *steps).findings


def test_the_published_menus_give_what_was_counted_by_hand():
    assert ask_tree("star-not-back", "kentucky-avrs").places == [
        (f"ivr:{n}", "*") for n in range(2, 19)
    ]
    assert ask_tree("star-not-back", "ghi-medicare").places == [("ivr:2", "*"), ("ivr:3", "*")]
    assert not ask_tree("star-not-back", "freeswitch-demo").findings
    assert not ask_tree("star-not-back", "vendor-example").findings
