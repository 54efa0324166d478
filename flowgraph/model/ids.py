"""The identity of things on the PBX: it writes one id as a number here and as text there."""

from __future__ import annotations

import re

_NUMERIC = re.compile(r"(?P<whole>\d+)(\.0*)?")


def canonical_id(value: object) -> str:
    """Give the one spelling of an id, however the PBX or a user wrote it.

    Args:
        value: Integer, float or text; blanks around it, leading zeros and ``.0`` do not count.
            ``None`` and the web interface's ``[None]`` are no id.

    Returns:
        The id as text, empty where there is none.

    >>> canonical_id(" 007 "), canonical_id(32.0), canonical_id("h-7"), canonical_id(None)
    ('7', '32', 'h-7', '')
    """
    # Most ids come so, and a crawl asks for hundreds of thousands.
    if value.__class__ is int and value >= 0:
        return str(value)
    text = plain_text(value).strip()
    match = _NUMERIC.fullmatch(text) if text else None
    if match is None or not text.isascii():
        return text
    return match["whole"].lstrip("0") or "0"


def plain_text(value: object) -> str:
    """Give a setting as text exactly as the PBX holds it; unset in any of its spellings is empty.

    Source: the Open API writes unset as an empty text, older data as null, the web interface as
    ``[None]``.
    """
    text = name_text(value)
    return "" if "None" in text and text.strip() in ("[None]", "None") else text


def name_text(value: object) -> str:
    """Give a name or a number as text exactly as the PBX holds it; a menu may well be called None.

    A list or an object is no text: it is empty here.

    >>> name_text("None"), name_text(6200), name_text(None), name_text({"a": 1})
    ('None', '6200', '', '')
    """
    if value.__class__ is str:
        return value
    return "" if value is None or isinstance(value, (list, dict)) else str(value)


def root_node(root: str) -> str:
    """Give the node of a root: a bare id is an IVR's.

    >>> root_node("5"), root_node("inbound_route:2")
    ('ivr:5', 'inbound_route:2')
    """
    return root if ":" in root else f"ivr:{root}"


def id_order(value: str) -> tuple[int, int, str]:
    """Sort ids as people count: 2 before 10, numbers before words."""
    if value.isascii() and value.isdigit():
        return (0, int(value), "") if len(value) < 19 else (1, 0, value.rjust(64, "0"))
    return (2, 0, value)


def node_order(node: str) -> tuple[str, tuple[int, int, str]]:
    """Sort node ids (``kind:value``) by kind, then as :func:`id_order`."""
    kind, _, value = node.partition(":")
    return kind, id_order(value)
