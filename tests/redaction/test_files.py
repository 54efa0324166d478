from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowgraph.redaction.files import file_names
from flowgraph.redaction.found import FILE, Found


def names(*files: str, **listed: str) -> dict[str, str]:
    """Give pseudonyms; ``p7="a.wav b.wav"`` are names on the row of prompt 7."""
    rows = [Found(FILE, "", file) for file in files]
    rows += [Found(FILE, row[1:], name) for row, words in listed.items() for name in words.split()]
    return file_names(rows)


def test_a_file_on_the_list_is_called_by_the_prompts_id() -> None:
    found = names("welcome.wav", p7="welcome.wav welcome")
    assert found == {"welcome.wav": "prompt-7.wav", "welcome": "prompt-7"}


def test_a_prompt_of_several_names_keeps_them_apart() -> None:
    found = names(p7="rec_1.wav welcome welcome.wav")
    assert list(found.values()) == ["prompt-7.wav", "prompt-7-2", "prompt-7-2.wav"]


def test_a_file_on_no_list_has_a_number_that_is_always_the_same() -> None:
    (alone,) = names("welcome.wav").values()
    assert alone.startswith("file")
    assert alone.endswith(".wav")
    assert names("goodbye.wav", "welcome.wav", p1="a.wav")["welcome.wav"] == alone


def test_capitals_and_blanks_differ_as_before() -> None:
    found = names("Welcome.WAV", " welcome.wav ", "WELCOME.wav", p7="welcome.wav")
    assert len(set(found.values())) == 4
    assert {name.strip().lower() for name in found.values()} == {"prompt-7.wav"}
    assert found["welcome.wav"] == "prompt-7.wav"


def test_a_file_without_an_ending_of_sound_has_none_that_tells_anything() -> None:
    assert "." not in names("call.dr-smith")["call.dr-smith"]


def test_the_built_in_prompt_and_no_file_stay() -> None:
    assert names("default", " Default", "", "  ") == {}


@given(
    st.lists(st.text(st.sampled_from("abAB .Éß")), max_size=8),
    st.lists(st.text(st.sampled_from("abAB.Éß"), min_size=1), max_size=5),
)
def test_no_two_files_become_one_and_a_pseudonym_stays(files: list[str], listed: list[str]) -> None:
    rows = [Found(FILE, str(n % 3), name.lower()) for n, name in enumerate(listed)]
    rows += [Found(FILE, "", name) for name in files]
    chosen = file_names(rows)
    assert len(set(chosen.values())) == len(chosen)
    again = file_names(row._replace(text=chosen.get(row.text, row.text)) for row in rows)
    assert all(name == pseudonym for name, pseudonym in again.items())
    for one in chosen:
        for other in chosen:
            is_same = one.strip().lower() == other.strip().lower()
            assert is_same == (chosen[one].strip().lower() == chosen[other].strip().lower())
