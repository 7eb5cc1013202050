"""Repeat an operation and keep what each call took: on the clock, of the processors, in statements."""

import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import processes
from bench.operations import Operation, Scene

WARM_UP = 4
SECONDS = 15  # for one operation at most


@dataclass(frozen=True)
class Line:
    """One line of the result. Units: milliseconds; cpu is that of web workers and database together."""

    operation: str
    role: str
    tickets: int
    database: str
    median_ms: float
    p95_ms: float
    cpu_ms: float
    statements: int
    reps: int = 0
    note: str = ""


@dataclass
class Taken:
    """What the calls of one operation took."""

    clock: list[float]
    cpu: list[float]
    statements: list[int]

    def line(self, name: str, role: str, tickets: int, database: str, note: str = "") -> Line:
        """Return the line of these calls."""
        if not self.clock:
            return Line(name, role, tickets, database, 0, 0, 0, 0, 0, note or "no call")
        late = sorted(self.clock)[min(len(self.clock) - 1, int(len(self.clock) * 0.95))]
        median = statistics.median
        return Line(name, role, tickets, database, round(median(self.clock), 1), round(late, 1),
                    round(median(self.cpu), 1), round(median(self.statements)), len(self.clock), note)  # fmt: skip


def measure(
    operation: Operation, scene: Scene, roots: list[int], tickets: int, database: str, reps: int
) -> Line:
    """Repeat one operation after a warm-up, and return its line."""
    taken, note = Taken([], [], []), ""
    ends = time.monotonic() + SECONDS
    try:
        for turn, act in enumerate(operation.acts(scene)):
            pids = processes.family(roots)  # the database starts processes of its own, at any call
            before = processes.cpu_ms(pids)
            answer = act()
            spent = processes.cpu_ms(pids) - before
            if answer.status != operation.done:
                note = f"answered {answer.status}"
                break
            if turn >= WARM_UP:
                taken.clock.append(answer.took_ms)
                taken.cpu.append(spent)
                taken.statements.append(answer.statements)
            if len(taken.clock) >= reps or time.monotonic() > ends:
                break
    except LookupError as error:
        note = str(error)
    return taken.line(operation.name, operation.role, tickets, database, note)


_HEAD = ("operation", "role", "tickets", "database", "median", "p95", "cpu", "statements")


def show(lines: list[Line]) -> None:
    """Print the table. Units: milliseconds."""
    print(
        f"{_HEAD[0]:<16} {_HEAD[1]:<13} {_HEAD[2]:>8} {_HEAD[3]:<9} "
        + " ".join(f"{h:>10}" for h in _HEAD[4:])
    )
    for line in lines:
        numbers = f"{line.median_ms:>10.1f} {line.p95_ms:>10.1f} {line.cpu_ms:>10.1f} {line.statements:>10}"
        print(
            f"{line.operation:<16} {line.role:<13} {line.tickets:>8} {line.database:<9} {numbers}  {line.note}"
        )
    sys.stdout.flush()


def save(lines: list[Line], path: Path) -> None:
    """Write the lines as JSON."""
    path.write_text(json.dumps([asdict(line) for line in lines], indent=1) + "\n")
