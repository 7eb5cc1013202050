"""Make believable texts from a seed: what people ask, and what the team answers."""

import random
from collections.abc import Callable

from app.privacy.text.masker import MaskedText

RARE = "periscope"  # in two of a thousand first messages
COMMON = "trackpad"  # in one of ten
POOL = 1500
NAMED = 0.15  # the share of texts that name somebody

_THINGS = (
    "screen", "keyboard", "charger", "projector", "printer", "speaker", "microphone", "camera", "hinge",
    "battery", "browser", "dock", "cable", "stylus", "headset", "volume key", "power light", "lid", "port",
)  # fmt: skip
_TROUBLE = (
    "went dark", "shows stripes", "makes a buzzing noise", "does nothing", "asks to restart again and again",
    "loads half of the page", "drops the signal", "is stuck on the logo", "prints blank sheets",
    "feels warm after a minute", "types two letters at once", "shows wrong colors", "stays at one percent",
)  # fmt: skip
_WHEN = (
    "since this morning", "after the last update", "every time I open the lid", "only in the afternoon",
    "during the test", "since the long weekend", "for three days now", "whenever it is plugged in",
)  # fmt: skip
_TRIED = (
    "I turned it off and on", "We swapped the cable", "I tried the other outlet", "I cleared the cache",
    "We moved closer to the door", "I signed out and in", "I held the power key for a while",
    "We asked the class next to ours and theirs is fine",
)  # fmt: skip
_NEED = (
    "We need it before the next lesson.", "It can wait until tomorrow.", "There is a presentation on Friday.",
    "The homework is on it.", "I can bring it to the counter at lunch.", "Please tell me when to come by.",
)  # fmt: skip
_ANSWER = (
    "Thanks for telling us, we will look at it today.", "Please leave it at the counter and take a loaner.",
    "We changed the cable and it holds now.", "Could you say which light is on when it happens?",
    "The update has finished, please try once more.", "A part is on its way and we keep you posted.",
    "We cleaned the contacts and checked them twice.", "It worked on our bench for the whole period.",
    "Turn the sound up with the upper right key, then sign in again.", "We set the driver back by one step.",
)  # fmt: skip


class Texts:
    """A pool of texts with their masked forms, drawn from in an order that a seed fixes."""

    def __init__(self, names: list[str], mask: Callable[[str], MaskedText], seed: int = 7) -> None:
        self._rng = random.Random(seed)
        self._names = names
        self.plain = [_kept(mask, self._ask()) for _ in range(POOL)]
        self.common = [_kept(mask, f"{self._ask()} It is about the {COMMON}.") for _ in range(POOL // 10)]
        self.rare = [_kept(mask, f"{self._ask()} It is about the {RARE}.") for _ in range(20)]
        self.answers = [_kept(mask, self._reply()) for _ in range(POOL)]

    def _ask(self) -> str:
        pick = self._rng.choice
        said = [
            f"The {pick(_THINGS)} {pick(_TROUBLE)} {pick(_WHEN)}." for _ in range(self._rng.randint(2, 4))
        ]
        said += [f"{pick(_TRIED)}, and nothing changed.", pick(_NEED), f"The {pick(_THINGS)} is fine."]
        return " ".join(said + self._named(" saw it too."))

    def _reply(self) -> str:
        pick = self._rng.choice
        said = [pick(_ANSWER), f"{pick(_TRIED)}.", pick(_ANSWER)]
        return " ".join(said + self._named(" can bring it."))

    def _named(self, rest: str) -> list[str]:
        return [self._rng.choice(self._names) + rest] if self._rng.random() < NAMED else []

    def asked(self, rng: random.Random, place: int) -> tuple[str, MaskedText]:
        """Return the first message of the ticket at this place of the fill, raw and masked."""
        roll = rng.random()
        pool = self.rare if place % 500 == 0 else self.common if roll < 0.1 else self.plain
        return _marked(rng, pool)

    def answered(self, rng: random.Random) -> tuple[str, MaskedText]:
        """Return a reply, raw and masked."""
        return _marked(rng, self.answers)


def _kept(mask: Callable[[str], MaskedText], raw: str) -> tuple[str, MaskedText]:
    return raw, mask(raw)


def _marked(rng: random.Random, pool: list[tuple[str, MaskedText]]) -> tuple[str, MaskedText]:
    """Make a text of the pool the only one of its kind; an error code survives the mask."""
    raw, masked = pool[int(rng.random() * len(pool))]
    code = f" It says E{rng.randrange(10_000, 99_999)}."
    return raw + code, masked._replace(text=masked.text + code)
