"""What stands in place of a member's working name while the family keeps the name back."""

import secrets
from typing import Any

import sqlalchemy as sa

from app.audit.work import Work
from app.school.cadres.models import CadreMember
from app.school.people.models import DirectoryOptOut


def cover_for(work: Work, person_id: int) -> str:
    """Return a cover for a student whose name is kept back, nothing for another.

    Shape: ``Tech 482``, a number that no member of the district has; it says nothing of the name.
    """
    district = work.actor.district_id
    kept: Any = sa.select(DirectoryOptOut.person_id).where(
        DirectoryOptOut.district_id == district, DirectoryOptOut.person_id == person_id
    )
    if work.value(kept) is None:
        return ""
    used = sa.select(CadreMember.cover_name).where(
        CadreMember.district_id == district, CadreMember.cover_name != ""
    )
    taken = {row.cover_name for row in work.rows(used)}
    free = [f"Tech {number}" for number in range(100, 1000) if f"Tech {number}" not in taken]
    return secrets.choice(free)
