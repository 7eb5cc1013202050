"""What a filled ticket is made of, and our own deterministic stories."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.privacy.text.masker import MaskedText
from bench.cast import ZONE, School
from bench.texts import Texts

DEEP = 20  # tickets with exactly ten messages
RECENT = timedelta(days=270)  # the time of the team that is there now; earlier teams worked the older tickets
HELD = 2  # open tickets of a tech at most, those being checked among them: they claim three more, and five is the limit
MOST_A_DAY = 60  # tickets of one school day; more of them reach further back
# Of a thousand tickets: six hundred open, most of them in the queue.
_STATUSES = (
    ("queued", 567), ("new", 20), ("pending_requester", 8), ("scheduled", 4), ("in_review", 1),
    ("resolved", 60), ("closed", 310), ("cancelled", 30),
)  # fmt: skip
_CHOICES, _WEIGHTS = zip(*_STATUSES, strict=True)
_CODES = (
    "wifi",
    "display",
    "power",
    "keyboard",
    "sound",
    "apps",
    "browser",
    "files",
    "printing",
    "classroom",
    "loaner",
)


@dataclass(frozen=True)
class Reply:
    """One later message. Shape: side is requester or cadre."""

    side: str
    author_id: int
    at: datetime
    raw: str
    masked: MaskedText


@dataclass(frozen=True)
class Story:
    """One ticket, before it is written as rows."""

    number: int
    at: datetime
    status: str
    code: str
    requester_id: int
    requester_kind: str
    owner_id: int | None
    raw: str
    masked: MaskedText
    replies: tuple[Reply, ...]
    team: tuple[int, ...]
    title: str = ""


def stories(school: School, texts: Texts, count: int, now: datetime, seed: int = 5) -> Iterator[Story]:
    """Yield that many stories, oldest first; the same seed tells the same ones."""
    rng = random.Random(seed)
    deep = {int((k + 0.5) * count / DEEP): school.techs[k % len(school.techs)] for k in range(DEEP)}
    held: Counter[int | None] = Counter(deep.values())
    number = 10_000
    for place, at in enumerate(_moments(count, now)):
        number += rng.randint(1, 9)
        team = school.techs if at > now - RECENT else school.former
        told = _story(school, texts, rng, place, number, at, team, deep.get(place))
        if told.status == "in_review" and held[told.owner_id] >= HELD:
            told = replace(told, status="resolved")
        held[told.owner_id] += told.status == "in_review"
        yield told


def _story(
    school: School,
    texts: Texts,
    rng: random.Random,
    place: int,
    number: int,
    at: datetime,
    team: list[int],
    held_by: int | None,
) -> Story:
    staff = rng.random() < 0.2
    asker = rng.choice(school.teachers if staff else school.students)
    status, owner = rng.choices(_CHOICES, _WEIGHTS)[0], held_by
    if held_by is not None:
        status = "in_progress"
    elif status in ("in_review", "resolved", "closed"):
        owner = rng.choice(team)
    elif status not in ("queued", "new", "cancelled"):
        owner = school.adults["technician"]
    least = 1 if status == "pending_requester" else 0  # who waits for an answer has asked
    many = 9 if held_by else 0 if status == "new" else rng.randint(least, 4)
    raw, masked = texts.asked(rng, place)
    replies = tuple(_replies(school, texts, rng, at, asker, owner or rng.choice(team), many))
    code = "other" if status == "new" else rng.choice(_CODES)
    kind = "staff" if staff else "student"
    return Story(number, at, status, code, asker, kind, owner, raw, masked, replies, tuple(team))


def _replies(
    school: School, texts: Texts, rng: random.Random, at: datetime, asker: int, tech: int, many: int
) -> Iterator[Reply]:
    for turn in range(many):
        cadre = turn % 2 == 0
        side = "requester" if not cadre else "staff" if tech == school.adults["technician"] else "cadre"
        moment = at + timedelta(minutes=20 * (turn + 2))
        yield Reply(side, tech if cadre else asker, moment, *texts.answered(rng))


def days_of(count: int) -> int:
    """Return over how many days that many tickets lie."""
    return max(RECENT.days, count * 7 // (5 * MOST_A_DAY))


def _moments(count: int, now: datetime) -> Iterator[datetime]:
    """Yield moments in school hours of the last school days, in order."""
    zone = ZoneInfo(ZONE)
    today = now.astimezone(zone).replace(hour=8, minute=0, second=0, microsecond=0)
    days = [
        day
        for day in (today - timedelta(days=back) for back in range(days_of(count), 0, -1))
        if day.weekday() < 5
    ]
    for place in range(count):
        day, rest = divmod(place * len(days) / count, 1)
        yield (days[int(day)] + timedelta(minutes=int(rest * 380), microseconds=place)).astimezone(now.tzinfo)
