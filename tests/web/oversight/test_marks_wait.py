"""Judging looks takes long where somebody read much; meanwhile everybody else may write."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.audit.tags import Tag
from app.kernel import db
from app.oversight.marks.keeping import keep_up
from tests.cast import School
from tests.web.oversight.acting import act, last_week

pytestmark = pytest.mark.database("sqlite")  # PostgreSQL lets several write at once


def test_what_is_judged_is_read_while_others_may_write(school: School) -> None:
    act(school, "bo", Tag.QUEUE_SEEN, last_week())
    seen: list[tuple[str, str]] = []

    def note(connection: sa.Connection, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append((connection.get_execution_options().get("sqlite_begin", ""), statement))

    sa.event.listen(db.engine("system"), "before_cursor_execute", note)
    try:
        assert keep_up(school.district_id) > 0
    finally:
        sa.event.remove(db.engine("system"), "before_cursor_execute", note)
    judged = [begun for begun, statement in seen if "FROM audit_event" in statement]
    assert judged and set(judged) == {"DEFERRED"}
    marked = [begun for begun, statement in seen if statement.startswith("INSERT INTO review_mark")]
    assert marked and set(marked) == {"IMMEDIATE"}
