"""What a rule is: a record with one function of the call flow, and an example of each sort.

A rule lives in a file of its own that is named after it, in the folder of its group, and is found
there by itself. It imports no library, so that ``explain`` starts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from ..model.missing import Status
    from .flow import Flow

Severity = Literal["error", "warning", "info"]
ERROR: Severity = "error"
WARNING: Severity = "warning"
INFO: Severity = "info"

#: How strong the source of a rule is; a rule may rest on two.
STRENGTHS: Mapping[str, str] = {
    "A": "a standard, a regulator or an experiment",
    "B": "a vendor or a professional body",
    "C": "the habit of a well-known tool",
    "D": "our own reasoning",
}


class Fault(NamedTuple):
    """A place that a rule finds fault with.

    Attributes:
        node: What it is about: a menu, a queue, an inbound route. Of a group the lowest.
        key: The key of that node, empty where it is about none. Of a group the first.
        message: What is wrong, one clause without a full stop; it does not name the place.
        fix: What to change, one clause without a full stop.
        severity: Where it differs from the rule's.
        detail: What tells several faults of one node and key apart (a file name).
        related: Other nodes that belong to it.
    """

    node: str
    key: str
    message: str
    fix: str
    severity: Severity | None = None
    detail: str = ""
    related: tuple[str, ...] = ()


class NotChecked(NamedTuple):
    """Why a rule could not look at everything, one clause without a full stop."""

    reason: str


class Example(NamedTuple):
    """A small call flow that shows a rule, also to the reader of ``explain``.

    Attributes:
        steps: Lines such as ``ivr:5 -1-> queue:2``, ``queue:2 -fail-> ivr:5``,
            ``inbound_route:1 -office-> ivr:5`` or ``ivr:5 -8-> external_num:5550 prefix 9``. Calls
            arrive at the source of the first one. An IVR exists where a step leaves it or
            ``facts`` name it, anything else everywhere; see also ``missing``.
        facts: Settings by node, under the names of the model (:class:`~flowgraph.model.ivr.Ivr`,
            ``Group``, ``Route``).
        lists: Ids on the PBX's lists by kind, for example ``{"extension": ("100",)}``; a
            number is the same as its id. A kind that is absent was not read.
        prompts: What the PBX's list of prompts holds: file and the text that it says, empty for a
            recording. None where the list was not read.
        everything: Whether all of the PBX was read (``--all``).
        forced: Routes that somebody has forced, and where to: ``{"inbound_route:1": "ivr:9"}``.
        missing: Status of IVRs that no step leaves, by id, where it is another than that they do
            not exist: ``{"7": "not_included"}``.
    """

    steps: tuple[str, ...] = ()
    facts: Mapping[str, Mapping[str, Any]] = {}
    lists: Mapping[str, tuple[str, ...]] = {}
    prompts: Mapping[str, str] | None = None
    everything: bool = False
    forced: Mapping[str, str] = {}
    missing: Mapping[str, Status] = {}


class Rule(NamedTuple):
    """A rule of ``flowgraph check``.

    Attributes:
        id: A speaking name; the file is called the same.
        severity: How bad it is unless a fault or a setting says otherwise.
        summary: What is wrong where it finds something, one clause without a full stop.
        why: What that means for callers or for whoever looks after the PBX.
        source: Where the rule comes from.
        strength: Letters of :data:`STRENGTHS`, for example ``AB``.
        check: From the call flow to what is wrong.
        bad: A call flow that it finds fault with.
        good: One that it does not.
        counter: Evidence against it; empty where none is known.
        limit: The number that decides, where there is one, and a setting may change it.
        limit_words: What the number counts.
        waits_for: What must be known about PBXs before the rule may judge, one clause; until then
            it says so instead of finding anything. Empty where it may.
    """

    id: str
    severity: Severity
    summary: str
    why: str
    source: str
    strength: str
    check: Callable[[Flow], Iterable[Fault | NotChecked]]
    bad: Example
    good: Example
    counter: str = ""
    limit: int | None = None
    limit_words: str = ""
    waits_for: str = ""
