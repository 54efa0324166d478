"""The document on paper, read as its readers and their programs do."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from helpers import TREES, Shuffled
from hostile import STRINGS
from made_fonts import font, fonts
from pypdf import PdfReader
from shell import SAMPLE

from flowgraph.exports.typefaces import Typefaces
from flowgraph.exports.typefaces.arabic import joined, letter_of
from flowgraph.exports.typefaces.order import runs_leftwards
from flowgraph.handover import pdf
from flowgraph.handover.document import Wishes
from flowgraph.handover.pdf import Pdf
from flowgraph.handover.pdf.letters import Letters
from flowgraph.sources.opening import open_path
from flowgraph.text import one_line, visible

from .support import (
    document_of,
    everybody,
    material,
    material_in,
    material_of_folder,
    pages,
    pdf_of,
    unspaced,
)

__all__ = ["fonts"]

LONG = "W" * 900
EMERGENCY = "6211 Emergency / Urgencias Reached, among others, from"
MENUS = ("6200 Welcome / Bienvenidos Reached from", EMERGENCY)


@pytest.fixture(scope="module")
def sample() -> Pdf:
    return pdf_of(material_of_folder(SAMPLE))


@pytest.fixture(scope="module")
def words(sample: Pdf) -> str:
    return unspaced(" ".join(pages(sample.content)))


# -- content ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "+15550100",
        "+15550110",
        "+1555012X",
        "6200 Welcome / Bienvenidos",
        "Menú principal en español",
        'Billing & "Insurance"',
        "Staff room <Monday round>",
        "C:\\Lab",
        "Eleni Παπαδοπούλου",
        "language-choice.wav",
        "For appointments and check-ups, press 1.",
        "Training <both sites>, 2027-03-18 to 2027-03-19",
        "A key leads to an IVR that does not exist.",
        "Choose a destination that exists.",
        "Mon-Fri 08:00–18:00; Sat 09:00–13:00",
        "For the customer: Harbour Dental",
        "For the consultant: Quayside Telecoms",
        "Place and date",
    ],
)
def test_it_tells_numbers_menus_prompts_hours_and_who_signs(words: str, text: str):
    assert unspaced(text) in words


def test_every_menu_has_its_whole_key_table(sample: Pdf):
    told = pages(sample.content)
    (page,) = [page for page in told if EMERGENCY in page]
    table = page.partition(EMERGENCY)[2]
    keys = [part for part in ("1 →", "2 ●", "3 ♪", "No key ►", "Wrong key ●") if part in table]
    assert keys == ["1 →", "2 ●", "3 ♪", "No key ►", "Wrong key ●"]


def test_each_number_begins_a_page(sample: Pdf):
    begins = [page for page in pages(sample.content) if "Numbers that are called" in page]
    assert len(begins) == 3


def test_a_proposal_is_marked_as_one(sample: Pdf):
    (page,) = [page for page in pages(sample.content) if "For English main menu, press 1." in page]
    before = page.partition("For English main menu, press 1.")[0]
    assert before.endswith(
        "PROPOSAL in English, made from the keys and not what is recorded; please improve it; key "
        "* leads to a conference room and is left out on purpose "
    )


# -- finding one's way -----------------------------------------------------------------------


def test_pages_are_counted_and_contents_name_the_right_ones(sample: Pdf):
    told = pages(sample.content)
    for number, page in enumerate(told[1:], 2):
        assert f"Page {number} of {len(told)}" in page
    found = re.search(r"6211 Emergency / Urgencias (\d+)", told[1])
    assert found
    assert EMERGENCY in told[int(found[1]) - 1]


def test_contents_name_the_page_where_calls_come_in_and_the_page_of_the_menu():
    settings = {"ivr:5": {"name": "Welcome", "number": "6200"}}
    told = pages(pdf_of(material("ivr:5 -1-> queue:7", settings=settings)).content)
    first, second = (int(page) for page in re.findall(r"6200 Welcome (\d+)", told[1]))
    assert "What callers meet" in told[first - 1]
    assert "Menus, key by key" in told[second - 1]


def test_the_outline_and_the_links_lead_to_the_menus(sample: Pdf):
    reader = PdfReader(io.BytesIO(sample.content))
    outline = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [str(entry.title) for entry in outline] == [
        "1 What callers meet",
        "2 Opening hours and holidays",
        "3 Menus, key by key",
        "4 Who answers",
        "5 Script of all announcements",
        "6 Points for your attention",
        "7 Acceptance",
    ]
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    annotations = [one.get_object() for page in reader.pages for one in page.get("/Annots", [])]
    assert len(annotations) > 50
    led_to = [numbers[one["/Dest"][0].idnum] for one in annotations]
    told = pages(sample.content)
    for title in MENUS:
        assert any(title in told[number] for number in led_to), title


def test_the_file_says_what_it_is_and_in_which_language(sample: Pdf):
    reader = PdfReader(io.BytesIO(sample.content))
    assert reader.metadata
    assert reader.metadata.title == "Telephone system: call flow – Harbour Dental"
    assert reader.metadata.author == "Quayside Telecoms"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.viewer_preferences
    assert reader.viewer_preferences.display_doctitle
    assert reader.metadata.subject
    assert reader.metadata.subject.startswith("3 incoming lines are answered")
    # The chapters are shown beside the pages.
    assert reader.page_mode == "/UseOutlines"


def test_who_wrote_it_is_left_open_where_nobody_said():
    reader = PdfReader(io.BytesIO(pdf_of(material("ivr:5 -1-> queue:7"), Wishes()).content))
    assert reader.metadata
    assert not reader.metadata.author


def test_a_date_is_there_only_when_somebody_named_one():
    found = material("ivr:5 -1-> queue:7")
    without = pages(pdf_of(found).content)
    assert "Date" not in without[0]
    dated = pages(pdf_of(found, Wishes(date="3 May 2026")).content)
    assert "Date 3 May 2026" in dated[0]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_it_is_laid_on_the_paper_that_was_asked_for(paper: str, size: tuple[int, int]):
    content = pdf_of(material("ivr:5 -1-> queue:7"), paper=paper).content
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(content)).pages]
    sizes = {(round(float(box.width)), round(float(box.height))) for box in boxes}
    assert sizes <= {size, size[::-1]}
    assert size in sizes


# -- whatever the PBX says -------------------------------------------------------------------


def words_outside(content: bytes, margin: float = 20.0) -> list[str]:
    """Give words that lie outside of a page or on its edge."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext")
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True
    )
    outside = []
    width = height = 0.0
    for line in done.stdout.decode().splitlines():
        numbers = {name: float(value) for name, value in _NUMBER.findall(line)}
        if "<page" in line:
            width, height = numbers["width"], numbers["height"]
        elif "<word" in line:
            across = margin <= numbers["xMin"] and numbers["xMax"] <= width - margin
            along = margin <= numbers["yMin"] and numbers["yMax"] <= height - margin
            if not (across and along):
                outside.append(line.strip())
    return outside


