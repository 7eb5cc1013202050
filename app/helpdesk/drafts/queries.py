"""Selects and guarded updates over drafts; whose inbox a draft lies in is decided here."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Canned, Category
from app.helpdesk.counting import SHOWN
from app.helpdesk.drafts.models import Draft, DraftPrivate
from app.helpdesk.tickets.models import Message, MessagePrivate, Ticket
from app.helpdesk.tickets.policy import ENDED, UNDECIDED
from app.helpdesk.tickets.scope import not_barred, not_typed, reachable, title
from app.identity.actor import Actor
from app.kernel.paging import up_to
from app.school.cadres.models import Cadre, CadreMember, Gate, TrainingLink, shown_name
from app.school.people.models import StaffProfile
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]


@kept()
def own_gates(actor: Actor) -> Select:
    """The gates of the acting member that differ from the rung's."""
    return sa.select(Gate.action, Gate.mode).where(
        Gate.district_id == actor.district_id,
        Gate.person_id == actor.person_id,
        Gate.cadre_id.in_(sorted(actor.cadre_ids)),
    )


@kept()
def checkers(actor: Actor, asked_by: int) -> Select:
    """Who reads what the acting member writes on a ticket: their peer trainers, the teacher and the deputy of the
    cadre. Shape: ``asked_by`` is the adult who asked and so reads none of it, 0 where the viewer is not to learn it."""
    here = sorted(actor.cadre_ids)
    trainers = (
        sa.select(shown_name().label("name"), sa.literal("trainer").label("part"))
        .join(
            TrainingLink,
            sa.and_(
                TrainingLink.trainer_id == CadreMember.person_id,
                TrainingLink.cadre_id == CadreMember.cadre_id,
            ),
        )
        .where(
            CadreMember.district_id == actor.district_id,
            TrainingLink.trainee_id == actor.person_id,
            TrainingLink.cadre_id.in_(here),
            TrainingLink.ends_on.is_(None),
        )
    )
    adults = [
        sa.select(StaffProfile.display_name.label("name"), sa.literal(part).label("part"))
        .join(Cadre, column == StaffProfile.person_id)
        .where(Cadre.district_id == actor.district_id, Cadre.id.in_(here), column != asked_by)
        for part, column in (("teacher", Cadre.supervisor_id), ("deputy", Cadre.deputy_id))
    ]
    return sa.select(sa.union_all(trainers, *adults).subquery())


@kept()
def number_pattern(actor: Actor) -> Select:
    """The shape of the district's student numbers."""
    return sa.select(Org.number_pattern).where(
        Org.id == actor.district_id, Org.district_id == actor.district_id
    )


@kept()
def canned(actor: Actor) -> Select:
    """The ready-made messages of the catalog."""
    return (
        sa.select(Canned.code, Canned.title, Canned.text)
        .where(Canned.district_id == actor.district_id)
        .order_by(Canned.id)
    )


@kept()
def canned_text(actor: Actor, code: str) -> Select:
    """The text of one ready-made message."""
    return sa.select(Canned.text).where(Canned.district_id == actor.district_id, Canned.code == code)


@kept()
def written_once(actor: Actor, once_key: str) -> Select:
    """Whether a form was sent before: a message or a draft carries its key."""
    message = sa.select(Message.id).where(
        Message.district_id == actor.district_id, Message.once_key == once_key
    )
    draft = sa.select(Draft.id).where(Draft.district_id == actor.district_id, Draft.once_key == once_key)
    return sa.select(sa.union_all(message, draft).subquery()).limit(1)


@kept()
def of_ticket(actor: Actor, ticket_id: int) -> Select:
    """Every draft of a ticket, oldest first; the ticket itself was found visible before."""
    return (
        sa.select(*Draft.__table__.c)
        .where(Draft.ticket_id == ticket_id, Draft.district_id == actor.district_id)
        .order_by(Draft.submitted_at, Draft.id)
    )


@kept()
def own_bodies(actor: Actor, ticket_id: int) -> Select:
    """The actor's own drafts on a ticket, as typed."""
    return (
        sa.select(DraftPrivate.draft_id, DraftPrivate.body, DraftPrivate.spans)
        .join(Draft, Draft.id == DraftPrivate.draft_id)
        .where(
            Draft.ticket_id == ticket_id,
            Draft.author_id == actor.person_id,
            DraftPrivate.district_id == actor.district_id,
        )
    )


@kept()
def own_before(actor: Actor, ticket_id: int) -> Select:
    """What the actor said last on a ticket, as typed, the newest first; for the connection that reads one's own."""
    said = sa.func.coalesce(DraftPrivate.body, MessagePrivate.body)
    mine = (Message.ticket_id == ticket_id, Message.author_id == actor.person_id, Message.kind == "public")
    return (
        sa.select(said.label("body"))
        .select_from(Message)
        .outerjoin(DraftPrivate, DraftPrivate.draft_id == Message.draft_id)
        .outerjoin(
            MessagePrivate, sa.and_(MessagePrivate.message_id == Message.id, Message.draft_id.is_(None))
        )
        .where(*mine, Message.side == "cadre", Message.district_id == actor.district_id)
        .order_by(Message.id.desc())
        .limit(3)
    )


@kept()
def waiting_on(actor: Actor, ticket_id: int) -> Select:
    """Who wrote what waits on a ticket, or was approved a moment ago."""
    return sa.select(Draft.author_id).where(
        Draft.district_id == actor.district_id,
        Draft.ticket_id == ticket_id,
        Draft.state.in_(UNDECIDED),
    )


