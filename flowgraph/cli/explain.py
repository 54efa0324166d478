"""``flowgraph explain``: why a rule of ``check`` is there."""

from __future__ import annotations

import click

from .options import report_options
from .status import DONE

_EPILOG = """\b
Examples:
  flowgraph explain                     all rules
  flowgraph explain safety              the rules of a group: structure, beyond, usability, safety
  flowgraph explain timeout-unset       one rule: why, source, example, how to silence it
  flowgraph explain --format markdown   the documentation's page
"""


@click.command("explain", epilog=_EPILOG)
@click.argument("name", metavar="[RULE]", required=False)
@report_options("text", "markdown")
def command(name: str | None, format_: str, report: str) -> int:
    """Tell why a rule of check is there, where it comes from, how to silence it."""
    from ..reports.rules import render_list, render_page
    from .telling import tell

    if format_ == "markdown":
        if name:
            raise click.UsageError("--format markdown writes the page of all rules: leave RULE out")
        text = render_page()
    else:
        text = _text(name.strip().lower()) if name else render_list()
    tell(text, report, is_data=format_ == "markdown", quiet=False)
    return DONE


def _text(name: str) -> str:
    from ..errors import UsageError
    from ..reports.rules import render_list, render_rule
    from ..rules import GROUPS, all_rules, nearest

    if name in GROUPS:
        return render_list([name])
    rules = all_rules()
    if name not in rules:
        raise UsageError(f"there is no rule {name!r}", hint=nearest(name))
    return render_rule(rules[name])
