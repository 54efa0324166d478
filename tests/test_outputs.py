from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from flowgraph.errors import OutputError, UsageError
from flowgraph.outputs import check_targets, make_folder, write_whole


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_targets_that_can_be_written_are_let_through_and_not_made(here: Path) -> None:
    (here / "sub").mkdir()
    check_targets(["a.svg", "sub/a.svg", "-", "-", "/dev/null"], "source.json")
    assert [path.name for path in here.rglob("*")] == ["sub"]


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("no/a.svg", "there is no such folder"),
        ("file/a.svg", "not a folder"),
        ("sub", "this is a folder"),
        ("/proc/a.svg", "cannot be written"),
        ("x" * 300, "file name too long"),
    ],
)
def test_a_place_that_cannot_be_is_refused(target: str, what: str, here: Path) -> None:
    (here / "sub").mkdir()
    (here / "file").touch()
    with pytest.raises(OutputError, match=what) as caught:
        check_targets([target])
    assert caught.value.where
    assert caught.value.hint


@pytest.mark.fault("L15")
def test_a_socket_is_refused(here: Path) -> None:
    os.mknod(here / "socket", stat.S_IFSOCK | 0o600)
    with pytest.raises(OutputError, match="not a plain file"):
        check_targets(["socket"])


@pytest.mark.parametrize("targets", [("a", "a"), ("a", "./a"), ("a", "sub/../a"), ("a", "link")])
def test_a_file_named_twice_is_refused(targets: tuple[str, str], here: Path) -> None:
    (here / "sub").mkdir()
    (here / "link").symlink_to("a")
    with pytest.raises(UsageError, match="named twice"):
        check_targets(targets)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a.json", "a.json"),
        ("a.json", "link"),
        ("pbx", "pbx/ivr/5.json"),
        ("pbx", "pbx/ivr/5.svg"),
        (".", "pbx/ivr/5.json"),
        ("pbx", "pbx/queue.json"),
        (".", "pbx/system.json"),
    ],
)
def test_what_is_read_is_not_overwritten(source: str, target: str, here: Path) -> None:
    (here / "pbx" / "ivr").mkdir(parents=True)
    for name in ("a.json", "pbx/queue.json", "pbx/system.json"):
        (here / name).touch()
    (here / "link").symlink_to("a.json")
    with pytest.raises(UsageError, match="is read"):
        check_targets([target], source)


@pytest.mark.parametrize("target", ["pbx/menus.json", "pbx/a.svg", "a.json", "pbx/extension.json"])
def test_a_new_file_beside_the_menus_may_be_written(target: str, here: Path) -> None:
    (here / "pbx" / "ivr").mkdir(parents=True)
    check_targets([target], "pbx")


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(here: Path) -> None:
    write_whole("a.svg", b"one")
    write_whole("a.svg", b"two")
    assert [(path.name, path.read_bytes()) for path in here.iterdir()] == [("a.svg", b"two")]


def test_a_name_of_many_letters_can_be_written(here: Path) -> None:
    name = "菜" * 80
    write_whole(name, b"x")
    assert (here / name).read_bytes() == b"x"


def test_a_link_stays_a_link_and_a_mode_stays_a_mode(here: Path) -> None:
    (here / "target").write_bytes(b"old")
    (here / "target").chmod(0o640)
    (here / "link").symlink_to("target")
    write_whole("link", b"new")
    assert (here / "link").is_symlink()
    assert (here / "target").read_bytes() == b"new"
    assert stat.S_IMODE((here / "target").stat().st_mode) == 0o640


def test_a_dangling_link_makes_its_target(here: Path) -> None:
    (here / "link").symlink_to("target")
    write_whole("link", b"new")
    assert (here / "target").read_bytes() == b"new"


@pytest.mark.fault("L3c")
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_fault_in_mid_write_leaves_the_old_file_and_no_other(
    fault: BaseException, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise fault

    (here / "a.svg").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    expected = OutputError if isinstance(fault, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_whole("a.svg", b"new")
    assert [(path.name, path.read_bytes()) for path in here.iterdir()] == [("a.svg", b"old")]


def test_a_pipe_is_written_to(here: Path) -> None:
    os.mkfifo(here / "pipe")
    reader = os.open(here / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    check_targets(["pipe"])
    write_whole("pipe", b"content")
    assert os.read(reader, 100) == b"content"
    os.close(reader)
    assert stat.S_ISFIFO((here / "pipe").stat().st_mode)


def test_a_folder_is_made_or_the_reason_is_told(here: Path) -> None:
    make_folder("a/b")
    make_folder("a/b")
    assert (here / "a" / "b").is_dir()
    (here / "file").touch()
    for folder in ("file", "file/x", "/proc/x"):
        with pytest.raises(OutputError, match="cannot be made") as caught:
            make_folder(folder)
        assert caught.value.where == folder
