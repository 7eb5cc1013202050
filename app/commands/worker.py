"""`cadre worker`: do the jobs that acts left behind."""

import logging
import math
import os
import signal
import threading
import time
from types import FrameType

import click
import sqlalchemy as sa

from app.audit.log.folder import LogFolder, LogStopped
from app.audit.log.sequencer import Sequencer
from app.commands.ready import check_ready
from app.commands.signals import ending
from app.config import Settings
from app.helpdesk.care import calling
from app.kernel import clock, jobs, rounds
from app.kernel.errors import kind_of
from app.oversight.disclosure.index import districts, index_events
from app.oversight.log.mailing import take_up_again
from app.oversight.review.rounds import make_round

PAUSE_SECONDS = 0.5
SEEN_SECONDS = 15.0
SEAL_SECONDS = 2.0
_log = logging.getLogger("cadre.worker")


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then end.")
@click.option(
    "--again", is_flag=True, help="Let what was given up be tried anew by the worker that runs, then end."
)
def worker(once: bool, again: bool) -> None:
    """Do background jobs until Ctrl-C or TERM; a killed worker loses nothing, its jobs are taken up again."""
    from app import create_app

    check_ready(Settings.from_env())
    settings = create_app().extensions["cadre_settings"]
    if again:
        click.echo(f"To be tried anew: {jobs.try_again(clock.now())}.")
    else:
        work_on(settings, once)


def work_on(settings: Settings, once: bool = False) -> None:
    """Do jobs in this process, whose application is there, until it is told to stop or has no parent any more."""
    stop = threading.Event()

    def _stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in ending():
        signal.signal(number, _stop)
    sealing = threading.Thread(target=_seal, args=(settings, stop, once))
    sealing.start()
    try:
        _do_jobs(stop, once)
    finally:
        if not once:
            stop.set()
        sealing.join()


def _do_jobs(stop: threading.Event, once: bool) -> None:
    parent = os.getppid()
    seen_at = -SEEN_SECONDS + time.monotonic()
    while not stop.is_set():
        busy = 0
        try:
            if time.monotonic() - seen_at >= SEEN_SECONDS:
                _do_rounds()
                seen_at = time.monotonic()
            busy = work_through(SEEN_SECONDS)
        except sa.exc.DBAPIError as error:  # a database may go away and come back
            if once:
                raise
            _log.warning("jobs wait for the database: %s", kind_of(error))
        if (once and not busy) or os.getppid() != parent:
            return
        if not busy:
            stop.wait(PAUSE_SECONDS)


def _seal(settings: Settings, stop: threading.Event, once: bool) -> None:
    """Put events into the log, apart from the jobs: a long import must not hold a head back."""
    from app.demo.state import whose_log

    sequencer = Sequencer(LogFolder(settings.instance, settings.host_name))
    while not stop.is_set():
        try:
            sequencer.round(whose_log, take_over=once)
        except LogStopped as error:
            _log.error("%s", error)
            sequencer.tell(str(error))
        except Exception as error:  # a database may go away and come back; what is not sealed waits
            _log.warning("events wait to be sealed: %s", kind_of(error))
        if once:
            return
        stop.wait(SEAL_SECONDS)


def work_through(patience: float = math.inf) -> int:
    """Do the jobs that are due and return how many were tried; when patience (seconds) ends, the rest waits a round."""
    ends_at, tried = time.monotonic() + patience, 0
    for job_id in jobs.due(clock.now()):
        if tried and time.monotonic() > ends_at:
            break
        tried += 1
        try:
            jobs.run(job_id, clock.now())
        except Exception as error:  # a job of any kind may fail; it is kept and tried again
            _log.warning("job failed and will be tried again: %s", kind_of(error))
    return tried


def _do_rounds() -> None:
    """Say that the worker lives, bring records up to date, so that each party is kept by the name of that day, mark
    looks and close weeks, and take up calls and mails again: each for each district, whatever becomes of the others."""
    rounds.tell("worker")
    rounds.each("records", districts(), index_events)
    rounds.each("review", districts(), make_round)
    rounds.each("calls", districts(), calling.take_up_again)
    rounds.each("mails", [0], lambda _everywhere: take_up_again())
