"""The document on paper, read as its readers and their programs do."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from helpers import TREES, Shuffled
from hostile import STRINGS
from pypdf import PdfReader
from shell import SAMPLE

from flowgraph.handover.document import Wishes
from flowgraph.handover.pdf import Pdf
from flowgraph.handover.pdf.letters import Letters
from flowgraph.sources.opening import open_path
from flowgraph.text import one_line, visible

from .support import (
    everybody,
    material,
    material_in,
    material_of_folder,
    pages,
    pdf_of,
    unspaced,
)

LONG = "W" * 900
MENUS = ("6200 Welcome / Bienvenidos Reached from", "6211 Emergency / Urgencias Reached from")


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
    (page,) = [page for page in told if "6211 Emergency / Urgencias Reached from" in page]
    table = page.partition("6211 Emergency / Urgencias Reached from")[2]
    keys = [part for part in ("1 →", "2 ●", "3 ♪", "No key ►", "Wrong key ●") if part in table]
    assert keys == ["1 →", "2 ●", "3 ♪", "No key ►", "Wrong key ●"]


def test_each_number_begins_a_page(sample: Pdf):
    begins = [page for page in pages(sample.content) if "Numbers that are called" in page]
    assert len(begins) == 3


def test_a_proposal_is_marked_as_one(sample: Pdf):
    (page,) = [page for page in pages(sample.content) if "For English main menu, press 1." in page]
    before = page.partition("For English main menu, press 1.")[0]
    assert before.endswith(
        "PROPOSAL (English) from the keys, not what is recorded; please improve it "
    )


# -- finding one's way -----------------------------------------------------------------------


def test_pages_are_counted_and_contents_name_the_right_ones(sample: Pdf):
    told = pages(sample.content)
    for number, page in enumerate(told[1:], 2):
        assert f"Page {number} of {len(told)}" in page
    found = re.search(r"6211 Emergency / Urgencias (\d+)", told[1])
    assert found
    assert "6211 Emergency / Urgencias Reached from" in told[int(found[1]) - 1]


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


def test_hostile_names_are_text():
    content = pdf_of(everybody(STRINGS)).content
    told = unspaced(" ".join(pages(content)))
    for name in STRINGS:
        shown = unspaced(Letters().plain(one_line(visible(name))))
        assert shown[:60] in told, name
    assert words_outside(content) == []


def test_characters_that_the_font_lacks_have_a_stand_in_and_are_told():
    settings = {"ivr:5": {"name": "主菜单 Menu", "number": "6200"}}
    done = pdf_of(material("ivr:5 -1-> queue:7", settings=settings))
    assert "[U+4E3BU+83DCU+5355]Menu" in unspaced(" ".join(pages(done.content)))
    assert any("主菜单" in text for text in done.strange)
    told = " ".join(pages(done.content))
    assert "The picture has characters that this file's font lacks; the HTML shows it." in told


def test_accents_are_letters_however_they_are_spelt():
    letters = Letters()
    assert letters.plain("Mu\u0308ller") == "Müller"
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
