"""REPLACE finds its victim by any key, the hidden row number among them; programs with default settings too."""

import sqlite3
from pathlib import Path

import pytest

from app.audit.tags import Tag
from app.audit.work import look
from app.identity.actor import system_actor
from app.kernel import db
from tests.cast import School


@pytest.mark.database("sqlite")  # PostgreSQL has no row numbers of this kind
def test_no_event_is_replaced_by_its_row_number(school: School) -> None:
    with look(system_actor(school.district_id)) as work:
        work.record(Tag.EVENTS_SEEN)
    file = Path(str(db.engine("system").url.database))
    with sqlite3.connect(file) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(audit_event)")]
        columns = ", ".join(f"'{'0' * 32}'" if name == "id" else name for name in names)
        replaced = f"INSERT OR REPLACE INTO audit_event (rowid, {', '.join(names)}) "
        replaced += f"SELECT rowid, {columns} FROM audit_event"
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            connection.execute(replaced)
