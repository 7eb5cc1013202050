"""Words of any meaning with a capital inside a sentence: hidden where a person is asked for, else they stay."""

import pytest

from app.privacy.text.masker import Masker, Person

NOBODY = Masker([])
SOMEBODY = Masker([Person("Patient", "Harsh")])


def hidden(text: str, masker: Masker = NOBODY) -> list[str]:
    return [text[span.start : span.end] for span in masker.mask(text).spans]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The charger belongs to Ban and it broke.", ["Ban"]),
        ("can you ask Won to bring it back", ["Won"]),
        ("I gave it to Said on Friday", ["Said"]),
        ("Kaylee and Patient share a laptop", ["Kaylee", "Patient"]),
        ("Thin's laptop is dead", ["Thin"]),
        ("Rush came by the office", ["Rush"]),
        ("Wubit no puede entrar a su cuenta", ["Wubit"]),
        ("ask Looking-Horse to come", ["Looking-Horse"]),
        ("Satoshi came by at lunch", ["Satoshi"]),
        ("I think Ntxawm knows my password", ["Ntxawm"]),
        ("Yifei no puede abrir el correo", ["Yifei"]),
    ],
)
def test_a_capital_where_a_person_is_asked_for_hides_any_word(text: str, names: list[str]) -> None:
    assert hidden(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Go to Settings and then About",
        "choose Sleep from the list",
        "click on Date and Time",
        "it says Ready but nothing prints",
        "ask Support to reset it",
        "the ticket about Flip was merged",
        "the cart is in Portable 3",
        "could you check on Error 1603",
        "Today's homework is gone",
        "Nobody came by",
        "The order came in",
        "Alumno no puede entrar a su cuenta",
        "the Check-Out screen and a Plug-In",
    ],
)
def test_other_capitals_stay(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize("word", ["patient", "harsh"])
def test_whoever_says_who_they_are_is_hidden_whatever_the_name_means(word: str) -> None:
    assert hidden(f"hi this is {word} i cant log in", SOMEBODY) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "the Gradeslam tutor and Bookopolis will not load",
        "Raceland is blocked on Blooket and Terraria too",
        "Marty won't connect to the robot app",
        "the screen says SIGILL and then dxgkrnl",
        "Lumio, Wordela and Adobe Express are slow",
    ],
)
def test_makers_programs_and_parts_of_systems_stay(text: str) -> None:
    assert not {"Gradeslam", "Bookopolis", "Terraria", "Marty", "SIGILL", "Wordela", "Express"} & set(
        hidden(text)
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Reset done, temp is BlueHeron47, change it at sign in.", "BlueHeron47"),
        ("the default login: Falcon-2291 for the cart", "Falcon-2291"),
        ("She left only Welcome1! on a sticky note.", "Welcome1!"),
        ("Sent to 2100 Plymouth Ave N, Unit 5. Thanks", "2100 Plymouth Ave N, Unit 5"),
    ],
)
def test_passwords_told_as_given_or_noted_and_streets_with_a_side_are_hidden(text: str, value: str) -> None:
    assert value in hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "The temp is 104F in the closet",
        "the default is Windows11 for all",
        "the panel wants an update to 3.2.0.11, press yes?",
        "No signal on USB-C. It worked before.",
    ],
)
def test_measures_versions_and_plugs_stay(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the printer is jammed again!! Daisy", "Daisy"),
        ("it works if you wait a bit. Will", "Will"),
        ("Two students, Vo and Kwon, share one", "Vo"),
    ],
)
def test_who_signs_or_stands_beside_a_name_is_hidden_however_short(text: str, name: str) -> None:
    assert name in hidden(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hope used my login", ["hope"]),
        ("mark left the ipad on the bus", ["mark"]),
        ("grace is my partner", ["grace"]),
        ("faith is in my homeroom", ["faith"]),
        ("Hope tiene mi cargador y no puedo entrar a la cuenta", ["Hope"]),
        ("dile a hope", ["hope"]),
        ("it works now, thank you, Hope", ["Hope"]),
        ("I am trying to reach Hope", ["Hope"]),
        ("Rain emailed me the form", ["Rain"]),
    ],
)
def test_what_only_people_do_and_have_makes_a_name_of_a_word(text: str, names: list[str]) -> None:
    assert hidden(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Printer said offline",
        "Page says error 404",
        "Screen left a mark",
        "Kid forgot his password",
        "Sub used my login",
        "Reading is my favorite",
        "Error is still there",
        "I need access to Zylo",
        "we are signed in to Quibbly",
        "la página de Trantor no carga",
    ],
)
def test_what_things_do_and_programs_that_are_entered_stay(text: str) -> None:
    assert hidden(text) == []
