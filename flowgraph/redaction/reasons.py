"""Why something could not be read, without the words of the PBX or the name of a file."""

from __future__ import annotations

import re

from ..sources.openapi import codes

LEFT_OUT = "the reason is left out"

#: Sentences of ours in which nothing of the PBX's stands but fields and ids.
_OURS = re.compile(
    r"""
      interrupted
    | deeper\ than\ --max-depth\ \d+
    | stopped\ at\ --max-menus\ \d+
    | the\ PBX\ gave\ \d+\ rows\ of\ its\ list\ of\ IVRs,\ not\ all
    | the\ answer\ holds\ no\ menu
    | the\ answer\ is\ (?:empty|nested\ too\ deeply|no\ JSON\ object)
    | the\ answer\ is\ no\ valid\ JSON\ \([a-z ':,]{1,60},\ line\ \d+,\ column\ \d+\)
    | the\ input\ does\ not\ hold\ this\ (?:menu|list)
    | one\ saved\ answer\ holds\ one\ menu\ and\ nothing\ else
    | [a-z_]{1,30}\.json\ (?:is\ not\ in\ the\ folder|holds\ no\ list)
    | field\ '[a-z0-9_]{1,60}'\ is\ there\ twice
    | business\ hours\ \d+\ do\ not\ say\ whether\ their\ months\ and\ days\ count;
      \ they\ are\ read\ as\ if\ they\ did
    | the\ business\ hours\ belong\ to\ several\ time\ zones\ \(ids\ [\d, ]+\);
      \ all\ are\ read\ as\ one\ schedule
    """,
    re.VERBOSE | re.ASCII,
)


def plain_reason(message: str, code: int | None = None) -> str:
    """Tell a reason in words that hold nobody's name.

    Args:
        message: As it was told; empty where there is none.
        code: errcode or HTTP status, where there was one: then it says enough.

    Returns:
        A text that is empty where the message is.

    >>> plain_reason("errcode 60001: no such object - Main menu is gone", 60001)
    'errcode 60001: no such object on the PBX'
    >>> plain_reason("the answer is empty"), plain_reason("cannot be read: /home/acme/pbx")
    ('the answer is empty', 'the reason is left out')
    """
    if not message:
        return message
    if code is not None:
        return codes.describe(code)
    told = message.partition("; it starts with ")[0]
    return told if _OURS.fullmatch(told) else LEFT_OUT
