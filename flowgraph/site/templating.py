"""Templates of pages, where all text is escaped and a slip is an error, and files beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(package: str, filters: Mapping[str, Callable[..., Any]]) -> Environment:
    """Give the templates' surroundings.

    Args:
        package: The package whose folder ``templates`` holds them.
        filters: What they may call, by name.
    """
    found = Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= filters
    return found


@cache
def asset(package: str, name: str) -> bytes:
    """Read a file of a package's folder ``assets``."""
    # Line ends are ours on every system, or the bytes would differ.
    content = (files(package) / "assets" / name).read_bytes()
    return content.replace(b"\r\n", b"\n")
