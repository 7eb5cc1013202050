"""Events hold references and codes: nothing that a person typed, in no place but ``words``.

What is recorded cannot be erased, so the rule is checked where events are written and in what acts really leave.
"""

import ast
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.log.core import CODE, LEFT_OUT, columns, core_of
from app.audit.models import AuditEvent
from app.school.people.models import PersonPrivate
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import ask

APP = Path(__file__).parents[2] / "app"
# what people type has these names in our code
TYPED = re.compile(
    r"\b(text|body|title|words|note|mail|username|query|reason_text|comment|said|form|request\.(form|args))\b"
)
HOW_MANY = re.compile(r"'[^']*'|\b(?:len|bool)\([^()]*\)")  # a string of ours, or how much was typed
NOT_CODES = {"words", "subjects"}
# a name from the list above that holds a code here, each with its reason
HARMLESS: dict[str, str] = {
    "app/commands/audit_log.py:words": "whether words were exported",
    "app/helpdesk/search/services.py:query": "a keyed digest of what was looked for",
}


def _recorded() -> list[tuple[str, ast.keyword]]:
    found = []
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name = str(path.relative_to(APP.parent))
                about = node.keywords if node.func.attr in ("record", "intend") else []
                found += [(name, keyword) for keyword in about if keyword.arg]
    return found


def test_no_typed_text_is_recorded_as_a_code() -> None:
    recorded = _recorded()
    assert len(recorded) > 150
    wrong = [
        f"{path}: {keyword.arg}={ast.unparse(keyword.value)}"
        for path, keyword in recorded
        if keyword.arg not in NOT_CODES
        and f"{path}:{keyword.arg}" not in HARMLESS
        and TYPED.search(HOW_MANY.sub("", ast.unparse(keyword.value)))
    ]
    assert wrong == []


PAGES = {
    "maria": ("/my", "/my/ask"),
    "bo": ("/desk", "/desk/queue", "/desk/search?q=Quintanilla", "/desk/progress", "/teach"),
    "okafor": ("/teach", "/teach/trail", "/teach/queue", "/teach/search?q=Maria+Quintanilla"),
    "reyes": ("/office", "/office/trail", "/office/log", "/desk/queue"),
    "adair": ("/admin", "/admin/people"),
}
ACTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("/desk/counter", {"number": "5550111"}),
    ("/desk/tickets/{ticket}/claim", {}),
    ("/desk/tickets/{ticket}/reveal", {"what": "Quintanilla", "purpose": "Quintanilla"}),
    ("/desk/tickets/{ticket}/note", {"note": "Spoke to Maria Quintanilla."}),
    ("/desk/tickets/{ticket}/reply", {"reply": "Hello, it works again."}),
    ("/desk/tickets/{ticket}/hand-back", {"reason": "Quintanilla", "state": "x", "next": "y"}),
)


@pytest.fixture
def left_behind(
    school: School, sign_in: SignIn, nobody: FlaskClient, owner: sa.Engine
) -> list[dict[str, object]]:
    """Return the cores of what acts and pages of the whole cast leave."""
    ticket = ask(sign_in("maria"), school, text="Maria Quintanilla's wifi is gone, call (208) 555-0142")
    bo = sign_in("bo")
    for path, form in ACTS:
        bo.post(path.format(ticket=ticket), data=form)
    for name, pages in PAGES.items():
        client = sign_in(name)
        for page in pages:
            client.get(page)
    nobody.post("/sign-in", data={"username": "maria.quintanilla", "password": "Quintanilla"})
    with owner.connect() as connection:
        rows = connection.execute(sa.select(*columns())).all()
        people = connection.execute(sa.select(PersonPrivate.person_id)).scalars()
        names = {person: f"p-{number:04x}" for number, person in enumerate(people)}
    return [json.loads(core_of(row, names)) for row in rows]


def test_cores_name_nobody(left_behind: list[dict[str, object]], school: School, owner: sa.Engine) -> None:
    told = json.dumps(left_behind).lower()
    assert len(left_behind) > 25
    with owner.connect() as connection:
        people = connection.execute(sa.select(PersonPrivate)).all()
    for row in people:
        values = (row.given, row.family, row.username, row.mail, row.number, str(row.person_id))
        for value in (*values, sha256(row.family.lower().encode()).hexdigest()[:16]):
            assert len(value) < 3 or value.lower() not in told, value


def test_every_code_is_a_code(left_behind: list[dict[str, object]], owner: sa.Engine) -> None:
    with owner.connect() as connection:
        rows = connection.execute(sa.select(AuditEvent)).all()
    wrong = {
        (row.tag, name, value)
        for row in rows
        for name, value in (
            ("purpose", row.purpose),
            ("basis", row.basis),
            ("outcome", row.outcome),
            *_flat(row.codes),
        )
        if isinstance(value, str) and not CODE.fullmatch(value)
    }
    assert wrong == set()
    assert f'"{LEFT_OUT}"' not in json.dumps(left_behind)


def _flat(value: object, name: str = "codes") -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [pair for key, one in value.items() for pair in [(name, key), *_flat(one, str(key))]]
    if isinstance(value, list):
        return [pair for one in value for pair in _flat(one, name)]
    return [(name, value)]
