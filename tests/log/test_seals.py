"""Whoever reads of an event reads under which signed head it lies."""

from collections.abc import Callable

from flask.testing import FlaskClient

from app.audit.log.seals import seals_of
from app.audit.log.sequencer import Sealed
from app.audit.tags import Tag
from app.audit.work import look
from app.identity.actor import system_actor
from app.oversight.review.rounds import make_round
from tests.cast import School
from tests.web.intake.arrange import ask, ticket
from tests.web.oversight.acting import act, last_week
from tests.web.tickets.arrange import rows, words

Seal = Callable[[], Sealed]
WAITS = "Not sealed yet, within seconds"


def heads(school: School, ids: list[str]) -> list[int]:
    with look(system_actor(school.district_id)) as work:
        found = seals_of(work, ids)
    return [found[one].head for one in ids if one in found]


def test_an_event_lies_under_the_first_head_that_covers_it(
    school: School, maria: FlaskClient, bo: FlaskClient, reyes: FlaskClient, seal: Seal
) -> None:
    number = ask(maria, school)
    assert bo.get(f"/desk/tickets/{number}").status_code == 200
    opened = next(row.id for row in rows("audit_event", tag="ticket:opened"))
    record = f"/office/records/{school.people['maria']}"
    for client, page in ((maria, "/my/looks"), (reyes, record)):
        assert WAITS in words(client.get(page))
    seal()
    first = heads(school, [opened])
    for client, page in ((maria, "/my/looks"), (reyes, record)):
        assert f"Sealed under head {first[0]}, " in words(client.get(page))
    assert f"head {first[0]}" in words(reyes.get(f"{record}/print"))
    assert f"Sealed under head {first[0]}, " in reyes.get(f"{record}/file.csv").get_data(as_text=True)
    seal()
    seal()
    assert heads(school, [opened]) == first, "later heads cover it too; the first is named"
    ask(maria, school)
    (later,) = (row.id for row in rows("audit_event", tag="ticket:queued") if not heads(school, [row.id]))
    seal()
    assert heads(school, [later]) > first


def test_the_trail_names_the_heads_of_a_page_and_of_one_look(
    school: School, okafor: FlaskClient, maria: FlaskClient, seal: Seal
) -> None:
    number = ask(maria, school)
    act(school, "bo", Tag.TICKET_OPENED, last_week(), ticket(number).id)
    make_round(school.district_id)
    chain = f"/teach/trail/ticket/{number}"
    tech = f"/teach/trail/tech/{school.people['bo']}"
    event = next(row.id for row in rows("audit_event", tag="ticket:opened"))
    one = f"/teach/review/look/{event}"
    for page in (chain, tech, one):
        assert WAITS in words(okafor.get(page))
    seal()
    for page in (chain, tech):
        said = words(okafor.get(page))
        assert "These lines are sealed under head" in said and "verify_audit.py" in said
    assert f"Sealed under head {heads(school, [event])[0]}, " in words(okafor.get(one))
