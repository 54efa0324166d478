"""``flowgraph explain``: why a rule of ``check`` is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import report_options
from .status import DONE

if TYPE_CHECKING:
    from ..rules.rule import Rule

_EPILOG = """\b
Examples:
  flowgraph explain                     all rules
  flowgraph explain timeout-unset       one rule: why, source, example, how to silence it
  flowgraph explain --format markdown   the documentation's page
"""


@click.command("explain", epilog=_EPILOG)
@click.argument("name", metavar="[RULE]", required=False)
@report_options("text", "markdown")
def command(name: str | None, format_: str, report: str) -> int:
    """Tell why a rule of check is there, where it comes from, how to silence it."""
    from ..reports.rules import render_list, render_page, render_rule
    from .telling import tell

    if format_ == "markdown":
        if name:
            raise click.UsageError("--format markdown writes the page of all rules: leave RULE out")
        text = render_page()
    else:
        text = render_rule(_find(name)) if name else render_list()
    tell(text, report, is_data=format_ == "markdown", quiet=False)
    return DONE


def _find(name: str) -> Rule:
    from ..errors import UsageError
    from ..rules import all_rules, nearest

    rules = all_rules()
    if name not in rules:
        raise UsageError(f"there is no rule {name!r}", hint=nearest(name))
    return rules[name]
