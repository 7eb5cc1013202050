"""Fill an empty data folder with a school and its tickets: python -m bench.fill --help"""

import argparse
import json
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from app import models as m
from app import storage
from app.audit.work import look
from app.config import Settings
from app.identity.actor import system_actor
from app.kernel import paging, zones
from app.kernel.db import engine
from app.school.calendar.service import SiteCalendar, calendar_of
from app.school.people import feeder
from bench.cast import School, raise_school
from bench.desk import Desk
from bench.peers import corpus_stories, load_corpus
from bench.sink import pouring
from bench.story import Story, days_of, stories
from bench.texts import Texts

Tell = Callable[[str], None]
PAGE = 25
DEEPEST = 1000


def fill(
    settings: Settings, count: int, code: str = "SMS", corpus: Path | None = None, tell: Tell = print
) -> School:
    """Fill an initialized, empty database and return the school's keys; the app's engines must be in use."""
    began = time.monotonic()
    now = datetime.now(UTC).replace(microsecond=0)
    owner = storage.owner_engine(settings)
    peers = load_corpus(corpus) if corpus else None
    students = max(50, min(5000, count // 5)) if peers else 800
    with pouring(owner) as sink:
        years = now.year - 2024 if peers else 2 + days_of(count) // 365
        school = raise_school(sink, now, code, years, students)
    mask = feeder.build(school.district_id).mask
    told: Iterable[Story]
    if peers:
        told = corpus_stories(peers, school, mask, count)
    else:
        told = stories(school, Texts(school.names[:800], mask), count, now)
    calendar = _calendar(school)
    for clearance in zones.CLEARANCES:  # the fill wants the file for itself
        engine(clearance).dispose()
    with pouring(owner, bulk=True) as sink:
        last = _pour(Desk(sink, school, calendar, settings.sqlite), told)
        sink.put(
            m.tickets.TicketCounter,
            site_id=school.site_id,
            district_id=school.district_id,
            next_number=last + 1,
        )
    owner.dispose()
    rows = sum(sink.written.values())
    tell(f"filled {count:,} tickets, {rows:,} rows in {time.monotonic() - began:.0f} s")
    return school


def _calendar(school: School) -> SiteCalendar:
    with look(system_actor(school.district_id)) as work:
        return calendar_of(work, school.site_id)


def _pour(desk: Desk, told: Iterable[Story]) -> int:
    number = 0
    for story in told:
        desk.write(story)
        number = story.number
    return number


def deep_mark(settings: Settings, site_id: int, page: int = DEEPEST) -> str:
    """Return the mark of a page far down the queue, or of the last full one."""
    ticket = m.tickets.Ticket
    queue = sa.select(ticket.due_at, ticket.id).where(
        ticket.site_id == site_id,
        ticket.status == "queued",
        ticket.kind == "live",
        ticket.sensitive.is_(False),
    )
    owner = storage.owner_engine(settings)
    with owner.connect() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(queue.subquery())).scalar_one()
        skip = max(0, (min(page, count // PAGE) - 1) * PAGE - 1)
        row = connection.execute(queue.order_by(ticket.due_at, ticket.id).offset(skip).limit(1)).one()
    owner.dispose()
    return paging.encode((row.due_at.isoformat(), row.id))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.fill", description=__doc__)
    parser.add_argument("--tickets", type=int, required=True)
    parser.add_argument("--site-code", default="SMS", help="the numbers' first part")
    parser.add_argument("--corpus", type=Path, help="the peers' corpus.py: ticket i of it becomes CODE-i")
    parser.add_argument(
        "--describe", type=Path, help="write ours.json there, with the deep page of this fill"
    )
    return parser.parse_args()


def main() -> None:
    """Initialize the data folder of CADRE_INSTANCE and fill it."""
    asked = _arguments()
    settings = Settings.from_env()
    storage.initialize(settings, print)
    storage.open_engines(settings)
    school = fill(settings, asked.tickets, asked.site_code, asked.corpus)
    if asked.describe:
        ours = json.loads((Path(__file__).parent / "ours.json").read_text())
        ours["list"]["deep"] = ours["list"]["deep"].replace("MARK", deep_mark(settings, school.site_id))
        asked.describe.write_text(json.dumps(ours, indent=2) + "\n")


if __name__ == "__main__":
    main()
