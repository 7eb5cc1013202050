"""The demo's plan: people, days, and which story comes when."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts.school_year import valid_until
from app.curriculum.content.load import load_practice
from app.demo.devices import count_devices
from app.demo.growth import GROWTH, rung_on
from app.demo.learning import renewal_day
from app.demo.names.load import load_names
from app.demo.people import SIBLING_OF, TECHS, invent_people
from app.demo.plan import MOST_USES, PlannedTicket, deal_openings, plan_tickets
from app.demo.practice import NO
from app.demo.roster_files import make_roster_set
from app.demo.scene import BITS, choose_bits, requester_card
from app.demo.timetable import ZONE, Timetable, make_terms
from app.school.roster.reader import read_roster

NOW = datetime(2026, 11, 23, 4, 54, tzinfo=UTC)


def timetable(now: datetime = NOW, seed: int = 1) -> Timetable:
    return Timetable(make_terms(now.astimezone(ZONE).date(), seed), now)


def planned(seed: int = 1, tickets: int = 600, students: int = 800) -> list[PlannedTicket]:
    people = invent_people(seed, students)
    dealt = deal_openings(seed, tickets)
    return plan_tickets(seed, dealt, people, count_devices(people, date(2026, 11, 22)), timetable(seed=seed))


@pytest.mark.parametrize("tickets", [600, 1000])
def test_no_opening_is_used_more_than_five_times(tickets: int) -> None:
    dealt = deal_openings(1, tickets)
    uses = Counter((story.key, opening) for story, opening in dealt)
    assert len(dealt) == tickets
    assert max(uses.values()) <= MOST_USES
    assert len({story.key for story, _ in dealt}) >= 120


def test_what_is_told_again_is_told_weeks_later() -> None:
    seen: dict[str, int] = {}
    for place, (story, _opening) in enumerate(deal_openings(1, 600)):
        assert place - seen.get(story.key, -600) > 50, story.key
        seen[story.key] = place


def test_moms_and_dads_are_called_so() -> None:
    names, people = load_names(), invent_people(1, 800)
    assert {one.name for one in names.given} >= {*names.mothers, *names.fathers}
    assert not set(names.mothers) & set(names.fathers)
    assert all(one.given in (names.mothers if one.mother else names.fathers) for one in people.caregivers)
    own = {child: one for one in people.caregivers for child in one.children if one.mother}
    for plan in planned():
        mother = own.get(plan.asker.sid)
        assert plan.values["mom_first"] in names.mothers and plan.values["sister_first"] in names.mothers
        assert mother is None or plan.values["mom_full"] == f"{mother.given} {mother.family}"


def test_every_trap_of_a_practice_story_is_answered() -> None:
    traps = {trap.code for story in load_practice() for trap in story.privacy_traps}
    assert set(NO) == traps


def test_a_teacher_signs_their_own_story() -> None:
    called = {one.sid: one.member.called for one in invent_people(1, 800).staff}
    signed = [
        one
        for one in planned()
        if one.asker.kind == "staff" and "{teacher}" in one.story.openings[one.opening].text
    ]
    assert len(signed) > 20
    assert all(called[one.asker.sid] in one.text for one in signed)


def test_whose_class_it_is_teaches_one() -> None:
    elsewhere = {
        "Dr. Whitfield",
        "Mr. Delacroix",
        "Mr. Nasser",
        "Mr. Salcedo",
        "Ms. Ferris",
        "Ms. Przybylski",
    }
    told = {plan.values["teacher"] for plan in planned() if plan.asker.kind != "staff"}
    assert len(told) > 15 and not told & elsewhere


def test_too_many_tickets_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 5 uses"):
        deal_openings(1, 2_000)


def test_the_same_seed_plans_the_same_term() -> None:
    assert planned(7, 120, 200) == planned(7, 120, 200)
    assert [one.text for one in planned(7, 120, 200)] != [one.text for one in planned(8, 120, 200)]


def test_tickets_come_in_order_in_periods_of_school_days_and_are_filled() -> None:
    times, plans = timetable(), planned()
    assert [one.asked_at for one in plans] == sorted(one.asked_at for one in plans)
    assert all(times.period_of(one.asked_at) is not None for one in plans)
    assert all("{" not in one.text and "{" not in one.say(one.story.title) for one in plans)
    assert {one.asker.kind for one in plans} == {"student", "staff", "caregiver"}
    assert {one.channel for one in plans} == {"web", "counter", "phone"}
    assert all(one.channel == "web" for one in plans if one.story.sensitive)


def test_a_tech_has_a_sister_who_asks_and_the_card_has_a_past() -> None:
    people = invent_people(1, 800)
    askers = [one.asker.sid for one in planned()]
    assert people.sibling.family == people.techs[SIBLING_OF].family
    assert people.sibling.sid in askers
    assert requester_card(people).sid in askers


def test_people_are_many_and_nobody_is_twice() -> None:
    people = invent_people(1, 800)
    usernames = [one.username for one in people.pupils]
    usernames += [one.username for one in people.staff] + [one.username for one in people.caregivers]
    assert len(people.pupils) == 800
    assert len(people.staff) >= 40
    assert len(people.techs) == TECHS == len(GROWTH)
    assert len(set(usernames)) == len(usernames)
    assert len({one.number for one in people.pupils}) == 800
    assert Counter(adult.member.part for adult in people.staff)["supervisor"] == 2


def test_the_roster_is_taken_without_a_refusal() -> None:
    people = invent_people(1, 120)
    found = read_roster(make_roster_set(people, timetable().terms, 1))
    assert found.refusals == ()
    assert len(found.people) == len(people.pupils) + len(people.staff) + len(people.caregivers)


@pytest.mark.parametrize("hour", [0, 8, 12, 17, 23])
def test_whatever_day_and_hour_it_is_the_history_ends_before_it(hour: int) -> None:
    for ahead in range(0, 366, 5):
        now = datetime(2026, 1, 1, hour, 31, tzinfo=UTC) + timedelta(days=ahead)
        times = timetable(now)
        assert times.terms.parts[0].ends_on == now.astimezone(ZONE).date()
        assert times.end <= now
        assert now - times.end < timedelta(days=6)
        assert times.period_of(times.end) == times.period_of_tech(1)
        assert 80 <= len(times.days) <= 90


def test_everybody_works_a_period_and_each_period_has_somebody() -> None:
    times = timetable()
    assert sorted(tech for period in range(7) for tech in times.techs_in(period)) == list(range(TECHS))
    assert all(times.techs_in(period) for period in range(7))


def test_papers_that_run_out_in_the_term_are_renewed_in_time() -> None:
    for ahead in range(0, 366, 3):
        days = timetable(datetime(2026, 1, 1, 18, tzinfo=UTC) + timedelta(days=ahead)).days
        for tech, growth in enumerate(GROWTH):
            signed, again = days[min(growth.joins, len(days) - 1)], renewal_day(days, growth.joins, tech)
            if valid_until(signed) < days[-1]:
                assert again is not None
                assert signed < again <= valid_until(signed) < valid_until(again)


def test_two_generations_climb_and_three_train() -> None:
    assert Counter(growth.generation for growth in GROWTH) == {1: 8, 2: 8}
    assert len([growth for growth in GROWTH if growth.trains_from is not None]) == 3
    at_the_end = Counter(rung_on(tech, 84) for tech in range(TECHS))
    assert set(at_the_end) == {"observer", "trainee", "apprentice", "independent", "lead"}
    groups = Counter(growth.trainer for growth in GROWTH if growth.trainer is not None)
    assert max(groups.values()) <= 6


def test_the_scene_takes_what_fits_and_leaves_the_rest() -> None:
    dealt = deal_openings(1, 600)
    chosen, rest = choose_bits(dealt)
    assert len(chosen) == len(BITS)
    assert len(chosen) + len(rest) == 600
    assert all(bit.fits(story) for bit, story, _ in chosen)
    assert Counter(bit.tech for bit, _, _ in chosen)[8] == 5


@pytest.mark.parametrize("students", [60, 800])
def test_classes_are_courses_of_ones_grade_one_a_period(students: int) -> None:
    people = invent_people(1, students)
    found = read_roster(make_roster_set(people, timetable().terms, 1))
    titles = {one.sourced_id: one.title for one in found.classes}
    assert not {"Counselor", "Librarian", "substitute", "Substitute", "coach"} & set(
        " ".join(titles.values()).split()
    )
    grades = {pupil.sid: str(pupil.grade) for pupil in people.pupils}
    days: dict[str, list[str]] = {}
    for seat in found.enrollments:
        if seat.person in grades:
            days.setdefault(seat.person, []).append(titles[seat.school_class])
    for sid, mine in days.items():
        courses, periods = zip(*(title.split(", period ") for title in mine), strict=True)
        assert len(set(courses)) == len(courses) and len(set(periods)) == len(periods), mine
        assert {name[-1] for name in courses if name[-1].isdecimal()} <= {grades[sid]}, mine
    assert students < 800 or all(len(mine) == 5 for mine in days.values())
    sizes = Counter(seat.school_class for seat in found.enrollments)
    assert students < 800 or max(sizes.values()) <= 45
