"""Adults, and students whose team is over, read a question about what they did and answer it before it is judged."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.oversight.review.rounds import make_round
from app.school.cadres.models import Cadre, CadreMember
from tests.cast import School, today_here
from tests.conftest import SignIn
from tests.web.oversight.acting import act, last_week
from tests.web.oversight.reviews import text_of

NOTICE = "A question about your work"


def question_of(client: FlaskClient) -> str:
    """Return the address of the question that waits on somebody's page of tickets."""
    found = re.search(r"/my/questions/\d+", text_of(client, "/my"))
    assert found is not None
    return found.group()


def test_an_adult_answers_before_they_are_judged(
    school: School, reyes: FlaskClient, okafor: FlaskClient, maria: FlaskClient
) -> None:
    event = act(school, "okafor", Tag.PEOPLE_SEEN, last_week(), subjects=[1], fields=["name"])
    make_round(school.district_id)
    assert NOTICE not in text_of(okafor, "/my")
    look = f"/office/review/look/{event}"
    said = reyes.post(f"{look}/ask", follow_redirects=True).get_data(as_text=True)
    assert "finds it on their first page" in said
    path = question_of(okafor)
    assert NOTICE in text_of(okafor, path)
    assert maria.get(path).status_code == 404
    assert maria.post(path, data={"words": "It was me."}).status_code == 404
    assert okafor.post(path, data={"words": ""}).status_code == 422
    assert okafor.post(path, data={"words": "I called them back."}).status_code == 303
    assert okafor.post(path, data={"words": "Again."}).status_code == 409
    assert "I called them back." in text_of(reyes, look)
    assert reyes.post(look, data={"verdict": "fine", "words": "They called back."}).status_code == 303
    page = text_of(okafor, path)
    assert "Whoever asked has decided." in page and "They called back." in page
    assert NOTICE not in text_of(okafor, "/my")


def test_a_student_answers_after_the_last_day_of_the_team(
    flag: str, okafor: FlaskClient, bo: FlaskClient, owner: sa.Engine
) -> None:
    look = f"/teach/review/look/{flag}"
    assert okafor.post(f"{look}/ask").status_code == 303
    with owner.begin() as connection:
        for table in (Cadre, CadreMember):
            connection.execute(sa.update(table).values(ends_on=today_here() - timedelta(days=1)))
    assert bo.get("/desk").status_code != 200
    path = question_of(bo)
    assert bo.post(path, data={"words": "I took the wrong one."}).status_code == 303
    assert "I took the wrong one." in text_of(okafor, look)


@pytest.mark.parametrize(
    ("who", "asks", "home"),
    [
        ("okafor", "reyes", "/teach"),
        ("dana", "reyes", "/desk"),
        ("adair", "reyes", "/admin"),
        ("reyes", "adair", "/office"),
    ],
)
def test_the_first_page_of_an_adult_shows_the_question(
    school: School, sign_in: SignIn, who: str, asks: str, home: str
) -> None:
    """And no more once it is answered, or once the time is over."""
    client, reviewer = sign_in(who), sign_in(asks)
    event = act(school, who, Tag.PEOPLE_SEEN, last_week(), subjects=[1], fields=["name"])
    make_round(school.district_id)
    assert "/my/questions/" not in text_of(client, home)
    at = "/admin" if asks == "adair" else "/office"
    assert reviewer.post(f"{at}/review/look/{event}/ask").status_code == 303
    found = re.search(r"/my/questions/\d+", text_of(client, home))
    assert found is not None
    assert client.post(found.group(), data={"words": "I called them back."}).status_code == 303
    assert "/my/questions/" not in text_of(client, home)
