"""Which source counts, and what is told of a crawl."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import flowgraph_in, menu, pbx, small, told

from flowgraph.simulator import Faults, Settings, Simulator

LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return small(tmp_path / "pbx")


def test_a_flag_counts_more_than_the_environment_and_that_more_than_a_profile(
    source: Path, tmp_path: Path
) -> None:
    run_folder = tmp_path / "run"
    run_folder.mkdir()
    with Simulator(source, Settings(client_id="mine", client_secret="right")) as simulator:
        good = f'pbx = "{simulator.url}"\nclient_id = "mine"\nclient_secret = "right"\n'
        bad = 'pbx = "http://127.0.0.1:1"\nclient_id = "other"\nclient_secret = "wrong"\n'
        (run_folder / "flowgraph.toml").write_text(f"[profile.good]\n{good}[profile.bad]\n{bad}")
        (run_folder / "flowgraph.toml").chmod(0o600)
        known = {"FLOWGRAPH_CLIENT_ID": "mine", "FLOWGRAPH_CLIENT_SECRET": "right"}
        url = {"FLOWGRAPH_PBX": simulator.url}
        for words, variables, status in (
            (("--profile", "good"), {}, 0),
            ((), {"FLOWGRAPH_PROFILE": "good"}, 0),
            (("--profile", "bad"), {}, 2),
            (("--profile", "bad"), {**known, **url}, 0),
            (("--profile", "bad", "--pbx", simulator.url), known, 0),
            (("--pbx", "http://127.0.0.1:1"), {**known, **url}, 2),
            (("--profile", "good"), {"FLOWGRAPH_CLIENT_SECRET": "wrong"}, 2),
            (("--from", source), {**url, "FLOWGRAPH_PROFILE": "no"}, 0),
        ):
            run = flowgraph_in(run_folder, "loops", 1, *words, **variables)
            assert (run.status, words, variables) == (status, words, variables), run.stderr
            assert "right" not in run.stdout + run.stderr


def test_a_profile_that_others_may_read_is_warned_about(source: Path, tmp_path: Path) -> None:
    run_folder = tmp_path / "run"
    run_folder.mkdir()
    with Simulator(source, Settings()) as simulator:
        text = f'[profile.x]\npbx = "{simulator.url}"\nclient_id = "demo"\nclient_secret = "demo"\n'
        (run_folder / "flowgraph.toml").write_text(text)
        (run_folder / "flowgraph.toml").chmod(0o644)
        run = flowgraph_in(run_folder, "loops", 1, "--profile", "x")
    assert run.status == 0
    assert "warning: flowgraph.toml holds a secret and others may read it" in run.stderr


def test_a_quiet_run_says_warnings_and_nothing_else(source: Path, tmp_path: Path) -> None:
    (source / "ivr" / "2.json").unlink()
    run = flowgraph_in(tmp_path / "run", "crawl", 1, "--from", source, "-o", "a.json", "-q")
    assert (
        run.stderr == "warning: IVR 2 does not exist, but IVR 1 (6201 Menu 1) key 1 leads there\n"
    )


def test_progress_is_for_terminals_alone(source: Path, tmp_path: Path) -> None:
    with Simulator(source, Settings()) as simulator:
        words = ("crawl", 1, "--pbx", simulator.url, "-o", "a.json")
        assert flowgraph_in(tmp_path / "run", *words, **LOGIN).stderr == "wrote a.json (2 menus)\n"


def test_a_verbose_run_tells_every_request_and_no_token(source: Path, tmp_path: Path) -> None:
    with Simulator(source, Settings()) as simulator:
        words = ("crawl", 1, "--pbx", simulator.url, "-o", "a.json", "-v")
        run = flowgraph_in(tmp_path / "run", *words, **LOGIN)
        tokens = {request.query.get("access_token", "") for request in simulator.requests}
    assert "ivr/get" in run.stderr
    assert tokens - {""}
    assert not [token for token in tokens if token and token in run.stderr]


@pytest.mark.parametrize(
    ("roots", "status"), [((1,), 0), ((1, 99), 3), ((98, 99), 2), (("--all",), 0)]
)
def test_one_lost_root_of_several_is_a_part_and_all_are_a_failure(
    roots: tuple[object, ...], status: int, source: Path, tmp_path: Path
) -> None:
    run = flowgraph_in(tmp_path / "run", "crawl", *roots, "--from", source, "-o", "a.json")
    assert run.status == status
    assert ("a.json" in run.files) == (status != 2)
    if status == 2:
        assert "IVR 98: errcode 60001" in told(run)["what"]
        assert "IVR 99: errcode 60001" in told(run)["what"]


def test_a_list_that_is_refused_is_one_warning_and_no_part(tmp_path: Path) -> None:
    source = pbx(tmp_path / "pbx", menu(1, press1_dest="queue", press1_dest_value="7"))
    run = flowgraph_in(tmp_path / "run", "loops", 1, "--from", source)
    assert run.status == 0
    assert run.stderr.splitlines() == [
        "warning: names of queues are not known: ids are shown, and what lies "
        "behind them is not known "
        "(queue.json is not in the folder)"
    ]
    small(source)
    with Simulator(source, Settings(), Faults.of("deny=queue")) as simulator:
        run = flowgraph_in(tmp_path / "live", "loops", 1, "--pbx", simulator.url, **LOGIN)
    assert (run.status, run.stderr.count("warning: names of queues are not known")) == (0, 1)
