"""A name that stands in the roster never survives, however it is written and wherever it stands."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.privacy.text.fold import fold_word
from app.privacy.text.masker import Masker, Person
from app.privacy.text.spelling import is_compound, is_derived, misspells, misspells_technology
from app.privacy.text.words import lexicon
from tests.unit.privacy.text import samples

PLAIN = sorted(
    {name for firsts, lasts in samples.NAME_GROUPS.values() for name in (firsts + " " + lasts).split()}
)
PLAIN = [
    name for name in PLAIN if name.isalpha() and len(name) > 3 and fold_word(name) not in lexicon().english
]
WORDS = ["Grace", "Hope", "Mark", "Chase", "Rose", "Bill", "Legend", "Treasure", "Majesty", "Saint", "Happy"]
WORDS += [
    "Trip",
    "Sincere",
    "Precious",
    "Lucky",
    "Royal",
    "Heaven",
    "Journey",
    "Lane",
    "Frank",
    "Hung",
    "Loan",
    "Joy",
]
WORDS += ["Angel", "Melody", "Faith"]
MASKER = Masker([*(Person(name, "Zzyzx") for name in WORDS), *(Person(name, "") for name in PLAIN)])

CARRIERS = (
    "{} has it", "{} has my charger", "ask {}", "i gave it to {}", "with {}", "{} is out today", "{} cant log in",
    "tell {} its ready", "give it back to {}", "is {} here", "my friend {} broke it", "{}'s laptop is slow",
    "thanks, {}", "{} needs a new chromebook", "it was {} who did it", "{} took it", "{} sits in row 2",
    "student {} lost it", "hey {} can you look", "not me, {} did it", "me and {} share one", "it belongs to {}",
    "{} came by", "met with {} today", "{} will pick it up", "when {} opens it", "issued to {}", "no sound for {}",
    "only {} is affected", "{} says hi", "Subject: {}", "{} – room 12", "{} (period 3)", "{} [lab 2]", "{} - screen",
    "Re: {} laptop", "{}: ipad", "seats: 1. {} 2. Maria", "it wont load.\n{}", "{}\n9th grade", "> {} wrote",
    "screen cracked\n\n{}", "what {} said", "reassigned from {} to Maria", "Maria/{}/Ana",
    "la computadora de {} no prende", "{} no puede entrar a su cuenta", "dile a {} que venga", "mi hija {} lo perdió",
    "se lo di a {}", "el cargador de {}", "hola, soy {}", "{} dice que no sirve",
)  # fmt: skip
WRITINGS = {"small": str.lower, "title": str.title, "loud": str.upper}


READ = (misspells, misspells_technology, is_derived, is_compound)
Slip = Callable[[str, int], str]


def survives(masker: Masker, text: str, name: str) -> bool:
    left = masker.mask(text).text
    return fold_word(name) in fold_word(left)


@pytest.mark.parametrize("writing", WRITINGS)
@settings(max_examples=400, deadline=None)
@given(name=st.sampled_from(WORDS), carrier=st.sampled_from(CARRIERS))
def test_a_name_that_is_a_word_is_hidden_where_it_is_used_as_none(
    writing: str, name: str, carrier: str
) -> None:
    text = carrier.format(WRITINGS[writing](name))
    assert not survives(MASKER, text, name), text


@pytest.mark.parametrize("writing", WRITINGS)
@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(PLAIN), carrier=st.sampled_from(CARRIERS))
def test_a_name_that_is_no_word_is_hidden_everywhere(writing: str, name: str, carrier: str) -> None:
    text = carrier.format(WRITINGS[writing](name))
    assert not survives(MASKER, text, name), text


def _dropped(name: str, at: int) -> str:
    return name[:at] + name[at + 1 :]


def _swapped(name: str, at: int) -> str:
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _doubled(name: str, at: int) -> str:
    return name[: at + 1] + name[at:]


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from([name for name in PLAIN if len(name) > 5]),
    slip=st.sampled_from([_dropped, _swapped, _doubled]),
    at=st.integers(1, 4),
    carrier=st.sampled_from(["{} has it too", "ask {} about it", "{} is slow today", "mi hija {} lo perdió"]),
)
def test_a_light_slip_does_not_show_a_name(name: str, slip: Slip, at: int, carrier: str) -> None:
    """But what is as light a slip of a word, or made of words, stays where nobody is asked for (Dialo is slow)."""
    written = slip(name, at)
    low = fold_word(written)
    known = low in lexicon().english or low in lexicon().spanish
    if known or (carrier.startswith("{}") and any(is_read(low) for is_read in READ)):
        return
    assert written not in MASKER.mask(carrier.format(written)).text


@pytest.mark.parametrize(
    "text",
    [
        "I hope it works tomorrow",
        "please mark it as done",
        "can you mark the ticket",
        "we hope to get a new one",
        "the rose on the logo is gone",
        "a rich text box",
        "that is a long trip for a charger",
        "my bill is too high",
        "we were so lucky",
        "we were so happy with the new mouse",
        "it is so young and so frank",
        "the hung process uses all memory",
        "our art project and the angel picture",
        "the loan period ends",
        "a grace period of two days",
        "it was a joy to use",
    ],
)
def test_a_word_used_as_one_stays_though_somebody_is_called_so(text: str) -> None:
    assert MASKER.mask(text).text == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Legend 9:14 AM\nwhats the code", "⟦name:01⟧ 9:14 AM\nwhats the code"),
        ("swapped with hu-33102, chair B-14", "swapped with hu-33102, chair B-14"),
        ("habla Ciara de la Mare, la mamá", "habla ⟦name:01⟧, la mamá"),
        ("@ji-ho can you look", "⟦account:01⟧ can you look"),
        ("Ana = asset 7742\nLia = asset 7743\nZoe = asset 7744", None),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(text: str, masked: str | None) -> None:
    found = Masker([]).mask(text).text
    assert found == masked if masked else "asset 7743" in found


def test_a_word_hidden_in_one_text_of_an_author_is_hidden_in_the_other() -> None:
    nobody = Masker([])
    assert "Smrt" in nobody.mask("The Smrt app has it too").text
    assert "Smrt" not in nobody.mask("The Smrt app has it too", said=frozenset({"smrt"})).text
    assert "Brimlock" in nobody.mask("The Brimlock app is slow").text
    assert "Brimlock" not in nobody.mask("The Brimlock app is slow", said=frozenset({"brimlock"})).text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Su número con nosotros era W-88123. Saludos", "88123"),
        ("Se me olvidó el PIN de la impresora. Creo que era 7719", "7719"),
        ("Locker 14-32-6... oh wait", "14-32-6"),
        ("my login at the other school was lfinch_mr can you import it", "lfinch"),
        ("sub login: sub.room118 / Fall2026sub", "Fall2026"),
        ("para entrar puse MiPerroFirulais7 y luego", "Firulais7"),
        ("We're at Hwy 491 milepost 71.5.", "71.5"),
        ("vivo en calle Nogal 218, interior 3", "218"),
        ("headset mic boom snapped off. Autumn", "Autumn"),
        ("Heriberto: revisar cable\nNereida: pantalla partida", "Nereida"),
        ("i need the keyboard back Sham took it off", "Sham"),
        ("the update failed. Curtis next door says his did", "Curtis"),
        ("Benito y yo compartimos la computadora", "Benito"),
        ("Luz dejó la computadora prendida en el salón", "Luz"),
    ],
)
def test_what_people_tell_of_themselves_and_others_is_hidden(text: str, value: str) -> None:
    assert value not in Masker([]).mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "my model number is X-88123",
        "Is Siri supposed to be on for the Macs?",
        "Lockdown Browser keeps closing",
        "quill blank page on my.mheducation.com",
        "mi compu huele raro y el maestro dice que la traiga",
        "se me cayó y ahora la pantalla tiene rayitas verdes",
        "the new Phonak Naída P70 does not pair",
    ],
)
def test_the_fault_stays_readable(text: str) -> None:
    assert Masker([]).mask(text).text == text


@pytest.mark.parametrize(
    "text", ["Whitehorse grace period is over", "Whitehorse hope is fine", "ask Maria, mark it"]
)
def test_masking_again_what_goes_on_after_a_placeholder_hides_no_more(text: str) -> None:
    masker = Masker([Person("Grace", "Whitehorse"), Person("Hope", "Mark"), Person("Maria", "")])
    masked = masker.mask(text.replace("Whitehorse", "Whitehorse,")).text
    assert masker.remask(masked, 60).text == masked


@pytest.mark.parametrize(
    "text", ["mark b cut it", "bello m owes a stylus", "Bello, M. paid", "lent to mark b, again"]
)
def test_an_initial_goes_with_the_name_it_fits(text: str) -> None:
    left = Masker([Person("Mark", "Bello")]).mask(text).text.lower()
    assert not {"mark", "bello", "b", "m"} & set(re.findall(r"[a-z]+", left))


@pytest.mark.parametrize("text", ["mark a page", "case c is broken", "drive d is full"])
def test_a_letter_that_fits_nobody_stays(text: str) -> None:
    assert Masker([Person("Mark", "Bello")]).mask(text).text == text
