"""When an import stops and asks. Pure."""

from collections.abc import Collection, Mapping

from app.kernel.errors import Conflict

MOST_SHARE = 0.05


class EndingsNeeded(Conflict):
    """The set would end more people than goes without asking."""

    code = "endings-needed"

    def __init__(self, ending: int, active: int) -> None:
        super().__init__(
            f"This set would end {ending:,} of {people_words(active)}. Nothing was changed.",
            f"If that is right, say so: --accept-endings {ending}",
        )
        self.ending = ending
        self.active = active


class KeepsNobody(Conflict):
    """The set would end who applies it, or everybody who administers."""

    code = "administrators-end"


def stops(ended: Collection[int], administrators: Mapping[int, str], applying: int) -> tuple[str, str] | None:
    """Return why a set may not end these people and what to do; None when somebody is left to run the place."""
    if applying in ended:
        return (
            "This set would end your own account: you are not in it, or are marked as gone.",
            "Add yourself to the set, or let somebody who is in it import it.",
        )
    if administrators and administrators.keys() <= set(ended):
        names = ", ".join(sorted(administrators.values()))
        return (
            f"This set would leave no administrator: it ends {names}.",
            "Add them to the set, or give somebody who is in it the role of administrator first.",
        )
    return None


def stops_teacher(ended: Collection[int], holders: Mapping[int, str]) -> tuple[str, str] | None:
    """Return why a teacher's set may not end somebody with a role in Cadre, whose account is not theirs to shut."""
    names = ", ".join(sorted(name for key, name in holders.items() if key in ended))
    if not names:
        return None
    return (
        f"This set would end who has a role in Cadre: {names}.",
        "Let an administrator import it, or take the role away first.",
    )


def people_words(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"


def needs_asking(ending: int, active: int) -> bool:
    """Tell whether so many endings stop an import: more than five in a hundred."""
    return ending > active * MOST_SHARE


def check_endings(ending: int, active: int, accepted: int | None) -> None:
    """Go on when few people end, or somebody accepted at least as many.

    Refuses: EndingsNeeded.
    """
    if needs_asking(ending, active) and (accepted is None or accepted < ending):
        raise EndingsNeeded(ending, active)
