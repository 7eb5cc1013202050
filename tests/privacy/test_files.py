"""Channel 27: attachment bytes, thumbnails, file name, Content-Disposition, EXIF, the text layer under a box.

Everything personal that can hang on a file is put there; no answer, open table, event or job that a student can reach
holds a piece of it, before a release or after.
"""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.helpdesk.attachments.models import AttachmentPage
from app.kernel import db, postgres
from app.kernel.jobs import Job
from app.models import metadata
from tests.cast import School
from tests.conftest import SignIn
from tests.privacy.crawl import said_in, walk
from tests.web.attachments import pictures as p
from tests.web.attachments.arrange import at, claimed_with, rows, upload

PIECES = tuple(p.CANARY[n : n + 5].lower() for n in range(len(p.CANARY) - 4))
BOX = {"box-1": ["0", "0", "100", "100"], "box-2": ["0", "0", "100", "100"]}
SECRET = p.CANARY.replace("-", " ")


@pytest.fixture
def asked(school: School, maria: FlaskClient, bo: FlaskClient) -> str:
    """Maria sends a photo, a PDF, a PNG and a log, each full of her name."""
    log = f"login {SECRET} 5550111\nERR_TIMED_OUT".encode()
    contents = (p.photo(), p.pdf(2), p.png_with_words(), log)
    return claimed_with(maria, bo, school, *contents, name=f"{p.CANARY}.png")


def pieces_in(said: str) -> list[str]:
    return [piece for piece in PIECES if piece in said.lower()]


def released(okafor: FlaskClient, number: str) -> None:
    for position in (1, 2, 3, 4):
        data = {"from": "page"} | (BOX if position < 4 else {})
        assert okafor.post(at("teach", number, position, "release"), data=data).status_code == 303


@pytest.mark.parametrize("let_out", [False, True])
def test_27_no_answer_to_a_student_holds_a_piece(
    asked: str, okafor: FlaskClient, sign_in: SignIn, let_out: bool
) -> None:
    if let_out:
        released(okafor, asked)
    addresses = [
        at("desk", asked, position, part)
        for position in (1, 2, 3, 4)
        for part in ("", "1", "2", "covered/1", "covered/2", "released/1", "released/2")
    ]
    for name in ("bo", "ines", "tomo"):
        client = sign_in(name)
        answers = walk(client, ("/desk", f"/desk/tickets/{asked}"), most=60)
        said = [(a.path, a.text + a.headers) for a in answers]
        for address in addresses:
            answer = client.get(address)
            assert let_out or answer.status_code == 404, address
            said.append((address, answer.data.decode("latin-1") + said_in(answer.headers)))
        for path, text in said:
            assert pieces_in(text) == [], path


def test_27_no_open_table_event_or_job_holds_a_piece(
    asked: str, okafor: FlaskClient, owner: sa.Engine
) -> None:
    released(okafor, asked)
    with owner.connect() as connection:
        for table in metadata.sorted_tables:
            if table.info["zone"] in ("vault", "secret") or (
                table.info.get("sqlite_only") and not db.is_sqlite()
            ):
                continue
            for row in connection.execute(sa.select(table)):
                said = " ".join(v.decode("latin-1") if isinstance(v, bytes) else str(v) for v in row)
                own = table.name in ("cadre_member", "staff_profile", "account")
                assert own or pieces_in(said) == [], table.name
        for model in (AuditEvent, Job):
            said = " ".join(str(row) for row in connection.execute(sa.select(model)))
            assert pieces_in(said) == []


def test_27_what_lies_in_the_vault_is_drawn_anew_too(asked: str) -> None:
    """Not even adults keep a place, a comment or a text layer of an upload."""
    for page in rows(AttachmentPage):
        assert pieces_in(bytes(page.content).decode("latin-1")) == []


def test_27_under_a_box_nothing_is_left(asked: str, okafor: FlaskClient, bo: FlaskClient) -> None:
    released(okafor, asked)
    for position, page in ((1, 1), (2, 1), (2, 2), (3, 1)):
        answer = bo.get(at("desk", asked, position, f"released/{page}"))
        assert len(p.colors(answer.data)) <= 2, (position, page)


