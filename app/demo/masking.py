"""Leave a proposal about the mask policy that waits for a second adult."""

from app.audit.work import begin
from app.demo.play import Journey
from app.demo.stage import Stage
from app.identity.rights import Hat
from app.oversight.mask.services import change_policy

CELL, SHOW = "masked/room/student_tech/site", "partial"
WHY = "Techs asked to know the period of a ticket before they claim it, so that they come when the class is there."


def propose_looser(stage: Stage) -> Journey:
    """Let the privacy officer propose that techs see the period of every ticket of their school."""
    officer = stage.actor(stage.people.part("privacy_officer")[0].sid, Hat.OFFICE)
    with begin(officer) as work:
        change_policy(work, {CELL: SHOW}, WHY)
    yield from ()
