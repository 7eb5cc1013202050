"""Selects and guarded updates over drafts; whose inbox a draft lies in is decided here."""

from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.catalog.models import Canned
from app.helpdesk.drafts.models import Draft, DraftPrivate
from app.helpdesk.tickets.models import Message, MessagePrivate
from app.helpdesk.tickets.policy import UNDECIDED
from app.identity.actor import Actor
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
