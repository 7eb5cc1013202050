"""The phrases of harm of a district: those that ship less those switched off, and its own; kept per process."""

import threading

from app.audit.work import Work, look
from app.helpdesk.care import queries
from app.identity.actor import system_actor
from app.privacy.harm.finder import HarmFinder, Phrase, harmless, seeded
from app.school.people import feeder

LANGUAGES = ("english", "spanish")
_lock = threading.Lock()
_kept: dict[int, tuple[int, HarmFinder]] = {}


def harm_in(work: Work, text: str) -> tuple[Phrase, ...]:
    """Return the phrases of harm in a text; the list is read with the system's clearance."""
    return _finder(work).find(text)


def _finder(work: Work) -> HarmFinder:
    district_id, version = work.actor.district_id, feeder.names_version(work)
    kept = _kept.get(district_id)
    if kept is None or kept[0] != version:
        with _lock:
            with look(system_actor(district_id)) as reading:
                seen = feeder.names_version(reading)
                kept = (seen, HarmFinder(phrases_of(reading), harmless()))
            _kept[district_id] = kept
    return kept[1]


def phrases_of(work: Work) -> list[Phrase]:
    """Return the phrases that the actor's district looks for."""
    rows = work.rows(queries.phrases(work.actor))
    off = {row.words for row in rows if row.off}
    shipped = [phrase for language in LANGUAGES for phrase in seeded(language) if phrase.words not in off]
    return [*shipped, *(Phrase(row.kind, row.words) for row in rows if not row.off)]


def forget() -> None:
    """Drop the kept lists; the next text reads them anew."""
    with _lock:
        _kept.clear()
