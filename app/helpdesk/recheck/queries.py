"""Selects and updates that mask texts again; for adults and the product itself, never for students."""

from typing import Any

import sqlalchemy as sa

from app.helpdesk.attachments.models import Attachment, AttachmentPrivate
from app.helpdesk.drafts.models import Draft, DraftPrivate
from app.helpdesk.recheck.models import TicketWord
from app.helpdesk.tickets.models import (
    Message,
    MessagePrivate,
    MessageSearch,
    Resolution,
    ResolutionPrivate,
    Ticket,
    TicketPrivate,
)
from app.identity.actor import Actor
from app.school.people.models import Person
from app.school.places.models import Room
from app.school.words.models import SiteWord

Select = sa.Select[*tuple[Any, ...]]


def ticket(actor: Actor, ticket_id: int) -> Select:
    """A ticket with its title as typed, its row locked."""
    return (
        sa.select(
            Ticket.id,
            Ticket.district_id,
            Ticket.site_id,
            Ticket.requester_id,
            Ticket.placeholders,
            Ticket.own_words,
            Ticket.title_masked,
            Ticket.network,
            Ticket.began,
            TicketPrivate.title,
        )
        .join(TicketPrivate, TicketPrivate.ticket_id == Ticket.id)
        .where(Ticket.district_id == actor.district_id, Ticket.id == ticket_id)
        .with_for_update(of=Ticket)
    )


