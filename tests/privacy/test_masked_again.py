"""Each text that the masker made and a student can read is masked again once a name comes to the school.

A text is held from students and masked again where it lies, or, where a table is append-only, masked again at each
showing or in a newer version beside it. The walk is over the schema: a column without a way fails here.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from app import models as m
from app.audit.tags import Tag
from app.commands.worker import work_through
from app.curriculum.evidence.snapshot import hash_of
from app.kernel import db
from app.kernel.zones import rights
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import Explanation, ReviewQuestion
from app.oversight.review.rounds import make_round
from tests.cast import NOW, School, today_here
from tests.conftest import SignIn
from tests.web.curriculum.arrange import finished, put
from tests.web.oversight.acting import act, last_week
from tests.web.tickets.arrange import rows
from tests.web.tickets.test_new_names import arrives

SAID = "The Cricket cart does not charge."  # as it was kept before Cricket Oyelaran came to the school
# what the masker makes without saying so in its name
UNSAID = {
    "ticket.network", "ticket.began", "message_search.body", "grade.supersede_reason", "evidence.snapshot",
    "evidence_version.snapshot",
}  # fmt: skip


class Scene(NamedTuple):
    """One finished ticket of Bo's, and who looks at it."""

    school: School
    number: str
    ticket_id: int
    sign_in: SignIn

    @property
    def common(self) -> dict[str, int]:
        return {
            "district_id": self.school.district_id,
            "ticket_id": self.ticket_id,
            "student_id": self.school.people["bo"],
        }

    def page(self, path: str) -> str:
        answer = self.sign_in("bo").get(path)
        assert answer.status_code == 200, path
        return str(answer.get_data(as_text=True))

    def arrives(self) -> None:
        """Let a roster bring a student who is called like a word of the text."""
        arrives(self.school, "Cricket", "Oyelaran")

    def held(self) -> bool:
        return rows("ticket", id=self.ticket_id)[0].held_at is not None


def change(table: str, beside: str = "", **values: Any) -> Callable[[Scene], None]:
    """Return a check of a text that is held, and masked again where it lies; ``beside`` holds it as typed."""

    def check(scene: Scene) -> None:
        key = "id" if table == "ticket" else "rowid" if table == "message_search" else "ticket_id"
        one = m.metadata.tables[table]
        with db.engine("system").begin() as c:
            c.execute(sa.update(one).where(one.c[key] == scene.ticket_id).values(**values))
            if beside:
                private, column = beside.split(".")
                raw = m.metadata.tables[private]
                mine = sa.select(one.c.id).where(one.c[key] == scene.ticket_id)
                c.execute(sa.update(raw).where(next(iter(raw.primary_key)).in_(mine)).values({column: SAID}))
        scene.arrives()
        assert scene.held()
        work_through()
        assert not scene.held()
        found = rows(table, **{key: scene.ticket_id})
        assert found and all("Cricket" not in str(row) for row in found)

    return check


def _grade(scene: Scene, **values: Any) -> int:
    given = {"rubric_version": 1, "levels": {}, "objectives": [], "verdict": "practice", "graded_at": NOW}
    return put(m.curriculum.Grade, grader_id=scene.school.people["okafor"], **given, **scene.common, **values)


def shown_grade(column: str) -> Callable[[Scene], None]:
    """Return a check of a grade's text, which is masked again where the student reads it."""

    def check(scene: Scene) -> None:
        _grade(scene, **{column: SAID})
        assert "Cricket" in scene.page("/desk/progress")
        scene.arrives()
        page = scene.page("/desk/progress")
        assert "cart does not charge" in page and "Cricket" not in page

    return check


def snapshot(scene: Scene) -> None:
    """A snapshot keeps its hash; a newer version stands beside it."""
    for _ in range(2):
        kept = {"format": 1, "title": "x", "lines": [{"text": SAID}]}
        values = {"framework": "aplus-v15", "objective": "core1:5.1", "kind": "live", "assistance": "alone"}
        evidence = put(
            m.curriculum.Evidence, grade_id=_grade(scene, supersedes_id=len(rows("grade"))), score=1.0,
            snapshot=kept, snapshot_hash=hash_of(kept), worked_on=today_here(), accepted_at=NOW, **values,
            **scene.common,
        )  # fmt: skip
    scene.arrives()
    assert scene.held()
    work_through()
    newest = rows("evidence_version", evidence_id=evidence)[-1]
    assert newest.version == 2 and "Cricket" not in str(newest.snapshot)


