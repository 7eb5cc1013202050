"""A mistake of ours: the page and the log share a reference, and neither says what was typed."""

import logging
import re

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cast import School

TYPED = "Cyrus Abernathy"


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
