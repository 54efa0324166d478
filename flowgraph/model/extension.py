"""A person's telephone, and where it forwards calls from outside."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from .destination import Destination


class Extension(BaseModel):
    """An extension with its forwarding as it is at the moment.

    Attributes:
        id: The PBX's id of it.
        number: What is dialled for it.
        name: Whose it is.
        presence: Presence status that the forwarding belongs to, for example ``available``; it
            changes whenever its owner changes it.
        forwards: Destination by key: ``always``, ``noanswer``, ``busy``; only rules that are on.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    number: str = ""
    name: str = ""
    presence: str = ""
    forwards: dict[str, Destination] = {}

    @property
    def node_id(self) -> str:
        """The extension's node in the call graph."""
        return f"extension:{self.id}"
