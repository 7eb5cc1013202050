"""Real sets and odd texts that others wrote come in, twice, and change nothing the second time."""

import json

import pytest
import sqlalchemy as sa

from app.audit.work import begin, look
from app.identity.actor import system_actor
from app.school.people.models import PersonPrivate
from app.school.roster import services
from app.school.roster.reader import read_roster
from tests.conftest import corpus_folder
from tests.unit.roster.sets import ORGS, user_row, users
from tests.web.school.conftest import Import, numbers, rows


@pytest.mark.corpus
def test_microsofts_sample_comes_in(bare: sa.Engine) -> None:
    folder = corpus_folder() / "roster-microsoft-sds-a" / "SDS v2.1"
    roster = read_roster(folder)
    with look(system_actor(0)) as work:
        actor = system_actor(services.find_home(work, roster))
    with begin(actor) as work:
        done = services.apply(work, roster)
    assert numbers(done)["people"] == (8, 0, 0, 0, 0)
    assert numbers(done)["orgs"] == (3, 0, 0, 0, 0)
    assert ("users.csv", ("activeDirectoryMatchId", "password")) in done.left_out
    with begin(actor) as work:
        assert services.apply(work, roster).changes_nothing


@pytest.mark.corpus
def test_naughty_strings_are_kept_as_names(bare: sa.Engine, bring: Import) -> None:
    found = json.loads(next((corpus_folder() / "naughty-strings").rglob("*.json")).read_text("utf-8"))
    names = [" ".join(one.split()) for one in found]
    names = [one for one in names if one and "\0" not in one and len(one) <= 120]
    people = users(*(user_row(number, familyName=name) for number, name in enumerate(names)))
    done = bring({"orgs.csv": ORGS, "users.csv": people})
    assert numbers(done)["people"][0] == len(names) - numbers(done)["people"][4]
    assert numbers(done)["people"][4] <= 3
    kept = rows(sa.select(PersonPrivate.sourced_id, PersonPrivate.family))
    wanted = {f"p{number}": name for number, name in enumerate(names)}
    assert [row.family for row in kept if wanted[row.sourced_id] != row.family] == []
