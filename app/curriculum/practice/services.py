"""Open practice tickets, play the persona, and list what is under way."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.content.load import load_practice
from app.curriculum.content.module_shapes import PracticeStory
from app.curriculum.grading.services import names_of
from app.curriculum.models import PracticeRun
from app.curriculum.practice import playing, policy, queries
from app.curriculum.practice.view_models import STATES, CheckView, PanelView, RunView
from app.helpdesk import words
from app.helpdesk.intake.asked import Asked
from app.helpdesk.intake.services import open_ticket
from app.helpdesk.tickets.messages import write_message
from app.helpdesk.tickets.services import find, find_to_change, move
from app.kernel.errors import NotFound
from app.kernel.ids import new_id
from app.school.people import feeder
from app.school.people.models import Person


def open_practice(work: Work, story_code: str, student_id: int, once_key: str | None = None) -> str:
    """Open a practice ticket for a student and return its number; a double click opens one.

    Refuses: NotFound for an unknown story; by policy.open_practice; as open_ticket does.
    Records: practice:opened, beside what open_ticket records.
    """
    story = _story(story_code)
    member = work.first(queries.member(work.actor, student_id))
    work.intend(Tag.PRACTICE_OPENED, subjects=[student_id])
    policy.open_practice(work.actor, member is not None).require()
    site_id, cadre_id = (member.site_id, member.cadre_id) if member else (0, 0)
    asked = Asked(
        requester_id=_persona(work, site_id),
        requester_kind=story.persona.role,
        category_code=story.category,
        text=story.opening,
        began=story.began,
        network=story.network or "",
        channel="practice",
        kind="practice",
        once_key=once_key,
        title=story.title,
        handle=story.persona.handle,
        site_id=site_id,
    )
    number = open_ticket(work, asked)
    ticket = find_to_change(work, number)
    if work.first(queries.run(work.actor, ticket.id)) is not None:
        return number
    move(work, ticket, "assign", owner_id=student_id, first_assigned_at=work.now)
    work.insert(
        PracticeRun,
        id=new_id(),
        district_id=work.actor.district_id,
        ticket_id=ticket.id,
        student_id=student_id,
        cadre_id=cadre_id,
        story=story.code,
        opened_by_id=work.actor.person_id,
        opened_at=work.now,
        shown=[],
    )
    about = {"ticket_id": ticket.id, "site_id": site_id}
    work.record(Tag.PRACTICE_OPENED, subjects=[student_id], story=story.code, **about)
    return number


def _story(code: str) -> PracticeStory:
    story = playing.story_named(code)
    if story is None:
        raise NotFound("There is no such practice story.", "Choose one from the list.")
    return story


def _persona(work: Work, site_id: int) -> int:
    """Return who plays the personas of a school, made the first time: nobody with a name."""
    found = work.value(queries.persona(work.actor, site_id))
    if found is not None:
        return int(found)
    person_id = new_id()
    common = {"district_id": work.actor.district_id, "site_id": site_id}
    work.insert(Person, id=person_id, kind="persona", active=True, created_at=work.now, **common)
    return person_id


def make_check(work: Work, number: str, code: str) -> str:
    """Make a check or try a fix; what it shows is written into the thread. A second time changes nothing.

    Refuses: NotFound for a ticket or check that is not there; by policy.play.
    Records: checklist:marked.
    """
    ticket = find_to_change(work, number)
    run = work.first(queries.run(work.actor, ticket.id))
    if run is None:
        raise NotFound("This is no practice ticket.", "Go back to your list.")
    policy.play(work.actor, ticket).require()
    told = playing.play(_story(run.story), code)
    if not told:
        raise NotFound("There is no such check.", "Choose one from the ticket's page.")
    if code in run.shown:
        return str(ticket.number)
    for said in told:
        _write(work, ticket, said)
        ticket = find(work, number)
    work.execute(queries.shown_more(work.actor, run.id).values(shown=[*run.shown, code]))
    work.record(Tag.CHECKLIST_MARKED, ticket_id=ticket.id, site_id=ticket.site_id, check=code)
    return str(ticket.number)


def _write(work: Work, ticket: Any, said: playing.Said) -> None:
    if said.by_persona:
        author = ticket.requester_id
        write_message(work, ticket, "public", "requester", said.text, channel="practice", author_id=author)
    else:
        write_message(work, ticket, "internal", "system", said.text, channel="practice", author_id=0)


def read_panel(work: Work, number: str) -> PanelView | None:
    """Return what the acting student's practice ticket shows beside the work, or None without a run."""
    ticket = find(work, number)
    run = work.first(queries.run(work.actor, ticket.id))
    story = playing.story_named(run.story) if run else None
    if run is None or story is None:
        return None
    checks = tuple(CheckView(c.code, c.title, c.kind, c.code in run.shown) for c in story.checks)
    tries = tuple(CheckView(code, title, "try", code in run.shown) for code, title in playing.tries(story))
    return PanelView(number, checks, tries, story.guided, story.minutes, policy.play(work.actor, ticket))


def list_own(work: Work) -> tuple[RunView, ...]:
    """Return the acting student's practice tickets, the newest first; the work's clearance is ``own``."""
    return _views(work, work.rows(queries.runs_of(work.actor, work.actor.person_id)))


def list_teams(work: Work) -> tuple[RunView, ...]:
    """Return the practice tickets of the teacher's teams, the newest first."""
    return _views(work, work.rows(queries.runs_of_teams(work.actor)))


def _views(work: Work, rows: Any) -> tuple[RunView, ...]:
    signed = {s.ticket_id: s for s in work.rows(queries.sign_offs(work.actor, [r.ticket_id for r in rows]))}
    people = {row.student_id for row in rows} | {s.signer_id for s in signed.values()}
    names = names_of(work, people)
    titles = {story.code: story for story in load_practice()}
    shown = feeder.shown_now(work, [s.comment_masked for s in signed.values()])
    comments = dict(zip(signed, shown, strict=True))
    views = []
    for row in rows:
        story, last = titles.get(row.story), signed.get(row.ticket_id)
        done, needed = playing.needed_done(story, row.shown) if story else (0, 0)
        said = STATES.get(row.status, row.status)
        if last and last.verdict == "returned" and row.status == "in_progress":
            said = "sent back"
        views.append(
            RunView(
                row.number,
                story.title if story else row.story,
                names.get(row.student_id, "A tech"),
                row.status,
                said,
                needed,
                done,
                words.segments(comments[row.ticket_id]) if last else (),
                names.get(last.signer_id, "A teacher") if last else "",
                row.opened_at,
            )
        )
    return tuple(views)


def offer_students(work: Work) -> tuple[tuple[int, str], ...]:
    """Return for whom a practice ticket can be opened, as ``members_of`` has them.

    Records: people:seen.
    """
    found = members_of(work)
    if found:
        work.record(Tag.PEOPLE_SEEN, subjects=[one for one, _name in found], fields=["name"], kind="practice")
    return found


def members_of(work: Work) -> tuple[tuple[int, str], ...]:
    """Return the students of the teacher's teams. Shape: (person, working name and rung)."""
    rows = work.rows(queries.members(work.actor))
    return tuple((row.person_id, f"{row.working_name or 'not signed yet'}, {row.rung}") for row in rows)
