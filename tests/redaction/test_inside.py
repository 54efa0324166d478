from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowgraph.redaction.inside import inside_numbers

NUMBERS = st.from_regex(r"[0-9]{1,5}", fullmatch=True)
OWNERS = st.dictionaries(NUMBERS, st.integers(1, 99).map(lambda n: f"extension:{n}"), max_size=60)


@given(OWNERS)
def test_length_and_first_digit_stay_and_no_two_numbers_become_one(owners: dict[str, str]) -> None:
    chosen = inside_numbers(owners)
    assert chosen.keys() == owners.keys()
    assert len(set(chosen.values())) == len(chosen)
    for number, pseudonym in chosen.items():
        assert (len(pseudonym), pseudonym[0]) == (len(number), number[0])
        assert pseudonym.isdecimal()


@given(st.dictionaries(st.integers(1000, 1499).map(str), st.just("extension:1"), max_size=40))
def test_no_pseudonym_is_the_number_of_somebody_else(owners: dict[str, str]) -> None:
    assert not set(inside_numbers(owners).values()) & owners.keys()


def test_where_every_number_is_in_use_all_change_places() -> None:
    owners = {str(number): f"extension:{number}" for number in range(100, 200)}
    chosen = inside_numbers(owners)
    assert set(chosen.values()) == owners.keys()


def test_nothing_but_length_and_first_digit_depends_on_the_number() -> None:
    one, other = inside_numbers({"1001": "extension:7"}), inside_numbers({"1958": "extension:7"})
    assert list(one.values()) == list(other.values())


def test_a_number_is_the_same_when_others_come_and_go() -> None:
    few = {"1001": "extension:7", "6200": "ivr:1"}
    more = {**few, "1002": "extension:8", "6201": "ivr:2", "301": "queue:1"}
    assert few.keys() & more.keys() == few.keys()
    assert {n: inside_numbers(more)[n] for n in few} == inside_numbers(few)


def test_numbers_of_two_digits_stay() -> None:
    assert inside_numbers({"21": "extension:1", "9": "extension:2"}) == {"21": "21", "9": "9"}
