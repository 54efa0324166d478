"""The page over all PBXs, as it is written."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hostile import STRINGS
from lxml import html

from flowgraph.fleet.page import pages
from flowgraph.text import one_line, visible

from .made import TIMED_OUT, counts, fleet, health, hit, row


class Page:
    """The page as its reader sees it."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.root = html.document_fromstring(files["index.html"].decode())

    def all(self, path: str) -> list[str]:
        """Give the words of each element of a path."""
        return [one_line(element.text_content()) for element in self.root.xpath(path)]

    def one(self, path: str) -> str:
        (found,) = self.all(path)
        return found

    def cells(self, name: str) -> list[str]:
        """Give what stands in the row of a PBX, its name first."""
        (line,) = [tr for tr in self.root.xpath("//tbody/tr[1]") if name in tr[0].text_content()]
        return [one_line(cell.text_content()) for cell in line]

    def below(self, name: str) -> str:
        """Give what stands below the row of a PBX."""
        (cell,) = self.root.xpath("//tbody[contains(tr[1]/th, $name)]/tr[2]/td", name=name)
        return one_line(cell.text_content())


def page(*rows: Any) -> Page:
    return Page(fleet(*rows))


def tiles(found: Page) -> dict[str, str]:
    """Give the numbers of the headline, by their words."""
    numbers = found.all("//*[@class='tiles']//b")
    return dict(zip(found.all("//*[@class='words']"), numbers, strict=True))


# -- the headline ----------------------------------------------------------------------------


def test_the_headline_counts_what_the_pbxs_are_like():
    found = page(
        row("Harbour"),
        row("Lakeside", health("the queue is empty"), changes=3),
        row("Depot", health(is_partial=True)),
        row("Clinic", health("a loop", is_partial=True), changes=None),
        row("School", TIMED_OUT),
    )
    assert found.one("//h1") == "1 of 5 PBXs is fine"
    assert tiles(found) == {
        "PBXs": "5",
        "could not be read": "1",
        "with errors": "2",
        "read in part": "2",
        "fine": "1",
        "changed since last time": "1",
    }


def test_a_pbx_with_warnings_alone_is_fine():
    found = page(row("Harbour", health(findings=counts(warning=7))))
    assert found.one("//h1") == "The PBX is fine"
    assert found.cells("Harbour")[1] == "✓Fine"


def test_the_time_of_the_visits_is_told_in_utc():
    found = page(
        row("Harbour", at="2025-11-05T03:30:00+01:00"), row("Lakeside", at="2025-11-05T02:04:59Z")
    )
    assert found.one("//*[@class='lead']") == "Visited on 5 Nov 2025 between 02:04 and 02:30 UTC."
    assert found.cells("Harbour")[-1] == "5 Nov 2025, 02:30"


def test_a_night_that_ends_on_another_day_is_told_with_both_days():
    found = page(
        row("Harbour", at="2025-12-31T23:50:00+00:00"), row("Depot", at="2026-01-01T00:10:00+00:00")
    )
    told = found.one("//*[@class='lead']")
    assert told == "Visited between 31 Dec 2025, 23:50 and 1 Jan 2026, 00:10 UTC."


def test_no_pbx_at_all_is_told_as_well():
    assert page().one("//h1") == "No PBX was visited"


# -- a row -----------------------------------------------------------------------------------


def test_a_row_tells_the_figures_and_counts_loops_that_matter():
    found = health(
        "a loop",
        menus=12,
        depth=3,
        loops=counts(error=1, warning=2, info=5),
        findings=counts(error=1, warning=8, info=30),
    )
    cells = page(row("Harbour", found, changes=4)).cells("Harbour")
    assert cells == [
        "Harbour", "✕With errors", "12", "3", "3", "1", "8", "4", "5 Nov 2025, 02:04"
    ]  # fmt: skip


def test_a_pbx_that_is_read_for_the_first_time_has_no_changes_to_tell():
    assert page(row("Harbour", changes=None)).cells("Harbour")[7] == "first"


