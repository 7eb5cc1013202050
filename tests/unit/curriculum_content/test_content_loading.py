"""The loader: what it refuses, and that its error names file and entry."""

import shutil
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from app.curriculum.content import load
from app.curriculum.content.load import ContentError

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Copy the content and change one passage of one file."""

    def edit(name: str, old: str, new: str) -> Path:
        root = tmp_path / "content"
        shutil.copytree(load.HERE, root, ignore=shutil.ignore_patterns("__pycache__"))
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return root

    return edit


APLUS = "frameworks/aplus-v15.yaml"
BANK = "modules/privacy/bank.yaml"
SCENARIO = "modules/privacy/scenario.yaml"
MODULE = "modules/privacy/module.yaml"
RUBRIC = "rubrics/ticket.yaml"
WIFI = "practice/library-wifi.yaml"
DELL = "programmes/dell-techdirect.yaml"
STUDENT = "agreements/confidentiality-2026.md"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (APLUS, "weight: 13", "weight: 14", "exam core1: weights add up to 101"),
        (APLUS, "code: core1:1.2,", "code: core1:1.1,", "objective 'core1:1.1' stands twice"),
        (APLUS, "code: core1:1.2,", "code: core1:2.9,", "objective core1:2.9 stands in core1 1.0"),
        (APLUS, "kind: scenario", "kind: story", r"\(core1:1.1\): kind: 'story' must be one of scenario"),
        (APLUS, "get: [lesson]", "get: [bench]", "core1:2.1: a knowledge objective needs a lesson"),
        (APLUS, "verified_on: 2026-11-22", "verified_on: soon", "verified_on: 'soon' must be of kind date"),
        (APLUS, "issuer: CompTIA\n", "", "issuer is missing"),
        (APLUS, "code: aplus-v15", "code: aplus-v16", "code is 'aplus-v16', the file is named 'aplus-v15'"),
        (APLUS, "issuer:", "issuer: A\nissuer:", "'issuer' stands twice"),
        (APLUS, "exams:", "exams: [", "is not valid YAML"),
    ],
)
def test_a_wrong_framework_is_refused(edited: Edit, name: str, old: str, new: str, message: str) -> None:
    with pytest.raises(ContentError, match=f"^{name}: .*{message}|^{name}: {message}"):
        load.load_framework(root=edited(name, old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (BANK, "id: prv-02", "id: prv-01", "item 'prv-01' stands twice"),
        (BANK, "lesson: the-law\n", "lesson: the-flaw\n", "'the-flaw' is not known"),
        (BANK, ", correct: true", "", "prv-01: needs exactly one correct option"),
        (
            BANK,
            "objectives: [core2:4.6, core2:2.1]",
            "objectives: [core2:9.9]",
            "prv-01: objective 'core2:9.9'",
        ),
        (
            BANK,
            "    version: 1",
            "    version: true",
            r"items\[0\] \(prv-01\): version: True must be of kind whole",
        ),
        (BANK, "why: ", "how: ", r"\(prv-01\): options\[0\]: 'how' is not a known field"),
        (SCENARIO, "start: pickup", "start: pickles", "start 'pickles' is not known"),
        (SCENARIO, "next: thread", "next: pickup", "pickup: must lead to a later step"),
        (
            SCENARIO,
            "rating: good, next: thread",
            "rating: weak, next: thread",
            "pickup: offers no good choice",
        ),
        (MODULE, "draw: 10", "draw: 25", "draw at most the bank"),
        (MODULE, "code: the-law", "code: the-lore", "cannot be read"),
        (MODULE, "lessons:", "lectures:", "lessons: must be a list"),
    ],
)
def test_a_wrong_module_is_refused(edited: Edit, name: str, old: str, new: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        load.load_module(root=edited(name, old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (WIFI, "category: wifi", "category: wires", "category 'wires' is not known"),
        (WIFI, "core1:1.3", "core1:1.9", "objective 'core1:1.9' is not known"),
        (WIFI, "handle: P-4M6", "handle: Sam", "the persona is a handle"),
        (WIFI, "after: which-network", "after: lunch", "check 'lunch' is not known"),
        (WIFI, "  document: ", "  documents: ", "one line for each criterion"),
        (WIFI, "impact: 3", "impact: 4", "impact and urgency are 1 to 3"),
        (WIFI, "closure: fixed", "closure: done", "'done' must be one of fixed"),
        (WIFI, "mood: A bit rushed, friendly", 'mood: " "', "mood: is blank"),
        (RUBRIC, "gate: true\n    minimum: 3", "gate: false\n    minimum: 0", "needs a gate criterion"),
        ("map.yaml", "core1:3.1]", "core1:3.1, core2:1.8]", "display: core2:1.8 does not name it"),
        ("map.yaml", "core1:3.1]", "core1:3.1, core3:1.7]", "display: objective 'core3:1.7' is not known"),
        (
            "map.yaml",
            "adult_only: [accounts, counselor, health]",
            "adult_only: [wifi]",
            "core1:1.3 of aplus-v15: place 'wifi'",
        ),
        ("map.yaml", ", core1:2.2]", "]", "core1:2.2 of aplus-v15: its place wifi does not offer it"),
        ("map.yaml", "[core2:2.11, core2:3.4]", "[]", "its place browser does not offer it"),
        ("map.yaml", "counselor: [core2:4.7]", "counselor: []", "counselor: needs one to four objectives"),
    ],
)
def test_a_wrong_story_rubric_or_map_is_refused(
    edited: Edit, name: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(ContentError, match=f"^{name}: .*{message}|^{name}: {message}"):
        load.load_practice(root=edited(name, old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (DELL, "gates: [dell_repair]", "gates: [hp_repair]", "category 'hp_repair' is not known"),
        (DELL, "months: null", "months: 12", "months only when basis is months"),
        ("programmes/aplus.yaml", "framework: aplus-v15", "framework: aplus-v14", "'aplus-v14' is not known"),
    ],
)
def test_a_wrong_programme_is_refused(edited: Edit, name: str, old: str, new: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        load.load_programmes(root=edited(name, old, new))


def test_a_wrong_comment_is_refused(edited: Edit) -> None:
    root = edited("comments.yaml", "criterion: privacy", "criterion: piracy")
    with pytest.raises(ContentError, match=r"comments\.yaml: priv-clean: criterion 'piracy' is not known"):
        load.load_comments(root=root)


@pytest.mark.parametrize(("old", "new"), [("---\n", ""), ("signer: student", "signer: pupil")])
def test_a_wrong_agreement_is_refused(edited: Edit, old: str, new: str) -> None:
    with pytest.raises(ContentError, match=STUDENT):
        load.load_agreement("confidentiality-2026", root=edited(STUDENT, old, new))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ContentError, match=r"frameworks/nothing\.yaml: cannot be read"):
        load.load_framework("nothing")


def test_content_is_frozen_and_read_once() -> None:
    framework = load.load_framework()
    assert load.load_framework() is framework
    with pytest.raises(FrozenInstanceError):
        framework.code = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        load.load_map().categories["wifi"] = ()  # type: ignore[index]
