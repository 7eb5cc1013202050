"""End what was released to a word once somebody has it as a name: the teacher is told, and may release it again."""

from collections.abc import Sequence

from app.audit.work import Work
from app.helpdesk.recheck import queries
from app.helpdesk.recheck.models import ENDED
from app.privacy.text.names import Person
from app.school.people import feeder


def end_releases(work: Work, people: Sequence[Person]) -> set[int]:
    """End the releases of words that are names now and were nobody's before, and return their tickets.

    Shape: a name that a teacher released in the knowledge that somebody has it stays as it is.
    """
    released = work.rows(queries.released(work.actor))
    if not released:
        return set()
    after = feeder.make_masker(work, people)
    named = [row for row in released if after.names_somebody(row.words)]
    if not named:
        return set()
    before = feeder.masker_for(work)
    ended = [row for row in named if not before.names_somebody(row.words)]
    for row in ended:
        work.execute(queries.mark_set(work.actor, row.id).values(kind=ENDED))
    return {row.ticket_id for row in ended}
