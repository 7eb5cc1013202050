"""People: the roster in every writing, words that are names, staff, and the site's own words."""

import pytest

from app.privacy.text.masker import Masker, Person

PEOPLE = [
    Person(
        "María José",
        "de la Cruz",
        preferred="Majo",
        username="mcruz07",
        mails=("mj.cruz@kuna.example",),
        phones=("(208) 555-0123",),
        numbers=("204518", "K-77A2"),
        addresses=("412 North Oak Street, Kuna ID 83634",),
    ),
    Person("William", "Brown"),
    Person("May", "Do"),
    Person("Grace", "Hunter"),
    Person("Robert", "Page"),
    Person("Sione", "Fa'alogo"),
    Person("小龙", "李"),
    Person("Daniel", "Brandt", is_staff=True, mails=("dbrandt@kuna.example",), phones=("208-555-9900",)),
    Person("Ana", "Brown", is_staff=True),
]
MASKER = Masker(PEOPLE, vocabulary=["JCM-Student", "Room Zephyrine", "Skoolzy"])


@pytest.mark.parametrize(
    "writing",
    [
        "maria", "MARIA", "María", "Maria's", "marias", "Mаriа", "Ｍａｒｉａ", "ma\u200bria", "m a r i a",
        "M.a.r.i.a", "m4ria", "M@ria", "mar1a", "Mar&iacute;a", "MariaCruz", "mariacruz", "xXmariaXx",
        "maria_cruz", "cruz,maria", "Cruz, María", "M. de la Cruz", "m.cruz", "mcruz07", "mj.cruz",
        "majo", "María José de la Cruz", "k-77a2", "412 north oak", "204-518", "2 0 4 5 1 8",
        "208/555/0123", "1 208 555 0123", "5550123", "20 85 55 01 23", "Fa'alogo", "fa alogo", "小龙",
        "sione!", "(Sione)", "Sione/Grace",
    ],
)  # fmt: skip
def test_the_roster_is_found_in_every_writing(writing: str) -> None:
    masked = MASKER.mask(f"Please look at {writing} before noon")
    assert masked.text.startswith("Please look at ") and masked.text.endswith(" before noon")
    hidden = masked.text.removeprefix("Please look at ").removesuffix(" before noon")
    assert "⟦" in hidden
    letters = "".join(char for part in hidden.split("⟦") for char in part.partition("⟧")[2] if char.isalpha())
    assert len(letters) < 3


@pytest.mark.parametrize(
    "text",
    [
        "Hi will, can you come?", "Will said no.", "Will has it.", "Ask Will Brown.",
        "I gave it to May.", "It was May who did it.", "grace told me", "from grace",
        "Grace, please come.", "Thanks,\nGrace", "It belongs to bill.", "Grace and May share it.",
        "may do lost it", "Robert Page has it", "Brown said no",
    ],
)  # fmt: skip
def test_words_that_are_names_are_hidden_where_they_name(text: str) -> None:
    assert "⟦name:01⟧" in MASKER.mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Will you help? May I use it? It will work, you may try.",
        "The page does not load. Page two is blank.",
        "a brown cable, do not bend it",
        "We need it in May and on May 3.",
        "Do you have time?",
    ],
)
def test_words_that_are_names_stay_where_they_are_words(text: str) -> None:
    assert MASKER.mask(text).text == text


def test_staff_are_public_by_name_and_not_by_contact() -> None:
    masked = MASKER.mask("Mr. Brandt (dbrandt@kuna.example, 208-555-9900) has Daniel Brandt's key.")
    assert masked.text == "Mr. Brandt (⟦mail:01⟧, ⟦phone:02⟧) has Daniel Brandt's key."


def test_a_name_of_staff_and_student_is_public_only_after_a_title() -> None:
    assert MASKER.mask("Ms. Brown knows Brown.").text == "Ms. Brown knows ⟦name:01⟧."


def test_the_sites_own_words_stay() -> None:
    text = "Skoolzy fails in Room Zephyrine on JCM-Student."
    assert MASKER.mask(text).text == text
    assert Masker([]).mask(text).text != text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("I gave it to Okonkwo Chukwuemeka.", "I gave it to ⟦name:01⟧."),
        ("Mrs. Fernandez asked Zoë B. Field", "Mrs. ⟦name:01⟧ asked ⟦name:02⟧"),
        ("the charger of shamhan is lost", "the charger of ⟦word:01⟧ is lost"),
        ("La laptop de Valentina no prende", "La laptop de ⟦name:01⟧ no prende"),
    ],
)
def test_names_in_no_roster_are_hidden_too(text: str, masked: str) -> None:
    assert Masker([]).mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "My Chormebook and keybord dont work, soooo annoying, pls help asap",
        "SCREEN IS BLACK AND THE KEYBOARD DOES NOT WORK",
        "Screen Is Black On My Laptop After Update",
        "Mi computadora no prende y la pantalla esta negra",
        "Powerwashed it, re-enrolled it, still bootlooping",
        "I can't, don't, won't; it's, they're, we've",
    ],
)
def test_slips_and_shouting_stay(text: str) -> None:
    assert Masker([]).mask(text).text == text


def test_two_maskers_of_the_same_people_agree() -> None:
    text = "Maria de la Cruz and William Brown share 204518."
    assert Masker(reversed(PEOPLE)).mask(text).text == Masker(PEOPLE).mask(text).text
