"""Check that the service catalog's content is complete, short and usable."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from app.helpdesk.catalog.content.load import FOLDER, load_catalog
from app.helpdesk.catalog.content.read import ContentError

CODES = [
    "wifi", "display", "power", "keyboard", "sound", "apps", "browser", "files", "printing",
    "classroom", "loaner", "repair", "dell_repair", "accounts", "counselor", "health", "other",
]  # fmt: skip
CLOSURES = {
    "fixed", "workaround", "replaced", "taught", "no_fault", "duplicate", "no_reply", "withdrawn", "vendor",
}  # fmt: skip


def test_categories_are_the_fixed_seventeen() -> None:
    assert [category.code for category in load_catalog().categories] == CODES


def test_only_dell_repair_is_unlisted_and_needs_a_certificate() -> None:
    categories = load_catalog().categories
    assert [category.code for category in categories if not category.listed] == ["dell_repair"]
    assert {category.code: category.needs for category in categories if category.needs} == {
        "dell_repair": "dell_techdirect"
    }


def test_sign_in_help_and_what_is_private_are_for_adults() -> None:
    categories = load_catalog().categories
    assert [one.code for one in categories if one.adult_only] == ["accounts", "counselor", "health"]
    assert [one.code for one in categories if one.private] == ["counselor", "health"]


def test_other_is_asked_as_something_else() -> None:
    assert load_catalog().category("other").ask == "Something else"


@pytest.mark.parametrize("code", CODES)
def test_category_words_are_short_sentences(code: str) -> None:
    category = load_catalog().category(code)
    assert len(category.name) <= 24
    assert len(category.ask.split()) <= 12
    assert category.first_step.endswith(".") and len(category.first_step) <= 90
    assert all(step[0].isupper() and not step.endswith(".") for step in category.checklist)


def test_matrix_gives_every_priority_and_never_a_lower_one_for_more_harm() -> None:
    catalog = load_catalog()
    found = {(i, u): catalog.priority(i, u).code for i in (1, 2, 3) for u in (1, 2, 3)}
    assert set(found.values()) == {1, 2, 3, 4}
    assert all(found[i, u] <= found[i + 1, u] for i in (1, 2) for u in (1, 2, 3))
    assert all(found[i, u] <= found[i, u + 1] for i in (1, 2, 3) for u in (1, 2))


def test_promises_grow_with_lower_priority() -> None:
    priorities = load_catalog().priorities
    assert [priority.name for priority in priorities] == ["Critical", "High", "Medium", "Low"]
    assert [p.response_minutes for p in priorities] == sorted({p.response_minutes for p in priorities})
    assert [p.resolve_minutes for p in priorities] == sorted({p.resolve_minutes for p in priorities})
    assert all(p.response_minutes < p.resolve_minutes for p in priorities)


def test_closure_codes_are_the_fixed_nine() -> None:
    assert {code.code for code in load_catalog().closure_codes} == CLOSURES


def test_canned_messages_carry_nothing_personal() -> None:
    canned = load_catalog().canned
    assert len(canned) >= 12
    assert all(len(message.text.split()) <= 40 for message in canned)
    assert not any(re.search(r"[{}@\[\]]|\d", message.text) for message in canned)


def test_every_waiting_status_has_a_reason() -> None:
    statuses = {reason.status for reason in load_catalog().pending_reasons}
    assert statuses == {"pending_requester", "pending_vendor", "scheduled"}


def test_escalations_have_both_kinds_and_reveals_have_purposes() -> None:
    catalog = load_catalog()
    assert {reason.kind for reason in catalog.escalation_reasons} == {"functional", "hierarchical"}
    assert len(catalog.reveal_purposes) >= 3
    assert [prompt.code for prompt in catalog.handoff if prompt.required] == ["state", "tried", "next"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for file in FOLDER.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("categories.yaml", "impact: 3", "impact: 9", "categories.yaml, entry 'wifi': 'impact' must be"),
        ("categories.yaml", "code: display", "code: wifi", "the key 'wifi' is used twice"),
        ("categories.yaml", "name: Wi-Fi", "nam: Wi-Fi", "entry 'wifi': 'name' must be a text"),
        (
            "categories.yaml",
            "name: Wi-Fi",
            "name: Wi-Fi\n    color: red",
            "entry 'wifi': unknown field color",
        ),
        ("priority.yaml", "1: [1, 2, 3]", "1: [1, 2]", "each row of 'matrix'"),
        (
            "pending_reasons.yaml",
            "status: scheduled",
            "status: asleep",
            "'status' is 'asleep', must be one of",
        ),
        ("canned.yaml", "canned:", "canned: [", "canned.yaml: cannot be read"),
    ],
)
def test_a_broken_file_is_named_with_its_entry(
    copied: Path, file: str, old: str, new: str, said: str
) -> None:
    path = copied / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(said)):
        load_catalog(copied)
