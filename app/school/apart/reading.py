"""Read the pairs that an adult keeps."""

from app.audit.tags import Tag
from app.audit.work import Work
from app.school.apart import policy, queries
from app.school.apart.view_models import Pairs, full_name, pair_row
from app.school.people import queries as people


def read_pairs(work: Work) -> Pairs:
    """Return the pairs of the actor's schools.

    Refuses: by policy.keep_apart.
    Records: pairs:seen, with the pairs and not the people: who reads their own record learns of no pair.
    """
    verdict = policy.keep_apart(work.actor)
    verdict.require()
    rows = work.rows(queries.pairs(work.actor))
    wanted = sorted({key for row in rows for key in (row.first_id, row.second_id)})
    names = {row.id: full_name(row) for row in work.rows(people.people(work.actor, wanted))} if wanted else {}
    makers = sorted({row.made_by for row in rows})
    names |= {
        row.person_id: row.display_name for row in work.rows(people.professional_names(work.actor, makers))
    }
    if rows:
        work.record(Tag.PAIRS_SEEN, fields=["name"], pairs=[row.id for row in rows])
    return Pairs(tuple(pair_row(row, names, work.day, work.today) for row in rows), verdict)
