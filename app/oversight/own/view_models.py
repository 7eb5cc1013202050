"""What a student tech reads of their own trail: sentences, questions, answers and verdicts, without anybody's name."""

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from app.helpdesk.words import Hidden, segments
from app.identity.verdict import Verdict, no, not_now, yes
from app.kernel.frozen import dataclass
from app.oversight.review.questions import question_words
from app.oversight.review.view_models import shift_title, short_day, verdict_words
from app.oversight.sentences import Sentence, tell
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.school.calendar.bells import BellCalendar

LEAST_WORDS, MOST_WORDS = 2, 1000


@dataclass(frozen=True)
class OwnLine:
    """One thing that somebody did, as they may read it."""

    time: str
    at: datetime
    said: Sentence


@dataclass(frozen=True)
class OwnQuestion:
    """A question about one's work, how far it is, and what came out."""

    id: int
    words: str
    about: OwnLine
    shift: str
    until: str
    answer_may: Verdict
    answer: str = ""
    verdict: str = ""
    verdict_words: str = ""
    said: tuple[str | Hidden, ...] = ()

    @property
    def stands(self) -> str:
        """Return how far it is, in a few words."""
        if self.verdict:
            return self.verdict_words
        if self.answer:
            return "answered"
        return f"answer until {self.until}" if self.answer_may.yes else "not answered in time"


@dataclass(frozen=True)
class OwnTrail:
    """A page of one's own trail, with the questions that were asked about it."""

    shifts: tuple[tuple[str, tuple[OwnLine, ...]], ...]
    questions: tuple[OwnQuestion, ...]
    older: str = ""

    @property
    def open(self) -> tuple[OwnQuestion, ...]:
        return tuple(one for one in self.questions if one.answer_may.yes)


@dataclass(frozen=True)
class Waiting:
    """A question that waits for an answer, for somebody's first page."""

    id: int
    words: str
    until: str
    due_at: datetime


def waiting_of(row: Any, calendar: BellCalendar) -> Waiting:
    """Return a question that waits."""
    return Waiting(row.id, question_words(row.code), short_day(calendar, row.due_at), row.due_at)


def own_line(row: Any, calendar: BellCalendar) -> OwnLine:
    """Return one act as a sentence about oneself."""
    local, told = calendar.local(row.at), row.own_told
    seen = told.get("seen", [])
    event: Any = SimpleNamespace(
        tag=row.tag,
        outcome=row.own_outcome,
        purpose=told.get("purpose", ""),
        fields=seen,
        subjects=[],
        codes=told.get("codes", {}),
        clearance=told.get("clearance", ""),
    )
    time = f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"
    return OwnLine(time, row.at, tell(event, row.number or ""))


def own_shifts(
    rows: Iterable[Any], calendar: BellCalendar, now: datetime
) -> tuple[tuple[str, tuple[OwnLine, ...]], ...]:
    """Group one's own lines by shift, in their order."""
    shifts: dict[str, list[OwnLine]] = {}
    today = calendar.local(now).date()
    for row in rows:
        shifts.setdefault(shift_title(row.day, row.slot, today), []).append(own_line(row, calendar))
    return tuple((title, tuple(lines)) for title, lines in shifts.items())


def own_question(row: Any, calendar: BellCalendar, now: datetime, said: str = "") -> OwnQuestion:
    """Return a question as the one who was asked reads it."""
    today = calendar.local(now).date()
    return OwnQuestion(
        id=row.id,
        words=question_words(row.code),
        about=own_line(row, calendar),
        shift=shift_title(row.day, row.slot, today),
        until=short_day(calendar, row.due_at),
        answer_may=may_answer(row, now),
        answer=open_for(Sealed(row.words)) if row.words else "",
        verdict=row.verdict or "",
        verdict_words=verdict_words(row.verdict),
        said=segments(said),
    )


def may_answer(row: Any, now: datetime) -> Verdict:
    """May this question be answered now? It is only ever one's own."""
    if row.verdict:
        return not_now("This is judged already.")
    if row.answered_at is not None:
        return not_now("You have answered. It is read next.")
    if now >= row.due_at:
        return no("The time to answer is over.", "Talk to whoever asked.")
    return yes("It is read before anything is decided.")
