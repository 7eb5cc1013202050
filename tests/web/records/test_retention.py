"""What is old enough goes, on two steps; what a hold or a request covers stays; killed, it goes on."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.log.models import Words
from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import begin
from app.identity.actor import system_actor
from app.kernel import db
from app.kernel.db import Base
from app.models import drafts, retention, tickets
from app.oversight.retention import engine, policy, services
from app.privacy.retention import RETENTION
from tests.cast import NOW, School
from tests.privacy.acts import change, put, rows
from tests.web.intake.arrange import ask
from tests.web.oversight.acting import actor
from tests.web.records.acting import confirm, place_hold, take_amendment, take_request
from tests.web.records.purging import LONG_AGO, age, count, id_of, purge, words_left, work_off


def test_every_class_is_on_the_written_policy(school: School, reyes: FlaskClient) -> None:
    said = reyes.get("/office/retention").get_data(as_text=True)
    for code, words in RETENTION.items():
        assert words.split(" (")[0].replace("'", "&#39;") in said, code
    assert "730 days" in said and "16 CFR 312.10" in said and "never yet" in said


def test_every_class_that_ends_is_purged_by_some_kind(school: School) -> None:
    assert {kind.code for kind in engine.KINDS} == {one.code for one in policy.PERIODS}
    ends = {"ticket", "person", "learning", "account", "session", "days_30"}
    assert ends == set(policy.BY_CODE)


@pytest.mark.parametrize(
    ("days", "status"), [("729", 422), ("0", 422), ("-1", 422), ("x", 422), ("999999", 422), ("900", 303)]
)
def test_a_district_may_only_keep_longer(school: School, reyes: FlaskClient, days: str, status: int) -> None:
    assert (
        reyes.post("/office/retention/ticket", data={"days": days}).headers["Location"].startswith("/step-up")
    )
    confirm(reyes)
    assert reyes.post("/office/retention/ticket", data={"days": days}).status_code == status
    said = reyes.get("/office/retention").get_data(as_text=True)
    assert ("900 days" in said) == (status == 303)


def test_longer_days_keep_what_the_product_would_erase(old: str, school: School, reyes: FlaskClient) -> None:
    confirm(reyes)
    assert "rows are old enough" in reyes.get("/office/purges").get_data(as_text=True)
    reyes.post("/office/retention/ticket", data={"days": "900"})
    assert "Nothing is old enough" in reyes.get("/office/purges").get_data(as_text=True)
    assert reyes.post("/office/purges").status_code == 409


def test_a_dry_run_says_what_would_go_and_changes_nothing(
    old: str, school: School, reyes: FlaskClient
) -> None:
    before = words_left()
    said = reyes.get("/office/purges").get_data(as_text=True)
    assert "messages as typed" in said and "1 would go" in said
    assert words_left() == before > 0


def test_what_is_old_goes_and_a_tombstone_stays(
    old: str, school: School, maria: FlaskClient, reyes: FlaskClient, owner: sa.Engine
) -> None:
    fresh = ask(maria, school)
    events = count(AuditEvent)
    run = purge(reyes)
    assert words_left() > 2  # approved, not done
    work_off(school, run)
    assert words_left() == 2  # the fresh ticket's title and text
    assert (
        count(drafts.Typing) == 0 and count(tickets.Activity, tickets.Activity.ticket_id == id_of(old)) == 0
    )
    (shell,) = rows(sa.select(tickets.Ticket.title_masked).where(tickets.Ticket.number == old))
    assert shell.title_masked == "Erased: its time was over."
    assert maria.get(f"/my/tickets/{fresh}").status_code == 200
    assert count(AuditEvent) > events
    told = (AuditEvent.codes, AuditEvent.on_behalf_of_id)
    stones = rows(sa.select(*told).where(AuditEvent.tag == "records:erased"))
    first, approver = next(tuple(one) for one in stones if one.codes.get("policy") == "ticket")
    assert first["count"] == 1 and first["days"] == 730 and approver == school.people["reyes"]
    assert first["tables"]["message_private"] == 2
    _nowhere("quillfeather", owner)
    said = reyes.get(f"/office/purges/{run}").get_data(as_text=True)
    assert "Done:" in said and "Ms. Reyes" in said


def _nowhere(word: str, owner: sa.Engine) -> None:
    with owner.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if not (table.info.get("sqlite_only") and not db.is_sqlite()):
                said = " ".join(str(tuple(row)) for row in connection.execute(sa.select(table))).lower()
                assert word not in said, table.name


def test_approving_asks_for_the_pin_and_happens_once(old: str, school: School, reyes: FlaskClient) -> None:
    run = purge(reyes, approve=False)
    at = f"/office/purges/{run}"
    assert reyes.post(f"{at}/approve").headers["Location"].startswith("/step-up")
    assert "Approve that" in reyes.get(at).get_data(as_text=True)
    assert "Approve the planned purge" in reyes.get("/office").get_data(as_text=True)
    confirm(reyes)
    assert reyes.post(f"{at}/approve").status_code == 303
    assert reyes.post(f"{at}/approve").status_code == 409
    assert reyes.post(f"{at}/drop").status_code == 409
    assert reyes.post("/office/purges").status_code == 409  # one at a time


def test_a_purge_that_is_put_aside_erases_nothing(old: str, school: School, reyes: FlaskClient) -> None:
    run, before = purge(reyes, approve=False), words_left()
    assert reyes.post(f"/office/purges/{run}/drop").status_code == 303
    work_off(school, run)
    assert words_left() == before


@pytest.mark.parametrize("scope", ["person", "ticket", "cadre", "dates", "request", "correction"])
def test_a_hold_or_an_open_request_always_wins(
    old: str, school: School, reyes: FlaskClient, scope: str
) -> None:
    before, run = words_left(), purge(reyes, approve=False)
    day = LONG_AGO.date()
    scopes: dict[str, dict[str, Any]] = {
        "person": {"person": school.people["maria"]},
        "ticket": {"ticket": old},
        "cadre": {"cadre": school.cadre_id},  # Bo, of the team, owned it
        "dates": {"since_on": day - timedelta(days=9), "until_on": day},
    }
    confirm(reyes)
    if scope == "request":
        end = f"{take_request(reyes, school)}/end", {"ending": "shown"}
    elif scope == "correction":
        end = take_amendment(reyes, school), {"kind": "granted", "words": "It broke by itself."}
    else:
        assert place_hold(reyes, scope=scope, **scopes[scope]) == 303
        (held,) = rows(sa.select(sa.column("id")).select_from(sa.table("legal_hold")))
        end = f"/office/holds/{held.id}/lift", {"why": "It is over."}
    assert reyes.post(f"/office/purges/{run}/approve").status_code == 303  # planned before the hold came
    work_off(school, run)
    assert words_left() == before
    said = reyes.get("/office/purges").get_data(as_text=True)
    assert "All that is old enough is on hold" in said
    by = {"request": "Open request of", "correction": "to correct it"}
    assert by.get(scope, "Hold: Case 12") in said
    assert reyes.post(end[0], data=end[1]).status_code == 303
    work_off(school, purge(reyes))
    assert words_left() == 0


@pytest.mark.parametrize(
    ("who", "kept"), [("maria", True), ("cy", True), ("bo", True), ("ines", True), ("tomo", False)]
)
def test_a_hold_on_somebody_keeps_what_they_asked_entered_wrote_or_own(
    old: str, school: School, reyes: FlaskClient, who: str, kept: bool
) -> None:
    """Maria asked, Cy entered it at the counter, Bo wrote the note and handed it to Ines."""
    passed_on = {"entered_by_id": school.people["cy"], "owner_id": school.people["ines"]}
    change(tickets.Ticket, tickets.Ticket.number == old, **passed_on)
    before, run = words_left(), purge(reyes, approve=False)
    confirm(reyes)
    assert place_hold(reyes, person=school.people[who]) == 303
    assert reyes.post(f"/office/purges/{run}/approve").status_code == 303
    work_off(school, run)
    assert words_left() == (before if kept else 0)


def test_killed_in_the_middle_it_goes_on_and_nothing_is_double(
    old: str, school: School, maria: FlaskClient, reyes: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in [ask(maria, school, text=f"Number {word}") for word in ("one", "two", "three")]:
        age(number)
    monkeypatch.setattr(engine, "BATCH", 1)
    run = purge(reyes)
    assert services.erase_next(school.district_id, run)  # and here the worker is killed between two batches
    with pytest.raises(RuntimeError):
        _die_within_a_batch(school, run)
    assert words_left() > 0
    assert reyes.post(f"/office/purges/{run}/go-on").status_code == 303
    work_off(school, run)
    work_off(school, run)  # the job is done a second time
    assert words_left() == 0
    stones = rows(sa.select(AuditEvent.codes).where(AuditEvent.tag == "records:erased"))
    assert sum(one.codes["count"] for one in stones if one.codes.get("policy") == "ticket") == 4
    (row,) = rows(sa.select(retention.PurgeRun.erased, retention.PurgeRun.state))
    assert row.state == "done" and row.erased["ticket:ticket"]["ticket"] == 4
    assert reyes.post(f"/office/purges/{run}/go-on").status_code == 409


def _die_within_a_batch(school: School, run: int) -> None:
    with begin(system_actor(school.district_id, school.people["reyes"])) as work:
        assert engine.erase_batch(work, run, engine.Reach({})) is not None
        raise RuntimeError


def test_another_districts_rows_and_purges_are_out_of_reach(
    old: str, school: School, reyes: FlaskClient
) -> None:
    change(tickets.Ticket, tickets.Ticket.number == old, district_id=school.district_id + 1)
    assert "Nothing is old enough" in reyes.get("/office/purges").get_data(as_text=True)
    empty: dict[str, Any] = {"periods": {}, "planned": {}, "erased": {}}
    about = {"state": "planned", "as_of": NOW, "asked_by_id": 1, "asked_at": NOW}
    run = put(retention.PurgeRun, district_id=school.district_id + 1, **about, **empty)
    confirm(reyes)
    assert reyes.get(f"/office/purges/{run}").status_code == 404
    for act in ("approve", "drop", "go-on"):
        assert reyes.post(f"/office/purges/{run}/{act}").status_code == 404


def test_the_engine_holds_tables_that_come_later(school: School) -> None:
    """Every table of the class that hangs on a ticket is erased with it: none is forgotten."""
    from app.oversight.retention.erasing import learner_parts, person_parts, ticket_parts

    names = {part.table.name for part in ticket_parts([1])}
    kept = {"ticket"} | ({"message_search"} if not db.is_sqlite() else set())
    classes = {table.name for table in Base.metadata.sorted_tables if table.info["retention"] == "ticket"}
    assert classes - names - kept == set()
    learned = {table.name for table in Base.metadata.sorted_tables if table.info["retention"] == "learning"}
    nobodys = {"cadre", "rollover", "drill_run"}  # a team, its dates, and made-up acts: no student in them
    assert learned - {part.table.name for part in learner_parts([1])} <= nobodys
    known = {table.name for table in Base.metadata.sorted_tables if table.info["retention"] == "person"}
    assert known - {part.table.name for part in person_parts([1])} == {"person"}


def test_the_words_of_events_go_with_the_ticket_and_leave_a_tombstone(
    old: str, school: School, reyes: FlaskClient
) -> None:
    """What a tech typed as their purpose is erased; the event and its commitment stay."""
    with begin(actor(school, "bo")) as work:
        about = {"ticket_id": id_of(old), "subjects": [school.people["maria"]]}
        work.record(Tag.WORD_REVEALED, **about, words="To call Quillfeather by name")
    work_off(school, purge(reyes))
    (kept,) = rows(sa.select(Words.words, Words.tombstone_id))
    assert kept.words == "" and kept.tombstone_id
    (stone,) = rows(
        sa.select(AuditEvent.codes, AuditEvent.on_behalf_of_id).where(AuditEvent.tag == "words:erased")
    )
    assert stone.codes["policy"] == "ticket" and stone.on_behalf_of_id == school.people["reyes"]
    assert count(AuditEvent, AuditEvent.tag == "word:revealed") == 1
