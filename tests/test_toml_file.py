"""Files that somebody wrote by hand: every key with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowgraph.errors import ConfigError, InputError
from flowgraph.toml_file import TomlFile, read_toml


@pytest.fixture
def read(tmp_path: Path):
    def write_and_read(text: str) -> TomlFile:
        path = tmp_path / "a.toml"
        path.write_text(text, encoding="utf-8")
        return read_toml(path, InputError)

    return write_and_read


def test_each_of_several_tables_of_one_name_has_lines_of_its_own(read) -> None:
    file = read("[[a]]\nx = 1\n\n[[b]]\nx = 2\n\n[[ 'a' ]]\n'x' = 3\ny = 4\n")
    assert file.entries("a") == [{"": 1, "x": 2}, {"": 7, "x": 8, "y": 9}]
    assert file.entries("c") == []


def test_a_place_is_a_file_and_a_line_where_that_is_known(read) -> None:
    file = read("\nx = 1\n[a]\nx = 2\n")
    assert file.place("x").endswith("a.toml, line 2")
    assert file.place("x", "a").endswith("a.toml, line 4")
    assert file.place("y").endswith("a.toml")
    assert file.at(7).endswith("a.toml, line 7")
    assert file.at(0).endswith("a.toml")


def test_a_line_ends_where_toml_says_so(read) -> None:
    # In a text these end no line, whatever other programs think.
    assert read('x = "\u2028\u0085"\ny = 1\n').place("y").endswith("line 2")


@pytest.mark.parametrize("slip", [ConfigError, InputError])
def test_what_is_wrong_in_the_file_is_raised_as_its_reader_asks(slip, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for content, what in (
        (b"x = ", "no valid TOML"),
        (b"\xff", "not in UTF-8"),
        (b"#" * (1024 * 1024 + 1), "larger than 1 MiB"),
        (b"x = " + b"[" * 100_000, "nested too deeply"),
    ):
        path.write_bytes(content)
        with pytest.raises(slip, match=what) as caught:
            read_toml(path, slip)
        assert (type(caught.value), caught.value.where) == (slip, str(path))
        assert caught.value.hint


def test_a_folder_a_device_or_nothing_at_all_is_told(tmp_path: Path) -> None:
    for path, what in (
        (tmp_path, "not a plain file"),
        (Path("/dev/zero"), "not a plain file"),
        (tmp_path / "no.toml", "no such file"),
    ):
        with pytest.raises(InputError, match=what):
            read_toml(path, ConfigError)
