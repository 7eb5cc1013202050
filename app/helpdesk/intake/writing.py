"""Write a new ticket blind: open rows, vault rows, the first message and the first lines of its timeline."""

from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments.services import attach
from app.helpdesk.intake.asked import Asked
from app.helpdesk.tickets.messages import store_message
from app.helpdesk.tickets.models import Activity, Ticket, TicketPrivate
from app.kernel.ids import new_id
from app.privacy.text.mentions import said_in

RULE = 0  # the actor of what the product does by itself


def write_ticket(work: Work, asked: Asked, row: dict[str, Any], texts: dict[str, Any]) -> None:
    """Write a ticket's rows, its first message and its first lines of time.

    Records: ticket:asked, and ticket:queued when a rule queued it.
    """
    ids = {"ticket_id": row["id"], "district_id": row["district_id"]}
    work.insert(Ticket, **row)
    work.insert(TicketPrivate, **ids, title=texts["title"])
    ticket = _Written(row)
    message_id = store_message(
        work,
        ticket,
        "public",
        "requester",
        texts["raw"],
        texts["masked"],
        channel=asked.channel,
        author_id=asked.requester_id,
        title=texts["title_masked"],
        watched=False,
    )
    place = {"message_id": message_id, "side": "requester", "public": True}
    said = said_in(texts["raw"], texts["masked"].spans)
    attach(work, ticket, asked.files, asked.private_words, said, **place)
    about = {"subjects": [row["requester_id"]], "ticket_id": row["id"], "site_id": row["site_id"]}
    work.record(
        Tag.TICKET_ASKED,
        **about,
        channel=asked.channel,
        category=asked.category_code,
        sensitive=asked.sensitive,
    )
    happened = [_line(work, ids, "asked", row["entered_by_id"], "", "new", asked.channel)]
    if row["status"] == "queued":
        happened.append(_line(work, ids, "queued", RULE, "new", "queued", "by_rule"))
        work.record(Tag.TICKET_QUEUED, **about, by="rule")
    work.insert_many(Activity, happened)


class _Written:
    """What store_message and attach need to know of the ticket."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.id, self.district_id, self.site_id = row["id"], row["district_id"], row["site_id"]
        self.requester_id, self.placeholders = row["requester_id"], row["placeholders"]
        self.own_words = 0  # what is marked while asking is given along: nobody can read it yet


def _line(
    work: Work, ids: dict[str, int], kind: str, actor_id: int, before: str, after: str, code: str
) -> dict[str, Any]:
    moved = {"kind": kind, "actor_id": actor_id, "from_status": before, "to_status": after, "code": code}
    return {"id": new_id(), **ids, "happened_at": work.now, **moved}