def test_the_firmware_is_told_where_one_is_known():
    assert "Firmware" not in page(row("Harbour")).all("//th")
    found = page(row("Harbour", health(firmware="37.16.0.30")), row("Depot"))
    assert found.cells("Harbour")[8] == "37.16.0.30"
    assert found.cells("Depot")[8] == "–"


def test_the_worst_come_first_and_equals_in_the_order_of_the_roster():
    found = page(
        row("Fine 1"),
        row("Errors 1", health("x")),
        row("Part", health(is_partial=True)),
        row("Lost", TIMED_OUT),
        row("Errors 2", health("x"), changes=1),
        row("Fine 2"),
    )
    names = found.all("//tbody/tr/th")
    assert names == ["Lost", "Errors 1", "Errors 2", "Part", "Fine 1", "Fine 2"]


def test_a_pbx_that_could_not_be_read_says_why_and_what_to_do():
    found = page(row("Harbour", TIMED_OUT))
    assert found.cells("Harbour")[1:3] == ["?Not read", "–"]
    assert found.cells("Harbour")[-1] == "tried 5 Nov 2025, 02:04"
    assert found.below("Harbour") == "Timed out 10.0.1.5:8088 To do: check the firewall"


def test_errors_are_told_in_words_the_first_at_once():
    found = page(row("Harbour", health("the queue is empty", "a loop", "no way out")))
    assert found.below("Harbour").startswith("the queue is empty2 more errors of Harbour")
    assert found.all("//details//li") == ["a loop", "no way out"]


def test_one_error_needs_nothing_to_be_unfolded():
    found = page(row("Harbour", health("the queue is empty")))
    assert found.below("Harbour") == "the queue is empty"
    assert found.all("//details") == []


def test_a_pbx_that_was_read_in_part_says_how_much_is_missing():
    found = page(row("Harbour", health(is_partial=True, unread=3)))
    assert found.cells("Harbour")[1] == "½In part"
    assert found.below("Harbour").startswith("3 menus could not be read")


def test_a_name_leads_to_the_pages_of_that_pbx_where_there_is_one():
    rows = [row("Größe", slug="größe"), row("Depot")]
    files = pages(rows, {}, lambda slug: "pbx/größe/callflow.html" if slug != "depot" else "")
    assert Page(files).root.xpath("//tbody//a/@href") == ["pbx/gr%C3%B6%C3%9Fe/callflow.html"]


def test_tags_stand_beside_the_name():
    assert page(row("Harbour", tags=("dental", "north"))).all("//tbody//li") == ["dental", "north"]


# -- why some could not be read --------------------------------------------------------------


def test_one_cause_is_told_once_with_how_many_it_concerns():
    refused = TIMED_OUT._replace(what="the PBX refused the login", hint="compare Client ID")
    lost = [row(f"Depot {number}", TIMED_OUT) for number in range(2)]
    found = page(row("Harbour"), row("School", refused), *lost)
    assert found.all("//*[@class='causes']/li/*[@class='what']") == [
        "2 of 4: timed out",
        "1 of 4: the PBX refused the login",
    ]
    assert found.all("//*[@class='causes']//a") == ["Depot 0", "Depot 1", "School"]


def test_whoever_has_a_frequent_cause_is_named_however_many_there_are():
    found = page(*(row(f"Depot {number}", TIMED_OUT) for number in range(40)))
    assert len(found.all("//*[@class='causes']//a")) == 40
    assert found.one("//*[@class='causes']//summary") == "28 more"


def test_a_name_there_leads_to_its_row():
    found = page(row("Núñez", TIMED_OUT)).root
    assert found.xpath("//*[@class='causes']//a/@href") == ["#pbx-n%C3%BA%C3%B1ez"]
    assert found.xpath("//tbody/@id") == ["pbx-núñez"]


# -- safe and small --------------------------------------------------------------------------


