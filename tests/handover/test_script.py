"""The script of all announcements."""

from __future__ import annotations

from flowgraph.handover.document import Announcement, Document, Wishes
from flowgraph.model.directory import Directory, Entry, Listing

from .support import document, document_of, material, material_of

SETTINGS = {
    "inbound_route:1": {"name": "Main line"},
    "ivr:5": {"number": "6200", "name": "Welcome", "prompts": ("hello.wav", "keys.wav")},
    "ivr:6": {"number": "6201", "name": "Orders", "prompts": ("orders.wav",)},
}
FLOW = (
    "inbound_route:1 -default-> ivr:5",
    "ivr:5 -0-> queue:7",
    "ivr:5 -1-> ivr:6",
    "ivr:5 -timeout-> queue:7",
    "ivr:6 -2-> play_prompt:opening-hours.wav",
    "ivr:6 -*-> ivr:5",
)


def flow(prompts: dict[str, str] | None = None, language: str = "en-US") -> Document:
    found = material(*FLOW, settings=SETTINGS, prompts=prompts, everything=True)
    rows = (found.snapshot.prompts or {}).items()
    snapshot = found.snapshot._replace(
        name="Harbour Dental",
        prompts={identity: row._replace(language=language) for identity, row in rows},
        directory=Directory({"queue": Listing({"7": Entry("7", "6400", "Front desk")})}),
    )
    return document_of(material_of(snapshot))


def by_file(told: Document) -> dict[str, Announcement]:
    return {one.file: one for one in told.script}


def test_each_file_is_told_once_with_every_place_where_it_is_played():
    told = flow()
    files = ["hello.wav", "keys.wav", "orders.wav", "opening-hours.wav"]
    assert [one.file for one in told.script] == files
    assert [one.number for one in told.script] == [1, 2, 3, 4]
    message = by_file(told)["opening-hours.wav"]
    assert [(place.node, key) for place, key in message.uses] == [("ivr:6", "2")]


def test_a_recording_has_a_proposal_made_from_the_keys_of_its_menu():
    found = by_file(flow())
    assert found["keys.wav"].proposal == (
        "For Orders, press 1. For Front desk, press 0 or stay on the line."
    )
    assert found["orders.wav"].proposal == (
        "To hear […\u00a0opening-hours.wav], press 2. To go back, press star."
    )


def test_who_is_to_improve_a_proposal_is_told_what_it_lacks():
    found = by_file(flow())
    note = "in English, made from the keys and not what is recorded; please improve it"
    assert found["keys.wav"].proposal_note == note
    blanks = " and put your own words in the place of […]"
    assert found["orders.wav"].proposal_note == note + blanks


def test_that_a_conference_room_is_not_announced_is_told_beside_the_proposal():
    steps = (*FLOW, "ivr:5 -*-> conference:1")
    found = by_file(document(*steps, settings=SETTINGS, everything=True))["keys.wav"]
    assert "star" not in found.proposal
    assert found.proposal_note.endswith(
        "; key * leads to a conference room and is left out on purpose"
    )


def test_callers_are_welcomed_by_the_customer_else_by_what_the_pbx_is_called():
    found = material(*FLOW, settings=SETTINGS, everything=True)
    named = material_of(found.snapshot._replace(name="PBX of Harbour Dental"))
    by_name, by_customer = (
        by_file(document_of(named, wishes)) for wishes in (Wishes(), Wishes(customer="Harbour"))
    )
    assert by_name["hello.wav"].proposal == "Welcome to PBX of Harbour Dental."
    assert by_customer["hello.wav"].proposal == "Welcome to Harbour."


def test_what_somebody_has_to_speak_comes_before_what_the_pbx_speaks():
    told = flow(prompts={"hello.wav": "Hello."}).script
    assert [(one.file, one.is_recorded) for one in told] == [
        ("keys.wav", True),
        ("orders.wav", True),
        ("opening-hours.wav", True),
        ("hello.wav", False),
    ]
    assert [one.number for one in told] == [1, 2, 3, 4]


def test_of_several_greetings_the_first_welcomes_and_the_last_names_the_keys():
    found = by_file(flow())
    assert found["hello.wav"].proposal == "Welcome to Harbour Dental."
    assert "Welcome" not in found["keys.wav"].proposal


def test_nothing_is_proposed_for_what_is_spoken_already():
    found = by_file(flow(prompts={"keys.wav": "Press 1 for orders."}))
    assert found["keys.wav"].text == "Press 1 for orders."
    assert (found["keys.wav"].proposal, found["keys.wav"].is_recorded) == ("", False)


def test_proposals_are_in_the_language_of_the_texts_that_are_there():
    found = by_file(flow({"orders.wav": "Für Bestellungen die 2."}, "de-DE"))
    assert found["keys.wav"].proposal_language == "de"
    assert found["keys.wav"].proposal.startswith("Für Orders drücken Sie die 1.")


def test_the_announcement_that_every_pbx_has_needs_no_recording():
    told = document("ivr:5 -1-> queue:7", settings={"ivr:5": {"prompts": ("default",)}})
    (only,) = told.script
    assert not only.is_recorded
    assert only.remark == "Built into the telephone system"


def test_a_file_that_several_menus_share_is_proposed_no_keys():
    told = document(
        "ivr:5 -1-> ivr:6",
        "ivr:6 -2-> queue:7",
        settings={"ivr:5": {"prompts": ("one.wav",)}, "ivr:6": {"prompts": ("one.wav",)}},
    )
    (only,) = told.script
    assert (len(only.uses), only.proposal) == (2, "")
