"""What could not be read: a value that travels on, not an exception."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Status = Literal["not_found", "unreadable", "not_followed", "not_included"]

NOT_FOUND: Status = "not_found"
UNREADABLE: Status = "unreadable"
NOT_FOLLOWED: Status = "not_followed"
NOT_INCLUDED: Status = "not_included"


class Missing(NamedTuple):
    """A menu that is not there, or not known.

    Attributes:
        id: Id of the IVR.
        status: ``not_found`` (the PBX says so), ``unreadable`` (error or garbage),
            ``not_followed`` (a limit), ``not_included`` (the input is one saved answer).
        code: errcode or HTTP status, None where there was neither.
        message: Why, in words, without any secret.
    """

    id: str
    status: Status
    code: int | None
    message: str

    @property
    def node_id(self) -> str:
        """The node that stands for it in the call graph."""
        return f"ivr:{self.id}"

    def as_row(self) -> dict[str, Any]:
        """Give it as every document of flowgraph carries it; the id is a node id."""
        return {
            "id": self.node_id,
            "status": self.status,
            "code": self.code,
            "message": self.message,
        }
