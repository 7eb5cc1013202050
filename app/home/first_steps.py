"""Say what a teacher's own team needs next, while nobody on it can work."""

from app.accounts.teams.reading import count_teams
from app.accounts.teams.view_models import TeamCount
from app.audit.work import Work
from app.helpdesk.words import count_word
from app.home import queries
from app.home.view_models import FirstStep


def next_step(work: Work) -> FirstStep | None:
    """Return the next step of the first team that lacks one; nothing where all are at work."""
    return next((step for team in count_teams(work) if (step := _step(work, team))), None)


def _step(work: Work, team: TeamCount) -> FirstStep | None:
    at = f"/teach/cadres/{team.id}"
    if not team.students:
        lede = "They start as observers: they read along and learn."
        return FirstStep(f"Add the students of {team.name}.", lede, "Add students", f"{at}/add")
    if team.unslipped:
        whom = (
            "a slip for one student"
            if team.unslipped == 1
            else f"slips for {count_word(team.unslipped)} students"
        )
        lede = "Each claims an account with the code on it."
        return FirstStep(f"Print {whom}.", lede, "Print invite slips", f"{at}/slips")
    if team.ready:
        return None
    site = next((row for row in work.rows(queries.schools(work.actor)) if row.id == team.site_id), None)
    if site is not None and not site.periods:
        lede = "Shifts and due times follow the bell."
        return FirstStep(
            f"Enter the bell periods of {site.name}.", lede, "Enter them", f"/teach/places/{site.code}"
        )
    lede = "Open a student of the team to see what is missing, and mend it."
    return FirstStep(f"Nobody of {team.name} can work live tickets yet.", lede, "Open the team", at)
