"""The search: masked words for techs, names too for adults, and a trail without the words."""

import hashlib
import re
import secrets

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.helpdesk.search import services
from app.helpdesk.search.queries import NEWEST
from app.kernel import clock, db
from app.kernel.ids import new_id
from app.models import tickets
from app.school.people.folding import found_by
from app.school.people.models import Person, PersonPrivate
from tests.cast import School
from tests.conftest import SignIn
from tests.helpers import statements
from tests.web.intake.arrange import events, text
from tests.web.tickets.arrange import CANARIES, ask, claimed, put, reply, rows, set_gate, ticket, words


def test_words_are_found_and_hidden_ones_are_not(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = ask(maria, school)
    assert number in words(bo.get("/desk/search?q=chromebook+gym"))
    for canary in CANARIES:
        page = words(bo.get("/desk/search", query_string={"q": canary}))
        assert number not in page and "No ticket has these words." in page
    assert number in words(bo.get("/desk/search", query_string={"q": number.lower()}))


def test_a_search_is_recorded_without_its_words(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    ask(maria, school)
    bo.get("/desk/search?q=Gym+chromebook")
    bo.get("/desk/search?q=chromebook+gym")
    first, second = events("tickets:searched")
    assert first.codes == second.codes and first.codes["results"] == 1
    assert re.fullmatch(r"[0-9a-f]{16}", first.codes["query"])
    assert "gym" not in str(first).lower()


def test_what_was_searched_cannot_be_tried_out(
    maria: FlaskClient, bo: FlaskClient, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log's entry stays for good and goes to auditors; a school has few names, and all of them are soon tried."""
    ask(maria, school)
    bo.get("/desk/search?q=Gym+chromebook")
    monkeypatch.setattr(services, "_KEY", secrets.token_bytes(32))  # as after the next start
    bo.get("/desk/search?q=Gym+chromebook")
    first, second = (event.codes["query"] for event in events("tickets:searched"))
    asked = f"{school.people['bo']} chromebook gym".encode()
    guesses = {hashlib.new(kind, asked).hexdigest()[:16] for kind in ("sha256", "sha1", "md5", "blake2b")}
    assert first != second and not {first, second} & guesses


def test_later_messages_are_found_too(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    number = claimed(maria, bo, school)
    bo.post(f"/desk/tickets/{number}/note", data={"note": "The accesspoint GYM-02 is at −81 dBm."})
    assert number in words(bo.get("/desk/search?q=accesspoint"))


def test_hidden_tickets_stay_hidden(
    maria: FlaskClient, bo: FlaskClient, sign_in: SignIn, school: School
) -> None:
    number = ask(maria, school)
    assert number not in words(sign_in("zed").get("/desk/search?q=chromebook"))
    put(number, sensitive=True)
    assert number not in words(bo.get("/desk/search?q=chromebook"))
    assert number in words(sign_in("okafor").get("/teach/search?q=chromebook"))


def test_what_only_adults_read_takes_no_place_among_ones_own(bo: FlaskClient, school: School) -> None:
    """Channel 4: how many hits there are, and on which page, is the same as if the hidden tickets were not."""
    open_to_all = ask(bo, school, text="The tuba app will not open.")
    for n in range(26):
        put(ask(bo, school, text=f"The tuba app number {n}: private."), sensitive=True)
    page = text(bo.get("/desk/search?q=tuba"))
    assert "1 ticket with these words." in page and "after=" not in page
    assert re.findall(r'<td class="no">([^<]+)', page) == [open_to_all]


@pytest.mark.parametrize(
    ("note", "word"),
    [
        ("The zither stand is loose.", "zither"),
        ("Ask Maria Quintanilla for the zither.", "zither"),
        ("Ask Maria Quintanilla for it.", "quintanilla"),
        ("⟦name:01⟧ stands on the ⟦zither⟧.", "zither"),
        ("⟦name:01⟧ stands on it.", "name"),
    ],
)
def test_a_tech_finds_what_they_wrote_as_they_typed_it(
    maria: FlaskClient, bo: FlaskClient, cy: FlaskClient, school: School, note: str, word: str
) -> None:
    number = claimed(maria, bo, school)
    bo.post(f"/desk/tickets/{number}/note", data={"note": note})
    assert number in words(bo.get("/desk/search", query_string={"q": word}))
    seen_by_others = number in words(cy.get("/desk/search", query_string={"q": word}))
    assert seen_by_others == (word != "quintanilla")


def test_the_author_of_a_draft_finds_their_own_words_not_who_edited_it(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = claimed(maria, bo, school)
    set_gate(school, "bo", "reply", "before")
    assert reply(bo, number, "The zither cable is loose, try again.").status_code == 303
    edited = {"text": "The oboe cable is loose, try again.", "seen": str(rows("draft")[-1].id)}
    assert okafor.post(f"/teach/drafts/{number}/edit", data=edited).status_code == 303
    assert number in words(bo.get("/desk/search?q=zither"))
    assert number not in words(bo.get("/desk/search?q=oboe"))
    assert number in words(okafor.get("/teach/search?q=oboe"))


def test_adults_find_who_asked(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School
) -> None:
    number = ask(maria, school)
    for said in ("quintanilla", "Maria Quin", "maria"):
        page = words(okafor.get("/teach/search", query_string={"q": said}))
        assert number in page and "Maria Quintanilla" in page, said
    assert number not in words(okafor.get("/teach/search?q=zacharias"))
    assert bo.get("/teach/search?q=quintanilla").status_code == 403
    assert events("queue:seen")[-1].subjects == [school.people["maria"]]


def test_names_of_several_parts_are_found(
    maria: FlaskClient, okafor: FlaskClient, school: School, owner: sa.Engine
) -> None:
    number = ask(maria, school)
    with owner.begin() as connection:
        of_maria = sa.update(PersonPrivate).where(PersonPrivate.person_id == school.people["maria"])
        connection.execute(of_maria.values(folded=found_by("Maria", "O'Brien-Quintanilla", "")))
    for said in ("o'brien", "O'Br", "maria o'brien", "o'brien-quint", "O’BRIEN", "obrien"):
        assert number in words(okafor.get("/teach/search", query_string={"q": said})), said
    assert number not in words(okafor.get("/teach/search?q=o'bryan"))


def test_who_asked_is_found_among_many_of_the_same_name(
    maria: FlaskClient, okafor: FlaskClient, school: School, owner: sa.Engine
) -> None:
    number = ask(maria, school)
    keys = sorted(new_id() for _ in range(60))
    here = {"district_id": school.district_id, "site_id": school.site_id, "kind": "student"}
    blank = dict.fromkeys(("middle", "preferred", "username", "number", "mail", "phone", "grade"), "")
    names = {"given": "Zenobia", "family": "Marsh", "district_id": school.district_id, **blank}
    with owner.begin() as connection:
        people = [{"id": key, "created_at": clock.now(), "active": True, **here} for key in keys]
        connection.execute(sa.insert(Person), people)
        private = [{"person_id": key, "sourced_id": f"z{key}", **names} for key in keys]
        connection.execute(sa.insert(PersonPrivate), private)
        of_maria = sa.update(PersonPrivate).where(PersonPrivate.person_id == school.people["maria"])
        connection.execute(of_maria.values(folded="zenobia quintanilla"))
    assert number in words(okafor.get("/teach/search?q=zenobia"))


def test_pages_turn_by_keyset(maria: FlaskClient, bo: FlaskClient, school: School) -> None:
    numbers = [ask(maria, school, text=f"The tuba app number {n} will not open.") for n in range(28)]
    seen: list[str] = []
    address = "/desk/search?q=tuba"
    for _ in range(4):
        page = text(bo.get(address))
        seen += re.findall(r'<td class="no">([^<]+)', page)
        older = re.search(r'href="(/desk/search\?[^"]*after=[^"]+)"', page)
        if older is None:
            break
        address = older.group(1).replace("&amp;", "&")
    assert seen == numbers[::-1]


def test_odd_queries_do_no_harm(bo: FlaskClient, okafor: FlaskClient) -> None:
    for said in ('"', "a OR b*", "NEAR(", "'; DROP TABLE ticket --", "%", "x" * 500, "⟦name:01⟧", "-", ""):
        assert bo.get("/desk/search", query_string={"q": said}).status_code == 200, said
        assert okafor.get("/teach/search", query_string={"q": said}).status_code == 200, said


def talk(owner: sa.Engine, school: School, number: str, said: str, times: int) -> None:
    """Let the team write the same many times, below the services; each is a message of its own."""
    ticket_id = ticket(number).id
    common = {"district_id": school.district_id, "ticket_id": ticket_id, "kind": "public", "side": "cadre",
              "author_id": school.people["cy"], "body_masked": said, "created_at": clock.now()}  # fmt: skip
    keys = sorted(new_id() for _ in range(times))
    with owner.begin() as connection:
        connection.execute(sa.insert(tickets.Message), [{"id": key, **common} for key in keys])
        if db.is_sqlite():
            body = [{"rowid": key, "body": said} for key in keys]
            connection.execute(sa.insert(tickets.MessageSearch), body)


def test_a_word_is_found_behind_thousands_of_newer_messages(
    maria: FlaskClient, bo: FlaskClient, okafor: FlaskClient, school: School, owner: sa.Engine
) -> None:
    rare = ask(maria, school, text="The periscope app will not open.")
    numbers = [ask(maria, school, text=f"The tuba app number {n} will not open.") for n in range(27)]
    talk(owner, school, numbers[0], "We looked at it again.", NEWEST)
    assert rare in words(bo.get("/desk/search?q=periscope"))
    assert rare in words(okafor.get("/teach/search?q=periscope+app"))
    page = text(bo.get("/desk/search?q=tuba"))
    assert re.findall(r'<td class="no">([^<]+)', page) == numbers[:1:-1]
    assert "after=" in page
    assert re.findall(r'<td class="no">([^<]+)', text(bo.get("/desk/search?q=looked"))) == numbers[:1]


def test_a_search_takes_as_many_statements_for_a_rare_word_as_for_a_common_one(
    maria: FlaskClient, bo: FlaskClient, school: School, owner: sa.Engine
) -> None:
    number = ask(maria, school, text="The periscope app will not open.")
    talk(owner, school, number, "We looked at it again.", 70)
    taken: list[int] = []
    for said in ("looked", "periscope", "looked", "nowhere"):
        with statements("masked") as asked:
            bo.get("/desk/search", query_string={"q": said})
        taken.append(sum("MATCH" in statement or "tsquery" in statement for statement in asked))
    assert taken == [1, 1, 1, 1]
