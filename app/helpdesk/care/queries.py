"""Selects and guarded updates over tickets that need an adult; held to the actor's district and sites."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.helpdesk.care.models import CareCall, CareCase, CareNotice, CareRota, HarmPhrase
from app.helpdesk.catalog.models import Category
from app.helpdesk.tickets.models import Resolution, Ticket
from app.helpdesk.words import WORKED
from app.identity.actor import Actor
from app.identity.rights import Hat
from app.kernel.paging import up_to
from app.school.people.models import Person
from app.school.places.models import Org

Select = sa.Select[*tuple[Any, ...]]
MOST_LISTED = 50
FREED = ("new", "queued", *(status for status in WORKED if status != "in_review"))


def phrases(actor: Actor) -> Select:
    """The district's own phrases of harm, and those of the shipped list that it switched off."""
    return (
        sa.select(HarmPhrase.id, HarmPhrase.kind, HarmPhrase.words, HarmPhrase.off)
        .where(HarmPhrase.district_id == actor.district_id)
        .order_by(HarmPhrase.kind, HarmPhrase.words)
    )


def phrase_gone(actor: Actor, words: str) -> sa.Delete:
    """Take one of the district's own lines away, or the mark that switched a shipped one off."""
    return sa.delete(HarmPhrase).where(HarmPhrase.district_id == actor.district_id, HarmPhrase.words == words)


def standing(actor: Actor, ticket_id: int) -> Select:
    """What matters of a ticket before it is taken from students."""
    return sa.select(
        Ticket.id,
        Ticket.district_id,
        Ticket.site_id,
        Ticket.kind,
        Ticket.status,
        Ticket.sensitive,
        Ticket.requester_id,
        Ticket.owner_id,
        Ticket.paused_at,
        Ticket.due_at,
    ).where(Ticket.district_id == actor.district_id, Ticket.id == ticket_id)


def _held_by_adult() -> sa.ColumnElement[bool]:
    return sa.exists().where(Person.id == Ticket.owner_id, Person.kind != "student")


def taken(actor: Actor, ticket_id: int) -> sa.Update:
    """Take a ticket out of every student's reach: hidden, and without an owner who is a student."""
    return (
        sa.update(Ticket)
        .where(Ticket.district_id == actor.district_id, Ticket.id == ticket_id)
        .values(
            sensitive=True,
            owner_id=sa.case((_held_by_adult(), Ticket.owner_id), else_=None),
            version=Ticket.version + 1,
        )
    )


def freed(actor: Actor, ticket_id: int) -> sa.Update:
    """Let a hidden ticket that nobody owns wait for an adult to read it; its clock runs again."""
    return (
        sa.update(Ticket)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.id == ticket_id,
            Ticket.owner_id.is_(None),
            Ticket.status.in_(FREED),
        )
        .values(status="new")
    )


def excused(actor: Actor, ticket_id: int) -> Select:
    """The phrases and people for which an adult gave this ticket back before."""
    return sa.select(CareCase.phrases, CareCase.people, CareCase.returned_at).where(
        CareCase.district_id == actor.district_id,
        CareCase.ticket_id == ticket_id,
        CareCase.returned_at.is_not(None),
    )


def case(actor: Actor, case_id: int) -> Select:
    """One case with who asked, for the job that calls people."""
    return (
        sa.select(*CareCase.__table__.c, Ticket.requester_id)
        .join(Ticket, Ticket.id == CareCase.ticket_id)
        .where(CareCase.district_id == actor.district_id, CareCase.id == case_id)
    )


def case_set(actor: Actor, case_id: int) -> sa.Update:
    """Change a case that nobody has acknowledged."""
    return sa.update(CareCase).where(
        CareCase.district_id == actor.district_id,
        CareCase.id == case_id,
        CareCase.acknowledged_at.is_(None),
    )


def unheard_of(actor: Actor, ticket_id: int) -> sa.Update:
    """Change the cases of a ticket that nobody has acknowledged."""
    return cases_of(actor, ticket_id).where(CareCase.acknowledged_at.is_(None))


def cases_of(actor: Actor, ticket_id: int) -> sa.Update:
    """Change every case of a ticket that was not given back before."""
    return sa.update(CareCase).where(
        CareCase.district_id == actor.district_id,
        CareCase.ticket_id == ticket_id,
        CareCase.returned_at.is_(None),
    )


def _reach(actor: Actor) -> list[sa.ColumnElement[bool]]:
    here: list[sa.ColumnElement[bool]] = [CareCase.district_id == actor.district_id]
    if actor.hat is not Hat.OFFICE or actor.site_ids:
        here.append(CareCase.site_id.in_(sorted(actor.site_ids)))
    return here


