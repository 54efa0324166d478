"""Joins the page's files and lets no other script or style run on it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any
from urllib.parse import quote

#: In the order in which they build on each other; one scope, so that each is a word to the next.
SCRIPTS = (
    "dom.js",
    "graph.js",
    "arrange.js",
    "viewport.js",
    "scene.js",
    "folds.js",
    "letters.js",
    "light.js",
    "panel.js",
    "selection.js",
    "details.js",
    "findings.js",
    "filters.js",
    "search.js",
    "keyboard.js",
    "start.js",
)
STYLES = ("base.css", "bar.css", "stage.css", "panel.css", "narrow.css", "print.css")

# Source: HTML, "restrictions for contents of script elements"; the last two end a line in
# JavaScript of before 2019.
_UNSAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="8" fill="#175a9c"/><g fill="none" stroke="#fff" '
    'stroke-width="2.2"><path d="M8 16h5m0 0V9.5h5m-5 6.5v6.5h5"/></g><g fill="#fff">'
    '<circle cx="8" cy="16" r="2.6"/><rect x="18" y="6.5" width="7" height="6" rx="1.8"/>'
    '<rect x="18" y="19.5" width="7" height="6" rx="1.8"/></g></svg>'
)


def page(parts: Mapping[str, str], data: Mapping[str, Any], colours: str) -> str:
    """Write the page.

    Args:
        parts: Markup by its place in ``page.html``; it must be safe already.
        data: What the script works on.
        colours: The style sheet of the picture's colours.
    """
    script = joined(SCRIPTS, '"use strict";\n(() => {\n', "})();\n")
    style = joined(STYLES, colours + "\n")
    bare = joined(("noscript.css",))
    return Template(_read("page.html")).substitute(
        parts,
        data=as_json(data),
        script=script,
        style=style,
        style_without_script=bare,
        icon="data:image/svg+xml," + quote(_ICON),
        policy=policy([script], [style, bare]),
    )


def joined(names: tuple[str, ...], before: str = "", after: str = "") -> str:
    """Give some files of the page as one."""
    return before + "".join(_read(name) for name in names) + after


@cache
def _read(name: str) -> str:
    # Line ends are ours on every system, or the bytes and their hashes would differ.
    text = (files(__package__) / "page" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def policy(scripts: list[str], styles: list[str]) -> str:
    """Write a Content-Security-Policy that lets these scripts and styles work, and nothing else.

    Source: Content Security Policy Level 3; a hash is that of the element's exact text.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def as_json(data: Mapping[str, Any]) -> str:
    r"""Write data for a ``script`` element, which no text in it can end.

    >>> as_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_UNSAFE)
