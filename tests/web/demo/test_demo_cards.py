"""Sign-in cards exist in a demo only, and are gone when somebody starts a school of their own."""

from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import models as m
from app.audit.log.folder import LogFolder
from app.audit.log.models import Leaf, LogOrigin
from app.audit.log.sequencer import Sequencer
from app.audit.models import AuditEvent
from app.config import Settings
from app.demo import kept
from app.demo.state import whose_log
from tests.web.demo.conftest import Built, count

WISH = {
    "district": "Birch Valley", "school": "Birch Middle School", "timezone": "America/Boise", "given": "Ana",
    "family": "Birch", "username": "ana.birch", "password": "three quiet words",
}  # fmt: skip


def enter(app: Flask, username: str, password: str) -> FlaskClient:
    client = app.test_client()
    answer = client.post("/sign-in", data={"username": username, "password": password})
    assert answer.status_code == 303
    return client


def test_each_card_opens_a_page_with_work(app: Flask, demo: Built) -> None:
    found = demo.cards
    assert len(found) == 8
    page = app.test_client().get("/sign-in").get_data(as_text=True)
    for card in found:
        assert card.title in page
        client = enter(app, card.username, card.password)
        assert client.get("/", follow_redirects=True).status_code == 200


def test_only_the_cards_have_accounts_and_everybody_else_a_slip(
    demo: Built, owner: sa.Engine, settings: Settings
) -> None:
    found = demo.cards
    here = demo.stage.district_id
    everybody = len(demo.stage.ids) - 1
    assert count(owner, m.accounts.Account, m.accounts.Account.district_id == here) == 8
    assert count(owner, m.accounts.Invite, m.accounts.Invite.district_id == here) == everybody - 8
    with owner.connect() as c:
        hashes = list(c.execute(sa.select(m.accounts.Account.password_hash)).scalars())
    assert not any(found[0].password in one for one in hashes)
    assert (settings.instance / kept.FILE).stat().st_mode & 0o077 == 0


def test_the_card_tech_has_five_and_the_teacher_has_drafts(app: Flask, demo: Built) -> None:
    found = demo.cards
    teacher = enter(app, found[4].username, found[4].password)
    assert "draft" in teacher.get("/teach").get_data(as_text=True).lower()
    requester = enter(app, found[0].username, found[0].password)
    assert "wait" in requester.get("/my").get_data(as_text=True).lower()


def test_starting_a_school_needs_the_right_name_and_ends_the_demo(
    app: Flask, demo: Built, owner: sa.Engine, settings: Settings, tmp_path: Path
) -> None:
    found = demo.cards
    client = enter(app, found[7].username, found[7].password)
    assert "Start your own school" in client.get("/admin").get_data(as_text=True)
    page = client.get("/admin/own-school").get_data(as_text=True)
    assert "Juniper Creek Middle School" in page
    refused = client.post("/admin/own-school", data={**WISH, "confirm": "something"})
    assert refused.status_code == 422
    assert count(owner, m.accounts.Account, m.accounts.Account.district_id == demo.stage.district_id) == 8
    log = LogFolder(tmp_path / "keys", "desk.example.org")
    Sequencer(log).round(whose_log, take_over=True)
    client.get("/admin")  # is not sealed yet when the demo is left
    done = client.post("/admin/own-school", data={**WISH, "confirm": "juniper creek middle school"})
    assert done.status_code == 303
    assert kept.read(settings) == ()
    assert "Demo school" not in app.test_client().get("/sign-in").get_data(as_text=True)
    again = app.test_client().post(
        "/sign-in", data={"username": found[0].username, "password": found[0].password}
    )
    assert again.status_code == 422
    own = enter(app, WISH["username"], WISH["password"])
    assert "Birch Middle School" in own.get("/admin").get_data(as_text=True)
    assert own.get("/admin/own-school").status_code == 404
    assert client.get("/admin").status_code in (302, 303, 401)
    Sequencer(log).round(whose_log, take_over=True)
    logs = districts_by_log(owner)
    assert [kind for kind, _ in logs] == ["demo", "school"]
    assert demo.stage.district_id in logs[0][1] and demo.stage.district_id not in logs[1][1]
    with owner.connect() as c:
        sealed = sa.select(Leaf.origin).join(AuditEvent, AuditEvent.id == Leaf.event_id)
        put_away = c.execute(sealed.where(AuditEvent.tag == "account:disabled")).scalars().all()
        begun = c.execute(sealed.where(AuditEvent.tag == "school:started")).scalars().all()
    assert (put_away, sorted(begun)[-1]) == ([1], 2), (
        "the demo ends with its own end, the school begins with its own"
    )


def districts_by_log(owner: sa.Engine) -> list[tuple[str, set[int]]]:
    """Return of each log whose it is, and the districts of its events, the oldest log first."""
    with owner.connect() as c:
        joined = sa.select(LogOrigin.place, LogOrigin.kind, AuditEvent.district_id).join(
            Leaf, Leaf.origin == LogOrigin.place
        )
        rows = c.execute(joined.join(AuditEvent, AuditEvent.id == Leaf.event_id)).all()
    found: dict[tuple[int, str], set[int]] = {}
    for row in rows:
        found.setdefault((row.place, row.kind), set()).add(row.district_id)
    return [(kind, districts) for (_, kind), districts in sorted(found.items())]
