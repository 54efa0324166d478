"""``flowgraph fleet``: many PBXs, each by itself, and one page over all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..errors import FlowgraphError, UsageError
from .options import report_options
from .progress import progress
from .status import COULD_NOT, exit_status

if TYPE_CHECKING:
    from ..fleet.roster import Member
    from ..fleet.row import Row
    from ..fleet.running import Job
    from ..fleet.store import Store
    from ..fleet.visit import Task

# Spelt out, because the module that knows them takes time to load; a test holds them together.
FORMATS = ("text", "json", "csv")
_AT_A_TIME = 8

_EPILOG = """\b
Examples:
  flowgraph fleet customers.toml -o fleet
  flowgraph fleet customers.csv -o fleet --tag north --format csv --report fleet.csv
  flowgraph fleet customers.toml -o fleet --find "555 0142"
  flowgraph fleet customers.toml --doctor
  flowgraph fleet customers.toml -o fleet --dask tcp://10.0.0.5:8786

\b
FILE names the PBXs, as TOML or as CSV with the same words as heads of columns:
  [defaults]
  client_id = "flowgraph"
  client_secret_command = "pass show pbx/{name}"
  [[pbx]]
  name = "harbour"
  pbx = "https://10.0.1.5:8088"        # or: profile = "harbour", from = "harbour.json"
  tags = ["dental", "north"]
A secret comes from client_secret_env (a variable) or client_secret_command, else from the profile
or FLOWGRAPH_CLIENT_SECRET; never from FILE.

