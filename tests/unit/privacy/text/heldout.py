"""Make labelled sentences from names and templates that the masker was not written with.

`python -m tests.unit.privacy.text.heldout FOLDER` writes labelled.jsonl and a OneRoster set, to be measured with
`cadre privacy score FOLDER/labelled.jsonl --roster FOLDER/roster --json`.
"""

import importlib
import json
import random
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.privacy.scoring.reading import Part, Record
from app.privacy.text.fold import fold_word
from app.privacy.text.names import Person
from tests.unit.privacy.text.heldout_names import LOCALES, WORDS, WRITTEN
from tests.unit.privacy.text.heldout_templates import CODED, LOWER, PROPER, SPANISH

_NAME = re.compile(r"^[^\W\d_][^\W\d_’' -]*(?:[’' -][^\W\d_’' -]+)*$")


class Name(NamedTuple):
    """A name of a known origin."""

    origin: str
    first: str
    last: str


def side(word: str) -> int:
    """Return on which side of the split a name falls: 0 to write the masker with, 1 to measure it with."""
    return zlib.crc32(fold_word(word).encode()) & 1


def _listed(locale: str) -> Iterator[tuple[bool, str]]:
    """Yield the names that Faker lists for a locale, first ones told apart."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for field in sorted(dir(provider)):
        if not field.startswith(("first_name", "last_name")):
            continue
        values: Any = getattr(provider, field)
        for name in () if callable(values) else values:
            if isinstance(name, str) and _NAME.match(name) and fold_word(name).isascii() and len(name) > 1:
                yield field.startswith("first"), name


def names_by_origin(wanted: int | None) -> dict[str, tuple[list[str], list[str]]]:
    """Return given and family names by origin, of one side of the split or (None) of both."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for origin, locales in LOCALES.items():
        rows = sorted({row for locale in locales.split() for row in _listed(locale)})
        found[origin] = ([n for first, n in rows if first], [n for first, n in rows if not first])
    for origin, (firsts, lasts) in WRITTEN.items():
        found[origin] = (firsts.split(), [last.replace("-la-", " la ") for last in lasts.split()])
    found["words"] = (WORDS[0].split(), WORDS[1].split())
    if wanted is None:
        return found
    kept = {
        origin: tuple([name for name in names if side(name) == wanted] for names in pair)
        for origin, pair in found.items()
        if pair[0] and pair[1]
    }
    return {origin: (firsts or lasts, lasts or firsts) for origin, (firsts, lasts) in kept.items()}


def fill(template: str, values: Mapping[str, str], labels: Mapping[str, str], origin: str) -> Record:
    """Fill a template's fields, each a labelled part."""
    text, parts = "", []
    for piece in re.split(r"(\{\w+\})", template):
        field = piece[1:-1] if piece.startswith("{") else ""
        value = values[field] if field else piece
        if field in labels:
            parts.append(Part(len(text), len(text) + len(value), labels[field], origin, None))
        text += value
    return Record(text, tuple(parts))


_NAMED = dict.fromkeys(
    ("full", "first", "last", "last_first", "other", "third", "initial", "middle"), "PERSON"
)
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Coach", "Miss")


def _values(name: Name, others: list[str], rng: random.Random) -> dict[str, str]:
    return {
        "full": f"{name.first} {name.last}",
        "first": name.first,
        "last": name.last,
        "last_first": f"{name.last}, {name.first}",
        "other": rng.choice(others),
        "third": rng.choice(others),
        "initial": name.first[0],
        "middle": rng.choice("ABCDEFGHJKLMNPRST"),
        "title": rng.choice(_TITLES),
    }


def _typo(text: str, rng: random.Random, kept: tuple[Part, ...]) -> str:
    """Swap two letters of some words that are no name, so that no offset moves."""
    letters = list(text)
    inside = {at for part in kept for at in range(part.start - 1, part.end + 1)}
    for word in re.finditer(r"[a-z]{5,}", text):
        if rng.random() < 0.15 and not inside.intersection(range(word.start(), word.end())):
            at = rng.randrange(word.start() + 1, word.end() - 1)
            letters[at], letters[at - 1] = letters[at - 1], letters[at]
    return "".join(letters)


