"""Read who looked at one record, take it out, and write down requests from outside the school."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.audit.log.seals import seals_of
from app.audit.tags import Tag
from app.audit.work import Work
from app.identity.actor import Actor
from app.kernel import paging
from app.kernel.errors import Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id
from app.oversight.disclosure import policy, queries
from app.oversight.disclosure.grounds import BASES
from app.oversight.disclosure.index import index_events
from app.oversight.disclosure.masking import ThirdParties, third_parties
from app.oversight.disclosure.models import OutsideRequest, RecordRule
from app.oversight.disclosure.view_models import (
    OUTCOMES,
    Line,
    Looks,
    RecordView,
    Subject,
    lines_of,
    may_be_told,
    outside_of,
    subject_of,
)
from app.oversight.panels import corrections_of
from app.oversight.sentences import tags_of
from app.oversight.trail.services import key_of, mark_of
from app.school.calendar.service import SiteCalendar, calendar_of
from app.school.calendar.service import plain as plain_calendar
from app.school.people import queries as people

SIZE = 100
MOST = 20_000  # lines of a printed record; a file has all of them
WHOLE = ("file", "archive")
DISCLOSED = ("looked", "revealed", "counter", "searched", "reviewed", "exported", "refused")
NEWEST_SEARCH = 40


@dataclass(frozen=True)
class OutsideWish:
    """What an officer writes down of a request from outside."""

    party: str
    interest: str
    purpose: str
    what: str
    further: str
    basis: str
    outcome: str
    asked_on: date


def looking_tags() -> list[str]:
    """Return the tags of events in which data was seen, or asked for and refused."""
    return [tag for group in DISCLOSED for tag in tags_of(group)]


def disclosing_tags() -> list[str]:
    """Return the same, with the requests to see the record: a family's request is told to the office alone."""
    return [Tag.INSPECTION_RECEIVED.value, Tag.INSPECTION_ENDED.value, *looking_tags()]


def catch_up(actor: Actor) -> None:
    """Bring the index up to date before it is read."""
    index_events(actor.district_id)


def find_subject(work: Work, person_id: int) -> Any:
    """Return somebody of the district.

    Refuses: NotFound when hidden or absent.
    """
    row = work.first(people.person(work.actor, person_id))
    if row is None:
        work.intend(Tag.ACCESS_REFUSED)
        raise NotFound("There is nobody like that in your district.", "Search for the name again.")
    return row


def read_subject(work: Work, person_id: int) -> Subject:
    """Return whose record it is, for a form about it.

    Refuses: NotFound.
    Records: people:seen.
    """
    row = find_subject(work, person_id)
    work.record(Tag.PEOPLE_SEEN, subjects=[person_id], fields=["name", "grade"])
    return subject_of(row)


def search(work: Work, text: str) -> tuple[Subject, ...]:
    """Return people of the district by name, number or username.

    Records: people:seen, with whom it found.
    """
    words = text.split()[:5]
    rows = work.rows(people.search(work.actor, words, limit=NEWEST_SEARCH)) if words else ()
    if rows:
        work.record(Tag.PEOPLE_SEEN, subjects=[row.id for row in rows], fields=["name", "grade"])
    return tuple(subject_of(row) for row in rows)


def numbers_wanted(work: Work) -> bool:
    """Tell whether the district names student techs by number on what it hands out."""
    row = work.first(queries.rules(work.actor, "tech_names"))
    return row is not None and row.value == "number"


def name_techs(work: Work, value: str) -> None:
    """Choose how student techs are named on records that leave the office.

    Refuses: Invalid for another value.
    Records: rules:changed.
    """
    if value not in ("name", "number"):
        raise Invalid("Choose a name or a number.", field="names")
    _set_rule(work, "tech_names", "", value)


def _set_rule(work: Work, kind: str, code: str, value: str) -> None:
    set_by = {"set_by_id": work.actor.person_id, "set_at": work.now}
    district = work.actor.district_id
    work.insert(RecordRule, id=new_id(), district_id=district, kind=kind, code=code, value=value, **set_by)
    work.record(Tag.RULES_CHANGED, kind=kind, code=code, value=value)


def set_rule(work: Work, kind: str, code: str, value: str) -> None:
    """Keep a new version of a rule about records.

    Records: rules:changed.
    """
    _set_rule(work, kind, code, value)


def calendar_for(work: Work, site_id: int | None) -> SiteCalendar:
    """Return the calendar in whose time a record is told."""
    site = site_id or next(iter(sorted(work.actor.site_ids)), None)
    return calendar_of(work, site) if site else plain_calendar(work.actor.zone or "UTC")


def read_record(work: Work, person_id: int, after: str | None, every: bool = False) -> RecordView:
    """Return a page of one person's record, the newest first.

    Refuses: NotFound; by policy.read.
    Records: events:seen.
    """
    return _record(work, person_id, mark_of(after), SIZE, every, after, lambda rows: rows)


def print_record(work: Work, person_id: int, kind: str) -> RecordView:
    """Return the whole record with its corrections as it is handed out.

    Refuses: NotFound; by policy.read.
    Records: events:seen, record:exported.
    """
    view = record_to_hand_out(work, person_id, kind)
    about: dict[str, Any] = {"subjects": [person_id], "fields": ["events"], "purpose": "inspection"}
    work.record(Tag.RECORD_EXPORTED, **about, kind=kind, count=lines_in(view))
    return view


