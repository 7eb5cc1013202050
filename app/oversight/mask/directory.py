"""Names that families keep back: a student's working name is covered everywhere from the next request on.

A student who asks for help is a handle to the team anyway, opted out or not, so nobody can read it from a ticket.
Source: 34 CFR 99.37(a)(2).
"""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.tickets.services import names_for
from app.kernel.errors import Invalid, NotFound
from app.oversight.mask import policy, queries
from app.oversight.mask.services import schools_of
from app.oversight.mask.view_models import KeptBack, name_of
from app.school.cadres.covers import cover_for
from app.school.calendar.words import stamp_words
from app.school.people.models import DirectoryOptOut


def list_kept_back(work: Work) -> tuple[KeptBack, ...]:
    """Return the students whose names their families keep back.

    Records: directory:seen.
    """
    rows = work.rows(queries.kept_back(work.actor))
    names = names_for(work, [row.noted_by_id for row in rows])
    work.record(Tag.DIRECTORY_SEEN, subjects=[row.person_id for row in rows], fields=["name"])
    return tuple(
        KeptBack(
            row.person_id,
            name_of(row),
            stamp_words(work.zone, row.noted_at, work.now),
            names.get(row.noted_by_id, "An adult"),
        )
        for row in rows
    )


def keep_back(work: Work, number: str) -> str:
    """Keep a student's name back, and return it for the answer on the screen.

    Refuses: by policy.change; Invalid when no active student has the number, or it is kept back already.
    Records: directory:changed.
    """
    work.intend(Tag.DIRECTORY_CHANGED)
    policy.change(work.actor, schools_of(work)).require()
    found = work.rows(queries.student(work.actor, number.strip()[:60])) if number.strip() else ()
    if len(found) != 1:
        raise Invalid("No student of this district has this number.", "Check the number.", field="number")
    row: Any = found[0]
    if work.value(queries.is_kept_back(work.actor, row.id)) is not None:
        raise Invalid("This name is kept back already.", field="number")
    common = {"district_id": work.actor.district_id, "noted_by_id": work.actor.person_id}
    work.insert(DirectoryOptOut, person_id=row.id, noted_at=work.now, **common)
    work.execute(queries.cover(work.actor, row.id, cover_for(work, row.id)))
    work.record(Tag.DIRECTORY_CHANGED, subjects=[row.id], fields=["name"], how="kept_back")
    return name_of(row)


def give_back(work: Work, person_id: int) -> None:
    """Let a student's working name be told again.

    Refuses: by policy.change; NotFound when it was not kept back.
    Records: directory:changed.
    """
    work.intend(Tag.DIRECTORY_CHANGED, subjects=[person_id])
    policy.change(work.actor, schools_of(work)).require()
    if work.change(queries.give_back(work.actor, person_id)) != 1:
        raise NotFound("This name is not kept back.", "Go back to the list.")
    work.execute(queries.cover(work.actor, person_id, ""))
    work.record(Tag.DIRECTORY_CHANGED, subjects=[person_id], fields=["name"], how="given_back")
