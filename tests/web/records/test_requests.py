"""Requests to see and to correct a record: the clock, the bundle, decisions that stay; and holds."""

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.identity.actor import system_actor
from app.kernel import db
from app.models import holds
from app.oversight.inspection import policy
from app.school.holds.queries import held_people
from tests.cast import NOW, School, today_here
from tests.conftest import SignIn
from tests.privacy.acts import put, rows
from tests.web.intake.arrange import ask
from tests.web.records.acting import confirm, place_hold, take_amendment, take_request

SAID = (
    "Hi, Maria Quintanilla here, number 5550111. Cyrus Abernathy dropped my Chromebook in room 118. "
    "Mr. Brandt saw it, his phone is (208) 555-0199."
)


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (0, "", "45 days left"),
        (29, "", "16 days left"),
        (30, "soon", "15 days left"),
        (40, "late", "5 days left"),
        (44, "late", "One day left"),
        (45, "late", "Due today"),
        (46, "late", "One day over the 45"),
        (50, "late", "5 days over the 45"),
    ],
)
def test_the_clock_of_forty_five_days(days: int, state: str, words: str) -> None:
    received = date(2026, 3, 1)
    today = received + timedelta(days=days)
    assert policy.state_of(received, today) == state
    assert policy.clock_words(policy.due_on(received), today) == words


def test_a_request_is_due_first_on_the_officers_home(school: School, reyes: FlaskClient) -> None:
    old = str(today_here() - timedelta(days=41))
    take_request(reyes, school)
    take_request(reyes, school, "cy", received_on=old, asked_by="Uma Abernathy")
    home = text(reyes, "/office")
    assert "Two things wait for you. Let Uma Abernathy see" in home
    assert "Answer the request of Uma Abernathy first: 4 days left" in text(reyes, "/office/requests")


def test_the_bundle_shows_the_record_and_hides_everybody_else(
    school: School, maria: FlaskClient, bo: FlaskClient, reyes: FlaskClient
) -> None:
    number = ask(maria, school, text=SAID)
    bo.post(f"/desk/tickets/{number}/claim")
    bo.post(f"/desk/tickets/{number}/note", data={"note": "Cyrus Abernathy told me the hinge is loose."})
    at = take_request(reyes, school)
    said = text(reyes, f"{at}/bundle")
    for word in (
        number,
        "Maria Quintanilla",
        "5550111",
        "hinge is loose",
        "Mr. Brandt",
        "room 118",
        "Who looked",
    ):
        assert word in said, word
    for word in ("Cyrus", "Abernathy", "555-0199", "Kowalczyk", "Bohdan"):
        assert word not in said, word
    assert "[name hidden]" in said and "[phone hidden]" in said
    assert "34 CFR 99.12" in said
    cells = text(reyes, f"/office/records/{school.people['maria']}/file.csv")
    assert "took records out as a file" in cells.lower()


def test_the_bundle_holds_what_others_wrote_of_them(
    school: School, sign_in: SignIn, cy: FlaskClient, reyes: FlaskClient
) -> None:
    """A ticket that names a student by first and last name is a record of theirs; who asked, and others, are hidden."""
    number = ask(sign_in("brandt"), school, text="Maria Quintanilla and Cyrus Abernathy cannot print.")
    other = ask(cy, school, text="Maria in my class says that it hums.")
    said = text(reyes, f"{take_request(reyes, school)}/bundle")
    assert number in said and other not in said, "a first name alone may be anybody's"
    assert "Maria Quintanilla and [name hidden] cannot print." in said and "Abernathy" not in said
    assert "somebody else; it names the student" in said and "Brandt" not in said


def test_the_bundle_of_a_tech_holds_their_learning(
    school: School, bo: FlaskClient, reyes: FlaskClient
) -> None:
    said = text(reyes, f"{take_request(reyes, school, 'bo')}/bundle")
    assert "Team 2026" in said and "independent" in said


