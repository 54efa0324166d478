"""Keeps secrets out of every text that leaves the program; imports nothing of ours.

Tokens ride in the query of every request of this API, so they turn up in error texts of
libraries, in logs, and in the PBX's own messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

# A name and its value as they stand in a query, in JSON (also in JSON within JSON), or in prose.
_PAIR = re.compile(
    r"""(?ix)
    ( (?<![^\W_]) (?:access|refresh)? _? (?:token|(?:client_?)?secret|password|passwd|pin)
      (?:\\?["']|%22)? \s* (?:=|:|%3d|%3a) \s* )
    (?: (\\?["']|%22) .*? (?:\2|$) | [^\s&"',;}<>]+ )
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
        secrets: Values known to be secret, replaced wherever they stand, percent-encoded or not.

    >>> mask("GET /ivr/get?access_token=abc&id=3 failed")
    'GET /ivr/get?access_token=***&id=3 failed'
    """
    # The longest first: one secret may be the beginning of another.
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        for form in (secret, quote(secret, safe=""), quote_plus(secret)):
            text = text.replace(form, "***")
    return _PAIR.sub(r"\1***", _USERINFO.sub(r"\1***@", text))


def is_secret_field(name: str) -> bool:
    """Whether a field's name says that its value is a secret.

    >>> is_secret_field("prompt_manger_password"), is_secret_field("pinned_message")
    (True, False)
    """
    return not SECRET_WORDS.isdisjoint(word.lower() for word in _WORDS.findall(name))
