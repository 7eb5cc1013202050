"""Who may do what to a team; pure."""

import unicodedata
from collections.abc import Collection
from datetime import date

from app.identity.rights import READS_ALONG
from app.identity.verdict import Verdict, no, not_now, yes

RUNGS = ("observer", "trainee", "apprentice", "independent", "lead")
RUNG_WORDS = {
    "observer": "reads along",
    "trainee": "practice tickets only",
    "apprentice": "live tickets, checked before they go out",
    "independent": "live tickets, read afterwards",
    "lead": "live tickets, one in five checked",
}
LIVE_RUNGS = frozenset(RUNGS) - frozenset(READS_ALONG)
GATE_MODES = {
    "": "as the rung says",
    "before": "before it goes out",
    "after": "afterwards",
    "sample": "one in five",
}
GATE_ACTIONS = {"reply": "Public replies", "resolve": "Proposing that it is solved"}
MOST_TRAINEES = 6
LONGEST_TEAM_DAYS = 550


def lead_team(kind: str, active: bool) -> Verdict:
    """May this person supervise a team?"""
    if kind != "staff":
        return no("Only a member of staff can lead a team.")
    if not active:
        return not_now("This person is no longer in the roster.")
    return yes("This person can lead the team.")


def pair(supervisor_id: int, deputy_id: int) -> Verdict:
    """May these two lead together?"""
    if supervisor_id == deputy_id:
        return no("The deputy must be somebody else than the supervising teacher.")
    return yes("Supervising teacher and deputy are two people.")


def span(starts_on: date, ends_on: date) -> Verdict:
    """May a team run from one day to another?"""
    if ends_on <= starts_on:
        return no("The team ends before it starts.")
    if (ends_on - starts_on).days > LONGEST_TEAM_DAYS:
        return no("A team runs for one school year.")
    return yes("The dates are good.")


def join(kind: str, active: bool, here: bool) -> Verdict:
    """May this person join a team?"""
    if kind != "student":
        return no("Only students join a team.")
    if not active:
        return not_now("This student is no longer in the roster.")
    if not here:
        return not_now("This student is at another school. A team is of one school.")
    return yes("This student can join.")


def generation(trainers: Collection[int]) -> int:
    """Return whose training somebody stands in, from the generations of their trainers; teachers train the first."""
    return 1 + min(trainers, default=0)


def train(rung: str, trainees: int) -> Verdict:
    """May a student of this rung train so many others?"""
    if trainees > MOST_TRAINEES:
        return no(f"A peer trainer has at most {MOST_TRAINEES} students.")
    if rung not in LIVE_RUNGS:
        return no("A peer trainer works live tickets: apprentice, independent or lead.")
    return yes("This student can train.")


def fold(text: str) -> str:
    """Return a name for comparing: without accents, case or marks."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in bare if character.isalnum())


def working_name(name: str, family: str, taken: Collection[str]) -> Verdict:
    """May this be the name that the team sees? An empty one is chosen by the student when signing."""
    if not name:
        return yes("The student chooses one when signing.")
    if len(name) > 24 or not any(character.isalpha() for character in name):
        return no("A working name has at most 24 characters, letters among them.")
    if len(fold(family)) > 1 and fold(family) in fold(name):
        return no("Leave the family name out of the working name.")
    if fold(name) in {fold(other) for other in taken if other}:
        return no("Somebody else on the team has this working name.")
    return yes("This name is free.")


def papers_from(school_year: str) -> date:
    """Return the first day whose papers hold for a team of a school year: 1 April before it begins."""
    return date(int(school_year[:4]), 4, 1)
