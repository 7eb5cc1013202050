"""Who may review whose looks, and when: pure rules, each with its sentence."""

from datetime import datetime

from app.identity.actor import Actor
from app.identity.rights import Can, Hat
from app.identity.verdict import Verdict, no, not_now, yes
from app.kernel.frozen import dataclass

VERDICTS = {"fine": "Fine", "talk": "We talk about it", "misuse": "Misuse"}
OFFICER_STEP = 2


@dataclass(frozen=True)
class Subject:
    """Whose look it is. Shape: kind is tech, adult or officer; ``step`` is how far the week has climbed."""

    person_id: int
    kind: str = "tech"
    cadre_id: int | None = None
    step: int = 0


@dataclass(frozen=True)
class LineFacts:
    """How far one look has come. Shape: ``flagged`` or drawn, else it is among the explained."""

    flagged: bool
    drawn: bool = False
    judged: bool = False
    asked: bool = False
    answered: bool = False
    answer_until: datetime | None = None


@dataclass(frozen=True)
class WeekFacts:
    """How far a week has come. Shape: ``ended`` by the calendar, ``over`` once its sample is drawn too."""

    over: bool
    left: int
    unsettled: bool = False
    accepted: bool = False
    explained: int = 0
    signed: bool = False
    ended: bool = False


def review(actor: Actor, subject: Subject) -> Verdict:
    """May this person judge this other one's looks at all?"""
    if not actor.can(Can.REVIEW_TRAIL):
        return no("Only the supervising teacher reviews the trail.")
    if actor.person_id == subject.person_id:
        return no("Nobody reviews their own trail.")
    if subject.kind == "officer":
        mine = actor.hat is Hat.ADMIN
        return (
            yes("You review the privacy officer.")
            if mine
            else no("An administrator reviews the privacy officer.")
        )
    if subject.kind == "adult":
        mine = actor.hat is Hat.OFFICE
        return (
            yes("You review the adults.") if mine else no("The privacy officer reviews what adults look at.")
        )
    if actor.hat is Hat.TEACH and subject.cadre_id in actor.cadre_ids | actor.past_cadre_ids:
        return yes("You supervise this team.")
    if actor.hat is Hat.OFFICE and subject.step >= OFFICER_STEP:
        return yes("This week has climbed to you.")
    return no("The supervising teacher or the deputy of this team does this.")


def ask(actor: Actor, subject: Subject, line: LineFacts) -> Verdict:
    """May this person ask about a look now?"""
    may = review(actor, subject)
    if not may.yes:
        return may
    if line.judged:
        return not_now("This is judged already.")
    if line.asked:
        return not_now("You asked already. One question for one look.")
    if not line.flagged and not line.drawn:
        return not_now("Nothing here needs a question. It is explained.")
    if subject.kind != "tech":
        return yes("It stands on their first page and under My tickets, with two school days to answer.")
    return yes("They read the question when they sign in, and have two school days to answer.")


def judge(actor: Actor, subject: Subject, line: LineFacts, now: datetime) -> Verdict:
    """May this person judge a look now?"""
    may = review(actor, subject)
    if not may.yes:
        return may
    if line.judged:
        return not_now("This is judged already. Verdicts stay as they were written.")
    if not line.flagged and not line.drawn and not line.asked:
        return not_now("There is nothing to judge here.")
    if not line.asked:
        return not_now("They have not been asked yet.", "Ask first: nobody is judged unheard.")
    if not line.answered and line.answer_until is not None and now < line.answer_until:
        return not_now("Their time to answer is not over.", "Wait for the answer, or for the deadline.")
    return yes("They read your verdict and your words.")


def accept(actor: Actor, subject: Subject, line: LineFacts) -> Verdict:
    """May this person accept a look of the sample as explained, with one key?"""
    may = review(actor, subject)
    if not may.yes:
        return may
    if line.judged:
        return not_now("This is read already.")
    if line.flagged:
        return not_now("A flag is not accepted unheard.", "Ask about it first.")
    if line.asked:
        return not_now("You asked about it, so judge it when the answer is there.")
    if not line.drawn:
        return not_now("This look is not of the sample: it is accepted with the others.")
    return yes("The chain explains it.")


def _settle(actor: Actor, subject: Subject, week: WeekFacts, what: str) -> Verdict:
    """May this person settle something of a week: theirs to review, over, and not signed off?"""
    may = review(actor, subject)
    if may.yes and week.signed:
        return not_now("This week is signed off.")
    if may.yes and week.ended and not week.over:
        return not_now("The sample of this week is not drawn yet.", "The worker draws it; see that it runs.")
    if may.yes and not week.over:
        return not_now(f"This week is still running. {what} from Monday on.")
    return may


def accept_rest(actor: Actor, subject: Subject, week: WeekFacts) -> Verdict:
    """May this person accept the explained looks of a week in one act?"""
    may = _settle(actor, subject, week, "Accept the rest")
    if not may.yes:
        return may
    if week.accepted:
        return not_now("The explained ones are accepted.")
    return yes("All that the work itself explains, in one act.")


def sign_off(actor: Actor, subject: Subject, week: WeekFacts) -> Verdict:
    """May this person sign this week off now?"""
    may = _settle(actor, subject, week, "Sign it off")
    if not may.yes:
        return may
    if week.unsettled:
        return not_now("A shown word of this week can still be explained. Sign it off tomorrow.")
    if week.left:
        lines = "One line is" if week.left == 1 else f"{week.left} lines are"
        return not_now(f"{lines} not read yet.", "Read and judge each one first.")
    if week.explained and not week.accepted:
        return not_now("The explained ones are not accepted yet.", "Accept them in one act first.")
    return yes("Everything in this week is read. You confirm it with your PIN.")


def read_again(actor: Actor, subject: Subject, first_by: int | None, read: bool) -> Verdict:
    """May this person be the second reader of a look?"""
    if not actor.can(Can.REVIEW_TRAIL):
        return no("Only reviewers read a line again.")
    if actor.person_id == subject.person_id:
        return no("Nobody reviews their own trail.")
    if first_by is None:
        return not_now("The first reader has not judged it yet.")
    if first_by == actor.person_id:
        return no("You judged this yourself. Somebody else reads it again.")
    return (
        not_now("It was read again already.") if read else yes("You do not see what the first reader said.")
    )
