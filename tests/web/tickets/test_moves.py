"""Every move of the table, from every status, by every part of the cast."""

import dataclasses
from types import SimpleNamespace
from typing import Any

import pytest

from app.audit.work import begin
from app.helpdesk.tickets import moves
from app.helpdesk.tickets.services import find, move
from app.helpdesk.words import OPEN, STATUS_WORDS
from app.identity.actor import Actor, system_actor
from app.identity.rights import NEEDS_LIVE, RIGHTS, Clearance, Hat, Role
from app.kernel.errors import Conflict
from tests.cast import School
from tests.helpers import bare_ticket, number_of
from tests.web.tickets.arrange import rows

ASKER, OWNER, OTHER = 11, 12, 13


def actor(
    hat: Hat, *roles: Role, person: int = OTHER, clearance: Clearance = Clearance.STAFF, live: bool = True
) -> Actor:
    rights = frozenset().union(*(RIGHTS[hat, role] for role in roles))
    made = Actor(person, 1, hat, clearance, frozenset(roles), rights if live else rights - NEEDS_LIVE)
    made = dataclasses.replace(made, cleared=frozenset({"wifi"}))
    return made if live else dataclasses.replace(made, lacking=("Something is missing.",))


MASKED = Clearance.MASKED
_TECH = actor(Hat.DESK, Role.STUDENT_TECH, person=OWNER, clearance=MASKED)
CAST = {
    "requester": actor(Hat.MY, Role.REQUESTER, person=ASKER, clearance=Clearance.OWN),
    "another requester": actor(Hat.MY, Role.REQUESTER, clearance=Clearance.OWN),
    "owner": _TECH,
    "owner no longer cleared": dataclasses.replace(_TECH, cleared=frozenset()),
    "lapsed owner": actor(Hat.DESK, Role.STUDENT_TECH, person=OWNER, clearance=MASKED, live=False),
    "tech": actor(Hat.DESK, Role.STUDENT_TECH, clearance=MASKED),
    "tech who asked": actor(Hat.DESK, Role.STUDENT_TECH, person=ASKER, clearance=MASKED),
    "peer trainer": actor(Hat.DESK, Role.STUDENT_TECH, Role.PEER_TRAINER, clearance=MASKED),
    "teacher": actor(Hat.TEACH, Role.TEACHER),
    "teacher who asked": actor(Hat.TEACH, Role.TEACHER, person=ASKER),
    "technician": actor(Hat.DESK, Role.TECHNICIAN),
    "privacy officer": actor(Hat.OFFICE, Role.PRIVACY_OFFICER),
    "administrator": actor(Hat.ADMIN, Role.ADMINISTRATOR),
    "product": system_actor(1),
}
# Who makes each move, written by hand; everybody else is refused in every status.
MAKERS: dict[str, set[str]] = {
    "queue": {"teacher", "technician", "product"},
    "refile": {"teacher", "technician"},
    "withhold": {"teacher", "technician", "product"},
    "claim": {"owner", "owner no longer cleared", "tech", "peer trainer", "technician"},
    "assign": {"teacher", "technician"},
    "hand_back": {"owner", "owner no longer cleared", "teacher", "technician", "product"},
    "ask": {"owner", "teacher", "technician", "product"},
    "await_vendor": {"owner", "teacher", "technician", "product"},
    "schedule": {"owner", "teacher", "technician", "product"},
    "resume": {"owner", "requester", "teacher", "technician", "product"},
    "escalate": {"owner", "owner no longer cleared"},
    "accept_escalation": {"technician"},
    "send_back": {"technician"},
    "propose": {"owner"},
    "finish": {"owner", "teacher", "technician", "product"},
    "accept": {"teacher", "product"},
    "return": {"teacher", "product"},
    "recall": {"teacher"},
    "confirm": {"requester", "teacher", "technician", "product"},
    "reopen": {"requester"},
    "reopen_free": {"requester"},
    "cancel": {"requester", "teacher", "technician", "product"},
    **{f"restore_{status}": {"requester", "teacher", "technician"} for status in OPEN},
}
HELD = {"in_progress", "pending_requester", "pending_vendor", "scheduled"}
FROM: dict[str, tuple[set[str], str]] = {
    "queue": ({"new"}, "queued"),
    "refile": ({"queued"} | HELD, "queued"),
    "withhold": ({"new", "queued"} | HELD, "new"),
    "claim": ({"queued"}, "in_progress"),
    "assign": ({"queued"}, "in_progress"),
    "hand_back": (HELD, "queued"),
    "ask": ({"in_progress"}, "pending_requester"),
    "await_vendor": ({"in_progress"}, "pending_vendor"),
    "schedule": ({"in_progress"}, "scheduled"),
    "resume": (HELD - {"in_progress"}, "in_progress"),
    "escalate": (HELD, "queued"),
    "accept_escalation": ({"queued"}, "in_progress"),
    "send_back": (HELD, "in_progress"),
    "propose": ({"in_progress"}, "in_review"),
    "finish": (HELD, "resolved"),
    "accept": ({"in_review"}, "resolved"),
    "return": ({"in_review"}, "in_progress"),
    "recall": ({"resolved"}, "in_progress"),
    "confirm": ({"resolved"}, "closed"),
    "reopen": ({"resolved", "closed"}, "in_progress"),
    "reopen_free": ({"resolved", "closed"}, "queued"),
    "cancel": ({"new", "queued", "in_review"} | HELD, "cancelled"),
    **{f"restore_{status}": ({"cancelled"}, status) for status in OPEN},
}


