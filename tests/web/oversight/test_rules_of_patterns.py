"""Flags that need more than one look: close names, many tickets, odd days, failed numbers, two machines."""

from datetime import UTC, datetime, timedelta

import pytest

from app.audit.tags import Tag
from app.oversight.marks.case import Case
from app.oversight.marks.facts import Known, Tech, TicketFacts, Usual
from app.oversight.marks.findings import EXPLAINED, SUSPICIOUS, UNEXPLAINED
from app.oversight.marks.rules import judge
from tests.web.oversight.looking import (
    BELLS,
    ME,
    OTHER,
    REQUESTER,
    START,
    Event,
    claimed,
    known,
    marks,
    opened,
    shown,
)


@pytest.mark.parametrize(
    ("how", "code", "state"),
    [
        ("family", "relative", SUSPICIOUS),
        ("barred", "relative", SUSPICIOUS),
        ("keep_apart", "keep_apart", SUSPICIOUS),
        ("classmate", "classmate", UNEXPLAINED),
    ],
)
def test_a_word_of_somebody_close_is_flagged_however_it_is_used(how: str, code: str, state: str) -> None:
    look, then = shown(0), Event("note:written", 3, 7)
    found = marks(look, then, about=known(claimed(-5), look, Event("ticket:resolved", 20, 7), kin=how))[
        look.id
    ]
    assert (found.state, found.codes) == (state, (code,))


def test_a_classmates_ticket_may_be_worked_on() -> None:
    look = opened(10)
    assert marks(look, about=known(claimed(-30), kin="classmate"))[look.id].state == EXPLAINED


def test_a_ticket_that_never_moves_after_a_word_was_shown_is_flagged_after_three_days() -> None:
    look, then = shown(0), Event("note:written", 5, 7)
    early = marks(look, then, about=known(claimed(-5), look), later=60)[look.id]
    late = marks(look, then, about=known(claimed(-5), look), later=3 * 24 * 60)[look.id]
    moved = known(claimed(-5), look, Event("ticket:paused", 1000, 7))
    assert (early.state, late.codes) == (EXPLAINED, ("reveal_no_progress",))
    assert marks(look, then, about=moved, later=3 * 24 * 60)[look.id].state == EXPLAINED


def test_a_word_of_a_ticket_that_is_not_theirs_is_flagged() -> None:
    look, then = shown(0), Event("note:written", 5, 7)
    found = marks(look, then, about=known(claimed(-5, OTHER), look, Event("ticket:resolved", 20, 7)))[look.id]
    assert found.codes == ("not_owner",)


def test_a_look_after_a_ticket_went_out_of_their_hands_is_flagged() -> None:
    gone = [claimed(-60), Event("ticket:handed_back", -30, 7)]
    soon, late, again = opened(-20), opened(0), opened(5)
    found = marks(soon, late, again, about=known(*gone))
    assert found[soon.id].codes == ("free",)  # a quarter of an hour to leave the page
    assert found[late.id].codes == ("after_unassign",)
    assert found[again.id].state == ""
    taken = claimed(8)
    assert marks(late, taken, about=known(*gone, taken))[late.id].codes == ("claimed",)


def test_four_tickets_of_one_student_are_flagged_once() -> None:
    looks = [opened(n * 5, ticket=n + 1) for n in range(6)]
    one = {n: TicketFacts(n, REQUESTER) for n in range(1, 10)}
    found = marks(*looks, about=Known(one))
    assert [n for n, look in enumerate(looks) if "one_requester" in found[look.id].codes] == [3]
    staff = {n: TicketFacts(n, REQUESTER, by_staff=True) for n in range(1, 10)}
    assert not any("one_requester" in mark.codes for mark in marks(*looks, about=Known(staff)).values())
    owned = {n: TicketFacts(n, REQUESTER, ME) for n in range(1, 10)}
    assert not any(mark.flagged for mark in marks(*looks, about=Known(owned)).values())


@pytest.mark.parametrize(
    ("own", "team", "flagged_at"),
    [
        (Usual(20, 6.0, 2.0), Usual(80, 5.0, 2.0), 12),
        (Usual(20, 14.0, 2.0), Usual(80, 5.0, 2.0), 18),
        (Usual(20, 4.0, 1.0), Usual(80, 15.0, 1.0), 17),
        (Usual(2, 1.0, 0.0), Usual(3, 1.0, 0.0), None),
    ],
)
def test_a_day_unlike_theirs_and_their_teams_is_flagged_once(
    own: Usual, team: Usual, flagged_at: int | None
) -> None:
    looks = [opened(n * 2, ticket=n + 1) for n in range(24)]
    about = Known({n: TicketFacts(n, 100 + n, ME) for n in range(1, 60)})
    case = Case(Tech(ME, BELLS, own=own, team=team), looks, about, START + timedelta(days=1))
    found = judge(case, {one.id for one in looks})
    flagged = [n for n, one in enumerate(looks) if "many_views" in found[one.id].codes]
    assert flagged == ([] if flagged_at is None else [flagged_at])


