from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shell import answer, menu, pbx, small, write

from flowgraph.errors import InputError
from flowgraph.model.directory import Entry
from flowgraph.model.ivr import Ivr
from flowgraph.model.missing import NOT_FOUND, UNREADABLE, Missing
from flowgraph.sources.folder import FolderSource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small(tmp_path / "office" / "pbx")


def ask(folder: Path, identity: str) -> Ivr | Missing:
    (only,) = FolderSource(folder).ask([identity]).answers
    return only


@pytest.mark.parametrize("made", [(), ("pbx",), ("ivr.json",)])
def test_a_folder_without_menus_is_refused(made: tuple[str, ...], tmp_path: Path) -> None:
    for name in made:
        (tmp_path / name).mkdir()
    with pytest.raises(InputError, match="no folder 'ivr'") as caught:
        FolderSource(tmp_path)
    assert "ivr/<id>.json" in caught.value.hint


def test_the_folder_above_will_do(folder: Path) -> None:
    assert isinstance(ask(folder.parent, "1"), Ivr)


def test_the_name_is_the_devices_else_the_folders(folder: Path) -> None:
    assert FolderSource(folder).name == "office"
    assert FolderSource(folder.parent).name == "office"
    contents: list[Any] = [{"device_name": " Head office "}, {"device_name": None}, [], {}]
    for content in contents:
        write(folder / "system.json", content)
        named = isinstance(content, dict) and bool(content.get("device_name"))
        assert FolderSource(folder).name == ("Head office" if named else "office")


@pytest.mark.parametrize("content", [b"{", b"\xff", b"", b"[" * 9999])
def test_a_broken_system_file_costs_the_name_alone(content: bytes, folder: Path) -> None:
    (folder / "system.json").write_bytes(content)
    assert FolderSource(folder).name == "office"


def test_a_folder_whose_name_is_no_text_has_a_visible_name(tmp_path: Path) -> None:
    odd = tmp_path / b"caf\xe9\x1b".decode("utf-8", "surrogateescape")
    small(odd)
    assert FolderSource(odd).name == r"caf\udce9\x1b"


def test_a_menu_without_a_file_does_not_exist(folder: Path) -> None:
    gap = ask(folder, "9")
    assert gap == Missing("9", NOT_FOUND, 60001, "errcode 60001: no such object on the PBX")


@pytest.mark.fault("E15")
@pytest.mark.parametrize(
    "identity", ["", ".", "..", "../1", "/etc/passwd", "a\\b", "x\x00", "7" * 5000, "*", "\ud800"]
)
def test_an_id_names_a_file_of_the_folder_or_none(identity: str, folder: Path) -> None:
    write(folder / "1.json", answer(menu(1)))
    write(folder.parent / "1.json", answer(menu(1)))
    gap = ask(folder, identity)
    assert isinstance(gap, Missing)
    assert gap.status == NOT_FOUND


def test_an_error_that_was_saved_is_that_error(folder: Path) -> None:
    for code, status in ((60001, NOT_FOUND), (-2, UNREADABLE), (10005, UNREADABLE)):
        write(folder / "ivr" / "9.json", answer(None, code))
        gap = ask(folder, "9")
        assert isinstance(gap, Missing)
        assert (gap.status, gap.code) == (status, code)


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        ({"status": 503}, "HTTP 503"),
        ({"status": 200}, "no valid JSON"),
        ({}, "no valid JSON"),
        ({"status": "x"}, "no status of an answer"),
        ([], "no status of an answer"),
    ],
)
def test_exact_bytes_count_before_a_saved_answer(meta: object, message: str, folder: Path) -> None:
    (folder / "ivr" / "1.body").write_bytes(b"{")
    write(folder / "ivr" / "1.meta.json", meta)
    gap = ask(folder, "1")
    assert isinstance(gap, Missing)
    assert (gap.status, message in gap.message) == (UNREADABLE, True)


def test_a_body_that_holds_for_a_while_is_skipped(folder: Path) -> None:
    (folder / "ivr" / "1.body").write_bytes(b"{")
    write(folder / "ivr" / "1.meta.json", {"status": 500, "times": 1})
    assert isinstance(ask(folder, "1"), Ivr)


@pytest.mark.parametrize("meta", [b"{", b"[" * 99_999, b"\xff"])
def test_a_broken_meta_file_costs_one_menu(meta: bytes, folder: Path) -> None:
    (folder / "ivr" / "1.body").write_bytes(b"{}")
    (folder / "ivr" / "1.meta.json").write_bytes(meta)
    gap = ask(folder, "1")
    assert isinstance(gap, Missing)
    assert gap.status == UNREADABLE


def test_a_file_that_cannot_be_read_costs_one_menu(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise InputError("permission denied", where=str(path))

    monkeypatch.setattr("flowgraph.sources.folder.read_bytes", refuse)
    place = folder / "ivr" / "1.json"
    assert ask(folder, "1") == Missing("1", UNREADABLE, None, f"permission denied: {place}")


def test_the_index_lists_every_menu_that_has_a_file(folder: Path) -> None:
    (folder / "ivr" / "3.json").write_bytes(b"{")
    write(folder / "ivr" / "4.json", answer(None, 60001))
    (folder / "ivr" / "10.body").write_bytes(b"x")
    write(folder / "ivr" / "10.meta.json", {"status": 503})
    for other in ("README.md", ".hidden.json", "notes.txt"):
        (folder / "ivr" / other).touch()
    assert FolderSource(folder).index() == [
        Entry("1", "6201", "Menu 1"),
        Entry("2", "6202", "Menu 2"),
        Entry("3", "", ""),
        Entry("4", "", ""),
        Entry("10", "", ""),
    ]


def test_a_list_is_read_with_all_its_rows(folder: Path) -> None:
    listing = FolderSource(folder).listing("queue")
    assert listing.entries == {"7": Entry("7", "6400", "Orders")}
    assert listing.is_known
    assert sorted(FolderSource(folder).listing("ivr").entries) == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (None, "extension.json is not in the folder"),
        (b"{}", "extension.json holds no list"),
        (b"[", "extension.json: the answer is no valid JSON (expecting value, line 1, column 2)"),
        (b"\xff", "extension.json: the answer is not in UTF-8 (byte 0)"),
        (b"", "extension.json: the answer is empty"),
        (b'[{"id":1}],"x":[1]', "line 1, column 11"),
    ],
)
def test_a_list_that_cannot_be_read_proves_nothing(
    content: bytes | None, refusal: str, folder: Path
) -> None:
    if content is not None:
        (folder / "extension.json").write_bytes(content)
    listing = FolderSource(folder).listing("extension")
    assert not listing.is_known
    assert listing.entries == {}
    assert refusal.replace("the answer", "the file") in listing.refusal


def test_a_byte_order_mark_is_no_fault(folder: Path) -> None:
    (folder / "queue.json").write_bytes("\ufeff".encode() + json.dumps([{"id": 8}]).encode())
    assert list(FolderSource(folder).listing("queue").entries) == ["8"]


def test_a_folder_is_never_written_to(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with FolderSource(folder) as source:
        source.ask(["1", "2", "3"])
        source.index()
        source.listing("queue")
        source.cancel()
        assert source.name
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_lists_beside_the_menus_may_be_anything(tmp_path: Path) -> None:
    folder = pbx(tmp_path, menu(1), queue=[None, 5, {"name": "no id"}, {"id": "01"}])
    assert list(FolderSource(folder).listing("queue").entries) == ["1"]
