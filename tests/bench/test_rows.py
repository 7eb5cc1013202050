"""The benchmark's rows look as those that the services write: same columns filled, same codes, same events."""

import itertools
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.work import look
from app.identity.actor import system_actor
from app.kernel import clock
from app.models import metadata
from app.school.calendar.service import calendar_of
from app.school.people import feeder
from bench.cast import School as Filled
from bench.cast import raise_school
from bench.desk import Desk
from bench.sink import pouring
from bench.story import stories
from bench.texts import Texts
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask
from tests.web.tickets.arrange import morning, reply, words

COUNT = 1500
# Filled or not in both: a device or none, a moment between two bells, a reply that somebody reads later.
FREE = {"device_id", "device_theirs", "period_id", "draft_id"}
KINDS: dict[str, tuple[str, ...]] = {
    "ticket": (
        "kind",
        "tier",
        "channel",
        "sensitive",
        "status",
        "pending_reason",
        "closure_code",
    ),
    "ticket_private": (),
    "message": ("kind", "side", "channel", "canned_code"),
    "message_private": (),
    "activity": ("kind", "from_status", "to_status", "code"),
    "audit_event": ("tag", "actor_role", "clearance", "basis", "outcome", "purpose"),
    "person": ("kind", "active"),
    "person_private": (),
    "account": (),
    "staff_profile": (),
}
Shape = tuple[tuple[Any, ...], frozenset[tuple[str, str]]]
_SLIDES = itertools.count(100)


@pytest.fixture(autouse=True)
def at_school() -> Iterator[datetime]:
    with morning() as start:
        yield start


def pour(owner: sa.Engine) -> Filled:
    """Pour a second district beside the cast's."""
    now = clock.now().replace(microsecond=0)
    with pouring(owner) as sink:
        made = raise_school(sink, now, "SMS", students=60)
    with look(system_actor(made.district_id)) as work:
        calendar = calendar_of(work, made.site_id)
    mask = feeder.build(made.district_id).mask
    with pouring(owner) as sink:
        desk = Desk(sink, made, calendar, owner.dialect.name == "sqlite")
        for story in stories(made, Texts(made.names[:60], mask), COUNT, now):
            desk.write(story)
    return made


def test_a_filled_row_has_the_shape_of_one_that_services_wrote(
    owner: sa.Engine, school: School, sign_in: SignIn
) -> None:
    poured = pour(owner)
    work_a_day(sign_in, school)
    with owner.connect() as connection:
        for name in KINDS:
            found = shapes(connection, name, poured.district_id)
            ours = shapes(connection, name, school.district_id)
            assert found and [told(one, ours) for one in found - ours] == [], name


def told(shape: Shape, ours: set[Shape]) -> tuple[Any, ...]:
    """Say in what a row is unlike those of its kind."""
    near = [columns for kind, columns in ours if kind == shape[0]]
    least = min((columns ^ shape[1] for columns in near), key=len, default=frozenset())
    return (*shape[0], sorted(least)) if near else (*shape[0], "of no kind that services write")


def shapes(connection: sa.Connection, name: str, district: int) -> set[Shape]:
    """Return each kind of row of a table: its codes, which columns hold what, and for an event what it tells of."""
    table = metadata.tables[name]
    found: set[Shape] = set()
    for row in connection.execute(sa.select(table).where(table.c.district_id == district)):
        told: dict[str, Any] = dict(row._mapping)
        kind = tuple(told[column] for column in KINDS[name])
        if name == "audit_event":
            kind += (tuple(sorted(row.codes)), tuple(row.fields), len(row.subjects))
        found.add(
            (kind, frozenset((one, type(value).__name__) for one, value in told.items() if one not in FREE))
        )
    return found


def do(client: FlaskClient, path: str, **data: str) -> None:
    answer = client.post(path, data=data)
    assert answer.status_code == 303, words(answer)


def answered(client: FlaskClient, number: str, hat: str = "desk") -> None:
    answer = reply(client, number, "Look at the bin, please.", secrets.token_urlsafe(18), hat)
    assert answer.status_code == 303


def asked(maria: FlaskClient, school: School, **more: str) -> str:
    once, text = secrets.token_urlsafe(18), f"My slides number {next(_SLIDES)} are gone."  # no words twice
    return ask(maria, school, text=text, once=once, **more)


def work_a_day(sign_in: SignIn, school: School) -> None:
    """Let people do all that a filled ticket tells of."""
    maria, bo, cy, okafor, dana = (sign_in(name) for name in ("maria", "bo", "cy", "okafor", "dana"))
    for device in ("none", "other"):
        asked(maria, school, category="other", device=device, tag="JC-03318")
        asked(maria, school, device=device, tag="JC-03318")
    do(maria, f"/my/tickets/{asked(maria, school)}/withdraw")
    for spoken in (False, True):
        for end in ("", "hand-back", "withdraw", "answer", "room_free", "in_review", "resolved", "closed"):
            number = asked(maria, school)
            tech = cy if end == "in_review" else dana if end in ("answer", "room_free") else bo
            assert tech.get(f"/desk/tickets/{number}").status_code == 200
            do(tech, f"/desk/tickets/{number}/claim")
            if spoken:
                answered(*((okafor, number, "teach") if tech is cy else (tech, number)))
                once = secrets.token_urlsafe(18)
                do(maria, f"/my/tickets/{number}", text="It is still so.", act="reply", once=once)
            come_to(end, number, tech, maria)


def come_to(end: str, number: str, tech: FlaskClient, maria: FlaskClient) -> None:
    """Bring a claimed ticket to one of the ends that the benchmark fills."""
    desk = f"/desk/tickets/{number}"
    if end in ("hand-back", "withdraw"):
        card = {"state": "It still drops.", "tried": "The bin.", "next": "Try a second device."}
        do(tech, f"{desk}/hand-back", **card)
    if end == "withdraw":
        do(maria, f"/my/tickets/{number}/withdraw")
    if end in ("answer", "room_free"):
        do(tech, f"{desk}/wait", reason=end, question="In which room?")
    if end in ("in_review", "resolved", "closed"):
        told = {"cause": "An old link.", "fix": "Made it anew.", "code": "fixed", "open_steps": "One device."}
        do(tech, f"{desk}/done", **told)
    if end == "closed":
        do(maria, f"/my/tickets/{number}/confirm")
