"""A newer version's kinds of trouble come to districts that have a catalog, and what they have stays as it is."""

import sqlalchemy as sa

from app.helpdesk.catalog.models import Category
from app.helpdesk.catalog.services import complete_catalogs
from tests.cast import School
from tests.web.intake.arrange import events
from tests.web.tickets.arrange import rows

LATER = ("counselor", "health")


def test_what_lacks_is_added_once_and_nothing_else_changes(school: School, owner: sa.Engine) -> None:
    complete_catalogs()  # the cast's catalog lacks counters and messages for nobody from now on
    with owner.begin() as connection:
        here = Category.district_id == school.district_id
        connection.execute(sa.delete(Category).where(here, Category.code.in_(LATER)))
        own = sa.update(Category).where(here, Category.code == "wifi")
        connection.execute(own.values(name="Our Wi-Fi", ask="No network?", adult_only=True))
    before = {row.code: tuple(row) for row in rows("category", district_id=school.district_id)}
    told = len(events("school:started"))
    assert complete_catalogs() == len(LATER)
    assert complete_catalogs() == 0
    after = {row.code: row for row in rows("category", district_id=school.district_id)}
    assert {code: tuple(row) for code, row in after.items() if code not in LATER} == before
    assert all(after[code].private and after[code].adult_only for code in LATER)
    assert len(events("school:started")) == told + 1