def people_of(wanted: int, per_origin: int, seed: int) -> list[Name]:
    """Return that many people of each origin."""
    rng = random.Random(seed)
    found = names_by_origin(wanted)
    return [
        Name(origin, rng.choice(firsts), rng.choice(lasts))
        for origin, (firsts, lasts) in found.items()
        for _ in range(per_origin)
    ]


def sentences(
    people: list[Name], wanted: int, seed: int, per_person: int = 3
) -> Iterator[tuple[str, Record]]:
    """Yield style and labelled sentence, from the templates of one side (their places in the lists)."""
    rng = random.Random(seed)
    proper, lower, spanish = (rows[wanted::2] for rows in (PROPER, LOWER, SPANISH))
    mates = {
        origin: [one.first for one in people if one.origin == origin] for origin in {p.origin for p in people}
    }
    for name in people:
        for _ in range(per_person):
            values = _values(name, mates[name.origin], rng)
            made = fill(rng.choice(proper), values, _NAMED, name.origin)
            yield "proper", made
            yield "typos", made._replace(text=_typo(made.text, rng, made.parts))
            small = {field: value.lower() for field, value in values.items()}
            yield "lower", fill(rng.choice(lower), small, _NAMED, name.origin)
            loud = {field: value.upper() for field, value in values.items()}
            upper = re.sub(r"(?<!\{)\b\w+\b(?!\})", lambda found: found[0].upper(), rng.choice(proper))
            made = fill(upper, loud, _NAMED, name.origin)
            yield "capitals", made
            template = rng.choice(spanish)
            yield "spanish", fill(template, small if template[0].islower() else values, _NAMED, name.origin)


def coded(wanted: int, seed: int, times: int = 40) -> Iterator[tuple[str, Record]]:
    """Yield sentences with numbers, phones and mail addresses."""
    rng = random.Random(seed)
    for label, template in CODED[wanted::2]:
        field = re.findall(r"\{(\w+)\}", template)[0]
        for _ in range(times):
            yield "coded", fill(template, {field: _code(field, rng)}, {field: label}, "")


def _code(field: str, rng: random.Random) -> str:
    digits = "".join(rng.choice("23456789") for _ in range(12))
    if field == "number":
        return digits[: rng.choice((6, 7, 8, 9))]
    if field == "mail":
        local = rng.choice(("ana.b", "j_o'neil", "k-ruiz+school", "x23", "maria.lopez09"))
        return f"{local}@{rng.choice(('students.kuna.k12.id.us', 'gmail.com', 'kuna-sd.org', 'mail.co.uk'))}"
    area, middle, last = digits[:3], digits[3:6], digits[6:10]
    forms = (
        "({0}) {1}-{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0} {1} {2}", "{0}{1}{2}", "+1 {0} {1} {2}", "1-{0}-{1}-{2}",
        "({0}){1}{2}", "{1}-{2}", "+52 {0} {1} {2}", "+44 20 7{1} {2}",
    )  # fmt: skip
    return rng.choice(forms).format(area, middle, last)


def as_people(names: list[Name]) -> list[Person]:
    """Return people of a roster."""
    return [Person(name.first, name.last) for name in names]


_USERS = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
)
_ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"


def write(folder: Path, people: list[Name], records: list[Record]) -> None:
    """Write the labelled sentences and the roster of half of the people as files."""
    (folder / "roster").mkdir(parents=True, exist_ok=True)
    with (folder / "labelled.jsonl").open("w", encoding="utf-8") as file:
        for record in records:
            parts = [part._asdict() for part in record.parts]
            file.write(json.dumps({"text": record.text, "spans": parts}, ensure_ascii=False) + "\n")
    (folder / "roster" / "orgs.csv").write_text(_ORGS + "d,,,District,district,D,\ns,,,School,school,S,d\n")
    rows = [
        f'p{at},,,true,s,student,user{at},,"{name.first}","{name.last}",,{900000 + at},u{at}@school.example,,,,07,\n'
        for at, name in enumerate(people)
    ]
    (folder / "roster" / "users.csv").write_text(_USERS + "".join(rows), encoding="utf-8")


def main(folder: Path, wanted: int, seed: int) -> None:
    """Write one side of the split; half of its people are in the roster."""
    people = people_of(wanted, 24, seed)
    made = [*sentences(people, wanted, seed), *coded(wanted, seed)]
    write(folder, people[::2], [record for _, record in made])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1, 7)
