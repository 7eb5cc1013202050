"""Every text of a district, table by table: first the ticket, then its texts; for the product itself and adults."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.helpdesk.attachments.models import Attachment, AttachmentPrivate
from app.helpdesk.drafts.models import Draft, DraftPrivate
from app.helpdesk.tickets.models import (
    Message,
    MessagePrivate,
    Resolution,
    ResolutionPrivate,
    Ticket,
    TicketPrivate,
)
from app.identity.actor import Actor

Select = sa.Select[*tuple[Any, ...]]


def masked_messages(actor: Actor, since: datetime | None = None) -> Select:
    """The messages as students read them, those since a moment or all."""
    select = sa.select(Message.ticket_id, Message.body_masked).where(Message.district_id == actor.district_id)
    return select if since is None else select.where(Message.created_at >= since)


def masked_titles(actor: Actor) -> Select:
    """The heads of tickets as students read them."""
    columns = (Ticket.id, Ticket.title_masked, Ticket.network, Ticket.began)
    return sa.select(*columns).where(Ticket.district_id == actor.district_id)


def masked_drafts(actor: Actor) -> Select:
    """The drafts as students read them."""
    columns = (Draft.ticket_id, Draft.body_masked, Draft.edited_masked, Draft.reason_masked)
    return sa.select(*columns).where(Draft.district_id == actor.district_id)


def masked_endings(actor: Actor) -> Select:
    """The proposed endings as students read them."""
    columns = (
        Resolution.ticket_id, Resolution.cause_masked, Resolution.fix_masked, Resolution.reason_masked
    )  # fmt: skip
    return sa.select(*columns).where(Resolution.district_id == actor.district_id)


def masked_files(actor: Actor) -> Select:
    """The text files as students read them."""
    return sa.select(Attachment.ticket_id, Attachment.text_masked).where(
        Attachment.district_id == actor.district_id, Attachment.text_masked != ""
    )


def raw_messages(actor: Actor) -> Select:
    """The messages as they were typed."""
    joined = sa.select(Message.ticket_id, MessagePrivate.body).join(
        MessagePrivate, MessagePrivate.message_id == Message.id
    )
    return joined.where(MessagePrivate.district_id == actor.district_id)


def raw_titles(actor: Actor) -> Select:
    """The titles as they were typed."""
    return sa.select(TicketPrivate.ticket_id, TicketPrivate.title).where(
        TicketPrivate.district_id == actor.district_id
    )


def raw_files(actor: Actor) -> Select:
    """The text files as they came."""
    joined = sa.select(Attachment.ticket_id, AttachmentPrivate.text).join(
        AttachmentPrivate, AttachmentPrivate.attachment_id == Attachment.id
    )
    return joined.where(AttachmentPrivate.district_id == actor.district_id, AttachmentPrivate.text != "")


def raw_drafts(actor: Actor) -> Select:
    """The drafts as they were typed, and as a checker edited them."""
    joined = sa.select(Draft.ticket_id, DraftPrivate.body, DraftPrivate.edited).join(
        DraftPrivate, DraftPrivate.draft_id == Draft.id
    )
    return joined.where(DraftPrivate.district_id == actor.district_id)


def raw_endings(actor: Actor) -> Select:
    """The proposed endings as they were typed."""
    joined = sa.select(Resolution.ticket_id, ResolutionPrivate.cause, ResolutionPrivate.fix).join(
        ResolutionPrivate, ResolutionPrivate.resolution_id == Resolution.id
    )
    return joined.where(ResolutionPrivate.district_id == actor.district_id)


MASKED = (
    masked_messages,
    masked_titles,
    masked_drafts,
    masked_endings,
    masked_files,
)
RAW = (raw_messages, raw_titles, raw_files, raw_drafts, raw_endings)
