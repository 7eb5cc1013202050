"""The form of a team's next school year."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from wtforms import DateField
from wtforms.validators import InputRequired

from app.accounts.school_year import name_of
from app.accounts.teams.forms import TeamForm
from app.oversight.rollover.planning import Choices, Stay
from app.oversight.rollover.view_models import Draft

_YEAR = re.compile(r"\d{4}([-–/])(\d\d)?\d\d")  # 2026-27, 2026–27, 2026/2027
YEAR = timedelta(days=364)  # the same weekday


class YearForm(TeamForm):
    """The new team, and when the access of those who leave ends."""

    access_ends_on = DateField(
        "Access of those who leave ends on", validators=[InputRequired("Pick the day.")]
    )


def next_year(team: Any) -> dict[str, Any]:
    """Return what the form begins with: the team as it is, a year later."""
    starts_on = max(date(team.ends_on.year, 8, 1), team.ends_on + timedelta(days=1))
    if (starts_on - team.ends_on).days > 200:
        starts_on = team.ends_on + timedelta(days=1)
    year = name_of(starts_on)
    return {
        "name": _next_name(team.name, year),
        "school_year": year,
        "supervisor": team.supervisor_id or 0,
        "deputy": team.deputy_id or 0,
        "starts_on": starts_on,
        "ends_on": team.ends_on + YEAR,
        "access_ends_on": team.ends_on,
    }


def _next_name(name: str, year: str) -> str:
    """Return what a team is called a year later, spelled as it is now. Shape: year is written ``2026-27``."""
    first, last = year.split("-")

    def later(found: re.Match[str]) -> str:
        return f"{first}{found[1]}{first[:2] if found[2] else ''}{last}"

    return _YEAR.sub(later, name) if _YEAR.search(name) else f"{name} {year}"[:80].strip()


def choices_of(form: YearForm, draft: Draft, sent: Mapping[str, Any], sections: list[int]) -> Choices:
    """Return what was picked; who or what the page did not offer is left out."""
    wish = form.wish()
    members = {
        one.person_id: Stay(
            sent.get(f"stay-{one.person_id}") == "yes",
            str(sent.get(f"rung-{one.person_id}", one.rung)),
            _day(sent.get(f"ends-{one.person_id}"), wish.ends_on),
        )
        for one in draft.members
    }
    tickets = {one.number: str(sent.get(f"ticket-{one.number}", "queue")) for one in draft.tickets}
    offered = {key for key, _title in draft.sections}
    return Choices(
        **vars(wish),
        access_ends_on=form.access_ends_on.data or wish.starts_on,
        members=members,
        tickets=tickets,
        sections=tuple(key for key in sections if key in offered),
    )


def _day(text: Any, otherwise: date) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return otherwise
