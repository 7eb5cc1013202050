"""What a frame around it tells of a word with a capital: a program stands there, or a person does."""

import pytest

from app.privacy.text.masker import Masker, Person

_NOBODY = Masker([])
_JUNO = Masker([Person("Juno", "Abara")])

_PROGRAMS = (
    "can we get {} installed on cart 4",
    "Is the tablet compatible with {}?",
    "The files are gone since 8.1 of {}. Please look.",
    "{} 22.3 fixes the receipt bug",
    "I exported the grades into {} and they are cut off",
    "{} opens and closes right away",
    "{} logs everyone out at two",
    "{} will not load past the start page",
    "{} disappeared from the taskbar",
    "the {} toolbar is gone",
    "no puedo bajar {} en mi tableta",
    "{} port 2 has no light",
)
_LIKELY = ("The driver conflicts with {}. Rolled back.", "{} keeps buffering", "Who is the admin for {}?")
_PEOPLE = (
    "{} needs a code",
    "{} works with me on the yearbook",
    "we got {} added to our section",
    "I had a conflict with {}",
    "{} said the printer is out",
    "{} wants port 8443 opened",
    "please reset the password for {}, thanks",
    "{}'s installer left the room open",
    "2 of {} are here",
    "no encuentro a {} en la lista",
    "the claim was filed by {} for iPad 10",
)


@pytest.mark.parametrize("frame", _PROGRAMS)
@pytest.mark.parametrize("name", ["Juno", "Zunda", "Clio"])
def test_a_frame_of_programs_keeps_even_a_name_that_people_have(frame: str, name: str) -> None:
    text = frame.format(name)
    assert _NOBODY.mask(text).text == text


@pytest.mark.parametrize("frame", _LIKELY)
def test_a_frame_that_people_stand_in_now_and_then_keeps_what_no_list_knows(frame: str) -> None:
    assert "Zunda" in _NOBODY.mask(frame.format("Zunda")).text
    assert "Marisol" not in _NOBODY.mask(frame.format("Marisol")).text


@pytest.mark.parametrize("frame", [*_PROGRAMS, *_LIKELY])
def test_no_frame_shows_a_name_of_the_roster(frame: str) -> None:
    assert "Juno" not in _JUNO.mask(frame.format("Juno")).text


@pytest.mark.parametrize("frame", _PEOPLE)
def test_what_people_do_is_no_frame_of_programs(frame: str) -> None:
    assert "Marisol" not in _NOBODY.mask(frame.format("Marisol")).text


def test_a_program_that_a_frame_told_stays_wherever_it_stands() -> None:
    text = "Please get Zunda installed. Without Zunda the class cannot go on."
    assert _NOBODY.mask(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "I can't plug in the Ingenico Lane 3000",
        "The weather station on the roof (Davis Vantage Pro2) stopped.",
        "macros now give Run-time error 1004",
        "the folder gives Access is denied to everybody",
        "RMA 781220946 was approved",
        "warranty ref 781220946, IMEI 353918110042776",
        "902214 pages printed",
        "¿Hay uno en Almacén? También falta la tapa.",
        "y sale Saldo no encontrado en la pantalla",
        "TikTok and Temu are blocked",
        "it plays twice in Commons and never in Woodshop. Please look.",
        "until then it prints to PRN-TRANS-2",
        "then Titan has to be reopened",
    ],
)
def test_models_messages_rooms_and_reference_numbers_stay(text: str) -> None:
    assert _NOBODY.mask(text).text == text


def test_a_phone_stays_hidden_whatever_it_is_called() -> None:
    for called in ("order number", "ref", "tracking number", "case number"):
        assert "208" not in _NOBODY.mask(f"{called} 2085550199").text


def test_a_student_number_of_the_roster_stays_hidden_whatever_it_is_called() -> None:
    masker = Masker([Person("Juno", "Abara", numbers=("204518",))])
    for called in ("ref", "RMA", "IMEI", "key", "job"):
        assert "204518" not in masker.mask(f"{called} 204518").text


@pytest.mark.parametrize(
    "text", ["gracepark.pdf is empty", "Grace;Park;7", "SkyLantern is here", "Lantern|Sky|7"]
)
def test_two_words_that_are_somebody_together_are_hidden_glued_and_in_tables(text: str) -> None:
    masked = Masker([Person("Grace", "Park"), Person("Sky", "Lantern")]).mask(text).text.lower()
    assert not any(word in masked for word in ("grace", "park", "sky", "lantern"))
