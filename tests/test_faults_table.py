"""The page of faults says what the tests say, and leaves nothing out."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from faults import FAULTS

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "faults.md"
SCRIPT = ROOT / "scripts" / "faults.py"
LIST = ROOT.parent / "shared" / "faults.md"

#: Ids of the list that no test is about, with the reason.
UNTESTED: dict[str, str] = {}

#: What has to be tried at least, and the row that stands for it.
WANTED = {
    "network": {
        "refused": "N1",
        "reset": "N8",
        "hang": "N5",
        "slow drip": "N6",
        "closed in mid-body": "N7",
        "truncated JSON": "D4e",
        "HTML login page with 200": "P1",
        "5xx once": "P2",
        "5xx always": "P3",
        "429 with Retry-After": "P2b",
        "gzip bomb": "N10b",
        "50 MB field": "N10c",
        "redirect to another host": "P5",
        "redirect loop": "P5b",
        "certificate unknown": "N12",
        "certificate expired": "N12c",
        "certificate of a wrong name": "N12b",
        "DNS failure": "N2",
        "proxy": "N14",
    },
    "protocol": {
        "token expires in the middle": "P9",
        "refresh refused": "P10",
        "re-login refused": "P10b",
        "permission missing for one list": "P13b",
        "unknown error code": "P12c",
        "wrong types": "D2d",
        "missing fields": "D2",
        "extra fields": "D2b",
        "duplicate keys": "D4d",
        "NaN": "D5",
        "deep nesting": "D5c",
        "BOM": "D4b",
        "Latin-1 bytes": "D4",
        "paging that never ends": "P21",
        "paging that lies": "P21c",
        "endless chain of menus": "P22",
        "batch endpoint missing": "P16",
        "rate limit enforced": "P18",
    },
    "names": {
        "DOT and HTML-like labels": "E1",
        "SVG and HTML script": "E2",
        "javascript: links": "E4",
        "CSS": "E5",
        "Mermaid directives": "E6",
        "Markdown": "E7",
        "spreadsheet formulas": "E8",
        "XML specials": "E9",
        "terminal escapes": "E11",
        "right-to-left override": "E12",
        "zero width": "E13",
        "lone surrogates": "D6",
        "NUL": "D6b",
        "path traversal": "E15",
        "Windows device names": "E16",
        "100,000-character names": "D9",
    },
    "local": {
        "disk full": "L1",
        "read-only": "L2c",
        "no permission": "L2b",
        "existing file": "L3c",
        "Ctrl-C at every stage": "L4",
        "SIGTERM at every stage": "L6",
        "two runs at once": "L8",
        "broken pipe": "L11",
        "missing fonts": "L9b",
        "missing engine": "L9",
        "low file-descriptor limit": "L18",
        "no HOME": "L13",
        "odd locale": "L12",
        "paths with spaces and unicode": "L19",
    },
    "secrets": {
        "in no output": "S1",
        "in no log at any level": "S4",
        "in no traceback": "S3",
        "in no cache": "S1b",
        "in no process list": "S2",
        "in no crash report": "S12",
        "prompt password": "S5",
        "strict CSP": "S13",
    },
}


@pytest.fixture(scope="module")
def script() -> Any:
    spec = importlib.util.spec_from_file_location("fault_page", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_tests_say_now() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "-"], capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    # Line by line: pytest shows which row differs.
    written = done.stdout.decode().splitlines()
    assert written == PAGE.read_text(encoding="utf-8").splitlines(), f"run python {SCRIPT.name}"


@pytest.mark.skipif(not LIST.exists(), reason="the list of faults is not beside this checkout")
def test_every_fault_of_the_list_is_tried_or_has_its_reason() -> None:
    listed = re.findall(r"^\| ([A-Z]\d+) \|", LIST.read_text(encoding="utf-8"), re.M)
    tried = {re.match(r"[A-Z]\d+", key)[0] for key in FAULTS}  # type: ignore[index]
    assert len(listed) > 80
    assert [fault for fault in listed if fault not in tried | UNTESTED.keys()] == []


@pytest.mark.parametrize("group", WANTED)
def test_what_has_to_be_tried_at_least_has_a_row(group: str) -> None:
    rows = re.findall(r"^\| ([A-Z]\d+[a-z]?) \|", PAGE.read_text(encoding="utf-8"), re.M)
    assert sorted(rows) == sorted(FAULTS)
    assert {words: row for words, row in WANTED[group].items() if row not in rows} == {}


def test_whatever_keeps_the_page_from_being_whole_is_told(script: Any) -> None:
    proofs = [script.Proof(key, "promise", "tests/a.py", "test_a") for key in FAULTS]
    assert list(script.slips(proofs)) == []
    assert list(script.slips([*proofs, script.Proof("N999", "", "tests/a.py", "test_b")])) == [
        "N999 stands in no group of tests/faults.py; marked: test_b"
    ]
    assert list(script.slips(proofs[1:])) == [f"N1 has no test: {FAULTS['N1']}"]
    silent = [proofs[0]._replace(promise=""), *proofs[1:]]
    assert list(script.slips(silent)) == [f"N1 has no promise: {FAULTS['N1']}"]


def test_a_row_has_the_promises_of_all_its_tests_once(script: Any) -> None:
    proofs = [
        script.Proof("N1", "says a|b; exit 2", "tests/a.py", "test_a"),
        script.Proof("N1", "says a|b; exit 2", "tests/a.py", "test_b"),
        script.Proof("N1", "", "tests/sub/c.py", "test_c"),
        script.Proof("N1", "and more", "tests/sub/c.py", "test_d"),
    ]
    row = next(line for line in script.page(proofs).splitlines() if line.startswith("| N1 |"))
    assert row == (
        f"| N1 | {FAULTS['N1']} | says a\\|b; exit 2; and more | "
        "[a.py](../tests/a.py): `test_a`, `test_b`; "
        "[c.py](../tests/sub/c.py): `test_c`, `test_d` |"
    )
