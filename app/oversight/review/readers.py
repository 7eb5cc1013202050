"""Who is missing as a reviewer: whose looks nobody could judge, or nobody but the first reader could read again.

What a district lacks is said on the officer's home and on the administrator's; nothing stays unread unsaid.
"""

from collections.abc import Iterator

from app.audit.work import Work
from app.kernel.frozen import dataclass
from app.oversight.review import adult_queries, flag_queries


@dataclass(frozen=True)
class Missing:
    """Whom to name, and what stays undone until then."""

    name: str
    why: str


@dataclass(frozen=True)
class Readers:
    """Who could read what now: the district's privacy officers and administrators."""

    officers: frozenset[int]
    admins: frozenset[int]

    def of(self, person_id: int) -> frozenset[int]:
        """Return who may judge an adult's looks: an officer's an administrator, another's an officer."""
        return (self.admins if person_id in self.officers else self.officers) - {person_id}


def readers_of(work: Work) -> Readers:
    """Return who may review adults in the actor's district today."""
    rows = work.rows(adult_queries.reviewers(work.actor, work.today))
    by_role = {
        role: frozenset(r.person_id for r in rows if r.role == role) for role in adult_queries.REVIEWERS
    }
    return Readers(by_role["privacy_officer"], by_role["administrator"])


def missing(work: Work) -> tuple[Missing, ...]:
    """Return whom the district must name so that everything can be read, and read again."""
    return tuple(_missing(work, readers_of(work)))


def _missing(work: Work, readers: Readers) -> Iterator[Missing]:
    if not readers.officers:
        yield Missing(
            "a privacy officer",
            "Nobody reviews what adults look at, nor the weeks that a team’s teachers leave.",
        )
    if any(not readers.of(one) for one in readers.officers):
        yield Missing(
            "another administrator",
            "Nobody reviews what the privacy officer looks at: nobody reviews themselves.",
        )
    rows = work.rows(flag_queries.alone(work.actor))
    stuck = [row for row in rows if row.by_id in (may := readers.of(row.person_id)) and len(may) == 1]
    for who, theirs in (("privacy officer", False), ("administrator", True)):
        looks = sum(row.looks for row in stuck if (row.person_id in readers.officers) is theirs)
        if looks:
            said = "One look waits" if looks == 1 else f"{looks} looks wait"
            yield Missing(
                f"a second {who}", f"{said} for a second reader, and the {who} who judged is the only one."
            )
