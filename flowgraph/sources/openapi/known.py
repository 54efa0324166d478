"""Which fields of which object flowgraph knows, so that others can be told of.

Menus and inbound routes keep what they do not know by themselves. Source of the rest: what
:mod:`.objects` and :mod:`.schedule_fields` read, and the vendor's pages on the lists.
"""

from __future__ import annotations

from collections.abc import Iterable

from .fields import looks_like_ivr

_FAIL = ("fail_dest", "fail_dest_prefix", "fail_dest_value")
_ROW = ("text", "text2", "value", "type")
_FORWARD = (
    "enb_ex_{}_forward",
    *(f"ex_{{}}_forward_{n}" for n in ("dest", "prefix", "value", "num")),
)


def _rows(name: str, fields: Iterable[str] = _ROW) -> tuple[str, ...]:
    return (name, *(f"{name}[].{field}" for field in fields))


#: Paths of known fields by kind; ``[]`` stands for any item of a list.
KNOWN_PATHS: dict[str, frozenset[str]] = {
    "queue": frozenset(
        {
            *("id", "number", "name", "ring_strategy", "max_wait_time", *_FAIL),
            *("moh", "agent_timeout", "retry_time", "wrap_up_time"),
            *_rows("static_agent_list"),
            *_rows("dynamic_agent_list"),
            *_rows("manager_list"),
        }
    ),
    "ring_group": frozenset(
        {
            *("id", "number", "name", "ring_strategy", "ring_timeout", "join_prompt", *_FAIL),
            *_rows("member_list"),
        }
    ),
    "extension": frozenset(
        {
            *("id", "number", "caller_id_name", "first_name", "last_name", "name"),
            "presence_status",
            *_rows(
                "presence_list",
                (
                    "status",
                    *(
                        field.format(word)
                        for word in ("always", "no_answer", "busy")
                        for field in _FORWARD
                    ),
                ),
            ),
        }
    ),
    "conference": frozenset(
        {"id", "number", "name", *_rows("moderator_list", ("id", "name", "type"))}
    ),
    "group_vm": frozenset({"id", "number", "name", "type", "mode", *_rows("member_list")}),
    "business_hour": frozenset(
        {
            *("id", "timezone_id", "time_condition_switch", "months", "days_of_week", "days"),
            *("remark", *_rows("office_times", ("value",)), *_rows("reset_times", ("value",))),
        }
    ),
    # The vendor's fields of holidays are not documented: whatever there is, is news.
    "holiday": frozenset({"id", "name"}),
    "time_zone": frozenset({"id", "name", "timezone", "enable_dst", "timezone_type"}),
    "custom_prompt": frozenset(
        {
            *("id", "file", "suffix", "type", "real_filename", "text", "language", "extension"),
            *("created_ts", "updated_ts"),
        }
    ),
}


def is_known_of_menus(name: str) -> bool:
    """Whether a menu's field has a known name; then its content was not understood."""
    return looks_like_ivr({name: None})
