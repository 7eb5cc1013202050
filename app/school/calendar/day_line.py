"""Lay out a school day as a line: its periods, the moment now, and what is due when. Pure. Units: percent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.kernel.frozen import dataclass
from app.school.calendar.bells import Span
from app.school.calendar.service import SiteCalendar
from app.school.calendar.words import moment_words, period_label, period_words, time_words

APART = 5.3  # a mark on a phone is as wide; closer they would cover one another


@dataclass(frozen=True, slots=True)
class Due:
    """A numbered ticket of the list beside the line."""

    number: int
    at: datetime | None
    paused: bool = False


@dataclass(frozen=True, slots=True)
class PeriodBox:
    """A period; state is past, now, next, or gap (lunch)."""

    label: str
    x: float
    width: float
    state: str


@dataclass(frozen=True, slots=True)
class Spent:
    """The part of the period now that has passed."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class NowMark:
    """The moment now."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class DueMark:
    """A ticket's due time."""

    x: float
    number: int
    late: bool


@dataclass(frozen=True, slots=True)
class DayLine:
    """What the macro ``dayline`` draws."""

    periods: tuple[PeriodBox, ...]
    spent: Spent | None
    now: NowMark | None
    dues: tuple[DueMark, ...]
    end_words: str
    caption: str


def day_line(calendar: SiteCalendar, now: datetime, dues: Sequence[Due] = ()) -> DayLine | None:
    """Return the line of today, or None on a day without school or before bell periods are entered."""
    local = calendar.local(now)
    spans = calendar.spans_on(local.date()) if calendar.has_bells else ()
    if not spans:
        return None
    day = sorted((*spans, *calendar.breaks))
    first, last = day[0].starts_minute, max(one.ends_minute for one in day)
    scale = _Scale(first, last)
    minute = local.hour * 60 + local.minute
    boxes = tuple(_box(one, scale, minute, one in calendar.breaks) for one in day)
    here = next((box for box in boxes if box.state == "now"), None)
    mark = NowMark(scale.x(minute), f"{time_words(local)} now") if first <= minute < last else None
    return DayLine(
        boxes,
        Spent(here.x, round(scale.x(minute) - here.x, 2)) if here else None,
        mark,
        _marks(calendar, now, dues, scale),
        _end_words(calendar, now, dues),
        _caption(calendar, now, dues),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def x(self, minute: float) -> float:
        share = 100 * (minute - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 100.0), 2)


def _box(one: Span, scale: _Scale, minute: int, is_break: bool) -> PeriodBox:
    x = scale.x(one.starts_minute)
    width = round(scale.x(one.ends_minute) - x, 2)
    state = "past" if one.ends_minute <= minute else "now" if one.starts_minute <= minute else "next"
    label = one.name.lower() if is_break else period_label(one.name)
    return PeriodBox(label, x, width, "gap" if is_break else state)


def _is_today(calendar: SiteCalendar, at: datetime, now: datetime) -> bool:
    return calendar.local(at).date() == calendar.local(now).date()


def _marks(calendar: SiteCalendar, now: datetime, dues: Sequence[Due], scale: _Scale) -> tuple[DueMark, ...]:
    marks: list[DueMark] = []
    shown = [
        one
        for one in dues
        if one.at and not one.paused and (one.at < now or _is_today(calendar, one.at, now))
    ]
    for one in sorted(shown, key=lambda due: (due.at, due.number)):
        assert one.at is not None  # noqa: S101 - filtered above; tells the type checker
        at = calendar.local(one.at)
        x = scale.x(at.hour * 60 + at.minute) if _is_today(calendar, one.at, now) else 1.0
        x = max(x, round(marks[-1].x + APART, 2)) if marks else max(x, 1.0)
        marks.append(DueMark(x, one.number, one.at < now))
    ends = [99.0 - APART * back for back in reversed(range(len(marks)))]  # pushed back from the right end
    return tuple(replace(mark, x=min(mark.x, round(end, 2))) for mark, end in zip(marks, ends, strict=True))


def _later(calendar: SiteCalendar, now: datetime, dues: Sequence[Due]) -> list[Due]:
    return [
        one
        for one in dues
        if one.at and not one.paused and one.at >= now and not _is_today(calendar, one.at, now)
    ]


def _end_words(calendar: SiteCalendar, now: datetime, dues: Sequence[Due]) -> str:
    later = _later(calendar, now, dues)
    if not later:
        return ""
    if len(later) > 1:
        return f"{', '.join(str(one.number) for one in later[:-1])} and {later[-1].number} are due later"
    return f"{later[0].number} is due {_said(calendar, later[0], now)}"


def _said(calendar: SiteCalendar, one: Due, now: datetime) -> str:
    return moment_words(calendar, one.at, now) if one.at else ""


def _caption(calendar: SiteCalendar, now: datetime, dues: Sequence[Due]) -> str:
    local = calendar.local(now)
    minute = local.hour * 60 + local.minute
    here = next(
        (one for one in calendar.spans_on(local.date()) if one.starts_minute <= minute < one.ends_minute),
        None,
    )
    where = f", {period_words(here.name)}" if here else f", {_without_period(calendar, local)}"
    return " ".join(
        [
            f"Today by periods. It is {time_words(local)}{where}.",
            *(_due_words(calendar, now, one) for one in dues),
        ]
    )


def _without_period(calendar: SiteCalendar, local: datetime) -> str:
    spans, minute = calendar.spans_on(local.date()), local.hour * 60 + local.minute
    if not spans or minute >= max(one.ends_minute for one in spans):
        return "school is out"
    return "before school" if minute < min(one.starts_minute for one in spans) else "between periods"


def _due_words(calendar: SiteCalendar, now: datetime, one: Due) -> str:
    if one.paused:
        return f"Ticket {one.number} is paused."
    if one.at is None:
        return f"Ticket {one.number} has no due time."
    return f"Ticket {one.number} {'was' if one.at < now else 'is'} due {_said(calendar, one, now)}."
