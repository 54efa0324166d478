"""What happens to a folder of pages, run after run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from flowgraph.errors import InputError, OutputError, UsageError
from flowgraph.site.folder import MANIFEST, Changes, check_folder, publish

PAGES = {"index.html": b"one", "assets/site.css": b"two"}


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def listed(folder: Path) -> list[str]:
    files: list[str] = json.loads((folder / MANIFEST).read_bytes())["files"]
    return files


def test_a_first_run_writes_all_pages_and_a_list_of_them(tmp_path: Path):
    folder = tmp_path / "new" / "site"
    check_folder(str(folder))
    assert not folder.exists()
    assert publish(str(folder), PAGES) == Changes(new=2, changed=0, unchanged=0, removed=0)
    found = contents(folder)
    assert found.pop(MANIFEST)
    assert found == PAGES
    assert listed(folder) == sorted(PAGES)


def test_a_run_over_the_same_pages_touches_no_file(tmp_path: Path):
    publish(str(tmp_path), PAGES)
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(1, 1))
    assert publish(str(tmp_path), PAGES) == Changes(0, 0, 2, 0)
    assert {path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == {1}


def test_only_a_page_with_other_bytes_is_written(tmp_path: Path):
    publish(str(tmp_path), PAGES)
    (tmp_path / "assets" / "site.css").touch()
    os.utime(tmp_path / "assets" / "site.css", ns=(1, 1))
    changes = publish(str(tmp_path), {**PAGES, "index.html": b"more"})
    assert changes == Changes(0, 1, 1, 0)
    assert (tmp_path / "index.html").read_bytes() == b"more"
    assert (tmp_path / "assets" / "site.css").stat().st_mtime_ns == 1


def test_a_page_that_somebody_has_edited_is_written_anew(tmp_path: Path):
    publish(str(tmp_path), PAGES)
    (tmp_path / "index.html").write_bytes(b"mine")
    assert publish(str(tmp_path), PAGES).changed == 1
    assert (tmp_path / "index.html").read_bytes() == b"one"


def test_pages_of_an_earlier_run_go_and_what_people_keep_there_stays(tmp_path: Path):
    publish(str(tmp_path), {**PAGES, "menu-5.html": b"x", "pictures/menu-5.svg": b"x"})
    (tmp_path / "notes.txt").write_bytes(b"mine")
    (tmp_path / "menu-6.html").write_bytes(b"mine too")
    assert publish(str(tmp_path), PAGES).removed == 2
    assert sorted(contents(tmp_path)) == sorted(["menu-6.html", "notes.txt", MANIFEST, *PAGES])
    assert not (tmp_path / "pictures").exists()


def test_a_folder_that_is_left_empty_but_for_somebody_elses_file_stays(tmp_path: Path):
    publish(str(tmp_path), {**PAGES, "pictures/menu-5.svg": b"x"})
    (tmp_path / "pictures" / "photo.jpg").write_bytes(b"mine")
    publish(str(tmp_path), PAGES)
    assert [path.name for path in (tmp_path / "pictures").iterdir()] == ["photo.jpg"]


def test_a_folder_with_files_and_no_list_is_refused(tmp_path: Path):
    (tmp_path / "thesis.doc").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"not empty.*thesis\.doc"):
        check_folder(str(tmp_path))
    with pytest.raises(UsageError):
        publish(str(tmp_path), PAGES)
    assert contents(tmp_path) == {"thesis.doc": b"mine"}


def test_a_fresh_git_repository_is_as_good_as_empty(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_bytes(b"")
    check_folder(str(tmp_path))
    assert publish(str(tmp_path), PAGES).new == 2


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path):
    publish(str(tmp_path), PAGES)
    (tmp_path / "menu-5.html").write_bytes(b"mine")
    with pytest.raises(UsageError, match="no part of the site"):
        publish(str(tmp_path), {**PAGES, "index.html": b"new", "menu-5.html": b"ours"})
    assert (tmp_path / "menu-5.html").read_bytes() == b"mine"
    assert (tmp_path / "index.html").read_bytes() == b"one"


def test_what_a_run_that_ended_halfway_has_written_belongs_to_the_site(tmp_path: Path):
    publish(str(tmp_path), PAGES)
    (tmp_path / "b").write_bytes(b"mine, and in the way of a folder")
    with pytest.raises(OutputError):
        publish(str(tmp_path), {**PAGES, "a.html": b"a", "b/c.html": b"c"})
    assert (tmp_path / "a.html").exists()
    check_folder(str(tmp_path))
    assert publish(str(tmp_path), {**PAGES, "a.html": b"another"}).changed == 1
    assert publish(str(tmp_path), PAGES).removed == 1
    assert sorted(contents(tmp_path)) == sorted(["b", MANIFEST, *PAGES])


@pytest.mark.fault("E15")
@pytest.mark.parametrize(
    "name", ["../victim", "/etc/victim", "a/../../victim", "C:\\victim", "..", ".", ""]
)
def test_a_list_that_names_files_elsewhere_is_refused(name: str, tmp_path: Path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    folder = tmp_path / "site"
    publish(str(folder), PAGES)
    list_ = {"format": "flowgraph-site", "version": 1, "files": [name]}
    (folder / MANIFEST).write_text(json.dumps(list_), encoding="utf-8")
    with pytest.raises(InputError, match="damaged"):
        check_folder(str(folder))
    with pytest.raises(InputError):
        publish(str(folder), PAGES)
    assert victim.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\xff", b'{"format": "other", "files": []}', b"[" * 100_000]
)
def test_a_damaged_list_is_told_and_nothing_is_written(content: bytes, tmp_path: Path):
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(InputError, match="damaged"):
        check_folder(str(tmp_path))
    assert contents(tmp_path) == {MANIFEST: content}


@pytest.mark.fault("E15")
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    folder = tmp_path / "site"
    publish(str(folder), PAGES)
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(victim)
    with pytest.raises(UsageError, match="leads out"):
        publish(str(folder), {**PAGES, "index.html": b"new"})
    assert victim.read_bytes() == b"mine"


def test_a_folder_behind_a_link_loses_no_file(tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "menu-5.svg").write_bytes(b"mine")
    folder = tmp_path / "site"
    publish(str(folder), {**PAGES, "pictures/menu-5.svg": b"x"})
    (folder / "pictures" / "menu-5.svg").unlink()
    (folder / "pictures").rmdir()
    (folder / "pictures").symlink_to(elsewhere)
    assert publish(str(folder), PAGES).removed == 0
    assert (elsewhere / "menu-5.svg").read_bytes() == b"mine"


def test_a_name_that_no_disk_holds_is_refused(tmp_path: Path):
    with pytest.raises(OutputError, match="name too long"):
        check_folder(str(tmp_path / ("x" * 300)))


def test_what_is_no_folder_is_refused(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(OutputError, match="not a folder"):
        check_folder(str(tmp_path / "file"))
    with pytest.raises(OutputError, match="not a folder"):
        check_folder(str(tmp_path / "file" / "site"))
