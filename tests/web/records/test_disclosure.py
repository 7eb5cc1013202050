"""Who looked at whose record: page, print, file, and what each person sees of their own."""

import io
import zipfile
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.tags import Tag
from app.identity.rights import Hat
from app.kernel import clock
from app.models import audit, cadres, disclosure, people
from app.oversight.disclosure import services
from app.oversight.disclosure.index import index_events
from app.oversight.trail.files import safe_cell
from tests.cast import NOW, School
from tests.privacy.acts import change, rows
from tests.web.oversight.acting import act
from tests.web.records.acting import at, cells, take_request

OTHERS = ("Abernathy", "Kowalczyk", "Bohdan", "Villase", "Nakagawa")
OUTSIDE = {
    "asked_on": "2026-11-20",
    "party": "=cmd|' /C calc'!A1",
    "interest": "Case 12 of the juvenile court",
    "purpose": "A hearing",
    "what": "All tickets of September",
    "basis": "court",
    "outcome": "denied",
    "further": "",
}


def test_the_page_says_who_what_why_and_on_what_ground(
    looked: str, school: School, reyes: FlaskClient
) -> None:
    said = reyes.get(at(school)).get_data(as_text=True)
    assert f"Opened {looked}" in said
    assert "Bo" in said and "(Bohdan Kowalczyk)" in said  # the officer sees who it was
    assert "student tech" in said and "34 CFR 99.31(a)(1)" in said
    assert "Helps on tickets under a teacher" in said


def test_what_leaves_the_office_names_no_other_student(
    looked: str, school: School, reyes: FlaskClient
) -> None:
    for path in ("/print", "/file.csv"):
        said = reyes.get(at(school) + path).get_data(as_text=True)
        assert "Bo" in said and "Dana Ruiz" in said
        assert [name for name in OTHERS if name in said] == []


def test_techs_stand_by_number_where_the_district_wants_it(
    looked: str, school: School, reyes: FlaskClient, maria: FlaskClient
) -> None:
    assert reyes.post("/office/records/names", data={"names": "number"}).status_code == 303
    parties = {row["Party"] for row in cells(reyes, school)}
    numbered = {one for one in parties if one.startswith("Student ")}
    assert len(numbered) == 1 and "Bo" not in parties
    assert numbered.pop() in maria.get("/my/looks").get_data(as_text=True)
    assert reyes.post("/office/records/names", data={"names": "nonsense"}).status_code == 422


def test_a_list_of_many_people_is_one_line_about_this_person(school: School, reyes: FlaskClient) -> None:
    both = [school.people["maria"], school.people["cy"], school.people["brandt"]]
    act(school, "dana", Tag.QUEUE_SEEN, NOW, subjects=both, fields=["name", "title"], count=3)
    for name in ("maria", "cy"):
        said = reyes.get(f"{at(school, name)}/print").get_data(as_text=True)
        assert "Looked at a page of the queue" in said
        assert "3 people" not in said and "3 lines" not in said


def test_on_paper_a_look_takes_one_row_and_what_holds_of_many_is_said_once(
    looked: str, school: School, reyes: FlaskClient
) -> None:
    said = reyes.get(f"{at(school)}/print").get_data(as_text=True)
    assert said.count("34 CFR 99.31(a)(1)") == 1 and said.count("helps on tickets under a teacher") == 1
    days, looks = said.count('class="day"'), said.count('<td class="num" data-label="When">')
    assert days == 1 and looks == said.count('data-label="Sealed under">') == 2


def test_another_students_ticket_is_not_numbered(looked: str, school: School, reyes: FlaskClient) -> None:
    """Cy is a subject of an event about Maria's ticket: her number is not on his record."""
    with_ticket = rows(sa.select(audit.AuditEvent.ticket_id).where(audit.AuditEvent.tag == "ticket:claimed"))
    act(school, "dana", Tag.TICKET_OPENED, NOW, with_ticket[0].ticket_id, subjects=[school.people["cy"]])
    said = reyes.get(f"{at(school, 'cy')}/print").get_data(as_text=True)
    assert "Opened a ticket" in said
    assert looked not in said