def test_27_two_pictures_that_were_not_released_look_the_same(
    school: School, maria: FlaskClient, bo: FlaskClient
) -> None:
    """Size, shape and bytes of a file that waits tell nothing: page and refusals are the same but for the number."""
    one = claimed_with(maria, bo, school, p.png(), name="a.png")
    other = claimed_with(maria, bo, school, p.photo(), name=f"{p.CANARY * 3}.jpg")
    said = []
    for number in (one, other):
        page = bo.get(f"/desk/tickets/{number}").get_data(as_text=True)
        chip = page[page.index('<div class="file">') :][:400]
        refusals = [bo.get(at("desk", number, 1, part)) for part in ("1", "released/1", "covered/1", "7")]
        said.append((chip, [(r.status_code, len(r.data), r.headers.get("Content-Length")) for r in refusals]))
    assert said[0] == said[1]


def test_27_a_name_that_means_harm_does_nothing(
    school: School, maria: FlaskClient, okafor: FlaskClient
) -> None:
    from tests.web.attachments.arrange import ask_with

    name = '../../"><script>alert(1)</script>\r\nSet-Cookie: x=1.png'
    number = ask_with(maria, school, p.png(), name=name)
    page = okafor.get(f"/teach/tickets/{number}").get_data(as_text=True)
    assert "<script>alert" not in page
    headers = okafor.get(at("teach", number, 1, "1")).headers
    assert headers["Content-Disposition"] == f'attachment; filename="{number}-picture-1-1.png"'
    assert "x=1" not in str(headers)


READING_AND_MOVING = (
    "SELECT content FROM attachment_page",
    "SELECT covered FROM attachment_page",
    "SELECT count(*) FROM attachment_page",
    "SELECT width FROM attachment_page",
    "SELECT key FROM attachment_page",
    "SELECT file_name FROM attachment_private",
    "SELECT text FROM attachment_private",
    "SELECT a.id FROM attachment a JOIN attachment_page p ON p.attachment_id = a.id",
    "INSERT INTO released_page (key, attachment_id, district_id, page, mime, width, height, content) "
    "SELECT 'x', attachment_id, district_id, page, mime, width, height, content FROM attachment_page",
    "INSERT INTO released_page (key, attachment_id, district_id, page, mime, width, height, content) "
    "VALUES ('x', 1, 1, 1, 'image/png', 1, 1, '')",
    "UPDATE attachment SET state = 'released'",
    "UPDATE attachment SET message_id = 1",
    "UPDATE attachment_private SET boxes = ''",
    "UPDATE attachment_page SET covered = NULL",
    "DELETE FROM released_page",
    "DELETE FROM attachment_page",
    "DELETE FROM attachment",
)
REFUSED = (sa.exc.OperationalError, sa.exc.ProgrammingError, sa.exc.DatabaseError)


def run_masked(statement: str) -> None:
    with db.engine("masked").connect() as connection:
        result = connection.exec_driver_sql(statement)
        if result.returns_rows:
            result.fetchall()


def test_27_a_masked_connection_reads_and_moves_no_file(asked: str) -> None:
    for statement in READING_AND_MOVING:
        with pytest.raises(REFUSED):
            run_masked(statement)


@pytest.mark.database("postgres")  # row security is PostgreSQL's; the queries hold SQLite's own connection
def test_27_the_own_connection_reads_ones_own_only(asked: str, school: School) -> None:

    def read_as(name: str) -> int:
        with db.engine("own").connect() as connection:
            postgres.tell_person(connection, school.people[name])
            return len(connection.execute(sa.select(AttachmentPage.key)).all())

    assert (read_as("maria"), read_as("bo"), read_as("okafor")) == (4, 0, 0)


def test_27_a_typed_copy_takes_no_file_along(asked: str, bo: FlaskClient) -> None:
    """What autosave keeps is words: a file that comes with it is not read."""
    data: dict[str, Any] = {"reply": "Half a sentence"} | upload(b"<svg/>")
    assert bo.post(f"/desk/tickets/{asked}/typing", data=data).status_code == 204
    assert len(rows(AttachmentPage)) == 4
