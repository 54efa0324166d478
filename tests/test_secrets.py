"""Secrets and tokens are in nothing that leaves the program, and reach nobody but the PBX."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from network import (
    CLIENT_ID,
    CLIENT_SECRET,
    LOGIN_ANSWER,
    Bench,
    Run,
    Tap,
    expect_failure,
    forms,
    http,
    json_answer,
    leaks,
    menu,
    place_of,
    scripted,
    wait_until,
    write_pbx,
)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Bench(tmp_path) as bench:
        yield bench


OUTPUTS = ("-o", "x.svg", "-o", "x.dot", "-o", "x.json", "-o", "x.png", "-o", "x.pdf")


def tapped(bench: Bench, arguments: tuple[str, ...], *faults: str, **settings: Any) -> Run:
    """Run a command and expect that no token stands in anything that it left."""
    simulator = bench.serve(*faults, **settings)
    with Tap(simulator.url) as tap:
        run = bench.run(tap.url, *arguments, "-v", "--timeout", "1")
    assert leaks(run, *tap.tokens) == []
    if "get_token" not in "".join(faults):
        assert len(tap.tokens) >= 2
    return run


@pytest.mark.fault(
    "S1",
    promise="never, also not percent-encoded, in base64 or in JSON; every byte is searched",
)
@pytest.mark.parametrize(
    "arguments",
    [("draw", "1", *OUTPUTS), ("crawl", "1", "-o", "x.json", "--stamp"), ("crawl", "1", "-o", "-")],
    ids=["draw", "crawl", "stdout"],
)
@pytest.mark.parametrize(
    "faults",
    [(), ("expire-every=2",), ("expire-every=3", "refuse-refresh"), ("echo-url=extension",)],
    ids=["well", "renewed", "new login", "echo"],
)
def test_no_output_holds_a_secret(
    bench: Bench, arguments: tuple[str, ...], faults: tuple[str, ...]
) -> None:
    run = tapped(bench, arguments, *faults)
    assert run.status in (0, 3)
    assert "GET ivr/get -> HTTP 200" in run.err


@pytest.mark.fault("S1")
@pytest.mark.parametrize(
    "fault",
    [
        *("hang=ivr/", "reset=ivr/", "truncate=get_token", "truncate=ivr/", "drip=20:get_token"),
        *("html=ivr/", "no-http=ivr/", "gzip-lie=ivr/", "headers=300:ivr/", "status=500:ivr/"),
        *("redirect=http://127.0.0.1:9:ivr/", "redirect=http://127.0.0.1:9:get_token"),
        *("echo-url=ivr/", "echo-url=10005:ivr/", "echo-url=12345:ivr/", "echo-url=-2:ivr/"),
        *("drop=errcode:get_token", "drop=errcode:ivr/", "drop=access_token:get_token"),
        *("errcode=10004:ivr/", "expire-every=0", "ip-forbidden=ivr/"),
    ],
)
def test_no_failure_tells_a_secret(bench: Bench, fault: str) -> None:
    bench.lost = int("get_token" in fault and not fault.startswith("redirect"))
    run = tapped(bench, ("draw", "1", "-o", "x.svg"), fault)
    assert run.status == 2


@pytest.mark.fault("S14", promise="shows it as `***`; exit 2")
@pytest.mark.parametrize(
    "form",
    [
        CLIENT_SECRET,
        quote(CLIENT_SECRET, safe=""),
        quote_plus(CLIENT_SECRET),
        json.dumps(CLIENT_SECRET),
        b64encode(CLIENT_SECRET.encode()).decode(),
    ],
)
def test_a_login_page_that_repeats_the_secret_is_not_quoted(bench: Bench, form: str) -> None:
    page = f"<html><body>{form}: wrong</body></html>"
    with scripted({"": http(page.encode())}) as server:
        run = bench.run(server.url, "draw", "1", "-o", "x.svg", "-v")
    expect_failure(run, place_of(server.url), "HTML page", "***")
    assert leaks(run, CLIENT_SECRET) == []


@pytest.mark.fault("S14")
def test_a_broken_answer_that_repeats_the_secret_is_not_quoted(bench: Bench) -> None:
    broken = http(CLIENT_SECRET.encode()).replace(b"Content-Length: ", b"Content-Length: 9")
    with scripted({"": broken}) as server:
        run = bench.run(server.url, "draw", "1", "-o", "x.svg", "-v")
    expect_failure(run, place_of(server.url), "breaks off; it starts with '***'")
    assert leaks(run, CLIENT_SECRET) == []


@pytest.mark.fault("S14")
def test_a_bare_token_in_a_message_is_masked(bench: Bench) -> None:
    body = json.dumps({"errcode": 12345, "errmsg": "session acc-5f0c93 of ref-5f0c93 is odd"})
    script = {"get_token": LOGIN_ANSWER, "ivr/get": http(body.encode()), "": json_answer(data={})}
    with scripted(script) as server:
        run = bench.run(server.url, "draw", "1", "-o", "x.svg", "-v")
    expect_failure(run, place_of(server.url), "12345", "session *** of *** is odd")


@pytest.mark.fault("S4", promise="is masked, also for programs that use the package")
def test_the_log_of_the_http_library_is_masked(bench: Bench) -> None:
    """A program that uses the package may log everything that there is."""
    simulator = bench.serve("headers=40", "reset=ivr/get:1")
    script = f"""
import logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
from pydantic import SecretStr
from flowgraph.crawl import crawl
from flowgraph.sources.opening import Pbx, open_pbx
with open_pbx(Pbx({simulator.url!r}, {CLIENT_ID!r}, SecretStr({CLIENT_SECRET!r}))) as source:
    print(len(crawl(source, ["1"]).ivrs))
"""
    run = bench.python("-c", script).end()
    tokens = {r.query["access_token"] for r in simulator.requests if "access_token" in r.query}
    assert run.out == b"8\n"
    assert "urllib3.connectionpool" in run.err
    assert "access_token=***" in run.err
    assert leaks(run, *tokens, CLIENT_SECRET) == []


@pytest.mark.fault("S3", promise="tells its class and its line, no value and no traceback; exit 2")
@pytest.mark.parametrize("place", ["flowgraph.cli.draw.command", "flowgraph.crawl._Run.menus"])
def test_a_bug_of_ours_shows_no_local_variables(bench: Bench, place: str) -> None:
    module, _, name = place.rpartition(".")
    script = f"""
import sys
from pkgutil import resolve_name
def broken(*arguments, **options):
    secret = {CLIENT_SECRET!r}
    raise RuntimeError("bug with access_token=t0ken-91ad77c2e0 and " + secret)
owner = resolve_name({module!r})
target = getattr(owner, {name!r})
if hasattr(target, "callback"):
    target.callback = broken
else:
    setattr(owner, {name!r}, broken)
