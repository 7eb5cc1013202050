"""Learn, practice, take the quiz, sign, keep certificates, and hand work in again."""

import re
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app import models as m
from app.curriculum.content.load import load_module, load_programmes
from app.oversight.marks.models import ReviewMark
from app.oversight.review.models import ReviewQuestion
from app.oversight.review.rounds import make_round
from tests.privacy.acts import change
from tests.privacy.twins.errands.errand import ENDING, GRADE, Errand, newest_practice
from tests.privacy.twins.run import Run
from tests.privacy.worlds import World

STORY = "library-wifi"


def open_practice(run: Run, name: str) -> Errand:
    """Let the teacher open a practice ticket for a student, who takes it in hand."""
    one = Errand(run, name)
    run.everywhere(
        lambda world, _: world.of("okafor").post(
            "/teach/practice", data={"student": str(world.school.people[name]), "story": STORY}
        )
    )
    one.numbers = run.everywhere(lambda world, _: newest_practice(world, name))
    return one


def read(run: Run, name: str) -> None:
    """Read what there is to learn, and the programmes behind the certificates."""
    one = Errand(run, name)
    module = load_module()
    lesson = module.lessons[run.requests % len(module.lessons)].code
    for page in ("", "/privacy/story", f"/privacy/lessons/{lesson}", "/agreement"):
        one.get(f"/desk/learn{page}")
    one.post(f"/desk/learn/privacy/lessons/{lesson}")
    programmes = [programme.code for programme in load_programmes()]
    one.get(f"/desk/programmes/{programmes[run.requests % len(programmes)]}")
    one.get("/desk/certificates")
    one.get("/desk/progress")
    run.everywhere(lambda world, _: make_round(world.school.district_id))
    one.get("/desk/trail")


def quiz(run: Run, name: str) -> None:
    """Take the quiz, and fail it: the first answer is not always the right one."""
    one = Errand(run, name)
    (where, *_) = [str(answer.headers["Location"]) for answer in one.post("/desk/learn/privacy/quiz")]
    page = one.get(where)[0].get_data(as_text=True)
    asked = sorted(set(re.findall(r'name="(q-[^"]+)"', page)))
    one.post(where, **dict.fromkeys(asked, "0"))
    one.get(where)


def sign(run: Run, name: str) -> None:
    """Sign the agreement, as if last year's had run out."""
    one = Errand(run, name)
    own = m.cadres.CadreMember

    def unsign(world: World, _place: int) -> None:
        change(own, own.person_id == world.school.people[name], agreement_on=None)

    run.everywhere(unsign)
    one.get("/desk/learn/agreement")
    one.post("/desk/learn/agreement", working_name=name.capitalize(), agree="y")
    _sign_anyway(run, name)


def _sign_anyway(run: Run, name: str) -> None:
    own = m.cadres.CadreMember
    day = run.now.date()
    run.everywhere(lambda world, _: change(own, own.person_id == world.school.people[name], agreement_on=day))


def certificate(run: Run, name: str) -> None:
    """Write a certificate down."""
    one = Errand(run, name)
    today = run.now.date()
    days = {"issued_on": today - timedelta(30), "expires_on": today + timedelta(300)}
    dates = {name: day.isoformat() for name, day in days.items()}
    one.post("/desk/certificates", programme="dell-techdirect", reference=f"TD-{run.requests}", **dates)
    pages = [answer.get_data(as_text=True) for answer in one.get("/desk/certificates")]
    keys = [re.findall(r'name="certificate" value="(\d+)"', page)[-1] for page in pages]
    one.post("/desk/certificates/take-back", certificate=lambda _world, place: keys[place])


def checks(run: Run, name: str) -> None:
    """Make a check on a practice ticket."""
    one = open_practice(run, name)
    one.post("/desk/practice/{}/checks", check="which-network")


def again(run: Run, name: str) -> None:
    """Hand live work in again that a teacher sent back."""
    one = Errand(run, name)
    one.make_room(name)
    one.asked_for("brandt")
    one.must_post("/desk/tickets/{}/claim")
    one.post("/desk/tickets/{}/done", **ENDING)
    _sent_back(one, "/teach/reviews/{}/accept")


def practice_again(run: Run, name: str) -> None:
    """Hand practice in again that a teacher sent back."""
    one = open_practice(run, name)
    one.post("/desk/tickets/{}/done", **ENDING)
    _sent_back(one, "/teach/practice/{}", verdict="accept", comment="")


def _sent_back(one: Errand, end: str, **form: str) -> None:
    one.perhaps("okafor", end, **form)  # some end their work without a check
    one.other("okafor", "/teach/grading/{}", **GRADE, verdict="resubmit")
    one.post("/desk/progress/{}/again", cause="It was on the guest network.", fix="Joined the right one.")


def question(run: Run, name: str) -> None:
    """Answer a question of the teacher about one's work."""
    one = Errand(run, name)
    one.get("/desk/search?q=chromebook")
    run.everywhere(lambda world, _: make_round(world.school.district_id))
    one.numbers = run.everywhere(lambda world, _: _drawn(world, name))
    one.other("okafor", "/teach/review/look/{}/ask")
    one.numbers = [str(found) for found in run.everywhere(lambda world, _: _asked(world, name))]
    one.get("/desk/questions/{}")
    one.post("/desk/questions/{}", words="I looked for the same fault.")


def _drawn(world: World, name: str) -> str:
    """Let the rules flag the newest look of a student, and return its event."""
    person = world.school.people[name]
    own = sa.select(ReviewMark.event_id).where(ReviewMark.person_id == person)
    event = str(_first(world, own.order_by(ReviewMark.at.desc(), ReviewMark.event_id)))
    change(ReviewMark, ReviewMark.event_id == event, state="unexplained")
    return event


def _asked(world: World, name: str) -> int:
    asked = ReviewQuestion
    own = sa.select(asked.id).where(asked.person_id == world.school.people[name])
    return int(_first(world, own.order_by(asked.asked_at.desc(), asked.id.desc())))


def _first(world: World, select: Any) -> Any:
    with world.owner.connect() as connection:
        return connection.execute(select).scalars().first()