def test_a_request_ends_once_and_says_how(school: School, reyes: FlaskClient) -> None:
    at = take_request(reyes, school)
    assert reyes.post(f"{at}/end", data={"ending": "denied", "words": ""}).status_code == 422
    assert reyes.post(f"{at}/end", data={"ending": "denied", "words": "Custody order 7."}).status_code == 303
    assert reyes.post(f"{at}/end", data={"ending": "shown"}).status_code == 409
    assert "Custody order 7." in text(reyes, at)
    cells = text(reyes, f"/office/records/{school.people['maria']}/file.csv")
    denied = [line for line in cells.splitlines() if "request to see a record: denied" in line]
    assert len(denied) == 1


@pytest.mark.parametrize(
    "changes", [{"asked_by": " "}, {"received_on": "2999-01-01"}, {"asker": "nobody"}, {"how": "x"}]
)
def test_a_request_that_is_not_whole_is_sent_back(
    school: School, reyes: FlaskClient, changes: dict[str, str]
) -> None:
    form = {"asked_by": "Rosa", "asker": "guardian", "how": "paper", "received_on": "2026-11-02", **changes}
    answer = reyes.post(f"/office/records/{school.people['maria']}/request", data=form)
    assert answer.status_code == 422
    assert rows(sa.select(holds.InspectionRequest.id)) == []


def test_a_correction_goes_its_way_and_stays_with_the_record(
    school: School, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, reyes: FlaskClient
) -> None:
    number = ask(maria, school, text=SAID)
    at = take_amendment(reyes, school, ticket=number)
    assert "Decide whether to correct" in text(reyes, "/office")
    for kind, words in (
        ("denied", "The camera shows it. You may have a hearing."),
        ("hearing_asked", "Asked on the phone."),
        ("refused_again", "The hearing found the note right."),
        ("statement", "We say the screen broke by itself."),
        ("statement", "And we say so again."),
    ):
        assert reyes.post(at, data={"kind": kind, "words": words}).status_code == 303, kind
    for path in (
        f"/office/records/{school.people['maria']}",
        f"/office/records/{school.people['maria']}/print",
        f"{take_request(reyes, school)}/bundle",
    ):
        said = text(reyes, path)
        assert "She broke no screen." in said and "We say the screen broke by itself." in said, path
    assert "We say the screen broke by itself." in text(okafor, f"/teach/tickets/{number}")
    assert "broke by itself" not in text(bo, f"/desk/tickets/{number}")


def test_what_is_handed_out_of_a_correction_names_no_other_student(
    school: School, maria: FlaskClient, okafor: FlaskClient, reyes: FlaskClient
) -> None:
    """Print, bundle, archive and both files hide others in a correction's words; the office's pages keep them whole."""
    number = ask(maria, school)
    what = "Maria broke nothing. Cyrus Abernathy saw it."
    at = take_amendment(reyes, school, ticket=number, what=what, wanted="Cyrus Abernathy dropped it.")
    for kind, words in (
        ("denied", "=1+1 The photo of Cyrus Abernathy shows force."),
        ("hearing_asked", "Asked on the phone."),
        ("refused_again", "Cyrus Abernathy was heard."),
        ("statement", "We say that Cyrus Abernathy dropped it, not Maria Quintanilla."),
    ):
        assert reyes.post(at, data={"kind": kind, "words": words}).status_code == 303, kind
    record, asked = f"/office/records/{school.people['maria']}", take_request(reyes, school)
    with zipfile.ZipFile(io.BytesIO(reyes.get(f"{asked}/bundle.zip").data)) as archive:
        packed = {name: archive.read(name).decode() for name in ("record.html", "who-looked.csv")}
    paths = (f"{record}/print", f"{record}/file.csv", f"{asked}/bundle")
    for path, said in [*((path, text(reyes, path)) for path in paths), *packed.items()]:
        assert "Maria broke nothing. [name hidden] saw it." in said, path
        assert "not Maria Quintanilla" in said and "shows force" in said, path
        assert [name for name in ("Cyrus", "Abernathy") if name in said] == [], path
    for client, path in ((reyes, record), (reyes, at), (okafor, f"/teach/tickets/{number}")):
        assert what in text(client, path), path


