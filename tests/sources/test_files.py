from __future__ import annotations

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from flowgraph.errors import InputError
from flowgraph.sources import files
from flowgraph.sources.files import read_bytes, read_stdin


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_bytes(path)
    assert caught.value.where
    assert caught.value.hint
    return caught.value


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    content = os.urandom(3 * 1024 * 1024 + 5)
    (tmp_path / "a").write_bytes(content)
    assert read_bytes(tmp_path / "a") == content


def test_what_is_no_plain_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
        assert refused(path).what == "not a plain file"


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "no").what == "no such file or directory"
    assert refused(tmp_path / ("x" * 300)).what == "file name too long"


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as stream:
        stream.truncate(1024**3)
    assert refused(tmp_path / "a").what == "larger than 512 MiB"


def test_a_stream_above_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 2 * 1024 * 1024)
    for size, is_refused in ((2 * 1024 * 1024, False), (2 * 1024 * 1024 + 1, True)):
        stdin = SimpleNamespace(buffer=io.BytesIO(bytes(size)), isatty=lambda: False)
        monkeypatch.setattr("sys.stdin", stdin)
        if is_refused:
            with pytest.raises(InputError, match="larger than 2 MiB"):
                read_stdin()
        else:
            assert len(read_stdin()) == size


@pytest.mark.parametrize("stdin", [None, SimpleNamespace(isatty=lambda: True)])
def test_nothing_is_waited_for_where_nobody_pipes(
    stdin: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(InputError, match="nothing is piped in"):
        read_stdin()


def test_a_folder_on_standard_input_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Folder(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    stdin = SimpleNamespace(buffer=Folder(), isatty=lambda: False)
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(InputError, match="is a directory"):
        read_stdin()
