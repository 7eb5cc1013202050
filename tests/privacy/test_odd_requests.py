"""Odd requests tell no student anything either: other methods, headers, parameters and fields than any page sends.

The schools, and what holds their answers together, are those of the made-up sequences. A sample here; all of them with
CADRE_THOROUGH=1.
"""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random
from typing import Any

import pytest

from tests.privacy.twins.reach import STUDENTS
from tests.privacy.twins.run import Run
from tests.privacy.twins.schools import schools
from tests.privacy.worlds import World

METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
HEADERS = (
    {"X-HTTP-Method-Override": "DELETE"},
    {"Accept": "text/csv"},
    {"Accept": "application/json"},
    {"Accept": "application/xml;q=0.9, */*;q=0.1"},
    {"If-None-Match": "*"},
    {"If-Modified-Since": "Wed, 01 Jan 2020 00:00:00 GMT"},
    {"Range": "bytes=0-40"},
    {"X-Requested-With": "XMLHttpRequest"},
    {"X-Forwarded-For": "10.0.0.1", "X-Original-URL": "/teach/queue"},
    {"Referer": "http://localhost/desk/search?q=Quintanilla"},
    {"Accept-Language": "es"},
)
PARAMETERS = (
    "sort=name", "order=requester", "order_by=title_masked", "expand=requester", "include=requester,messages",
    "fields=name", "format=json", "format=csv", "view=print", "limit=100000", "page=2", "requester=1",
    "requester_id=1", "owner=cy", "category=counselor", "category=wifi", "site=JCM", "site=ALT", "status=new",
    "tech=1", "after=", "after=1", "after=9223372036854775807", "after=WzFd", "debug=1", "as=okafor",
    "q=name", "q=Quintanilla", "q=hidden", "q=R", "q=JCM", "what=first_name", "what=1", "person=1", "step=1",
)  # fmt: skip
FIELDS = {
    "author_id": "1", "requester_id": "1", "owner_id": "1", "kind": "public", "side": "staff", "sensitive": "",
    "state": "approved", "clearance": "staff", "role": "teacher", "site_id": "1", "names": "1", "sure": "1",
    "teacher_only": "", "message_id": "1", "placeholder": "1", "approval_id": "1", "draft_id": "1", "hat": "teach",
    "_method": "DELETE", "what": "1", "purpose": "call", "note": "To call them over to the desk.",
    "reply": "⟦name:01⟧ {requester} {first name} ⟦first_name:01⟧", "text": "⟦name:01⟧ {first name}", "act": "reply",
    "cause": "⟦name:01⟧", "fix": "Set it back.", "code": "fixed", "open_steps": "no", "number": "5559999",
}  # fmt: skip
PAGES = (
    "/my", "/my/ask", "/my/looks", "/my/tickets/{}", "/my/tickets/{}/asked", "/desk", "/desk/queue", "/desk/search",
    "/desk/tickets/{}", "/desk/tickets/{}/hand-back", "/desk/tickets/{}/wait", "/desk/tickets/{}/pass-on",
    "/desk/tickets/{}/reveal", "/desk/tickets/{}/shown", "/desk/tickets/{}/shown/left", "/desk/tickets/{}/files/1",
    "/desk/counter", "/desk/counter/teacher", "/desk/drafts", "/desk/drafts/{}", "/desk/drafts/{}/edit",
    "/desk/sign-offs", "/desk/progress", "/desk/trail", "/desk/certificates", "/desk/learn", "/account",
    "/teach/queue", "/teach/tickets/{}", "/teach/drafts/{}", "/teach/tickets/{}/words", "/desk/tickets/{}/words",
    "/office/records", "/admin/people", "/log/keys", "/desk/tickets/{}/files/1/released/1", "/",
)  # fmt: skip
ACTS = (
    "/my/tickets/{}", "/my/tickets/{}/confirm", "/my/tickets/{}/withdraw", "/desk/tickets/{}/claim",
    "/desk/tickets/{}/note", "/desk/tickets/{}/reply", "/desk/tickets/{}/typing", "/desk/tickets/{}/reveal",
    "/desk/tickets/{}/reveal/1", "/desk/tickets/{}/taken", "/desk/tickets/{}/steps", "/desk/tickets/{}/done",
    "/desk/tickets/{}/words", "/desk/tickets/{}/words/release", "/desk/tickets/{}/solve", "/desk/tickets/{}/give",
    "/desk/drafts/{}/edit", "/desk/drafts/{}/send", "/desk/drafts/{}/return", "/desk/sign-offs/{}", "/desk/call",
    "/desk/counter", "/desk/counter/private", "/my/ask", "/desk/certificates", "/theme", "/desk/waiting/{}/queue",
    "/teach/tickets/{}/words/release", "/teach/calls/1/answer", "/teach/shown/1/yes", "/desk/practice/{}/checks",
)  # fmt: skip


THOROUGH = os.environ.get("CADRE_THOROUGH") == "1"
SAMPLE = 40  # requests of one student in a short run
# What every page says is compared on PostgreSQL by test_noninterference.py.
pytestmark = [pytest.mark.thorough] if os.environ.get("CADRE_TEST_DATABASE") == "postgres" else []
Odd = tuple[str, str, dict[str, str], dict[str, str] | None]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Run]:
    with schools(tmp_path_factory.mktemp("odd")) as run:
        run.ask("maria", "wifi", picture=True)
        yield run


def _requests(chance: Random) -> list[Odd]:
    made: list[Odd] = [(method, page, {}, None) for page in PAGES for method in METHODS]
    made += [("GET", page, headers, None) for page in PAGES for headers in HEADERS]
    for page in PAGES:
        made += [("GET", f"{page}?{one}", chance.choice(HEADERS), None) for one in PARAMETERS]
    for act in ACTS:
        made += [("POST", act, {}, FIELDS), ("POST", act, {}, dict(chance.sample(sorted(FIELDS.items()), 8)))]
    return made


@pytest.mark.parametrize("name", STUDENTS)
def test_no_student_can_tell_by_an_odd_request(run: Run, name: str) -> None:
    chance = Random(f"odd {name}")
    run.act(name, "POST", [f"/desk/tickets/{one}/claim" for one in run.numbers[-1]], {})
    odd = _requests(chance)
    for method, path, headers, form in odd if THOROUGH else chance.sample(odd, SAMPLE):
        numbers = chance.choice(run.numbers)
        paths = [path.format(number) for number in numbers]
        answers = run.everywhere(partial(_open, name, method, paths, headers, form))
        run.hold(name, method, paths, answers)


def _open(
    name: str,
    method: str,
    paths: Sequence[str],
    headers: dict[str, str],
    form: dict[str, str] | None,
    world: World,
    place: int,
) -> Any:
    return world.of(name).open(paths[place], method=method, headers=headers, data=form)
