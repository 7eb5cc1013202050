"""Who may say to whom heads are mailed; pure."""

import re

from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, yes

MOST_RECIPIENTS = 20
_MAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def keep(actor: Actor) -> Verdict:
    """May this person choose who keeps heads outside the school?"""
    if not actor.can(Can.KEEP_LOG):
        return no("The privacy officer chooses who keeps heads of the log.")
    return yes("They are mailed the newest head now and every week.")


def address(mail: str, known: int) -> Verdict:
    """Can a head be mailed there?"""
    if len(mail) > 254 or not _MAIL.fullmatch(mail):
        return no("Type one mail address, like chair@council.example.org.")
    if known >= MOST_RECIPIENTS:
        return no(f"There are {MOST_RECIPIENTS} already. Remove one first.")
    return yes("")
