"""Names and numbers of what menus lead to, from the PBX's lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .destination import LIST_OF_KIND, Destination


class Entry(NamedTuple):
    """A row of a list: an extension, a queue and the like."""

    id: str
    number: str
    name: str


class Listing(NamedTuple):
    """One list of the PBX, or the reason why there is none.

    Attributes:
        entries: Rows by id; empty where the list could not be read.
        refusal: Why it could not be read, in words; empty where it could.
        code: errcode or HTTP status of the refusal.
        complete: False where a limit cut it off, so that absence proves nothing.
    """

    entries: Mapping[str, Entry] = {}
    refusal: str = ""
    code: int | None = None
    complete: bool = True

    @property
    def is_known(self) -> bool:
        """Whether the list could be read."""
        return not self.refusal


class Directory(NamedTuple):
    """The lists that were asked for, by kind."""

    listings: Mapping[str, Listing] = {}

    def entry(self, destination: Destination) -> Entry | None:
        """Find the row of a destination; None where its list or its row is not known."""
        listing = self._listing(destination)
        return listing.entries.get(destination.value) if listing else None

    def lacks(self, destination: Destination) -> bool:
        """Whether the list could be read whole and does not hold the destination."""
        listing = self._listing(destination)
        if listing is None or not listing.is_known or not listing.complete:
            return False
        return destination.value not in listing.entries

    def _listing(self, destination: Destination) -> Listing | None:
        kind = LIST_OF_KIND.get(destination.kind)
        return self.listings.get(kind) if kind else None
