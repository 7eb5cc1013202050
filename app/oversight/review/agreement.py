"""How far two readers agree, with the chance taken out where there are enough of them. Pure.

Source: Cohen, A coefficient of agreement for nominal scales, 1960.
"""

from collections import Counter
from collections.abc import Sequence

from app.kernel.frozen import dataclass

ENOUGH = 20


@dataclass(frozen=True)
class Agreement:
    """How many lines two readers read, and of how many they said the same."""

    read: int = 0
    same: int = 0
    kappa: float | None = None

    @property
    def words(self) -> str:
        """Return it as a sentence that does not promise more than the number says."""
        if not self.read:
            return "No line has been read twice yet."
        said = f"Two readers said the same of {self.same} of {self.read} lines."
        if self.read < ENOUGH:
            return f"{said} That is too few for more than the count."
        if self.kappa is None:
            return f"{said} Everything was judged alike, so chance cannot be told from agreement."
        return f"{said} Beyond chance, Cohen’s κ is {self.kappa:.2f}; 1 is full agreement."


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Return the agreement of pairs of verdicts; no κ for few pairs, or where both only ever said one thing."""
    read, same = len(pairs), sum(one == other for one, other in pairs)
    if read < ENOUGH:
        return Agreement(read, same)
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(first[word] * second[word] for word in first) / read**2
    return Agreement(read, same, None if chance == 1 else (same / read - chance) / (1 - chance))
