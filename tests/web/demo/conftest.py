"""Two small demo schools of the same seed, built one after the other in the test's database."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.config import Settings
from app.demo import cards, kept
from app.demo.build import Progress, build_school, make_stage
from app.demo.install import now
from app.demo.stage import Stage
from app.school.calendar import service as calendar
from app.school.people import feeder
from tests.fresh import Snapshot

SEED, PEOPLE, TICKETS = 3, 60, 24


@dataclass
class Built:
    """A built demo and what can be counted of it."""

    stage: Stage
    first: dict[str, Any]
    second: dict[str, Any]
    seconds: float
    cards: tuple[kept.Card, ...]


def build(app: Flask, snapshot: Snapshot) -> Stage:
    """Build the small demo beside the cast's school, which is laid back first."""
    feeder.forget()
    calendar.forget()
    snapshot.lay_back()
    stage = make_stage(SEED, PEOPLE, now())
    build_school(stage, TICKETS, Progress(lambda _words: None))
    return stage


def facts(owner: sa.Engine, stage: Stage) -> dict[str, Any]:
    """Count what must be the same for the same seed."""
    here = {"district": stage.district_id}

    def rows(statement: str) -> list[Any]:
        with owner.connect() as c:
            return [tuple(row) for row in c.execute(sa.text(statement), here)]

    private = "FROM ticket_private WHERE district_id = :district"
    return {
        "titles": sorted(rows(f"SELECT title {private}")),
        "events": Counter(rows("SELECT tag, outcome FROM audit_event WHERE district_id = :district")),
        "statuses": Counter(rows("SELECT kind, status FROM ticket WHERE district_id = :district")),
        "people": sorted(
            rows("SELECT given, family, number FROM person_private WHERE district_id = :district")
        ),
        "drafts": Counter(rows("SELECT state FROM draft WHERE district_id = :district")),
        "keys": sorted(rows("SELECT id FROM ticket WHERE district_id = :district")),
    }


@pytest.fixture(scope="package")
def demo(app: Flask, snapshot: Snapshot, owner: sa.Engine, settings: Settings) -> Iterator[Built]:
    """Return the small demo with its cards, built twice; what asks for ``school`` comes in a later file."""
    first = facts(owner, build(app, snapshot))
    started = time.perf_counter()
    stage = build(app, snapshot)
    seconds = time.perf_counter() - started
    second = facts(owner, stage)
    found = cards.open_accounts(stage)
    kept.keep(settings, found)
    yield Built(stage, first, second, seconds, found)
    kept.forget(settings)
    feeder.forget()
    calendar.forget()
    snapshot.lay_back()


def count(owner: sa.Engine, table: Any, *where: Any) -> int:
    """Return how many rows fit."""
    with owner.connect() as c:
        return int(c.execute(sa.select(sa.func.count()).select_from(table).where(*where)).scalar_one())
