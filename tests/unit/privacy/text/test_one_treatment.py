"""One word has one treatment in a text: hidden as a person's everywhere, or readable as an app's everywhere."""

import pytest

from app.privacy.text.masker import Masker, Person

NOBODY = Masker([])
ROSTER = Masker([Person("Serenity", "Vance"), Person("Libby", "Moss")], ["Zorvanta"])

PERSONS = (
    "ask Kaelynnra",
    "Kaelynnra told me",
    "Kaelynnra cries",
    "kaelynnra sits next to me",
    "Kaelynnra's mom called",
    "Emma and Kaelynnra tried",
    "everyone knows Kaelynnra",
    "On Monday Kaelynnra was absent",
    "Kaelynnra was so slow to give it back",
    "Kaelynnra is broken hearted",
    "Kaelynnra shows an error in her file",
    "ask Kaelynnra says error 12",
    "Kaelynnra!",
    "- Kaelynnra",
)


@pytest.mark.parametrize("told", PERSONS)
@pytest.mark.parametrize(
    "thing", ["The Kaelynnra app is slow", "the kaelynnra printer jams", "Kaelynnra app is slow"]
)
def test_a_person_is_hidden_beside_a_thing_too(thing: str, told: str) -> None:
    for text in (f"{thing}. {told}", f"{told}. {thing}"):
        assert "aelynnra" not in NOBODY.mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "The Zorvanta app does not open, Zorvanta says error 12",
        "Zorvanta shows error 12. The Zorvanta app is new",
        'The Zorvanta app is new. Zorvanta says "invalid login"',
        "The Zorvanta app is new, Zorvanta gives me an error",
        "The Zorvanta app is new. Zorvanta is so slow today",
        "The Zorvanta app is new. Zorvanta doesn't work",
        "The Zorvanta app is new. My teacher uses Zorvanta",
    ],
)
def test_a_program_that_only_does_what_programs_do_stays_everywhere(text: str) -> None:
    assert NOBODY.mask(text).text == text


def test_a_listed_name_is_no_program_once_it_is_hidden() -> None:
    assert "Smith" not in NOBODY.mask("the Smith app is broken, Smith said so").text
    assert "Serenity" not in NOBODY.mask("On the Serenity app i see Serenity").text
    assert "Smith" in NOBODY.mask("the Smith app is broken").text


@pytest.mark.parametrize(
    "text",
    [
        "The Serenity app does not open",
        "The Serenity app does not open. Serenity says error 12",
        "Open the Serenity app, then Serenity app updates",
        "the Vance portal is down",
    ],
)
def test_writing_app_beside_a_name_of_the_roster_never_shows_it(text: str) -> None:
    masked = ROSTER.mask(text).text
    assert "Serenity" not in masked
    assert "Vance" not in masked


def test_known_products_and_the_sites_own_words_stay_beside_things() -> None:
    assert "The Libby app" in ROSTER.mask("The Libby app is slow, Libby Moss told me").text
    assert (
        ROSTER.mask("The Zorvanta app is slow, ask Zorvanta").text == "The Zorvanta app is slow, ask Zorvanta"
    )
    assert "The Canvas app" in NOBODY.mask("The Canvas app is slow, ask Canvas").text


@pytest.mark.parametrize("name", ["Naqib", "Qhawe", "Zyrqael", "Krk", "Smrt"])
@pytest.mark.parametrize("told", ["cries", "sits next to me", "lost the charger", "lost his charger"])
def test_what_only_people_do_makes_a_name_of_any_letters(name: str, told: str) -> None:
    assert name not in NOBODY.mask(f"{name} {told}").text


@pytest.mark.parametrize("name", ["Naqib", "Qhawe", "Zyrqael", "Krk"])
@pytest.mark.parametrize("text", ["{} has it too", "I think {} has it", "{} took mine."])
def test_who_has_it_too_is_hidden_unless_no_name_could_be_so_written(name: str, text: str) -> None:
    assert name not in NOBODY.mask(text.format(name)).text


@pytest.mark.parametrize(
    "text", ["Grpc lost the connection", "Pfsense sits at 99%", "Qnap dropped my account", "Rsync has it too"]
)
def test_a_term_stays_where_programs_do_the_same(text: str) -> None:
    assert NOBODY.mask(text).text == text
