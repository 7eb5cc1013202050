"""Build the demo school, phase by phase, and say how far it is."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random

from app.demo import journey, masking, office, reviewing, teaching, team
from app.demo.crew import Crew
from app.demo.devices import count_devices
from app.demo.misuse import start_misuse
from app.demo.now import set_scene
from app.demo.people import invent_people
from app.demo.plan import deal_openings, plan_tickets
from app.demo.play import do_jobs
from app.demo.practice import start_practice
from app.demo.scene import choose_bits
from app.demo.school import open_school
from app.demo.stage import Stage
from app.demo.timetable import ZONE, Timetable, make_terms
from app.kernel import ids

Tell = Callable[[str], None]


class Progress:
    """Say each phase on one line: what, how far, how long."""

    def __init__(self, out: Callable[[str], object]) -> None:
        self._out = out
        self._live = sys.stdout.isatty()

    @contextmanager
    def phase(self, name: str) -> Iterator[Tell]:
        """Time one phase; the given function says how far it is."""
        started, said = time.perf_counter(), [""]

        def tell(words: str) -> None:
            said[0] = words
            if self._live:
                self._out(f"\r    {name}: {words}\x1b[K")

        yield tell
        took = time.perf_counter() - started
        back = "\r" if self._live else ""
        self._out(f"{back}    {name}: {said[0]} ({took:.1f} s)\n")


def make_stage(seed: int, students: int, now: datetime) -> Stage:
    """Return the school on paper: people, devices, terms."""
    today = now.astimezone(ZONE).date()
    people = invent_people(seed, students)
    return Stage(seed, people, count_devices(people, today), Timetable(make_terms(today, seed), now))


def build_school(stage: Stage, tickets: int, progress: Progress) -> None:
    """Write the school into an empty database, on the simulated clock."""
    with ids.repeatable(Random(f"{stage.seed}:keys")):
        _open(stage, progress)
        _play(stage, tickets, progress)


def _open(stage: Stage, progress: Progress) -> None:
    with progress.phase("People") as tell:
        open_school(stage)
        tell(f"{len(stage.people.pupils)} students, {len(stage.people.staff)} staff")


def _play(stage: Stage, tickets: int, progress: Progress) -> None:
    with progress.phase("Term") as tell:
        crew = Crew(stage)
        team.form_team(stage, crew)
        bits, rest = choose_bits(deal_openings(stage.seed, tickets))
        for plan in plan_tickets(stage.seed, rest, stage.people, stage.fleet, stage.times):
            stage.play.start(plan.asked_at, journey.ticket(stage, crew, plan))
        set_scene(stage, crew, bits)
        start_practice(stage, crew)
        start_misuse(stage, crew)
        stage.play.start(stage.times.at(stage.times.days[0], 0), do_jobs(_moments(stage)))
        first = stage.times.days[0]
        before = stage.times.at(first - timedelta(days=3), 7 * 60)
        stage.play.start(before, reviewing.promise_first(stage))
        stage.play.start(stage.times.at(first, 7 * 60), teaching.teach(stage, crew))
        stage.play.start(stage.times.at(stage.times.days[-1], 7 * 60 + 30), masking.propose_looser(stage))
        last = stage.times.at(stage.times.days[-2], 9 * 60 + 20)
        stage.play.start(last, office.keep_records(stage))
        turns = stage.play.run(lambda now: tell(f"{now:%B} {now.day}"))
        stopped = f", {len(stage.play.stumbles)} stopped early" if stage.play.stumbles else ""
        tell(f"{tickets} tickets in {turns:,} turns{stopped}")


def _moments(stage: Stage) -> list[datetime]:
    """Return when the worker looks for jobs: before each school day and at its end."""
    hours = (8 * 60, 15 * 60)
    return [stage.times.at(day, minute) for day in stage.times.days for minute in hours]
