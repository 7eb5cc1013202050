"""The drill: planted misuse is found, honest people are left alone, and the stories are anybody's to write."""

import json
import time
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.cli import main
from app.commands.worker import work_through
from app.kernel import clock
from app.oversight.drill import services as drilling
from app.oversight.drill.acts import Place, event_of
from app.oversight.drill.load import load_stories
from app.oversight.drill.model import StoryError
from app.oversight.drill.models import DrillRun
from app.oversight.drill.running import invent, run_drill
from app.oversight.drill.school import DrillSchool
from app.oversight.drill.score import Score
from app.school.cadres.models import TrainingLink
from tests.cast import School
from tests.conftest import SignIn
from tests.web.intake.arrange import events
from tests.web.reveal.arrange import show
from tests.web.tickets.arrange import claimed, morning

OTHER = """
stories:
  - key: lunch_snoop
    why: Somebody else's ticket is read three times in a shift.
    times: 3
    actors: {snoop: tech, holder: {role: tech}, kid: {role: requester}}
    tickets: {one: {requester: kid, owner: holder, since: -60}}
    acts:
      - {act: open, actor: snoop, ticket: one, at: 20, repeat: 3, every: 5}
  - key: helper
    misuse: false
    why: A free ticket is claimed and finished.
    actors: {helper: tech, kid: {role: requester}}
    tickets: {one: {requester: kid}}
    acts:
      - {act: open, actor: helper, ticket: one, at: 3}
      - {act: claim, actor: helper, ticket: one, at: 4}
      - {act: reply, actor: helper, ticket: one, at: 9}
      - {act: resolve, actor: helper, ticket: one, at: 20}
"""


COPIES = """
- key: copies
  actors: {t: tech, k: requester}
  tickets: {a: {requester: k, owner: t}}
  acts:
    - {act: reveal, actor: t, ticket: a, at: 5}
    - {act: copy, actor: t, ticket: a, at: 9}
    - {act: note, actor: t, ticket: a, at: 10}
    - {act: copy, actor: t, ticket: a, at: 16}
"""


@pytest.fixture(scope="module")
def drilled() -> tuple[Score, float]:
    started = time.process_time()
    return run_drill(), time.process_time() - started


def test_misuse_is_found_and_honest_people_are_left_alone(drilled: tuple[Score, float]) -> None:
    score, seconds = drilled
    assert score.planted >= 40
    assert len(score.kinds) >= 12
    assert score.honest_acts >= 4000
    assert score.recall >= 0.95, score.missed
    assert score.flagged <= 0.05, score.codes
    assert score.wrongly == ()
    assert seconds < 10


def test_the_same_seed_is_the_same_school() -> None:
    first, again, other = (invent(None, seed) for seed in (5, 5, 6))
    what = ("occurred_at", "tag", "actor_id", "ticket_id", "codes")
    told = [[[row[name] for name in what] for row in acted.events] for _, acted, _ in (first, again, other)]
    assert told[0] == told[1]
    assert told[0] != told[2]
    assert [one.name for one in first[2]] == [one.name for one in again[2]]


def test_stories_that_draw_the_same_two_for_training_can_be_written() -> None:
    school, _acted, _planted = invent(None, 67)
    pairs = [(row["trainer_id"], row["trainee_id"]) for row in school.rows[TrainingLink]]
    assert len(pairs) == len(set(pairs))


def test_a_drill_that_breaks_is_said_to_have_failed(
    school: School, okafor: FlaskClient, owner: sa.Engine
) -> None:
    okafor.post("/teach/drill")
    with owner.connect() as connection:
        run_id = connection.execute(sa.select(DrillRun.id)).scalar_one()
    with pytest.raises(TypeError):  # no seed can be made of a list
        drilling._run({"district_id": school.district_id, "run_id": run_id, "seed": []})
    page = okafor.get("/teach/drill").get_data(as_text=True)
    assert "did not come to its end: start it again." in page and "Run a drill" in page


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(20, 32))
def test_other_schools_are_judged_alike(seed: int) -> None:
    score = run_drill(seed=seed)
    assert score.recall >= 0.95, score.missed
    assert score.flagged <= 0.05, score.codes


