"""When an import stops and asks. Pure."""

from app.kernel.errors import Conflict

MOST_SHARE = 0.05


class EndingsNeeded(Conflict):
    """The set would end more people than goes without asking."""

    code = "endings-needed"

    def __init__(self, ending: int, active: int) -> None:
        super().__init__(
            f"This set would end {ending:,} of {active:,} people. Nothing was changed.",
            f"If that is right, say so: --accept-endings {ending}",
        )
        self.ending = ending
        self.active = active


def needs_asking(ending: int, active: int) -> bool:
    """Tell whether so many endings stop an import: more than five in a hundred."""
    return ending > active * MOST_SHARE


def check_endings(ending: int, active: int, accepted: int | None) -> None:
    """Go on when few people end, or somebody accepted at least as many.

    Refuses: EndingsNeeded.
    """
    if needs_asking(ending, active) and (accepted is None or accepted < ending):
        raise EndingsNeeded(ending, active)