def test_a_party_keeps_the_name_of_that_day(looked: str, school: School, reyes: FlaskClient) -> None:
    index_events(school.district_id)
    change(cadres.CadreMember, cadres.CadreMember.person_id == school.people["bo"], working_name="Falcon")
    with clock.at(clock.now() + timedelta(minutes=1)):
        act(school, "bo", Tag.TICKET_OPENED, clock.now(), subjects=[school.people["maria"]])
    found = [row["Party"] for row in cells(reyes, school) if row["Role"] == "student tech"]
    assert found[0] == "Falcon"
    assert set(found[1:]) == {"Bo"}
    numbers = rows(sa.select(disclosure.Party.number).where(disclosure.Party.working_name != ""))
    assert len({row.number for row in numbers}) == 1


def test_refused_looks_are_on_the_record(looked: str, school: School, reyes: FlaskClient) -> None:
    act(
        school,
        "cy",
        Tag.WORD_REVEALED,
        NOW,
        subjects=[school.people["maria"]],
        outcome="refused",
        why="forbidden",
    )
    refused = [row for row in cells(reyes, school) if row["Outcome"] == "refused"]
    assert len(refused) == 1 and refused[0]["Party"] == "Cy"


def test_a_request_from_outside_is_kept_and_no_formula_runs(
    looked: str, school: School, reyes: FlaskClient
) -> None:
    assert reyes.get(f"{at(school)}/outside").status_code == 200
    assert reyes.post(f"{at(school)}/outside", data=OUTSIDE).status_code == 303
    row = cells(reyes, school)[0]
    assert row["Party"] == "'=cmd|' /C calc'!A1"
    assert row["Outcome"] == "denied" and "subpoena" in row["Legal basis"]
    assert "Case 12" in reyes.get(at(school)).get_data(as_text=True)


def test_what_a_court_forbids_to_tell_is_read_in_the_office_alone(
    looked: str, school: School, reyes: FlaskClient, maria: FlaskClient
) -> None:
    for basis, party in (("court_sealed", "A grand jury"), ("welfare", "The county’s caseworker")):
        told = {**OUTSIDE, "party": party, "basis": basis, "outcome": "given"}
        assert reyes.post(f"{at(school)}/outside", data=told).status_code == 303
    page = reyes.get(at(school)).get_data(as_text=True)
    assert "A grand jury" in page and "not told" in page and "1232g(b)(1)(L)" in page
    assert page.count("wrote down that somebody outside".capitalize()) == 2
    printed = reyes.get(f"{at(school)}/print").get_data(as_text=True)
    request = take_request(reyes, school)
    with zipfile.ZipFile(io.BytesIO(reyes.get(f"{request}/bundle.zip").data)) as bundle:
        parts = [bundle.read(name).decode(errors="replace") for name in bundle.namelist()]
    files = [reyes.get(f"{at(school)}/file.csv").get_data(as_text=True), *parts]
    own = maria.get("/my/looks").get_data(as_text=True)
    for handed in (printed, own, *files):
        assert "grand jury" not in handed and "forbids telling" not in handed
        assert handed.count("somebody outside") <= 1
    assert "caseworker" in printed and "caseworker" in files[0] and own.count("somebody outside") == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("party", " "), ("asked_on", "2999-01-01"), ("basis", "none"), ("outcome", "sold")],
)
def test_an_outside_request_that_is_not_whole_is_sent_back(
    school: School, reyes: FlaskClient, field: str, value: str
) -> None:
    wrong = {**OUTSIDE, "outcome": "given", field: value}
    assert reyes.post(f"{at(school)}/outside", data=wrong).status_code == 422
    assert rows(sa.select(disclosure.OutsideRequest.id)) == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM", "\t=1", "  =1", "＝1", "\r=1"])
def test_a_cell_never_starts_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_a_student_reads_nobody_elses(
    looked: str, school: School, cy: FlaskClient, stranger: FlaskClient
) -> None:
    for client in (cy, stranger):
        said = client.get(f"/my/looks?person={school.people['maria']}").get_data(as_text=True)
        assert looked not in said
        assert client.get(at(school)).status_code == 403