_NUMBER = re.compile(r'(\w+)="(-?[\d.]+)"')


def test_long_names_stay_on_the_page():
    found = material(
        "inbound_route:1 -default-> ivr:5",
        "ivr:5 -1-> queue:7",
        "ivr:5 -2-> ivr:6",
        "ivr:6 -1-> queue:7",
        settings={
            "inbound_route:1": {"name": LONG, "did_patterns": tuple(map(str, range(900)))},
            "ivr:5": {"name": LONG, "number": "9" * 300, "prompts": (f"{LONG}.wav",)},
            "ivr:6": {"name": "long words " * 300},
            "queue:7": {"members": tuple(f"member{n}" for n in range(300))},
        },
        prompts={f"{LONG}.wav": "so many words " * 2000},
        everything=True,
    )
    wishes = Wishes("T" * 500, LONG, LONG)
    assert words_outside(pdf_of(found, wishes).content) == []


def test_nothing_of_the_sample_lies_outside_its_page(sample: Pdf):
    assert words_outside(sample.content) == []


def on_paper(name: str) -> str:
    """Give a name as the paper has it: with codes for what no font of this computer has."""
    markup = Letters(Typefaces([name])).said(name)
    return unspaced("".join(map(letter_of, unescape(re.sub("</?font[^>]*>", "", markup)))))


