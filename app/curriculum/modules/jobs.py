"""Give what a passed quiz opens: written by the product itself, after it has checked the attempt again."""

from typing import Any

from app.accounts.models import Grant
from app.accounts.school_year import valid_until
from app.audit.tags import Tag
from app.audit.work import begin
from app.curriculum.content.load import load_module
from app.curriculum.modules import drawing, queries
from app.identity.actor import system_actor
from app.kernel import jobs
from app.kernel.ids import new_id


@jobs.handles("give_module_grant", at_once=True)
def give_module_grant(payload: dict[str, Any]) -> None:
    """Write the grant of a passed attempt; a second run finds it there and writes nothing.

    Records: grant:given.
    """
    system = system_actor(int(payload["district_id"]))
    with begin(system) as work:
        row = work.first(queries.attempt(system, int(payload["attempt_id"])))
        if row is None or not _passed(row):
            return
        today = work.day(row.finished_at)
        until = valid_until(today)
        held = work.value(queries.module_until(system, row.student_id, row.module, today))
        if held is not None and held >= until:
            return
        work.insert(
            Grant,
            id=new_id(),
            district_id=row.district_id,
            person_id=row.student_id,
            kind="module",
            code=row.module,
            valid_from=today,
            valid_until=until,
            source="quiz",
            given_by=0,
            given_at=work.now,
        )
        work.record(
            Tag.GRANT_GIVEN, subjects=[row.student_id], kind="module", code=row.module, until=str(until)
        )


def _passed(row: Any) -> bool:
    """Mark the attempt once more; where the bank has moved on, trust the marks of the day."""
    module = load_module(row.module)
    if row.finished_at is None or not row.passed:
        return False
    if row.version != module.bank.version or drawing.items_of(module, row.drawn) is None:
        return bool(row.right_count >= module.quiz.pass_)
    return drawing.count_right(module, row.drawn, row.answers) >= module.quiz.pass_
