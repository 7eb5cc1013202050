"""What an adult is shown when looking along with somebody: frozen, plain."""

from app.helpdesk.tickets.view_models import TicketView
from app.kernel.frozen import dataclass


@dataclass(frozen=True)
class Somebody:
    """A person to look along with."""

    id: int
    name: str
    about: str


@dataclass(frozen=True)
class Along:
    """A ticket as one person sees it; no ticket where to them there is none, and why."""

    number: str
    who: Somebody
    ticket: TicketView | None
    why: str
