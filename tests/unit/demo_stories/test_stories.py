"""Check that the demo's stories are many, distinct, and usable by everyone who reads them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from app.demo.names.load import load_names, load_school, load_staff
from app.demo.stories.fill import fill_text, find_placeholders, is_personal
from app.demo.stories.load import FOLDER, load_misuse, load_stories
from app.demo.stories.model import Opening, Story
from app.demo.stories.words import OPEN, PERSONAL, PLACEHOLDERS
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.catalog.content.read import ContentError

STORIES = load_stories()
OPENINGS = [(story, opening) for story in STORIES for opening in story.openings]
FRAMEWORK = FOLDER.parents[1] / "curriculum" / "content" / "frameworks" / "aplus-v15.yaml"


def first_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower())[:8])


def test_there_are_enough_stories_for_a_live_term() -> None:
    live = [story for story in STORIES if not story.sensitive]
    assert len(STORIES) >= 150
    assert len(live) >= 120
    assert len(OPENINGS) >= 200
    assert len([story for story in STORIES if story.sensitive]) == 8


def test_no_opening_is_needed_more_than_five_times_in_600_tickets() -> None:
    assert 600 / len(OPENINGS) <= 5


def test_openings_are_distinct_from_their_first_words_on() -> None:
    twins = [words for words, times in Counter(first_words(o.text) for _, o in OPENINGS).items() if times > 1]
    assert twins == []
    assert len({opening.text for _, opening in OPENINGS}) == len(OPENINGS)


def test_openings_have_a_believable_length() -> None:
    lengths = [(story.key, len(opening.text.split())) for story, opening in OPENINGS]
    assert [(key, length) for key, length in lengths if not 40 <= length <= 90] == []


@pytest.mark.parametrize(("story", "opening"), OPENINGS, ids=[f"{s.key}" for s, _ in OPENINGS])
def test_what_decides_stands_in_the_opening_and_is_not_personal(story: Story, opening: Opening) -> None:
    assert opening.decide
    assert all(token in opening.text and not find_placeholders(token) for token in opening.decide)
    assert not set("<>") & set(opening.text + story.title)


def test_what_decides_holds_no_capitalized_name_of_the_demo() -> None:
    names = load_names()
    known = {item.name for item in names.given + names.family} | set(names.nicknames.values())
    found = [
        (story.key, word)
        for story, opening in OPENINGS
        for token in opening.decide
        for word in re.findall(r"[^\W\d_]+", token)
        if word[0].isupper() and word in known
    ]
    assert found == []


DRAWN = re.compile(r"\{(friend|child|teacher)\w*\}")
KNOWN = re.compile(r"\{(mom|dad|brother|sister)_\w+\}")
GENDERED = re.compile(r"(?i)\b(he|she|his|hers?|him|son|daughter|hij[oa]|ella|él|mamá|papá)\b")


def test_whoever_a_name_is_drawn_for_no_story_says_he_or_she() -> None:
    asked = [(story.key, opening.text) for story, opening in OPENINGS if not KNOWN.search(opening.text)]
    assert [key for key, text in asked if DRAWN.search(text) and GENDERED.search(text)] == []


def test_about_sixty_percent_of_stories_or_more_exercise_masking() -> None:
    personal = [story for story in STORIES if any(is_personal(opening.text) for opening in story.openings)]
    assert len(personal) / len(STORIES) >= 0.6


def test_every_placeholder_is_known_and_used() -> None:
    texts = [
        text for story, opening in OPENINGS for text in (opening.text, *(line.text for line in story.thread))
    ]
    used = {name for text in texts for name in find_placeholders(text)}
    assert used <= PLACEHOLDERS
    assert PERSONAL.isdisjoint(OPEN)
    assert len(PERSONAL & used) >= 18


def test_codes_are_those_of_the_catalog() -> None:
    catalog = load_catalog()
    categories = {category.code for category in catalog.categories}
    private = {category.code for category in catalog.categories if category.private}
    assert private and {story.category for story in STORIES} == categories - private
    assert {story.becomes for story in STORIES if story.becomes} <= categories
    closures = {code.code for code in catalog.closure_codes}
    assert {story.ending.closure for story in STORIES} <= closures | {None}


def test_objectives_are_in_the_framework() -> None:
    text = FRAMEWORK.read_text(encoding="utf-8")
    known = set(re.findall(r"core[12]:\d\.\d+", text)) or set(re.findall(r"\b\d\.\d{1,2}\b", text))
    wanted = {objective for story in STORIES for objective in story.objectives}
    assert {item for item in wanted if item not in known and item.split(":")[1] not in known} == set()


def test_endings_and_drafts_of_every_kind_occur() -> None:
    assert {story.ending.kind for story in STORIES} == {
        "solved",
        "escalated",
        "waiting",
        "withdrawn",
        "reopened",
    }
    drafts = Counter(story.draft.quality for story in STORIES if not story.sensitive)
    assert drafts["returned"] >= 8 and drafts["needs_edit"] >= 20 and drafts["good"] > 100
    assert {story.asked_by for story in STORIES} == {"student", "staff", "caregiver"}
    assert {story.level for story in STORIES} == {1, 2, 3}


def test_sensitive_stories_are_handled_by_adults() -> None:
    sensitive = [story for story in STORIES if story.sensitive]
    assert {story.ending.escalation for story in sensitive} == {"about_people"}
    assert all(line.kind != "note" for story in sensitive for line in story.thread)


def test_misuse_can_be_found_by_a_mark() -> None:
    cases = load_misuse()
    assert len(cases) >= 6
    assert all(case.key.startswith("misuse_") for case in cases)
    assert {"open_ticket", "reveal", "search"} <= {case.act for case in cases}


def test_fill_text_puts_values_in_and_refuses_a_missing_one() -> None:
    assert fill_text("Hi {me_first}, room {room}", {"me_first": "Ana", "room": "118"}) == "Hi Ana, room 118"
    with pytest.raises(KeyError):
        fill_text("Hi {me_first}", {})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{friend_first}", "{best_friend}", "entry 'wifi_gym_bleachers': unknown placeholder best_friend"),
        ("<drops off the Wi-Fi>", "<drops {phone}>", "entry 'wifi_gym_bleachers': what decides must hold no"),
        ("close: fixed", "close: mended", "entry 'wifi_gym_bleachers': 'close' is 'mended'"),
        ("level: 2", "level: 7", "entry 'wifi_gym_bleachers': 'level' must be a whole number"),
        (
            "escalate: network_side",
            "why: x",
            "entry 'wifi_gym_bleachers': a story that ends 'escalated' lacks",
        ),
        ("core1:5.5", "core3:5.5", "entry 'wifi_gym_bleachers': 'core3:5.5' is not an objective"),
        (
            "key: wifi_phone_hotspot",
            "key: wifi_gym_bleachers",
            "entry 'wifi_gym_bleachers': the key 'wifi_gym_bleachers'",
        ),
    ],
)
def test_a_broken_story_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (FOLDER / "wifi.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "wifi.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(f"wifi.yaml, {said}")):
        load_stories(tmp_path)


def test_no_content_file_is_longer_than_600_lines() -> None:
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 600 for path in FOLDER.glob("*.yaml"))


def test_names_are_many_and_of_many_kinds() -> None:
    names = load_names()
    given, family = {item.name for item in names.given}, {item.name for item in names.family}
    assert len(given) >= 260 and len(family) >= 320
    assert {"Will", "May", "Grace", "Chase", "Hunter"} <= given and {"Brown", "White"} <= family
    assert any("'" in name for name in given) and any("-" in name for name in family)
    assert any(not name.isascii() for name in given) and any(not name.isascii() for name in family)
    assert set(names.nicknames) <= given and set(names.preferred) <= given
    assert len(names.preferred) >= 10


def test_staff_and_school_fit_together() -> None:
    staff, school = load_staff(), load_school()
    rooms = {room.code for room in school.rooms}
    assert len(staff) == 40 and len(rooms) >= 45
    assert {member.room for member in staff} <= rooms
    assert Counter(member.part for member in staff)["supervisor"] == 2
    assert "Ms. Ramos" in {member.called for member in staff}
    assert len([bell for bell in school.bells if bell.teaching]) == 7
    assert school.asset_tags.make(317) == "JC-01318"


def test_every_place_and_device_of_a_story_exists_in_the_school() -> None:
    school = load_school()
    assert {story.where for story in STORIES} - {room.kind for room in school.rooms} <= {"home"}
    assert {story.device for story in STORIES} - {model.kind for model in school.models} <= {"none"}


def test_bells_follow_each_other_through_the_day() -> None:
    times = [time for bell in load_school().bells for time in (bell.starts, bell.ends)]
    assert times == sorted(times)
