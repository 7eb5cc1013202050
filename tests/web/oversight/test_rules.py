"""Each rule of the trail on plain rows: what is explained, what is not, and where the line lies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.oversight.marks.case import Case
from app.oversight.marks.facts import Known, Tech, TicketFacts
from app.oversight.marks.findings import EXPLAINED, SUSPICIOUS, UNEXPLAINED
from app.oversight.marks.rules import judge, settled, tickets_needed
from tests.web.oversight.looking import (
    ADULT,
    BELLS,
    ME,
    OTHER,
    REQUESTER,
    START,
    TRAINEE,
    Event,
    claimed,
    known,
    marks,
    opened,
    shown,
)


def test_an_owner_may_look() -> None:
    look = opened(10)
    found = marks(look, about=known(claimed(-30)))[look.id]
    assert (found.state, found.codes) == (EXPLAINED, ("owner",))


@pytest.mark.parametrize(
    ("actor", "words"), [(OTHER, "Another tech owned it."), (ADULT, "An adult owned it.")]
)
def test_a_look_at_anothers_ticket_is_unexplained(actor: int, words: str) -> None:
    look = opened(10)
    found = marks(look, about=known(claimed(-30, actor)))[look.id]
    assert (found.state, found.codes, found.words) == (UNEXPLAINED, ("not_owner",), (words,))


def test_the_same_look_again_is_one_flag() -> None:
    first, second = opened(10), opened(14)
    found = marks(first, second, about=known(claimed(-30, OTHER)))
    assert found[first.id].words == ("Another tech owned it. They opened it 2 times within the hour.",)
    assert (found[second.id].state, found[second.id].codes) == ("", ("repeat",))


def test_the_owner_of_the_moment_counts_not_the_later_one() -> None:
    early, late = opened(10), opened(50)
    moves = [claimed(0, OTHER), Event("ticket:handed_back", 30, 7, OTHER), claimed(40)]
    found = marks(early, late, about=known(*moves))
    assert found[early.id].state == UNEXPLAINED
    assert found[late.id].codes == ("owner",)


def test_a_free_ticket_may_be_read_and_claimed() -> None:
    look, take = opened(1), claimed(5)
    found = marks(look, take, about=known(take))
    assert (found[look.id].state, found[look.id].words) == (EXPLAINED, ("They claimed it 4 min later.",))
    assert found.get(take.id) is None
    assert marks(look)[look.id].codes == ("free",)


def test_a_claim_after_the_period_is_another_matter() -> None:
    look, take = opened(0), claimed(70)
    assert marks(look, take, about=known(take))[look.id].codes == ("free",)


def test_a_tech_may_look_at_what_they_passed_to_an_adult() -> None:
    look = opened(50)
    moves = [claimed(0), Event("ticket:escalated", 10, 7), Event("escalation:accepted", 20, 7, ADULT)]
    assert marks(look, about=known(*moves))[look.id].codes == ("passed_on",)
    back = [*moves, Event("escalation:returned", 40, 7, ADULT)]
    assert marks(look, about=known(*back))[look.id].codes == ("owner",)


def test_an_assigned_ticket_belongs_to_the_student_among_its_subjects() -> None:
    look = opened(5)
    given = Event("ticket:assigned", 0, 7, ADULT, subjects=[ME, REQUESTER])
    assert marks(look, about=known(given))[look.id].codes == ("owner",)
    named = Event("ticket:assigned", 0, 7, ADULT, subjects=[ME], codes={"owner": OTHER})
    assert marks(look, about=known(named))[look.id].codes == ("not_owner",)
    kept = Event("ticket:assigned", 0, 7, ADULT, subjects=[ME], codes={"to": "self"})
    assert marks(look, about=known(kept))[look.id].words == ("An adult owned it.",)


def test_without_moves_on_record_the_ticket_itself_says_whose_it_is() -> None:
    look = opened(5)
    about = Known({7: TicketFacts(7, REQUESTER, OTHER)}, {}, frozenset({ME, OTHER}))
    assert marks(look, about=about)[look.id].codes == ("not_owner",)


def test_a_peer_trainer_checks_drafts_of_the_own_group() -> None:
    look, sent = opened(5), Event("draft:sent", 9, 7)
    about = known(claimed(-10, TRAINEE))
    assert marks(look, sent, about=about)[look.id].codes == ("checked",)
    assert marks(look, about=about)[look.id].codes == ("not_owner",)
    stranger = known(claimed(-10, OTHER))
    assert marks(look, sent, about=stranger)[look.id].codes == ("not_owner",)


def test_practice_is_always_explained() -> None:
    look = opened(5)
    assert marks(look, about=known(claimed(0, OTHER), practice=True))[look.id].codes == ("practice",)


def test_their_own_ticket_is_suspicious() -> None:
    look = opened(5)
    found = marks(look, about=known(requester=ME))[look.id]
    assert (found.state, found.codes) == (SUSPICIOUS, ("own_ticket",))


def test_family_is_said_as_a_maybe_and_once_a_ticket() -> None:
    first, second = opened(0), opened(20)
    found = marks(first, second, about=known(claimed(-5), kin=True))
    assert (found[first.id].state, found[first.id].words) == (
        SUSPICIOUS,
        ("The one who asked may be family.",),
    )
    assert found[second.id].codes == ("owner",)


@pytest.mark.parametrize("tag", ["note:written", "message:sent", "draft:submitted", "ticket:escalated"])
def test_a_reveal_that_is_used_is_explained(tag: str) -> None:
    look, then = shown(0), Event(tag, 15, 7)
    found = marks(look, then, about=known(claimed(-5), look))[look.id]
    assert (found.state, found.codes) == (EXPLAINED, ("reveal_used",))
    assert found.words[0].startswith("Then, 15 min later, they ")


@pytest.mark.parametrize("then", [Event("note:written", 15.1, 7), Event("note:written", 5, 8)])
def test_a_reveal_without_a_note_is_unexplained(then: Event) -> None:
    look = shown(0)
    assert marks(look, then, about=known(claimed(-5), look))[look.id].codes == ("reveal_without_note",)


def test_a_fresh_reveal_is_not_judged_yet() -> None:
    look = shown(0)
    found = marks(look, about=known(claimed(-5), look), later=14)[look.id]
    assert (found.state, found.flagged) == ("", False)
    assert marks(look, about=known(claimed(-5), look), later=15)[look.id].flagged


def test_a_second_reveal_on_a_ticket_is_unexplained_even_with_a_note() -> None:
    first, second, note = shown(-95), shown(0), Event("note:written", 5, 7)
    found = marks(second, note, about=known(claimed(-100), first, second))[second.id]
    assert found.codes == ("reveal_repeated",)
    assert "2 times now" in found.words[0]


def test_a_counter_match_wants_work_after_it() -> None:
    match, asked = Event("counter:matched", 0), Event("ticket:asked", 4, 8)
    assert marks(match, asked)[match.id].codes == ("counter_used",)
    assert marks(match)[match.id].codes == ("counter_unused",)
    assert marks(match, later=10)[match.id].state == ""
    for outcome in ("unmatched", "conflict", "private", "refused"):
        missed = Event("counter:matched", 0, outcome=outcome)
        assert marks(missed)[missed.id].codes == ("no_match",)


def test_a_search_is_explained_until_there_are_many() -> None:
    searches = [Event("tickets:searched", minute) for minute in range(6)]
    found = marks(*searches)
    assert [found[s.id].state for s in searches] == [EXPLAINED] * 4 + [UNEXPLAINED, EXPLAINED]
    look = opened(8)
    assert marks(*searches, look)[searches[4].id].state == EXPLAINED


def test_six_idle_tickets_are_flagged_once() -> None:
    looks = [opened(n, 10 + n) for n in range(12)]
    found = marks(*looks)
    assert [n for n, one in enumerate(looks) if found[one.id].flagged] == [5]
    assert found[looks[5].id].codes == ("many_tickets",)
    assert found[looks[5].id].words[0].startswith("12 tickets opened in a row")
    assert not any(one.flagged for one in marks(*looks[:5]).values())


def test_practice_tickets_do_not_count_among_those_left_idle() -> None:
    looks, about = [opened(n, 10 + n) for n in range(12)], known()
    practice = {n: replace(about.tickets[n], practice=True) for n in range(10, 17)}
    about = replace(about, tickets={**about.tickets, **practice})
    assert not any(one.flagged for one in marks(*looks, about=about).values())


def test_tickets_worked_on_or_owned_are_not_idle() -> None:
    looks = [opened(n, 10 + n) for n in range(6)]
    assert not any(m.flagged for m in marks(*looks, Event("note:written", 20, 13)).values())
    owned = known(claimed(-5, ME, 13))
    assert not any(m.flagged for m in marks(*looks, about=owned).values())


def test_six_tickets_over_a_longer_time_are_fine() -> None:
    looks = [opened(n * 12.5, 10 + n) for n in range(20)]
    assert not any(m.flagged for m in marks(*looks).values())


def refused(minute: float, **codes: str) -> Event:
    return Event("access:refused", minute, outcome="refused", codes=codes)


def test_six_hidden_numbers_at_once_or_eight_in_a_day_are_flagged_once() -> None:
    tries = [refused(n * 10, why="not-found") for n in range(10)]
    found = marks(*tries)
    assert [n for n, one in enumerate(tries) if one.id in found] == [7]
    assert (found[tries[7].id].state, found[tries[7].id].codes) == (SUSPICIOUS, ("hidden_numbers",))
    spread = [refused(n * 60, why="not-found") for n in range(7)]
    quick = [refused(n * 2, why="not-found") for n in range(7)]
    assert [n for n, one in enumerate(quick) if one.id in marks(*quick)] == [5]
    assert marks(*spread) == {}


def test_three_refusals_are_flagged_but_lost_races_are_not() -> None:
    tries = [refused(n, right="work:grade") for n in range(3)]
    assert marks(*tries)[tries[2].id].codes == ("refused_often",)
    mixed = [refused(0), shown(1, outcome="refused", codes={"why": "forbidden"}), refused(2)]
    assert marks(*mixed)[mixed[2].id].codes == ("refused_often",)
    races = [Event("ticket:claimed", n, 7, outcome="refused", codes={"why": "conflict"}) for n in range(5)]
    assert marks(*races) == {}


@pytest.mark.parametrize(
    ("local", "flagged"),
    [
        ("2026-10-06T07:46", False),  # fifteen minutes before the first bell
        ("2026-10-06T07:44", True),
        ("2026-10-06T11:30", False),  # between two bells
        ("2026-10-06T15:05", False),
        ("2026-10-06T20:40", True),
        ("2026-10-10T10:00", True),  # a Saturday
        ("2026-11-11T10:00", True),  # a closed day
    ],
)
def test_work_outside_school_hours_is_flagged(local: str, flagged: bool) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=BELLS.zone).astimezone(UTC)
    note = Event("note:written", ticket_id=7, at=at)
    assert bool(marks(note)) is flagged


def test_an_evening_is_one_flag_with_its_acts_counted() -> None:
    evening = datetime(2026, 10, 7, 2, 40, tzinfo=UTC)
    events = [opened(0, 7, at=evening + timedelta(minutes=n), id=f"e{n}") for n in range(3)]
    found = marks(*events, about=known(Event("ticket:claimed", -60, 7, OTHER)))
    assert found["e0"].codes == ("not_owner", "off_shift")
    assert found["e0"].words[1] == "Outside their shift and school hours, 3 acts within the hour."
    assert not found["e1"].flagged
    assert found["e1"].words[-1] == "Outside their hours too: the first act of this hour is asked about."


def test_without_bells_no_hour_is_off_shift() -> None:
    event = Event("note:written", ticket_id=7, at=datetime(2026, 10, 7, 4, 0, tzinfo=UTC))
    assert judge(Case(Tech(ME), [event], known(), START), {event.id}) == {}


def test_what_a_student_does_as_a_requester_is_not_judged() -> None:
    mine = opened(5, actor_role="my:requester")
    evening = Event(
        "ticket:asked", ticket_id=7, actor_role="my:requester", at=datetime(2026, 10, 7, 4, tzinfo=UTC)
    )
    assert marks(mine, evening, about=known(claimed(-30, OTHER))) == {}


def test_a_queue_page_is_explained() -> None:
    look = Event("queue:seen", 0)
    assert marks(look)[look.id].codes == ("queue",)


def test_marks_do_not_depend_on_where_a_page_ends() -> None:
    looks = [opened(n * 3, 10 + n % 20) for n in range(80)]
    whole = marks(*looks)
    middle = looks[40]
    window = [e for e in looks if -120 < e.minute - middle.minute <= 60]
    case = Case(Tech(ME, BELLS), window, known(), START + timedelta(days=1))
    assert judge(case, {middle.id})[middle.id] == whole[middle.id]
    assert sum(mark.flagged for mark in whole.values()) == 1


def test_the_history_of_judged_tickets_is_asked_for_and_no_more() -> None:
    few = [opened(0, 7), Event("note:written", 1, 8), shown(2, 9)]
    tech = Tech(ME, BELLS)
    assert tickets_needed(Case(tech, few, known(), START), {e.id for e in few}) == {7, 9}
    many = [opened(n, 10 + n) for n in range(9)]
    assert tickets_needed(Case(tech, many, known(), START), {many[8].id}) == set(range(10, 19))


def test_an_hour_settles_a_look() -> None:
    assert not settled(START, START + timedelta(minutes=60))
    assert settled(START, START + timedelta(minutes=61))
