"""Hand work in again that a teacher sent back: a new ending is written after the old one."""

from types import SimpleNamespace

from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.grading.queries import grades_of
from app.curriculum.progress import queries
from app.helpdesk.care.watching import watch
from app.helpdesk.recheck.words import mask_on
from app.helpdesk.tickets.messages import checked
from app.helpdesk.tickets.models import Resolution, ResolutionPrivate
from app.kernel.errors import Conflict
from app.kernel.ids import new_id
from app.privacy.text.mentions import hidden_in


def find_sent_back(work: Work, number: str) -> bool:
    """Tell whether the acting student's grade says: hand it in again; the clearance is ``own``."""
    rows = work.rows(grades_of(work.actor, work.actor.person_id))
    return any(row.number == number.upper() and row.verdict == "resubmit" for row in rows)


def hand_in_again(work: Work, number: str, cause: str, fix: str, sent_back: bool) -> str:
    """Write what the student makes of the work now and return the ticket's number.

    Shape: ``sent_back`` is what find_sent_back read with the student's own clearance.
    Refuses: Conflict when the work was not sent back, or was handed in before; Invalid for an empty line.
    Records: ticket:proposed.
    """
    row = work.first(queries.ungraded_ending(work.actor, number))
    if row is None or not sent_back:
        raise Conflict("This work was not sent back to you.", "Your progress page shows what was.")
    if row.graded_at is None:
        raise Conflict("You handed this in already.", "Your teacher looks at it next.")
    raw = {"cause": checked(cause, "cause"), "fix": checked(fix, "fix")}
    ticket = SimpleNamespace(id=row.ticket_id, placeholders=row.placeholders, own_words=row.own_words)
    masked_cause = mask_on(work, ticket, raw["cause"])
    masked_fix = mask_on(work, ticket, raw["fix"], masked_cause.next_number)
    ending = new_id()
    work.insert(
        Resolution,
        id=ending,
        district_id=work.actor.district_id,
        ticket_id=row.ticket_id,
        author_id=work.actor.person_id,
        cause_masked=masked_cause.text,
        fix_masked=masked_fix.text,
        closure_code=row.closure_code,
        gate="again",
        state="accepted",
        proposed_at=work.now,
        decided_at=work.now,
    )
    work.insert(ResolutionPrivate, resolution_id=ending, district_id=work.actor.district_id, **raw)
    hidden = [*hidden_in(raw["cause"], masked_cause.spans), *hidden_in(raw["fix"], masked_fix.spans)]
    watch(work, row.ticket_id, f"{cause}\n{fix}", hidden)
    work.record(Tag.TICKET_PROPOSED, ticket_id=row.ticket_id, site_id=row.site_id, gate="again")
    return number.upper()
