"""Know the demo's days and bells: two terms, the first of which ends today, and who works when. Pure."""

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

from app.demo.names.load import load_school
from app.demo.people import TECHS
from app.kernel.frozen import dataclass

ZONE = ZoneInfo("America/Denver")
CLOSED = ("Fall conferences", "Staff training", "Snow day")
WEEK = timedelta(days=7)
LATEST_TECH = 1  # the trainer of the sign-in cards, and with them their apprentice
SEASONS = (
    "Winter",
    "Spring",
    "Spring",
    "Spring",
    "Spring",
    "Summer",
    "Summer",
    "Fall",
    "Fall",
    "Fall",
    "Fall",
)


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one term, both days inside."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold the term that ends today, and the next one, so that what is due tomorrow has a tomorrow."""

    parts: tuple[Term, ...]
    closed: tuple[tuple[date, str], ...]


def make_terms(today: date, seed: int) -> Terms:
    """Return the terms around a day and the days without school in the first."""
    random = Random(f"{seed}:terms")
    length = timedelta(weeks=load_school().term_weeks)
    first = Term("", today - length + timedelta(days=1), today)
    second = Term("", today + timedelta(days=1), today + length)
    weeks = random.sample(range(2, load_school().term_weeks - 2), len(CLOSED))
    days = [first.starts_on + WEEK * week + timedelta(days=random.randrange(7)) for week in sorted(weeks)]
    days = [day - timedelta(days=max(0, day.weekday() - 4)) for day in days]
    return Terms((_named(first), _named(second)), tuple(zip(days, CLOSED, strict=True)))


def _named(term: Term) -> Term:
    middle = term.starts_on + (term.ends_on - term.starts_on) / 2
    season = SEASONS[middle.month - 1] if middle.month < 12 else "Winter"
    return Term(f"{season} term", term.starts_on, term.ends_on)


@dataclass(frozen=True, slots=True)
class Bell:
    """Hold one period. Units: minutes since local midnight."""

    code: str
    starts: int
    ends: int
    teaching: bool

    @property
    def label(self) -> str:
        """Yield the period's name as the school's calendar has it."""
        return self.code if self.teaching else "Lunch"


def bells() -> tuple[Bell, ...]:
    """Return the periods of a day."""
    return tuple(
        Bell(one.code, _minute(one.starts), _minute(one.ends), one.teaching) for one in load_school().bells
    )


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


@dataclass(frozen=True)
class Timetable:
    """Turn the school's days and periods into moments, up to the present one.

    Shape: a slot is a day and a teaching period; a tech has one period, every school day.
    """

    terms: Terms
    now: datetime

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Yield the school days of the term up to today."""
        term, closed = self.terms.parts[0], {day for day, _ in self.terms.closed}
        span = (term.ends_on - term.starts_on).days + 1
        days = (term.starts_on + timedelta(days=ahead) for ahead in range(span))
        found = tuple(day for day in days if day.weekday() < 5 and day not in closed)
        return found if self._started(found[-1]) else found[:-1]

    def _started(self, day: date) -> bool:
        return self.at(day, self.periods[0].ends) <= self.now

    @cached_property
    def periods(self) -> tuple[Bell, ...]:
        """Yield the teaching periods."""
        return tuple(bell for bell in bells() if bell.teaching)

    @cached_property
    def end(self) -> datetime:
        """Yield when the written history ends: the last minute of the latest period that is over."""
        over = [bell for bell in self.periods if self.at(self.days[-1], bell.ends) <= self.now]
        return self.at(self.days[-1], over[-1].ends - 1)

    def at(self, day: date, minute: float) -> datetime:
        """Return a local minute of a day as a moment."""
        whole = int(minute)
        local = datetime(
            day.year, day.month, day.day, whole // 60, whole % 60, int(minute * 60) % 60, tzinfo=ZONE
        )
        return local.astimezone(UTC)

    def place(self, moment: datetime) -> tuple[date, float]:
        """Return the local day and minute of a moment."""
        local = moment.astimezone(ZONE)
        return local.date(), local.hour * 60 + local.minute + local.second / 60

    def period_of(self, moment: datetime) -> int | None:
        """Return the place of the teaching period in which a moment lies."""
        day, minute = self.place(moment)
        if day not in self._day_set:
            return None
        return next((i for i, bell in enumerate(self.periods) if bell.starts <= minute < bell.ends), None)

    @cached_property
    def _day_set(self) -> frozenset[date]:
        return frozenset(self.days)

    def next_slot(self, after: datetime, period: int | None = None) -> tuple[datetime, datetime] | None:
        """Return from when to when the next period runs that ends after a moment, the present one if it does.

        Shape: ``period`` is the place of one period; None is any. None after the last day.
        """
        today, _ = self.place(after)
        for day in self.days:
            if day < today:
                continue
            for place, bell in enumerate(self.periods):
                ends = self.at(day, bell.ends)
                if (period is None or place == period) and ends - timedelta(minutes=2) > after:
                    return max(after, self.at(day, bell.starts)), ends
        return None

    def period_of_tech(self, tech: int) -> int:
        """Return the place of the period in which a tech works, each day.

        Shape: whoever signs in with a card has just been on shift, whatever the hour is.
        """
        latest = self.period_of(self.end) or 0
        return (tech + latest - LATEST_TECH) % len(self.periods)

    def techs_in(self, period: int) -> tuple[int, ...]:
        """Return the techs who work in a period."""
        return tuple(tech for tech in range(TECHS) if self.period_of_tech(tech) == period)