def test_the_tables_name_the_same_moves() -> None:
    assert set(moves.MOVES) == set(MAKERS) == set(FROM)


@pytest.mark.parametrize("name", sorted(moves.MOVES))
def test_each_move_by_everybody_from_everywhere(name: str) -> None:
    for part, who in CAST.items():
        for status in STATUS_WORDS:
            facts: Any = SimpleNamespace(
                category_code="wifi",
                category_name="Wi-Fi",
                kind="live",
                status=status,
                requester_id=ASKER,
                owner_id=OWNER,
            )
            verdict = moves.may(who, facts, name)
            expected = "no" if part not in MAKERS[name] else "yes" if status in FROM[name][0] else "not_now"
            assert verdict.answer == expected, (name, part, status, verdict)
            assert verdict.sentence.endswith("."), verdict


@pytest.mark.parametrize("name", sorted(moves.MOVES))
def test_each_move_lands_where_it_should_and_nowhere_else(name: str, school: School) -> None:
    part = sorted(MAKERS[name])[0]
    maker = dataclasses.replace(
        CAST[part],
        clearance=Clearance.SYSTEM,
        district_id=school.district_id,
        site_ids=frozenset({school.site_id}),
        person_id={"requester": school.people["maria"], "owner": school.people["bo"]}.get(
            part, school.people["dana"]
        ),
    )
    if maker.hat is not Hat.MY and part not in ("owner", "product"):
        maker = dataclasses.replace(maker, clearance=Clearance.STAFF)
    for status in STATUS_WORDS:
        number = number_of(bare_ticket(school, status=status, owner_id=school.people["bo"]))
        after = _try(maker, number, name)
        expected = FROM[name][1] if status in FROM[name][0] else status
        assert after == expected, (name, part, status)


def _try(maker: Actor, number: str, name: str) -> str:
    from app.audit.tags import Tag

    try:
        with begin(maker) as work:
            row = find(work, number)
            move(work, row, name)
            work.record(Tag.TICKET_OPENED, ticket_id=row.id)
    except Conflict:
        pass
    return str(rows("ticket", number=number)[0].status)


def test_a_ticket_that_changed_meanwhile_is_not_moved(school: School) -> None:
    number = number_of(bare_ticket(school, "claimed", owner_id=school.people["bo"]))
    product = system_actor(school.district_id)
    with begin(product) as work:
        from app.audit.tags import Tag

        stale = find(work, number)
        move(work, stale, "hand_back", owner_id=None)
        work.record(Tag.TICKET_HANDED_BACK, ticket_id=stale.id)
    with pytest.raises(Conflict), begin(product) as work:
        move(work, stale, "hand_back", owner_id=None)


def test_practice_needs_no_more_than_being_on_the_team() -> None:
    facts: Any = SimpleNamespace(kind="practice", status="in_progress", requester_id=ASKER, owner_id=OWNER)
    assert moves.may(CAST["lapsed owner"], facts, "propose").yes
