"""Schools that differ in hidden values alone, each with its own database, application and people."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import create_app, storage
from app.config import Settings
from app.helpdesk.tickets import taking
from app.kernel import clock, db, ids
from app.school.people import feeder, names_file
from tests import cast
from tests.cast import PASSWORD, School, raise_school
from tests.helpers import confirm
from tests.privacy.acts import settled

People = dict[str, tuple[str, str, str, str]]
Named = dict[str, tuple[str, str, str]]
PAUSE = timedelta(minutes=9)  # shorter than a student's screen takes to lock
SEED = 20_261_122
# Rungs that the cast has nobody on, and somebody who is kept apart from every student tech.
MORE: People = {
    "vera": ("student", "Vera", "Lindqvist", "5550119"),
    "olu": ("student", "Olumide", "Adebayo", "5550117"),
    "lea": ("student", "Leandra", "Castellanos", "5550118"),
}
MORE_RUNGS = {"olu": "observer", "lea": "lead"}
DRAWN = re.compile(r"\b(?:JCM-\d{5}|[RP]-[2-9A-Z]{3}|\d{15,19}|[0-9a-f]{32})\b")
MARK = re.compile(r"(?<=after=)W[yz][\w-]{8,}")  # the key of a row, as `paging.encode` makes it


@dataclass
class World:
    """A school, and what belongs to its process while it is entered.

    Shape: ``exact`` when it issues the same numbers as the one it is compared with.
    """

    app: Flask
    owner: sa.Engine
    school: School
    people: People
    engines: dict[str, sa.Engine]
    folder: Path
    label: str
    exact: bool
    clients: dict[str, tuple[FlaskClient, datetime]] = field(default_factory=dict)

    def client(self, name: str) -> FlaskClient:
        """Return a client that has just signed in and confirmed who it is."""
        client = self.app.test_client()
        assert client.post("/sign-in", data={"username": name, "password": PASSWORD}).status_code == 303
        confirm(client)
        return client

    def of(self, name: str) -> FlaskClient:
        """Return the client that somebody keeps using; who paused so long that the screen locks signs in anew."""
        client, used = self.clients.get(name, (None, clock.now()))
        if client is None or abs(clock.now() - used) > PAUSE:
            client = self.client(name)
        self.clients[name] = (client, clock.now())
        return client

    @contextmanager
    def entered(self, moment: datetime) -> Iterator[None]:
        """Make this world the process's, at a moment."""
        db.use_engines(self.engines)
        # What the process remembers of another world is forgotten, but for the files of names.
        taking._told.clear()
        names_file.keep_in(self.folder / "nowhere")
        feeder.forget()
        names_file.keep_in(self.folder)
        with ids.repeatable(Random(f"{SEED} {moment}")), clock.at(moment):
            yield

    def close(self) -> None:
        self.owner.dispose()
        for engine in {id(one): one for one in self.engines.values()}.values():
            engine.dispose()


def raise_world(
    folder: Path,
    named: Named,
    moment: datetime,
    label: str = "the other school",
    exact: bool = True,
    database_url: str = "",
) -> World:
    """Raise the cast's school with other names and numbers, in a folder of its own, where SQLite keeps its database."""
    everybody = cast.PEOPLE | MORE
    people = {name: (row[0], *named.get(name, row[1:])) for name, row in everybody.items()}
    feeder.forget()
    with pytest.MonkeyPatch.context() as patch, ids.repeatable(Random(SEED)), clock.at(moment):
        patch.setattr(cast, "PEOPLE", people)
        patch.setattr(cast, "RUNGS", cast.RUNGS | MORE_RUNGS)
        settings = Settings.from_env({"CADRE_INSTANCE": str(folder), "CADRE_DATABASE_URL": database_url})
        settings = Settings(**{**settings.__dict__, "testing": True, "hurried": True})
        storage.initialize(settings, lambda _said: None)
        owner = storage.owner_engine(settings)
        school = raise_school(owner)
        app = create_app(settings)
        app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
        return World(app, owner, school, people, db.use_engines({}), folder, label, exact)


def named_by_order(text: str) -> str:
    """Name what was drawn at random by its order of appearance, page marks read, and leave out form tokens."""
    known: dict[str, str] = {}
    text = MARK.sub(lambda found: base64.urlsafe_b64decode(found.group() + "==").decode(), settled(text))
    return DRAWN.sub(lambda found: known.setdefault(found.group(), f"<{len(known)}>"), text)
