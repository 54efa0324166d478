"""What ``--redact`` does to a crawl: nothing that it leaves behind or tells has a name in it."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

import click

from ..errors import UsageError
from ..model.snapshot import Snapshot
from ..outputs import STDOUT, write_whole
from ..redaction import redact_alike
from ..redaction.mapping import Pseudonym, render_map
from .names import HINT
from .options import CrawlOptions

#: Methods and paths of requests, but no sentence in which the PBX says something.
_PLAIN = re.compile(r"[\w/.-]*", re.ASCII)


def check_redaction(what: CrawlOptions) -> None:
    """Refuse a mapping that nobody could need, or that would be mixed with an output.

    Raises:
        UsageError: There is a mapping without a redaction, or it goes to standard output.
    """
    if what.redact_map and not what.redact:
        raise UsageError("--redact-map says what --redact has replaced", hint="add --redact")
    if what.redact_map == STDOUT:
        raise UsageError("the mapping is not to be shared with the output", hint="name a file")


def redacted(snapshot: Snapshot, what: CrawlOptions) -> Snapshot:
    """Redact a snapshot where the user asks for it; as :func:`redacted_alike`."""
    (shown,) = redacted_alike([snapshot], what)
    return shown


def redacted_alike(snapshots: Sequence[Snapshot], what: CrawlOptions) -> list[Snapshot]:
    """Redact states of a PBX where the user asks for it; the mapping is for the user's eyes alone.

    Raises:
        OutputError: The mapping cannot be written.
    """
    if not what.redact:
        return list(snapshots)
    done = redact_alike(snapshots)
    if what.redact_map:
        _save({row: None for one in done for row in one.mapping}, what.redact_map, what)
    return [one.snapshot for one in done]


def _save(mapping: Collection[Pseudonym], path: str, what: CrawlOptions) -> None:
    write_whole(path, render_map(mapping).encode(), mode=0o600)
    if not what.quiet:
        click.echo(f"wrote {path} ({len(mapping)} names; not to be shared)", err=True)


@contextmanager
def nameless(what: CrawlOptions) -> Iterator[None]:
    """Tell a mistaken ROOT without the names of those that could be meant."""
    try:
        yield
    except UsageError as error:
        if not what.redact or not what.roots:
            raise
        # Of several mistakes each has its cure behind it, with names.
        several = "some ROOTs cannot be found, or are not clear"
        told = error.what if len(what.roots) == 1 else several
        raise UsageError(told, where=error.where, hint=HINT) from None


def without_sentences(record: logging.LogRecord) -> bool:
    """Leave out of a log what may be the PBX's words; a filter of :mod:`logging`."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    record.args = tuple("…" if _is_sentence(argument) else argument for argument in arguments)
    return True


def _is_sentence(argument: object) -> bool:
    return isinstance(argument, str) and _PLAIN.fullmatch(argument) is None
