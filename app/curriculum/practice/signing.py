"""Sign off practice work or send it back: a peer trainer for their group, a teacher for the team."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.curriculum.evidence.trail import read_trail
from app.curriculum.grading.pages import timed
from app.curriculum.grading.services import names_of
from app.curriculum.models import SignOff
from app.curriculum.practice import playing, policy, queries
from app.curriculum.practice.settling import settle
from app.curriculum.practice.view_models import EndingRow, EndingView, needed_lines, trap_lines
from app.helpdesk import words
from app.helpdesk.counting import whole
from app.helpdesk.tickets.messages import checked
from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.errors import Invalid, NotFound
from app.kernel.ids import new_id
from app.school.calendar import service as calendar
from app.school.people import feeder
from app.ui.panels import Panel, PanelRow


def list_waiting(work: Work) -> tuple[EndingRow, ...]:
    """Return the practice endings that wait for this signer, the oldest first."""
    rows = work.rows(queries.waiting(work.actor))
    names = names_of(work, {row.student_id for row in rows})
    return tuple(
        EndingRow(
            row.number,
            _title(row),
            names.get(row.student_id, "A tech"),
            row.category_name,
            calendar.moment_words(calendar.calendar_of(work, row.site_id), row.proposed_at, work.now),
        )
        for row in rows
    )


def count_waiting(work: Work, shown: int) -> int:
    """Return how many practice endings wait for this signer, where a list shows the first so many."""
    return whole(work, shown, queries.waiting_count(work.actor))


def read_waiting(work: Work) -> tuple[EndingRow, ...]:
    """Return the practice endings that wait for this signer, on a page of their own.

    Records: people:seen, with whose they are.
    """
    whose = {row.student_id for row in work.rows(queries.waiting(work.actor))}
    if whose:
        work.record(Tag.PEOPLE_SEEN, subjects=whose, fields=["name"], kind="practice")
    return list_waiting(work)


def _title(row: Any) -> str:
    story = playing.story_named(row.story)
    return story.title if story else words.plain(row.title_masked)


def _find(work: Work, number: str) -> Any:
    row = work.first(queries.ending(work.actor, number))
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is no such practice work for you.", "Go back to the sign-offs.")
    return row


def read_ending(work: Work, number: str) -> EndingView:
    """Return one practice ending with its trail and what the story asks for.

    Refuses: NotFound when hidden or absent.
    Records: ticket:opened.
    """
    row = _find(work, number)
    story = playing.story_named(row.story)
    if story is None:
        raise NotFound("The story behind this work is gone.", "A teacher ends this ticket.")
    trail = read_trail(work, row)
    earlier = work.rows(queries.sign_offs(work.actor, [row.ticket_id]))
    comments = feeder.shown_now(work, [s.comment_masked for s in earlier])
    names = names_of(work, {row.student_id, *(s.signer_id for s in earlier)})
    about = {"ticket_id": row.ticket_id, "site_id": row.site_id, "subjects": [row.student_id]}
    work.record(Tag.TICKET_OPENED, purpose="sign_off", **about)
    said = {"accepted": "signed it off", "returned": "sent it back"}
    return EndingView(
        number=row.number,
        title=story.title,
        student=names.get(row.student_id, "A tech"),
        category=row.category_name,
        lines=timed(calendar.calendar_of(work, row.site_id), trail),
        needed=needed_lines(story, row.shown),
        names=story.resolution_names,
        hidden_cause=story.hidden_cause,
        passed=story.outcome == "pass",
        traps=trap_lines(story, row.shown),
        earlier=tuple(
            (names.get(s.signer_id, "A teacher"), said[s.verdict], _comment(work.actor, s, comment))
            for s, comment in zip(earlier, comments, strict=True)
        ),
        sign=policy.sign_off(work.actor, row),
    )


def _comment(actor: Actor, signed: Any, comment: str) -> tuple[Any, ...]:
    """Return what a signer said; a peer trainer is not told what a mask made of their own words."""
    if actor.masked and signed.signer_id == actor.person_id:
        return ("In your words.",) if comment else ()
    return words.segments(comment)


def sign_off(work: Work, number: str, accepted: bool, comment: str) -> str:
    """Sign off a practice ending, or send it back, and return the ticket's number; twice changes nothing.

    Refuses: NotFound; by policy.sign_off; Invalid when it goes back without a comment.
    Records: practice:signed_off.
    """
    row = _find(work, number)
    about = {"ticket_id": row.ticket_id, "site_id": row.site_id, "subjects": [row.student_id]}
    if work.value(queries.signed_by(work.actor, row.resolution_id)) is not None:
        return str(row.number)
    work.intend(Tag.PRACTICE_SIGNED_OFF, **about)
    policy.sign_off(work.actor, row).require()
    if not accepted and not comment.strip():
        raise Invalid("Say what to do better.", "The tech goes on from your words.", field="comment")
    sign_off_id = new_id()
    verdict = "accepted" if accepted else "returned"
    work.insert(
        SignOff,
        id=sign_off_id,
        district_id=work.actor.district_id,
        ticket_id=row.ticket_id,
        resolution_id=row.resolution_id,
        student_id=row.student_id,
        signer_id=work.actor.person_id,
        signer_role="teacher" if work.actor.staff else "peer_trainer",
        verdict=verdict,
        comment_masked=feeder.mask(work, checked(comment, "comment")).text if comment.strip() else "",
        signed_at=work.now,
    )
    work.record(Tag.PRACTICE_SIGNED_OFF, verdict=verdict, **about)
    if work.actor.staff:
        settle(work, sign_off_id)
    else:
        work.enqueue("settle_sign_off", sign_off_id=sign_off_id, district_id=work.actor.district_id)
    return str(row.number)


def waiting_numbers(actor: Actor, _now: datetime, _since: datetime) -> Mapping[str, Any]:
    """Return how many practice endings wait for this signer, for the top bar."""
    trainer = actor.masked and actor.can(Can.SIGN_OFF_PRACTICE) and actor.group_ids
    if not trainer and not (actor.can(Can.OPEN_PRACTICE) and actor.cadre_ids):
        return {}
    return {"sign_offs": queries.waiting_count(actor)}


def teach_panel(actor: Actor) -> Panel | None:
    """Return the practice endings that wait for a sign-off, for the teacher's home."""
    if not actor.can(Can.OPEN_PRACTICE) or not actor.cadre_ids:
        return None
    with look(actor) as work:
        rows = list_waiting(work)
        in_all = count_waiting(work, len(rows))
    said = "practice ending to sign off" if in_all == 1 else "practice endings to sign off"
    lines = tuple(
        PanelRow((row.title,), f"/teach/practice/{row.number}", f"{row.student}, {row.waiting}")
        for row in rows[:3]
    )
    return Panel("practice", in_all, said, "/teach/practice", lines)
