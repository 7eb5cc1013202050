"""The curriculum's pages: blueprints, entries of the top bar, and the numbers beside them."""

from collections.abc import Mapping

from flask import Flask

from app.accounts.actors import LACKS_AGREEMENT, LACKS_MODULE
from app.curriculum.grading import pages as grading_pages
from app.curriculum.grading import routes as grading
from app.curriculum.modules import routes as modules
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.ui.pages import add_nav, set_counts


def register(app: Flask) -> None:
    """Register the blueprints and the top bar's entries."""
    for blueprint in (modules.bp, grading.bp):
        app.register_blueprint(blueprint)
    add_nav(Hat.DESK, "Learn", "learn.home", 5, Can.LEARN, count="learn")
    add_nav(Hat.TEACH, "Grading", "grading.queue", 2, Can.GRADE_WORK, count="grading")
    set_counts(Hat.DESK, desk_counts)
    set_counts(Hat.TEACH, grading_pages.teach_counts)


def desk_counts(actor: Actor) -> Mapping[str, int]:
    """Count what the actor can mend under Learn; asks the database nothing."""
    mendable = sum(1 for said in actor.lacking if said in (LACKS_MODULE, LACKS_AGREEMENT))
    return {"learn": mendable} if mendable else {}
