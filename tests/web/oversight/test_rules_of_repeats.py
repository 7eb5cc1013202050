"""What is innocent once is a flag in a row; and what an adult opens of those close to them."""

from datetime import timedelta

import pytest

from app.oversight.marks.case import Case
from app.oversight.marks.facts import Known, Tech, TicketFacts
from app.oversight.marks.findings import EXPLAINED, SUSPICIOUS, UNEXPLAINED, Mark
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

TEACHER = "teach:supervising_teacher"


def dropped(minute: float, ticket: int, *worked: str) -> list[Event]:
    """Claim a ticket, look at it, and hand it back two minutes later."""
    between = [Event(tag, minute + 1.5, ticket) for tag in worked]
    back = Event("ticket:handed_back", minute + 2, ticket)
    return [claimed(minute, ticket=ticket), opened(minute + 1, ticket), *between, back]


def of_adult(*events: Event, about: Known) -> dict[str, Mark]:
    case = Case(Tech(ME, BELLS, adult=True), events, about, START + timedelta(days=1))
    return judge(case, {event.id for event in events})


@pytest.mark.parametrize("then", ["ticket:handed_back", "ticket:claimed"])
def test_a_word_whose_ticket_only_changes_hands_was_not_used(then: str) -> None:
    look, after = shown(0), Event(then, 3, 7)
    found = marks(look, after, about=known(claimed(-5), look, after))[look.id]
    assert (found.state, found.codes) == (UNEXPLAINED, ("reveal_without_note",))
    noted = Event("note:written", 2, 7)
    assert marks(look, noted, after, about=known(claimed(-5), look, after))[look.id].state == EXPLAINED


def test_three_tickets_claimed_read_and_dropped_are_flagged_once() -> None:
    events = [one for n in range(5) for one in dropped(n * 5, 10 + n)]
    moves = [one for one in events if one.tag != "ticket:opened"]
    looks = [one for one in events if one.tag == "ticket:opened"]
    found = marks(*events, about=known(*moves))
    assert [n for n, one in enumerate(looks) if found[one.id].flagged] == [2]
    assert found[looks[2].id].codes == ("claimed_dropped",)
    two = events[:8]
    assert not any(one.flagged for one in marks(*two, about=known(*moves)).values())


def test_a_ticket_that_was_tried_may_be_handed_back() -> None:
    events = [one for n in range(5) for one in dropped(n * 5, 10 + n, "checklist:marked")]
    moves = [one for one in events if one.tag != "ticket:opened"]
    assert not any(one.flagged for one in marks(*events, about=known(*moves)).values())


def test_words_of_four_tickets_in_a_day_are_flagged_however_they_are_used() -> None:
    looks = [shown(n * 9, 10 + n) for n in range(6)]
    notes = [Event("note:written", n * 9 + 2, 10 + n) for n in range(6)]
    claims = [claimed(-5, ticket=10 + n) for n in range(6)]
    found = marks(*looks, *notes, about=known(*claims))
    assert [n for n, one in enumerate(looks) if found[one.id].flagged] == [3]
    assert found[looks[3].id].codes == ("reveal_often",)


@pytest.mark.parametrize("tag", ["page:copied", "page:printed"])
def test_four_pages_taken_within_an_hour_are_flagged_though_they_are_their_own(tag: str) -> None:
    claims = [claimed(-5, ticket=10 + n) for n in range(6)]
    quick = [Event(tag, n * 5, 10 + n) for n in range(6)]
    found = marks(*quick, about=known(*claims))
    assert [n for n, one in enumerate(quick) if found[one.id].flagged] == [3]
    assert found[quick[3].id].codes == ("taken_often",)
    again = [Event(tag, n * 5, 10, id=f"again-{n}") for n in range(6)]
    assert not any(one.flagged for one in marks(*again, about=known(*claims)).values())


@pytest.mark.parametrize("tag", ["people:seen", "record:exported"])
def test_what_no_students_page_offers_is_suspicious(tag: str) -> None:
    seen = Event(tag)
    found = marks(seen)[seen.id]
    assert (found.state, found.codes) == (SUSPICIOUS, ("not_for_students",))


