"""The curriculum's pages: blueprints, the top bar with its numbers, and what homes show."""

from collections.abc import Mapping

from flask import Flask

from app.accounts.actors import LACKS_AGREEMENT, LACKS_MODULE
from app.curriculum.certificates import routes as certificates
from app.curriculum.grading import pages as grading_pages
from app.curriculum.grading import routes as grading
from app.curriculum.modules import routes as modules
from app.curriculum.progress import routes as progress
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.ui import panels
from app.ui.pages import add_nav, set_counts


def register(app: Flask) -> None:
    """Register the blueprints, the top bar's entries and what homes ask for."""
    for blueprint in (modules.bp, grading.bp, progress.bp, certificates.bp):
        app.register_blueprint(blueprint)
    add_nav(Hat.DESK, "Learn", "learn.home", 5, Can.LEARN, count="learn")
    add_nav(Hat.DESK, "Progress", "progress.mine", 6, Can.LEARN)
    add_nav(Hat.TEACH, "Grading", "grading.queue", 2, Can.GRADE_WORK, count="grading")
    add_nav(Hat.TEACH, "Team progress", "progress.team", 3, Can.GRADE_WORK)
    set_counts(Hat.DESK, desk_counts)
    set_counts(Hat.TEACH, grading_pages.teach_counts)
    panels.register("teach", grading_pages.teach_panel)


def desk_counts(actor: Actor) -> Mapping[str, int]:
    """Count what the actor can mend under Learn; asks the database nothing."""
    mendable = sum(1 for said in actor.lacking if said in (LACKS_MODULE, LACKS_AGREEMENT))
    return {"learn": mendable} if mendable else {}
