"""The clock's words, the bell and the day's line, at the moments that the drawn look shows."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.school.calendar.bell import _bell
from app.school.calendar.bells import Span
from app.school.calendar.day_line import APART, Due, day_line
from app.school.calendar.service import SiteCalendar, make, plain
from app.school.calendar.words import clock_words, period_label, period_words

ZONE = ZoneInfo("America/Denver")


def calendar() -> SiteCalendar:
    """Return seven periods of 50 minutes from 8:00 with lunch after the fourth, within one term."""
    starts = [480, 535, 590, 645, 730, 785, 840]
    spans = [Span(start, start + 50, f"P{number}") for number, start in enumerate(starts, 1)]
    made = make(
        "America/Denver",
        spans,
        (Span(695, 725, "Lunch"),),
        [(date(2026, 8, 24), date(2027, 6, 10))],
        [date(2026, 10, 7)],
    )
    assert made is not None
    return made


def at(day: int, hour: int, minute: int) -> datetime:
    """Return a local moment of October 2026; the 5th is a Monday, the 7th is closed."""
    return datetime(2026, 10, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "words", "due_words", "state"),
    [
        (at(5, 10, 21), "Late by 14 min", "was due 10:21, period 3", "late"),
        (at(5, 11, 2), "22 min left", "due 11:02, period 4", "soon"),
        (at(5, 13, 20), "2 h 00 left", "due 1:20, period 6", ""),
        (at(8, 9, 20), "2 school days left", "due Thursday 9:20, period 2", ""),
        (at(9, 9, 20), "3 school days left", "due Friday 9:20, period 2", ""),
        (at(19, 9, 20), "9 school days left", "due Oct 19, 9:20, period 2", ""),
        (at(5, 10, 40), "5 min left", "due 10:40, period 3", "soon"),
        (None, "No due time", "", ""),
    ],
)
def test_clock(due: datetime | None, words: str, due_words: str, state: str) -> None:
    said = clock_words(calendar(), due, None, at(5, 10, 35))
    assert (said.words, said.due_words, said.state) == (words, due_words, state)


def test_paused_clock_tells_what_is_left_when_it_starts_again() -> None:
    held = clock_words(calendar(), at(5, 10, 40), at(5, 9, 0), at(6, 8, 0))
    assert (held.words, held.due_words, held.state) == (
        "Paused, waiting for them",
        "1 h 35 left when it starts again",
        "held",
    )
    assert (
        clock_words(calendar(), at(5, 8, 30), at(5, 9, 0), at(6, 8, 0)).due_words
        == "late when it starts again"
    )
    assert clock_words(calendar(), None, at(5, 9, 0), at(6, 8, 0)).due_words == ""


def test_due_at_the_closing_bell_belongs_to_the_period_that_ends() -> None:
    assert clock_words(calendar(), at(5, 8, 50), None, at(5, 8, 0)).due_words == "due 8:50, period 1"


@pytest.mark.parametrize(
    ("name", "words", "label"),
    [
        ("P4", "period 4", "P4"),
        ("4", "period 4", "P4"),
        ("Period 4", "period 4", "P4"),
        ("Advisory", "Advisory", "Advisory"),
    ],
)
def test_period_names(name: str, words: str, label: str) -> None:
    assert period_words(name) == words
    assert period_label(name) == label


@pytest.mark.parametrize(
    ("hour", "minute", "period", "left"),
    [
        (10, 35, "Period 3", 5),
        (11, 40, "Lunch", 25),
        (8, 52, "Before period 2", 3),
        (7, 45, "Before period 1", 15),
    ],
)
def test_bell(hour: int, minute: int, period: str, left: int) -> None:
    bell = _bell(calendar(), at(5, hour, minute))
    assert bell is not None
    assert (bell.period, bell.minutes_left) == (period, left)


@pytest.mark.parametrize("moment", [at(5, 6, 0), at(5, 16, 0), at(7, 10, 0), at(10, 10, 0)])
def test_no_bell_outside_school(moment: datetime) -> None:
    assert _bell(calendar(), moment) is None


def test_day_line_draws_periods_now_and_dues() -> None:
    now = at(5, 10, 15)
    line = day_line(
        calendar(),
        now,
        [
            Due(1, at(5, 10, 1)),
            Due(2, at(5, 11, 2)),
            Due(3, at(5, 11, 3)),
            Due(4, at(5, 9, 0), paused=True),
            Due(5, at(8, 9, 20)),
            Due(6, None),
        ],
    )
    assert line is not None
    assert [box.state for box in line.periods] == [
        "past",
        "past",
        "now",
        "next",
        "gap",
        "next",
        "next",
        "next",
    ]
    assert [box.label for box in line.periods][3:6] == ["P4", "lunch", "P5"]
    assert line.periods[0].x == 0 and line.periods[-1].x + line.periods[-1].width == pytest.approx(100)
    assert line.now is not None and line.now.words == "10:15 now"
    assert line.spent is not None and line.spent.x + line.spent.width == pytest.approx(line.now.x)
    assert [(mark.number, mark.late) for mark in line.dues] == [(1, True), (2, False), (3, False)]
    assert line.dues[2].x - line.dues[1].x == pytest.approx(APART)
    assert line.end_words == "5 is due Thursday 9:20, period 2"
    assert "Ticket 1 was due 10:01, period 3." in line.caption
    assert "Ticket 4 is paused." in line.caption


@pytest.mark.parametrize(
    ("hour", "minute", "where"),
    [
        (7, 30, "7:30, before school."),
        (8, 52, "8:52, between periods."),
        (10, 15, "10:15, period 3."),
        (14, 50, "2:50, school is out."),
        (23, 43, "11:43 PM, school is out."),
    ],
)
def test_the_day_line_says_where_the_day_stands(hour: int, minute: int, where: str) -> None:
    line = day_line(calendar(), at(5, hour, minute), [Due(1, None)])
    assert line is not None and f"It is {where}" in line.caption


def test_no_day_line_without_school_or_bells() -> None:
    assert day_line(calendar(), at(7, 10, 0)) is None
    assert day_line(plain("America/Denver"), at(5, 10, 0)) is None


def test_an_unknown_zone_falls_back_to_a_plain_day() -> None:
    start = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
    assert (
        clock_words(plain("Nowhere/Town"), start + timedelta(minutes=30), None, start).words == "30 min left"
    )


def test_a_calendar_without_working_time_is_none() -> None:
    spans = [Span(480, 530, "P1")]
    day = date(2026, 10, 5)
    assert make("America/Denver", spans, (), [(day, day)], [day]) is None


def test_marks_at_the_end_of_the_day_do_not_cover_one_another() -> None:
    line = day_line(calendar(), at(5, 10, 15), [Due(n, at(5, 14, 40 + n)) for n in range(1, 6)])
    assert line is not None
    places = [mark.x for mark in line.dues]
    assert places[-1] <= 99 and [mark.number for mark in line.dues] == [1, 2, 3, 4, 5]
    assert all(later - earlier >= APART - 0.01 for earlier, later in itertools.pairwise(places))
