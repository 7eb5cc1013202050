"""Selects and changes over files; every one is held to the actor's district, and to a ticket found visible before."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.audit.kept import kept
from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.helpdesk.attachments.models import Attachment, AttachmentPage, AttachmentPrivate, ReleasedPage
from app.helpdesk.catalog.models import Category
from app.helpdesk.counting import SHOWN
from app.helpdesk.drafts.models import Draft
from app.helpdesk.tickets.models import Ticket
from app.helpdesk.tickets.scope import at_sites
from app.helpdesk.words import OPEN
from app.identity.actor import Actor
from app.kernel.paging import up_to

Select = sa.Select[*tuple[Any, ...]]


@kept()
def of_ticket(actor: Actor, ticket_id: int) -> Select:
    """The files of a ticket, in the order they came."""
    return (
        sa.select(*Attachment.__table__.c)
        .where(Attachment.district_id == actor.district_id, Attachment.ticket_id == ticket_id)
        .order_by(Attachment.position)
    )


@kept()
def numbered(actor: Actor, ticket_id: int, position: int, lock: bool = False) -> Select:
    """One file of a ticket by its number there; its row held, so that boxes and a release take turns."""
    found = sa.select(*Attachment.__table__.c).where(
        Attachment.district_id == actor.district_id,
        Attachment.ticket_id == ticket_id,
        Attachment.position == position,
    )
    return found.with_for_update() if lock else found


@kept()
def own_ticket(actor: Actor, number: str) -> Select:
    """One of the actor's own live tickets."""
    return (
        sa.select(Ticket.id, Ticket.site_id, Ticket.district_id, Ticket.number, Ticket.requester_id)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.requester_id == actor.person_id,
            Ticket.kind == "live",
            Ticket.number == number,
        )
        .order_by(Ticket.id.desc())
        .limit(1)
    )


@kept()
def last_position(actor: Actor, ticket_id: int) -> Select:
    """The highest number of a file on a ticket."""
    return sa.select(sa.func.max(Attachment.position)).where(
        Attachment.district_id == actor.district_id, Attachment.ticket_id == ticket_id
    )


@kept()
def placeholders(actor: Actor, ticket_id: int) -> Select:
    """The highest number of a hidden word on a ticket."""
    return sa.select(Ticket.placeholders).where(
        Ticket.district_id == actor.district_id, Ticket.id == ticket_id
    )


@kept()
def added_since(actor: Actor, since: datetime) -> Select:
    """How many files the actor added since a moment."""
    return sa.select(sa.func.count()).where(
        Attachment.district_id == actor.district_id,
        Attachment.uploader_id == actor.person_id,
        Attachment.created_at >= since,
    )


@kept()
def refused_since(actor: Actor, since: datetime) -> Select:
    """How many of the actor's files could not be used since a moment; with the system's clearance."""
    return sa.select(sa.func.count()).where(
        AuditEvent.district_id == actor.district_id,
        AuditEvent.actor_id == actor.person_id,
        AuditEvent.occurred_at >= since,
        AuditEvent.tag == Tag.ATTACHMENT_ADDED.value,
        AuditEvent.outcome == "refused",
    )


@kept()
def private_rows(actor: Actor, ids: list[int]) -> Select:
    """Names, words and boxes of some files, for an adult or (on the own connection) for whom they are."""
    return sa.select(*AttachmentPrivate.__table__.c).where(
        AttachmentPrivate.district_id == actor.district_id, AttachmentPrivate.attachment_id.in_(ids)
    )


@kept()
def page_heads(actor: Actor, ids: list[int]) -> Select:
    """The pages of some files without their pixels."""
    return (
        sa.select(
            AttachmentPage.key,
            AttachmentPage.attachment_id,
            AttachmentPage.page,
            AttachmentPage.width,
            AttachmentPage.height,
        )
        .where(AttachmentPage.district_id == actor.district_id, AttachmentPage.attachment_id.in_(ids))
        .order_by(AttachmentPage.attachment_id, AttachmentPage.page)
    )


@kept()
def released_heads(actor: Actor, ids: list[int]) -> Select:
    """The released pages of some files without their pixels."""
    return (
        sa.select(ReleasedPage.attachment_id, ReleasedPage.page, ReleasedPage.width, ReleasedPage.height)
        .where(ReleasedPage.district_id == actor.district_id, ReleasedPage.attachment_id.in_(ids))
        .order_by(ReleasedPage.attachment_id, ReleasedPage.page)
    )


@kept()
def original_page(actor: Actor, attachment_id: int, page: int) -> Select:
    """One page with its pixels, covered and not."""
    return sa.select(AttachmentPage.mime, AttachmentPage.content, AttachmentPage.covered).where(
        AttachmentPage.district_id == actor.district_id,
        AttachmentPage.attachment_id == attachment_id,
        AttachmentPage.page == page,
    )


@kept()
def original_pages(actor: Actor, attachment_id: int) -> Select:
    """Every page of a file with its pixels."""
    return (
        sa.select(*AttachmentPage.__table__.c)
        .where(AttachmentPage.district_id == actor.district_id, AttachmentPage.attachment_id == attachment_id)
        .order_by(AttachmentPage.page)
    )


