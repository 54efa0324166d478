"""``flowgraph handover`` as its users meet it."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from helpers import Run
from lxml import html
from made_fonts import font, fonts, only
from pypdf import PdfReader
from shell import HOME, SAMPLE, flowgraph_in

__all__ = ["fonts"]

EXPECTATIONS = Path(HOME) / "samples" / "harbour-dental" / "expectations.toml"


def handover(folder: Path, *arguments: object) -> Run:
    return flowgraph_in(folder, "handover", "--from", SAMPLE, *arguments)


def text(file: Path) -> str:
    reader = PdfReader(io.BytesIO(file.read_bytes()))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def words(file: Path) -> str:
    page = html.document_fromstring(file.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", " ".join(page.find("body").itertext()))


def test_a_pdf_and_a_html_are_written_in_one_run_and_again_with_the_same_bytes(tmp_path: Path):
    files = ("-o", "one.pdf", "-o", "one.html")
    run = handover(tmp_path / "a", "--all", "--customer", "Harbour Dental", *files)
    assert (run.status, run.stdout) == (0, "")
    assert run.stderr.splitlines()[-2:] == ["wrote one.pdf", "wrote one.html"]
    again = handover(tmp_path / "b", "--all", "--customer", "Harbour Dental", *files)
    assert again.status == 0
    for name in files[1::2]:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert (tmp_path / "a" / "one.pdf").read_bytes().startswith(b"%PDF-")


def test_the_sheet_to_sign_has_a_line_for_each_expectation(tmp_path: Path):
    run = handover(tmp_path, "--all", "--expectations", EXPECTATIONS, "-o", "a.html")
    assert run.status == 0
    told = words(tmp_path / "a.html")
    lines = re.findall(r'(?m)^name = "(.*)"', EXPECTATIONS.read_text(encoding="utf-8"))
    assert len(lines) == 15
    assert all(line in told for line in lines)
    assert "Not so at present" not in told


def test_an_expectation_that_is_not_met_is_told_and_marked(tmp_path: Path):
    (tmp_path / "wrong.toml").write_text(
        '[[expect]]\nfrom = "did:+15550110"\nreaches = "queue 6400"\n', encoding="utf-8"
    )
    run = handover(tmp_path, "--all", "--expectations", "wrong.toml", "-o", "a.html")
    assert run.status == 0
    assert "warning: 1 of 1 expectations are not met at present" in run.stderr
    assert "Not so at present" in words(tmp_path / "a.html")


def test_a_date_is_on_the_cover_only_when_it_is_asked_for(tmp_path: Path):
    assert handover(tmp_path, "route:Linea_Espanol", "-o", "a.html").status == 0
    assert str(datetime.now().year) not in words(tmp_path / "a.html").partition("Contents")[0]
    run = handover(tmp_path, "route:Linea_Espanol", "--date", "2026-05-03", "-o", "b.pdf")
    assert run.status == 0
    assert "Date 3 May 2026" in text(tmp_path / "b.pdf")
    assert handover(tmp_path, "route:Linea_Espanol", "--stamp", "-o", "c.html").status == 0
    assert str(datetime.now().year) in words(tmp_path / "c.html").partition("Contents")[0]


def test_what_cannot_be_is_refused_before_anything_is_read(tmp_path: Path):
    refused = {
        ("-o", "a.docx"): "a document of an unknown format",
        ("-o", "-"): "a document of an unknown format",
        ("-o", "a.pdf", "--date", "2026-01-01", "--stamp"): "--date and --stamp both name a date",
        ("-o", "missing/a.pdf"): "there is no such folder",
        ("-o", "a.pdf", "--expectations", "none.toml"): "there is no such file",
        ("-o", "a.pdf", "--expectations", EXPECTATIONS, "--redact"): "which --redact replaces",
        ("-o", EXPECTATIONS, "--expectations", EXPECTATIONS): "a document of an unknown format",
        ("-o", "a.pdf", "--paper", "a3"): "Invalid value for '--paper'",
    }
    for arguments, words_ in refused.items():
        run = handover(tmp_path, "--all", *arguments)
        assert (run.status, words_ in run.stderr) == (2, True), run.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_private_is_left_after_redaction(tmp_path: Path):
    run = handover(tmp_path, "--all", "--redact", "-o", "a.html", "-o", "a.pdf")
    assert run.status == 0
    told = words(tmp_path / "a.html") + text(tmp_path / "a.pdf") + run.stderr
    for name in ("Harbour", "Bienvenidos", "Hartley", "15550100", "welcome-day"):
        assert name not in told
    assert "redacted PBX" in told


def chinese(folder: Path, name: str) -> Path:
    """Set up a PBX whose one menu has this name."""
    source = folder / "pbx"
    (source / "ivr").mkdir(parents=True)
    answer = {"errcode": 0, "errmsg": "SUCCESS", "data": {"id": 5, "number": "62", "name": name}}
    (source / "ivr" / "5.json").write_text(json.dumps(answer), encoding="utf-8")
    return source


def test_a_chinese_name_is_on_paper_as_it_is_and_nothing_is_said(tmp_path: Path, fonts: Path):
    font("主菜单").save(fonts / "a.ttf")
    source = chinese(tmp_path, "主菜单")
    run = flowgraph_in(tmp_path, "handover", "5", "--from", source, "-o", "a.pdf", **only(fonts))
    assert (run.status, run.stderr) == (0, "wrote a.pdf\n")
    assert "62 主菜单" in text(tmp_path / "a.pdf")


def test_characters_that_no_font_has_are_told_once_with_the_way_out(tmp_path: Path, fonts: Path):
    font("主").save(fonts / "a.ttf")
    source = chinese(tmp_path, "主菜单")
    files = ("-o", "a.pdf", "-o", "a.html")
    run = flowgraph_in(tmp_path, "handover", "5", "--from", source, *files, **only(fonts))
    assert run.status == 0
    assert run.stderr.splitlines() == [
        "warning: a.pdf: 2 characters stand as codes, for example U+83DC: no font that can be used "
        "on this computer has them",
        "  next:  install a font that has them (Debian, Ubuntu: apt install fonts-noto-core "
        "fonts-noto-cjk fonts-symbola); or write a .html as well, which shows all characters",
        "wrote a.pdf",
        "wrote a.html",
    ]
    assert "主[U+83DC U+5355]" in text(tmp_path / "a.pdf")


def test_where_no_font_would_help_none_is_asked_for(tmp_path: Path, fonts: Path):
    source = chinese(tmp_path, "हि")
    run = flowgraph_in(tmp_path, "handover", "5", "--from", source, "-o", "a.pdf", **only(fonts))
    assert "next:  write a .html as well, which shows all characters" in run.stderr
    assert "install" not in run.stderr


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-02-30", "there is no such day"),
        ("0000-01-01", "there is no such day"),
        ("24.12.2026", "it is no date"),
        ("2026-12-24T10:00", "it is no date"),
        ("", "it is no date"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_in_plain_words(tmp_path: Path, day: str, why: str):
    run = handover(tmp_path, "--all", "--date", day, "-o", "a.pdf")
    assert run.status == 2
    assert run.stderr.splitlines() == [
        f"error: date {day!r} is not understood: {why}",
        "  where: --date",
        "  next:  write the day as in 2026-12-24, or name --stamp for today",
    ]
    assert list(tmp_path.iterdir()) == []


def test_what_could_not_be_read_is_told_and_makes_it_partial(tmp_path: Path):
    source = tmp_path / "pbx"
    (source / "ivr").mkdir(parents=True)
    (source / "ivr" / "5.json").write_text(
        '{"errcode": 0, "errmsg": "SUCCESS", "data": {"id": 5, "number": "6200", "name": "Main",'
        ' "press1_dest": "ivr", "press1_dest_value": "6"}}',
        encoding="utf-8",
    )
    (source / "ivr" / "6.json").write_text(
        '{"errcode": 10005, "errmsg": "DENIED"}', encoding="utf-8"
    )
    run = flowgraph_in(tmp_path, "handover", "5", "--from", source, "-o", "a.html")
    assert run.status == 3
    assert "IVR 6" in words(tmp_path / "a.html").partition("Open points")[2]
