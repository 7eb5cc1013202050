"""Held out: what students, parents and technicians type, quote and hand on, with people of many origins in and out.

`desk/told.txt` holds the texts with slots, ⏎ for a new line; `people.txt` the names by origin, `things.txt` what is
technical.
"""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from app.privacy.scoring.counting import count
from app.privacy.scoring.known import Known
from app.privacy.scoring.reading import Part, Record
from app.privacy.scoring.report import Report, report
from app.privacy.text.fold import fold_word
from app.privacy.text.masker import Masker, Person

FOLDER = Path(__file__).parent / "desk"
TIMES = 12
STYLES: tuple[Callable[[str], str], ...] = (str, str, str.lower, str.lower, str.upper)
STREETS = (
    "412 Willow Bend Ave", "88 N Pulaski Rd, Aurora, IL 60505", "77 Fern Creek Ct Apt 4",
    "PO Box 2115, Gallup NM 87301", "RR 2 Box 41", "6120 County Road 9", "calle Morelos 112",
)  # fmt: skip
KINDS = {
    "ph": "PHONE_NUMBER", "em": "EMAIL", "id": "STUDENT_NUMBER", "ad": "ADDRESS", "dob": "BIRTH_DATE",
    "pw": "PASSWORD", "us": "USERNAME", "mac": "MAC_ADDRESS", "ip": "IP_ADDRESS",
}  # fmt: skip


def _lists(name: str) -> dict[str, list[str]]:
    rows = (line.split(": ", 1) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines())
    return {key: values.split(", ") for key, values in rows}


def _people() -> dict[str, tuple[list[str], list[str]]]:
    rows = {origin: " , ".join(names).split(" | ") for origin, names in _lists("people.txt").items()}
    return {origin: (firsts.split(" , "), lasts.split(" , ")) for origin, (firsts, lasts) in rows.items()}


def _values(rng: random.Random, people: list[Person]) -> dict[str, str]:
    """Return what stands in the slots of one text, for three people, the first of whom it is about."""
    me, mate, third = people
    plain = re.sub(r"[^a-z]", "", fold_word(me.first)) or "kid"
    title = rng.choice(["Mr.", "Ms.", "Mrs", "Dr.", "Coach"])
    values = {
        "n": f"{me.first} {me.last}", "f": me.first, "l": me.last, "rev": f"{me.last}, {me.first}",
        "ini": f"{me.first[0]}. {me.last}", "fl": f"{me.first} {me.last[0]}.", "t": f"{title} {me.last}",
        "pn": f"{third.first} {me.last}", "pf": third.first, "f4": third.first,
        "n2": f"{mate.first} {mate.last}", "f2": mate.first, "l2": mate.last, "rev2": f"{mate.last}, {mate.first}",
        "fl2": f"{mate.first} {mate.last[0]}.", "t2": f"Ms. {mate.last}",
        "n3": f"{third.first} {third.last}", "f3": third.first, "l3": third.last,
        "ph": f"({rng.randint(201, 989)}) {rng.randint(200, 999)}-{rng.randint(0, 9999):04}",
        "em": f"{plain}{rng.randint(1, 99)}@mail.example.org", "id": str(rng.randint(100_000, 999_999)),
        "ad": rng.choice(STREETS), "dob": f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/{rng.randint(2006, 2013)}",
        "pw": rng.choice(["Tiger", "otters", "Falcon88", "Xy7$kk2"]), "us": f"{plain}_{rng.randint(1, 99)}",
        "mac": "3C:52:82:1A:BB:09", "ip": f"10.20.{rng.randint(0, 99)}.{rng.randint(2, 99)}",
    }  # fmt: skip
    return values | {kind: rng.choice(things) for kind, things in _lists("things.txt").items()}


def _fill(text: str, values: dict[str, str], origin: str, style: Callable[[str], str]) -> Record:
    """Fill a text's slots, and label what was filled in; a password keeps its letters."""
    told, parts = "", []
    for piece in re.split(r"(\{\w+\}|«[^»]*»)", text.replace("⏎", "\n")):
        slot = piece[1:-1] if piece[:1] in {"{", "«"} else ""
        value = values.get(slot, slot or piece)
        value = value if slot == "pw" else style(value)
        if slot:
            known = "TECHNICAL" if piece[0] == "«" or slot in _lists("things.txt") else "PERSON"
            label = KINDS.get(slot, known)
            mine = origin if label == "PERSON" and slot[-1] not in "23" else ""
            parts.append(Part(len(told), len(told) + len(value), label, mine, None))
        told += value
    return Record(told, tuple(parts))


@cache
def _made() -> tuple[list[Person], list[Record]]:
    rng, names = random.Random(44), _people()
    people: list[Person] = []
    records: list[Record] = []
    origins = sorted(names)
    texts = (FOLDER / "told.txt").read_text(encoding="utf-8").splitlines()
    for at, text in enumerate(texts * TIMES):
        origin = origins[at % len(origins)]
        mine = [origin, rng.choice(origins), origin]
        three = [Person(rng.choice(names[one][0]), rng.choice(names[one][1])) for one in mine]
        people += [*three, Person(three[2].first, three[0].last)]
        records.append(_fill(text, _values(rng, three), origin, rng.choice(STYLES)))
    return people, records


@cache
def _report(in_roster: bool) -> Report:
    people, records = _made()
    roster = people if in_roster else []
    return report(count(records, Masker(roster).mask, Known(roster)), len(roster))


@pytest.mark.parametrize("in_roster", [False, True])
def test_people_are_hidden_and_the_fault_is_not(in_roster: bool) -> None:
    """Names that are words of every day are hidden as the others are, but for what nothing tells."""
    found = _report(in_roster)
    assert found["recall"]["all"]["values"] > 1_000
    assert found["recall"]["all"]["recall"] >= (0.998 if in_roster else 0.98)
    assert min(row["recall"] for row in found["origins"].values()) >= 0.95
    assert found["origins"]["words"]["recall"] >= (0.99 if in_roster else 0.95)
    for target in ("mail_phone_number_recall", "harmless_words_masked", "technical_tokens_masked"):
        assert found["targets"][target]["met"], target
