"""Number patterns of routes: which dialled number does a route take?"""

from __future__ import annotations

import re

_CLASSES = {"X": "[0-9]", "Z": "[1-9]", "N": "[2-9]", ".": ".+", "!": ".*"}
_TOKEN = re.compile(r"\[[^\]]*\]|.", re.S)


def matches(pattern: str, number: str) -> bool:
    """Whether a pattern takes a number.

    Args:
        pattern: A number, or a pattern of ``X`` (0-9), ``Z`` (1-9), ``N`` (2-9), ``[1-5]``, ``.``
            (one or more) and ``!`` (none or more), with or without a leading ``_``.
        number: What was dialled; blanks, dashes and brackets do not count.

    Source: the vendor's page "DID Pattern and Caller ID Pattern"; the letters are Asterisk's.

    >>> matches("_55501XX", "5550142"), matches("+1 555 0100", "+15550100")
    (True, True)
    """
    plain = re.sub(r"[\s()-]", "", number)
    wanted = re.sub(r"[\s()]", "", pattern).removeprefix("_")
    if wanted.replace("-", "") == plain:
        return True
    try:
        return re.fullmatch("".join(map(_regular, _TOKEN.findall(wanted))), plain) is not None
    except re.error:
        return False


def _regular(token: str) -> str:
    if len(token) > 1:
        return token
    return _CLASSES.get(token.upper(), re.escape(token))
