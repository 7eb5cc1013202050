"""Whose a hidden word is: they are in the record, never the requester for another; what is close waits for an adult."""

import pytest
from flask.testing import FlaskClient

from app import models as m
from app.oversight.disclosure.index import index_events
from tests.cast import School
from tests.privacy.acts import change
from tests.web.apart.arrange import keep
from tests.web.intake.arrange import events
from tests.web.reveal.arrange import delivered, open_it, say_yes, show
from tests.web.tickets.arrange import claimed, rows, words


def _subjects(tag: str) -> list[list[int]]:
    return [event.subjects for event in events(tag)]


def test_a_shown_name_stands_in_that_persons_record(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, reyes: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="Cyrus Abernathy has it too, the board is dark.")
    assert show(bo, number, "1", "two_people").status_code == 303
    assert "It is Cyrus Abernathy" in words(okafor.get("/teach/shown"))
    say_yes(okafor)
    open_it(bo, number)
    assert delivered(bo, number) == {"1": "Cyrus Abernathy"}
    cyrus = school.people["cy"]
    for tag in ("word:asked", "word:revealed", "word:shown"):
        assert _subjects(tag) == [[cyrus]], tag
    assert cyrus in events("words:seen")[-1].subjects
    assert [event.fields for event in events("word:asked")] == [[]], "what waits was shown to nobody yet"
    index_events(school.district_id)
    record = reyes.get(f"/office/records/{cyrus}/file.csv").get_data(as_text=True)
    assert "Opened on their screen what was shown of a ticket. Seen: one hidden word." in record
    assert number not in record, "it is another's ticket"
    other = reyes.get(f"/office/records/{school.people['maria']}/file.csv").get_data(as_text=True)
    assert "what was shown" not in other


def test_the_requester_is_named_for_their_own_first_name_alone(
    maria: FlaskClient, bo: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="The board in the gym shows Kahoozle and stays dark.")
    show(bo, number, "1", "part_of_fault")
    show(bo, number)
    assert set(delivered(bo, number)) == {"1", "first_name"}
    shown = {tuple(event.fields): event.subjects for event in events("word:shown")}
    assert shown == {("word",): [], ("first_name",): [school.people["maria"]]}


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("N.a.k.a.g.a.w.a", ["tomo"]),
        ("awagakan", ["tomo"]),
        ("Inés", ["ines"]),
        ("Ines Villasenor", ["ines"]),
        ("Cyrus Ramirez", []),
        ("Zephaniah", []),
    ],
)
def test_odd_spellings_are_somebodys_and_others_nobodys(
    said: str, who: list[str], maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text=f"I lent it to {said} yesterday, and it is dark.")
    assert show(bo, number, "1", "two_people").status_code == 303
    assert _subjects("word:asked") == [[school.people[name] for name in who]]
    assert delivered(bo, number) == {}, "a name in any spelling waits for an adult"


def test_one_of_several_is_nobody_for_certain(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    private = m.people.PersonPrivate
    change(private, private.person_id == school.people["tomo"], given="Cyrus")
    change(m.places.Org, m.places.Org.id == school.district_id, names_version=7)
    number = claimed(maria, bo, school, text="Cyrus has it too, the board is dark.")
    show(bo, number, "1", "two_people")
    assert _subjects("word:asked") == [[]]


@pytest.mark.parametrize("said", ["K.o.w.a.l.c.z.y.k", "Kovalczyk", "kyzclawok"])
def test_ones_own_name_in_any_spelling_is_for_an_adult_to_say_no_to(
    said: str, maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text=f"I lent it to {said} yesterday, and it is dark.")
    assert show(bo, number, "1", "two_people").status_code == 303
    assert delivered(bo, number) == {} and rows("reveal")[-1].state == "waiting"
    if said != "Kovalczyk":  # what is only like their name, the adult decides
        assert say_yes(okafor).status_code == 403


def test_who_came_to_be_kept_apart_since_the_yes_is_not_shown(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school, text="Tomohiro Nakagawa has it too, the board is dark.")
    show(bo, number, "1", "two_people")
    say_yes(okafor)
    assert keep(okafor, "tomo", "bo").status_code == 303
    assert open_it(bo, number).status_code == 409
    assert delivered(bo, number) == {} and events("word:revealed")[-1].outcome == "refused"
