"""Whose looks a reviewer may read under their hat: a team's techs, a district's adults, its privacy officers."""

from app.audit.work import Work
from app.identity.rights import Hat
from app.kernel.errors import NotFound
from app.oversight.review import adult_queries
from app.oversight.review.policy import Subject
from app.oversight.trail.services import techs_of
from app.oversight.trail.view_models import Person, adult_of


def people_of(work: Work) -> dict[int, Person]:
    """Return those whose looks the actor may read, by name; never the actor."""
    found: dict[int, Person] = {}
    if work.actor.hat is not Hat.TEACH:
        kind = "officer" if work.actor.hat is Hat.ADMIN else "adult"
        found = {
            row.person_id: adult_of(row, kind)
            for row in work.rows(adult_queries.adults(work.actor, work.today))
        }
    if work.actor.hat is not Hat.ADMIN:
        found |= techs_of(work)
    found.pop(work.actor.person_id, None)
    return found


def person_in(people: dict[int, Person], person_id: int) -> Person:
    """Return one of these people.

    Refuses: NotFound when their looks are not the actor's to read.
    """
    if person_id not in people:
        raise NotFound(
            "There is nobody here whose looks you review.", "Go back to the inbox and pick a name."
        )
    return people[person_id]


def subject_of(person: Person, step: int = 0) -> Subject:
    """Return what the rules need of a person."""
    return Subject(person.id, person.kind, person.cadre_id, step)