@kept()
def released_page(actor: Actor, attachment_id: int, page: int) -> Select:
    """One released page with its pixels."""
    return sa.select(ReleasedPage.mime, ReleasedPage.content).where(
        ReleasedPage.district_id == actor.district_id,
        ReleasedPage.attachment_id == attachment_id,
        ReleasedPage.page == page,
    )


def _waiting(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """What waits for a teacher: on open tickets of their sites that students may know of, never their own."""
    return [
        Attachment.district_id == actor.district_id,
        Attachment.state == "waiting",
        Attachment.message_id.is_not(None),
        at_sites(actor),
        Ticket.sensitive.is_(False),
        Ticket.requester_id != actor.person_id,
        Ticket.status.in_(OPEN),
    ]


@kept()
def inbox(actor: Actor, limit: int = SHOWN) -> Select:
    """The files that wait for a teacher, the longest waiting first."""
    return (
        sa.select(
            *Attachment.__table__.c,
            Ticket.number,
            Ticket.site_id,
            Ticket.handle,
            Ticket.requester_id,
            Ticket.requester_kind,
            Ticket.title_masked,
            Category.name.label("category_name"),
        )
        .join(Ticket, Ticket.id == Attachment.ticket_id)
        .join(Category, Category.id == Ticket.category_id)
        .where(*_waiting(actor))
        .order_by(Attachment.created_at, Attachment.position)
        .limit(limit)
    )


def inbox_count(actor: Actor, most: int = 100) -> Select:
    """How many files wait for a teacher, counted up to a limit."""
    found = (
        sa.select(Attachment.id)
        .join(Ticket, Ticket.id == Attachment.ticket_id)
        .where(*_waiting(actor))
        .limit(up_to(most))
    )
    return sa.select(sa.func.count()).select_from(found.subquery())


@kept()
def of_drafts(actor: Actor, draft_ids: list[int]) -> Select:
    """The files that go out with some drafts."""
    return (
        sa.select(*Attachment.__table__.c)
        .where(Attachment.district_id == actor.district_id, Attachment.draft_id.in_(draft_ids))
        .order_by(Attachment.position)
    )


@kept()
def sent_with(actor: Actor, draft_id: int) -> sa.Update:
    """Hang the files of a draft on the message that it became."""
    return sa.update(Attachment).where(
        Attachment.district_id == actor.district_id, Attachment.draft_id == draft_id
    )


def _left_behind(actor: Actor, ticket_id: int) -> list[sa.ColumnElement[bool]]:
    ended = sa.select(Draft.id).where(
        Draft.district_id == actor.district_id,
        Draft.ticket_id == ticket_id,
        Draft.author_id == actor.person_id,
        Draft.state.in_(("returned", "withdrawn")),
    )
    return [
        Attachment.district_id == actor.district_id,
        Attachment.ticket_id == ticket_id,
        Attachment.uploader_id == actor.person_id,
        Attachment.message_id.is_(None),
        Attachment.draft_id.in_(ended),
    ]


@kept()
def left_behind(actor: Actor, ticket_id: int) -> sa.Update:
    """Take the actor's files of replies that came back or were taken back along to another reply."""
    return sa.update(Attachment).where(*_left_behind(actor, ticket_id))


@kept()
def is_left_behind(actor: Actor, ticket_id: int) -> Select:
    """Whether the actor has files of such replies on a ticket."""
    return sa.select(Attachment.id).where(*_left_behind(actor, ticket_id)).limit(1)


@kept()
def decided(actor: Actor, attachment_id: int) -> sa.Update:
    """Change where a file stands."""
    return sa.update(Attachment).where(
        Attachment.district_id == actor.district_id, Attachment.id == attachment_id
    )


@kept()
def boxed(actor: Actor, attachment_id: int) -> sa.Update:
    """Keep the boxes of a file."""
    return sa.update(AttachmentPrivate).where(
        AttachmentPrivate.district_id == actor.district_id, AttachmentPrivate.attachment_id == attachment_id
    )


@kept()
def covered(actor: Actor, key: str) -> sa.Update:
    """Keep a page with its boxes painted over."""
    return sa.update(AttachmentPage).where(
        AttachmentPage.district_id == actor.district_id, AttachmentPage.key == key
    )


def copied(actor: Actor, key: str, new_key: str) -> sa.Insert:
    """Copy a page as students may have it to the released ones."""
    columns = ("key", "attachment_id", "district_id", "page", "mime", "width", "height", "content")
    page = AttachmentPage
    taken = sa.select(
        sa.literal(new_key),
        page.attachment_id,
        page.district_id,
        page.page,
        page.mime,
        page.width,
        page.height,
        sa.func.coalesce(page.covered, page.content),
    ).where(page.district_id == actor.district_id, page.key == key)
    return sa.insert(ReleasedPage).from_select(list(columns), taken)


def taken_back(actor: Actor, ids: list[int]) -> sa.Delete:
    """Remove the released pages of some files."""
    return sa.delete(ReleasedPage).where(
        ReleasedPage.district_id == actor.district_id, ReleasedPage.attachment_id.in_(ids)
    )
