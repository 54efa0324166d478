"""Keeps secrets out of every text that leaves the program; imports nothing of ours.

Tokens ride in the query of every request of this API, so they turn up in error texts of
libraries, in logs, and in the PBX's own messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PAIR = re.compile(
    r"""(?ix)
    ( \b(?:access_?token|refresh_?token|token|client_?secret|secret|password|pin)
      ["']? \s* (?:=|:|%3d) \s* ["']? )
    [^\s&"',;}<>]+
    """
)
_USERINFO = re.compile(r"(?i)(https?://)[^/\s@]+@")

#: Words that mark a field as secret when they stand alone between underscores or capitals.
SECRET_WORDS = frozenset({"password", "passwd", "pin", "secret", "token"})
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """Replace tokens and passwords by ``***``.

    Args:
        text: Any text.
        secrets: Values known to be secret, replaced wherever they stand.

    >>> mask("GET /ivr/get?access_token=abc&id=3 failed")
    'GET /ivr/get?access_token=***&id=3 failed'
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    return _PAIR.sub(r"\1***", _USERINFO.sub(r"\1***@", text))


def is_secret_field(name: str) -> bool:
    """Whether a field's name says that its value is a secret.

    >>> is_secret_field("prompt_manger_password"), is_secret_field("pinned_message")
    (True, False)
    """
    return not SECRET_WORDS.isdisjoint(word.lower() for word in _WORDS.findall(name))
