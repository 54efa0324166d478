"""Every difference between two states of a PBX is told once, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
from calling import pbx
from menus import snapshot_of

from flowgraph.analysis.compare import compare
from flowgraph.analysis.compare.change import Change
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry
from flowgraph.model.make import Make
from flowgraph.model.prompt import Prompt
from flowgraph.model.snapshot import Snapshot

QUEUES = {"queue": {"1": Entry("1", "6400", "Sales"), "2": Entry("2", "6401", "Support")}}


def changes(old: Snapshot, new: Snapshot) -> list[Change]:
    return list(compare(old, new).changes)


def told(old: Snapshot, new: Snapshot) -> list[tuple[Any, ...]]:
    """Give the changes with destinations as node ids."""

    def plain(value: Any) -> Any:
        return value.node_id if isinstance(value, Destination) else value

    return [(*change[:4], plain(change.old), plain(change.new)) for change in changes(old, new)]


def whole(*steps: str, **facts: Any) -> Snapshot:
    return snapshot_of(*steps, **facts)._replace(is_whole=True)


# -- menus -----------------------------------------------------------------------------------


def test_keys_that_are_new_gone_and_lead_elsewhere_are_told_in_key_order():
    old = whole("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2", "ivr:5 -3-> queue:1")
    new = whole("ivr:5 -*-> ivr:5", "ivr:5 -3-> queue:1", "ivr:5 -2-> ext_vm:7")
    assert told(old, new) == [
        ("ivr:5", "destination", "1", "removed", "queue:1", None),
        ("ivr:5", "destination", "2", "changed", "queue:2", "ext_vm:7"),
        ("ivr:5", "destination", "*", "added", None, "ivr:5"),
    ]


def test_how_often_a_prompt_is_played_is_a_change_of_its_own():
    def played(times: str) -> Snapshot:
        snapshot = whole("ivr:5 -1-> play_prompt:prices.wav")
        keys = {"1": Destination("play_prompt", "prices.wav", times)}
        menu = snapshot.ivrs["5"].model_copy(update={"keys": keys})
        return snapshot._replace(ivrs={"5": menu})

    assert told(played("1"), played("3")) == [("ivr:5", "prefix", "1", "changed", "1", "3")]


def test_settings_are_told_under_their_names_in_the_call_graph():
    old = whole("ivr:5 -1-> queue:1", ivr_5={"resp_timeout_s": 5, "enb_dial_check_vm": False})
    new = whole("ivr:5 -1-> queue:1", ivr_5={"resp_timeout_s": 8, "enb_dial_check_vm": True})
    assert told(old, new) == [
        ("ivr:5", "resp_timeout_s", "", "changed", 5, 8),
        ("ivr:5", "enb_dial_check_vm", "", "changed", False, True),
    ]


def test_a_setting_that_one_side_did_not_send_is_no_change():
    old = whole("ivr:5 -1-> queue:1", ivr_5={"resp_timeout_s": 5})
    assert told(old, whole("ivr:5 -1-> queue:1")) == []
    assert told(whole("ivr:5 -1-> queue:1"), old) == []


def test_fields_that_this_version_does_not_know_are_told_by_name():
    old = whole("ivr:5 -1-> queue:1", ivr_5={"unknown": {"key_times": 1, "same": 2}})
    new = whole("ivr:5 -1-> queue:1", ivr_5={"unknown": {"key_times": 3, "same": 2, "more": [4]}})
    assert told(old, new) == [
        ("ivr:5", "unknown_fields.key_times", "", "changed", 1, 3),
        ("ivr:5", "unknown_fields.more", "", "added", None, [4]),
    ]


def test_whom_callers_may_dial_is_compared_whatever_the_order_and_the_names():
    def dialled(*rows: dict[str, str]) -> Snapshot:
        return whole("ivr:5 -1-> queue:1", ivr_5={"dial_ext_list": rows})

    ada, bob = ({"id": i, "name": n, "kind": "extension"} for i, n in (("1", "Ada"), ("2", "Bob")))
    assert told(dialled(ada, bob), dialled(bob, ada)) == []
    ((*place, old, new),) = told(dialled(ada, bob), dialled(ada))
    assert (place[1], old, new) == ("dial_ext_list", ("Ada", "Bob"), ("Ada",))


def test_a_menu_that_is_new_and_one_that_is_gone_are_told_as_a_whole_with_their_keys():
    old = whole("ivr:5 -1-> ivr:6", "ivr:6 -0-> queue:1")
    new = whole("ivr:5 -1-> ivr:7", "ivr:7 -0-> queue:1", ivr_7={"name": "Parking"})
    assert told(old, new) == [
        ("ivr:5", "destination", "1", "changed", "ivr:6", "ivr:7"),
        ("ivr:6", "", "", "removed", {"number": "", "name": ""}, None),
        ("ivr:6", "destination", "0", "removed", "queue:1", None),
        ("ivr:7", "", "", "added", None, {"number": "", "name": "Parking"}),
        ("ivr:7", "destination", "0", "added", None, "queue:1"),
    ]


# -- names and ids ---------------------------------------------------------------------------


def test_a_new_name_is_told_once_and_not_at_the_keys_that_lead_there():
    old = whole("ivr:5 -1-> queue:1", "ivr:6 -1-> queue:1", directory=QUEUES)
    renamed = {"queue": {**QUEUES["queue"], "1": Entry("1", "6400", "Orders")}}
    new = whole("ivr:5 -1-> queue:1", "ivr:6 -1-> queue:1", directory=renamed)
    assert told(old, new) == [("queue:1", "name", "", "renamed", "Sales", "Orders")]


def test_a_menu_of_another_name_that_does_the_same_is_renamed():
    old = whole("ivr:5 -1-> queue:1", ivr_5={"number": "6200", "name": "Main"})
    new = whole("ivr:5 -1-> queue:1", ivr_5={"number": "6300", "name": "Welcome"})
    assert [change[1:4] for change in told(old, new)] == [
        ("number", "", "renamed"),
        ("name", "", "renamed"),
    ]


def test_a_menu_of_other_name_number_and_keys_took_the_place_of_the_one_before():
    names = {"number": "6200", "name": "Main"}, {"number": "6300", "name": "Parking"}
    old = whole("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2", ivr_5=names[0])
    new = whole("ivr:5 -1-> ext_vm:7", "ivr:5 -3-> queue:2", ivr_5=names[1])
    assert told(old, new)[0] == ("ivr:5", "", "", "replaced", *names)


def test_a_menu_made_anew_under_another_id_is_the_same_to_everybody_who_calls():
    names = {"number": "6201", "name": "Sales"}
    old = whole("ivr:1 -1-> ivr:5", "ivr:2 -1-> ivr:5", "ivr:5 -1-> queue:1", ivr_5=names)
    new = whole("ivr:1 -1-> ivr:9", "ivr:2 -1-> ivr:9", "ivr:9 -1-> queue:2", ivr_9=names)
    assert told(old, new) == [
        ("ivr:9", "id", "", "changed", "ivr:5", "ivr:9"),
        ("ivr:9", "destination", "1", "changed", "queue:1", "queue:2"),
    ]


def test_a_key_that_still_leads_to_the_old_id_is_told():
    names = {"number": "6201", "name": "Sales"}
    old = whole("ivr:1 -1-> ivr:5", "ivr:1 -2-> ivr:5", "ivr:5 -1-> queue:1", ivr_5=names)
    new = whole("ivr:1 -1-> ivr:9", "ivr:1 -2-> ivr:5", "ivr:9 -1-> queue:1", ivr_9=names)
    assert ("ivr:1", "destination", "2", "changed", "ivr:9", "ivr:5") in told(old, new)


def test_an_id_that_a_key_named_before_it_was_there_is_no_new_id_of_another_menu():
    names = {"number": "6201", "name": "Sales"}
    old = whole("ivr:1 -1-> ivr:5", "ivr:1 -2-> ivr:9", "ivr:5 -1-> queue:1", ivr_5=names)
    new = whole("ivr:1 -2-> ivr:9", "ivr:9 -1-> queue:1", ivr_9=names)
    assert not any(change.field == "id" for change in changes(old, new))


def test_a_queue_made_anew_is_told_once_and_its_extension_takes_the_mailbox_along():
    def state(queue: str, phone: str) -> Snapshot:
        lists = {
            "queue": {queue: Entry(queue, "6400", "Sales")},
            "extension": {phone: Entry(phone, "1001", "Ada")},
        }
        steps = (f"ivr:5 -1-> queue:{queue}", f"ivr:5 -2-> ext_vm:{phone}")
        return whole(*steps, directory=lists)

    assert told(state("1", "21"), state("8", "28")) == [
        ("extension:28", "id", "", "changed", "extension:21", "extension:28"),
        ("queue:8", "id", "", "changed", "queue:1", "queue:8"),
    ]


# -- beyond menus ----------------------------------------------------------------------------


def test_failover_limit_and_members_of_a_queue_are_compared():
    facts = {"number": "640", "name": "Sales", "knows_fail": True}
    old, _ = pbx("ivr:1 -1-> queue:3", "queue:3 -fail-> ivr:1",
                 queue_3={**facts, "limit_s": 300, "members": ("204", "205")})  # fmt: skip
    new, _ = pbx("ivr:1 -1-> queue:3", "queue:3 -fail-> ext_vm:24",
                 queue_3={**facts, "limit_s": 60, "members": ("204", "206")})  # fmt: skip
    assert told(old, new) == [
        ("queue:3", "limit_s", "", "changed", 300, 60),
        ("queue:3", "members", "", "changed", ("extension:24", "extension:25"),
         ("extension:24", "extension:26")),
        ("queue:3", "destination", "fail", "changed", "ivr:1", "ext_vm:24"),
    ]  # fmt: skip


def test_a_failover_that_was_taken_away_is_gone_and_one_that_was_not_sent_is_not():
    old, _ = pbx("ivr:1 -1-> queue:3", "queue:3 -fail-> ivr:1", queue_3={"knows_fail": True})
    unset, _ = pbx("ivr:1 -1-> queue:3", queue_3={"knows_fail": True})
    unsent, _ = pbx("ivr:1 -1-> queue:3", queue_3={})
    assert told(old, unset) == [("queue:3", "destination", "fail", "removed", "ivr:1", None)]
    assert told(old, unsent) == []


def test_forwarding_is_compared_only_where_the_presence_is_the_same():
    def state(presence: str, *steps: str) -> Snapshot:
        snapshot, _ = pbx("ivr:1 -1-> extension:24", *steps)
        phone = snapshot.extensions["extension:24"].model_copy(update={"presence": presence})
        return snapshot._replace(extensions={phone.node_id: phone})

    available = state("available", "extension:24 -busy-> queue:3")
    assert told(available, state("lunch", "extension:24 -busy-> queue:9")) == []
    ((_, field, key, *_),) = told(available, state("available", "extension:24 -busy-> queue:9"))
    assert (field, key) == ("destination", "busy")


def entry(**facts: Any) -> Snapshot:
    steps = ("inbound_route:1 -office-> ivr:1", "inbound_route:1 -outoffice-> ivr:2")
    inner = ("ivr:1 -1-> queue:3", "ivr:2 -1-> queue:3")
    return pbx(*steps, *inner, inbound_route_1={"time_condition": "global", **facts})[0]


def test_numbers_of_an_entry_are_compared_whatever_their_order():
    old = entry(did_patterns=("+15550100", "+15550101"))
    assert told(old, entry(did_patterns=("+15550101", "+15550100"))) == []
    assert told(old, entry(did_patterns=("+15550100",)))[0][1] == "did_patterns"


def test_where_calls_go_now_is_told_only_where_it_is_forced():
    day, night = (entry(current=Destination("ivr", menu)) for menu in ("1", "2"))
    forced = entry(current=Destination("queue", "9"))
    assert told(day, night) == []
    assert told(day, forced) == [
        ("inbound_route:1", "forced", "", "added", None, "queue:9"),
    ]


def test_of_entries_in_another_order_the_one_that_moved_is_told():
    def order(*ids: str) -> Snapshot:
        routes = {f"inbound_route_{i}": {"position": place} for place, i in enumerate(ids, 1)}
        steps = [f"inbound_route:{i} -default-> ivr:1" for i in ids]
        return pbx(*steps, "ivr:1 -1-> queue:3", **routes)[0]._replace(is_whole=True)

    assert told(order("1", "2", "3", "4"), order("4", "1", "2", "3")) == [
        ("inbound_route:4", "position", "", "changed", 4, 1)
    ]


def test_a_prompt_is_the_same_by_its_file_and_another_text_is_told():
    def state(*prompts: Prompt) -> Snapshot:
        known = {prompt.id: prompt for prompt in prompts}
        return whole("ivr:5 -1-> queue:1", ivr_5={"prompts": ("main.wav",)})._replace(prompts=known)

    old = state(Prompt("1", "main.wav", ("main.wav",), "tts", "Press 1."))
    assert told(old, state(Prompt("9", "Main.WAV", ("main.wav",), "tts", "Press 1."))) == [
        ("custom_prompt:9", "name", "", "renamed", "main.wav", "Main.WAV")
    ]
    assert told(old, state(Prompt("9", "main.wav", ("main.wav",), "tts", "Press 2."))) == [
        ("custom_prompt:9", "text", "", "changed", "Press 1.", "Press 2.")
    ]
    other = state(Prompt("2", "other.wav", ("other.wav",), "tts", "Hello."))
    assert [change[3] for change in told(old, other) if not change[1]] == ["removed", "added"]


def test_model_and_firmware_are_compared_where_both_are_known():
    old = whole("ivr:5 -1-> queue:1")._replace(make=Make("P560", "37.20.0.1"))
    new = whole("ivr:5 -1-> queue:1")._replace(make=Make("", "37.21.0.2"))
    assert told(old, new) == [
        ("system:", "firmware", "", "changed", "37.20.0.1", "37.21.0.2"),
    ]


# -- how far ---------------------------------------------------------------------------------


@pytest.mark.parametrize("is_whole", [True, False])
def test_of_a_part_of_the_pbx_only_what_it_leads_to_is_compared(is_whole: bool):
    renamed = {"queue": {**QUEUES["queue"], "2": Entry("2", "6401", "Help")}}
    old = snapshot_of("ivr:5 -1-> queue:1", directory=QUEUES)._replace(is_whole=is_whole)
    new = snapshot_of("ivr:5 -1-> queue:1", directory=renamed)._replace(is_whole=is_whole)
    assert bool(changes(old, new)) is is_whole


def test_the_name_of_a_mailbox_is_that_of_its_owner():
    def state(name: str) -> Snapshot:
        lists = {"extension": {"7": Entry("7", "1001", name)}}
        return snapshot_of("ivr:5 -1-> ext_vm:7", directory=lists)

    assert told(state("Ada"), state("Ada Byron")) == [
        ("extension:7", "name", "", "renamed", "Ada", "Ada Byron")
    ]
