"""PBXs full of private texts, to see whether any of them survives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from flowgraph.model.destination import KNOWN_KINDS, Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.extension import Extension
from flowgraph.model.group import Group
from flowgraph.model.ids import id_order
from flowgraph.model.ivr import Dialable, Ivr
from flowgraph.model.keys import KEYS
from flowgraph.model.missing import Missing
from flowgraph.model.prompt import Prompt
from flowgraph.model.route import Route
from flowgraph.model.schedule import EveryYear, Holiday, MonthDay, OfficeHours, Schedule
from flowgraph.model.snapshot import Refusal, Snapshot

#: Stands in every private text, and in nothing of ours.
MARK = "Zyxo"

Draw = Callable[[Any], Any]

IDS = st.integers(1, 5).map(str)
_SIGNS = st.characters(exclude_categories=["Cs", "Cc"])
NAMES = st.tuples(st.text(_SIGNS, max_size=5), st.text(_SIGNS, max_size=5)).map(MARK.join)
_PLACES = st.sampled_from(("", "default", " "))
FILES = st.one_of(
    _PLACES,
    st.tuples(
        st.sampled_from((MARK, MARK.lower(), f" {MARK} 2", f"{MARK}.old")),
        st.sampled_from(("", ".wav", ".WAV", ".txt")),
    ).map("".join),
)
INSIDE = st.one_of(
    st.just(""), NAMES, st.from_regex(r"[1-9][0-9]{0,4}", fullmatch=True), st.just("*42")
)
OUTSIDE = st.one_of(
    st.just(""),
    NAMES,
    st.from_regex(r"(\+|_|)[0-9]{1,9}( [0-9]{1,3}|)(X{0,2}|\.|!|\[1-5\]|)", fullmatch=True),
)
_KINDS = st.sampled_from((*sorted(KNOWN_KINDS), "call_flow"))
_PROMPT_KINDS = ("play_prompt", "play_greeting")


@st.composite
def destinations(draw: Draw) -> Destination:
    kind = draw(_KINDS)
    values = FILES if kind in _PROMPT_KINDS else OUTSIDE
    if kind in ("ivr", "extension", "ext_vm", "ring_group", "queue", "group_vm", "conference"):
        values = IDS
    prefixes = st.one_of(st.just(""), st.sampled_from(("2", "9", "1234567", "0049")), NAMES)
    return Destination(kind, draw(values), draw(prefixes))


_DIALABLES = st.lists(
    st.builds(
        Dialable,
        name=NAMES,
        number=INSIDE,
        id=st.one_of(st.just(""), IDS),
        kind=st.sampled_from(("", "extension", "ext_group", "queue")),
    ),
    max_size=3,
).map(tuple)


def maybe(values: Any) -> Any:
    return st.one_of(st.none(), values)


def _keys(values: Any) -> Any:
    return st.dictionaries(st.sampled_from(KEYS), values, max_size=4).map(
        lambda found: {key: found[key] for key in KEYS if key in found}
    )


@st.composite
def menus(draw: Draw, identity: str) -> Ivr:
    keys = draw(_keys(destinations()))
    rest = _keys(st.builds(Destination, st.just(""), OUTSIDE, NAMES))
    return Ivr(
        id=identity,
        number=draw(INSIDE),
        name=draw(NAMES),
        prompts=draw(maybe(st.lists(FILES.map(str.strip).filter(bool), max_size=2).map(tuple))),
        dial_ext_option=draw(st.sampled_from((None, "all", "allow", "restrict", f"{MARK} x"))),
        dial_ext_list=draw(maybe(_DIALABLES)),
        restrict_dial_ext_list=draw(maybe(_DIALABLES)),
        enb_dial_outb_routes=draw(maybe(st.booleans())),
        dial_outb_route_list=draw(maybe(_DIALABLES)),
        enb_dial_call_number=draw(maybe(st.booleans())),
        dial_call_number_list=draw(maybe(_DIALABLES)),
        alert_info=draw(maybe(NAMES)),
        client_unique_ringtone=draw(maybe(NAMES)),
        keys=keys,
        leftovers={k: v for k, v in draw(rest).items() if k not in keys},
        unknown=draw(
            st.dictionaries(st.just("new_field"), st.one_of(NAMES, st.just({MARK: [MARK]})))
        ),
        remarks=draw(st.lists(NAMES, max_size=1).map(tuple)),
    )


def _by_id(values: Callable[[str], Any]) -> Any:
    return st.sets(IDS, max_size=3).flatmap(
        lambda ids: st.fixed_dictionaries({i: values(i) for i in sorted(ids, key=id_order)})
    )


def _by_node(values: Any) -> Any:
    return values.map(lambda found: {item.node_id: item for item in found.values()})


def _listing(identity: str) -> Any:
    return st.builds(Entry, st.just(identity), INSIDE, NAMES)


_LISTINGS = st.one_of(
    _by_id(_listing).map(Listing),
    st.builds(Listing, st.just({}), NAMES, st.sampled_from((None, 10005, 12345))),
)


def _group(identity: str) -> Any:
    return st.builds(
        Group,
        kind=st.just("queue"),
        id=st.just(identity),
        number=INSIDE,
        name=NAMES,
        fail=maybe(destinations()),
        knows_fail=st.just(True),
        members=maybe(st.lists(st.one_of(NAMES, INSIDE, OUTSIDE), max_size=2).map(tuple)),
    )


def _extension(identity: str) -> Any:
    return st.builds(
        Extension,
        id=st.just(identity),
        number=INSIDE,
        presence=st.sampled_from(("", "lunch", f"{MARK} is ill")),
        forwards=st.dictionaries(st.sampled_from(("always", "busy")), destinations()),
    )


def _route(identity: str) -> Any:
    return st.builds(
        Route,
        id=st.just(identity),
        position=st.just(int(identity)),
        name=NAMES,
        did_patterns=maybe(st.lists(OUTSIDE, max_size=2).map(tuple)),
        cid_patterns=maybe(st.lists(OUTSIDE, max_size=2).map(tuple)),
        trunks=maybe(st.lists(NAMES, max_size=2).map(tuple)),
        branches=st.dictionaries(st.sampled_from(("default", "office")), destinations()),
        current=maybe(destinations()),
        unknown=st.dictionaries(st.just("new_field"), NAMES),
    )


def _prompt(identity: str) -> Any:
    texts = st.tuples(NAMES, st.integers(0, 9)).map(lambda t: f"For {t[0]}, press {t[1]}.")
    return st.builds(
        lambda file, text: Prompt(identity, file, (file.lower(),), "tts", text, "en"),
        FILES.filter(str.strip),
        texts,
    )


_SCHEDULES = st.builds(
    lambda name, remark, unread: Schedule(
        (OfficeHours("1", remark=remark),),
        (Holiday("1", name, EveryYear(MonthDay(1, 1), MonthDay(1, 2))),),
        "Europe/Berlin",
        unread,
    ),
    NAMES,
    NAMES,
    st.lists(NAMES, max_size=1).map(tuple),
)


@st.composite
def snapshots(draw: Draw) -> Snapshot:
    """Make any PBX in which every text that may be private has :data:`MARK` in it."""
    ivrs = draw(_by_id(menus).filter(bool))
    lost = {f"{90 + n}": text for n, text in enumerate(draw(st.lists(NAMES, max_size=1)))}
    routes = draw(maybe(_by_node(_by_id(_route)))) or {}
    return Snapshot(
        name=draw(st.one_of(st.just(""), NAMES)),
        roots=(next(iter(ivrs)), *routes),
        ivrs=ivrs,
        missing={i: Missing(i, "unreadable", None, text) for i, text in lost.items()},
        directory=Directory(
            draw(
                st.dictionaries(
                    st.sampled_from(("extension", "queue", "conference", "ivr")), _LISTINGS
                )
            )
        ),
        groups=draw(_by_node(_by_id(_group))),
        extensions=draw(_by_node(_by_id(_extension))),
        routes=routes,
        schedule=draw(maybe(_SCHEDULES)),
        prompts=draw(maybe(_by_id(_prompt))),
        refusals={kind: Refusal(draw(NAMES)) for kind in draw(st.sets(st.just("ring_group")))},
        cut=draw(st.one_of(st.just(""), NAMES)),
    )