\b
FOLDER/index.html has the health of each PBX and a search over all; FOLDER/pbx/NAME its page,
dated snapshots and what changed. What cannot be read costs itself alone. A run that was ended
goes on where it stopped, for a day. --find searches what was read last, and asks nobody.
"""


@click.command("fleet", epilog=_EPILOG)
@click.argument("file")
@click.option("-o", "--output", "folder", metavar="FOLDER", help="Where everything is kept.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only PBXs with one of the tags.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=_AT_A_TIME,
    show_default=True,
    metavar="N",
    help="PBXs at a time.",
)
@click.option("--anew", is_flag=True, help="Forget what an ended run has done.")
@click.option("--find", "wanted", metavar="TEXT", help="Tell which PBXs have this name or number.")
@click.option("--doctor", is_flag=True, help="Tell what stands in the way at each PBX.")
@click.option("--dask", "address", metavar="ADDRESS", help="Work on the Dask cluster there.")
@report_options(*FORMATS)
@click.option("-q", "--quiet", is_flag=True, help="No progress, no remarks.")
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    file: str,
    folder: str | None,
    tags: tuple[str, ...],
    jobs: int,
    anew: bool,
    wanted: str | None,
    doctor: bool,
    address: str | None,
    format_: str,
    report: str,
    quiet: bool,
) -> int:
    """Look after many PBXs: health, drift, and a search over all of them."""
    from ..fleet.roster import chosen, read_roster
    from ..outputs import check_targets

    if wanted is not None and doctor:
        raise UsageError("--find and --doctor are two jobs", hint="leave one of them out")
    check_targets([report], file)
    members = chosen(read_roster(Path(file)), tags)
    telling = _Telling(format_, report, quiet)
    work = _Work(jobs, address)
    if doctor:
        return _examine(members, work, telling)
    if folder is None:
        raise UsageError("where is it to be kept?", hint="name a folder: -o FOLDER")
    return (
        _find(members, folder, wanted, telling)
        if wanted is not None
        else _visit(members, folder, work, telling, anew=anew)
    )


class _Telling(NamedTuple):
    """How it is told."""

    format_: str
    report: str
    quiet: bool

    def tell(self, text: str) -> None:
        from .telling import tell

        tell(text, self.report, is_data=self.format_ != "text", quiet=self.quiet)

    def remark(self, text: str) -> None:
        if not self.quiet:
            click.echo(text, err=True)


class _Work(NamedTuple):
    """Where it is done."""

    jobs: int
    address: str | None

    def job(self, work: Callable[[Task], Any], task: Callable[[str], Task]) -> Job:
        from ..fleet.running import Job, cluster, processes

        address, number = self.address, self.jobs
        if address:
            return Job(work, task, lambda: cluster(address), number)
        return Job(work, task, lambda: processes(number), number)


# -- visits ----------------------------------------------------------------------------------


def _visit(
    members: Sequence[Member], folder: str, work: _Work, telling: _Telling, *, anew: bool
) -> int:
    from ..fleet.report import render
    from ..fleet.store import Store

    store = Store(folder)
    store.prepare()
    with store.locked():
        if anew:
            store.complete()
        rows = _rows(members, store, work, telling)
        _publish(rows, members, store)
        store.complete()
    telling.tell(render(telling.format_, rows))
    telling.remark(f"wrote {Path(folder, 'index.html')}")
    return _status([row.status for row in rows])


def _rows(members: Sequence[Member], store: Store, work: _Work, telling: _Telling) -> list[Row]:
    """Visit those that are left, and note each at once; gives all, in the order of the roster."""
    from ..fleet.row import row_from

    noted = store.done(datetime.now(UTC))
    rows = {
        member.slug: row
        for member in members
        if member.slug in noted and (row := row_from(noted[member.slug], member.tags))
    }
    if rows:
        telling.remark(
            f"going on with a run that was ended: {len(rows)} of {len(members)} are done"
        )
    left = [member for member in members if member.slug not in rows]
    with progress("visiting PBXs", wanted=not telling.quiet) as tell:
        for number, row in enumerate(_visited(left, store, work), 1):
            store.note(row.as_document())
            rows[row.slug] = row
            tell(number, len(left))
    return [rows[member.slug] for member in members]


def _visited(members: Sequence[Member], store: Store, work: _Work) -> Iterator[Row]:
    from ..fleet.row import row_of
    from ..fleet.running import Lost, run
    from ..fleet.tasks import task_of
    from ..fleet.visit import Visit, failed, visit
    from .check import rules_asked

    settings = rules_asked().settings
    by_slug = {member.slug: member for member in members}
    tasks: dict[str, Task] = {}
    for member in members:
        try:
            tasks[member.slug] = task_of(member, os.environ, settings)
        except FlowgraphError as error:
            yield row_of(member, failed(member.slug, error), datetime.now(UTC))

    def task(slug: str) -> Task:
        return tasks[slug]._replace(
            previous=store.previous(slug),
            names=store.names(slug, datetime.now(UTC)),
            wants_page=not store.page(slug),
        )

    for found in run(work.job(visit, task), list(tasks)):
        assert isinstance(found, Visit | Lost)  # noqa: S101  what visit gives
        now = datetime.now(UTC)
        if isinstance(found, Visit) and found.health:
            store.keep(found)
        yield row_of(by_slug[found.slug], found, now)


def _publish(rows: Sequence[Row], members: Sequence[Member], store: Store) -> None:
    from ..fleet.page import pages
    from ..fleet.report import render

    hits = {member.slug: store.hits(member.slug) for member in members}
    store.write(pages(rows, hits, store.page))
    store.write({f"fleet.{form}": render(form, rows).encode() for form in ("json", "csv")})


def _status(states: Sequence[str]) -> int:
    if all(state == "failed" for state in states):
        return COULD_NOT
    return exit_status(is_partial=any(state != "ok" for state in states))


# -- the other jobs --------------------------------------------------------------------------


def _find(members: Sequence[Member], folder: str, wanted: str, telling: _Telling) -> int:
    from ..fleet.report import FOUND
    from ..fleet.searching import search
    from ..fleet.store import Store

    found = list(search(members, Store(folder).hits, wanted))
    telling.tell(FOUND[telling.format_](found))
    if not found:
        telling.remark(f"found nowhere, as the PBXs were read last ({len(members)})")
    return exit_status()


def _examine(members: Sequence[Member], work: _Work, telling: _Telling) -> int:
    from ..fleet.examining import FORMATS as FORMS
    from ..fleet.examining import Examination, examine_one
    from ..fleet.running import Lost, run
    from ..fleet.tasks import task_of
    from .check import rules_asked

    settings = rules_asked().settings
    found: dict[str, Examination | Lost] = {}
    by_slug = {member.slug: member for member in members}

    def task(slug: str) -> Task:
        return task_of(by_slug[slug], os.environ, settings)

    with progress("examining PBXs", wanted=not telling.quiet) as tell:
        for one in run(work.job(examine_one, task), list(by_slug)):
            found[one.slug] = one
            tell(len(found), len(members))
    examined = [(member.name, found[member.slug]) for member in members]
    telling.tell(FORMS[telling.format_](examined))
    is_well = [isinstance(one, Examination) and one.is_well for _, one in examined]
    return _status(["ok" if well else "failed" for well in is_well])
