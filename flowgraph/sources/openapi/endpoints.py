"""The read paths of the Open API that flowgraph knows, and nothing else.

On this API GET deletes as well (``ivr/delete``), so the client sends only what stands in this
module. Source: the vendor's developer guide, one page per path; field and key names are spelt
as the PBX spells them.
"""

from __future__ import annotations

from dataclasses import dataclass

API_PREFIX = "/openapi/v1.0/"

GET_TOKEN = "get_token"  # noqa: S105  a path, not a token
REFRESH_TOKEN = "refresh_token"  # noqa: S105
DEL_TOKEN = "del_token"  # noqa: S105

IVR_GET = "ivr/get"
IVR_QUERY = "ivr/query"
SYSTEM_INFORMATION = "system/information"


@dataclass(frozen=True)
class ListEndpoint:
    """One list of the PBX.

    Attributes:
        kind: Our word, which is also the stem of the file in a PBX folder.
        path: Path after ``/openapi/v1.0/``.
        reply_key: Key of the reply under which the rows stand; it differs from list to list.
        sort_by: Field to sort by for stable pages; empty where the vendor documents none.
        permission: What an administrator looks for in the web interface.
    """

    kind: str
    path: str
    reply_key: str
    sort_by: str
    permission: str


LISTS: dict[str, ListEndpoint] = {
    endpoint.kind: endpoint
    for endpoint in (
        ListEndpoint("ivr", "ivr/list", "data", "id", "IVR"),
        ListEndpoint("extension", "extension/list", "data", "", "Extension"),
        ListEndpoint("ring_group", "ringgroup/list", "data", "id", "Ring Group"),
        ListEndpoint("queue", "queue/list", "queue_list", "id", "Queue"),
        ListEndpoint("conference", "conference/list", "data", "number", "Conference"),
        ListEndpoint("group_vm", "vm_group/list", "vm_group_list", "id", "Group Voicemail"),
        ListEndpoint("inbound_route", "inbound_route/list", "data", "id", "Inbound Route"),
        ListEndpoint("business_hour", "businesshour/list", "data", "id", "Business Hours"),
        # The vendor's pages do not name this path; a third-party tool suggests its first half.
        ListEndpoint("holiday", "holidays/list", "data", "", "Holidays"),
        ListEndpoint("time_zone", "timezone/list", "data", "", "Time Zone"),
        ListEndpoint("custom_prompt", "custom_prompt/list", "prompt_list", "", "Custom Prompt"),
    )
}

#: Kinds that are read in detail: by ``query?ids=`` or one by one by ``get?id=``.
DETAIL_STEMS = {
    "queue": "queue",
    "ring_group": "ringgroup",
    "extension": "extension",
    "inbound_route": "inbound_route",
}

READ_PATHS = frozenset(
    {IVR_GET, IVR_QUERY, SYSTEM_INFORMATION, DEL_TOKEN}
    | {endpoint.path for endpoint in LISTS.values()}
    | {f"{stem}/{verb}" for stem in DETAIL_STEMS.values() for verb in ("get", "query")}
)
