"""Leave the privacy officer something to do: a family that waits to see a record, a hold, a word to correct."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from app.audit.work import Work, begin
from app.demo.play import Journey
from app.demo.scene import requester_card
from app.demo.stage import Stage
from app.identity.rights import Hat
from app.kernel import clock
from app.oversight.holds.services import HoldWish, place_hold
from app.oversight.inspection.services import AmendmentWish, RequestWish, take_amendment, take_request

WAITED = timedelta(days=33)  # of the 45


def keep_records(stage: Stage) -> Journey:
    """Take in what came to the office, one by one."""
    one, other = requester_card(stage.people), stage.people.pupils[-1]
    today = clock.now().date()
    asked = RequestWish("guardian", f"the {one.family} family", "paper", "The whole record.", today - WAITED)
    wrong = AmendmentWish(
        f"the {other.family} family",
        "A note says that the hinge was broken by force.",
        "It was loose when the device was handed out.",
        "",
        today - timedelta(days=4),
    )
    hold = HoldWish(
        "Lost device, police report",
        "The police asked the school to keep what it has until the case is over.",
        "person",
        stage.ids[other.sid],
    )
    acts: tuple[Callable[[Work], int], ...] = (
        partial(take_request, person_id=stage.ids[one.sid], wish=asked),
        partial(take_amendment, person_id=stage.ids[other.sid], wish=wrong),
        partial(place_hold, wish=hold),
    )
    for act in acts:
        stage.play.attempt(partial(_do, stage, act))
        yield stage.after(3)


def _do(stage: Stage, act: Callable[[Work], int]) -> None:
    with begin(stage.actor(stage.sid("privacy_officer"), Hat.OFFICE)) as work:
        act(work)
