"""Who may verify a certificate, and what its dates must say: pure."""

import re
from datetime import date
from typing import Protocol

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes

FIRST = date(1990, 1, 1)
REASONS = {
    "other_code": "The code is not the one on the certificate.",
    "dates": "The dates are not the ones on the certificate.",
    "name": "A name stands in the code.",
    "not_theirs": "The certificate is somebody else’s.",
    "twice": "It is written down twice.",
    "not_shown": "No such certificate was shown.",
}
_ISSUERS = frozenset({"dell", "comptia", "techdirect"})
_WORD = re.compile(r"[^\W\d_]{3,}")


class Recorded(Protocol):
    """What the rules look at: a row of ``queries.certificate`` has it all."""

    student_id: int
    recorded_by_id: int
    verified_at: object
    refused_at: object
    withdrawn_at: object


def issued(issued_on: date, today: date) -> Verdict:
    """Can a certificate be issued on this day?"""
    if not FIRST <= issued_on <= today:
        return no("The day of issue lies in the future, or too far back.")
    return yes("This day can be right.")


def expires(issued_on: date, expires_on: date | None) -> Verdict:
    """Can it run out on this day?"""
    if expires_on is not None and expires_on <= issued_on:
        return no("It expires before it was issued. Type both dates as the certificate shows them.")
    return yes("These dates can be right.")


def code(reference: str, own_name: str) -> Verdict:
    """Can this be the code on a certificate? It is letters and digits together, and nobody's name."""
    own = {word.casefold() for word in _WORD.findall(own_name)}
    for word in _WORD.findall(reference):
        if word.casefold() in own or not (word.isupper() or word.casefold() in _ISSUERS):
            return no("Type the code alone, as it is printed: no name and no other words.")
    return yes("This can be a code.")


def verify(actor: Actor, recorded: Recorded) -> Verdict:
    """May this person say that they have seen the certificate?"""
    verdict = refuse(actor, recorded)
    return yes("You have the certificate in front of you.") if verdict.yes else verdict


def refuse(actor: Actor, recorded: Recorded) -> Verdict:
    """May this person say that the certificate, as it was written down, is wrong?"""
    if not actor.can(Can.VERIFY_CERTIFICATES):
        return no("A supervising teacher verifies certificates.")
    if actor.person_id == recorded.student_id:
        return no("Nobody verifies their own certificate.")
    return _waits(recorded)


def take_back(actor: Actor, recorded: Recorded) -> Verdict:
    """May this person take back what was written down of a certificate?"""
    if actor.person_id != recorded.student_id:
        return no("Only the student whose certificate it is takes it back.")
    if actor.person_id != recorded.recorded_by_id:
        return no("Your teacher wrote it down. Ask them to refuse it.")
    return _waits(recorded)


def _waits(recorded: Recorded) -> Verdict:
    if recorded.verified_at is not None:
        return not_now("This certificate was verified before.")
    if recorded.refused_at is not None:
        return not_now("This certificate was refused before.")
    if recorded.withdrawn_at is not None:
        return not_now("The student took this back.", "They write it down again as it is printed.")
    return yes("It waits for a teacher.")


def opens(gates: tuple[str, ...], expires_on: date | None, today: date) -> Verdict:
    """Does a verified certificate open its categories?"""
    if not gates:
        return yes("It opens no category; it counts for itself.")
    if expires_on is None:
        return no("Without an expiry date it opens nothing. Type the date from the certificate.")
    if expires_on < today:
        return no("It has expired, so it opens nothing. The student renews it first.")
    return yes(f"It opens its category until {expires_on:%B} {expires_on.day}, {expires_on.year}.")
