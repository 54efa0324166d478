"""A queue or a ring group: several people, and where the call goes if none of them answers."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from .destination import Destination

GroupKind = Literal["queue", "ring_group"]


class Group(BaseModel):
    """A queue or ring group. A field that the PBX did not send is None: unknown, not empty.

    Attributes:
        kind: ``queue`` or ``ring_group``.
        id: The PBX's id of it.
        number: What is dialled for it.
        name: Its name.
        strategy: The PBX's word for how it rings.
        fail: Failover destination; None where it is unset or unknown.
        knows_fail: Whether the PBX sent the failover fields, so that None means unset.
        limit_s: Seconds until the failover: a queue's ``max_wait_time`` (0 is no limit), a ring
            group's ``ring_timeout``.
        members: Numbers or names of a ring group's members or a queue's static agents.
        dynamic: Numbers or names of a queue's dynamic agents, who log in and out.
    """

    model_config = ConfigDict(frozen=True)

    kind: GroupKind
    id: str
    number: str = ""
    name: str = ""
    strategy: str | None = None
    fail: Destination | None = None
    knows_fail: bool = False
    limit_s: int | None = None
    members: tuple[str, ...] | None = None
    dynamic: tuple[str, ...] | None = None

    @property
    def node_id(self) -> str:
        """The group's node in the call graph."""
        return f"{self.kind}:{self.id}"
