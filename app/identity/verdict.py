"""A rule's answer and its sentence; the same one guards the deed and draws or explains the button."""

from app.identity.actor import Actor
from app.kernel.errors import Conflict, Forbidden, StepUpNeeded
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class Verdict:
    """Yes, no, not now, or confirm first, with the sentence that a person reads."""

    answer: str
    sentence: str
    remedy: str = ""

    @property
    def yes(self) -> bool:
        return self.answer == "yes"

    @property
    def later(self) -> bool:
        return self.answer in ("not_now", "confirm")

    def require(self) -> None:
        """Go on when the answer is yes.

        Refuses: Forbidden on no, Conflict on not_now, StepUpNeeded on confirm.
        """
        if self.answer == "no":
            raise Forbidden(self.sentence, self.remedy)
        if self.answer == "not_now":
            raise Conflict(self.sentence, self.remedy)
        if self.answer == "confirm":
            raise StepUpNeeded(self.sentence, self.remedy)


def yes(sentence: str) -> Verdict:
    """Allow."""
    return Verdict("yes", sentence)


def no(sentence: str, remedy: str = "") -> Verdict:
    """Refuse: the right is missing."""
    return Verdict("no", sentence, remedy)


def not_now(sentence: str, remedy: str = "") -> Verdict:
    """Refuse: the right is held, the state is wrong."""
    return Verdict("not_now", sentence, remedy)


def fresh(actor: Actor) -> Verdict:
    """Has the one at this screen confirmed within the last ten minutes who they are?"""
    if actor.fresh:
        return yes("You confirmed that it is you.")
    return Verdict("confirm", "Confirm that it is you first.", "Type your PIN, then do it again.")
