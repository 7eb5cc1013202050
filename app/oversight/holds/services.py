"""Place and lift legal holds; both stay on record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.tickets.services import names_for
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.oversight.holds import policy
from app.oversight.holds.view_models import HoldView, day_words, view_of
from app.oversight.panels import DueLine, RecordPanel
from app.school.cadres.models import Cadre
from app.school.holds import queries
from app.school.holds.models import HoldLift, LegalHold
from app.school.people import queries as people

LEAST_WORDS = 3


@dataclass(frozen=True)
class HoldWish:
    """What is to be kept, and why."""

    matter: str
    why: str
    scope: str
    person_id: int = 0
    ticket: str = ""
    cadre_id: int = 0
    since_on: date | None = None
    until_on: date | None = None


def place_hold(work: Work, wish: HoldWish) -> int:
    """Place a hold and return its key.

    Refuses: by policy.place; Invalid for an empty line or a scope that names nothing.
    Records: hold:placed.
    """
    policy.place(work.actor).require()
    matter, why = " ".join(wish.matter.split()), " ".join(wish.why.split())
    if not matter:
        raise Invalid("Name the matter.", field="matter")
    if len(why) < LEAST_WORDS:
        raise Invalid("Say why it is kept.", field="why")
    hold_id, scope = new_id(), _scope(work, wish)
    by = {"placed_by_id": work.actor.person_id, "placed_at": work.now}
    texts = {"matter": matter[:120], "why": why, "scope": wish.scope}
    work.insert(LegalHold, id=hold_id, district_id=work.actor.district_id, **texts, **scope, **by)
    about = {"subjects": [scope["person_id"]], "ticket_id": scope["ticket_id"]}
    work.record(Tag.HOLD_PLACED, **about, hold=hold_id, kind=wish.scope)
    return hold_id


def _scope(work: Work, wish: HoldWish) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(("person_id", "ticket_id", "cadre_id", "since_on", "until_on"))
    if wish.scope == "person":
        row = work.first(people.person(work.actor, wish.person_id))
        if row is None:
            raise Invalid("Open the person’s record first, and place the hold from there.", field="scope")
        found["person_id"] = row.id
    elif wish.scope == "ticket":
        ticket = _ticket(work, wish.ticket)
        found |= {"ticket_id": ticket.id, "person_id": ticket.requester_id}
    elif wish.scope == "cadre":
        found["cadre_id"] = _team(work, wish.cadre_id)
    elif wish.scope == "dates":
        found |= _dates(wish)
    else:
        raise Invalid("Choose what is kept.", field="scope")
    return found


def _ticket(work: Work, number: str) -> Any:
    row = work.first(
        sa.select(Ticket.id, Ticket.requester_id).where(
            Ticket.number == number.strip().upper(), Ticket.district_id == work.actor.district_id
        )
    )
    if row is None:
        raise Invalid("There is no such ticket.", "Check the number.", field="ticket")
    return row


def _team(work: Work, cadre_id: int) -> int:
    here = (Cadre.id == cadre_id, Cadre.district_id == work.actor.district_id)
    if work.value(sa.select(Cadre.id).where(*here)) is None:
        raise Invalid("Choose the team.", field="cadre")
    return cadre_id


def _dates(wish: HoldWish) -> dict[str, Any]:
    if wish.since_on is None or wish.until_on is None or wish.until_on < wish.since_on:
        raise Invalid("Give the first day and the last, in that order.", field="until_on")
    return {"since_on": wish.since_on, "until_on": wish.until_on}


def lift_hold(work: Work, hold_id: int, why: str) -> None:
    """Lift a hold; it stays on record with both reasons.

    Refuses: NotFound; by policy.lift; Invalid without a reason; Conflict when somebody else was first.
    Records: hold:lifted.
    """
    row = work.first(queries.hold(work.actor, hold_id))
    if row is None:
        raise NotFound("There is no such hold.", "Go back to the list of holds.")
    about = {"subjects": [row.person_id], "ticket_id": row.ticket_id}
    work.intend(Tag.HOLD_LIFTED, **about, hold=hold_id)
    policy.lift(work.actor, row.person_id, row.lifted_at is not None).require()
    said = " ".join(why.split())
    if len(said) < LEAST_WORDS:
        raise Invalid("Say why it is lifted.", field="why")
    by = {"lifted_by_id": work.actor.person_id, "lifted_at": work.now}
    try:
        work.insert(HoldLift, hold_id=hold_id, district_id=work.actor.district_id, why=said, **by)
    except IntegrityError as error:
        raise Conflict("Somebody has just lifted this hold.", "Reload the page.") from error
    work.record(Tag.HOLD_LIFTED, **about, hold=hold_id)


def list_holds(work: Work) -> tuple[HoldView, ...]:
    """Return every hold of the district, those in force first.

    Records: people:seen, with whom the holds name.
    """
    rows = work.rows(queries.holds(work.actor))
    return _views(work, rows)


def _views(work: Work, rows: Sequence[Any]) -> tuple[HoldView, ...]:
    named = {key for row in rows for key in (row.person_id, row.placed_by_id, row.lifted_by_id) if key}
    names = names_for(work, named)
    subjects = [row.person_id for row in rows if row.person_id]
    if subjects:
        work.record(Tag.PEOPLE_SEEN, subjects=subjects, fields=["name"], kind="holds")
    numbers = _numbers(work, [row.ticket_id for row in rows if row.ticket_id])
    teams = _teams(work, [row.cadre_id for row in rows if row.cadre_id])
    return tuple(
        view_of(
            row,
            _over(row, names, numbers, teams),
            names,
            policy.lift(work.actor, row.person_id, row.lifted_at is not None),
            work.day,
        )
        for row in rows
    )


def _numbers(work: Work, keys: list[int]) -> dict[int, str]:
    here = (Ticket.id.in_(keys), Ticket.district_id == work.actor.district_id)
    return {row.id: row.number for row in work.rows(sa.select(Ticket.id, Ticket.number).where(*here))}


def _teams(work: Work, keys: list[int]) -> dict[int, str]:
    here = (Cadre.id.in_(keys), Cadre.district_id == work.actor.district_id)
    return {row.id: row.name for row in work.rows(sa.select(Cadre.id, Cadre.name).where(*here))}


def _over(row: Any, names: dict[int, str], numbers: dict[int, str], teams: dict[int, str]) -> str:
    if row.scope == "person":
        return names.get(row.person_id, "somebody who has left")
    if row.scope == "ticket":
        return numbers.get(row.ticket_id, "a ticket")
    if row.scope == "cadre":
        return f"{teams.get(row.cadre_id, 'a team')}, with everybody on it"
    return f"everything from {day_words(row.since_on)} to {day_words(row.until_on)}"


def teams_to_choose(work: Work) -> list[tuple[int, str]]:
    """Return the district's teams, the latest first."""
    own = sa.select(Cadre.id, Cadre.name).where(Cadre.district_id == work.actor.district_id)
    return [(row.id, row.name) for row in work.rows(own.order_by(Cadre.ends_on.desc()))]


def holds_panel(work: Work, person_id: int) -> RecordPanel | None:
    """Return the holds that name one person."""
    rows = [row for row in work.rows(queries.holds(work.actor)) if row.person_id == person_id]
    lines = tuple(
        f"{view.matter}: in force since {day_words(view.placed_on)}"
        if view.lifted_on is None
        else f"{view.matter}: lifted {day_words(view.lifted_on)}"
        for view in _views(work, rows)
    )
    return RecordPanel(
        "Legal hold",
        lines or ("None: old records of this person are erased in time.",),
        f"/office/holds/new?person={person_id}",
        "Place a hold",
    )


def due_holds(work: Work) -> tuple[DueLine, ...]:
    """Return a line on the holds in force, for the officer's home."""
    count = len(work.rows(queries.in_force(work.actor)))
    if not count:
        return ()
    words = "One legal hold is in force" if count == 1 else f"{count} legal holds are in force"
    return (
        DueLine(
            None,
            words,
            "Nothing under it is erased. Lift it when the matter is over.",
            "/office/holds",
            "held",
        ),
    )