def test_the_page_allows_and_holds_nothing_but_files_of_its_folder():
    files = fleet(row("Harbour", health("x", "y"), tags=("a",)), row("Depot", TIMED_OUT))
    found = Page(files).root
    (policy,) = found.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert not found.xpath("//style | //*[@style] | //script[not(@src)]")
    loaded = found.xpath("//link/@href | //script/@src | //img/@src")
    assert set(loaded) <= files.keys()


def test_the_same_rows_give_the_same_bytes():
    rows = [row("Harbour", tags=("b", "a")), row("Depot", TIMED_OUT)]
    assert fleet(*rows) == fleet(*rows)


@pytest.mark.parametrize("text", STRINGS, ids=lambda text: ascii(text)[:30])
def test_no_text_becomes_markup_and_all_of_it_is_shown(text: str):
    lost = TIMED_OUT._replace(what=text, where=text, hint=text)
    found = page(
        row(text, health(text, text, firmware=text), slug="harbour", tags=(text,)),
        row(text, lost, slug="depot"),
    )
    shown = visible(one_line(text))
    for path in ("//tbody//bdi", "//tbody//li", "//*[@data-head='Firmware']", "//option"):
        assert shown in found.all(path)
    assert shown in found.all("//*[@class='causes']//bdi")
    assert f"To do: {shown}" in found.all("//*[@class='causes']//*[@class='fix']")
    assert f"1 of 2: {shown}" in found.all("//*[@class='causes']//*[@class='what']")
    assert not found.root.xpath("//comment() | //font | //*[@border] | //*[@onload]")
    assert len(found.root.xpath("//script")) == 1


def index(files: dict[str, bytes]) -> Any:
    script = files["assets/search-index.js"].decode()
    return json.loads(script.removeprefix("globalThis.flowgraphFleet = ").removesuffix(";\n"))


def test_the_index_refers_to_what_leads_there_instead_of_repeating_it():
    hits = [
        hit("ivr:1", "IVR 6200 Welcome", "Inbound route 2 Main, at any time"),
        hit("external_num:9-5550142", "External number 95550142", "IVR 6200 Welcome, key 4"),
    ]
    assert index(fleet(row("Harbour"), hits={"harbour": hits})) == [
        [
            "harbour",
            ["ivr:1", "IVR 6200 Welcome", "", ["Inbound route 2 Main, at any time"]],
            ["external_num:9-5550142", "External number 95550142", "", [[0, "key 4"]]],
        ]
    ]


def test_of_two_that_are_called_the_same_none_is_referred_to():
    hits = [
        hit("ivr:1", "IVR Sales"),
        hit("ivr:2", "IVR Sales"),
        hit("queue:1", "Queue 6400", "IVR Sales, key 4"),
    ]
    assert index(fleet(row("Harbour"), hits={"harbour": hits}))[0][3][3] == ["IVR Sales, key 4"]


def test_no_text_ends_the_script_of_the_index():
    hits = [hit(f"ivr:{n}", text, f"{text}, key 1") for n, text in enumerate(STRINGS)]
    files = fleet(row("Harbour"), hits={"harbour": hits})
    assert not set("<>&\u2028\u2029") & set(files["assets/search-index.js"].decode())
    assert [one[1] for one in index(files)[0][1:]] == [visible(one_line(text)) for text in STRINGS]


def test_thousands_of_pbxs_stay_small():
    hits = [hit("ivr:1", "IVR 6200 Welcome", "IVR 6200 Welcome, no key")] * 60
    found = health(firmware="37.16.0.30")
    rows = [row(f"Customer {n}", found, tags=("dental", "north")) for n in range(200)]
    files = fleet(*rows, hits={one.slug: hits for one in rows})
    assert len(files["index.html"]) < 1_000 * len(rows) + 10_000
    assert len(files["assets/search-index.js"]) < 80 * 60 * len(rows)


def test_the_scripts_name_no_other_place():
    for name, content in fleet(row("Harbour")).items():
        found = set(re.findall(r"https?://[^\s\"')]+", content.decode()))
        assert found <= {"http://www.w3.org/2000/svg"}, name
