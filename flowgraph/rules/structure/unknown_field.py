"""Fields of the PBX that this version does not understand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...model.destination import INBOUND_ROUTE, IVR
from ...text import one_line, shorten
from ..rule import INFO, Example, Fault, Rule
from ..words import MOST_LISTED, listed, quoted

if TYPE_CHECKING:
    from ..flow import Flow

_LONGEST_NAME = 80
#: Fields of inbound routes that are known, and lead no call anywhere in a call flow: faxes, and
#: the extensions that patterns of a number stand for.
_UNDERSTOOD = frozenset(
    {
        *("enb_fax_detect", "fax_dest", "fax_dest_value", "def_dest_ext_list"),
        *("office_time_dest_ext_list", "outoffice_time_dest_ext_list", "holiday_dest_ext_list"),
    }
)


def check(flow: Flow) -> Iterator[Fault]:
    """Find fields that were kept as they came; each is told once, however many have it."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for node in flow.nodes:
        fields = set(flow.data(node).get("unknown_fields", ())) - _UNDERSTOOD
        for field in sorted({shorten(one_line(name), _LONGEST_NAME) for name in fields}):
            places[field].append(node)
    for field, nodes in places.items():
        yield Fault(
            nodes[0],
            "",
            f"the field {quoted(field)} is not understood; it stands in {_counted(flow, nodes)}",
            "compare with the PBX: if keys depend on the time there, the picture shows one case",
            detail=field,
            related=tuple(nodes[1 : MOST_LISTED + 1]),
        )


def _counted(flow: Flow, nodes: Sequence[str]) -> str:
    told = []
    for kind, one, many in ((IVR, "menu", "menus"), (INBOUND_ROUTE, "entry", "entries")):
        number = sum(flow.data(node)["kind"] == kind for node in nodes)
        if number:
            told.append(f"{number} {one if number == 1 else many}")
    return listed(told)


RULE = Rule(
    id="unknown-field",
    severity=INFO,
    summary="the PBX has a field that is not understood",
    why=(
        "Newer firmware has settings that change where calls go, for example time conditions on "
        "keys: the picture may be wrong without a sign."
    ),
    source="Yeastar's key events by time condition, since firmware 37.14.0.24",
    strength="B",
    check=check,
    bad=Example(
        ("ivr:5 -1-> queue:2",),
        {"ivr:5": {"unknown": {"press1_office_time_dest": "queue"}}},
    ),
    good=Example(("ivr:5 -1-> queue:2",)),
)
