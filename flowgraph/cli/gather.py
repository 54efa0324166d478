"""What every command does first: open the source, crawl, tell what a user should know."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Sequence
from typing import Any

from ..config import load_profile
from ..crawl import (
    DEFAULT_CONCURRENCY,
    DEFAULT_MAX_MENUS,
    CrawlInterrupted,
    CrawlLimits,
    crawl,
)
from ..errors import InputError, PbxRefused, UsageError
from ..masking import mask
from ..model.destination import CONFERENCE, EXTENSION, GROUP_VM, QUEUE, RING_GROUP
from ..model.snapshot import Snapshot
from ..notes import notes
from ..roots import resolve_roots, suggest_root
from ..sources.interface import Source
from ..sources.openapi import codes
from ..sources.opening import Pbx, open_path, open_pbx
from ..text import on_terminal
from .names import Names
from .options import DEFAULT_ANSWER_MIB, DEFAULT_TIMEOUT_S, CrawlOptions, SourceOptions
from .progress import progress
from .redacting import check_redaction, nameless, redacted, without_sentences
from .telling import say

#: Kinds of which a list may be wanted whole.
ALL_LISTS = (CONFERENCE, EXTENSION, GROUP_VM, QUEUE, RING_GROUP)


def gather(
    where: SourceOptions,
    what: CrawlOptions,
    *,
    lists: tuple[str, ...] | None = None,
    numbers: bool = False,
    is_judged: bool = False,
) -> Snapshot:
    """Crawl as the user said and print what should be known of it on stderr.

    Args:
        where: The source.
        what: What to read.
        lists: Kinds of which every object is read; where this is given, no ROOT means all.
        numbers: Whether it matters which numbers callers may dial.
        is_judged: Whether rules will tell what is wrong with it.

    Raises:
        CrawlInterrupted: A signal arrived; its snapshot holds what was read.
        FlowgraphError: The job cannot be done, or none of the roots could be read.
    """
    return gather_named(where, what, lists=lists, numbers=numbers, is_judged=is_judged).shown


def gather_named(
    where: SourceOptions,
    what: CrawlOptions,
    *,
    lists: tuple[str, ...] | None = None,
    numbers: bool = False,
    is_judged: bool = False,
) -> Names:
    """Crawl as :func:`gather`, where the user also names what is read by its own names."""
    check_redaction(what)
    settings = settings_of(where)
    with open_source(where, settings) as source:
        return gather_from(
            source,
            what,
            settings.get("concurrency"),
            lists=lists,
            numbers=numbers,
            is_judged=is_judged,
        )


def gather_from(  # noqa: PLR0913  as gather
    source: Source,
    what: CrawlOptions,
    concurrency: int | None = None,
    *,
    lists: tuple[str, ...] | None = None,
    numbers: bool = False,
    is_judged: bool = False,
) -> Names:
    """Crawl an open source; as :func:`gather_named`."""
    _log_to_stderr(what)
    if lists is not None and not what.roots and not source.recorded_roots:
        what = what._replace(everything=True)
    if lists is None and source.is_whole and not what.roots:
        lists = ALL_LISTS
    # The collector finds nothing in data without cycles, and takes most of a big crawl's time.
    gc.disable()
    limits = CrawlLimits(
        max_depth=what.max_depth,
        max_menus=what.max_menus or DEFAULT_MAX_MENUS,
        concurrency=what.concurrency or concurrency or DEFAULT_CONCURRENCY,
        menus_only=what.menus_only,
        lists=lists or (),
        numbers=numbers,
    )
    with nameless(what):
        roots = resolve_roots(
            source, what.roots, everything=what.everything, menus_only=what.menus_only
        )
    names = _crawled(source, roots, limits, what)
    _require_a_root(source, names.shown, tells_names=not what.redact)
    for note in notes(names.shown, is_judged=is_judged):
        warn(note)
    return names


def _crawled(
    source: Source, roots: Sequence[str], limits: CrawlLimits, what: CrawlOptions
) -> Names:
    """Crawl, and redact at once: what is told from here on is told of what is shown."""
    try:
        with progress("reading menus", wanted=source.is_live and not what.quiet) as tell:
            snapshot = crawl(source, roots, limits, is_whole=what.everything, progress=tell)
    except CrawlInterrupted as interrupted:
        interrupted.snapshot = redacted(interrupted.snapshot, what)
        raise
    return Names(snapshot, redacted(snapshot, what))


def warn(text: str) -> None:
    """Print a warning on stderr, without secrets and without what could command a terminal."""
    say(f"warning: {mask(text)}", err=True)


def _require_a_root(source: Source, snapshot: Snapshot, *, tells_names: bool) -> None:
    if any(root in snapshot.ivrs or root in snapshot.routes for root in snapshot.roots):
        return
    lost = [snapshot.missing[root] for root in snapshot.roots if root in snapshot.missing]
    what = "; ".join(f"IVR {gap.id}: {gap.message}" for gap in lost) or "there is no root"
    code = lost[0].code if lost else None
    if code == codes.NOT_FOUND:
        hint = (tells_names and suggest_root(source, lost[0].id)) or "check the id"
        raise InputError(f"no root can be read: {what}", where=source.place, hint=hint)
    if code == codes.ACCESS_DENIED:
        hint = "let the API application read 'IVR': Integrations > API in the PBX's web interface"
    else:
        hint = codes.cure(code) or "check the source"
    raise PbxRefused(f"no root can be read: {what}", code=code, where=source.place, hint=hint)


# -- the source ------------------------------------------------------------------------------


def settings_of(where: SourceOptions) -> dict[str, Any]:
    """Give the settings of the profile that the user named; none where nothing live is read."""
    if where.from_ or not where.profile:
        return {}
    profile, warnings = load_profile(where.profile, os.environ)
    for text in warnings:
        warn(text)
    return profile


def open_source(where: SourceOptions, profile: dict[str, Any]) -> Any:
    """Open what the user named; a flag counts more than the environment, that more than a file.

    Raises:
        UsageError: No source, or two.
    """
    require_one_source(where)
    if where.from_:
        return open_path(where.from_)
    url = where.pbx or profile.get("pbx")
    if not url:
        raise UsageError(
            "no PBX: where are the menus to be read?",
            hint="name --pbx URL, --profile NAME or --from PATH; 'flowgraph demo' needs none",
        )
    return open_pbx(pbx_at(url, where, profile))


def require_one_source(where: SourceOptions) -> None:
    """Refuse a command line that names two sources.

    Raises:
        UsageError: It does.
    """
    if where.from_ and where.pbx and not os.environ.get("FLOWGRAPH_PBX"):
        raise UsageError("--pbx and --from name two sources", hint="leave one of them out")


def pbx_at(url: str, where: SourceOptions, profile: dict[str, Any]) -> Pbx:
    """Say how to reach a PBX; a flag counts more than the environment, that more than a file."""
    from pydantic import SecretStr

    def pick(flag: Any, key: str, default: Any) -> Any:
        return flag if flag is not None else profile.get(key, default)

    def secret(variable: str, key: str) -> str:
        return (os.environ.get(variable) or profile.get(key) or "").strip()

    insecure = bool(pick(where.insecure, "insecure", False))
    if insecure:
        warn("the PBX's certificate is not checked (--insecure)")
    return Pbx(
        url=url,
        client_id=secret("FLOWGRAPH_CLIENT_ID", "client_id"),
        client_secret=SecretStr(secret("FLOWGRAPH_CLIENT_SECRET", "client_secret")),
        ca_file=pick(where.ca_file, "ca_file", ""),
        insecure=insecure,
        timeout_s=pick(where.timeout, "timeout", DEFAULT_TIMEOUT_S),
        max_answer_mib=pick(where.max_answer_mib, "max_answer_mib", DEFAULT_ANSWER_MIB),
    )


# -- telling ---------------------------------------------------------------------------------


class _Masked(logging.Formatter):
    """Lets no token through, whoever logged it; no traceback either."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_info = record.exc_text = None
        return on_terminal(mask(super().format(record)))


def _log_to_stderr(what: CrawlOptions) -> None:
    handler = logging.StreamHandler()
    if what.redact:
        handler.addFilter(without_sentences)
    handler.setFormatter(_Masked("%(message)s"))
    log = logging.getLogger("flowgraph")
    log.handlers[:] = [handler]
    log.setLevel(logging.DEBUG if what.verbose else logging.WARNING)
    log.propagate = False
