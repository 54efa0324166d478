"""What the pages of a book are made of: places, keys, ways, findings.

Texts are whole and on one line; what is shortened is shortened where it is shown.
"""

from __future__ import annotations

from typing import NamedTuple

from ..analysis.loops import Severity


class Place(NamedTuple):
    """A thing on the PBX, as pages name it.

    Attributes:
        node: Its id in the call graph.
        style: Name of its style in :mod:`flowgraph.diagram.theme`.
        kind: What it is, in words; the style's.
        number: What is dialled for it; empty where it has none.
        name: What it is called where its kind is told beside it; never empty.
        fault: What is wrong with it: that it does not exist, or could not be read.
    """

    node: str
    style: str
    kind: str
    number: str
    name: str
    fault: str = ""

    @property
    def text(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}" if self.number else self.name


class Step(NamedTuple):
    """One move of a caller.

    Attributes:
        place: Where the caller is.
        key: What takes the call on, in words.
        is_pressed: Whether it is a key that the caller presses.
    """

    place: Place
    key: str
    is_pressed: bool


class Way(NamedTuple):
    """The shortest way from where calls come in to a place, at some hours.

    Attributes:
        steps: Moves, the first from where the call comes in; empty at such a place itself.
        left_out: How many more there are at the end.
        presses: Keys that the caller presses.
        time: How long it takes, estimated, in words.
        remarks: What a caller may wonder about on the way, a clause each.
        hours: Of an entry, the hours at which it holds, in words; empty where it begins at a menu.
    """

    steps: tuple[Step, ...]
    left_out: int
    presses: int
    time: str
    remarks: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()

    @property
    def start(self) -> Place:
        """Where the call comes in."""
        return self.steps[0].place


class KeyRow(NamedTuple):
    """A key of a menu, or how else a call goes on from a place.

    Attributes:
        key: The key, as the call graph names it.
        words: In words.
        is_pressed: Whether it is a key that the caller presses.
        target: Where it leads; None where it is not set.
        is_again: Whether it leads to the same place again.
        notes: What else is set at it, a clause each.
        alarms: What is wrong with it: severity and message.
    """

    key: str
    words: str
    is_pressed: bool
    target: Place | None
    is_again: bool = False
    notes: tuple[str, ...] = ()
    alarms: tuple[tuple[Severity, str], ...] = ()

    @property
    def tone(self) -> Severity | None:
        """Severity of the worst thing that is wrong with it."""
        return self.alarms[0][0] if self.alarms else None


class LeadIn(NamedTuple):
    """A place from which calls come.

    Attributes:
        place: The place.
        keys: What leads on from there, as moves from that place.
        is_reached: Whether any call gets to that place.
    """

    place: Place
    keys: tuple[Step, ...]
    is_reached: bool


class Mention(NamedTuple):
    """A place that names another without leading calls there by a key.

    Attributes:
        words: How, for example ``member of``; the place follows.
        place: The place.
        more: What follows behind the place.
    """

    words: str
    place: Place
    more: str = ""


class Finding(NamedTuple):
    """Something that ``check`` found.

    Attributes:
        rule: Id of the rule.
        severity: How bad it is.
        place: Where.
        key: Its key in words; empty where it is about none.
        is_pressed: Whether that is a key that the caller presses.
        message: What is wrong, a sentence.
        fix: What to change, a sentence; empty where nobody says.
        why: What it means for callers or for whoever looks after the PBX.
        round: The moves of a loop, where it is one.
    """

    rule: str
    severity: Severity
    place: Place
    key: str
    is_pressed: bool
    message: str
    fix: str
    why: str
    round: tuple[Step, ...] = ()


class Prompt(NamedTuple):
    """What is played.

    Attributes:
        file: Its file.
        text: What it says; empty where it is a recording, whose words nobody knows.
        language: Of the text, as BCP 47 writes it; empty if it is not known.
        remark: What is special about it: that it is built in, or in no list of the PBX.
    """

    file: str
    text: str
    language: str
    remark: str = ""


class Setting(NamedTuple):
    """A setting of the PBX in words."""

    label: str
    value: str


class LoopRow(NamedTuple):
    """A set of places in which a call can go round.

    Attributes:
        kind: The verdict's name.
        severity: How bad it is.
        meaning: What it does to a caller, a sentence.
        places: What it goes through.
        more_places: How many more there are.
        round: A shortest round.
        more_steps: How many more moves that has.
        cure: What to change, a sentence; empty where nothing needs it.
    """

    kind: str
    severity: Severity
    meaning: str
    places: tuple[Place, ...]
    more_places: int
    round: tuple[Step, ...]
    more_steps: int
    cure: str


class Gap(NamedTuple):
    """What could not be read, and why."""

    what: str
    reason: str