from flowgraph.cli.main import run
sys.exit(run(["draw", "1", "-o", "x.svg", "-v", "--pbx", {bench.serve().url!r}]))
"""
    run = bench.python("-c", script).end()
    assert run.status == 2
    assert "flowgraph has a bug: RuntimeError" in run.err
    assert "Traceback" not in run.err
    assert leaks(run, CLIENT_SECRET, "t0ken-91ad77c2e0") == []


@pytest.mark.fault("S2", promise="a secret is in no argument, and no child inherits it")
def test_neither_the_process_list_nor_a_child_sees_the_secret(bench: Bench, tmp_path: Path) -> None:
    """The drawing engine is a stand-in that keeps what it was given."""
    seen = tmp_path / "seen"
    seen.mkdir()
    engine = tmp_path / "bin" / "dot"
    engine.parent.mkdir()
    engine.write_text(
        f"#!/bin/sh\ncat /proc/$$/environ /proc/$$/cmdline > {seen}/child\n"
        f"cat /proc/$PPID/cmdline > {seen}/parent\ncat > {seen}/input\nexit 1\n"
    )
    engine.chmod(0o755)
    simulator = bench.serve()
    run = bench.run(
        simulator.url,
        *("draw", "1", "-o", "x.svg", "--engine", "system"),
        PATH=f"{engine.parent}:{os.environ['PATH']}",
    )
    assert "engine" in run.err
    tokens = {r.query["access_token"] for r in simulator.requests if "access_token" in r.query}
    for file in seen.iterdir():
        content = file.read_bytes()
        assert content
        for secret in (CLIENT_SECRET, CLIENT_ID, *tokens):
            assert not [form for form in forms(secret) if form in content], file.name


@pytest.mark.fault("S2")
@pytest.mark.parametrize("path", ["get_token", "ivr/get"])
def test_the_command_line_holds_no_secret_while_it_runs(bench: Bench, path: str) -> None:
    simulator = bench.serve(f"hang={path}")
    running = bench.start(simulator.url, "draw", "1", "-o", "x.svg", "--timeout", "0.5")
    wait_until(lambda: simulator.count(path) == 1)
    line = Path(f"/proc/{running.pid}/cmdline").read_bytes()
    assert running.end().status == 2
    assert b"flowgraph" in line
    assert not [form for form in forms(CLIENT_SECRET) if form in line]


@pytest.mark.fault("S1b", promise="there is no cache, and no scratch file stays")
@pytest.mark.parametrize(
    "arguments",
    [
        ("draw", "1", *OUTPUTS, "-o", "x.html"),
        ("site", "1", "-o", "pages"),
        ("handover", "1", "-o", "x.pdf"),
        ("watch", "1", "--archive", "kept"),
        ("doctor",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_nothing_is_kept_but_what_was_asked_for(
    bench: Bench, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """There is no cache of tokens, and no scratch file stays, wherever a program may keep one."""
    home = tmp_path / "home"
    places = {f"XDG_{what}_HOME": what.lower() for what in ("CACHE", "CONFIG", "DATA", "STATE")}
    places |= {"HOME": "", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run"}
    for folder in places.values():
        (home / folder).mkdir(parents=True, exist_ok=True)
    simulator = bench.serve()
    with Tap(simulator.url) as tap:
        environment = {name: str(home / folder) for name, folder in places.items()}
        run = bench.run(tap.url, *arguments, **environment)
    assert run.status == 0, run.err
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert leaks(run, *tap.tokens) == []
    asked = {"pages", "kept", *arguments}
    assert {name.split("/")[0] for name in run.files} <= asked


@pytest.mark.fault("S5", promise="dropped before anything is kept; their names are listed; exit 0")
def test_secret_fields_of_a_menu_are_dropped_and_listed(bench: Bench) -> None:
    fields = {
        "prompt_manger_password": "h1dden-1",
        "web_password": "h1dden-2",
        "accessPin": "h1dden-3",
        "api_secret": ["h1dden-4"],
        "user_token": {"a": "h1dden-5"},
        "PASSWORD": "h1dden-6",
        "pinned_message": "shown",
    }
    write_pbx(bench.pbx, {**menu(1, press0="extension:7"), **fields})
    for arguments in (("crawl", "1", "-o", "x.json"), ("draw", "1", *OUTPUTS)):
        run = bench.run(bench.serve().url, *arguments, "-v")
        assert run.status == 0, run.err
        assert leaks(run, "h1dden") == []
        if arguments[0] == "crawl":
            snapshot = json.loads(run.files["x.json"])
            assert set(snapshot["dropped_fields"]) == set(fields) - {"pinned_message"}


@pytest.mark.fault("S6", promise="no request has any of them")
def test_no_request_says_where_it_comes_from_or_who_asks(bench: Bench) -> None:
    simulator = bench.serve()
    assert bench.run(simulator.url, "draw", "1", "-o", "x.svg").status == 0
    for request in simulator.requests:
        assert set(request.headers) <= {
            *("Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"),
            *("Content-Type", "Content-Length"),
        }
        assert set(request.query) <= {
            *("access_token", "id", "ids", "page", "page_size", "sort_by", "order_by")
        }


@pytest.mark.fault("S7", promise="refused without repeating it, with the right way; exit 2")
@pytest.mark.parametrize(
    "option",
    ["--client-secret=x1y2z3", "--secret=x1y2z3", "--password=x1y2z3", "--token=x1y2z3"],
)
def test_a_secret_on_the_command_line_is_refused(bench: Bench, option: str) -> None:
    simulator = bench.serve()
    run = bench.run(simulator.url, "draw", "1", "-o", "x.svg", option)
    expect_failure(run, "never an option", "FLOWGRAPH_CLIENT_SECRET")
    assert "x1y2z3" not in run.err
    assert simulator.requests == []


@pytest.mark.fault(
    "S8b",
    promise="strips them; without one asks nothing, and names the variable, exit 2",
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "  ", "\t\n"])
def test_blanks_around_a_secret_are_stripped(bench: Bench, ending: str) -> None:
    simulator = bench.serve()
    environment = {"FLOWGRAPH_CLIENT_SECRET": CLIENT_SECRET + ending}
    assert bench.run(simulator.url, "draw", "1", "-o", "x.svg", **environment).status == 0


@pytest.mark.fault("S8b")
@pytest.mark.parametrize("missing", ["FLOWGRAPH_CLIENT_ID", "FLOWGRAPH_CLIENT_SECRET"])
def test_without_credentials_nothing_is_asked(bench: Bench, missing: str) -> None:
    simulator = bench.serve()
    run = bench.run(simulator.url, "draw", "1", "-o", "x.svg", **{missing: " "})
    expect_failure(run, place_of(simulator.url), missing)
    assert simulator.requests == []


@pytest.mark.fault("S8", promise="warns, with the command that mends it; exit 0")
def test_a_profile_that_others_may_read_is_warned_of(bench: Bench) -> None:
    simulator = bench.serve()
    secret = json.dumps(CLIENT_SECRET, ensure_ascii=False)
    text = f"[profile.office]\npbx = '{simulator.url}'\n"
    text += f"client_id = '{CLIENT_ID}'\nclient_secret = {secret}\n"
    line = ("crawl", "1", "--profile", "office", "-o", "-")
    for mode, is_warned in ((0o644, True), (0o600, False)):
        profile = bench.next_folder / "flowgraph.toml"
        profile.parent.mkdir()
        profile.write_text(text, encoding="utf-8")
        profile.chmod(mode)
        running = bench.start("", *line, FLOWGRAPH_CLIENT_SECRET="")
        run = running.end()
        assert run.status == 0, run.err
        assert ("chmod 600" in run.err) == is_warned
        assert CLIENT_SECRET.encode() not in run.out + run.err.encode()


@pytest.mark.fault("S9")
def test_nine_runs_in_a_row_find_a_free_token(bench: Bench) -> None:
    simulator = bench.serve("status=500:ivr/get?id=3", batch=False)
    for _ in range(9):
        bench.run(simulator.url, "loops", "1", "--max-depth", "0")
    assert simulator.logins == simulator.count("del_token") == 9
