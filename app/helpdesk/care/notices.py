"""What the form says about emergencies: the school's words, or ours until it has its own."""

from app.audit.work import Work
from app.helpdesk.care import queries

USUAL = (
    "If someone is in danger, call 911 or go to the nearest adult now. To talk to somebody at any hour, call or text"
    " 988. En español: llame al 988 y oprima 2."
)
LONGEST = 600


def notice_for(work: Work, site_id: int | None) -> str:
    """Return the sentence after "This is not an emergency line.", as the school wrote it."""
    found = work.value(queries.notice(work.actor, site_id)) if site_id else None
    return str(found or USUAL)
