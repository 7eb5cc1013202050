"""The week of a team: who is on shift in which period of which day."""

from app.accounts.teams.reading import read_team
from app.accounts.teams.view_models import TeamView
from app.audit.work import Work
from app.kernel.errors import NotFound
from app.kernel.frozen import dataclass
from app.school.cadres import queries as team_queries
from app.school.calendar.words import period_words
from app.school.people.view_models import Named
from app.school.places import queries as places

DAYS = (("0", "Monday"), ("1", "Tuesday"), ("2", "Wednesday"), ("3", "Thursday"), ("4", "Friday"))


@dataclass(frozen=True)
class WeekView:
    """A team's week; ``chosen`` is the student whose boxes are shown, with the ``checked`` ones."""

    team: TeamView
    days: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str, str], ...]
    filled: dict[str, tuple[str, ...]]
    people: tuple[Named, ...]
    chosen: Named | None
    checked: frozenset[str]


def read_week(work: Work, cadre_id: int, person_id: int | None = None) -> WeekView:
    """Return the week of a team, and one student's boxes.

    Refuses: NotFound for a student who is not on the team.
    Records: cadre:seen.
    """
    team = read_team(work, cadre_id)
    people = tuple(Named(row.person_id, row.working_name or row.name, row.rung) for row in team.now)
    names = {one.id: one.name for one in people}
    chosen = next((one for one in people if one.id == person_id), None)
    if person_id is not None and chosen is None:
        raise NotFound("This student is not on the team.", "Go back to the week.")
    bells = [row for row in work.rows(places.bells(work.actor, team.site_id)) if not row.lunch]
    filled: dict[str, tuple[str, ...]] = {}
    checked = set()
    for row in work.rows(team_queries.shifts(work.actor, team.id)):
        slot = f"{row.weekday}:{row.period_id}"
        if row.person_id in names:
            filled[slot] = (*filled.get(slot, ()), names[row.person_id])
        if row.person_id == person_id:
            checked.add(slot)
    periods = tuple(
        (str(row.id), _capital(row.name), f"{_clock(row.starts_minute)} to {_clock(row.ends_minute)}")
        for row in bells
    )
    return WeekView(team, DAYS, periods, filled, people, chosen, frozenset(checked))


def _clock(minute: int) -> str:
    return f"{minute // 60 % 12 or 12}:{minute % 60:02}"


def _capital(name: str) -> str:
    words = period_words(name)
    return words[:1].upper() + words[1:]
