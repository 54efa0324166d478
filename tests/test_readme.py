"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from flowgraph.cli.main import COMMANDS
from flowgraph.exports import FORMATS
from flowgraph.simulator import Simulator

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
ADDRESS = "https://192.168.5.150:8088"

_BLOCK = re.compile(r"^ *```console\n(.*?)^ *```$", re.M | re.S)


def shown() -> Iterator[tuple[str, str]]:
    """Give each command of the README with the output that stands below it."""
    for block in _BLOCK.findall(README):
        parts = re.split(r"^ *\$ ", block, flags=re.M)[1:]
        for part in parts:
            command, _, output = part.partition("\n")
            yield command, output


SHOWN = list(shown())
#: What is run besides flowgraph.
_OTHERS = ("export", "sed")
SET_UP = [command for command, _ in SHOWN if not command.startswith(("flowgraph", *_OTHERS))]
RUN = [(c, o) for c, o in SHOWN if c.startswith(("flowgraph", "sed")) and "simulate" not in c]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str], str]]:
    """An empty folder with the samples, the command on the path, and a PBX to talk to."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "samples").symlink_to(ROOT / "samples")
    binaries = folder / "bin"
    binaries.mkdir()
    command = binaries / "flowgraph"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flowgraph "$@"\n')
    command.chmod(0o755)
    with Simulator(ROOT / "samples" / "harbour-dental" / "pbx") as simulator:
        profile = re.search(r"```toml\n(\[profile.office\].*?)```", README, re.S)[1]
        profile = profile.replace(ADDRESS, simulator.url).replace('ca_file = "office.pem"\n', "")
        (folder / "flowgraph.toml").write_text(profile.replace('"..."', '"demo"'))
        (folder / "flowgraph.toml").chmod(0o600)
        environment = os.environ | {
            "PATH": f"{binaries}:{os.environ['PATH']}",
            "FLOWGRAPH_CLIENT_ID": "demo",
            "FLOWGRAPH_CLIENT_SECRET": "demo",
        }
        yield folder, environment, simulator.url


def test_every_command_does_what_the_readme_shows(place):
    folder, environment, url = place
    for command, output in RUN:
        line = command.replace(ADDRESS, url)
        done = subprocess.run(
            line,
            shell=True,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        told = f"{command}\n{done.stderr}"
        assert done.returncode == _status(command), told
        if output.strip():
            assert done.stdout == output, told
        for target in re.findall(r"(?:-o|--report) (\S+\.\w+)", command):
            assert (folder / target).stat().st_size > 0, told


def _status(command: str) -> int:
    """Give the exit status of a command on the sample, which has faults."""
    if "--baseline known.json" in command:
        return 0
    return 1 if command.split()[1] in ("loops", "check") else 0


# -- recipes ---------------------------------------------------------------------------------

_FENCED = re.compile(r"^```(cron|yaml)\n(.*?)^```$", re.M | re.S)


def recipes() -> Iterator[str]:
    """Give every command line of flowgraph in the recipes, as their programs would read it."""
    for language, text in _FENCED.findall(README):
        lines = text.splitlines() if language == "cron" else strings(yaml.safe_load(text))
        yield from (line[line.index("flowgraph ") :] for line in lines if "flowgraph " in line)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.mark.parametrize("command", list(recipes()))
def test_every_recipe_finds_what_is_wrong_and_passes_what_is_not(place, tmp_path, command):
    folder, environment, _ = place
    sample = ROOT / "samples" / "harbour-dental"
    settings = (folder / "flowgraph.toml").read_text()
    (tmp_path / "flowgraph.toml").write_text(settings)
    (tmp_path / "office.toml").write_text((sample / "expectations.toml").read_text())

    def run(line: str) -> int:
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode in (0, 1), done.stderr
        return done.returncode

    run("flowgraph crawl --all --profile office -o office.json")
    run("flowgraph check --all --profile office --baseline known.json --update-baseline")
    has_faults = " check " in command and "--baseline" not in command
    assert run(command) == (1 if has_faults else 0)
    if has_faults:
        accept = '[check]\nselect = ["duplicate-name"]\n'
        (tmp_path / "flowgraph.toml").write_text(settings + accept)
        assert run(command) == 0
    for target in re.findall(r"--report (\S+)", command):
        assert (tmp_path / target).stat().st_size > 0


def test_there_are_recipes_for_cron_and_for_each_of_three_programs():
    assert len(list(recipes())) >= 7
    assert {"jobs", "call-flow", "repos"} <= {
        name
        for language, text in _FENCED.findall(README)
        if language == "yaml"
        for name in yaml.safe_load(text)
    }


def test_the_simulator_says_when_it_is_ready(place):
    folder, environment, _ = place
    (command, output) = next((c, o) for c, o in SHOWN if "simulate" in c)
    free = command.replace("--port 8088", "--port 0").split()
    with subprocess.Popen(
        [sys.executable, "-m", *free],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        said = running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
    assert re.sub(r":\d+$", ":8088", said.strip()) == output.strip()


def test_the_two_set_up_commands_are_those_that_ci_runs():
    script = (ROOT / ".ci" / "run").read_text()
    assert len(SET_UP) == 2
    for command in SET_UP:
        assert command in script


def test_every_command_and_format_is_in_the_reference():
    for command in COMMANDS:
        assert f"`flowgraph {command}" in README
    for suffix in FORMATS:
        assert f"`{suffix}`" in README


def test_the_python_example_runs(place):
    folder, environment, _ = place
    code = re.search(r"```python\n(.*?)```", README, re.S)[1]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[0] == "passive ('ivr:9', 'ivr:12')", done.stderr


def test_pictures_and_pages_that_the_readme_links_to_exist():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