@pytest.mark.fault("E14", promise="each name is whole text on its page")
def test_hostile_names_are_text():
    content = pdf_of(everybody(STRINGS)).content
    told = unspaced(" ".join(pages(content)))
    for name in map(one_line, map(visible, STRINGS)):
        # Reading names of two directions in order is the reader's art; their words are there.
        parts = name.split() if runs_leftwards(name) else [name]
        assert all(on_paper(part)[:60] in told for part in parts), name
    assert words_outside(content) == []


NAMES = (
    "主菜单",
    "総合案内 Menü",
    "고객 안내",
    "القائمة الرئيسية",
    "الإدارة",
    "תפריט ראשי",
    "😀 Werkstatt",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_can_be_copied_as_it_is(fonts: Path, name: str):
    font(joined(name)).save(fonts / "a.ttf")
    settings = {"ivr:5": {"name": name, "number": "6200"}}
    done = pdf_of(material("ivr:5 -1-> queue:7", settings=settings), Wishes(name, name, name))
    told = pages(done.content)
    assert done.strange == ()
    # On the cover, in a running head, as a headline, in a table, and in the picture.
    assert all(name in page for page in told)
    assert name in told[2].partition("Call flow of")[2]
    reader = PdfReader(io.BytesIO(done.content))
    assert reader.metadata
    assert reader.metadata.title == f"{name} – {name}"
    assert f"6200 {name}" in [str(one.title) for one in all_of(reader.outline)]


def all_of(outline: list[Any]) -> list[Any]:
    return [one for row in outline for one in (all_of(row) if isinstance(row, list) else [row])]


def test_such_a_name_gives_the_same_bytes_again(fonts: Path):
    font("主菜单").save(fonts / "a.ttf")
    found = material("ivr:5 -1-> queue:7", settings={"ivr:5": {"name": "主菜单"}})
    assert pdf_of(found).content == pdf_of(found).content


def test_a_bold_name_is_set_in_a_bold_font_where_there_is_one(fonts: Path):
    font("主菜单").save(fonts / "a.ttf")
    font("主菜单", is_bold=True).save(fonts / "b.ttf")
    found = material("ivr:5 -1-> queue:7", settings={"ivr:5": {"name": "主菜单"}})
    content = pdf_of(found).content
    names = {str(font["/BaseFont"]).partition("+")[2] for font in carried(content)}
    assert {name.partition("-")[0] for name in names} >= {"MadeSans", "MadeSansBold", "Arimo"}


def carried(content: bytes) -> list[Any]:
    reader = PdfReader(io.BytesIO(content))
    fonts = [page["/Resources"]["/Font"] for page in reader.pages]
    return [row[name].get_object() for row in fonts for name in row]


def test_characters_that_no_font_has_have_a_stand_in_and_are_told(fonts: Path):
    font("主").save(fonts / "a.ttf")
    settings = {"ivr:5": {"name": "主菜单 Menu", "number": "6200"}}
    done = pdf_of(material("ivr:5 -1-> queue:7", settings=settings))
    told = " ".join(pages(done.content))
    assert "6200 主[U+83DC U+5355] Menu" in told
    assert done.strange == ("菜", "单")
    assert "The picture is left out: no font was found for its characters." in told


def test_a_number_behind_a_name_that_runs_leftwards_stays_behind_it():
    settings = {"ivr:6": {"name": "Menu תפריט", "number": "6201"}}
    found = material("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:7", settings=settings)
    without_pictures = pdf.write(document_of(found), {}, "a4")
    assert "1►Menuתפריט6201" in unspaced(" ".join(pages(without_pictures.content)))


def test_accents_are_letters_however_they_are_spelt():
    letters = Letters(Typefaces([]))
    assert letters.said("Mu\u0308ller") == "Müller"
    assert not letters.strange


def test_the_same_settings_give_the_same_bytes(sample: Pdf):
    with open_path(str(SAMPLE)) as source:
        shuffled = pdf_of(material_in(Shuffled(source, 7)))
    assert shuffled.content == sample.content


def test_a_real_phone_menu_of_eighteen_menus_has_them_all():
    content = pdf_of(material_of_folder(Path(TREES / "kentucky-avrs" / "pbx"))).content
    told = " ".join(pages(content))
    assert all(f"{number} " in told for number in range(6201, 6219))
    assert words_outside(content) == []
