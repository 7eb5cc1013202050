"""A random word in every vault field: no piece of five characters of it reaches a student, or lies elsewhere.

The fields are found by what the tables declare, so that a new one is under the test the day it is made. What a
student wrote, and a student's own record, may be read by that student alone.
"""

import logging
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import models as m
from app.config import Settings
from app.kernel import db
from app.kernel.data import Datum
from app.models import metadata
from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.acts import reply, taken
from tests.privacy.channels.conftest import Morning, walked
from tests.privacy.channels.conftest import morning as _morning
from tests.web.attachments.arrange import claimed_with
from tests.web.attachments.pictures import png
from tests.web.curriculum.arrange import finished

morning = _morning
STUDENTS = ("bo", "cy", "ines", "tomo", "lax")
LETTERS = "жцщэюяѣѳ"  # no page, token or address has five of these in a row
SHORTEST = 40  # narrower columns hold codes
OWNERS = ("author_id", "person_id", "student_id", "tech_id", "uploader_id", "signer_id")
OPEN_OF = {
    "message_private": (m.tickets.Message, "message_id"),
    "draft_private": (m.drafts.Draft, "draft_id"),
    "resolution_private": (m.tickets.Resolution, "resolution_id"),
}


def words_of(table: sa.Table) -> list[sa.Column[Any]]:
    """Return the columns of a vault table that hold a person's words."""
    return [
        column
        for column in table.c
        if isinstance(column.info.get("data"), Datum)
        and isinstance(column.type, sa.String)
        and (column.type.length or SHORTEST) >= SHORTEST
        and column.name not in ("spans", "boxes", "salt")
    ]


def _owner_of(connection: sa.Connection, table: sa.Table, row: Any) -> int:
    """Return whose words a row holds, or nobody's."""
    if table.name in OPEN_OF:
        model, key = OPEN_OF[table.name]
        opened: Any = model.__table__
        row = connection.execute(sa.select(opened).where(opened.c.id == row._mapping[key])).one()
    return next((row._mapping[name] for name in OWNERS if row._mapping.get(name)), 0)


def plant(owner: sa.Engine) -> dict[str, int]:
    """Write a random word into every field, past the guards, and return whose each is."""
    chance, planted = Random(5), dict[str, int]()
    with owner.begin() as connection:
        for table in metadata.sorted_tables:
            fields = words_of(table) if table.info.get("zone") == "vault" else []
            if not fields or table.info.get("append_only"):
                continue
            for row in connection.execute(sa.select(table)).all():
                filled = [field for field in fields if row._mapping[field.name]]
                values = {field.name: "".join(chance.choices(LETTERS, k=16)) for field in filled}
                if values:
                    key = [column == row._mapping[column.name] for column in table.primary_key]
                    connection.execute(sa.update(table).where(*key).values(values))
                    planted |= dict.fromkeys(values.values(), _owner_of(connection, table, row))
    return planted


def pieces(words: Any) -> set[str]:
    """Return every piece of five characters of some words."""
    return {word[place : place + 5] for word in words for place in range(len(word) - 4)}


@pytest.fixture
def planted(
    morning: Morning, sign_in: SignIn, maria: FlaskClient, school: School, owner: sa.Engine
) -> dict[str, int]:
    bo, cy = sign_in("bo"), sign_in("cy")
    claimed_with(maria, bo, school, png(), text="It is dark, see the picture.")
    held = taken(maria, cy, school)
    reply(cy, held, "Hello {first name}, restart it.")
    cy.post(f"/desk/tickets/{held}/typing", data={"reply": "I type this."})
    finished(school)
    return plant(owner)


def test_many_fields_are_planted(planted: dict[str, int]) -> None:
    assert len(planted) > 60 and len(pieces(planted)) > 500


@pytest.mark.parametrize("name", STUDENTS)
def test_no_piece_reaches_a_student(
    name: str,
    planted: dict[str, int],
    morning: Morning,
    sign_in: SignIn,
    school: School,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hunted = pieces(word for word, whose in planted.items() if whose != school.people[name])
    with caplog.at_level(logging.DEBUG):
        answers = walked(sign_in(name), morning)
    assert sum(each.status == 200 for each in answers) >= 5
    for each in answers:
        said = (each.text + each.headers + each.path).lower()
        assert [piece for piece in hunted if piece in said] == [], each.path
    assert [piece for piece in hunted if piece in caplog.text.lower()] == []


def test_no_piece_lies_outside_the_vault(
    planted: dict[str, int], owner: sa.Engine, settings: Settings
) -> None:
    hunted = pieces(planted)
    with owner.connect() as connection:
        for table in metadata.sorted_tables:
            if table.info["zone"] in ("vault", "secret") or (
                table.info.get("sqlite_only") and not db.is_sqlite()
            ):
                continue
            said = " ".join(str(tuple(row)) for row in connection.execute(sa.select(table))).lower()
            assert [piece for piece in hunted if piece in said] == [], table.name
    for path in settings.instance.rglob("*"):
        if path.is_file() and not path.name.startswith("cadre.db"):
            held = path.read_bytes().decode("utf-8", "replace")
            assert [piece for piece in hunted if piece in held] == [], path.name
