"""Ways to tell people: a command, a webhook, e-mail. Each either delivers a message or raises."""

from __future__ import annotations

from typing import Protocol

from ..message import Message


class Channel(Protocol):
    """A way to tell.

    Attributes:
        name: ``command``, ``webhook`` or ``mail``; what it was told last is kept under it.
    """

    name: str

    def send(self, message: Message) -> None:
        """Deliver a message.

        Raises:
            DeliveryFailed: It did not arrive, as far as one can know.
        """
