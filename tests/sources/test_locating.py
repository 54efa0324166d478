"""File and line of a key, in whatever shape the input was saved."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowgraph.model.destination import Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.group import Group
from flowgraph.model.ids import id_order
from flowgraph.model.ivr import Ivr
from flowgraph.model.keys import KEYS
from flowgraph.model.place import Place
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Snapshot
from flowgraph.sources.locating import locate
from flowgraph.sources.openapi.fields import field_of
from flowgraph.sources.snapshot_file import dump

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def save(path: Path, value: Any, **style: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, **style), encoding="utf-8")
    return path


def line_at(place: Place | None, above: Path) -> str:
    """The line that a place names, of a file seen from a folder."""
    assert place is not None
    return (above / place.file).read_text(encoding="utf-8-sig").split("\n")[place.line - 1].strip()


# -- a PBX folder ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "key", "file", "line"),
    [
        ("ivr:8", "3", "ivr/8.json", '"press3_dest": "ivr",'),
        ("ivr:13", "timeout", "ivr/13.json", '"timeout_dest": "",'),
        ("ivr:12", "#", "ivr/12.json", '"press_hash_dest": "",'),
        ("ivr:12", "", "ivr/12.json", '"data": {'),
        ("ivr:12", "fail", "ivr/12.json", '"data": {'),
        ("ring_group:7", "fail", "ring_group.json", '"fail_dest": "queue",'),
        ("inbound_route:1", "default", "inbound_route.json", '"default_destination": "ivr",'),
        ("inbound_route:1", "outoffice", "inbound_route.json", '"outoffice_time_dest": "ivr",'),
        ("extension:27", "always", "extension.json", '"presence_list": ['),
        ("queue:4", "", "queue.json", "{"),
        ("conference:1", "", "conference.json", "{"),
        ("ext_vm:27", "", "extension.json", "{"),
    ],
)
def test_a_folder_tells_the_line_of_the_field(node: str, key: str, file: str, line: str):
    place = locate(str(SAMPLE / "pbx"))(node, key)
    assert line_at(place, SAMPLE) == line
    assert place is not None
    assert place.file == f"pbx/{file}"


def test_an_object_of_a_list_is_the_one_with_the_id():
    found = locate(str(SAMPLE / "pbx"))
    lines = (SAMPLE / "pbx" / "queue.json").read_text(encoding="utf-8").split("\n")
    for identity in (1, 4):
        place = found(f"queue:{identity}", "")
        assert place is not None
        assert lines[place.line].strip() == f'"id": {identity},'


@pytest.mark.parametrize(
    "node",
    [
        *("ivr:99", "ivr:", "queue:99", "end_call:", "external_num:5550", "no_such_kind:1"),
        *("ivr:../ivr/8", "../pbx/queue:1", "ivr:\0", "ivr:" + "9" * 5000, "", "ivr"),
    ],
)
def test_what_no_file_tells_of_has_no_place(node: str):
    assert locate(str(SAMPLE / "pbx"))(node, "1") is None


def test_raw_bytes_are_told_from_their_first_line(tmp_path: Path):
    save(tmp_path / "pbx/ivr/5.json", {"errcode": 0, "data": {"press1_dest": "ivr"}})
    (tmp_path / "pbx/ivr/5.body").write_bytes(b"\xff\x00")
    assert locate("pbx")("ivr:5", "1") == Place("pbx/ivr/5.body", 1)
    save(tmp_path / "pbx/ivr/5.meta.json", {"times": 2})
    assert locate("pbx")("ivr:5", "1") == Place("pbx/ivr/5.json", 1)


def test_a_menu_in_a_list_of_one_is_found(tmp_path: Path):
    save(tmp_path / "pbx/ivr/5.json", {"errcode": 0, "data": [{"press1_dest": "ivr"}]}, indent=1)
    assert locate("pbx")("ivr:5", "1") == Place("pbx/ivr/5.json", 5)
    assert locate("pbx")("ivr:5", "2") == Place("pbx/ivr/5.json", 4)


def test_of_two_fields_of_one_name_the_last_is_meant(tmp_path: Path):
    path = tmp_path / "pbx/ivr/5.json"
    save(path, {})
    path.write_text('{"data": {},\n"errcode": 0, "data": {"press1_dest": "",\n"press1_dest": ""}}')
    assert locate("pbx")("ivr:5", "1") == Place("pbx/ivr/5.json", 3)


def test_of_two_names_of_a_field_the_one_with_a_value_is_meant(tmp_path: Path):
    save(tmp_path / "pbx/ivr/1.json", {})
    row = {"id": 1, "def_dest": "", "default_destination": "ivr"}
    save(tmp_path / "pbx/inbound_route.json", [row], indent=1)
    assert locate("pbx")("inbound_route:1", "default") == Place("pbx/inbound_route.json", 5)
    row["default_destination"] = ""
    save(tmp_path / "pbx/inbound_route.json", [row], indent=1)
    assert locate("pbx")("inbound_route:1", "default") == Place("pbx/inbound_route.json", 4)


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"null", b"7", b"garbage", b'{"data"', b'{"data":', b'{"data": {"a"'),
        *(
            b'{"data": nul}',
            b"\xff\xfe{}",
            b"\x00",
            b'{"data": []}',
            b"[" * 100_000,
            b'{1: "data"}',
        ),
        b'{"data": ' + b'{"a": ' * 100_000,
    ],
)
def test_garbage_has_no_place(content: bytes, tmp_path: Path):
    for name in ("pbx/ivr/5.json", "pbx/queue.json", "saved.json"):
        save(tmp_path / name, {})
        (tmp_path / name).write_bytes(content)
    for path in ("pbx", "saved.json"):
        assert locate(path)("ivr:5", "1") is None
        assert locate(path)("queue:1", "fail") is None


def test_what_has_vanished_has_no_place(tmp_path: Path):
    save(tmp_path / "pbx/ivr/5.json", {"data": {"press1_dest": "ivr"}})
    found = locate("pbx")
    (tmp_path / "pbx/ivr/5.json").unlink()
    assert found("ivr:5", "1") is None
    assert locate("gone.json")("ivr:5", "1") is None
    assert locate("gone" * 500)("ivr:5", "1") is None
    assert locate("\0")("ivr:5", "1") is None


def test_a_folder_without_menus_has_no_place(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert locate("empty")("ivr:5", "1") is None


@pytest.mark.parametrize("path", ["-", ""])
def test_standard_input_and_a_live_pbx_have_no_places(path: str):
    assert locate(path)("ivr:5", "1") is None


# -- one file --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "key", "line"),
    [
        ("ivr:8", "3", '"press3_dest": "ivr",'),
        ("ivr:13", "invalid", '"invalid_dest": "",'),
        ("ring_group:7", "fail", '"fail_dest": "queue",'),
        ("inbound_route:1", "office", '"office_time_dest": "ivr",'),
        ("inbound_route:1", "default", '"def_dest": "ivr",'),
        ("ivr:8", "", "{"),
        ("conference:1", "", "{"),
    ],
)
def test_a_snapshot_tells_the_line_of_the_field(node: str, key: str, line: str):
    place = locate(str(SAMPLE / "snapshot.json"))(node, key)
    assert line_at(place, SAMPLE) == line


def test_a_snapshot_tells_the_line_of_that_very_object():
    found = locate(str(SAMPLE / "snapshot.json"))
    lines = (SAMPLE / "snapshot.json").read_text(encoding="utf-8").split("\n")
    for node in ("ivr:2", "ivr:15", "queue:4", "extension:27", "inbound_route:2", "conference:1"):
        place = found(node, "")
        assert place is not None
        assert lines[place.line].strip() == f'"id": "{node.partition(":")[2]}",'


def test_ids_may_be_written_as_people_write_them(tmp_path: Path):
    rows = [{"id": " 007 "}, {"id": "8"}, {"id": 9.0}, {"id": None}, 7, {"id": "ivr:8"}]
    save(tmp_path / "mine.json", {"format": "flowgraph-snapshot", "ivrs": rows}, indent=0)
    lines = (tmp_path / "mine.json").read_text(encoding="utf-8").split("\n")
    for node, row in (
        ("ivr:7", '"id": " 007 "'),
        ("ivr:8", '"id": "ivr:8"'),
        ("ivr:9", '"id": 9.0'),
    ):
        place = locate("mine.json")(node, "")
        assert place is not None
        assert lines[place.line] == row


@pytest.mark.parametrize("node", ["ivr:6", "queue:99", "end_call:", ""])
def test_what_a_snapshot_does_not_tell_of_has_no_place(node: str):
    assert locate(str(SAMPLE / "snapshot.json"))(node, "1") is None


def test_a_saved_answer_is_of_the_menu_that_it_names_else_of_its_file(tmp_path: Path):
    answer = {"errcode": 0, "data": {"id": 5, "press1_dest": "ivr"}}
    save(tmp_path / "answer.json", answer, indent=1)
    assert locate("answer.json")("ivr:5", "1") == Place("answer.json", 5)
    assert locate("answer.json")("ivr:6", "1") is None
    del answer["data"]["id"]  # type: ignore[attr-defined]
    save(tmp_path / "007.json", answer, indent=1)
    assert locate("007.json")("ivr:7", "1") == Place("007.json", 4)


# -- names of files --------------------------------------------------------------------------


def test_a_file_is_seen_from_the_current_folder(tmp_path: Path):
    save(tmp_path / "a/pbx/ivr/5.json", {"data": {"press1_dest": "ivr"}})
    for named in ("a", "a/pbx", str(tmp_path / "a"), "./a/../a", "a/"):
        assert locate(named)("ivr:5", "1") == Place("a/pbx/ivr/5.json", 1)


def test_from_elsewhere_a_file_is_seen_from_the_folder_that_holds_the_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    save(tmp_path / "a/pbx/ivr/5.json", {"data": {"press1_dest": "ivr"}})
    save(tmp_path / "a/5.json", {"errcode": 0, "data": {"press1_dest": "ivr"}})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for named in ("../a/pbx", str(tmp_path / "a/pbx")):
        assert locate(named)("ivr:5", "1") == Place("pbx/ivr/5.json", 1)
    assert locate("../a/5.json")("ivr:5", "1") == Place("5.json", 1)


def test_a_file_may_be_called_anything(tmp_path: Path):
    name = os.fsdecode(b"b\xfc #%.json")
    save(tmp_path / name, {"errcode": 0, "data": {"id": 5, "press1_dest": "ivr"}})
    assert locate(name)("ivr:5", "1") == Place(name, 1)


# -- any snapshot, however it is written -----------------------------------------------------

ids = st.integers(1, 30).map(str)
words = st.text(max_size=8) | st.sampled_from(
    ['"timeout_dest": "', '\\"', "}{", "],[", "\n\r\n", "ivrs"]
)
ways = st.builds(Destination, st.sampled_from(["ivr", "queue", "x_new"]), words)
menus = st.builds(
    Ivr,
    id=ids,
    name=words,
    keys=st.dictionaries(st.sampled_from(KEYS), ways, max_size=4),
    unknown=st.dictionaries(
        st.sampled_from(["zz", "a_new_field"]), words | st.lists(words), max_size=2
    ),
)
groups = st.builds(
    Group,
    kind=st.sampled_from(["queue", "ring_group"]),
    id=ids,
    name=words,
    fail=ways,
    knows_fail=st.just(True),
)  # fmt: skip
routes = st.builds(
    Route,
    id=ids,
    name=words,
    branches=st.dictionaries(st.sampled_from(["default", "office"]), ways),
)  # fmt: skip


def by_node(items: list[Any]) -> dict[str, Any]:
    return {item.node_id: item for item in items}


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    found = {menu.id: menu for menu in draw(st.lists(menus, max_size=5))}
    listed = draw(st.dictionaries(ids, words.map(lambda name: Entry("", "", name)), max_size=3))
    entries = {identity: row._replace(id=identity) for identity, row in listed.items()}
    return Snapshot(
        draw(words),
        ("1",),
        {identity: found[identity] for identity in sorted(found, key=id_order)},
        {},
        Directory({"queue": Listing(entries), "conference": Listing(entries)}),
        groups=by_node(draw(st.lists(groups, max_size=3))),
        routes=by_node(draw(st.lists(routes, max_size=3))),
    )


def pretty(text: str) -> bytes:
    return text.encode()


def minified(text: str) -> bytes:
    return json.dumps(json.loads(text), separators=(",", ":")).encode()


def on_windows(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def spread(text: str) -> bytes:
    """Every token on a line of its own."""
    return json.dumps(json.loads(text), indent=0, separators=("\n,\n", "\n:\n")).encode()


@pytest.mark.parametrize("style", [pretty, minified, on_windows, spread])
@settings(deadline=None, max_examples=60)
@given(snapshot=snapshots())
def test_the_line_that_is_named_holds_the_field(style: Callable[[str], bytes], snapshot: Snapshot):
    content = style(dump(snapshot))
    Path("any.json").write_bytes(content)
    lines = content.decode("utf-8-sig").split("\n")
    found = locate("any.json")
    wanted = [(f"ivr:{i}", key, field_of(key)) for i in snapshot.ivrs for key in KEYS]
    wanted += [(node, "fail", "fail_dest") for node in snapshot.groups]
    wanted += [(node, "default", "def_dest") for node in snapshot.routes]
    for node, key, field in wanted:
        place, above = found(node, key), found(node, "")
        assert place is not None
        assert above is not None
        assert f'"{field}"' in lines[place.line - 1]
        assert above.line <= place.line
        # Between the object's own first line and the field no other object begins.
        between = "\n".join(lines[above.line - 1 : place.line])
        assert style is minified or between.count('"id"') == 1
    for identity in snapshot.directory.listings["conference"].entries:
        place = found(f"conference:{identity}", "")
        assert place is not None
        assert lines[place.line - 1].strip().endswith("{") or style is minified


def test_ten_thousand_menus_are_located_in_seconds(tmp_path: Path):
    number = 10_000
    made = {str(n): Ivr(id=str(n), name=f"Menu {n}") for n in range(1, number + 1)}
    (tmp_path / "large.json").write_text(dump(Snapshot("", ("1",), made, {}, Directory({}))))
    begin = time.perf_counter()
    found = locate("large.json")
    lines = {found(f"ivr:{n}", "timeout") for n in range(1, number + 1)}
    assert len(lines) == number
    assert time.perf_counter() - begin < 15