def sign_off(scene: Scene) -> None:
    """A comment of a sign-off is masked again where it lies and where it is shown."""
    ending = rows("resolution", ticket_id=scene.ticket_id)[0].id
    put(
        m.curriculum.SignOff, resolution_id=ending, signer_id=scene.school.people["okafor"], verdict="returned",
        signer_role="teacher", comment_masked=SAID, signed_at=NOW, **scene.common,
    )  # fmt: skip
    practice = {"cadre_id": scene.school.cadre_id, "opened_by_id": scene.school.people["okafor"]}
    put(m.curriculum.PracticeRun, story="library-wifi", opened_at=NOW, shown=[], **practice, **scene.common)
    scene.arrives()
    page = scene.page("/desk/learn")
    assert "cart does not charge" in page and "Cricket" not in page
    assert scene.held()
    work_through()
    assert "Cricket" not in rows("sign_off", ticket_id=scene.ticket_id)[0].comment_masked


def verdict(scene: Scene) -> None:
    """A reviewer's words stay as they are, and are masked again where the student reads them."""
    act(scene.school, "bo", Tag.TICKET_OPENED, last_week(), scene.ticket_id)
    make_round(scene.school.district_id)
    event = next(
        r.event_id for r in rows(ReviewMark.__tablename__) if r.person_id == scene.school.people["bo"]
    )
    common = {"district_id": scene.school.district_id, "event_id": event}
    by = scene.school.people["okafor"]
    asked = {"person_id": scene.school.people["bo"], "asked_by_id": by, "code": "opened_for"}
    question = put(ReviewQuestion, asked_at=NOW, due_at=NOW, **asked, **common)
    put(Explanation, verdict="fine", words="x", by_id=by, explained_at=NOW, said_masked=SAID, **common)
    scene.arrives()
    for place in ("desk", "my"):
        page = scene.page(f"/{place}/questions/{question}")
        assert "cart does not charge" in page and "Cricket" not in page


WAYS: dict[str, Callable[[Scene], None]] = {
    "ticket.title_masked": change("ticket", title_masked=SAID),
    "ticket.network": change("ticket", network="The Cricket cart"),
    "ticket.began": change("ticket", began="The Cricket cart"),
    "message.body_masked": change("message", "message_private.body", body_masked=SAID),
    "message_search.body": change("message", "message_private.body", body_masked=SAID),
    "draft.body_masked": change("draft", "draft_private.body", body_masked=SAID),
    "draft.edited_masked": change("draft", "draft_private.edited", edited_masked=SAID),
    "draft.reason_masked": change("draft", reason_masked=SAID),
    "resolution.cause_masked": change("resolution", "resolution_private.cause", cause_masked=SAID),
    "resolution.fix_masked": change("resolution", "resolution_private.fix", fix_masked=SAID),
    "resolution.reason_masked": change("resolution", reason_masked=SAID),
    "attachment.text_masked": change("attachment", "attachment_private.text", text_masked=SAID),
    "grade.comment_masked": shown_grade("comment_masked"),
    "grade.supersede_reason": shown_grade("supersede_reason"),
    "sign_off.comment_masked": sign_off,
    "evidence.snapshot": snapshot,
    "evidence_version.snapshot": snapshot,
    "explanation.said_masked": verdict,
}


def masked_columns() -> set[str]:
    """Return the columns that the masker fills and that a student's connection may read."""
    found = set()
    for table in m.metadata.sorted_tables:
        for column in table.c:
            read = any(rights(table, one).may_read(column.name) for one in ("masked", "own"))
            made = column.name.endswith("_masked") or f"{table.name}.{column.name}" in UNSAID
            if read and made:
                found.add(f"{table.name}.{column.name}")
    return found


def test_no_masked_text_is_forgotten() -> None:
    assert masked_columns() == set(WAYS)


@pytest.mark.parametrize("column", sorted(WAYS))
def test_a_text_is_masked_again(column: str, school: School, sign_in: SignIn) -> None:
    number = finished(school)
    ticket_id = rows("ticket", number=number)[0].id
    _with_vault(school, ticket_id)
    WAYS[column](Scene(school, number, ticket_id, sign_in))


def _with_vault(school: School, ticket_id: int) -> None:
    """Add what lies in the vault beside an ending, and a text file."""
    common = {"district_id": school.district_id}
    ending = rows("resolution", ticket_id=ticket_id)[0].id
    put(m.tickets.ResolutionPrivate, resolution_id=ending, cause=SAID, fix=SAID, **common)
    file = put(
        m.attachments.Attachment, ticket_id=ticket_id, position=1, uploader_id=school.people["maria"],
        side="requester", public=True, kind="text", state="released", created_at=NOW, **common,
    )  # fmt: skip
    put(m.attachments.AttachmentPrivate, attachment_id=file, file_name="log.txt", text=SAID, **common)