def _cases(actor: Actor) -> Select:
    return (
        sa.select(
            CareCase.id,
            CareCase.reason,
            CareCase.opened_at,
            CareCase.due_at,
            CareCase.acknowledged_at,
            CareCase.acknowledged_by_id,
            CareCase.site_id,
            Ticket.id.label("ticket_id"),
            Ticket.number,
            Ticket.status,
            Ticket.kind,
            Ticket.sensitive,
            Ticket.requester_id,
            Ticket.owner_id,
            Category.name.label("category_name"),
            Category.private.label("private_category"),
        )
        .join(Ticket, Ticket.id == CareCase.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
        .where(*_reach(actor))
    )


@kept()
def open_cases(actor: Actor, limit: int = MOST_LISTED) -> Select:
    """The cases of others that nobody has acknowledged, the oldest first."""
    waits = (CareCase.acknowledged_at.is_(None), Ticket.requester_id != actor.person_id)
    return _cases(actor).where(*waits).order_by(CareCase.opened_at).limit(limit)


def open_count(actor: Actor, most: int = 100) -> Select:
    """How many cases of others nobody has acknowledged, counted up to a limit."""
    here = (
        sa.select(CareCase.id)
        .join(Ticket, Ticket.id == CareCase.ticket_id)
        .where(*_reach(actor), CareCase.acknowledged_at.is_(None), Ticket.requester_id != actor.person_id)
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(here.subquery())


@kept()
def looked_after(actor: Actor, since: datetime, limit: int = MOST_LISTED) -> Select:
    """The cases that somebody took lately and whose ticket is still kept from students."""
    return (
        _cases(actor)
        .where(
            CareCase.acknowledged_at > since,
            CareCase.returned_at.is_(None),
            Ticket.sensitive,
            Ticket.requester_id != actor.person_id,
        )
        .order_by(CareCase.acknowledged_at.desc())
        .limit(limit)
    )


def case_here(actor: Actor, case_id: int) -> Select:
    """One case within the actor's reach."""
    return _cases(actor).where(CareCase.id == case_id)


def calls(actor: Actor, case_ids: list[int]) -> Select:
    """Who was called for some cases, in order."""
    return (
        sa.select(CareCall.case_id, CareCall.person_id, CareCall.called_at)
        .where(CareCall.district_id == actor.district_id, CareCall.case_id.in_(case_ids))
        .order_by(CareCall.step, CareCall.called_at)
    )


def rota(actor: Actor, site_id: int) -> Select:
    """The rota of a school, in order."""
    return (
        sa.select(CareRota.id, CareRota.person_id, CareRota.weekdays, CareRota.periods)
        .where(CareRota.district_id == actor.district_id, CareRota.site_id == site_id)
        .order_by(CareRota.position, CareRota.id)
    )


def rota_gone(actor: Actor, site_id: int) -> sa.Delete:
    """Take the rota of a school away, to write it anew."""
    return sa.delete(CareRota).where(CareRota.district_id == actor.district_id, CareRota.site_id == site_id)


@kept()
def notice(actor: Actor, site_id: int) -> Select:
    """What a school's form says about emergencies."""
    return sa.select(CareNotice.words).where(
        CareNotice.district_id == actor.district_id, CareNotice.site_id == site_id
    )


def notice_set(actor: Actor, site_id: int) -> sa.Update:
    """Change it."""
    return sa.update(CareNotice).where(
        CareNotice.district_id == actor.district_id, CareNotice.site_id == site_id
    )


def proposals_back(actor: Actor, ticket_id: int) -> sa.Update:
    """End the proposed endings of a ticket that an adult took over."""
    return sa.update(Resolution).where(
        Resolution.district_id == actor.district_id,
        Resolution.ticket_id == ticket_id,
        Resolution.state == "proposed",
    )


def reviewed_anew(actor: Actor, ticket_id: int) -> sa.Update:
    """Let a ticket whose ending waited be read by an adult first."""
    return sa.update(Ticket).where(
        Ticket.district_id == actor.district_id, Ticket.id == ticket_id, Ticket.status == "in_review"
    )


def shown_again(actor: Actor, ticket_id: int) -> sa.Update:
    """Let the team see a ticket again."""
    return (
        sa.update(Ticket)
        .where(Ticket.district_id == actor.district_id, Ticket.id == ticket_id, Ticket.sensitive)
        .values(sensitive=False, version=Ticket.version + 1)
    )


def sites(actor: Actor) -> Select:
    """The schools that the actor looks after."""
    return (
        sa.select(Org.id, Org.code, Org.name)
        .where(Org.district_id == actor.district_id, Org.kind == "school", Org.id.in_(sorted(actor.site_ids)))
        .order_by(Org.name)
    )
