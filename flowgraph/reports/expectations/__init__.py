"""What became of expectations, in every format: pure functions ``Outcome -> text``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from .outcome import Outcome

#: Module by name of the format.
FORMATS: Mapping[str, str] = {"text": "plain", "json": "document", "junit": "junit"}


def render(name: str, outcome: Outcome) -> str:
    """Write an outcome in a format.

    Args:
        name: A key of :data:`FORMATS`.
        outcome: What became of the expectations.

    Returns:
        Text that ends with one line break.
    """
    module = import_module(f".{FORMATS[name]}", __package__)
    text: str = module.render(outcome)
    return text
