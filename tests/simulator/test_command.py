from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from flowgraph.cli.simulate import command
from flowgraph.errors import InputError, UsageError
from flowgraph.simulator.fault_kinds import KINDS

from .support import Caller, logged_in

_RUN = "from flowgraph.cli.simulate import command; command()"


class Running:
    """The command in a process of its own, as a user starts it."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self._url = url

    @property
    def url(self) -> str:
        return self._url

    def stop(self, number: signal.Signals) -> tuple[int, str, str]:
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=10)
        return self.process.returncode, out, err


@contextmanager
def running(*arguments: object) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout
            ready = process.stdout.readline()
            assert re.fullmatch(r"READY https?://\S+:\d+\n", ready)
            yield Running(process, ready.split()[1])
        finally:
            process.kill()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_says_ready_once_and_ends_quietly(
    pbx: Path, number: signal.Signals, status: int
) -> None:
    with running(pbx, "--port", 0) as simulator:
        assert logged_in(simulator).get("ivr/get", id=1)["errcode"] == 0
        assert simulator.stop(number) == (status, "", "")


def test_a_verbose_run_logs_each_request_without_any_secret(pbx: Path) -> None:
    with running(pbx, "--port", 0, "-v", "--fault", "reset=queue") as simulator:
        caller = Caller(simulator)
        tokens = caller.log_in()
        caller.get("ivr/get", id=9)
        with pytest.raises(OSError, match="reset"):
            caller.get("queue/list")
        _, _, log = simulator.stop(signal.SIGTERM)
    assert log.splitlines() == [
        "POST get_token -> HTTP 200, errcode 0",
        "GET ivr/get?access_token=***&id=9 -> HTTP 200, errcode 60001",
        "GET queue/list?access_token=*** -> no answer",
    ]
    assert tokens["access_token"] not in log


def test_the_options_reach_the_pbx(pbx: Path) -> None:
    options = ["--client-id", "me", "--client-secret", "play", "--token-life", 5, "--no-batch"]
    with running(pbx, "--port", 0, *options) as simulator:
        caller = Caller(simulator)
        tokens = caller.post("get_token", {"username": "me", "password": "play"}).json()
        assert tokens["access_token_expire_time"] == 5
        caller.token = tokens["access_token"]
        assert caller.get("ivr/query", ids="1")["errcode"] == 10001


def test_another_address_than_loopback_is_warned_about(pbx: Path) -> None:
    with running(pbx, "--port", 0, "--host", "0.0.0.0") as simulator:
        _, _, errors = simulator.stop(signal.SIGTERM)
    assert errors.startswith("warning: 0.0.0.0 is no loopback address")


def test_help_explains_every_fault() -> None:
    text = CliRunner().invoke(command, ["--help"]).output
    assert all(
        re.search(rf"^ +{name}\b.* {re.escape(kind.help)}$", text, re.M)
        for name, kind in KINDS.items()
    )


def test_help_loads_no_http_server() -> None:
    code = """
import sys
from flowgraph.cli.simulate import command
command(["--help"], standalone_mode=False)
print([name for name in ("http.server", "ssl", "requests") if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_a_folder_without_menus_is_a_bad_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(tmp_path)])
    assert isinstance(result.exception, InputError)


def test_an_unknown_fault_is_a_usage_error(pbx: Path) -> None:
    result = CliRunner().invoke(command, [str(pbx), "--fault", "rset"])
    assert isinstance(result.exception, UsageError)
    assert "reset" in result.exception.hint
