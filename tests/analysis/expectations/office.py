"""A small office whose calls the tests of expectations play."""

from __future__ import annotations

from menus import snapshot_of

from flowgraph.analysis.expectations.destinations import Destinations
from flowgraph.analysis.expectations.expectation import Expectation
from flowgraph.analysis.expectations.judging import Arrival, Judge, Result
from flowgraph.analysis.schedule import parse_moment
from flowgraph.analysis.targets import whole_graph
from flowgraph.analysis.tokens import parse_keys
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry
from flowgraph.model.group import Group
from flowgraph.model.missing import UNREADABLE
from flowgraph.model.prompt import Prompt
from flowgraph.model.route import Route
from flowgraph.model.schedule import (
    EveryYear,
    Holiday,
    MonthDay,
    OfficeHours,
    Period,
    Schedule,
)
from flowgraph.model.snapshot import Snapshot

WORKDAYS = OfficeHours("1", days_of_week=(0, 1, 2, 3, 4), office=(Period(540, 1080),))
CHRISTMAS = Holiday("1", "Christmas", EveryYear(MonthDay(12, 24), MonthDay(12, 26)))
SCHEDULE = Schedule((WORKDAYS,), (CHRISTMAS,))


def _route(identity: str, *, word: str = "global", **branches: str) -> Route:
    ends = {key: Destination(*node.split(":")) for key, node in branches.items()}
    return Route(id=identity, name=f"Line {identity}", time_condition=word, branches=ends)


ROUTES = (
    _route("1", default="ivr:1", office="ivr:1", outoffice="ivr:3", holiday="ivr:3"),
    _route("2", word="disabled", default="ivr:2"),
    _route("3", word="custom", default="ivr:1", office="ivr:1", outoffice="ivr:3"),
)


def office() -> Snapshot:
    """Give the office: 1 is the welcome menu, 2 sales, 3 the night, 9 is gone, 8 cannot be read."""
    snapshot = snapshot_of(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -2-> queue:1",
        "ivr:1 -3-> ivr:9",
        "ivr:1 -4-> ivr:8",
        "ivr:1 -5-> hologram:5",
        "ivr:1 -6-> ext_vm:24",
        "ivr:1 -invalid-> ivr:2",
        "ivr:2 -1-> queue:2",
        "ivr:2 -2-> extension:24",
        "ivr:2 -3-> play_prompt:hours.wav",
        "ivr:2 -*-> ivr:1",
        "ivr:3 -1-> ext_vm:24",
        "ivr:3 -2-> ext_vm:77",
        "ivr:3 -#-> play_greeting:bye.wav",
        "ivr:3 -timeout-> end_call:",
        ivr_1={"name": "Welcome", "number": "6200", "dial_ext_option": "all"},
        ivr_2={"name": "Sales", "number": "6201"},
        ivr_3={"name": "Night", "number": "6202"},
        missing={"8": UNREADABLE},
        directory={
            "queue": {"1": Entry("1", "6400", "Orders"), "2": Entry("2", "6401", "Sales")},
            "extension": {"24": Entry("24", "304", "Ada Löw"), "25": Entry("25", "305", "Ben")},
            "ring_group": {"4": Entry("4", "6300", "Everybody")},
        },
    )
    menu = snapshot.ivrs["3"].keys
    menu["8"] = Destination("external_num", "555 0142", "9")
    menu["9"] = Destination("external_num", "5550142")
    queue = Group(id="1", kind="queue", fail=Destination("ring_group", "4"))
    return snapshot._replace(
        roots=("1",),
        groups={"queue:1": queue},
        routes={route.node_id: route for route in ROUTES},
        schedule=SCHEDULE,
        prompts={"7": Prompt("7", "spare.wav", ("spare.wav",))},
        is_whole=True,
    )


SNAPSHOT = office()
GRAPH = whole_graph(SNAPSHOT)
DESTINATIONS = Destinations(SNAPSHOT, GRAPH)
JUDGE = Judge(GRAPH, DESTINATIONS, SNAPSHOT.routes, SCHEDULE)


def play(start: str, keys: str, reaches: str, at: str = "") -> Result:
    """Play a call that comes in at a node."""
    moment = parse_moment(at) if at else None
    expectation = Expectation(start, reaches, parse_keys(keys), at=moment)
    return JUDGE.judge(expectation, Arrival(start))
