"""The curriculum's pages: blueprints, entries of the top bar, and the numbers beside them."""

from collections.abc import Mapping

from flask import Flask

from app.accounts.actors import LACKS_AGREEMENT, LACKS_MODULE
from app.curriculum.modules import routes as modules
from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.ui.pages import add_nav, set_counts


def register(app: Flask) -> None:
    """Register the blueprints and the top bar's entries."""
    app.register_blueprint(modules.bp)
    add_nav(Hat.DESK, "Learn", "learn.home", 5, Can.LEARN, count="learn")
    set_counts(Hat.DESK, desk_counts)


def desk_counts(actor: Actor) -> Mapping[str, int]:
    """Count what the actor can mend under Learn; asks the database nothing."""
    mendable = sum(1 for said in actor.lacking if said in (LACKS_MODULE, LACKS_AGREEMENT))
    return {"learn": mendable} if mendable else {}
