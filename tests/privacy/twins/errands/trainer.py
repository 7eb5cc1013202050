"""A peer trainer's two inboxes: replies of the group, and its practice."""

from tests.privacy.twins.errands.errand import ENDING, Errand
from tests.privacy.twins.errands.learning import open_practice
from tests.privacy.twins.run import Run


def draft(run: Run, name: str) -> None:
    """Read a reply of the group, and send it, return it, or send it in other words."""
    ways = {
        "send": {},
        "return": {"reason": "tone", "words": "Say it more kindly."},
        "edit": {"text": "Hello ⟦name⟧, please look whether the light is on."},
    }
    for way, form in ways.items():
        one = Errand(run, name)
        one.make_room("cy")
        one.asked_for("maria")
        one.other("cy", "/desk/tickets/{}/claim")
        one.other("cy", "/desk/tickets/{}/reply", reply="Is the light on?")
        one.get("/desk/drafts")
        one.get("/desk/drafts/{}")
        one.post(f"/desk/drafts/{{}}/{way}", **form)


def sign_off(run: Run, name: str) -> None:
    """Sign practice of the group off, or send it back, by turns."""
    accepted = bool(run.answered[name, "POST /desk/sign-offs/<number>"] % 2)
    one = open_practice(run, "tomo")
    one.name = name
    one.other("tomo", "/desk/tickets/{}/done", **ENDING)
    one.get("/desk/sign-offs")
    one.get("/desk/sign-offs/{}")
    verdict = {"verdict": "accept" if accepted else "return", "comment": "Good questions first."}
    one.post("/desk/sign-offs/{}", **verdict)
