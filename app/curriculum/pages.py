"""The curriculum's pages: blueprints, the top bar with its numbers, and what homes show."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Flask

from app.accounts.actors import LACKS_AGREEMENT, LACKS_MODULE
from app.audit.work import Work
from app.curriculum.certificates import notices as certificate_notices
from app.curriculum.certificates import routes as certificates
from app.curriculum.content.load import load_framework, load_map
from app.curriculum.evidence.queries import comments, masked_snapshots
from app.curriculum.evidence.remasking import remask_learning
from app.curriculum.grading import pages as grading_pages
from app.curriculum.grading import routes as grading
from app.curriculum.grading.view_models import short
from app.curriculum.modules import routes as modules
from app.curriculum.practice import routes as practice
from app.curriculum.practice.signing import teach_panel, waiting_numbers
from app.curriculum.progress import routes as progress
from app.helpdesk.desk.slots import set_learn_today
from app.helpdesk.desk.view_models import Lesson
from app.helpdesk.recheck.finding import also_masked
from app.helpdesk.recheck.remasking import also
from app.helpdesk.tickets.slots import set_practice_panel
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.ui import panels
from app.ui.bar import add_nav, add_numbers


def register(app: Flask) -> None:
    """Register the blueprints, the top bar's entries and what homes ask for."""
    for blueprint in (modules.bp, practice.bp, grading.bp, progress.bp, certificates.bp):
        app.register_blueprint(blueprint)
    add_nav(Hat.DESK, "Learn", "learn.home", 5, Can.LEARN, count="learn")
    add_nav(Hat.DESK, "Progress", "progress.mine", 6, Can.LEARN)
    add_nav(Hat.TEACH, "Grading", "grading.queue", 2, Can.GRADE_WORK, count="grading")
    add_nav(Hat.DESK, "Sign-offs", "practice.sign_offs", 7, Can.SIGN_OFF_PRACTICE, count="sign_offs")
    add_nav(Hat.TEACH, "Practice", "practice.teach", 4, Can.OPEN_PRACTICE, count="sign_offs")
    add_nav(Hat.TEACH, "Team progress", "progress.team", 80, Can.GRADE_WORK)
    add_numbers(Hat.DESK, desk_numbers)
    add_numbers(Hat.TEACH, grading_pages.teach_numbers)
    for hat in (Hat.DESK, Hat.TEACH):
        add_numbers(hat, waiting_numbers)
    also(remask_learning)
    for texts in (comments, masked_snapshots):
        also_masked(texts)
    set_practice_panel(practice.panel)
    set_learn_today(learn_today)
    panels.register("teach", grading_pages.teach_panel)
    panels.register("teach", teach_panel)
    panels.register("teach", certificate_notices.teach_panel)


def desk_numbers(actor: Actor, _now: datetime, _since: datetime) -> Mapping[str, int]:
    """Count what the actor can mend under Learn; asks the database nothing."""
    mendable = sum(1 for said in actor.lacking if said in (LACKS_MODULE, LACKS_AGREEMENT))
    return {"learn": mendable} if mendable else {}


def learn_today(work: Work, category_codes: Sequence[str]) -> Lesson | None:
    """Return what to learn today: what is missing for live work, else what the next ticket can prove."""
    if LACKS_MODULE in work.actor.lacking:
        return Lesson(
            "Privacy and confidentiality", "/desk/learn", "Lessons, a story, a quiz. It opens live tickets."
        )
    if LACKS_AGREEMENT in work.actor.lacking:
        return Lesson("The agreement", "/desk/learn/agreement", "Thirteen points to read and sign.")
    codes = [code for category in category_codes for code in load_map().categories.get(category, ())]
    objective = load_framework().objective(codes[0]) if codes else None
    if objective is None:
        return None
    exam = f"/desk/progress?exam={objective.exam}"
    return Lesson(objective.title, exam, f"{short(objective.code)}. Your next ticket can be its proof.")
