"""Where a report goes: to standard output, or whole into a file."""

from __future__ import annotations

import click

from ..outputs import STDOUT, write_whole


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
    if report == STDOUT:
        click.echo(text.encode() if is_data else text, nl=False)
        return
    write_whole(report, text.encode())
    if not quiet:
        click.echo(f"wrote {report}", err=True)
