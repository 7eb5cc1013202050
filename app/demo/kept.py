"""Keep the sign-in cards beside the keys, and deal them to the sign-in page of a demo.

The password is made at random for each installation; the database has its hash only.
"""

import json
from collections.abc import Callable
from dataclasses import asdict

import sqlalchemy as sa

from app.accounts.actors import nobody
from app.audit.work import look
from app.config import Settings
from app.kernel.files import write_secret
from app.kernel.frozen import dataclass
from app.school.people import feeder
from app.school.places.models import Org

FILE = "demo-cards.json"


@dataclass(frozen=True)
class Card:
    """One card: who it is, what to try first, and how to sign in."""

    title: str
    words: str
    username: str
    password: str

    def __repr__(self) -> str:
        return f"Card({self.title!r})"


def keep(settings: Settings, cards: tuple[Card, ...]) -> None:
    """Write the cards beside the keys, for their owner's eyes only."""
    write_secret(settings.instance / FILE, json.dumps([asdict(card) for card in cards], indent=1))


def read(settings: Settings) -> tuple[Card, ...]:
    """Return the cards as they were written; none without a demo."""
    path = settings.instance / FILE
    return tuple(Card(**one) for one in json.loads(path.read_text())) if path.exists() else ()


def forget(settings: Settings) -> None:
    """Remove the cards, and the names as the masker keeps them."""
    (settings.instance / FILE).unlink(missing_ok=True)
    feeder.forget()


def dealer(settings: Settings) -> Callable[[], tuple[Card, ...]]:
    """Return what the sign-in page asks for its cards: none outside a running demo."""

    def deal() -> tuple[Card, ...]:
        cards = read(settings)
        return cards if cards and _is_demo() else ()

    return deal


def _is_demo() -> bool:
    with look(nobody()) as work:
        return work.first(sa.select(Org.id).where(Org.demo, Org.active).limit(1)) is not None
