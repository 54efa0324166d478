"""What has a number or a file in its id is found again under its other name."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from menus import snapshot_of

from flowgraph.analysis.prompts import identity
from flowgraph.analysis.targets import whole_graph
from flowgraph.model.prompt import Prompt, by_spelling
from flowgraph.model.snapshot import Snapshot
from flowgraph.redaction import redact
from flowgraph.redaction.renaming import renamed, renamed_prompt

from .snapshots import snapshots

many = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@given(snapshots())
@many
def test_every_node_of_any_pbx_is_found_again(before: Snapshot) -> None:
    after = redact(before).snapshot
    names = renamed(before, after)
    assert {names.get(node, node) for node in whole_graph(before)} == set(whole_graph(after))


@given(snapshots())
@many
def test_every_file_of_any_pbx_is_found_again(before: Snapshot) -> None:
    after = redact(before).snapshot
    spellings = (by_spelling((s.prompts or {}).values()) for s in (before, after))
    known, known_after = spellings
    for ivr, ivr_after in zip(before.ivrs.values(), after.ivrs.values(), strict=True):
        for file, file_after in zip(ivr.prompts or (), ivr_after.prompts or (), strict=True):
            found = renamed_prompt(before, after, identity(file, known))
            assert identity(found, known_after) == identity(file_after, known_after)


def test_what_has_an_id_is_what_it_was() -> None:
    before = snapshot_of("ivr:5 -1-> queue:2", "ivr:5 -2-> external_num:5550142")
    names = renamed(before, redact(before).snapshot)
    assert list(names) == ["external_num:5550142"]
    assert names["external_num:5550142"].startswith("external_num:0000")


def test_a_file_on_the_list_is_found_by_the_prompt_whose_it_is() -> None:
    prompt = Prompt("7", "Welcome.wav", ("welcome.wav", "welcome"), "record")
    before = snapshot_of("ivr:5 -1-> queue:2")._replace(prompts={"7": prompt})
    after = redact(before).snapshot
    assert renamed_prompt(before, after, "custom_prompt:7") == after.prompts["7"].file  # type: ignore[index]
