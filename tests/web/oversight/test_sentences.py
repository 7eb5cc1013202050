"""Every tag has a sentence, refusals say why, and nothing but codes goes into one."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from app.audit.tags import Tag
from app.identity.rights import Can
from app.oversight.phrases import GROUPS, PHRASES
from app.oversight.rights_asked import RIGHTS_ASKED
from app.oversight.sentences import phrase_of, tags_of, tell

OWN_REFUSALS = {Tag.ACCESS_REFUSED, Tag.ROSTER_REFUSED, Tag.SESSION_REFUSED}


@dataclass
class Event:
    tag: str
    outcome: str = "done"
    purpose: str = ""
    fields: list[str] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)
    codes: dict[str, Any] = field(default_factory=dict)
    clearance: str = "masked"


@pytest.mark.parametrize("tag", list(Tag))
def test_every_tag_is_told(tag: Tag) -> None:
    assert tag in PHRASES, f"write a phrase for {tag.value} in app/oversight/phrases.py"
    assert PHRASES[tag].group in GROUPS
    said = tell(Event(tag.value), "JCM-24001").plain
    assert said.endswith((".", "”"))
    assert said[0].islower()
    assert "{" not in said and "_" not in said


@pytest.mark.parametrize("tag", sorted(tag for tag in set(Tag) - OWN_REFUSALS if PHRASES[tag].tried))
def test_every_refusal_is_told_as_one(tag: Tag) -> None:
    said = tell(Event(tag.value, "refused", codes={"why": "forbidden"}), "JCM-24001")
    assert said.refused
    assert said.plain.startswith("tried to ")
    assert "refused, they may not" in said.plain


def test_every_right_asked_for_has_words() -> None:
    assert {right.value for right in Can} <= set(RIGHTS_ASKED)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_of_the_filter_has_tags(group: str) -> None:
    assert tags_of(group)


def test_the_groups_hold_every_tag_once() -> None:
    assert sorted(tag for group in GROUPS for tag in tags_of(group)) == sorted(Tag)
    assert tags_of("nothing") == ()


def test_a_look_says_what_stayed_hidden_or_was_seen() -> None:
    masked = tell(Event("ticket:opened"), "JCM-24001")
    assert (masked.before, masked.number, masked.after) == ("opened ", "JCM-24001", ".")
    assert masked.detail == "Names stayed hidden."
    adult = Event("ticket:opened", fields=["name", "text"], subjects=[1], clearance="staff")
    assert tell(adult, "JCM-24001").detail == "Seen: names and the text as typed."
    listed = Event("queue:seen", fields=["name"], subjects=[1, 2, 3], clearance="staff")
    assert tell(listed).plain == "looked at a page of the queue. Seen: names of 3 people."


def test_ones_own_list_is_no_page_of_the_queue() -> None:
    own = Event("queue:seen", fields=["text"], subjects=[1], codes={"own": True}, clearance="own")
    assert tell(own).plain == "looked at the tickets that they asked for. Seen: the text as typed."


def test_a_reveal_says_its_purpose() -> None:
    said = tell(Event("word:revealed", purpose="greet", fields=["first_name"]), "JCM-24001").plain
    assert said == (
        "had a hidden word shown on JCM-24001. Seen: the first name. "
        "Purpose: “I am meeting them and need to call them by name.”"
    )


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ({"right": "work:grade"}, "asked for a page without the right to grade work and was refused."),
        ({"why": "not-found"}, "asked for a ticket number that is hidden or does not exist."),
        ({}, "asked for something that is not theirs and was refused."),
    ],
)
def test_a_refused_page_is_named(codes: dict[str, str], said: str) -> None:
    assert tell(Event("access:refused", "refused", codes=codes)).plain == said


def test_a_lost_race_is_no_offense() -> None:
    said = tell(Event("ticket:claimed", "refused", codes={"why": "conflict"}), "JCM-24001").plain
    assert said == "tried to claim JCM-24001: refused, the moment had passed."


def test_counts_and_codes_are_words() -> None:
    said = tell(Event("record:exported", codes={"count": 1200, "kind": "trail"}, clearance="staff")).plain
    assert said == "took records out as a file. 1,200 lines. Which: the trail."


@pytest.mark.parametrize(
    ("tag", "codes", "said"),
    [
        ("events:seen", {"kind": "own"}, "Which: their own."),
        ("ticket:asked", {"category": "wifi", "channel": "web"}, "Category: Wi-Fi, by web."),
        ("ticket:resolved", {"code": "taught"}, "Ending: “We showed how it works”."),
        (
            "ticket:proposed",
            {"code": "fixed", "gate": "sample"},
            "Ending: “We fixed the cause”, checked now and then.",
        ),
        ("week:signed_off", {"week": "2026-11-16"}, "Week of November 16."),
        ("grant:given", {"code": "dell_repair"}, "For Dell warranty repair."),
        ("ticket:escalated", {"why": "of_another_version"}, "Reason: of another version."),
        ("ticket:paused", {"until": "2026-11-16", "why": ""}, ""),
        ("ticket:paused", {"why": "answer"}, "Reason: “I asked a question and wait for the answer”."),
        ("ticket:resumed", {"why": "answer"}, "Reason: they answered."),
        ("ticket:escalated", {"why": "tried_all"}, "Reason: “I did every step and it still happens”."),
        ("ticket:handed_back", {"why": "period_over"}, "Reason: the period was over."),
        ("draft:returned", {"reason": "tone"}, "Reason: “The tone is not right for the school”."),
        (
            "ticket:taken_over",
            {"why": "mention", "kinds": []},
            "Reason: it names somebody whose tickets are for adults only.",
        ),
        ("texts:held", {"why": "roster"}, "Reason: a roster import."),
    ],
)
def test_no_code_is_told_as_a_code(tag: str, codes: dict[str, str], said: str) -> None:
    assert tell(Event(tag, codes=codes)).detail == said


def test_what_was_read_later_did_not_go_out_then() -> None:
    read = {"read": "later"}
    assert tell(Event("draft:sent", codes=read), "JCM-1").plain == "read a reply on JCM-1 that had gone out."
    ended = tell(Event("ticket:resolved", codes=read | {"code": ""}), "JCM-1").before
    assert ended + "x" == "read how x"
    assert tell(Event("draft:sent"), "JCM-1").plain == "let a draft for JCM-1 go out."


def test_a_tag_of_another_version_is_told() -> None:
    assert phrase_of("moon:landed").group == "looked"
    assert "no longer names" in tell(Event("moon:landed")).plain
