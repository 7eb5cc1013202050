"""What a table that was learned says of a word: it frees what only one sign spoke for, and never a known name."""

from pathlib import Path

import pytest

from app.privacy.scoring.reading import read_labelled
from app.privacy.text import weighing
from app.privacy.text.masker import Masker, Person
from tools import learn_weights

NOBODY = Masker([])
SOMEBODY = Masker([Person("Scarlett", "Deck"), Person("Español", "Blanco"), Person("Kaelynnra", "Moua")])


def hidden(text: str, masker: Masker = NOBODY) -> list[str]:
    return [text[span.start : span.end] for span in masker.mask(text).spans]


def test_the_table_is_of_the_texts_that_lie_there() -> None:
    """Else run `python -m tools.learn_weights`."""
    told = learn_weights.TABLE.read_text(encoding="utf-8").splitlines()[0]
    assert told == learn_weights.head_of([learn_weights.TEXTS])


@pytest.mark.parametrize(
    "text",
    [
        "Headset jack 3.5mm is loose",
        "Also the receiver shows FREQ CONFLICT.",
        "También el filtro le bloquea Khan Academy en Español.",
        "he unplugged the rack in mat room to run his vacuum",
    ],
)
def test_one_sign_alone_hides_no_thing(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("plays the sound out of the Scarlett 2i2", "Scarlett"),
        ("not a school app, even if it runs on Steam Deck", "Deck"),
        ("le bloquea Khan Academy en Español", "Español"),
        ("Kaelynra froze again", "Kaelynra"),
        ("kaelynnras froze again", "kaelynnras"),
    ],
)
def test_a_name_of_the_roster_is_never_freed(text: str, name: str) -> None:
    """However little it stands like one, a slip or a compound of one too."""
    assert name in "".join(hidden(text, SOMEBODY))


@pytest.mark.parametrize("text", ["Mr. Jack 3 is out", "my sister Omega has it", "Dr. Freq called"])
def test_what_stands_after_a_title_or_kin_is_never_freed(text: str) -> None:
    assert hidden(text)


def test_a_word_is_one_thing_throughout_a_text() -> None:
    text = "The Bex app is slow. Bex cries. ask Bex"
    assert hidden(text).count("Bex") in {0, 3}


def _labelled(folder: Path) -> Path:
    """Write a file in which people lend things and programs crash."""
    names, apps = ("Zorbin", "Quandel", "Mirvella", "Tasquin"), ("Flurbo", "Grintly", "Plexum", "Dravvy")
    rows = [(f"ask {name} to lend it", name, "PERSON") for name in names]
    rows += [(f"the {app} app crashed", app, "APP") for app in apps]
    lines = [
        f'{{"text": "{text}", "spans": [[{text.index(word)}, {text.index(word) + len(word)}, "{label}"]]}}'
        for text, word, label in rows
    ]
    path = folder / "texts.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_is_learned_tells_people_from_programs_and_is_the_same_again(tmp_path: Path) -> None:
    examples = list(learn_weights.read_examples(read_labelled(_labelled(tmp_path))))
    weights = learn_weights.learn(examples)
    assert learn_weights.learn(examples) == weights

    def weight(facts: tuple[str, ...]) -> int:
        return weights.get("", 0) + sum(weights.get(fact, 0) for fact in facts)

    of_names = [weight(one.facts) for one in examples if one.label == "name"]
    of_things = [weight(one.facts) for one in examples if one.label == "technical"]
    assert of_names
    assert of_things
    assert min(of_names) > max(of_things)


@pytest.mark.parametrize(
    ("word", "shape"),
    [("Maria", "T"), ("IDF", "X"), ("eSports", "H"), ("jack", "x"), ("B204", "D"), ("3100", "d4")],
)
def test_how_a_word_is_written_is_one_sign(word: str, shape: str) -> None:
    assert weighing.shape_of(word) == shape
