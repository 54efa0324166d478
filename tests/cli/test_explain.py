"""``flowgraph explain``: from the command line."""

from __future__ import annotations

import subprocess
import sys

from helpers import flowgraph_command


def test_without_a_rule_all_are_listed(tmp_path):
    run = flowgraph_command(tmp_path, "explain")
    assert run.status == 0
    assert "timeout-unset" in run.stdout
    assert run.stderr == ""


def test_one_rule_is_explained(tmp_path):
    run = flowgraph_command(tmp_path, "explain", "timeout-unset")
    assert run.status == 0
    assert run.stdout.startswith("timeout-unset (warning): ")


def test_a_mistyped_rule_is_answered_with_the_nearest(tmp_path):
    run = flowgraph_command(tmp_path, "explain", "timeout-unsett")
    assert run.status == 2
    assert "did you mean timeout-unset" in run.stderr


def test_a_rule_that_is_like_none_is_answered_with_where_they_stand(tmp_path):
    run = flowgraph_command(tmp_path, "explain", "§§§")
    assert run.status == 2
    assert "flowgraph explain" in run.stderr


def test_the_page_goes_to_a_file(tmp_path):
    run = flowgraph_command(tmp_path, "explain", "--format", "markdown", "--report", "rules.md")
    assert run.status == 0
    assert run.files["rules.md"].startswith(b"# The rules of")


def test_explaining_loads_no_heavy_library():
    code = (
        "import sys; from flowgraph.cli.main import run; run(['explain', 'trap']);"
        "print([m for m in ('networkx', 'pydantic', 'requests', 'rich') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"
