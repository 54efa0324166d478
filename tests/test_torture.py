"""Whatever call fails, and whichever: nothing is half written, nothing leaks, nothing crashes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from shell import HOME, assert_calm, environment, small
from torture import KINDS

from flowgraph.simulator import Settings, Simulator

SECRET = "s3cr3t-of-the-pbx"
OLD = b"what stood there before"


def tortured(kind: str, folder: Path, *words: object) -> list[dict[str, object]]:
    variables = environment(
        folder,
        FLOWGRAPH_CLIENT_ID="demo",
        FLOWGRAPH_CLIENT_SECRET=SECRET,
        PYTHONPATH=f"{HOME}:{Path(__file__).parent}",
    )
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("torture.py"), kind, folder, "--", *words],
        env=variables,
        capture_output=True,
        text=True,
        timeout=220,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.fault(
    "L21", promise="nothing is half written, nothing leaks, nothing crashes; exit 0, 2 or 3"
)
@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize(
    "words", [("crawl", "--all", "-o", "a.json"), ("draw", "1", "-o", "a.svg", "-o", "b.dot")]
)
def test_every_call_that_fails_costs_no_more_than_it_must(
    words: tuple[str, ...], kind: str, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    run.mkdir()
    target = words[-3] if words[0] == "draw" else words[-1]
    (run / target).write_bytes(OLD)
    with Simulator(small(tmp_path / "pbx"), Settings(client_secret=SECRET)) as simulator:
        rows = tortured(kind, run, *words, "--pbx", simulator.url, "--timeout", "5")
        logins, ends = simulator.count("get_token"), simulator.count("del_token")
    last = rows[-1]
    if words[0] == "draw" or kind != "start":
        assert rows[0]["struck"], "no call of this kind is made"
    assert (last["struck"], last["status"]) == (False, 0)
    whole = (tmp_path / f"run-{last['number']}" / target).read_bytes()
    for row in rows:
        folder = tmp_path / f"run-{row['number']}"
        written = (folder / target).read_bytes()
        told = [
            Path(f"{folder}.{stream}").read_text("utf-8", "replace") for stream in ("out", "err")
        ]
        assert row["status"] in (0, 2, 3), (row, told)
        assert_calm(told[1])
        assert written in (OLD, whole) or row["status"] == 3, (row, told)
        if row["status"] == 2:
            assert "error: " in told[1]
            assert written == OLD
        elif words[0] == "crawl" and row["status"] == 0:
            assert json.loads(written)["ivrs"]
        assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
        assert SECRET not in "".join(told)
        assert SECRET.encode() not in written
    # A token that was given is given back, unless the very connection that does so is cut.
    assert logins - ends <= (6 if kind in ("connect", "send", "receive", "open") else 0)
