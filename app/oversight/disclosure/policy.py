"""Who may read a record of disclosures and write into it; pure."""

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, yes


def read(actor: Actor, person_id: int) -> Verdict:
    """May this person read who looked at somebody's record, in the office?"""
    if not actor.can(Can.SEE_DISCLOSURES):
        return no("The privacy officer reads records of disclosures.")
    if actor.person_id == person_id:
        return no(
            "This is your own record. Another officer answers for it.", "Who looked stands on your own page."
        )
    return yes("You answer for the district’s records.")


def keep(actor: Actor, person_id: int) -> Verdict:
    """May this person write into somebody's record: requests, corrections, holds?"""
    if not actor.can(Can.KEEP_RECORDS):
        return no("The privacy officer keeps records.")
    if actor.person_id == person_id:
        return no("This is your own record. Another officer answers for it.")
    return yes("What you write stays with the record.")
