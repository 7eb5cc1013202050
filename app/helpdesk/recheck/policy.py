"""Who may hide a word or let the team read one: pure rules, each with its sentence."""

from typing import Protocol

from app.identity.actor import Actor
from app.identity.rights import Can, Hat, Role
from app.identity.verdict import Verdict, no, not_now, yes

_DISTRICT = {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}
RELEASED = ("name", "word", "link", "date")


class WordFacts(Protocol):
    """What the rules look at: who added a word, and the school of that person."""

    by_id: int
    site_id: int | None


class TicketFacts(Protocol):
    """What the rules look at."""

    requester_id: int


def hide(actor: Actor, ticket: TicketFacts) -> Verdict:
    """May this adult hide words on the ticket?"""
    if not actor.can(Can.MARK_WORDS):
        return no("An adult hides words.")
    if ticket.requester_id == actor.person_id:
        return no("You asked for this yourself. Keep words private on your own page.")
    return yes("The team no longer reads them.")


def release(actor: Actor, ticket: TicketFacts, kind: str, private: bool) -> Verdict:
    """May this adult let the team read a hidden word? Shape: ``private`` when the one who asked marked it."""
    if not actor.can(Can.MARK_WORDS) or actor.hat is not Hat.TEACH:
        return no("A teacher lets the team read a hidden word.")
    if ticket.requester_id == actor.person_id:
        return no("You asked for this yourself. Another teacher decides.")
    if kind not in RELEASED:
        return no(f"A {kind} is never for the team.")
    if private:
        return not_now("The one who asked keeps this private.")
    return yes("The team reads it from now on.")


def change_words(actor: Actor) -> Verdict:
    """May this adult change the school's own words?"""
    if not actor.can(Can.MANAGE_PLACES):
        return no("A teacher or an administrator changes the school’s words.")
    return yes("Texts that hold the word are masked again.")


def change_word(actor: Actor, word: WordFacts) -> Verdict:
    """May this adult take away or turn a word that is on the list for every school of the district?"""
    may = change_words(actor)
    own = word.site_id in actor.site_ids or word.by_id == actor.person_id
    if may.yes and not own and not actor.roles & _DISTRICT:
        return no("Another school added this word.", "Ask there, or an administrator.")
    return may