def test_a_teacher_reads_no_record_and_an_officer_not_their_own(
    looked: str, school: School, okafor: FlaskClient, reyes: FlaskClient
) -> None:
    assert okafor.get(at(school)).status_code == 403
    assert okafor.get(f"{at(school)}/file.csv").status_code == 403
    assert reyes.get(at(school, "reyes")).status_code == 403
    assert reyes.post(f"{at(school, 'reyes')}/outside", data=OUTSIDE).status_code == 403


def test_another_district_is_absent(looked: str, school: School, reyes: FlaskClient) -> None:
    (zed,) = rows(
        sa.select(people.Person.id).where(
            people.Person.district_id != school.district_id, people.Person.kind == "student"
        )
    )
    for path in ("", "/print", "/file.csv", "/outside"):
        assert reyes.get(f"/office/records/{zed.id}{path}").status_code == 404
    assert reyes.post(f"/office/records/{zed.id}/outside", data=OUTSIDE).status_code == 404


def test_reading_a_record_is_an_event_and_stands_on_it(
    looked: str, school: School, reyes: FlaskClient
) -> None:
    reyes.get(f"{at(school)}/file.csv")
    found = cells(reyes, school)
    assert any(row["Party"] == "Ms. Reyes" and "records out as a file" in row["What"] for row in found)


def test_pages_follow_one_another_and_a_forged_mark_is_refused(school: School, reyes: FlaskClient) -> None:
    for minute in range(120):
        act(
            school,
            "dana",
            Tag.PEOPLE_SEEN,
            NOW - timedelta(minutes=minute),
            subjects=[school.people["maria"]],
            hat=Hat.DESK,
        )
    first = reyes.get(at(school)).get_data(as_text=True)
    assert first.count("<tr><td") == 100
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert reyes.get(older).get_data(as_text=True).count("<tr><td") >= 20
    assert reyes.get(f"{at(school)}?after=x").status_code == 422


def test_a_record_that_is_too_long_for_paper_says_so_and_is_whole_as_a_file(
    school: School, reyes: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody pushes an old look off the record by many new ones."""
    monkeypatch.setattr(services, "MOST", 5)
    for minute in range(13):
        act(
            school,
            "dana",
            Tag.TICKET_OPENED,
            NOW - timedelta(minutes=minute),
            subjects=[school.people["maria"]],
        )
    paper = reyes.get(f"{at(school)}/print").get_data(as_text=True)
    assert "Only the newest 5 lines stand here." in paper
    assert [row["What"] for row in cells(reyes, school)].count("Opened a ticket.") == 13
    request = take_request(reyes, school)
    assert "Only the newest 5 lines stand here." in reyes.get(f"{request}/bundle").get_data(as_text=True)
    with zipfile.ZipFile(io.BytesIO(reyes.get(f"{request}/bundle.zip").data)) as archive:
        assert archive.read("who-looked.csv").count(b"Opened a ticket.") == 13


def test_what_outsiders_asked_leaves_the_office_without_other_students(
    looked: str, school: School, reyes: FlaskClient
) -> None:
    """The party, and who it may go on to, are named as 34 CFR 99.32 wants; the office reads the words whole."""
    said = {
        "party": "Sheriff Dan Oakes",
        "interest": "Case 12, Cyrus Abernathy was there.",
        "purpose": "Hear Cyrus Abernathy and Maria Quintanilla",
        "what": "The ticket with Cyrus Abernathy",
        "further": "Attorney Dan Oakes; the lawyer of Cyrus Abernathy",
    }
    assert reyes.post(f"{at(school)}/outside", data={**OUTSIDE, **said}).status_code == 303
    for path in ("/print", "/file.csv"):
        text = reyes.get(at(school) + path).get_data(as_text=True)
        assert "Sheriff Dan Oakes" in text and "Attorney Dan Oakes" in text
        assert "Case 12, [name hidden]" in text and "and Maria Quintanilla" in text
        assert [name for name in ("Cyrus", "Abernathy") if name in text] == [], path
    assert "The ticket with Cyrus Abernathy" in reyes.get(at(school)).get_data(as_text=True)


def test_the_record_of_whoever_has_no_school_is_the_officers_too(school: School, reyes: FlaskClient) -> None:
    """The roster can have a student at the district alone: a family may ask to see that record as any other."""
    change(people.Person, people.Person.id == school.people["maria"], site_id=None)
    assert reyes.get(at(school)).status_code == 200
    assert take_request(reyes, school)
