"""Held out: names by origin and sentences by style, in the roster and outside, with the targets that must hold.

The larger measure is `python -m tests.unit.privacy.text.heldout FOLDER` and `cadre privacy score`.
"""

import random
from collections import defaultdict
from functools import cache

import pytest

from app.privacy.scoring.counting import count
from app.privacy.scoring.known import Known
from app.privacy.scoring.reading import Record
from app.privacy.scoring.report import Report, report
from app.privacy.text.masker import Masker
from tests.unit.privacy.text import heldout

PER_ORIGIN = 14


@cache
def _made() -> tuple[list[heldout.Name], dict[str, list[Record]]]:
    """Return people of both sides of the split, and sentences by style."""
    people: list[heldout.Name] = []
    styles: dict[str, list[Record]] = defaultdict(list)
    for side in (0, 1):
        found = heldout.people_of(side, PER_ORIGIN, 11 + side)
        people += found
        for style, record in heldout.sentences(found, side, 21 + side, per_person=2):
            styles[style].append(record)
        for style, record in heldout.coded(side, 31 + side, times=12):
            styles[style].append(record)
    return people, styles


@cache
def _report(in_roster: bool, style: str = "") -> Report:
    people, styles = _made()
    roster = heldout.as_people(people) if in_roster else []
    records = styles[style] if style else [record for rows in styles.values() for record in rows]
    return report(count(records, Masker(roster).mask, Known(roster)), len(roster))


@pytest.mark.parametrize("in_roster", [False, True])
def test_every_target_holds(in_roster: bool) -> None:
    found = _report(in_roster)
    assert found["recall"]["all"]["values"] > 8_000
    if in_roster:  # mates and middle initials of nobody in the roster are outside in this report too
        assert found["recall"]["in_roster"]["values"] > 7_000
    assert {name: row for name, row in found["targets"].items() if not row["met"]} == {}


@pytest.mark.parametrize("style", ["proper", "typos", "lower", "capitals", "spanish"])
def test_no_style_of_writing_lets_names_of_nobody_through(style: str) -> None:
    found = _report(False, style)
    assert found["recall"]["all"]["recall"] >= 0.97
    assert found["harmless_words"]["share"] <= 0.08


def _coined(rng: random.Random) -> list[heldout.Name]:
    """Return names that no list can hold: the first half of one and the second half of another of its origin."""
    made = []
    for origin, (firsts, lasts) in heldout.names_by_origin(None).items():
        if origin in {"words", "hyphens and particles"}:
            continue
        long = [[name for name in names if len(name) > 5 and name.isalpha()] for names in (firsts, lasts)]
        if min(map(len, long)) < 4:
            continue
        for _ in range(8):
            first, last = ("".join(_halves(rng, names)).title() for names in long)
            made.append(heldout.Name(origin, first, last))
    return made


def _halves(rng: random.Random, names: list[str]) -> tuple[str, str]:
    one, other = rng.sample(names, 2)
    return one[: len(one) // 2], other[len(other) // 2 :]


def test_coined_names_are_hidden_too() -> None:
    people = _coined(random.Random(6))
    records = [record for side in (0, 1) for _, record in heldout.sentences(people, side, 3, per_person=1)]
    found = report(count(records, Masker([]).mask, Known([])), 0)
    assert found["recall"]["all"]["recall"] >= 0.97
    assert found["worst_origin"]["recall"] >= 0.95