def messages(actor: Actor, ticket_id: int) -> Select:
    """The messages of a ticket, masked and as typed, the oldest first."""
    return (
        sa.select(
            Message.id, Message.author_id, Message.body_masked, MessagePrivate.body, MessagePrivate.spans,
            _asker_typed().label("asked"),
        )
        .join(MessagePrivate, MessagePrivate.message_id == Message.id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(Message.district_id == actor.district_id, Message.ticket_id == ticket_id)
        .order_by(Message.created_at, Message.id)
    )  # fmt: skip


def _asker_typed() -> sa.ColumnElement[bool]:
    """Tell whether the requester typed a message; what a tech wrote down in their name, the tech typed."""
    theirs = sa.or_(Message.channel != "counter", Ticket.entered_by_id == Ticket.requester_id)
    return sa.and_(Message.side == "requester", Message.author_id == Ticket.requester_id, theirs)


def typed_by(actor: Actor, ticket_id: int, person_id: int) -> Select:
    """What its requester typed on a ticket, with the places that were hidden, and as students read it."""
    return (
        sa.select(MessagePrivate.body, MessagePrivate.spans, Message.body_masked)
        .join(Message, Message.id == MessagePrivate.message_id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Message.district_id == actor.district_id,
            Message.ticket_id == ticket_id,
            Ticket.requester_id == person_id,
            _asker_typed(),
        )
        .order_by(Message.id)
    )


def title_typed_by(actor: Actor, ticket_id: int, person_id: int) -> Select:
    """The title that the requester of a ticket gave it, as typed and as students read it."""
    return (
        sa.select(TicketPrivate.title, Ticket.title_masked)
        .join(Ticket, Ticket.id == TicketPrivate.ticket_id)
        .where(
            Ticket.district_id == actor.district_id,
            Ticket.id == ticket_id,
            Ticket.requester_id == person_id,
            Ticket.entered_by_id == person_id,
        )
    )


def drafts(actor: Actor, ticket_id: int) -> Select:
    """The drafts of a ticket, masked and as typed."""
    return (
        sa.select(
            Draft.id,
            Draft.body_masked,
            Draft.edited_masked,
            Draft.reason_masked,
            DraftPrivate.body,
            DraftPrivate.spans,
            DraftPrivate.edited,
        )
        .join(DraftPrivate, DraftPrivate.draft_id == Draft.id)
        .where(Draft.district_id == actor.district_id, Draft.ticket_id == ticket_id)
        .order_by(Draft.id)
    )


def endings(actor: Actor, ticket_id: int) -> Select:
    """The proposed endings of a ticket, masked and as typed."""
    return (
        sa.select(
            Resolution.id,
            Resolution.cause_masked,
            Resolution.fix_masked,
            Resolution.reason_masked,
            ResolutionPrivate.cause,
            ResolutionPrivate.fix,
        )
        .join(ResolutionPrivate, ResolutionPrivate.resolution_id == Resolution.id)
        .where(Resolution.district_id == actor.district_id, Resolution.ticket_id == ticket_id)
        .order_by(Resolution.id)
    )


def files(actor: Actor, ticket_id: int) -> Select:
    """The text files of a ticket, masked and as they came."""
    return (
        sa.select(
            Attachment.id,
            Attachment.side,
            Attachment.uploader_id,
            Attachment.text_masked,
            AttachmentPrivate.text,
        )
        .join(AttachmentPrivate, AttachmentPrivate.attachment_id == Attachment.id)
        .where(
            Attachment.district_id == actor.district_id,
            Attachment.ticket_id == ticket_id,
            AttachmentPrivate.text != "",
        )
        .order_by(Attachment.id)
    )


def ticket_set(actor: Actor, ticket_id: int) -> sa.Update:
    """Change a ticket."""
    return sa.update(Ticket).where(Ticket.district_id == actor.district_id, Ticket.id == ticket_id)


def message_set(actor: Actor, message_id: int) -> sa.Update:
    """Change a message's masked text."""
    return sa.update(Message).where(Message.district_id == actor.district_id, Message.id == message_id)


def spans_set(actor: Actor, message_id: int) -> sa.Update:
    """Change where a message was masked."""
    return sa.update(MessagePrivate).where(
        MessagePrivate.district_id == actor.district_id, MessagePrivate.message_id == message_id
    )


def found_set(actor: Actor, message_id: int) -> sa.Update:
    """Change what the index holds of a message; the index knows no district, the message's key is its own."""
    mine = sa.exists().where(Message.id == MessageSearch.rowid, Message.district_id == actor.district_id)
    return sa.update(MessageSearch).where(MessageSearch.rowid == message_id, mine)


def draft_set(actor: Actor, draft_id: int) -> sa.Update:
    """Change a draft's masked text."""
    return sa.update(Draft).where(Draft.district_id == actor.district_id, Draft.id == draft_id)


def draft_private_set(actor: Actor, draft_id: int) -> sa.Update:
    """Change where a draft was masked."""
    return sa.update(DraftPrivate).where(
        DraftPrivate.district_id == actor.district_id, DraftPrivate.draft_id == draft_id
    )


def ending_set(actor: Actor, resolution_id: int) -> sa.Update:
    """Change an ending's masked texts."""
    return sa.update(Resolution).where(
        Resolution.district_id == actor.district_id, Resolution.id == resolution_id
    )


def file_set(actor: Actor, attachment_id: int) -> sa.Update:
    """Change a text file's masked text."""
    return sa.update(Attachment).where(
        Attachment.district_id == actor.district_id, Attachment.id == attachment_id
    )


def site_word(actor: Actor, word_id: int) -> Select:
    """One of the district's own words."""
    return sa.select(SiteWord.words).where(SiteWord.district_id == actor.district_id, SiteWord.id == word_id)


def marked(actor: Actor, ticket_id: int) -> Select:
    """The words marked on a ticket, for an adult."""
    return (
        sa.select(TicketWord.id, TicketWord.kind, TicketWord.words, TicketWord.by_id)
        .where(TicketWord.district_id == actor.district_id, TicketWord.ticket_id == ticket_id)
        .order_by(TicketWord.id)
    )


def unmarked(actor: Actor, ticket_id: int, words: list[str], kind: str) -> sa.Delete:
    """Take marks of one kind away."""
    return sa.delete(TicketWord).where(
        TicketWord.district_id == actor.district_id,
        TicketWord.ticket_id == ticket_id,
        TicketWord.words.in_(words),
        TicketWord.kind == kind,
    )


def released(actor: Actor) -> Select:
    """The words that show on single tickets of the district."""
    return sa.select(TicketWord.id, TicketWord.ticket_id, TicketWord.words).where(
        TicketWord.district_id == actor.district_id, TicketWord.kind == "show"
    )


def mark_set(actor: Actor, mark_id: int) -> sa.Update:
    """Change one mark."""
    return sa.update(TicketWord).where(TicketWord.district_id == actor.district_id, TicketWord.id == mark_id)


def site_words(actor: Actor) -> Select:
    """The district's own words, each with the school of the one who added it."""
    return (
        sa.select(SiteWord.id, SiteWord.kind, SiteWord.words, SiteWord.by_id, Person.site_id)
        .outerjoin(Person, Person.id == SiteWord.by_id)
        .where(SiteWord.district_id == actor.district_id)
        .order_by(SiteWord.words)
    )


def site_word_set(actor: Actor, word_id: int) -> sa.Update:
    """Change one of the district's own words."""
    return sa.update(SiteWord).where(SiteWord.district_id == actor.district_id, SiteWord.id == word_id)


def site_word_gone(actor: Actor, word_id: int) -> sa.Delete:
    """Take one away."""
    return sa.delete(SiteWord).where(SiteWord.district_id == actor.district_id, SiteWord.id == word_id)


def room_count(actor: Actor) -> Select:
    """How many rooms the district has; their names stay readable too."""
    return sa.select(sa.func.count()).where(Room.district_id == actor.district_id)
