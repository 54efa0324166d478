"""What ``flowgraph check`` found, in every format: pure functions ``Outcome -> text``.

A format is a module with ``render``, and one line in :data:`FORMATS`; it is loaded when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from .outcome import Outcome

#: Module by name of the format.
FORMATS: Mapping[str, str] = {
    "text": "plain",
    "json": "document",
    "sarif": "sarif",
    "junit": "junit",
    "markdown": "page",
    "csv": "sheet",
}


def render(name: str, outcome: Outcome) -> str:
    """Write an outcome in a format.

    Args:
        name: A key of :data:`FORMATS`.
        outcome: What was found.

    Returns:
        Text that ends with one line break; for people empty where nothing needs them.
    """
    module = import_module(f".{FORMATS[name]}", __package__)
    text: str = module.render(outcome)
    return text
