"""A mistake of ours: the page and the log share a reference, and neither says what was typed."""

import logging
import re

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cast import School
from tests.conftest import SignIn

TYPED = "Cyrus Abernathy"
HUGE, BIG = "9" * 5000, "9" * 19


@pytest.mark.parametrize(
    ("who", "address", "sent"),
    [
        ("bo", f"/desk/queue?site={HUGE}", None),
        ("bo", f"/desk/queue?site={BIG}", None),
        ("ines", "/desk/drafts/JCM-1/edit", {"seen": HUGE, "text": "x"}),
        ("okafor", f"/teach/cadres/TEAM/add?class={BIG}", None),
        ("okafor", "/teach/cadres/TEAM/add", {"person": BIG}),
        ("okafor", "/teach/cadres/TEAM/shifts", {"person": BIG, "shift": f"1:{BIG}"}),
        (
            "okafor",
            "/teach/places/JCM/bells",
            {"id-0": HUGE, "name-0": "P1", "starts-0": "8:00", "ends-0": "9:00"},
        ),
        ("okafor", "/teach/places/JCM/bells", {"name-0": "P1", "starts-0": f"{HUGE}:00", "ends-0": "9:00"}),
        ("okafor", "/teach/reviews/JCM-1/accept", {"seen": HUGE}),
        ("okafor", "/teach/grading/JCM-1", {"of": HUGE}),
        ("okafor", "/teach/certificates/verify", {"certificate": BIG, "issued_on": "2026-01-01"}),
        ("okafor", f"/teach/preview/JCM-1?person={HUGE}", None),
        ("okafor", f"/teach/trail?person={BIG}", None),
        ("reyes", f"/office/holds/new?person={BIG}", None),
        ("reyes", "/office/holds", {"matter": "x", "why": "x", "scope": "person", "person": BIG}),
    ],
)
def test_a_number_that_no_row_has_breaks_nothing(
    who: str, address: str, sent: dict[str, str] | None, sign_in: SignIn, school: School
) -> None:
    address = address.replace("TEAM", str(school.cadre_id))
    client = sign_in(who)
    answer = client.get(address) if sent is None else client.post(address, data=sent)
    assert answer.status_code != 500


@pytest.mark.parametrize(
    "error", [ValueError(TYPED), sa.exc.IntegrityError("insert into x", {"name": TYPED}, ValueError(TYPED))]
)
def test_the_page_and_the_log_share_a_reference(
    error: Exception, app: Flask, school: School, caplog: pytest.LogCaptureFixture
) -> None:
    with app.test_request_context("/my"), caplog.at_level(logging.ERROR, "cadre"):
        answer = app.make_response(app.handle_user_exception(error))
    page = answer.get_data(as_text=True)
    found = re.search(r"Reference ([0-9a-f]{8})", page)
    assert answer.status_code == 500
    assert found is not None
    assert found[1] in caplog.text
    assert type(error).__name__ in caplog.text
    assert TYPED not in page + caplog.text
