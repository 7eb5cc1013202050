"""Tell what a database holds, without loading what builds a demo."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import make_url

from app import storage
from app.audit.log.origins import DEMO, SCHOOL, Whose
from app.config import Settings
from app.kernel.db import engine
from app.school.places.models import Org

MARK = "demo-building"


def state_of(settings: Settings) -> str:
    """Return what the database holds: bare (no tables), empty, demo, school, or broken (a demo half built)."""
    if settings.sqlite and not path_of(settings).exists():
        return "bare"
    engine = storage.owner_engine(settings)
    try:
        with engine.connect() as connection:
            rows = connection.execute(sa.select(Org.demo, Org.active)).all()
    except (sa.exc.OperationalError, sa.exc.ProgrammingError):
        return "bare"
    finally:
        engine.dispose()
    if (settings.instance / MARK).exists():
        return "broken"
    if not rows:
        return "empty"
    return "demo" if any(row.demo and row.active for row in rows) else "school"


def path_of(settings: Settings) -> Path:
    """Return the file of a SQLite database."""
    return Path(make_url(settings.database_url).database or "")


def whose_log() -> Whose:
    """Return whose log goes on in this database: a demo's while one is in use, else the school's."""
    demos = sa.select(Org.district_id, Org.active).where(Org.demo)
    with engine("system").connect() as connection:
        rows = connection.execute(demos).all()
    kind = DEMO if any(row.active for row in rows) else SCHOOL
    return Whose(kind, frozenset(row.district_id for row in rows))
