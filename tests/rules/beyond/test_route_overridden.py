"""A route that somebody has forced is told, with where calls go and where they should."""

from __future__ import annotations

from flowgraph.analysis.times import Moment, Override
from flowgraph.callgraph import call_graph
from flowgraph.model.destination import Destination
from flowgraph.rules import all_rules
from flowgraph.rules.example import flow_of, snapshot_of
from flowgraph.rules.flow import Flow
from flowgraph.rules.judging import judge
from flowgraph.rules.rule import Example

RULE = all_rules()["route-overridden"]
STEPS = (
    "inbound_route:1 -office-> ivr:5",
    "inbound_route:1 -outoffice-> ext_vm:7",
    "ivr:5 -0-> extension:100",
)


def findings(flow: Flow):
    return judge(flow, [RULE]).findings


def test_a_forced_route_is_a_warning_at_the_route_at_whatever_hour():
    flow = flow_of(Example(STEPS, forced={"inbound_route:1": "ext_vm:7"}))
    (found,) = findings(flow)
    assert (found.node, found.key, found.severity) == ("inbound_route:1", "", "warning")
    assert found.message == (
        "calls go to voicemail id 7, but the schedule says IVR id 5 (business hours)"
    )


def test_a_place_that_no_other_call_gets_to_is_named_as_well():
    (found,) = findings(flow_of(Example(STEPS, forced={"inbound_route:1": "queue:3"})))
    assert "calls go to Queue 3," in found.message


def test_on_what_condition_a_route_is_forced_is_told():
    graph = flow_of(Example(STEPS)).graph
    places = Destination("ivr", "5"), Destination("ext_vm", "7")
    forced = {"inbound_route:1": Override("inbound_route:1", "office", *places)}
    moment = Moment(overrides=forced, doubt="if the PBX stands in this computer's time zone")
    (found,) = findings(Flow(graph, moment))
    assert found.message.endswith(
        "(business hours), if the PBX stands in this computer's time zone"
    )


def test_a_route_that_follows_its_schedule_or_a_moment_that_nobody_knows_is_no_finding():
    assert findings(flow_of(Example(STEPS))) == ()


def test_a_forced_route_that_stands_elsewhere_is_left_out():
    flow = flow_of(Example(STEPS, forced={"inbound_route:1": "ext_vm:7"}))
    alone = snapshot_of(Example(("ivr:8 -0-> extension:100",)))
    assert findings(Flow(call_graph(alone), flow.moment)) == ()
