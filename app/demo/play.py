"""Play many stories at once on the simulated clock, each waiting for its own next moment."""

import heapq
from collections.abc import Callable, Generator
from datetime import datetime, timedelta

from app.kernel import clock, jobs
from app.kernel.errors import CadreError

Journey = Generator[datetime, None, None]  # yields when it wants to go on
BLINK = timedelta(seconds=1)


class Play:
    """Keep every journey by its next moment and let them take turns in the order of time."""

    def __init__(self, end: datetime) -> None:
        self.end = end
        self.now = end
        self._waiting: list[tuple[datetime, int, Journey]] = []
        self.stumbles: list[str] = []
        self._count = 0

    def start(self, at: datetime, journey: Journey) -> None:
        """Let a journey begin at a moment."""
        self._count += 1
        heapq.heappush(self._waiting, (at, self._count, journey))

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something that a journey can go on without; a refusal is counted."""
        try:
            act()
        except CadreError as error:
            self.stumbles.append(error.sentence)

    def _turn(self, journey: Journey) -> datetime | None:
        """Let one journey go on; one that is refused ends there, and is counted."""
        try:
            return next(journey, None)
        except CadreError as error:
            self.stumbles.append(error.sentence)
            return None

    def run(self, tell: Callable[[datetime], None]) -> int:
        """Play until the end; what lies beyond it stays undone. Returns how many turns were taken."""
        turns = 0
        while self._waiting and self._waiting[0][0] <= self.end:
            self.now, _, journey = heapq.heappop(self._waiting)
            with clock.at(self.now):
                wanted = self._turn(journey)
            turns += 1
            if wanted is not None:
                self.start(max(wanted, self.now + BLINK), journey)
            if turns % 50 == 0:
                tell(self.now)
        for _, _, journey in self._waiting:
            journey.close()
        return turns


def do_jobs(moments: list[datetime]) -> Journey:
    """Do at each of some moments what was put off until then, as the worker does."""
    for moment in moments:
        yield moment
        while found := jobs.due(clock.now()):
            for job_id in found:
                jobs.run(job_id, clock.now())
