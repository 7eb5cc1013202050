"""The annual notice's paragraph: who is a school official, and what is a legitimate educational interest; pure.

Source: 34 CFR 99.7(a)(3)(iii); 34 CFR 99.31(a)(1)(i)(B), (ii).
"""

from collections.abc import Collection, Sequence

from app.identity.rights import Role
from app.kernel.frozen import dataclass
from app.privacy.policy import PEOPLE, STUDENT_ROLES, MaskPolicy, Show

_ADULTS = {
    Role.ADMINISTRATOR: "administrators",
    Role.PRIVACY_OFFICER: "the privacy officer",
    Role.TEACHER: "supervising teachers and their deputies",
    Role.TECHNICIAN: "technicians",
}
_SEEN = {
    Show.HIDDEN: "without being told who asks",
    Show.HANDLE: "under a number that stands for the person who asks",
    Show.PARTIAL: "under a number that stands for the person who asks",
    Show.CLEAR: "under a number that stands for the person who asks",
}


@dataclass(frozen=True)
class Facts:
    """What holds in the district today."""

    district: str
    roles: Collection[str]
    schools: Sequence[str]
    guardian_needed: Collection[str]
    policy: MaskPolicy


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def paragraphs(facts: Facts) -> tuple[str, ...]:
    """Return the paragraph in parts: who may see records, who of them are students, for what, and the record of it."""
    return tuple(filter(None, (_officials(facts), _students(facts), _interest(facts), _kept(facts))))


def _officials(facts: Facts) -> str:
    adults = [words for role, words in _ADULTS.items() if role.value in facts.roles]
    who = f", among them, for its help desk, {_listed(adults)}" if adults else ""
    return (
        f"{facts.district} discloses education records without prior consent to school officials who have a "
        f"legitimate educational interest. A school official is a person employed by the district{who}."
    )


def _students(facts: Facts) -> str:
    if not facts.schools:
        return ""
    needed = [school for school in facts.schools if school in facts.guardian_needed]
    consent = ""
    if needed:
        where = "" if len(needed) == len(facts.schools) else f" (at {_listed(needed)})"
        consent = f", has a guardian’s permission{where}"
    return (
        f"A student of the help desk team of {_listed(facts.schools)} is a school official too, for a service for "
        "which the district would otherwise use employees, while the student is under the direct control of a "
        "supervising teacher who is named, has signed this school year’s confidentiality agreement, has passed the "
        f"privacy module{consent}, and only until the end date set for the student."
    )


def _interest(facts: Facts) -> str:
    asked = (
        "A school official has a legitimate educational interest in what is needed to do the task at hand: "
    )
    asked += "for the help desk, to solve a request for help at the official’s own school."
    if not facts.schools:
        return asked
    told = _SEEN[facts.policy.to_students("masked", "student")]
    return (
        f"{asked} A student of the team reads a request {told}, with names, numbers and contacts hidden from the "
        f"student’s connection to the database itself. {_shown(facts.policy)} Numbers, "
        "mail addresses, telephone numbers, grades, discipline, health and family matters are never shown to a "
        "student."
    )


def _shown(policy: MaskPolicy) -> str:
    """Say what the student who owns a request can be shown of it, as the policy's cells give it together."""
    word = _is_shown(policy, ("name", "word"), PEOPLE)
    first = _is_shown(policy, ("first_name",), ("student", "caregiver"))
    if not word and not first:
        return "No hidden word is ever shown to a student."
    parts = [*(["one hidden word of it"] if word else []), *(["the first name of who asks"] if first else [])]
    no_word = "" if word else " No other hidden word is ever shown to a student."
    return (
        f"The student who owns a request can be shown {' or '.join(parts)} for a stated purpose and for "
        f"minutes.{no_word}"
    )


def _is_shown(policy: MaskPolicy, whats: Collection[str], kinds: Collection[str]) -> bool:
    return any(
        policy.show("revealable", kind, (role,), ("owner",)).rank >= Show.PARTIAL.rank
        and policy.show("asked", what, (role,), ("owner",)) is not Show.HIDDEN
        for role in STUDENT_ROLES
        for kind in kinds
        for what in whats
    )


def _kept(facts: Facts) -> str:
    who = ", by staff and by students," if facts.schools else ""
    return (
        f"Each look at a record{who} is written down with who, what, when and why. A parent or an eligible student "
        "can ask the privacy officer for this record; whoever signs in, a student too, sees the looks at their own "
        "data under “Who looked”."
    )