def test_one_who_is_refused_two_thousand_times_is_flagged_once_and_slows_no_page() -> None:
    codes = {"why": "forbidden"}
    tries = [Event("access:refused", n / 40, outcome="refused", codes=codes) for n in range(2000)]
    found = marks(*tries)
    assert [n for n, one in enumerate(tries) if one.id in found and found[one.id].flagged] == [2]


def test_numbers_that_fail_at_the_counter_are_flagged_once() -> None:
    tries = [Event("counter:matched", n * 2, outcome="unmatched") for n in range(5)]
    found = marks(*tries)
    assert [n for n, one in enumerate(tries) if found[one.id].flagged] == [2]
    assert found[tries[2].id].codes == ("counter_misses",)
    private = [Event("counter:matched", n, outcome="private") for n in range(5)]
    assert not any(mark.flagged for mark in marks(*private).values())


def test_searches_for_what_stands_on_no_ticket_are_flagged_once() -> None:
    tries = [Event("tickets:searched", n * 10, codes={"results": 0}) for n in range(4)]
    found = marks(*tries)
    assert [n for n, one in enumerate(tries) if found[one.id].flagged] == [2]
    assert not any(mark.flagged for mark in marks(*tries, opened(25, ticket=9)).values())


def test_a_ticket_of_another_school_is_flagged_once_an_hour() -> None:
    looks = [opened(0, ticket=3), opened(5, ticket=4)]
    facts = {n: TicketFacts(n, 100 + n, ME, site_id=22) for n in range(1, 9)}
    case = Case(Tech(ME, BELLS, site_id=11), looks, Known(facts), START + timedelta(days=1))
    found = judge(case, {one.id for one in looks})
    assert (found[looks[0].id].codes, found[looks[1].id].state) == (("off_site",), EXPLAINED)
    home = Case(Tech(ME, BELLS, site_id=22), looks, Known(facts), START + timedelta(days=1))
    assert not any(mark.flagged for mark in judge(home, {one.id for one in looks}).values())


def test_two_machines_at_once_are_flagged_and_one_after_the_other_is_not() -> None:
    turns = [Event("queue:seen", n * 3, session_id=session) for n, session in enumerate((1, 2, 1, 2))]
    found = marks(*turns)
    assert [n for n, one in enumerate(turns) if found[one.id].flagged] == [2, 3]
    moved = [Event("queue:seen", n * 3, session_id=session) for n, session in enumerate((1, 1, 2, 2))]
    assert not any(mark.flagged for mark in marks(*moved).values())


@pytest.mark.parametrize(
    ("local", "code"),
    [
        ((2026, 10, 6, 8, 20), None),
        ((2026, 10, 6, 9, 3), None),  # a quarter of an hour after the shift
        ((2026, 10, 6, 9, 20), "other_period"),
        ((2026, 10, 6, 20, 0), "off_shift"),
        ((2026, 10, 10, 10, 0), "day_off"),  # a Saturday
        ((2026, 11, 11, 8, 20), "day_off"),  # a closed day
    ],
)
def test_who_has_shifts_works_in_them(local: tuple[int, int, int, int, int], code: str | None) -> None:
    at = datetime(*local, tzinfo=BELLS.zone).astimezone(UTC)
    look = Event("queue:seen", at=at)
    tech = Tech(ME, BELLS, shifts=frozenset((day, 480, 530) for day in range(5)))
    found = judge(Case(tech, [look], known(), at + timedelta(days=1)), {look.id})[look.id]
    assert [one for one in found.codes if found.flagged] == ([code] if code else [])


def test_what_adults_look_at_is_explained_but_for_their_own_and_emergencies() -> None:
    seen = Event("people:seen", 0, actor_role="teach:supervising_teacher")
    own = Event("ticket:opened", 5, 7, actor_role="teach:supervising_teacher")
    case = Case(Tech(ME, BELLS, adult=True), [seen, own], known(requester=ME), START + timedelta(days=1))
    found = judge(case, {seen.id, own.id})
    assert found[seen.id].state == EXPLAINED
    assert (found[own.id].state, found[own.id].codes) == (SUSPICIOUS, ("own_ticket",))
    broken = Event(Tag.GLASS_BROKEN.value, 0, 7, actor_role="desk:technician")
    case = Case(Tech(ME, BELLS, adult=True), [broken], known(), START + timedelta(days=1))
    assert judge(case, {broken.id})[broken.id].codes == ("break_glass",)
