"""Form the team: the cadre, its members as they join and climb, their shifts, groups and certificates."""

from datetime import date, timedelta

from app.accounts.school_year import name_of
from app.accounts.teams import services as students
from app.audit.work import begin
from app.curriculum.certificates import services as certificates
from app.curriculum.certificates.services import Reads
from app.demo.crew import Crew
from app.demo.growth import CERTIFIED, GROWTH, TO_VERIFY, TRAINERS, rung_on
from app.demo.learning import learn_and_sign, renew, renewal_day
from app.demo.names.load import load_school
from app.demo.plan import FIRST_DAYS
from app.demo.play import Journey
from app.demo.stage import Stage
from app.identity.actor import Actor
from app.identity.rights import Hat
from app.kernel import clock
from app.school.apart.services import PairWish, keep_pair
from app.school.cadres import papers
from app.school.cadres import services as teams
from app.school.cadres.members import MemberWish
from app.school.cadres.services import TeamWish

DAY = timedelta(days=1)
EARLY = 8 * 60  # minutes since midnight, before the first bell
DELL = "dell-techdirect"
MORE = ("classroom", "repair")  # for those who work on their own, at once for those who will train
SIGNERS = (("Renata", "mother"), ("Walter", ""), ("Imogen", "aunt"), ("", ""), ("Anselm", "father"))


def form_team(stage: Stage, crew: Crew) -> None:
    """Let the teacher start the team, and every tech's way begin on their day."""
    first, last = stage.times.terms.parts[0].starts_on, stage.times.terms.parts[-1].ends_on
    with clock.at(stage.times.at(first, 11 * 60) - 3 * DAY):
        supervisor, deputy = (stage.ids[stage.sid("supervisor", place)] for place in (0, 1))
        year = name_of(
            stage.times.days[-1]
        )  # of today: the demo's terms end where today is, not where a year does
        wish = TeamWish(f"Helpdesk {year}", year, supervisor, deputy, first - 3 * DAY, last)
        with begin(teacher(stage)) as work:
            stage.cadre_id = teams.create_team(work, load_school().code, wish)
    stage.forget_actors()
    with clock.at(stage.times.at(first, 11 * 60) - 3 * DAY), begin(teacher(stage)) as work:
        one, other = (stage.ids[pupil.sid] for pupil in stage.people.pupils[-9:-5:3])
        keep_pair(work, PairWish(one, other, "conflict", first - 3 * DAY, None))
    for tech, growth in enumerate(GROWTH):
        stage.play.start(
            stage.times.at(day_of(stage, growth.joins), EARLY + tech / 4), grow(stage, crew, tech)
        )
        again = renewal_day(stage.times.days, min(growth.joins, len(stage.times.days) - 1), tech)
        if again is not None:
            stage.play.start(stage.times.at(again, EARLY + 5), renew(stage, crew, tech))
    for place, tech in enumerate(CERTIFIED):
        stage.play.start(stage.times.at(day_of(stage, place), 15 * 60), certify(stage, crew, tech))
    recorded = certify(stage, crew, TO_VERIFY, verified=False)
    stage.play.start(stage.times.at(stage.times.days[-3], 15 * 60), recorded)


def teacher(stage: Stage) -> Actor:
    """Return the supervising teacher."""
    return stage.actor(stage.sid("supervisor"), Hat.TEACH)


def day_of(stage: Stage, place: int) -> date:
    """Return a school day of the term by its place, the last one where there are fewer."""
    return stage.times.days[min(place, len(stage.times.days) - 1)]


def grow(stage: Stage, crew: Crew, tech: int) -> Journey:
    """Join, learn, sign, and climb rung by rung."""
    person_id, period = stage.ids[crew.sid(tech)], stage.periods[stage.times.period_of_tech(tech)]
    with begin(teacher(stage)) as work:
        students.add_students(work, stage.cadre_id, [person_id])
    signer = _signer(stage, tech)
    with begin(teacher(stage)) as work:
        papers.record_guardian(work, stage.cadre_id, person_id, clock.now().date(), "paper", signer)
    with begin(teacher(stage)) as work:
        papers.save_shifts(work, stage.cadre_id, person_id, [(weekday, period) for weekday in range(5)])
    stage.forget_actors()
    yield from learn_and_sign(stage, crew, tech)
    crew.joined.add(tech)
    for day in _steps(tech):
        yield stage.times.at(day_of(stage, day), EARLY + 20 + tech / 4)
        _change(stage, crew, tech, day)


def _signer(stage: Stage, tech: int) -> papers.Signer:
    """Return who signed for a tech: somebody of the family, named where the teacher wrote it down."""
    given, relation = SIGNERS[tech % len(SIGNERS)]
    return papers.Signer(f"{given} {stage.people.techs[tech].family}" if given else "", relation)


def _steps(tech: int) -> list[int]:
    """Return the days on which something of a tech's place changes."""
    growth = GROWTH[tech]
    days = {day for day, rung in growth.rungs if rung != "observer"}
    if growth.trains_from is not None:
        days |= {growth.trains_from, *(other.joins + 1 for other in GROWTH if other.trainer == tech)}
    return sorted(days)


def _change(stage: Stage, crew: Crew, tech: int, day: int) -> None:
    """Let the teacher set a tech's rung, training and clearances as they are from a day on."""
    growth, person_id = GROWTH[tech], stage.ids[crew.sid(tech)]
    trains = growth.trains_from is not None and growth.trains_from <= day
    group = [other for other, its in enumerate(GROWTH) if trains and its.trainer == tech and its.joins < day]
    trainees = frozenset(stage.ids[crew.sid(other)] for other in group)
    ends_on = stage.times.terms.parts[-1].ends_on
    wish = MemberWish(crew.names.get(tech, ""), rung_on(tech, day), trains, ends_on, trainees)
    with begin(teacher(stage)) as work:
        students.change_student(work, stage.cadre_id, person_id, wish)
    if wish.rung == "independent" or tech in TRAINERS:
        with begin(teacher(stage)) as work:
            codes = students.held(work, person_id, "category") | set(MORE)
            students.set_categories(work, stage.cadre_id, person_id, codes)
    crew.trainers.update(dict.fromkeys(group, tech))
    stage.forget_actors()


def certify(stage: Stage, crew: Crew, tech: int, verified: bool = True) -> Journey:
    """Let the teacher record a vendor's certificate, and verify it before the first tickets come."""
    issued = clock.now().date() - 40 * DAY
    reads = Reads(DELL, f"DTD-{48211 + tech * 37}", issued, issued + 365 * DAY)
    with begin(teacher(stage)) as work:
        found = certificates.record_certificate(work, stage.ids[crew.sid(tech)], reads)
    if not verified:
        return
    yield stage.times.at(day_of(stage, FIRST_DAYS), EARLY)
    with begin(teacher(stage)) as work:
        certificates.verify_certificate(work, found, reads.issued_on, reads.expires_on)
    stage.forget_actors()
