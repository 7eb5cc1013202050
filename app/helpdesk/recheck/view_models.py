"""What an adult sees of hidden words and of the school's own."""

from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass

KINDS = {
    "app": "Apps",
    "network": "Networks",
    "word": "Other words",
    "hide": "Always hidden",
}
WHY = {"roster": "a roster import", "words": "a change of words", "policy": "a change of the mask policy"}


@dataclass(frozen=True)
class HiddenWord:
    """One word that is hidden on a ticket. Shape: by is who marked it, empty for the mask itself."""

    words: str
    kind: str
    by: str
    release: Verdict

    def __repr__(self) -> str:
        return f"HiddenWord(kind={self.kind!r})"


@dataclass(frozen=True)
class TicketWords:
    """The words that are hidden on one ticket, and those that were released there.

    Shape: ``over`` were released until somebody came who has them as a name.
    """

    number: str
    home: str
    hidden: tuple[HiddenWord, ...]
    shown: tuple[str, ...]
    over: tuple[str, ...]
    hide: Verdict


@dataclass(frozen=True)
class OwnWord:
    """One of the school's own words. Shape: ``named`` when somebody has it as a name, so that it stays hidden."""

    id: int
    words: str
    change: Verdict
    named: bool = False


@dataclass(frozen=True)
class Run:
    """How far a run over the texts is."""

    words: str
    started: str
    found: int
    done: int
    over: bool


@dataclass(frozen=True)
class Vocabulary:
    """The school's own words by kind, and the newest runs."""

    groups: tuple[tuple[str, str, tuple[OwnWord, ...]], ...]
    runs: tuple[Run, ...]
    rooms: int
