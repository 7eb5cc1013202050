"""Open a ticket: the one service behind every channel."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.audit.work import Work
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.catalog.content.model import Priority
from app.helpdesk.devices import services as devices
from app.helpdesk.intake import adults, numbers, policy, queries
from app.helpdesk.intake.asked import Asked, title_of
from app.helpdesk.intake.writing import write_ticket
from app.helpdesk.recheck.words import keep_words
from app.helpdesk.tickets.messages import checked
from app.identity.rights import Clearance
from app.kernel.errors import Invalid
from app.kernel.ids import new_id
from app.privacy.own_words import OwnWords
from app.privacy.text.mentions import hidden_in
from app.school.calendar import service as calendar
from app.school.calendar.hours import period_at
from app.school.people import feeder

BEYOND_TERMS = timedelta(days=7)
SENT_AGAIN = timedelta(minutes=10)


def open_ticket(work: Work, asked: Asked) -> str:
    """Open a ticket and return its number; the same form sent twice opens one, and so does a form filled in alike
    within minutes.

    Refuses: by policy.ask; Invalid for an empty text, an unknown category, person or place; Conflict where
    the school is not set up.
    Records: ticket:asked; ticket:queued when a rule queued it, ticket:taken_over when only adults may read it.
    """
    policy.ask(work.actor, asked).require()
    category = _category(work, asked.category_code)
    site = _site(work, asked)
    texts = _texts(work, asked)
    needs = adults.why(work, asked, category, site.id, texts["raw"], texts["hidden"])
    asked = replace(asked, sensitive=bool(needs))
    number = numbers.lock_counter(work, site.id)
    earlier = _sent_before(work, asked, texts["raw"])
    if earlier is not None:
        return str(earlier)
    row = _row(work, asked, category, site.id) | {
        "number": numbers.take_number(work, site.id, site.code, number),
        "title_masked": texts["title_masked"],
        "placeholders": texts["placeholders"],
    }
    write_ticket(work, asked, row, texts)
    keep_words(work, row["id"], row["district_id"], "hide", asked.private_words)
    if needs:
        adults.call(work, row, needs)
    return str(row["number"])


def _sent_before(work: Work, asked: Asked, text: str) -> Any:
    """Return the ticket of the same form, or of one that its asker filled in alike some minutes ago and sent anew."""
    if not asked.once_key:
        return None
    earlier = work.value(queries.once(work.actor, asked.once_key))
    anew = asked.files or asked.private_words or work.actor.clearance is not Clearance.OWN
    if earlier is not None or anew:
        return earlier
    device_id = devices.find_device(work, asked.device_tag)
    alike = asked.category_code, asked.room_id, device_id, asked.sensitive, text
    return work.value(queries.sent_again(work.actor, *alike, work.now - SENT_AGAIN))


def opened_before(work: Work, number: str) -> bool:
    """Tell whether a ticket of the acting requester was there before this act."""
    opened_at = work.value(queries.opened_at(work.actor, number))
    return opened_at is not None and bool(opened_at < work.now)


def waits_for_adult(work: Work, number: str) -> bool:
    """Tell whether a ticket of the actor's sites still waits for an adult to read it."""
    return bool(work.value(queries.status(work.actor, number)) == "new")


def priority_of(impact: int, urgency: int) -> Priority:
    """Return the priority that impact and urgency make."""
    return load_catalog().priority(impact, urgency)


def first_answer_at(work: Work, site_id: int, priority: Priority, start: datetime | None = None) -> datetime:
    """Return when the first answer is due; beyond every term it is a week on."""
    due = calendar.due_at(work, site_id, priority.response_minutes, start)
    return due or (start or work.now) + BEYOND_TERMS


def _category(work: Work, code: str) -> Any:
    row = work.first(queries.category(work.actor, code))
    if row is None:
        raise Invalid(
            "That kind of trouble is not in the catalog.", "Choose one from the list.", field="category"
        )
    return row


def _site(work: Work, asked: Asked) -> Any:
    person = work.first(queries.requester(work.actor, asked.requester_id))
    if person is None:
        raise Invalid("The person who asks is not on the roster now.", "Ask the office.", field="requester")
    site_id = asked.site_id or person.site_id
    if asked.room_id is not None:
        site_id = work.value(queries.room_site(work.actor, asked.room_id))
    site = work.first(queries.site(work.actor, site_id)) if site_id else None
    if site is None:
        raise Invalid("That room is not on our list.", "Choose the room where it happens.", field="room")
    return site


def _texts(work: Work, asked: Asked) -> dict[str, Any]:
    """Return text and title, as typed and masked; an unknown asset tag is kept in the text."""
    raw = checked(asked.text)
    tag = devices.normal_tag(asked.device_tag)
    if tag and devices.find_device(work, tag) is None:
        raw = f"{raw}\n\nAsset tag: {tag}"
    own = OwnWords(asked.private_words)
    title = " ".join((asked.title or "").split())[:240] or title_of(raw)
    masked, named = feeder.mask_with_title(work, raw, title if asked.title else "", own)
    hidden = hidden_in(raw, masked.spans)
    title_masked, last = title_of(masked.text), masked.next_number - 1
    if asked.title:
        title_masked, last = title_of(named.text, 200), named.next_number - 1
        hidden += hidden_in(title, named.spans)
    made = {"title": title, "title_masked": title_masked, "placeholders": last}
    return {"raw": raw, "masked": masked, "hidden": hidden, **made}


def _row(work: Work, asked: Asked, category: Any, site_id: int) -> dict[str, Any]:
    actor = work.actor
    priority = priority_of(category.impact, category.urgency)
    status = policy.first_status(asked, category)
    device_id = devices.find_device(work, asked.device_tag)
    return {
        "id": new_id(),
        "district_id": actor.district_id,
        "site_id": site_id,
        "once_key": asked.once_key,
        "kind": asked.kind,
        "record_type": category.record_type,
        "status": status,
        "category_id": category.id,
        "impact": category.impact,
        "urgency": category.urgency,
        "priority": priority.code,
        "tier": 1,
        "channel": asked.channel,
        "sensitive": asked.sensitive,
        "handle": asked.handle[:12] or numbers.new_handle(work, site_id, asked.kind),
        "own_words": len(asked.private_words),
        "requester_id": asked.requester_id,
        "requester_kind": asked.requester_kind,
        "entered_by_id": asked.entered_by or actor.person_id or asked.requester_id,
        "room_id": asked.room_id,
        "period_id": _period(work, site_id),
        "device_id": device_id,
        "device_theirs": _theirs(work, asked, device_id),
        "network": _plain(work, asked.network, 60),
        "began": _plain(work, asked.began, 40),
        "due_at": first_answer_at(work, site_id, priority),
        "created_at": work.now,
        "first_triaged_at": work.now if status == "queued" else None,
        "last_requester_message_at": work.now,
    }


def _plain(work: Work, text: str, most: int) -> str:
    return feeder.mask(work, text).text[:most] if text else ""


def _period(work: Work, site_id: int) -> int | None:
    bells = calendar.calendar_of(work, site_id)
    if period_at(bells, work.now) is None:
        return None
    local = bells.local(work.now)
    return work.value(queries.period(work.actor, site_id, local.hour * 60 + local.minute))  # type: ignore[no-any-return]


def _theirs(work: Work, asked: Asked, device_id: int | None) -> bool | None:
    if device_id is None:
        return None
    if work.actor.clearance is Clearance.MASKED:
        return asked.device_theirs
    return devices.is_theirs(work, device_id, asked.requester_id)