def test_the_file_of_a_record_carries_its_corrections(
    school: School, maria: FlaskClient, reyes: FlaskClient
) -> None:
    number = ask(maria, school)
    at = take_amendment(
        reyes, school, ticket=number, what="=cmd|' /C calc'!A1", wanted="+1 It broke by itself."
    )
    assert reyes.post(at, data={"kind": "granted", "words": "-2+3 You are right."}).status_code == 303
    said = text(reyes, f"/office/records/{school.people['maria']}/file.csv").lstrip("\ufeff")
    lines = list(csv.DictReader(io.StringIO(said)))
    asked, granted = [line for line in lines if line["Legal basis"].startswith("Correction")]
    assert asked["Ticket"] == number and "=cmd" in asked["What"] and "It broke by itself." in asked["What"]
    assert asked["Date"] == str(today_here()) and "You are right." in granted["What"]
    assert [cell for line in lines for cell in line.values() if cell[:1] in tuple("=+-@")] == []


@pytest.mark.parametrize("kind", ["statement", "hearing_asked", "upheld", "refused_again"])
def test_a_step_out_of_order_is_refused(school: School, reyes: FlaskClient, kind: str) -> None:
    at = take_amendment(reyes, school)
    assert reyes.post(at, data={"kind": kind, "words": "Too early."}).status_code == 422
    assert rows(sa.select(holds.AmendmentStep.id)) == []


def test_a_correction_names_a_ticket_of_that_student_only(
    school: School, cy: FlaskClient, reyes: FlaskClient
) -> None:
    number = ask(cy, school)
    form = {"asked_by": "R", "what": "x", "wanted": "y", "received_on": "2026-11-02", "ticket": number}
    assert reyes.post(f"/office/records/{school.people['maria']}/amendment", data=form).status_code == 422


@pytest.mark.parametrize(
    ("steps", "days", "kept"),
    [
        ((), 400, True),
        (("granted",), 0, False),
        (("denied",), 44, True),  # a hearing can still be asked for
        (("denied",), 45, False),
        (("denied", "hearing_asked"), 400, True),
        (("denied", "hearing_asked", "refused_again"), 0, False),
        (("denied", "statement"), 0, False),
    ],
)
def test_a_record_stays_until_its_correction_is_settled(
    school: School, reyes: FlaskClient, steps: tuple[str, ...], days: int, kept: bool
) -> None:
    """Whatever is asked of it, what is contested is still there to be corrected. Source: 34 CFR 99.20-99.22."""
    at = take_amendment(reyes, school)
    for kind in steps:
        assert reyes.post(at, data={"kind": kind, "words": "As it was said."}).status_code == 303
    later = today_here() + timedelta(days=days)
    held = {row.person_id for row in rows(held_people(system_actor(school.district_id), later))}
    assert held == ({school.people["maria"]} if kept else set())


def test_what_was_decided_cannot_be_changed(school: School, reyes: FlaskClient) -> None:
    take_amendment(reyes, school)
    change, end = sa.update(holds.Amendment).values(what="x"), sa.delete(holds.Amendment)
    for clearance, statements in (("staff", (change, end)), ("system", (change,))):
        for statement in statements:
            with db.engine(clearance).connect() as connection, pytest.raises(sa.exc.DBAPIError):
                connection.execute(statement)


