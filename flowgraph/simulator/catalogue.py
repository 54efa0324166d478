"""The kinds of object that the simulated PBX has: their paths, reply keys and sort fields.

Source: the vendor's pages "Query … List", one per kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..sources.openapi.endpoints import LISTS

#: Lists that the client does not read, or reads elsewhere: kind, path, reply key.
_MORE = (("outbound_route", "outbound_route/list", "data"),)

#: Fields for ``sort_by``, the default first; a kind that is not here takes any field.
_SORT_BY = {
    "ivr": ("id", "number", "name"),
    "ring_group": ("id", "number", "name", "ring_strategy"),
    "queue": ("id", "number", "name", "ring_strategy"),
    "conference": ("number", "name"),
    "group_vm": ("id", "number", "name", "type", "mode"),
    "inbound_route": ("id", "pos", "name"),
    "business_hour": ("id",),
}

READ_VERBS = frozenset({"list", "search", "get", "query"})
#: GET changes things as well on this API, so a client's slip must be seen and refused.
WRITE_VERBS = frozenset({"add", "create", "update", "edit", "delete", "batch_delete", "move"})


@dataclass(frozen=True)
class Kind:
    """One kind of object.

    Attributes:
        name: Stem of its file in the PBX folder.
        stem: Its path before the verb.
        reply_key: Key under which a list's rows stand; single objects always stand under ``data``.
        sort_by: Fields to sort by, the default first; empty takes any and has no default.
    """

    name: str
    stem: str
    reply_key: str
    sort_by: tuple[str, ...] = ()

    @property
    def must_be_paged(self) -> bool:
        """Whether ``page`` and ``page_size`` are mandatory, as the vendor's page says."""
        return self.name == "conference"

    @property
    def has_last_pos(self) -> bool:
        """Whether its list names the last position."""
        return self.name.endswith("_route")


def _kind(name: str, path: str, reply_key: str) -> Kind:
    return Kind(name, path.partition("/")[0], reply_key, _SORT_BY.get(name, ()))


KINDS: dict[str, Kind] = {
    kind.stem: kind
    for kind in (
        *(_kind(one.kind, one.path, one.reply_key) for one in LISTS.values()),
        *(_kind(*one) for one in _MORE),
    )
}


def find(path: str) -> tuple[Kind, str] | None:
    """Split an API path into kind and verb; None for a path of no kind.

    >>> kind, verb = find("vm_group/list")
    >>> kind.name, verb
    ('group_vm', 'list')
    """
    stem, _, verb = path.partition("/")
    return (KINDS[stem], verb) if stem in KINDS and verb else None
