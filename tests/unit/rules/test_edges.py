"""Where rules turn: their last day, their own case, what is missing; pure, so each edge is named here."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from app.accounts.people import policy as accounts
from app.curriculum.certificates import policy as certificates
from app.helpdesk.care import policy as care
from app.helpdesk.escalations import policy as escalations
from app.helpdesk.reveal import policy as reveal
from app.identity.actor import Actor
from app.identity.rights import Can, Clearance, Hat
from app.identity.verdict import Verdict
from app.oversight.review import policy as review
from app.oversight.rollover import policy as rollover
from tests.cast import NOW

DAY = date(2026, 10, 5)
ME, OTHER = 5, 6
ADULT = Actor(
    ME, 1, Hat.TEACH, Clearance.STAFF, rights=frozenset(Can), cadre_ids=frozenset({3}), kind="staff"
)
TECH = review.Subject(OTHER, cadre_id=3)


def facts(**values: Any) -> Any:
    return SimpleNamespace(**values)


def said(verdict: Verdict) -> str:
    """Return the sentence of a refusal, or nothing for a yes."""
    return "" if verdict.yes else verdict.sentence


@pytest.mark.parametrize(
    ("owner", "words"),
    [(ME, ""), (OTHER, "Accept the escalation first."), (None, "Accept the escalation first.")],
)
def test_a_solution_is_sent_by_who_took_the_ticket(owner: int | None, words: str) -> None:
    passed = facts(
        id=1, kind="live", status="in_progress", tier=2, category_code="wifi", category_name="Wi-Fi", adult_only=False,
        sensitive=False, requester_id=9, owner_id=owner,
    )  # fmt: skip
    assert said(escalations.solve(ADULT, passed)) == words


@pytest.mark.parametrize(("days", "may"), [(0, True), (13, True), (14, True), (15, False)])
def test_a_school_year_is_taken_back_on_the_last_of_fourteen_days(days: int, may: bool) -> None:
    until = rollover.undo_until(DAY)
    assert rollover.undo(ADULT, "applied", until, DAY + timedelta(days=days)).yes is may


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, False), (1, True)])
def test_a_certificate_runs_out_after_the_day_it_was_issued(days: int, may: bool) -> None:
    assert certificates.expires(DAY, DAY + timedelta(days=days)).yes is may


@pytest.mark.parametrize(("seconds", "may"), [(1, True), (0, False), (-1, False)])
def test_a_question_for_a_word_runs_out(seconds: int, may: bool) -> None:
    asked = facts(asker_id=OTHER, state="waiting", expires_at=NOW + timedelta(seconds=seconds))
    assert reveal.decide(ADULT, asked, NOW).yes is may


def test_a_ticket_of_somebody_for_adults_only_is_not_given_back() -> None:
    case = facts(requester_id=OTHER, sensitive=True, private_category=False)
    assert said(care.give_back(ADULT, case, adults_only=True)) == "Their tickets are for adults only."
    assert care.give_back(ADULT, case, adults_only=False).yes


def test_nobody_is_the_second_reader_of_their_own_verdict() -> None:
    assert said(review.read_again(ADULT, TECH, ME, read=False)).startswith("You judged this yourself.")
    assert review.read_again(ADULT, TECH, OTHER, read=False).yes


def test_a_week_in_which_a_shown_word_can_still_be_explained_is_not_signed() -> None:
    week = review.WeekFacts(over=True, left=0)
    assert review.sign_off(ADULT, TECH, week).yes
    assert "can still be explained" in said(review.sign_off(ADULT, TECH, replace(week, unsettled=True)))


@pytest.mark.parametrize(
    ("person", "wide", "actor_wide", "may"),
    [
        (OTHER, True, False, False),
        (OTHER, True, True, True),
        (OTHER, False, False, True),
        (ME, True, False, True),
    ],
)
def test_who_has_a_role_for_the_district_is_handled_by_its_administrator(
    person: int, wide: bool, actor_wide: bool, may: bool
) -> None:
    target = accounts.Target(person, "staff", active=True, wide=wide)
    assert accounts.handle_account(replace(ADULT, hat=Hat.ADMIN), target, actor_wide).yes is may
