"""A looser mask policy waits for another adult: it expires, goes stale, is taken back or turned down."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from app import models as m
from app.kernel import clock
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import confirm
from tests.web.oversight.mask import STAFF, change, events, rows


def test_one_looser_cell_holds_the_whole_change_back(reyes: FlaskClient) -> None:
    stricter = STAFF[0].replace("/", "__")
    change(reyes, **{stricter: "handle", "masked__room__student_tech__site": "clear"})
    assert rows(m.privacy.MaskVersion) == []


def test_a_proposal_expires_and_goes_stale(reyes: FlaskClient, adair: FlaskClient) -> None:
    change(reyes, masked__room__student_tech__site="clear")
    (proposal,) = rows(m.privacy.MaskProposal)
    change(adair, "/admin/mask", masked__student__student_tech__site="hidden")
    stale = adair.post(f"/admin/mask/proposals/{proposal.id}/approve")
    assert stale.status_code == 409
    assert "has changed since" in stale.get_data(as_text=True)


def test_after_fourteen_days_nobody_can_approve(reyes: FlaskClient, sign_in: SignIn, school: School) -> None:
    change(reyes, masked__room__student_tech__site="clear")
    (proposal,) = rows(m.privacy.MaskProposal)
    with time_machine.travel(clock.now() + timedelta(days=15), tick=True):
        late = sign_in("adair")
        confirm(late)
        answer = late.post(f"/admin/mask/proposals/{proposal.id}/approve")
        assert answer.status_code == 409
        assert "expired" in answer.get_data(as_text=True)
    assert rows(m.privacy.MaskVersion) == []


def test_a_proposal_can_be_taken_back_and_turned_down(reyes: FlaskClient, adair: FlaskClient) -> None:
    for client, home, state in ((reyes, "office", "withdrawn"), (adair, "admin", "refused")):
        change(reyes, masked__room__student_tech__site="clear")
        key = max(row.id for row in rows(m.privacy.MaskProposal) if row.state == "waiting")
        assert client.post(f"/{home}/mask/proposals/{key}/turn-down").status_code == 303
        assert {row.state for row in rows(m.privacy.MaskProposal) if row.id == key} == {state}
    assert len(events("mask:turned_down")) == 2


@pytest.mark.parametrize(
    "cells",
    [
        {"masked__student__student_tech__owner": "clear"},
        {"masked__student__student_tech__owner": "partial"},
        {"revealable__student__student_tech__owner": "clear"},
    ],
)
def test_what_the_vault_forbids_cannot_be_chosen(reyes: FlaskClient, cells: dict[str, str]) -> None:
    assert change(reyes, **cells) == 422
    assert rows(m.privacy.MaskVersion) == rows(m.privacy.MaskProposal) == []


def test_a_change_needs_a_reason_and_a_difference(reyes: FlaskClient) -> None:
    assert change(reyes, why="no", masked__student__student_tech__site="hidden") == 422
    assert change(reyes) == 422
    assert rows(m.privacy.MaskVersion) == []