def test_a_hold_is_placed_and_lifted_and_both_stay(school: School, reyes: FlaskClient) -> None:
    assert place_hold(reyes, person=school.people["maria"]) == 303
    assert "One legal hold is in force" in text(reyes, "/office")
    (hold,) = rows(sa.select(holds.LegalHold.id, holds.LegalHold.person_id))
    lift = f"/office/holds/{hold.id}/lift"
    assert reyes.post(lift).headers["Location"].startswith("/step-up")
    confirm(reyes)
    assert reyes.post(lift, data={"why": " "}).status_code == 422
    assert reyes.post(lift, data={"why": "The case is over."}).status_code == 303
    assert reyes.post(lift, data={"why": "Again."}).status_code == 409
    said = text(reyes, "/office/holds")
    assert "The court asks to keep it." in said and "The case is over." in said
    assert "Case 12: lifted" in text(reyes, f"/office/records/{school.people['maria']}")


def test_each_scope_of_a_hold_names_something(school: School, maria: FlaskClient, reyes: FlaskClient) -> None:
    number = ask(maria, school)
    assert place_hold(reyes, scope="ticket", ticket="JCM-1") == 422
    assert place_hold(reyes, scope="ticket", ticket=number.lower()) == 303
    assert place_hold(reyes, scope="cadre", cadre=1) == 422
    assert place_hold(reyes, scope="cadre", cadre=school.cadre_id) == 303
    assert place_hold(reyes, scope="dates", since_on="2026-02-01", until_on="2026-01-01") == 422
    assert place_hold(reyes, scope="dates", since_on="2026-01-01", until_on="2026-02-01") == 303
    assert place_hold(reyes, scope="person", person=1) in (404, 422)
    said = text(reyes, "/office/holds")
    assert (
        number in said and "Team 2026, with everybody on it" in said and "Jan 1, 2026 to Feb 1, 2026" in said
    )
    (held,) = rows(sa.select(holds.LegalHold.person_id).where(holds.LegalHold.scope == "ticket"))
    assert held.person_id == school.people["maria"]


def test_an_officer_lifts_no_hold_about_themselves(school: School, reyes: FlaskClient) -> None:
    assert place_hold(reyes, person=school.people["reyes"]) == 303
    (hold,) = rows(sa.select(holds.LegalHold.id))
    confirm(reyes)
    assert reyes.post(f"/office/holds/{hold.id}/lift", data={"why": "I say so."}).status_code == 403


def test_what_belongs_to_another_district_is_absent(school: School, reyes: FlaskClient) -> None:
    """The same rows, were they another district's."""
    confirm(reyes)
    common = {"district_id": school.district_id + 1, "person_id": school.people["maria"]}
    by = {"taken_by_id": 1, "taken_at": NOW, "received_on": today_here(), "asked_by": "Rosa"}
    asked = put(holds.InspectionRequest, asker="guardian", how="paper", due_on=today_here(), **common, **by)
    fix = put(holds.Amendment, what="x", wanted="y", **common, **by)
    texts = {"matter": "m", "why": "w", "scope": "person", "placed_by_id": 1, "placed_at": NOW}
    held = put(holds.LegalHold, **texts, **common)
    for path in (
        f"/office/requests/{asked}",
        f"/office/requests/{asked}/bundle",
        f"/office/amendments/{fix}",
    ):
        assert reyes.get(path).status_code == 404
    assert reyes.post(f"/office/requests/{asked}/end", data={"ending": "shown"}).status_code == 404
    assert reyes.post(f"/office/amendments/{fix}", data={"kind": "granted", "words": "w"}).status_code == 404
    assert reyes.post(f"/office/holds/{held}/lift", data={"why": "Mine now."}).status_code == 404
    assert "Rosa" not in text(reyes, "/office/requests") + text(reyes, "/office/holds") + text(
        reyes, "/office"
    )


def test_a_familys_request_is_not_told_to_the_student(
    school: School, maria: FlaskClient, reyes: FlaskClient
) -> None:
    take_request(reyes, school)
    assert "request to see" not in text(maria, "/my/looks")
