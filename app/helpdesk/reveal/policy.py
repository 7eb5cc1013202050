"""Who may be shown a hidden word: pure rules, each with its sentence."""

from app.helpdesk.sight import sight_of
from app.helpdesk.tickets.policy import TicketFacts
from app.helpdesk.words import WORKED
from app.identity.actor import Actor
from app.identity.rights import Can
from app.identity.verdict import Verdict, no, not_now, yes

KINDS = ("name", "word")  # phones, mail addresses, numbers, passwords, dates and links are never shown
MOST_A_PERIOD = 3


def reveal(actor: Actor, ticket: TicketFacts, shown_before: int = 0) -> Verdict:
    """May this tech be shown one word of this ticket?"""
    if not actor.can(Can.REVEAL_WORDS):
        return no(actor.lacking[0] if actor.lacking else "Hidden words are shown to the ticket's tech only.")
    if actor.person_id == ticket.requester_id:
        return no("You asked for this yourself. Someone else on the team works on it.")
    if ticket.kind == "practice":
        return no("Nobody real is behind a practice ticket.")
    if ticket.owner_id != actor.person_id:
        return no("Only the ticket's owner can ask to see a hidden word.")
    if not sight_of(actor).reveals(ticket):
        return no("Your school shows no hidden words. Ask your teacher if you cannot go on without one.")
    if ticket.status not in WORKED:
        return not_now("The work on this ticket is done, so nothing more is shown.")
    if shown_before >= MOST_A_PERIOD:
        return not_now("You were shown three words this period. Ask your teacher now.")
    return yes("It is shown to you for ten minutes, and the log keeps who, what and why.")
