"""What an adult may do with a ticket that no rule could queue: pure rules, each with its sentence."""

from typing import Protocol

from app.helpdesk.intake.asked import UNKNOWN
from app.helpdesk.sight import sight_of
from app.helpdesk.tickets import moves
from app.identity.actor import Actor
from app.identity.verdict import Verdict, no, not_now, yes


class WaitingFacts(moves.Standing, Protocol):
    """What the rules look at."""

    category_code: str
    sensitive: bool
    requester_kind: str


def read(actor: Actor, ticket: WaitingFacts) -> Verdict:
    """May this adult read the whole text, as whoever decides what a ticket is must?"""
    if not sight_of(actor).typed(ticket):
        return no(
            "Your school’s mask policy keeps these words from you.", "A teacher of the team reads them."
        )
    return yes("You decide where this goes.")


def queue(
    actor: Actor, ticket: WaitingFacts, category_code: str, private: bool = False, kept: bool = False
) -> Verdict:
    """May this adult put the ticket into the queue under this category?

    Shape: ``private`` is the category's, ``kept`` is the wish that this requester's tickets are for adults only.
    """
    return _takes(moves.may(actor, ticket, "queue"), category_code, private, kept)


def _takes(verdict: Verdict, category_code: str, private: bool, kept: bool) -> Verdict:
    """Return a verdict, unless the queue of students takes nothing of this category or requester."""
    if verdict.yes and private:
        return not_now("This kind is for adults only. Take it yourself.")
    if verdict.yes and kept:
        return not_now("Their tickets are for adults only. Take it yourself.")
    if verdict.yes and category_code == UNKNOWN:
        return not_now("Choose what it is first. The queue takes no “something else”.")
    return verdict


def refile(
    actor: Actor, ticket: WaitingFacts, category_code: str = "", private: bool = False, kept: bool = False
) -> Verdict:
    """May this adult file a ticket of the queue, or one that is worked on, under another category?

    Shape: as ``queue``; without a category, whether there is anything to choose.
    """
    if ticket.kind != "live":
        return no("A practice ticket stays what it is.")
    verdict = moves.may(actor, ticket, "refile")
    if verdict.yes and ticket.sensitive:
        return not_now("Adults keep this ticket from students.")
    if verdict.yes and category_code == ticket.category_code:
        return not_now("It is filed under this kind already.")
    return _takes(verdict, category_code or ticket.category_code, private, kept)


def keep(actor: Actor, ticket: WaitingFacts) -> Verdict:
    """May this adult take the ticket?"""
    return moves.may(actor, ticket, "queue")


def withhold(actor: Actor, ticket: WaitingFacts) -> Verdict:
    """May this adult hide the ticket from students?"""
    if ticket.sensitive:
        return not_now("No student sees this ticket now.")
    return moves.may(actor, ticket, "withhold")


def end(actor: Actor, ticket: WaitingFacts) -> Verdict:
    """May this adult close the ticket without work?"""
    return moves.may(actor, ticket, "cancel")
