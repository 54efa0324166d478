"""``flowgraph.toml``: what is in it counts, and a slip in it is found by line."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowgraph.config import PROFILE_KEYS, RANGES, load_profile
from flowgraph.errors import ConfigError, InputError

GOOD = """
[profile.office]
pbx = "https://pbx.example.net:8088"
client_id = "docs"
client_secret = " s3cret\\n"
ca_file = "pbx.pem"
timeout = 5
insecure = true
"""


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "flowgraph.toml"
    path.touch(0o600)
    return path


def load(text: str | bytes, name: str = "office") -> tuple[dict[str, Any], list[str]]:
    content = text.encode() if isinstance(text, str) else text
    Path("flowgraph.toml").write_bytes(content)
    return load_profile(name, {})


def refused(text: str | bytes, name: str = "office") -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load(text, name)
    return caught.value


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
def test_a_profile_is_read(mark: str) -> None:
    profile, warnings = load(mark + GOOD)
    assert profile == {
        "pbx": "https://pbx.example.net:8088",
        "client_id": "docs",
        "client_secret": "s3cret",
        "ca_file": "pbx.pem",
        "timeout": 5,
        "insecure": True,
    }
    assert warnings == []


@pytest.mark.fault("S8")
def test_others_who_may_read_the_secret_are_warned_about(file: Path) -> None:
    file.chmod(0o644)
    _, warnings = load(GOOD)
    assert len(warnings) == 1
    assert "chmod 600 flowgraph.toml" in warnings[0]
    _, warnings = load('[profile.office]\npbx = "x"')
    assert warnings == []


def test_the_users_own_folder_is_looked_at_too(file: Path, tmp_path: Path) -> None:
    file.unlink()
    for number, variable in enumerate(("XDG_CONFIG_HOME", "HOME", "APPDATA")):
        home = tmp_path / str(number)
        folder = home / (".config" if variable == "HOME" else "") / "flowgraph"
        folder.mkdir(parents=True)
        (folder / "flowgraph.toml").write_text('[profile.office]\nca_file = "x.pem"')
        profile, _ = load_profile("office", {variable: str(home)})
        assert profile["ca_file"] == str(folder / "x.pem")


@pytest.mark.parametrize("environment", [{}, {"HOME": "/nowhere"}, {"HOME": "\x00"}])
def test_no_file_at_all_says_where_it_was_looked_for(
    environment: dict[str, str], file: Path
) -> None:
    file.unlink()
    with pytest.raises(ConfigError) as caught:
        load_profile("office", environment)
    assert "there is no flowgraph.toml" in caught.value.what
    assert caught.value.where.startswith(".")
    assert "[profile.office]" in caught.value.hint


@pytest.mark.fault("D11", promise="names file, line and the nearest valid setting; exit 2")
@pytest.mark.parametrize(
    ("text", "what", "where", "hint"),
    [
        ("[profile.offce]\n", "there is no profile 'office'", "flowgraph.toml", "offce?"),
        ("", "there is no profile 'office'", "flowgraph.toml", "there are: none"),
        ("[profile.office]\npbxx = 1", "unknown setting pbxx", "line 2", "did you mean pbx?"),
        ("[profile.office]\n'zz' = 1", "unknown setting zz", "line 2", "there are: pbx, client_id"),
        ("[profil.office]", "unknown setting profil", "line 1", "did you mean profile?"),
        ("\npbx = 'x'", "unknown setting pbx", "line 2", "there are: profile"),
        ("profile = 5", "profile is no table", "line 1", "[profile.office]"),
        ("profile.office = 5", "the profile is no table", "[profile.office]", "[profile.office]"),
        ("[profile.office]\ntimeout = '5'", "timeout must be a number", "line 2", ""),
        ("[profile.office]\ntimeout = true", "timeout must be a number", "line 2", ""),
        ("[profile.office]\n\ninsecure = 1", "insecure must be true or false", "line 3", ""),
        ("[profile.office]\npbx = 5", "pbx must be a text in quotes", "line 2", ""),
        ("[profile.office]\nclient_secret = 5", "must be a text in quotes", "line 2", ""),
        ("[profile.office]\nconcurrency = 2.5", "concurrency must be a number", "line 2", ""),
        ("[profile.office]\nconcurrency = 9", "concurrency is from 1 to 8", "line 2", ""),
        ("[profile.office]\ntimeout = nan", "timeout is from 0.1 to 3600", "line 2", ""),
        ("[profile.office]\ntimeout = inf", "timeout is from 0.1 to 3600", "line 2", ""),
        ("[profile.office]\ntimeout = -1", "timeout is from 0.1 to 3600", "line 2", ""),
        ("[profile.office]\nmax_answer_mib = 0", "max_answer_mib is from", "line 2", ""),
        ("[profile.office]\npbx = 'x'\n[profile.office]", "no valid TOML", "flowgraph.toml", ""),
        ("[profile.office]\npbx = 'x'\npbx = 'y'\n#", "no valid TOML", "flowgraph.toml", "line 3"),
        ("[profile.office\n", "no valid TOML", "flowgraph.toml", "line 1"),
        ("x = " + "9" * 5000, "no valid TOML", "flowgraph.toml", ""),
        ("x = 2020-99-99", "no valid TOML", "flowgraph.toml", ""),
        ("x = " + "[" * 100_000, "nested too deeply", "flowgraph.toml", ""),
        ("é".encode("latin-1"), "not in UTF-8", "flowgraph.toml", "save it as UTF-8"),
        ("é".encode("utf-16"), "not in UTF-8", "flowgraph.toml", "save it as UTF-8"),
        ("# " + "x" * 1024 * 1024, "larger than 1 MiB", "flowgraph.toml", ""),
        ('"\\u001b[2J" = 1', "unknown setting \\x1b[2J", "flowgraph.toml", ""),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_line_and_what_was_meant(
    text: str | bytes, what: str, where: str, hint: str
) -> None:
    error = refused(text)
    assert what in error.what
    assert where in error.where
    assert error.where.startswith("flowgraph.toml")
    assert hint in error.hint
    assert error.hint


def test_a_line_is_that_of_the_profile_that_was_asked_for() -> None:
    text = "[profile.a]\ntimeout = 0\n\n[profile.'b']\npbx = 'x'\ntimeout = 0\n"
    assert refused(text, "b").where == "flowgraph.toml, line 6"
    assert refused(text, "a").where == "flowgraph.toml, line 2"


def test_a_secret_is_in_no_message() -> None:
    for slip in ("timeout = 0", "zz = 1", "client_secret = 'again'", "["):
        error = refused(f"[profile.office]\nclient_secret = 'hunter2'\n{slip}\n")
        assert "hunter2" not in str(error)


def test_a_folder_of_that_name_is_no_file(file: Path) -> None:
    file.unlink()
    file.mkdir()
    with pytest.raises(ConfigError, match="there is no"):
        load_profile("office", {})


def test_every_range_is_of_a_key() -> None:
    assert RANGES.keys() <= PROFILE_KEYS.keys()


values = st.one_of(
    st.integers(-10, 10**6).map(str),
    st.floats().map(repr),
    st.sampled_from(["true", "''", "[1]", "{a=1}", "2020-01-01", "'x'", "", '"\\u0000"']),
    st.text(max_size=8),
)
lines = st.one_of(
    st.builds("{} = {}".format, st.sampled_from([*PROFILE_KEYS, "x", "profile"]), values),
    st.sampled_from(["[profile.office]", "[[profile]]", "[profile]", "[x]", "# x"]),
    st.text(max_size=20),
)


@pytest.mark.fault("D11")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(lines, max_size=6).map("\n".join) | st.binary(max_size=60))
def test_whatever_stands_in_the_file_is_read_or_refused(text: str | bytes) -> None:
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    # Anything else that is raised is a fault of ours.
    with contextlib.suppress(ConfigError, InputError):
        profile, _ = load(content)
        assert profile.keys() <= PROFILE_KEYS.keys()
