"""Files of expectations, and the slips of those who write them."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowgraph.analysis.expectations.expectation import Expectation
from flowgraph.errors import InputError
from flowgraph.expectation_file import read_expectations


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("office.toml")


def read(file: Path, text: str | bytes) -> list[Expectation]:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_expectations(file)


def refused(file: Path, text: str | bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(file, text)
    return caught.value


def test_an_expectation_is_read_with_its_line(file: Path) -> None:
    text = """
from = "did:+15550100"

[[expect]]
name = "At night"
caller = "+15550177"
at = "2026-12-24T21:00"
keys = "2, 1, no key"
reaches = "queue  Sales"

[[expect]]
from = "number:6200"
reaches = "unknown"
"""
    assert read(file, text) == [
        Expectation(
            "did:+15550100", "queue Sales", ("2", "1", "timeout"), "+15550177",
            datetime(2026, 12, 24, 21), "At night", 4,
        ),
        Expectation("number:6200", "unknown", line=11),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-12-24T21:00:00", datetime(2026, 12, 24, 21)),
        ("2026-12-24", datetime(2026, 12, 24)),
        ("2026-12-24T21:00:00Z", datetime(2026, 12, 24, 21, tzinfo=UTC)),
    ],
)
def test_a_moment_needs_no_quotes(at: str, moment: datetime, file: Path) -> None:
    (found,) = read(file, f'[[expect]]\nfrom = "did:1"\nat = {at}\nreaches = "x"\n')
    assert found.at == moment


def test_a_byte_order_mark_and_tables_in_another_form_are_read(file: Path) -> None:
    text = '\ufeffexpect = [{ from = "1", reaches = "x" }, { from = "2", reaches = "y" }]'
    assert [(one.start, one.line) for one in read(file, text)] == [("1", 0), ("2", 0)]


ONE = '[[expect]]\nfrom = "did:1"\nreaches = "x"\n'


@pytest.mark.fault("D12b", promise="names each slip with its line before anything is read; exit 2")
@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ("", 0, "there is no expectation", "--init"),
        ("expect = 5", 1, "expect is no list of tables", "write [[expect]]"),
        ("[expect]\nfrom = 'did:1'", 1, "expect is no list of tables", "write [[expect]]"),
        ("[[expct]]\nfrom = 'did:1'", 1, "unknown setting expct", "did you mean expect?"),
        ("form = 'did:1'\n" + ONE, 1, "unknown setting form", "did you mean from?"),
        (ONE + "reachs = 'x'", 4, "unknown setting reachs", "did you mean reaches?"),
        (ONE + "keys = 21", 4, "keys must be a text in quotes", 'write keys = "21"'),
        (ONE + "keys = ['2', '1']", 4, "keys must be a text", 'write keys = "2,1"'),
        (ONE + "caller = true", 4, "caller must be a text", "caller ="),
        (ONE + "at = 21:00:00", 4, "at must be a text", "at ="),
        (ONE + "keys = 'timeot'", 4, "keys: 'timeot' is no key", "did you mean timeout?"),
        (ONE + "at = 'tomorrow'", 4, "moment 'tomorrow' is not understood", "2026-12-24T21:00"),
        (ONE + "at = '2026-02-30'", 4, "is not understood", "2026-12-24T21:00"),
        (ONE + "at = '2026-12-24'\nkeys = 'office,1'", 4, "both say which hour", "leave one"),
        ("[[expect]]\nreaches = 'x'", 1, "no from: where does the call", 'from = "did:…"'),
        ("[[expect]]\nfrom = 'did:1'", 1, "no reaches: where should", 'reaches = "queue Sales"'),
        (ONE + "[[expect]]\nfrom = 'did:1'\nreaches = ' '", 6, "no reaches", "queue Sales"),
        (ONE + "[[expect]]\nfrom = 'dod:1'\nreaches = 'x'", 5, "unknown form", "mean did:1?"),
        ("from = 'dod:1'\n[[expect]]\nreaches = 'x'", 1, "unknown form", "mean did:1?"),
        ("from = 5\n[[expect]]\nreaches = 'x'", 1, "from must be a text", 'write from = "5"'),
        ("[[expect]]\nfrom = 'xyz:1'\nreaches = 'x'", 2, "unknown form", "route:Main_Line"),
        ("[[expect]]\nfrom = 'Main'\nreaches = 'x'", 2, "from 'Main' is no id", 'name:"Main"'),
        ("[[expect]]\nfrom = '1'\ncaller = '2'\nreaches = 'x'", 3, "is a menu", "leave caller"),
        ("[[expect]]\nfrom = '1'\nat = 2026-12-24\nreaches = 'x'", 3, "is a menu", "leave at out"),
        ("[[expect]]\nfrom = '1'\nkeys = 'office'\nreaches = 'x'", 3, "is a menu", "leave office"),
        ("[[expect]\n", 0, "no valid TOML", "line 1"),
        (b"\xff\xfe", 0, "not in UTF-8", "save it as UTF-8"),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_to_write(text, line, what, hint, file) -> None:
    error = refused(file, text)
    assert error.where == "office.toml" + (f", line {line}" if line else "")
    assert what in error.what
    assert hint in error.hint
    assert error.hint


def test_all_slips_are_told_at_once(file: Path) -> None:
    error = refused(file, "form = 'did:1'\n" + ONE + "reachs = 'x'\n[[expect]]\nreaches = 5\n")
    assert [line.strip().partition(":")[0] for line in error.what.splitlines()] == [
        "office.toml, line 1", "office.toml, line 5", "office.toml, line 7",
    ]  # fmt: skip
    # That it has no "from" of its own is the slip of the first line.
    assert "no from" not in error.what


def test_a_start_for_all_that_is_a_slip_is_told_once(file: Path) -> None:
    error = refused(file, "from = 'dod:1'\n" + "[[expect]]\nreaches = 'x'\n" * 20)
    assert error.what == "from 'dod:1' has an unknown form"


def test_a_file_that_is_not_there_may_be_written_by_init(file: Path) -> None:
    with pytest.raises(InputError, match="no such file") as caught:
        read_expectations(file)
    assert "--init" in caught.value.hint


@pytest.mark.fault("E11")
def test_what_commands_a_terminal_is_made_visible(file: Path) -> None:
    assert "\\x1b[2J" in refused(file, ONE + '"\\u001b[2J" = 1').what
    (found,) = read(file, ONE + 'name = "\\u001b[31mred\\u0000"')
    assert found.name == "\\x1b[31mred\\x00"


words = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["did:1", "office,1", "1", "2026-12-24", "queue Sales", "[", '"', "\n"]),
)
lines = st.one_of(
    st.builds(
        "{} = {!r}".format,
        st.sampled_from(["from", "keys", "at", "reaches", "caller", "name", "x"]),
        words,
    ),
    st.sampled_from(["[[expect]]", "[expect]", "expect = 1", "expect = [[]]", "[[x]]", "# x"]),
)


@pytest.mark.fault("D12b")
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(lines, max_size=8).map("\n".join) | st.binary(max_size=60))
def test_whatever_stands_in_the_file_is_read_or_refused(text, file: Path) -> None:
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    # Anything else that is raised is a fault of ours.
    with contextlib.suppress(InputError):
        for found in read(file, content):
            assert found.start
            assert found.reaches
