"""What a student and a teacher see of certificates and programmes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.curriculum.certificates.policy import REASONS
from app.curriculum.content.load import load_programmes
from app.curriculum.content.shapes import Programme
from app.helpdesk.catalog.content.load import load_catalog
from app.helpdesk.words import count_word
from app.identity.verdict import Verdict, no
from app.kernel.frozen import dataclass

SOON_DAYS = 30
NOBODYS = no("Only the student whose certificate it is takes it back.")


@dataclass(frozen=True)
class CertificateView:
    """A recorded certificate. Shape: state is verified, waiting, soon, expired or refused."""

    id: int
    programme: str
    name: str
    student_id: int
    student: str
    reference: str
    issued_on: date
    expires_on: date | None
    state: str
    words: str
    seen: bool
    take_back: Verdict = NOBODYS

    @property
    def waits(self) -> bool:
        """Tell whether a teacher has not decided on it yet."""
        return not self.seen and self.state != "refused"

    @property
    def ran_out(self) -> bool:
        """Tell whether it counted once and does not any more."""
        return self.seen and self.state == "expired"


def programme_named(code: str) -> Programme | None:
    """Return a programme of this code, or None."""
    return next((programme for programme in load_programmes() if programme.code == code), None)


def opens_words(programme: Programme) -> str:
    """Return the kinds of tickets that a programme's certificate opens: ``Dell warranty repair``."""
    kinds = {kind.code: kind.name for kind in load_catalog().categories}
    return ", ".join(kinds[code] for code in programme.gates)


def grant_code(programme: Programme) -> str:
    """Return how a grant names a programme's certificate: ``dell_techdirect``."""
    return programme.code.replace("-", "_")


def certificate_view(row: Any, today: date, student: str = "") -> CertificateView:
    """Make the line of a certificate, as of a day."""
    programme = programme_named(row.programme)
    state, words = "waiting", "A teacher looks at it first."
    if row.refused_why is not None:
        state, words = "refused", REASONS.get(row.refused_why, "It is wrong.")
    elif row.expires_on is not None and row.expires_on < today:
        state, words = "expired", f"Expired on {_day(row.expires_on)}."
    elif row.verified_at is not None:
        left = (row.expires_on - today).days if row.expires_on else None
        state = "soon" if left is not None and left <= SOON_DAYS else "verified"
        words = f"Good until {_day(row.expires_on)}." if row.expires_on else "No expiry date on record."
    name = programme.name if programme else row.programme
    return CertificateView(
        row.id,
        row.programme,
        name,
        row.student_id,
        student,
        row.reference,
        row.issued_on,
        row.expires_on,
        state,
        words,
        row.verified_at is not None,
    )


def own_heading(held: Sequence[CertificateView]) -> str:
    """Say what a student does now about their certificates."""
    good = [one for one in held if one.state in ("verified", "soon")]
    waiting = [one for one in held if one.waits]
    ran_out = [
        one for one in held if one.ran_out and one.programme not in {x.programme for x in (*good, *waiting)}
    ]
    if ran_out:
        return f"Renew {ran_out[0].name}, then write the new certificate down."
    if waiting:
        return (
            f"{_many(len(waiting), 'Your certificate waits', 'of your certificates wait')} for your teacher."
        )
    if good:
        return f"{_many(len(good), 'Your certificate counts', 'of your certificates count')} now."
    if held:
        return "Read why your certificate was refused, then write it down right."
    return "Write down a certificate when you have one."


def team_heading(waiting: int) -> str:
    """Say how many certificates wait for a teacher."""
    if not waiting:
        return "No certificate waits for your look."
    return f"{_many(waiting, 'One certificate waits', 'certificates wait')} for your look."


def _many(number: int, one: str, more: str) -> str:
    return one if number == 1 else f"{count_word(number).capitalize()} {more}"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
