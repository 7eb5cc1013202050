"""What a drill plants has the very shape of what the product records, act for act."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.oversight.drill.acts import KINDS, Place, event_of, known_act
from app.oversight.drill.school import DrillSchool
from tests.web.demo.conftest import Built

# Acts that the small demo never does; their services are told apart by their own tests.
NEVER = {
    "list",  # a student's list shows no name, so it is no event; an adult's is
    "hand_back",
    "reveal",
    "break_glass",
    "copy",
    "print",
    "export",
    "edit_draft",
    "people",
    "assign",
    "forbidden",
}


def recorded(owner: sa.Engine, district: int, tag: str, role: str) -> list[Any]:
    """Return what the product recorded of a kind, by people with such a hat."""
    e = AuditEvent
    select = sa.select(e).where(e.district_id == district, e.tag == tag, e.actor_role.startswith(role))
    with owner.connect() as connection:
        return list(connection.execute(select.limit(400)))


@pytest.mark.parametrize("act", sorted(set(KINDS) - NEVER))
def test_an_act_is_recorded_in_the_same_shape(act: str, demo: Built, owner: sa.Engine) -> None:
    assert known_act(act)
    kind, school = KINDS[act], DrillSchool(1, district_id=1, site_id=2)
    role = "my" if act == "ask" else "desk"
    planted = event_of(school.actor(3, "requester" if act == "ask" else "tech"), demo.stage.times.at(
        demo.stage.times.days[0], 600), act, Place(4, 2, 5))  # fmt: skip
    own = recorded(owner, demo.stage.district_id, kind.tag, role)
    found = own or recorded(owner, demo.stage.district_id, kind.tag, "")
    assert found, f"the demo records no {kind.tag}"
    shapes = {(row.ticket_id is not None, row.outcome, frozenset(row.codes)) for row in found}
    assert (planted["ticket_id"] is not None, planted["outcome"], frozenset(planted["codes"])) in shapes
    assert set(planted) <= set(AuditEvent.__table__.c.keys())
    assert any(row.fields == planted["fields"] for row in found if row.outcome == planted["outcome"])
    assert any(bool(row.subjects) == bool(planted["subjects"]) for row in found)
    if own and role == "desk":
        assert planted["clearance"] in {row.clearance for row in found}
