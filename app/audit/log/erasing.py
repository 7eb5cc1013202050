"""Erase words beside events: the log stays whole, and a tombstone says what went, by which policy, who approved."""

from collections.abc import Iterable
from hashlib import sha256

import sqlalchemy as sa

from app.audit.log.core import CODE
from app.audit.log.models import Words
from app.audit.tags import Tag
from app.audit.work import Work
from app.kernel.errors import Invalid

AT_ONCE = 500


def erase_words(work: Work, event_ids: Iterable[str], policy: str) -> int:
    """Erase the words of these events in the actor's district and return how many there were.

    Shape: the work's clearance is system; a person approves it, as the actor or as the one it is done for.
    Refuses: Invalid without a person who approves, or for a policy that is no code.
    Records: words:erased, with the policy, the count, and the hash of the events' ids.
    """
    approver = work.actor.on_behalf_of_id or work.actor.person_id
    if not approver:
        raise Invalid("Nobody approved this.", "Say who did: a tombstone names a person.")
    if not policy or not CODE.fullmatch(policy):
        raise Invalid("Name the policy by its code.", "A tombstone names it.")
    wanted = sorted(set(event_ids))
    found: list[str] = []
    for start in range(0, len(wanted), AT_ONCE):
        there = sa.select(Words.event_id).where(
            Words.event_id.in_(wanted[start : start + AT_ONCE]),
            Words.district_id == work.actor.district_id,
            Words.tombstone_id.is_(None),
        )
        found += [row.event_id for row in work.rows(there)]
    if not found:
        return 0
    digest = sha256("\n".join(sorted(found)).encode()).hexdigest()
    tombstone = work.record(Tag.WORDS_ERASED, policy=policy, count=len(found), set=digest)
    for start in range(0, len(found), AT_ONCE):
        some = Words.event_id.in_(found[start : start + AT_ONCE])
        gone = {"salt": "", "words": "", "tombstone_id": tombstone}
        work.execute(sa.update(Words).where(some, Words.district_id == work.actor.district_id).values(**gone))
    return len(found)
