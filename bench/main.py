"""Measure Cadre: bench/run --help"""

import argparse
import random
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from app import storage
from app.config import Settings
from app.kernel.db import engine
from app.kernel.zones import CLEARANCES
from bench import processes, roster
from bench.databases import data_folder
from bench.fill import deep_mark, fill
from bench.measuring import Line, measure, save, show
from bench.operations import OPERATIONS, Operation, Scene

SMALLEST = 100  # fewer have no page far down the queue
DATABASES = ("sqlite", "postgres")
NAMES = tuple(dict.fromkeys(operation.name for operation in OPERATIONS))


def _sizes(text: str) -> list[int]:
    if not all(size.isdigit() and int(size) >= SMALLEST for size in text.split(",")):
        raise argparse.ArgumentTypeError(f"write whole numbers from {SMALLEST} on, with commas between")
    return [int(size) for size in text.split(",")]


def _of(known: Sequence[str], text: str) -> list[str]:
    found = [one for one in text.split(",") if one]
    if unknown := [one for one in found if one not in known]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not among {', '.join(known)}")
    return found


def _writable(text: str) -> Path:
    path = Path(text)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text}: name a file in a folder that is there")
    return path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description="Fill, serve and measure; loopback only.")
    add = parser.add_argument
    add(
        "--tickets",
        type=_sizes,
        default="1000,100000",
        help="sizes, with commas between (default: %(default)s)",
    )
    add(
        "--db",
        type=partial(_of, DATABASES),
        default="sqlite,postgres",
        help="one or both (default: %(default)s)",
    )
    add("--reps", type=int, default=30, help="calls of each operation (default: %(default)s)")
    add(
        "--only",
        type=partial(_of, NAMES),
        default="",
        help=f"some of {', '.join(NAMES)} (default: all, and the roster import)",
    )
    add("--json", type=_writable, help="write the result there too, as a list of objects")
    return parser.parse_args()


def _scene(settings: Settings, site_id: int, port: int) -> Scene:
    """Find in the fill what the operations need."""
    deep = """SELECT a.username, t.number FROM ticket t JOIN account a ON a.person_id = t.owner_id
        WHERE t.status = 'in_progress' AND a.username LIKE 'tech%'
        AND (SELECT count(*) FROM message m WHERE m.ticket_id = t.id) = 10 ORDER BY t.id"""
    queued = "SELECT number FROM ticket WHERE status = 'queued' AND tier = 1 ORDER BY id DESC LIMIT 400"
    owner = storage.owner_engine(settings)
    owned: dict[str, list[str]] = {}
    with owner.connect() as connection:
        for username, number in connection.execute(sa.text(deep)):
            owned.setdefault(username, []).append(number)
        waiting = list(connection.execute(sa.text(queued)).scalars())
    owner.dispose()
    random.Random(2).shuffle(waiting)
    return Scene(
        port, {k: v for k, v in owned.items() if k != "technician"}, waiting, deep_mark(settings, site_id)
    )


def _measured(kind: str, tickets: int, wanted: list[Operation], reps: int, all_of_it: bool) -> Iterator[Line]:
    with data_folder(kind) as (env, database):
        settings = Settings.from_env(env)
        storage.initialize(settings, print)
        storage.open_engines(settings)
        school = fill(settings, tickets, tell=lambda words: print(f"{kind}: {words}", flush=True))
        for clearance in CLEARANCES:
            engine(clearance).dispose()
        port = processes.free_port()
        with processes.serving(env, ("bench.served",), port) as (master, _):
            scene = _scene(settings, school.site_id, port)
            for operation in wanted:
                yield measure(operation, scene, [master, *database], tickets, kind, reps)
            workers = [pid for pid in processes.family([master]) if pid != master]
            print(f"{kind}: {len(workers)} workers hold {processes.pss_mb(workers):.0f} MB (PSS)", flush=True)
        if all_of_it:
            yield from roster.imports(env, database, tickets, kind)


def main() -> None:
    """Measure what was asked for and print a table."""
    asked = _arguments()
    wanted = [operation for operation in OPERATIONS if not asked.only or operation.name in asked.only]
    lines: list[Line] = []
    for tickets in asked.tickets:
        for kind in asked.db:
            found = list(_measured(kind, tickets, wanted, asked.reps, not asked.only))
            show(found)
            lines += found
            if asked.json:
                save(lines, asked.json)


if __name__ == "__main__":
    main()
