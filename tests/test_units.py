"""The units for systemd are ones that systemd takes, and their command does what it should."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from network import http, scripted
from shell import environment, flowgraph_in

from flowgraph.simulator import Simulator

ROOT = Path(__file__).parent.parent
UNITS = ROOT / "samples" / "watch"
INSTALLED = "/usr/local/bin/flowgraph"


def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    analyse = shutil.which("systemd-analyze")
    if analyse is None:
        pytest.skip("no systemd-analyze")
    for unit in UNITS.iterdir():
        # systemd wants a program that is there.
        text = unit.read_text().replace(INSTALLED, sys.executable)
        (tmp_path / unit.name).write_text(text)
    names = [unit.name.replace("@", "@office") for unit in UNITS.iterdir()]
    assert sorted(names) == ["flowgraph-watch@office.service", "flowgraph-watch@office.timer"]
    done = subprocess.run(
        [analyse, "verify", *(tmp_path / name for name in names)],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_of_the_unit_keeps_a_snapshot_and_tells(tmp_path: Path) -> None:
    (line,) = re.findall(
        r"^ExecStart=(.*)$", (UNITS / "flowgraph-watch@.service").read_text(), re.M
    )
    assert line.startswith(f"{INSTALLED} ")
    words = line.replace("%i", "office").replace("%S", str(tmp_path / "state")).split()[1:]
    pbx = tmp_path / "pbx"
    shutil.copytree(ROOT / "samples" / "harbour-dental" / "pbx", pbx)
    folder = tmp_path / "run"
    (tmp_path / "etc" / "flowgraph").mkdir(parents=True)
    with Simulator(pbx) as simulator, scripted({"": http(b"ok")}) as slack:
        settings = f'[profile.office]\npbx = "{simulator.url}"\n'
        (tmp_path / "etc" / "flowgraph" / "flowgraph.toml").write_text(settings)
        variables = {
            "XDG_CONFIG_HOME": str(tmp_path / "etc"),
            "FLOWGRAPH_CLIENT_ID": "demo",
            "FLOWGRAPH_CLIENT_SECRET": "demo",
            "FLOWGRAPH_WEBHOOK_URL": slack.url,
        }
        for printed in ("Harbour Dental: Insurance_Line is forced", ""):
            run = flowgraph_in(folder, *words, **variables)
            assert (run.status, run.stderr) == (0, "")
            assert run.stdout.startswith(printed)
            assert printed or not run.stdout
        (pbx / "ivr" / "15.json").unlink()
        assert "6221" in flowgraph_in(folder, *words, **variables).stdout
        assert slack.connections == 2
        assert b"plain_text" in slack.received
