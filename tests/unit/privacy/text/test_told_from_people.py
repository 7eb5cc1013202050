"""Rooms, programs, makers and codes with a word that is a name too: they stay, and people beside them are hidden."""

import pytest

from app.privacy.text.masker import Masker, Person

NOBODY = Masker([])
SCHOOL = Masker([Person("Min", "Cho"), Person("Art", "Hall"), Person("Wen", "Fan")])


def hidden(text: str, masker: Masker = NOBODY) -> list[str]:
    return [text[span.start : span.end] for span in masker.mask(text).spans]


@pytest.mark.parametrize(
    "text",
    [
        "The projector in Conf 3 is dark.",
        "Art 4 has no sound.",
        "The microphones in the Aud buzz.",
        "Move the cart to Gym B please",
        "The chargers go to Chem 2, Bldg C and Annex B",
        "La red del Gimnasio no sirve.",
        "Favor de instalar Scratch en el Lab Norte",
        "El proyector del Aula Magna no prende.",
        "La impresora de la Dirección está atorada.",
        "El Salón de Música necesita bocinas.",
        "Taller de Carpintería: pantalla rota",
    ],
)
def test_a_room_stays_with_its_number_letter_side_or_use(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ask Aud to call me.", ["Aud"]),
        ("El Salón García no tiene red.", ["García"]),
        ("Mr. Hall 204", ["Hall"]),
        ("maestra Salas no está", ["Salas"]),
        ("Art B. cannot log in.", ["Art B"]),
        ("Portable 3 needs a key, says Rosalba", ["Rosalba"]),
    ],
)
def test_people_beside_rooms_or_called_like_one_are_hidden(text: str, names: list[str]) -> None:
    assert hidden(text) == names


def test_a_name_of_the_roster_wins_over_a_room() -> None:
    assert "Art" in hidden("Art 2 is out of ink", SCHOOL)


@pytest.mark.parametrize(
    "text",
    [
        'Quibbly says "K-2044" on save',
        "Zylonix says too many devices",
        "Marvin says E-401 when saving",
        'Zorbit dice "acceso denegado"',
        "Summit Academy says session expired",
        "Sora says my hold is ready",
        "License for Sibelius Ultimate expired",
        "Unblock Toy Theater please",
        "Please add Vocaroo to the cart of iPads",
        "Software request: Otter Tunes. Denied.",
        "Please install Sparkle Fern on lab PCs",
        "Something like Moore Audio X32?",
        "She asks for a Brother ScanNCut.",
        "Average shows NaN in the gradebook",
    ],
)
def test_a_program_or_maker_stays_by_what_is_said_of_it(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana says it is broken", ["Ana"]),
        ('Ana says "it is broken"', ["Ana"]),
        ('Darius Coleman says "E4001"', ["Darius Coleman"]),
        ("Install: Ana Ruiz, Chromebook 4", ["Ana Ruiz"]),
        ("unblock Ana on the network", ["Ana"]),
        ("a Lopez T45 tag", ["Lopez"]),
        ("Fisher A12 broke his screen", ["Fisher"]),
        ("The screenshot from Bretveld shows E-05", ["Bretveld"]),
        ("Carter says E-05 when it starts", ["Carter"]),
        ("Rosalba says too many people share it", ["Rosalba"]),
        ("Thandiwe says no internet at home", ["Thandiwe"]),
        ("App request: Ana Ruiz wants Figma", ["Ana Ruiz"]),
        ("Brother DeShawn lost it", ["DeShawn"]),
        ("Nan cannot log in", ["Nan"]),
    ],
)
def test_a_person_who_says_something_is_hidden(text: str, names: list[str]) -> None:
    assert hidden(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("There is a screw left and Fan error 72C.", []),
        ("Fan error again? Ask Fan", ["Fan", "Fan"]),
        ("Wen Fan error on login", ["Wen Fan"]),
        ('Min says "Error 5"', ["Min"]),
        ("Exceptions: 4417 (Min) waits for parts", ["Min"]),
        ("iPad 12 - Art, iPad 13 - Hall, iPad 14 - free", ["Art", "Hall"]),
        ("Cart 7 [Fan]", ["Fan"]),
        ("Room 4 (Lab)", []),
    ],
)
def test_a_name_of_the_roster_is_told_from_a_fault_and_found_in_a_note(text: str, names: list[str]) -> None:
    assert hidden(text, SCHOOL) == names


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Moving to 2280 Camino del Monte SE next week.", "2280 Camino del Monte SE"),
        ("Deliver to 77 Paseo de San Antonio by Friday", "77 Paseo de San Antonio"),
        ("Mi casa es Paseo del Sur 518, casa 9. Gracias", "Paseo del Sur 518, casa 9"),
        ("Cerrada Las Flores 12, depto 4", "Cerrada Las Flores 12, depto 4"),
        ("the grant for PO Box 612, Lukachukai.", "PO Box 612, Lukachukai"),
        ("RR 2 Box 45, Chinle", "RR 2 Box 45, Chinle"),
        ("sent to 900 maple ave sw", "900 maple ave sw"),
    ],
)
def test_an_address_is_hidden_to_its_end(text: str, address: str) -> None:
    assert hidden(text) == [address]


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("i typed hockey4life and it said expired", ["hockey4life"]),
        ("I tried Purple77hat but it won't take it", ["Purple77hat"]),
        ("escribí gatito2015 y me salió error", ["gatito2015"]),
        ("puse miperro99 y no me deja entrar", ["miperro99"]),
        ("I tried windows11 and it crashed", []),
        ("I entered Chrome120 and it said unsupported", []),
        ("I typed room204b and it says not found", []),
        ("30 Camino apps, and PO Box forms", []),
    ],
)
def test_what_was_typed_is_hidden_where_it_mixes_letters_and_figures(text: str, secrets: list[str]) -> None:
    assert hidden(text) == secrets
