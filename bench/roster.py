"""Import a roster of a thousand people from the command line, and say what it took."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import processes
from bench.measuring import Line, Taken

PEOPLE = 1000
RUNS = 3
_ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
_USERS = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
)
_USERS += "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"


def write_set(folder: Path, run: int) -> None:
    """Write a OneRoster 1.1 set: a district, a school, and people."""
    at = "2026-01-05T08:00:00.000Z"
    orgs = f"bd,active,{at},Bench District,district,BD,\nbs,active,{at},Bench School,school,BS,bd\n"
    (folder / "orgs.csv").write_text(_ORGS + orgs)
    rows = []
    for number in range(PEOPLE):
        role = "teacher" if number % 20 == 0 else "student"
        name = f"r{run}p{number}"
        rows.append(f"{name},active,{at},true,bs,{role},{name},,Given{number},Family{run},,{number},"
                    f"{name}@bench.example,,,,07,\n")  # fmt: skip
    (folder / "users.csv").write_text(_USERS + "".join(rows))


def imports(env: Mapping[str, str], database: list[int], tickets: int, kind: str) -> Iterator[Line]:
    """Import that many sets, each of people not seen before, as an administrator would by night."""
    taken, note = Taken([], [], []), ""
    for run in range(RUNS):
        with TemporaryDirectory(prefix="cadre-bench-roster-") as folder:
            write_set(Path(folder), run)
            before = _spent(database)
            began = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-m", "app.cli", "roster", "import", folder, "--accept-endings", "9999"],
                cwd=processes.ROOT, env={**os.environ, **env}, capture_output=True, check=False, timeout=300,
            )  # fmt: skip
            if done.returncode:
                note = f"ended with {done.returncode}: {done.stderr.decode()[-80:].strip()}"
                break
            taken.clock.append((time.perf_counter() - began) * 1000)
            taken.cpu.append(_spent(database) - before)
            taken.statements.append(0)
    yield taken.line("roster import", "command line", tickets, kind, note)


def _spent(database: list[int]) -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000 + processes.cpu_ms(processes.family(database))
