"""Scores: enough is hidden, and the fault stays readable."""

import json
from pathlib import Path

import pytest

from app.privacy.text.masker import Masker, Person
from tests.conftest import corpus_folder
from tests.unit.privacy.text import samples
from tests.unit.privacy.text.scoring import Labelled, Score, fill, harmless_share, recall_by_label

PEOPLE = [
    Person(first, last)
    for firsts, lasts in samples.NAME_GROUPS.values()
    for first, last in zip(firsts.split(), lasts.split(), strict=True)
]
ROSTER = Masker(PEOPLE)
NOBODY = Masker([])


def _sentences(lower: bool) -> list[Labelled]:
    found = []
    for group, (firsts, lasts) in samples.NAME_GROUPS.items():
        names, families = firsts.split(), lasts.split()
        for template in samples.NAME_TEMPLATES:
            if lower and not template[0].islower():
                continue
            for at, (first, last) in enumerate(zip(names, families, strict=True)):
                other = names[(at + 7) % len(names)]
                values = {"first": first, "last": last, "other": other}
                if lower:
                    values = {field: value.lower() for field, value in values.items()}
                found.append(fill(template, group, **values))
    return found


CAPITALIZED, LOWER = _sentences(lower=False), _sentences(lower=True)


def _total(scores: dict[str, Score]) -> float:
    return sum(score.hidden for score in scores.values()) / sum(score.total for score in scores.values())


def test_names_of_the_roster_are_hidden_in_every_group() -> None:
    scores = recall_by_label(ROSTER, [*CAPITALIZED, *LOWER])
    assert _total(scores) >= 0.999
    assert min(score.recall for score in scores.values()) >= 0.995


def test_names_of_nobody_in_the_roster_are_hidden_too() -> None:
    scores = recall_by_label(NOBODY, [*CAPITALIZED, *LOWER])
    assert _total(scores) >= 0.97
    assert min(score.recall for score in scores.values()) >= 0.95


CODES = {
    "number": ("204518", "1204518", "20451873", "204518732"),
    "phone": ("208-555-0123", "(208) 555-0123", "208.555.0123", "+1 208 555 0123", "2085550123", "555-0123"),
    "mail": ("ana@kuna.org", "a.b_c+d@students.kuna.k12.id.us", "Ana.Lopez@Kuna.Example"),
}
CODE_TEMPLATES = {
    "number": samples.CODED_TEMPLATES,
    "phone": samples.PHONE_TEMPLATES,
    "mail": samples.MAIL_TEMPLATES,
}
OWNER = Person("Ana", "Lopez", mails=CODES["mail"], phones=CODES["phone"], numbers=CODES["number"])


@pytest.mark.parametrize("masker", [NOBODY, Masker([OWNER])], ids=["no roster", "roster"])
@pytest.mark.parametrize("kind", CODES)
def test_numbers_phones_and_mails_are_hidden(kind: str, masker: Masker) -> None:
    sentences = [
        fill(template, kind, **{kind: value}) for value in CODES[kind] for template in CODE_TEMPLATES[kind]
    ]
    assert recall_by_label(masker, sentences)[kind].recall == 1.0


@pytest.mark.parametrize("masker", [NOBODY, ROSTER], ids=["no roster", "roster"])
def test_technical_words_stay(masker: Masker) -> None:
    lost, total = [], 0
    for line in samples.TECHNICAL:
        text, _, tokens = line.partition(" | ")
        masked = masker.mask(text).text
        for token in tokens.split():
            total += 1
            if token not in masked:
                lost.append((token, masked))
    assert total >= 150
    assert len(lost) <= 0.01 * total, lost


@pytest.mark.parametrize("masker", [NOBODY, ROSTER], ids=["no roster", "roster"])
def test_harmless_words_stay(masker: Masker) -> None:
    assert harmless_share(masker, [Labelled(text, ()) for text in samples.HARMLESS]) <= 0.01


def _presidio() -> list[Labelled]:
    folder = corpus_folder() / "pii-presidio-a"
    path = folder / "tests" / "data" / "generated_small.json"
    if not path.is_file():
        pytest.skip(f"no {path.name} in {folder}")
    return [
        Labelled(
            row["full_text"],
            tuple(
                (span["start_position"], span["end_position"], span["entity_type"]) for span in row["spans"]
            ),
        )
        for row in json.loads(Path(path).read_text(encoding="utf-8"))
    ]


def _people_of(sentences: list[Labelled]) -> list[Person]:
    found = []
    for sentence in sentences:
        for start, end, label in sentence.parts:
            if label == "PERSON":
                first, _, last = sentence.text[start:end].partition(" ")
                found.append(Person(first, last))
    return found


@pytest.mark.corpus
def test_labelled_sentences_of_others() -> None:
    sentences = _presidio()
    inside = recall_by_label(Masker(_people_of(sentences)), sentences)
    outside = recall_by_label(NOBODY, sentences)
    for label in ("PHONE_NUMBER", "EMAIL_ADDRESS", "US_SSN", "CREDIT_CARD", "IP_ADDRESS"):
        assert inside[label].recall == outside[label].recall == 1.0
    assert inside["PERSON"].recall >= 0.999
    assert outside["PERSON"].recall >= 0.97
    assert outside["ADDRESS"].recall >= 0.8
    assert harmless_share(NOBODY, sentences) <= 0.08


@pytest.mark.corpus
def test_naughty_strings_never_break_a_mask() -> None:
    path = corpus_folder() / "naughty-strings" / "blns.json"
    if not path.is_file():
        pytest.skip(f"no {path}")
    for text in json.loads(path.read_text(encoding="utf-8")):
        masked = ROSTER.mask(text)
        assert all(0 <= span.start < span.end <= len(text) for span in masked.spans)
        assert ROSTER.remask(masked.text).text == masked.text