def test_a_trainers_sign_offs_are_no_list_that_no_page_offers() -> None:
    practice = {"kind": "practice"}
    seen = Event("people:seen", actor_role="desk:peer_trainer", codes=practice)
    found = marks(seen)[seen.id]
    assert (found.state, found.codes) == (EXPLAINED, ("sign_offs",))
    for other in (Event("people:seen", codes=practice), Event("people:seen", actor_role="desk:peer_trainer")):
        assert marks(other)[other.id].state == SUSPICIOUS


@pytest.mark.parametrize(("how", "code"), [("family", "relative"), ("keep_apart", "keep_apart")])
def test_an_adults_first_look_at_somebody_close_is_flagged(how: str, code: str) -> None:
    first, again = (Event("ticket:opened", minute, 7, actor_role=TEACHER) for minute in (0, 20))
    found = of_adult(first, again, about=known(kin=how))
    assert (found[first.id].state, found[first.id].codes) == (SUSPICIOUS, (code,))
    assert found[again.id].state == EXPLAINED
    for harmless in ("same_name", "classmate"):
        assert of_adult(first, about=known(kin=harmless))[first.id].state == EXPLAINED


def test_an_adult_who_reads_all_of_one_student_is_asked_about_it() -> None:
    looks = [Event("ticket:opened", n * 4, n + 1, actor_role=TEACHER) for n in range(5)]
    found = of_adult(*looks, about=Known({n: TicketFacts(n, REQUESTER) for n in range(1, 7)}))
    assert [n for n, one in enumerate(looks) if found[one.id].flagged] == [3]
    assert (found[looks[3].id].state, found[looks[3].id].codes) == (UNEXPLAINED, ("one_requester",))


def test_files_in_a_row_are_asked_about() -> None:
    files = [Event("record:exported", n * 15, actor_role=TEACHER) for n in range(5)]
    found = of_adult(*files, about=known())
    assert [n for n, one in enumerate(files) if found[one.id].flagged] == [2]
    slow = [Event("record:exported", n * 40, actor_role=TEACHER) for n in range(5)]
    assert not any(one.flagged for one in of_adult(*slow, about=known()).values())


def test_lists_of_people_in_a_row_are_asked_about() -> None:
    lists = [Event("people:seen", n * 0.5, actor_role="admin:administrator") for n in range(25)]
    found = of_adult(*lists, about=known())
    assert [n for n, one in enumerate(lists) if found[one.id].flagged] == [19]
    assert found[lists[19].id].codes == ("lists_often",)


def test_an_adult_who_opens_many_and_does_nothing_is_asked_about_it() -> None:
    looks = [Event("ticket:opened", n * 2, n + 1, actor_role=TEACHER) for n in range(30)]
    done = [Event("draft:sent", n * 2 + 1, n + 1, actor_role=TEACHER) for n in range(10)]
    found = of_adult(*looks, about=known())
    assert [n for n, one in enumerate(looks) if found[one.id].flagged] == [24]
    assert (found[looks[24].id].state, found[looks[24].id].codes) == (UNEXPLAINED, ("many_tickets",))
    assert not any(one.flagged for one in of_adult(*looks, *done, about=known()).values())


def test_what_is_taken_from_a_free_ticket_is_flagged_unless_they_claim_it() -> None:
    copied = Event("page:copied", 3, 7)
    found = marks(copied)[copied.id]
    assert (found.state, found.codes) == (UNEXPLAINED, ("taken_free",))
    take = claimed(6)
    assert marks(copied, take, about=known(take))[copied.id].state == EXPLAINED


def test_a_word_that_ran_out_may_be_shown_once_more() -> None:
    first, second, third = shown(0), shown(12), shown(20)
    notes = [Event("note:written", minute, 7) for minute in (14, 24)]
    found = marks(first, second, third, *notes, about=known(claimed(-5), first, second, third))
    assert [found[one.id].state for one in (first, second)] == [EXPLAINED, EXPLAINED]
    assert found[third.id].codes == ("reveal_repeated",)


def test_who_lost_the_race_for_a_ticket_may_see_so() -> None:
    first, again, late = opened(0), opened(4), opened(40)
    found = marks(first, again, late, about=known(claimed(2, OTHER)))
    assert [found[one.id].codes for one in (first, again)] == [("free",), ("free_before",)]
    assert marks(first, late, about=known(claimed(2, OTHER)))[late.id].codes == ("not_owner",)
