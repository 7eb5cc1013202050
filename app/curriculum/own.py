"""The second look: a student's own learning records, read with the clearance that sees nobody else's."""

from dataclasses import replace

from app.identity.actor import Actor
from app.identity.rights import Clearance


def whose(actor: Actor, student_id: int) -> int:
    """Return whose records a query reads: with the clearance ``own`` never anybody else's."""
    return actor.person_id if actor.clearance is Clearance.OWN else student_id


def own_of(actor: Actor) -> Actor:
    """Return the same person with the clearance of their own records."""
    return replace(actor, clearance=Clearance.OWN)