def test_stories_of_others_can_be_played(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(OTHER)
    done = CliRunner().invoke(main, ["audit", "drill", "--json", "--stories", str(tmp_path), "--seed", "3"])
    said = json.loads(done.output)
    assert done.exit_code == 0, done.output
    assert (said["planted"], said["recall"], said["seed"]) == (3, 1.0, 3)
    assert said["kinds"] == {"lunch_snoop": {"planted": 3, "found": 3}}
    assert said["honest_stories_flagged"] == []


def test_a_copy_while_a_word_is_shown_is_recorded_so(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(COPIES)
    _school, acted, planted = invent(tmp_path, 3)
    mine = {row["id"]: row for row in acted.events}
    copies = [mine[one] for one in planted[0].events if mine[one]["tag"] == "page:copied"]
    assert [row["codes"]["shown"] for row in copies] == [True, False]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("stories: []", "There is no story"),
        ("- nothing", "story (no key)"),
        ("stories: [{key: a, actors: {t: {role: wizard}}, acts: [{act: open, actor: t}]}]", "wizard"),
        ("stories: [{key: a, actors: {t: tech}, acts: [{act: fly, actor: t}]}]", "fly"),
        ("stories: [{key: a, actors: {t: tech}, acts: [{act: open, actor: u}]}]", "“u”"),
        ("stories: [{key: a, actors: {t: tech}, acts: [{act: open, actor: t, ticket: x}]}]", "“x”"),
        ("stories: [{key: a, actors: {t: tech}, acts: [], wehn: shift}]", "wehn"),
        ("stories: [{key: a, actors: {t: requester}, acts: [{act: ask, actor: t}]}]", "reviewed"),
        ("{", "is no YAML"),
        ("stories: [{key: a, times: 1000000, actors: {t: tech}, acts: [{act: open, actor: t}]}]", "1000000"),
        (
            "stories: [{key: a, actors: {t: tech}, acts: [{act: open, actor: t, repeat: 1000000}]}]",
            "from 1 to 200",
        ),
        ("stories: [{key: a, actors: {t: tech}, acts: [{act: open, actor: t, at: soon}]}]", "soon"),
    ],
)
def test_a_story_that_cannot_be_played_says_why(tmp_path: Path, wrong: str, said: str) -> None:
    (tmp_path / "a.yaml").write_text(wrong)
    with pytest.raises(StoryError, match=r"[\s\S]*" + said.replace("(", r"\(").replace(")", r"\)")):
        load_stories(tmp_path)
    done = CliRunner().invoke(main, ["audit", "drill", "--stories", str(tmp_path)])
    assert done.exit_code == 2


def test_a_teacher_runs_a_drill_and_reads_the_result(
    school: School, okafor: FlaskClient, owner: sa.Engine
) -> None:
    assert "No drill yet" in okafor.get("/teach/drill").get_data(as_text=True)
    assert okafor.post("/teach/drill").status_code == 303
    page = okafor.get("/teach/drill").get_data(as_text=True)
    assert (
        "The drill is running: its result comes in some seconds.</h1>" in page and "No drill yet" not in page
    )
    assert 'data-wait-url="/teach/drill/left"' in page and 'href="/teach/drill">Look again</a>' in page
    assert "Run a drill" not in page and "http-equiv" not in page and 'class="notices"' not in page
    told = {"over": False, "percent": 0, "words": "It begins in a moment."}
    assert okafor.get("/teach/drill/left").json == told
    assert okafor.post("/teach/drill").status_code == 409
    with clock.at(clock.now() + timedelta(seconds=40)):
        assert "The worker that runs it may be down" in okafor.get("/teach/drill").get_data(as_text=True)
    with owner.connect() as connection:
        before = connection.execute(sa.select(sa.func.count()).select_from(AuditEvent)).scalar_one()
    while work_through():
        pass
    page = " ".join(okafor.get("/teach/drill").get_data(as_text=True).split())
    assert "The review found" in page and "Run a drill" in page
    assert (okafor.get("/teach/drill/left").json or {})["over"] is True
    assert (
        '<th scope="row">Tried ticket numbers one by one</th>' in page and '<td class="r">3 of 3</td>' in page
    )
    with owner.connect() as connection:
        after = connection.execute(sa.select(sa.func.count()).select_from(AuditEvent)).scalar_one()
    assert after == before  # the made-up school left nothing behind


def test_a_planted_reveal_has_the_shape_of_a_real_one(sign_in: SignIn, school: School) -> None:
    with morning():
        maria, bo = sign_in("maria"), sign_in("bo")
        assert show(bo, claimed(maria, bo, school)).status_code == 303
    real = events("word:revealed")[-1]
    made = DrillSchool(1, district_id=1, site_id=2)
    planted = event_of(made.actor(3), real.occurred_at, "reveal", Place(4, 2, 5))
    assert set(planted["codes"]) == set(real.codes)
    assert (planted["fields"], planted["purpose"], planted["outcome"]) == (real.fields, "greet", real.outcome)
    assert len(planted["subjects"]) == len(real.subjects) == 1
    assert (planted["actor_role"], planted["clearance"]) == (real.actor_role, real.clearance)