def _inbox(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Whose drafts an actor decides on: a peer trainer's own group, a teacher's own cadres; never one's own, and none
    on a ticket that they asked for themselves: the cadre's other teacher decides on those."""
    conditions = [
        Draft.district_id == actor.district_id,
        Draft.author_id != actor.person_id,
        Ticket.requester_id != actor.person_id,
    ]
    if actor.staff:
        return [*conditions, Draft.cadre_id.in_(sorted(actor.cadre_ids))]
    group = Draft.author_id.in_(sorted(actor.group_ids))
    return [
        *conditions,
        group,
        Draft.teacher_only.is_(False),
        *reachable(actor),
        *not_barred(actor),
    ]


def _wanted() -> sa.ColumnElement[bool]:
    """Leave out what waits on a ticket that is over: nothing can be sent there."""
    return sa.or_(Draft.state != "waiting", Ticket.status.not_in(ENDED))


def _with_ticket(actor: Actor) -> Select:
    return (
        sa.select(
            *Draft.__table__.c,
            Ticket.number,
            title(actor),
            Ticket.handle,
            Ticket.requester_id,
            Ticket.requester_kind,
            Ticket.owner_id,
            Ticket.placeholders,
            Ticket.own_words,
            Category.name.label("category_name"),
        )
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
    )


@kept()
def inbox(actor: Actor, state: str = "waiting", limit: int = SHOWN) -> Select:
    """The drafts that wait for the actor (or went out and are to be read), the longest waiting first."""
    return (
        _with_ticket(actor)
        .where(*_inbox(actor), _wanted(), Draft.state == state)
        .order_by(Draft.submitted_at)
        .limit(limit)
    )


def in_inbox(actor: Actor, number: str) -> Any:
    """The draft of a ticket that waits for the actor or is to be read, the newest one."""
    return _waiting(actor, number.upper())


@kept()
def _waiting(actor: Actor, number: str) -> Select:
    return (
        _with_ticket(actor)
        .where(*_inbox(actor), _wanted(), Ticket.number == number, Draft.state.in_(("waiting", "unread")))
        .order_by(Draft.submitted_at.desc())
        .limit(1)
    )


def once_in_inbox(actor: Actor, number: str, draft_id: int) -> Select:
    """One draft that lay in the actor's inbox, whatever became of it."""
    return (
        sa.select(Draft.state, Draft.author_id, Draft.decided_by_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(*_inbox(actor), Ticket.number == number.upper(), Draft.id == draft_id)
    )


def inbox_count(actor: Actor, state: str = "waiting", most: int = 100) -> Select:
    """How many drafts wait for the actor, counted up to a limit."""
    waiting = (
        sa.select(Draft.id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(*_inbox(actor), _wanted(), Draft.state == state)
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(waiting.subquery())


@kept()
def unread_count(actor: Actor) -> Select:
    """How many replies went out at once and are to be read."""
    return inbox_count(actor, "unread")


@kept()
def full_bodies(actor: Actor, draft_ids: list[int]) -> Select:
    """Drafts as typed, for an adult."""
    return sa.select(DraftPrivate.draft_id, DraftPrivate.body, DraftPrivate.spans, DraftPrivate.edited).where(
        DraftPrivate.district_id == actor.district_id, DraftPrivate.draft_id.in_(draft_ids)
    )


@kept()
def last_asked(actor: Actor, ticket_ids: list[int]) -> Select:
    """The newest public words of the requester on some tickets; to a peer none that they wrote down at the counter."""
    newest = (
        sa.select(sa.func.max(Message.id))
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Message.district_id == actor.district_id,
            Message.ticket_id.in_(ticket_ids),
            Message.side == "requester",
            Message.kind == "public",
            *not_typed(actor, Message),
        )
        .group_by(Message.ticket_id)
    )
    return sa.select(Message.id, Message.ticket_id, Message.body_masked).where(
        Message.district_id == actor.district_id, Message.id.in_(newest)
    )


@kept()
def full_messages(actor: Actor, message_ids: list[int]) -> Select:
    """Some messages as they went out, for an adult."""
    return sa.select(MessagePrivate.message_id, MessagePrivate.body).where(
        MessagePrivate.district_id == actor.district_id, MessagePrivate.message_id.in_(message_ids)
    )


@kept()
def decided(actor: Actor, draft_id: int, state: str) -> sa.Update:
    """Take a draft out of a state; matches one row, or none when somebody else was faster."""
    return sa.update(Draft).where(
        Draft.id == draft_id, Draft.district_id == actor.district_id, Draft.state == state
    )


@kept()
def edited(actor: Actor, draft_id: int) -> sa.Update:
    """Keep what an adult made of a draft."""
    return sa.update(DraftPrivate).where(
        DraftPrivate.draft_id == draft_id, DraftPrivate.district_id == actor.district_id
    )


@kept()
def to_send(actor: Actor, draft_id: int) -> Select:
    """An approved draft with its raw text, for the job that sends it."""
    return (
        sa.select(*Draft.__table__.c, DraftPrivate.body, DraftPrivate.spans, DraftPrivate.edited)
        .join(DraftPrivate, DraftPrivate.draft_id == Draft.id)
        .where(Draft.id == draft_id, Draft.district_id == actor.district_id, Draft.state == "approved")
    )
