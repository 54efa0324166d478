"""What changed between two states of a PBX, in every form: pure functions ``Outcome -> text``.

A form is a module with ``render``, and one line in :data:`FORMATS`; it is loaded when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from .outcome import Outcome

#: Module by name of the form.
FORMATS: Mapping[str, str] = {"text": "plain", "markdown": "page", "json": "document"}


def render(name: str, outcome: Outcome) -> str:
    """Write an outcome in a form.

    Args:
        name: A key of :data:`FORMATS`.
        outcome: What changed.

    Returns:
        Text that ends with one line break; for people at a terminal empty if nothing differs.
    """
    module = import_module(f".{FORMATS[name]}", __package__)
    text: str = module.render(outcome)
    return text
