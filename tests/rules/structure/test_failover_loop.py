from __future__ import annotations

from ..asking import ask


def test_a_queue_that_comes_back_without_any_key_is_a_warning_with_the_failover_to_change():
    steps = ("ivr:5 -timeout-> queue:1", "queue:1 -fail-> ivr:5", "ivr:5 -1-> extension:1")
    facts = {"ivr:5": {"name": "Main"}, "queue:1": {"name": "Orders"}}
    found = ask("failover-loop", *steps, facts=facts).one
    assert (found.node, found.key, found.severity) == ("queue:1", "fail", "warning")
    assert "by itself" in found.message
    assert "IVR id 5 Main" in found.message
    assert "queue id 1" in found.message
    assert "failover" in found.fix
    assert found.related == ("ivr:5", "queue:1")


def test_where_a_key_must_be_pressed_to_go_round_it_is_for_information():
    found = ask("failover-loop", "ivr:5 -1-> queue:1", "queue:1 -fail-> ivr:5").one
    assert found.severity == "info"
    assert "can come back" in found.message


def test_a_queue_that_fails_over_to_itself_is_told_without_a_list():
    found = ask("failover-loop", "ivr:5 -1-> queue:1", "queue:1 -fail-> queue:1").one
    assert (found.node, found.key, found.severity) == ("queue:1", "fail", "warning")
    assert "the same place" in found.message


def test_phones_that_forward_to_each_other_are_told_to_forward_elsewhere():
    steps = ("ivr:5 -1-> extension:1", "extension:1 -busy-> extension:2")
    found = ask("failover-loop", *steps, "extension:2 -noanswer-> extension:1").one
    assert (found.node, found.key) == ("extension:2", "noanswer")
    assert "forward" in found.fix


def test_a_round_that_a_menu_closes_names_the_key_as_what_to_change():
    steps = ("ivr:5 -timeout-> ivr:6", "ivr:6 -timeout-> queue:1", "queue:1 -fail-> ivr:5")
    assert ask("failover-loop", *steps).one.key == "fail"
    back = ("ivr:6 -timeout-> queue:1", "queue:1 -fail-> ivr:8", "ivr:8 -timeout-> ivr:6")
    found = ask("failover-loop", *back).one
    assert (found.node, found.key) == ("ivr:8", "timeout")
    assert "this key" in found.fix


def test_a_failover_that_ends_somewhere_is_no_loop():
    assert not ask("failover-loop", "ivr:5 -1-> queue:1", "queue:1 -fail-> group_vm:1").findings
