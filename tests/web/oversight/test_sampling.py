"""The weekly sample is promised before the week, and anybody can draw it again from the events."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.identity.actor import system_actor
from app.kernel import clock
from app.oversight.review.agreement import agreement
from app.oversight.review.models import ReviewPick
from app.oversight.review.rounds import make_round, promise_seeds
from app.oversight.review.sampling import Draw, draw, how_many, new_seed, promise, seconds
from tests.cast import School
from tests.web.oversight.acting import act, last_week, later, monday

SEED = "5e" * 32
BOOK = [
    *[("fine", "fine")] * 20,
    *[("fine", "talk")] * 5,
    *[("talk", "fine")] * 10,
    *[("talk", "talk")] * 15,
]
IDS = st.lists(st.text("0123456789abcdef", min_size=32, max_size=32), unique=True, max_size=120)


def is_true(digest: str, seed: str, looks: Iterable[str], said: Draw) -> bool:
    """Tell, as anybody with an export can, whether a draw is what its promise makes of these looks."""
    return promise(seed) == digest and draw(seed, looks, said.apart) == said


def events(owner: sa.Engine, tag: Tag) -> list[sa.Row]:
    select = sa.select(AuditEvent).where(AuditEvent.tag == tag.value).order_by(AuditEvent.occurred_at)
    with owner.connect() as connection:
        return list(connection.execute(select))


@pytest.mark.parametrize(
    ("looks", "drawn"), [(0, 0), (2, 2), (3, 3), (40, 3), (60, 3), (61, 4), (80, 4), (81, 5), (1000, 50)]
)
def test_five_per_cent_are_drawn_and_three_at_least(looks: int, drawn: int) -> None:
    assert how_many(looks) == drawn


@given(IDS, st.data())
def test_a_draw_is_a_function_of_seed_and_ids(ids: list[str], data: st.DataObject) -> None:
    apart = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    shuffled = data.draw(st.permutations(ids))
    first, again = draw(SEED, ids, apart), draw(SEED, shuffled, apart)
    assert first == again
    assert not set(first.picked) & apart
    assert len(first.picked) == how_many(len(ids) - len(apart))
    assert is_true(promise(SEED), SEED, ids, first)
    assert not is_true(promise(new_seed()), SEED, ids, first)
    if first.picked:
        assert not is_true(promise(SEED), SEED, ids, Draw(first.apart, first.picked[1:]))
    assert len(seconds(SEED, set(ids))) == -(-len(ids) * 10 // 100)


def test_every_look_is_drawn_equally_often() -> None:
    ids = [f"{n:032x}" for n in range(60)]
    hits = dict.fromkeys(ids, 0)
    for n in range(2000):
        for one in draw(hashlib.sha256(str(n).encode()).hexdigest(), ids, ()).picked:
            hits[one] += 1
    assert min(hits.values()) > 60 and max(hits.values()) < 145  # a hundred each, give or take four spreads


def test_the_promise_comes_before_the_week_and_holds_after_it(school: School, owner: sa.Engine) -> None:
    actor = system_actor(school.district_id)
    with clock.at(last_week(0) - timedelta(days=4)):
        promise_seeds(actor)
    for minute in range(30):
        act(school, "bo", Tag.QUEUE_SEEN, later(last_week(1), minute))
    with clock.at(last_week(4)):
        promise_seeds(actor)
        make_round(school.district_id)
    early = [one.codes["week"] for one in events(owner, Tag.SAMPLE_REVEALED)]
    assert monday() not in early  # the week is not over
    make_round(school.district_id)
    promised = [
        one
        for one in events(owner, Tag.SAMPLE_COMMITTED)
        if (one.site_id, one.codes["week"]) == (school.site_id, monday())
    ]
    assert len(promised) == 1
    assert promised[0].codes["late"] is False
    assert promised[0].occurred_at < last_week(0, 0)
    (shown,) = [
        one
        for one in events(owner, Tag.SAMPLE_REVEALED)
        if (one.site_id, one.codes["week"]) == (school.site_id, monday())
    ]
    (drawn,) = events(owner, Tag.SAMPLE_DRAWN)
    looks = [one.id for one in events(owner, Tag.QUEUE_SEEN) if one.actor_id == school.people["bo"]]
    said = Draw(tuple(drawn.codes["apart"]), tuple(drawn.codes["picked"]))
    assert is_true(promised[0].codes["digest"], shown.codes["seed"], looks, said)
    with owner.connect() as connection:
        kept = set(connection.execute(sa.select(ReviewPick.event_id)).scalars())
    assert kept == {*said.apart, *said.picked}
    assert set(drawn.codes["second"]) <= kept
    assert shown.codes["seed"] not in str([one.codes for one in events(owner, Tag.SAMPLE_COMMITTED)])


def test_a_promise_that_comes_late_says_so(school: School, owner: sa.Engine) -> None:
    act(school, "bo", Tag.QUEUE_SEEN, last_week(1))
    make_round(school.district_id)
    late = [one for one in events(owner, Tag.SAMPLE_COMMITTED) if one.codes["week"] == monday()]
    assert [one.codes["late"] for one in late] == [True]


@pytest.mark.parametrize(
    ("pairs", "kappa", "words"),
    [
        ([], None, "No line has been read twice yet."),
        ([("fine", "fine")] * 5, None, "same of 5 of 5 lines. That is too few"),
        ([("fine", "fine")] * 30, None, "chance cannot be told"),
        ([("fine", "fine")] * 10 + [("talk", "talk")] * 10, 1.0, "κ is 1.00"),
        (
            [("fine", "fine")] * 20
            + [("fine", "talk")] * 5
            + [("talk", "fine")] * 10
            + [("talk", "talk")] * 15,
            0.4,
            "0.40",
        ),
    ],
)
def test_agreement_is_honest_about_small_numbers(
    pairs: list[tuple[str, str]], kappa: float | None, words: str
) -> None:
    found = agreement(pairs)
    assert found.kappa == (None if kappa is None else pytest.approx(kappa))
    assert words in found.words
