"""Start to mask texts again: keep what a change touches from students, and leave the rest to the worker."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.recheck import finding, run_queries
from app.helpdesk.recheck.models import Recheck
from app.helpdesk.recheck.released import end_releases
from app.kernel.ids import new_id
from app.privacy.text.names import Person
from app.school.people.feeder import raise_version

CHUNK = 500  # keys in one statement


def names_changed(work: Work, district_id: int, people: Sequence[Person]) -> None:
    """Keep the tickets in which a new or changed name can be read from students until they are masked again.

    What was released there to a word that is such a name now is released no more.
    Records: texts:held.
    """
    there = _within(work, district_id)
    ended = end_releases(there, people)
    start(work, district_id, "roster", ended | finding.naming(there, people))


def _within(work: Work, district_id: int) -> Any:
    """Return the same work as seen by an actor of another district of the set."""
    if work.actor.district_id == district_id:
        return work
    other = Work(replace(work.actor, district_id=district_id), work.connection, "nothing")
    other.now = work.now
    return other


def hide_everywhere(work: Work, words: Sequence[str]) -> None:
    """Keep the tickets in which some words can be read from students; the words are hidden from now on.

    Records: texts:held.
    """
    raise_version(work)
    start(work, work.actor.district_id, "words", finding.showing(work, words))


def show_everywhere(work: Work, word_id: int) -> None:
    """Mask the tickets again in which a word was typed that stays readable from now on; none is held.

    Records: texts:held.
    """
    raise_version(work)
    start(work, work.actor.district_id, "words", (), word_id)


def start(
    work: Work, district_id: int, why: str, ticket_ids: Iterable[int], word_id: int | None = None
) -> None:
    """Hold some tickets and leave a run to the worker.

    Records: texts:held.
    """
    found = sorted(ticket_ids)
    run_id = new_id()
    about = {"id": run_id, "district_id": district_id, "why": why, "started_at": work.now}
    work.insert(Recheck, **about, found=len(found), done=0)
    actor = replace(work.actor, district_id=district_id)
    for at in range(0, len(found), CHUNK):
        work.execute(run_queries.hold(actor, found[at : at + CHUNK]).values(held_at=work.now))
    work.enqueue("recheck", district_id=district_id, recheck_id=run_id, word_id=word_id)
    work.record(Tag.TEXTS_HELD, why=why, count=len(found))
