"""What requests are about stays readable: a thing that begins a clause is no person for what it does."""

import itertools

import pytest

from app.privacy.text.masker import Masker, Person

_THINGS = (
    "Screen",
    "Bottom",
    "Battery",
    "Picture",
    "Cable",
    "Cord",
    "Dock",
    "Label",
    "Bell",
    "Pointer",
    "Laminator",
)
_FAULTS = (
    "is coming off",
    "is flickering",
    "is missing",
    "is out",
    "is gone",
    "was fine before",
    "keeps freezing",
)


@pytest.mark.parametrize(("thing", "fault"), list(itertools.product(_THINGS, _FAULTS)))
def test_a_fault_is_told_of_a_thing(thing: str, fault: str) -> None:
    told = f"{thing} {fault}"
    assert Masker([]).mask(told).text == told


@pytest.mark.parametrize(
    "told", ["Rush is absent today.", "Page is crying in the office.", "Bell came by at noon."]
)
def test_what_only_people_are_and_do_tells_of_a_person(told: str) -> None:
    assert told.partition(" ")[0] not in Masker([]).mask(told).text


@pytest.mark.parametrize(
    "told", ["Screws lost over the years.", "Adult did the reset.", "Keycaps broke again."]
)
def test_things_in_numbers_and_grown_ups_are_nobody(told: str) -> None:
    assert Masker([]).mask(told).text == told


def test_whose_loan_a_program_tells_is_no_order_to_hold_a_key() -> None:
    assert Masker([]).mask("Sora says my hold is ready.").text == "Sora says my hold is ready."
    assert "Ava" not in Masker([]).mask("Ava said hold it for ten seconds.").text


def test_who_is_in_the_roster_is_no_thing() -> None:
    ours = Masker([Person("Nora", "Dock")])
    assert "Dock" not in ours.mask("Dock is missing").text


@pytest.mark.parametrize("told", ["It is the 3.5mm jack.", "The aux jack is loose."])
def test_a_jack_of_a_size_or_kind_is_a_part(told: str) -> None:
    assert Masker([]).mask(told).text == told
