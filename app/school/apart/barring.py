"""Work out whose tickets each tech is never given, and tell the desk what must be handed back.

It is worked out when something changes: a roster, a team, a pair, a day on which a pair begins or ends. Students'
connections cannot read why; they find only that such a ticket is not there.
"""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work, chore
from app.identity.actor import Actor, system_actor
from app.kernel import db, jobs
from app.school.apart import queries
from app.school.apart.kin import family
from app.school.apart.models import Barred


def refresh(work: Work, district_id: int = 0) -> None:
    """Make what each tech of a district (the actor's, unless another is named) is barred from be what family and pairs
    say today; the caller records.

    A tech's claim and this take turns, so that no claim slips through between.
    """
    actor = replace(work.actor, district_id=district_id or work.actor.district_id)
    techs = set(work.execute(queries.techs(actor, work.today)).scalars())
    wanted = _wanted(work, actor, techs)
    known = {(row.tech_id, row.person_id) for row in work.rows(queries.barred(actor))}
    new, old = sorted(wanted - known), sorted(known - wanted)
    for tech in sorted({tech for tech, _ in new}):
        db.take_turn(work.connection, tech)
    district = actor.district_id
    for tech, person in old:
        gone = sa.delete(Barred).where(Barred.tech_id == tech, Barred.person_id == person)
        work.execute(gone)
    work.insert_many(
        Barred, [{"tech_id": tech, "person_id": person, "district_id": district} for tech, person in new]
    )
    for tech in sorted({tech for tech, _ in new}):
        work.enqueue("give_back_barred", district_id=district, person_id=tech)


def _wanted(work: Work, actor: Actor, techs: set[int]) -> set[tuple[int, int]]:
    links = [(row.student_id, row.caregiver_id) for row in work.rows(queries.links(actor))]
    found = family(links, work.rows(queries.contacts(actor)), techs)
    wanted = {(tech, person) for tech, people in found.items() for person in people}
    for row in work.rows(queries.kept_on(actor, work.today)):
        both = ((row.first_id, row.second_id), (row.second_id, row.first_id))
        wanted |= {pair for pair in both if pair[0] in techs}
    return wanted


@jobs.handles("refresh_barred")
def refresh_on_day(payload: dict[str, Any]) -> None:
    """Work it out anew on a day on which a pair begins or is over."""
    with chore(system_actor(payload["district_id"])) as work:
        refresh(work)
