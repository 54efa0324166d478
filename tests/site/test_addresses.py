"""Which file tells of what."""

from __future__ import annotations

import pytest

from flowgraph.site.addresses import anchor, stem


def test_pages_are_named_by_ids():
    assert stem("ivr:5") == "menu-5"
    assert stem("inbound_route:12") == "entry-12"
    assert anchor("play_prompt:a b.wav") == "play-prompt-a_20_b_2e_wav"


@pytest.mark.fault("E16")
def test_ids_that_differ_in_capitals_alone_have_files_of_their_own_on_every_disk():
    names = [stem(f"ivr:{identity}") for identity in ("a", "A", "aB", "Ab", "ab")]
    assert len({name.casefold() for name in names}) == 5
    assert all(name == name.lower() for name in names)


@pytest.mark.fault("E16")
def test_an_id_of_any_length_fits_a_file_name():
    one, other = (stem("ivr:" + "7" * 4000 + end) for end in "12")
    assert one != other
    assert len(one) < 100


@pytest.mark.fault("E15", "E16")
def test_no_id_leads_out_of_the_folder():
    for identity in ("../../etc/passwd", "/etc", "C:\\x", "a\x00b", "..", "con"):
        name = stem(f"ivr:{identity}")
        assert name.startswith("menu-")
        assert not set("/\\:.\x00") & set(name)
