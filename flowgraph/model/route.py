"""An inbound route: the number that was dialled, and where the call goes at what time."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from .destination import Destination


class Route(BaseModel):
    """An entry of the PBX. A field that the PBX did not send is None: unknown, not empty.

    Attributes:
        id: The PBX's id of it.
        position: Place in the list; the PBX's order of matching is by position (inferred).
        name: Its name.
        did_patterns: Dialled numbers or patterns that it takes; empty takes any.
        cid_patterns: Callers' numbers or patterns that it takes; empty takes any.
        trunks: Names of the trunks that it listens on.
        time_condition: The PBX's word; ``disabled`` sends calls at any time to ``default``.
        branches: Destination by key: ``default``, ``office``, ``outoffice``, ``holiday``.
        current: Where calls go now, as the PBX says.
        unknown: Fields that this version does not know, as the PBX sent them.
        dropped: Names of fields that hold secrets; their values were never kept.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    position: int | None = None
    name: str = ""
    did_patterns: tuple[str, ...] | None = None
    cid_patterns: tuple[str, ...] | None = None
    trunks: tuple[str, ...] | None = None
    time_condition: str | None = None
    branches: dict[str, Destination] = {}
    current: Destination | None = None
    unknown: dict[str, Any] = {}
    dropped: tuple[str, ...] = ()

    @property
    def node_id(self) -> str:
        """The route's node in the call graph."""
        return f"inbound_route:{self.id}"

    @property
    def depends_on_time(self) -> bool:
        """Whether the hour decides where a call goes."""
        return any(key in self.branches for key in ("office", "outoffice", "holiday"))