def lines_in(view: RecordView) -> int:
    """Return how many lines a record that is handed out has."""
    return len(view.lines) + len(view.outside) + len(view.corrections)


def record_to_hand_out(work: Work, person_id: int, kind: str, hide: ThirdParties | None = None) -> RecordView:
    """Return the whole record with its corrections, for what is handed out: others are hidden in what was typed.

    Shape: without what a court forbids to tell of; on paper the newest lines only, where there are too many:
    ``older`` says so, and a file has them.
    Refuses: NotFound; by policy.read.
    Records: events:seen; whoever hands it out records that.
    """
    whole = _record(work, person_id, None, MOST, False, None, may_be_told)
    if kind in WHOLE and whole.older:
        whole = replace(whole, lines=(*whole.lines, *_older_lines(work, whole)), older=None)
    hide = hide or third_parties(work, person_id)
    told = (one for one in whole.outside if not one.sealed)
    outside = tuple(one.hidden_by(hide.hide, hide.hide_in_party) for one in told)
    return replace(whole, outside=outside, corrections=corrections_of(work, person_id, hide.hide))


def _record(
    work: Work,
    person_id: int,
    key: list[Any] | None,
    size: int,
    every: bool,
    after: str | None,
    among: Callable[[Sequence[Any]], Sequence[Any]],
) -> RecordView:
    row = find_subject(work, person_id)
    work.intend(Tag.EVENTS_SEEN, subjects=[person_id])
    policy.read(work.actor, person_id).require()
    tags = [] if every else disclosing_tags()
    found = paging.cut(
        work.rows(queries.lines(work.actor, person_id, tags, key, size + 1)), size, key_of, after
    )
    numbers, seals = numbers_wanted(work), seals_of(work, [one.id for one in found.rows])
    work.record(Tag.EVENTS_SEEN, subjects=[person_id], fields=["events"], kind="record")
    return RecordView(
        subject=subject_of(row),
        lines=lines_of(among(found.rows), person_id, calendar_for(work, row.site_id), numbers, seals),
        outside=tuple(outside_of(one) for one in work.rows(queries.outside(work.actor, person_id))),
        older=found.older,
        newer=found.newer,
        every=every,
        numbers=numbers,
        keep=policy.keep(work.actor, person_id),
    )


def _older_lines(work: Work, view: RecordView) -> Iterator[Line]:
    """Yield the lines of a record that come after its first ones."""
    person_id, mark = view.subject.id, view.older
    calendar = calendar_for(work, find_subject(work, person_id).site_id)
    while mark:
        rows = work.rows(queries.lines(work.actor, person_id, disclosing_tags(), mark_of(mark), MOST + 1))
        found = paging.cut(rows, MOST, key_of, mark)
        seals = seals_of(work, [one.id for one in found.rows])
        yield from lines_of(may_be_told(found.rows), person_id, calendar, view.numbers, seals)
        mark = found.older


def write_outside(work: Work, person_id: int, wish: OutsideWish) -> None:
    """Write down that somebody outside the school asked for a record, for good.

    Refuses: NotFound; by policy.keep; Invalid for an empty line, a basis that is none, or a day to come.
    Records: disclosure:recorded.
    """
    find_subject(work, person_id)
    work.intend(Tag.DISCLOSURE_RECORDED, subjects=[person_id])
    policy.keep(work.actor, person_id).require()
    told = {name: " ".join(getattr(wish, name).split()) for name in ("party", "interest", "purpose", "what")}
    for name, text in told.items():
        if not text:
            raise Invalid("This line is empty. The law wants it on the record.", field=name)
    if wish.basis not in BASES or wish.outcome not in OUTCOMES:
        raise Invalid("Choose one from the list.", field="basis")
    if wish.basis == "none" and wish.outcome != "denied":
        raise Invalid(
            "Nothing is given out without a basis.", "Choose the basis, or say denied.", field="basis"
        )
    if wish.asked_on > work.today + timedelta(days=1):
        raise Invalid("That day has not come yet.", field="asked_on")
    keys = {"id": new_id(), "district_id": work.actor.district_id, "person_id": person_id}
    about = {"basis": wish.basis, "outcome": wish.outcome, "asked_on": wish.asked_on}
    by = {"recorded_by_id": work.actor.person_id, "recorded_at": work.now}
    work.insert(OutsideRequest, **keys, **told, further=" ".join(wish.further.split()), **about, **by)
    how = "refused" if wish.outcome == "denied" else "done"
    work.record(
        Tag.DISCLOSURE_RECORDED, subjects=[person_id], basis=wish.basis, outcome=how, how=wish.outcome
    )


def read_looks(work: Work, person_id: int, site_id: int | None, after: str | None) -> Looks:
    """Return who looked at the record of the one who asks, the newest first.

    Shape: the work is the product's own, on behalf of that person, since their connection reads no events.
    """
    rows = work.rows(queries.lines(work.actor, person_id, looking_tags(), mark_of(after), SIZE + 1))
    found = paging.cut(rows, SIZE, key_of, after)
    calendar = calendar_for(work, site_id)
    seals = seals_of(work, [row.id for row in found.rows])
    lines = lines_of(may_be_told(found.rows), person_id, calendar, numbers_wanted(work), seals)
    return Looks(lines, found.older, found.newer)
