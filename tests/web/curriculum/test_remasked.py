"""Evidence is frozen: masked again it becomes a new version, and what was frozen stays with its hash."""

from app.audit.tags import Tag
from app.audit.work import begin
from app.curriculum.evidence.snapshot import hash_of
from app.curriculum.models import Evidence, Grade
from app.helpdesk.recheck.remasking import remask_ticket
from app.identity.actor import system_actor
from app.kernel.ids import new_id
from tests.cast import NOW, School, today_here
from tests.helpers import bare_ticket
from tests.web.intake.arrange import events
from tests.web.tickets.arrange import rows

SNAPSHOT = {
    "format": 1,
    "title": "Chromebook of Cyrus",
    "cause": "The cable.",
    "fix": "Asked Cyrus for another.",
    "lines": [{"text": "Cyrus has it.", "parts": [["keep", "Ask Abernathy"]]}, {"said": "claimed"}],
}


def frozen(school: School, ticket_id: int) -> int:
    """Write a piece of evidence as it was frozen before Cyrus came to the school."""
    with begin(system_actor(school.district_id)) as work:
        grade, evidence = new_id(), new_id()
        common = {
            "district_id": school.district_id,
            "student_id": school.people["bo"],
            "ticket_id": ticket_id,
        }
        graded = {"rubric_version": 1, "levels": {}, "objectives": [], "verdict": "accept", "graded_at": NOW}
        work.insert(Grade, id=grade, grader_id=school.people["okafor"], supersedes_id=0, **graded, **common)
        work.insert(
            Evidence,
            id=evidence,
            grade_id=grade,
            framework="aplus-v15",
            objective="core1:5.1",
            kind="live",
            assistance="alone",
            score=1.0,
            snapshot=SNAPSHOT,
            snapshot_hash=hash_of(SNAPSHOT),
            worked_on=today_here(),
            accepted_at=NOW,
            **common,
        )
        work.record(Tag.EVIDENCE_ACCEPTED)
    return evidence


def test_a_snapshot_masked_again_is_a_new_version(school: School) -> None:
    ticket_id = bare_ticket(school)
    evidence = frozen(school, ticket_id)
    for _ in range(2):  # the second time nothing changes
        with begin(system_actor(school.district_id)) as work:
            remask_ticket(work, ticket_id)
    versions = rows("evidence_version", evidence_id=evidence)
    assert [version.version for version in versions] == [2]
    assert "Cyrus" not in str(versions[0].snapshot) and "Abernathy" not in str(versions[0].snapshot)
    assert versions[0].snapshot_hash == hash_of(versions[0].snapshot)
    first = rows("evidence", id=evidence)[0]
    assert first.snapshot == SNAPSHOT and first.snapshot_hash == hash_of(SNAPSHOT)
    assert events("evidence:remasked")[-1].codes == {"version": 2}
