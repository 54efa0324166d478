"""From what the user named to a source."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from shell import answer, menu, small, write

from flowgraph.errors import InputError, UsageError
from flowgraph.sources.folder import FolderSource
from flowgraph.sources.openapi.live import LiveSource
from flowgraph.sources.opening import Pbx, open_path, open_pbx
from flowgraph.sources.saved import SnapshotSource

SNAPSHOT = {"format": "flowgraph-snapshot", "version": 1, "roots": ["ivr:1"], "ivrs": [menu(1)]}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(path: str) -> InputError:
    with pytest.raises(InputError) as caught:
        open_path(path)
    assert caught.value.where
    assert caught.value.hint
    return caught.value


def pipe(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = SimpleNamespace(buffer=io.BytesIO(content), isatty=lambda: False)
    monkeypatch.setattr("sys.stdin", stdin)


def test_each_kind_of_input_is_known_by_what_it_is(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(here / "pbx")
    write(here / "saved", answer(menu(5)))
    write(here / "snapshot", SNAPSHOT)
    assert isinstance(open_path("pbx"), FolderSource)
    assert isinstance(open_path("."), FolderSource)
    assert open_path("saved").recorded_roots == ("5",)
    assert open_path("snapshot").recorded_roots == ("1",)
    pipe(json.dumps(SNAPSHOT).encode(), monkeypatch)
    assert isinstance(open_path("-"), SnapshotSource)


@pytest.mark.parametrize(
    ("name", "data", "root"),
    [("x.json", menu(5), "5"), ("007.json", {"name": "x"}, "7"), ("x.json", {"name": "x"}, "x")],
)
def test_a_saved_answer_is_known_by_its_id_else_by_its_file(
    name: str, data: dict[str, Any], root: str, here: Path
) -> None:
    write(here / name, answer(data))
    assert open_path(name).recorded_roots == (root,)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b"\n", "the file is empty"),
        (b"<html>", "the file is an HTML page"),
        (b"\xff\xfe{\x00", "the file is in UTF-16, not in UTF-8"),
        (b"\xff", "the file is not in UTF-8 (byte 0)"),
        (b"[]", "the file is no JSON object"),
        (b'{"nodes":[]}', "no flowgraph snapshot"),
        (b'{"format":"flowgraph-snapshot","version":99}', "version 99"),
        (b'{"format":"flowgraph-snapshot","version":1}', "no valid ivrs"),
        (json.dumps(SNAPSHOT).encode()[:-9], "no valid JSON"),
        (b'{"errcode":60001,"errmsg":"no"}', "the saved answer holds no menu: errcode 60001"),
        (b'{"errcode":0,"data":{}}', "the saved answer holds no menu"),
        (b'{"errcode":0}', "the saved answer holds no menu"),
        (b"[" * 100_000, "nested too deeply"),
    ],
    ids=range(14),
)
def test_what_is_none_of_them_is_refused_by_file_and_from_a_pipe(
    content: bytes, what: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.json").write_bytes(content)
    assert what in refused("a.json").what
    pipe(content, monkeypatch)
    error = refused("-")
    assert what in error.what
    assert error.where.startswith("standard input")


@pytest.mark.parametrize("path", ["no", "no/no", "x" * 300, "x" * 5000, "a\x00b", ""])
def test_what_is_not_there_is_told_shortly(path: str) -> None:
    with pytest.raises(InputError) as caught:
        open_path(path)
    assert caught.value.what == "there is no such file or folder"
    assert len(caught.value.where) <= 200


def test_a_folder_without_menus_and_a_device_are_refused(here: Path) -> None:
    (here / "empty").mkdir()
    assert "no folder 'ivr'" in refused("empty").what
    assert refused("/dev/zero").what == "not a plain file"


@pytest.mark.fault("D10")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=80), st.integers(0, 400))
def test_any_bytes_are_a_source_or_refused(noise: bytes, cut: int) -> None:
    whole = json.dumps(SNAPSHOT).encode()
    for content in (noise, whole[:cut] + noise + whole[cut:], whole[:cut]):
        Path("a.json").write_bytes(content)
        # Anything else that is raised is a fault of ours.
        with contextlib.suppress(InputError):
            open_path("a.json").ask(["1"])


# -- a live PBX ------------------------------------------------------------------------------


def pbx(**changes: Any) -> Pbx:
    known = Pbx("https://pbx.example.net:8088", "docs", SecretStr("hunter2"))
    return known._replace(**changes)


def test_a_pbx_is_not_asked_before_the_first_question() -> None:
    assert isinstance(open_pbx(pbx()), LiveSource)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"client_id": ""}, "no Client ID and secret"),
        ({"client_secret": SecretStr("")}, "no Client ID and secret"),
        ({"ca_file": "no.pem"}, "there is no such file"),
        ({"ca_file": "x" * 5000}, "there is no such file"),
        ({"url": "ftp://x"}, "address|scheme|http"),
        ({"url": ""}, "address"),
    ],
)
def test_a_pbx_that_cannot_be_asked_is_refused(changes: dict[str, Any], what: str) -> None:
    with pytest.raises(UsageError, match=what) as caught:
        open_pbx(pbx(**changes))
    assert caught.value.hint
    assert "hunter2" not in str(caught.value)


def test_a_secret_is_not_in_any_form_of_what_holds_it() -> None:
    assert "hunter2" not in repr(pbx()) + str(pbx())
