"""One database per run: SQLite, or PostgreSQL with CADRE_TEST_DATABASE=postgres.

It is laid back to the cast's school before each test that asks for it.
"""

import hashlib
import os
import re
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app, storage
from app.config import Settings
from app.kernel import clock, db
from app.school.calendar import service as calendar
from app.school.people import feeder, names_file
from tests.cast import PASSWORD, School
from tests.fresh import Snapshot

_patient = hypothesis.settings(  # of a machine that is shared
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("short", _patient, derandomize=True, max_examples=100)
hypothesis.settings.register_profile("thorough", _patient, max_examples=2000)
hypothesis.settings.load_profile("thorough" if os.environ.get("CADRE_THOROUGH") == "1" else "short")


def pytest_configure() -> None:
    """Stop the servers that were started, also when ./test is ended."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other database; on PostgreSQL also what touches none and what starts servers,
    which SQLite's run has."""
    here = "postgres" if os.environ.get("CADRE_TEST_DATABASE") == "postgres" else "sqlite"
    kept = [i for i in items if all(mark.args == (here,) for mark in i.iter_markers("database"))]
    if here == "postgres":
        touching = (i for i in kept if "database_url" in getattr(i, "fixturenames", ()))
        kept = [i for i in touching if "served" not in i.keywords]
    config.hook.pytest_deselected(items=[i for i in items if i not in kept])
    items[:] = kept


def corpus_folder() -> Path:
    """Return where the shared inputs lie, or skip with the reason."""
    folder = Path(os.environ.get("CADRE_CORPUS") or Path(__file__).parents[2] / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("the shared inputs are not here; set CADRE_CORPUS to their folder")
    return folder


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """Return the owner's address of an empty database: SQLite's is made in the data folder."""
    if os.environ.get("CADRE_TEST_DATABASE") != "postgres":
        yield ""
        return
    given = os.environ.get("CADRE_TEST_DATABASE_URL")
    if given:
        yield given
        return
    from tests.postgres_server import running

    with running() as url:
        yield url


@pytest.fixture(scope="session")
def settings(database_url: str) -> Iterator[Settings]:
    folder = Path(tempfile.mkdtemp(prefix="cadre-test-"))
    env = {"CADRE_INSTANCE": str(folder)} | ({"CADRE_DATABASE_URL": database_url} if database_url else {})
    made = Settings.from_env(env)
    made = replace(made, testing=True, hurried=True)
    storage.initialize(made, print)
    yield made
    shutil.rmtree(folder, ignore_errors=True)


_RANDOM = re.compile(r'(name="(?:csrf_token|once)"[^>]* value=")([^"]+)')


def _in_digits(drawn: re.Match[str]) -> str:
    """Return the same digits for the same token, and others for another."""
    return drawn[1] + str(int.from_bytes(hashlib.sha256(drawn[2].encode()).digest()))[:24]


class LookingClient(FlaskClient):
    """A client that finds an id twice on a page, whatever the test is about, and what points to an id that is not
    there: a reader of screens would be led to the wrong field, or nowhere.

    What a page draws at random is written without letters: two of them may be anybody's name by chance.
    """

    def open(self, *args: Any, **more: Any) -> TestResponse:
        """Ask, and look at the page that comes back."""
        answer = super().open(*args, **more)
        if answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            if not self.application.config["WTF_CSRF_ENABLED"]:
                answer.set_data(page := _RANDOM.sub(_in_digits, page))
            ids = Counter(re.findall(r'\sid="([^"]*)"', page))
            twice = sorted(one for one, count in ids.items() if count > 1)
            named = re.findall(r'\s(?:for|aria-(?:describedby|labelledby|controls))="([^"]*)"', page)
            nowhere = sorted({one for words in named for one in words.split()} - set(ids))
            assert (twice, nowhere) == ([], []), f"{answer.request.path}: twice, and nowhere"
        return answer


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    built = create_app(settings)
    built.test_client_class = LookingClient
    built.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    yield built
    for engine in {id(e): e for e in db.use_engines({}).values()}.values():
        engine.dispose()


@pytest.fixture(scope="session")
def owner(settings: Settings) -> Iterator[sa.Engine]:
    """The owner's engine: for arranging and asserting, never for the code under test."""
    engine = storage.owner_engine(settings)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def snapshot(app: Flask, owner: sa.Engine) -> Iterator[Snapshot]:
    taken = Snapshot(owner)
    yield taken
    taken.close()


@pytest.fixture
def school(snapshot: Snapshot, settings: Settings) -> School:
    """The cast's school, fresh: see tests/cast.py."""
    names_file.keep_in(settings.instance)
    feeder.forget()
    calendar.forget()
    return snapshot.lay_back()


SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def sign_in(app: Flask, school: School) -> SignIn:
    """Return a function that gives a signed-in client for a member of the cast."""

    def of(name: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/sign-in", data={"username": name, "password": PASSWORD})
        assert answer.status_code == 303, answer.get_data(as_text=True)[:500]
        return client

    return of


@pytest.fixture
def bo(sign_in: SignIn) -> FlaskClient:
    """An independent student tech."""
    return sign_in("bo")


@pytest.fixture
def cy(sign_in: SignIn) -> FlaskClient:
    """An apprentice student tech, in Ines's group."""
    return sign_in("cy")


@pytest.fixture
def ines(sign_in: SignIn) -> FlaskClient:
    """A peer trainer."""
    return sign_in("ines")


@pytest.fixture
def okafor(sign_in: SignIn) -> FlaskClient:
    """The supervising teacher."""
    return sign_in("okafor")


@pytest.fixture
def dana(sign_in: SignIn) -> FlaskClient:
    """The adult technician."""
    return sign_in("dana")


@pytest.fixture
def reyes(sign_in: SignIn) -> FlaskClient:
    """The privacy officer."""
    return sign_in("reyes")


@pytest.fixture
def adair(sign_in: SignIn) -> FlaskClient:
    """The administrator."""
    return sign_in("adair")


@pytest.fixture
def maria(sign_in: SignIn) -> FlaskClient:
    """A requester, a student."""
    return sign_in("maria")


@pytest.fixture
def stranger(sign_in: SignIn) -> FlaskClient:
    """A student tech of a school in another district."""
    return sign_in("zed")


@pytest.fixture
def nobody(app: Flask, school: School) -> FlaskClient:
    """Nobody is signed in."""
    return app.test_client()


@pytest.fixture
def still() -> Iterator[None]:
    """Let the clock stand still: two pages are compared that tell the time, and no minute may end between them."""
    with clock.at(clock.now()):
        yield
