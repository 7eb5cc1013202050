"""The A+ framework and what points at it."""

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from app.curriculum.content.load import (
    load_framework,
    load_map,
    load_practice,
    load_programme,
    load_programmes,
)

CODES = [
    "wifi", "display", "power", "keyboard", "sound", "apps", "browser", "files", "printing", "classroom",
    "loaner", "repair", "dell_repair", "accounts", "other", "counselor", "health",
]  # fmt: skip


@pytest.fixture(scope="module")
def blueprint() -> list[dict[str, str]]:
    repo = Path(__file__).resolve().parents[3]
    corpus = Path(os.environ.get("CADRE_CORPUS", repo.parent / "shared" / "data"))
    path = corpus / "aplus-v15" / "objectives.csv"
    if not path.exists():
        pytest.skip("the corpus (CADRE_CORPUS) with aplus-v15/objectives.csv is not here")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + 5]) for i in range(len(found) - 4)}


def test_counts_kinds_and_weights() -> None:
    framework = load_framework()
    assert Counter(o.exam for o in framework.objectives) == {"core1": 27, "core2": 36}
    assert sum(o.kind == "scenario" for o in framework.objectives) == 36
    assert [[d.weight for d in e.domains] for e in framework.exams] == [
        [13, 23, 25, 11, 28],
        [28, 28, 23, 21],
    ]
    assert [(e.number, e.pass_mark) for e in framework.exams] == [("220-1201", 675), ("220-1202", 700)]


def test_numbers_run_without_a_gap() -> None:
    for exam in load_framework().exams:
        for domain in exam.domains:
            numbers = [int(o.number.split(".")[1]) for o in domain.objectives]
            assert numbers == list(range(1, len(numbers) + 1)), f"{exam.code} {domain.number}"
            assert {o.domain for o in domain.objectives} == {domain.number}


def test_agrees_with_the_blueprint(blueprint: list[dict[str, str]]) -> None:
    theirs = {
        (row["exam"], row["domain"], int(row["domain_weight_pct"]), row["objective"], row["kind"])
        for row in blueprint
    }
    ours = {
        (exam.number, domain.number, domain.weight, o.number, o.kind)
        for exam in load_framework().exams
        for domain in exam.domains
        for o in domain.objectives
    }
    assert ours == theirs


def test_titles_are_our_own_words(blueprint: list[dict[str, str]]) -> None:
    titles = {" ".join(words(row["title"])) for row in blueprint}
    taken = {run for row in blueprint for run in runs(row["title"])}
    for objective in load_framework().objectives:
        assert " ".join(words(objective.title)) not in titles, objective.code
        assert not runs(objective.title) & taken, objective.code


def test_titles_are_unique_and_short() -> None:
    titles = [o.title for o in load_framework().objectives]
    assert len(set(titles)) == 63
    assert max(map(len, titles)) <= 90


def test_each_objective_says_where_to_get_it() -> None:
    places = {*CODES, "bench", "lesson", "practice"}
    for objective in load_framework().objectives:
        assert objective.get and set(objective.get) <= places, objective.code
        hands_on = set(objective.get) - {"lesson"}
        assert hands_on or objective.kind == "knowledge", (
            f"{objective.code}: a scenario needs work, not a lesson"
        )


def test_map_covers_every_category() -> None:
    categories = load_map().categories
    assert sorted(categories) == sorted(CODES)
    assert all(1 <= len(codes) <= 4 for codes in categories.values())


def test_no_place_is_named_that_cannot_prove_it() -> None:
    categories, proven = (
        load_map().categories,
        {code for story in load_practice() for code in story.objectives},
    )
    for objective in load_framework().objectives:
        for place in objective.get:
            if place == "practice":
                assert objective.code in proven, objective.code
            elif place in categories:
                assert objective.code in categories[place], f"{objective.code} at {place}"


def test_no_objective_sends_a_student_to_adults_only_work() -> None:
    assert load_map().adult_only == ("accounts", "counselor", "health")
    adults = set(load_map().adult_only)
    assert not [o.code for o in load_framework().objectives if adults & set(o.get)]


def test_find_an_objective() -> None:
    framework = load_framework()
    found = framework.objective("core2:1.10")
    assert found is not None and (found.exam, found.number, found.domain) == ("core2", "1.10", "1.0")
    assert framework.objective("core3:1.1") is None


def test_aplus_programme_agrees_with_the_framework() -> None:
    programme, framework = load_programme("aplus"), load_framework()
    assert programme.framework == framework.code
    assert [(e.code, e.number, e.pass_mark) for e in programme.exams] == [
        (e.code, e.number, e.pass_mark) for e in framework.exams
    ]
    assert programme.validity.months == 36
    assert [(r.before_attempt, r.wait_days) for r in programme.retakes] == [(2, 0), (3, 14)]


def test_dell_gates_one_category_and_assumes_no_validity() -> None:
    dell = load_programme("dell-techdirect")
    assert dell.gates == ("dell_repair",)
    assert (dell.validity.basis, dell.validity.months) == ("certificate", None)
    assert "expires_on" in dell.certificate_fields


def test_programmes_name_source_and_check_dates() -> None:
    assert [p.code for p in load_programmes()] == ["aplus", "dell-techdirect"]
    for programme in load_programmes():
        assert programme.source_url.startswith("https://")
        assert programme.sources and programme.unconfirmed and programme.steps
        assert programme.verified_on.isoformat() == "2026-11-22"
        assert programme.review_by > programme.verified_on
