"""Where a key leads: kind, value and prefix."""

from __future__ import annotations

from typing import NamedTuple

IVR = "ivr"
EXTENSION = "extension"
EXT_VM = "ext_vm"
RING_GROUP = "ring_group"
QUEUE = "queue"
GROUP_VM = "group_vm"
CONFERENCE = "conference"
DIAL_BY_NAME = "dial_by_name"
EXTERNAL_NUM = "external_num"
PLAY_GREETING = "play_greeting"
PLAY_PROMPT = "play_prompt"
END_CALL = "end_call"
#: No destination, but the kind of the nodes in front of menus.
INBOUND_ROUTE = "inbound_route"

#: Kinds of the vendor's page on ``ivr/get``; anything else is kept and shown as unknown.
KNOWN_KINDS = frozenset(
    {
        IVR,
        EXTENSION,
        EXT_VM,
        RING_GROUP,
        QUEUE,
        GROUP_VM,
        CONFERENCE,
        DIAL_BY_NAME,
        EXTERNAL_NUM,
        PLAY_GREETING,
        PLAY_PROMPT,
        END_CALL,
    }
)

#: Kinds whose value is an id of the PBX; phone numbers and file names keep their exact text.
KINDS_WITH_ID = frozenset({IVR, EXTENSION, EXT_VM, RING_GROUP, QUEUE, GROUP_VM, CONFERENCE})

#: Kinds that play a file; their prefix is the number of times it is played.
PROMPT_KINDS = frozenset({PLAY_GREETING, PLAY_PROMPT})

#: Kinds that need no value: there is one of each.
KINDS_WITHOUT_VALUE = frozenset({DIAL_BY_NAME, END_CALL})

#: The list in which the name of a destination is looked up.
LIST_OF_KIND = {
    IVR: IVR,
    EXTENSION: EXTENSION,
    EXT_VM: EXTENSION,
    RING_GROUP: RING_GROUP,
    QUEUE: QUEUE,
    GROUP_VM: GROUP_VM,
    CONFERENCE: CONFERENCE,
}

KIND_WORDS = {
    IVR: "IVR",
    EXTENSION: "Extension",
    EXT_VM: "Voicemail",
    RING_GROUP: "Ring group",
    QUEUE: "Queue",
    GROUP_VM: "Group voicemail",
    CONFERENCE: "Conference",
    DIAL_BY_NAME: "Dial by name",
    EXTERNAL_NUM: "External number",
    PLAY_GREETING: "Play and hang up",
    PLAY_PROMPT: "Play and return",
    END_CALL: "Hang up",
    INBOUND_ROUTE: "Inbound route",
}


class Destination(NamedTuple):
    """The target of a key.

    Attributes:
        kind: The PBX's word in small letters, for example ``queue``; unknown ones are kept.
        value: Id, phone number or file name; empty where the kind has none or none was given.
        prefix: As the PBX holds it. It means something on external numbers (dial-out prefix) and
            prompts (play count) only; elsewhere it is left over from an earlier setting.
    """

    kind: str
    value: str = ""
    prefix: str = ""

    @property
    def node_id(self) -> str:
        """The destination's node in the call graph, for example ``queue:1``."""
        if self.kind in KINDS_WITHOUT_VALUE:
            return f"{self.kind}:"
        if self.dial_prefix:
            return f"{self.kind}:{self.dial_prefix}-{self.value}"
        return f"{self.kind}:{self.value}"

    @property
    def dial_prefix(self) -> str:
        """What the PBX dials before an external number; empty on any other kind."""
        return self.prefix if self.kind == EXTERNAL_NUM else ""

    @property
    def play_count(self) -> int | None:
        """How often a prompt is played; None where it is no prompt or the PBX does not say."""
        text = self.prefix.strip()
        is_count = self.kind in PROMPT_KINDS and text.isdecimal() and len(text) < 10
        return int(text) if is_count else None

    @property
    def is_known(self) -> bool:
        """Whether this version knows what the kind means."""
        return self.kind in KNOWN_KINDS
