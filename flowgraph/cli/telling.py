"""Where text goes: to a standard stream, or whole into a file."""

from __future__ import annotations

import click

from ..text import on_terminal


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text for people; nothing in it commands the terminal.

    Args:
        text: Names from a PBX may stand in it as they are.
        err: Whether it goes to standard error.
        nl: Whether a line break follows.
    """
    click.echo(on_terminal(text), err=err, nl=nl)


def tell(text: str, report: str, *, is_data: bool, quiet: bool) -> None:
    """Write a report.

    Args:
        text: The report.
        report: Name of a file; ``-`` is standard output.
        is_data: Whether a program reads it, so that it is UTF-8 whatever the terminal is.
        quiet: Whether not to say that a file was written.

    Raises:
        OutputError: The file cannot be written.
    """
    # Here, because these take time to load, and a usage error is told without them.
    from ..outputs import STDOUT, write_whole

    shown = text if is_data else on_terminal(text)
    if report == STDOUT:
        click.echo(shown.encode() if is_data else shown, nl=False)
        return
    write_whole(report, shown.encode())
    if not quiet:
        click.echo(f"wrote {report}", err=True)
