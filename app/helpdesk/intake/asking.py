"""Prepare the form and the confirmation for one requester, who reads their own things only."""

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.attachments.reading import list_coverable
from app.helpdesk.care.notices import notice_for
from app.helpdesk.care.phrases import harm_in
from app.helpdesk.devices import services as devices
from app.helpdesk.intake import queries, services
from app.helpdesk.intake.choices import SHORT, in_asking_order
from app.helpdesk.intake.promises import promise_words, site_short
from app.helpdesk.intake.view_models import AskedView, AskView, Kind, RoomChoice
from app.identity.rights import Clearance
from app.kernel.errors import NotFound
from app.school.calendar.service import calendar_of

USUAL = (3, 2)  # impact and urgency of most questions


def offer_choices(work: Work, drawn: bool = True) -> AskView:
    """Return what the form offers: kinds of trouble, rooms, one's own devices; where it is drawn, also what it says."""
    actor = work.actor
    kinds = {row.code: row for row in work.rows(queries.listed(actor))}
    common, more = in_asking_order(list(kinds))
    rooms = work.rows(queries.rooms(actor))
    several = len({room.site_id for room in rooms}) > 1
    site_id = next(iter(sorted(actor.site_ids)), None)
    site = work.first(queries.site(actor, site_id)) if site_id else None
    return AskView(
        site=site_short(site.name) if site else "Cadre",
        common=tuple(Kind(code, SHORT.get(code, kinds[code].name), kinds[code].ask) for code in common),
        more=tuple(Kind(code, SHORT.get(code, kinds[code].name), kinds[code].ask) for code in more),
        rooms=tuple(
            RoomChoice(str(r.id), " ".join(filter(None, (r.name, r.code))), r.site_name if several else "")
            for r in rooms
        ),
        devices=devices.list_own_devices(work) if actor.clearance is Clearance.OWN else (),
        promise=_usual_promise(work, site_id) if drawn else "",
        must_choose_room=site is None,
        notice=notice_for(work, site_id) if drawn else "",
    )


def speaks_of_harm(work: Work, text: str) -> bool:
    """Tell whether adults take a text for its words."""
    return bool(harm_in(work, text))


def _usual_promise(work: Work, site_id: int | None) -> str:
    if site_id is None:
        return ""
    due = services.first_answer_at(work, site_id, services.priority_of(*USUAL))
    return promise_words(calendar_of(work, site_id), due, work.now)


def show_asked(work: Work, number: str) -> AskedView:
    """Return the confirmation of one's own ticket.

    Refuses: NotFound when it is somebody else's or absent.
    """
    row = work.first(queries.own_asked(work.actor, number))
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is no such ticket of yours.", "Your list shows every ticket you asked for.")
    bells = calendar_of(work, row.site_id)
    return AskedView(
        site=site_short(row.site_name),
        number=row.number,
        promise=promise_words(bells, row.due_at, work.now) if row.due_at else "",
        waits_for_adult=row.status == "new",
        sensitive=row.sensitive,
        files=list_coverable(work, row),
        notice=notice_for(work, row.site_id),
    )
