"""A small demo school is built through the services on either database, the same one for the same seed."""

from dataclasses import replace

import sqlalchemy as sa

from app import models as m
from app.accounts.actors import load_actor
from app.audit.tags import Tag
from app.demo.growth import CERTIFIED, TRAINERS
from app.demo.names.load import load_school
from app.demo.plan import FIRST_DAYS
from app.identity.rights import Hat
from app.kernel import clock
from tests.web.demo.conftest import PEOPLE, TICKETS, Built, count


def test_the_same_seed_is_the_same_school(demo: Built) -> None:
    print(f"\nthe small demo took {demo.seconds:.1f} s")  # noqa: T201 - printed, not asserted
    assert demo.first == demo.second


def test_nobody_stumbled_and_everything_is_there(demo: Built, owner: sa.Engine) -> None:
    here = demo.stage.district_id
    assert demo.stage.play.stumbles == []
    assert (
        count(owner, m.tickets.Ticket, m.tickets.Ticket.district_id == here, m.tickets.Ticket.kind == "live")
        == TICKETS
    )
    assert (
        count(owner, m.people.Person, m.people.Person.district_id == here, m.people.Person.kind == "student")
        == PEOPLE
    )
    assert count(owner, m.cadres.CadreMember, m.cadres.CadreMember.district_id == here) == 16
    assert (
        count(
            owner,
            m.cadres.CadreMember,
            m.cadres.CadreMember.district_id == here,
            m.cadres.CadreMember.peer_trainer,
        )
        == 3
    )


def test_every_ticket_has_the_events_of_its_moves(demo: Built, owner: sa.Engine) -> None:
    event, ticket, activity = m.audit.AuditEvent, m.tickets.Ticket, m.tickets.Activity
    told = {"asked": Tag.TICKET_ASKED, "claimed": Tag.TICKET_CLAIMED, "closed": Tag.TICKET_CLOSED}
    told |= {
        "escalated": Tag.TICKET_ESCALATED,
        "resolved": Tag.TICKET_RESOLVED,
        "reopened": Tag.TICKET_REOPENED,
    }
    with owner.connect() as c:
        here = event.district_id == demo.stage.district_id
        events = {tuple(row) for row in c.execute(sa.select(event.ticket_id, event.tag).where(here))}
        moves = c.execute(
            sa.select(activity.ticket_id, activity.kind)
            .join(ticket, ticket.id == activity.ticket_id)
            .where(ticket.district_id == demo.stage.district_id)
        ).all()
    assert {move.kind for move in moves} >= {"asked", "claimed", "resolved"}
    missing = {(m_.ticket_id, m_.kind) for m_ in moves if m_.kind in told} - {
        (key, kind) for key, tag in events for kind, wanted in told.items() if tag == wanted.value
    }
    assert missing == set()


def test_work_and_learning_left_their_records(demo: Built, owner: sa.Engine) -> None:
    here = demo.stage.district_id
    for table in (
        m.drafts.Draft, m.tickets.Resolution, m.curriculum.Grade, m.curriculum.Evidence, m.curriculum.SignOff,
        m.curriculum.QuizAttempt, m.curriculum.Certificate, m.oversight.WeekReview, m.devices.Device,
    ):  # fmt: skip
        assert count(owner, table, table.district_id == here) > 0, table.__tablename__


def test_what_needs_a_clearance_waits_for_nobody_in_the_first_weeks(demo: Built, owner: sa.Engine) -> None:
    grant, paper, times = m.accounts.Grant, m.curriculum.Certificate, demo.stage.times
    trainers = [demo.stage.ids[demo.stage.people.techs[tech].sid] for tech in TRAINERS]
    with owner.connect() as c:
        may_repair = sa.select(grant.person_id, sa.func.min(grant.given_at)).where(
            grant.person_id.in_(trainers), grant.kind == "category", grant.code == "repair"
        )
        repairs = c.execute(may_repair.group_by(grant.person_id)).all()
        dated = sa.select(paper.verified_at).where(paper.district_id == demo.stage.district_id)
        verified = [at for at in c.execute(dated).scalars() if at is not None]
    first = times.at(times.days[FIRST_DAYS], 12 * 60)
    assert len(repairs) == len(TRAINERS) and all(at < first for _, at in repairs)
    assert len(verified) == len(CERTIFIED) and max(verified) < first


def test_apps_and_networks_of_the_school_stay_readable(demo: Built, owner: sa.Engine) -> None:
    here = m.tickets.MessagePrivate.district_id == demo.stage.district_id
    with owner.connect() as c:
        bodies = c.execute(
            sa.select(m.tickets.MessagePrivate.message_id, m.tickets.MessagePrivate.body).where(here)
        )
        masked = dict(c.execute(sa.select(m.tickets.Message.id, m.tickets.Message.body_masked)).all())
        said = [(body, masked[key]) for key, body in bodies]
    for app in load_school().apps[:8]:
        assert all(body.count(app) == shown.count(app) for body, shown in said), app


def test_nothing_happened_after_now_or_out_of_order(demo: Built, owner: sa.Engine) -> None:
    event, ticket = m.audit.AuditEvent, m.tickets.Ticket
    with owner.connect() as c:
        last = c.execute(
            sa.select(sa.func.max(event.occurred_at)).where(event.district_id == demo.stage.district_id)
        ).scalar()
        asked = [
            row.created_at
            for row in c.execute(
                sa.select(ticket.created_at)
                .where(ticket.district_id == demo.stage.district_id)
                .order_by(ticket.id)
            )
        ]
    assert last is not None and last <= demo.stage.times.end
    assert asked == sorted(asked)


def test_who_acts_is_who_would_be_loaded(demo: Built) -> None:
    stage = demo.stage
    with clock.at(stage.times.end):
        for sid, hat in (
            (stage.people.techs[1].sid, Hat.DESK),
            (stage.sid("supervisor"), Hat.TEACH),
            (stage.people.pupils[-1].sid, Hat.MY),
        ):
            loaded = load_actor(stage.user(sid), hat)
            assert loaded is not None and stage.actor(sid, hat) == replace(loaded, fresh=True)
        trainer = stage.actor(stage.people.techs[1].sid, Hat.DESK)
    assert trainer.masked and not trainer.lacking and len(trainer.group_ids) == 3
