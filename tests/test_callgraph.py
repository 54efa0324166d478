from __future__ import annotations

from menus import calls, snapshot_of

from flowgraph.callgraph import call_graph, is_menu, menus
from flowgraph.model.directory import Entry


def test_two_keys_to_one_destination_are_two_edges():
    graph = calls("ivr:1 -1-> queue:2", "ivr:1 -4-> queue:2", "ivr:1 -timeout-> queue:2")
    assert sorted(graph["ivr:1"]["queue:2"]) == ["1", "4", "timeout"]


def test_nodes_have_names_from_the_lists_and_ids_where_the_list_is_unknown():
    lists = {"extension": {"21": Entry("21", "1001", "Front desk")}}
    graph = calls("ivr:1 -0-> extension:21", "ivr:1 -1-> queue:7", directory=lists)
    assert graph.nodes["extension:21"]["label"] == "Extension 1001 Front desk"
    assert graph.nodes["queue:7"]["label"] == "Queue id 7"
    assert "missing" not in graph.nodes["queue:7"]


def test_an_id_that_a_readable_list_lacks_is_missing_and_its_voicemail_too():
    lists = {"extension": {"21": Entry("21", "1001", "Front desk")}}
    graph = calls("ivr:1 -2-> extension:77", "ivr:1 -4-> ext_vm:77", directory=lists)
    assert graph.nodes["extension:77"]["missing"] == "not_found"
    assert graph.nodes["ext_vm:77"]["missing"] == "not_found"


def test_menus_that_could_not_be_read_say_why():
    graph = calls("ivr:1 -1-> ivr:2", "ivr:1 -2-> ivr:3", missing={"3": "unreadable"})
    assert graph.nodes["ivr:2"]["missing"] == "not_found"
    assert graph.nodes["ivr:3"]["missing"] == "unreadable"
    assert menus(graph) == ["ivr:1"]


def test_an_ivr_key_without_a_value_is_a_node_of_its_own_that_does_not_exist():
    graph = calls("ivr:1 -2-> ivr:")
    assert graph.nodes["ivr:"]["missing"] == "not_found"


def test_external_numbers_with_another_prefix_are_other_destinations():
    snapshot = snapshot_of("ivr:1 -1-> external_num:5550100", "ivr:1 -2-> external_num:5550100")
    keys = snapshot.ivrs["1"].keys
    keys["2"] = keys["2"]._replace(prefix="9")
    graph = call_graph(snapshot)
    assert {"external_num:5550100", "external_num:9-5550100"} <= set(graph)


def test_every_key_stands_in_the_menus_attributes_the_unset_ones_as_null():
    graph = calls("ivr:1 -1-> queue:2", ivr_1={"stop_recording": {"1": True}})
    keys = graph.nodes["ivr:1"]["keys"]
    assert len(keys) == 14
    assert keys["0"] is None
    assert keys["1"] == {"kind": "queue", "value": "2", "prefix": "", "stop_recording": True}


def test_nodes_come_in_the_order_in_which_callers_meet_them():
    graph = calls(
        "ivr:1 -2-> ivr:9",
        "ivr:1 -1-> ivr:10",
        "ivr:10 -1-> ivr:11",
        "ivr:9 -1-> queue:1",
        ivr_11={},
    )
    met = [node for node, data in graph.nodes(data=True) if is_menu(data)]
    assert met[0] == "ivr:1"
    assert met[-1] == "ivr:11"
