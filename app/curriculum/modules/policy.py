"""Who may sign the agreement, and under which name; pure."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from app.accounts.school_year import valid_until
from app.identity.verdict import Verdict, no, not_now, yes
from app.privacy.harm.names import is_unkind

_NAME = re.compile(r"[^\W\d_][^\W\d_'’ .-]*(?:[ .'’-]+[^\W\d_]+\.?)*")
_PART = re.compile(
    r"[A-ZÀ-Þ]?[^\W\d_A-ZÀ-Þ]+|[A-ZÀ-Þ]+"
)  # a word, or one of several that were joined: EmOnSnap
_CONTACT_WORDS = frozenset({
    "snap", "sc", "insta", "ig", "kik", "steam", "com", "net", "dot", "zero", "oh", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine",
})  # fmt: skip
_CONTACT_ANYWHERE = re.compile(
    r"snapchat|instagram|discord|tiktok|telegram|whatsapp|roblox|gmail|hotmail|outlook|icloud|"
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|oh){3}"
)
_TAKEN_WORDS = frozenset({"cadre", "teacher", "admin", "staff", "office", "you", "nobody", "helpdesk"})


def renewable(until: date | None, today: date) -> bool:
    """Tell whether something that holds until a date can be done (again) today for a later date."""
    return until is None or until < valid_until(today)


def sign(member: bool, module_passed: bool, until: date | None, today: date) -> Verdict:
    """May this person sign the agreement now?"""
    if not member:
        return no("Only members of a team sign this.")
    if not module_passed:
        return not_now("Pass the privacy module first, then sign.")
    if not renewable(until, today):
        return not_now(
            f"You signed it. It holds until {until:%B} {until.day}, {until.year}." if until else ""
        )
    return yes(f"Your signature holds until September 30, {valid_until(today).year}.")


def fold(text: str) -> str:
    """Return a name for comparing: without accents, case or marks."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in bare if c.isalnum())


def _tells_a_way(name: str) -> bool:
    """Tell whether a name says how to reach somebody elsewhere, whatever stands between its words."""
    parts = [fold(part) for part in _PART.findall(name)]
    return (len(parts) > 1 and bool(_CONTACT_WORDS & {*parts})) or _CONTACT_ANYWHERE.search(
        fold(name)
    ) is not None


def working_name(name: str, family: str, taken: Collection[str]) -> Verdict:
    """May this be the name that the team sees?

    Shape: ``family`` is the person's own family name, ``taken`` the names of others on the team and of staff.
    """
    if not 2 <= len(name) <= 24 or not _NAME.fullmatch(name):
        return no("Use 2 to 24 letters: no digits, no address, no other signs.")
    if len(fold(family)) > 1 and fold(family) in fold(name):
        return no("Leave your family name out. Your first name or another name is fine.")
    if _tells_a_way(name):
        return no("A name is no way to reach you elsewhere: leave out networks and numbers.")
    if is_unkind(name):
        return no("Choose a name that insults nobody: your team and the people you help read it.")
    if fold(name) in _TAKEN_WORDS or fold(name) in {fold(other) for other in taken}:
        return no("That name is taken. Choose one that nobody else on the team or the staff has.")
    return yes("This name is free.")
