"""What is old enough to be erased, class by class: selects of the keys of tickets, people, accounts and rows."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account, UnknownName, WebSession
from app.curriculum.models import Grade, LessonRead
from app.helpdesk.drafts.models import Typing
from app.helpdesk.tickets.models import Message, Ticket, TicketPrivate
from app.identity.actor import Actor
from app.kernel.frozen import dataclass
from app.kernel.jobs import Job
from app.kernel.types import UtcTime
from app.oversight.retention.covers import Cover, moment_under, people_under, tickets_under
from app.school.cadres.models import Cadre, CadreMember
from app.school.people.models import Person, PersonPrivate
from app.school.roster.models import RosterUpload

Select = sa.Select[*tuple[Any, ...]]
OVER = ("closed", "cancelled")


@dataclass(frozen=True)
class Due:
    """The units of one class that are old enough: their keys, when each came to its end, and what keeps one."""

    keys: Select
    ended: Any
    kept: Callable[[Sequence[Cover]], sa.ColumnElement[bool]]

    def free(self, covers: Sequence[Cover]) -> Select:
        """Return the keys of what nothing keeps. What cannot be told, as of a ticket without owner, keeps nothing."""
        kept = sa.func.coalesce(self.kept(covers), sa.false(), type_=sa.Boolean())
        return self.keys.where(~kept).correlate(None)

    def held(self, covers: Sequence[Cover]) -> Select:
        """Return the keys of what one of these keeps."""
        return self.keys.where(self.kept(covers)).correlate(None)


def tickets(actor: Actor, before: datetime) -> Due:
    """Tickets that were over before a moment and still hold what was written."""
    ended = sa.func.coalesce(Ticket.closed_at, Ticket.resolved_at, Ticket.created_at, type_=UtcTime())
    has_words = sa.or_(
        sa.exists().where(TicketPrivate.ticket_id == Ticket.id),
        sa.exists().where(Message.ticket_id == Ticket.id),
    )
    old = (Ticket.district_id == actor.district_id, Ticket.status.in_(OVER), ended < before, has_words)
    return Due(sa.select(Ticket.id).where(*old), ended, tickets_under)


def learners(actor: Actor, before: datetime, team_over: bool = True) -> Due:
    """Students who left, and whose last team was over before a moment, or at least they on it."""
    member = sa.exists().where(CadreMember.person_id == Person.id)
    read = sa.exists().where(LessonRead.student_id == Person.id)
    graded = sa.exists().where(Grade.student_id == Person.id)
    later = sa.exists().where(CadreMember.person_id == Person.id, CadreMember.ends_on >= before.date())
    teams = (
        sa.exists()
        .where(CadreMember.person_id == Person.id, CadreMember.cadre_id == Cadre.id)
        .where(Cadre.ends_on >= before.date())
    )
    old = (Person.district_id == actor.district_id, Person.ended_at.is_not(None), ~Person.active)
    keys = sa.select(Person.id).where(*old, sa.or_(member, read, graded), ~later)
    if team_over:
        keys = keys.where(~teams)
    return Due(keys, Person.ended_at, lambda covers: people_under(covers, Person.id))


def people(actor: Actor, before: datetime, going: Select | None = None, forgets: bool = False) -> Due:
    """People whom the roster ended before a moment, and whom no ticket and no learning record names.

    Shape: what goes before them in the same purge names nobody: some tickets, what they learned.
    """
    named = (
        Ticket.requester_id == Person.id,
        Ticket.owner_id == Person.id,
        Ticket.entered_by_id == Person.id,
    )
    stays, on = (
        (sa.true(), sa.true())
        if going is None
        else (Ticket.id.not_in(going), Message.ticket_id.not_in(going))
    )
    asked = sa.exists().where(TicketPrivate.ticket_id == Ticket.id, sa.or_(*named), stays)
    wrote = sa.exists().where(Message.author_id == Person.id, on)
    led = sa.exists().where(sa.or_(Cadre.supervisor_id == Person.id, Cadre.deputy_id == Person.id))
    studied = (
        sa.exists().where(CadreMember.person_id == Person.id),
        sa.exists().where(LessonRead.student_id == Person.id),
        sa.exists().where(Grade.student_id == Person.id),
    )
    learned = (led,) if forgets else (led, *studied)
    known = sa.exists().where(PersonPrivate.person_id == Person.id)
    old = (Person.district_id == actor.district_id, Person.ended_at < before, ~Person.active)
    keys = sa.select(Person.id).where(*old, known, ~asked, ~wrote, ~sa.or_(*learned))
    return Due(keys, Person.ended_at, lambda covers: people_under(covers, Person.id))


def accounts(actor: Actor, before: datetime) -> Due:
    """Accounts that were disabled before a moment."""
    old = (Account.district_id == actor.district_id, Account.disabled_at < before)
    return Due(
        sa.select(Account.id).where(*old),
        Account.disabled_at,
        lambda covers: people_under(covers, Account.person_id),
    )


def sessions(actor: Actor, before: datetime) -> Due:
    """Sign-in sessions that ended, or were last used, before a moment."""
    used = sa.func.coalesce(WebSession.ended_at, WebSession.seen_at, type_=UtcTime())
    return Due(
        sa.select(WebSession.id).where(WebSession.district_id == actor.district_id, used < before),
        used,
        lambda covers: sa.or_(people_under(covers, WebSession.person_id), moment_under(covers, used)),
    )


def typed(actor: Actor, before: datetime) -> Due:
    """Texts being typed that nobody touched since a moment."""
    return Due(
        sa.select(Typing.id).where(Typing.district_id == actor.district_id, Typing.saved_at < before),
        Typing.saved_at,
        lambda covers: sa.or_(people_under(covers, Typing.person_id), moment_under(covers, Typing.saved_at)),
    )


def uploads(actor: Actor, before: datetime) -> Due:
    """Roster uploads that nobody applied."""
    at = RosterUpload.uploaded_at
    keys = sa.select(RosterUpload.id).where(RosterUpload.district_id == actor.district_id, at < before)
    return Due(keys, at, lambda covers: moment_under(covers, at))


def jobs(_actor: Actor, before: datetime) -> Due:
    """Jobs that were done before a moment; keys and codes of any district."""
    return Due(sa.select(Job.id).where(Job.done_at < before), Job.done_at, lambda _covers: sa.false())


def unknown_names(_actor: Actor, before: datetime) -> Due:
    """Counts of wrong passwords: by username, address, browser and screen."""
    keys = sa.select(UnknownName.bucket).where(UnknownName.tried_at < before)
    return Due(keys, UnknownName.tried_at, lambda _covers: sa.false())
