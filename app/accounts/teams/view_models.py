"""What an adult sees of a team: who is ready for live work, and what each student still lacks."""

from collections import Counter
from datetime import date
from typing import Any

from app.accounts.actors import LACKS_AGREEMENT, LACKS_GUARDIAN, LACKS_MODULE, LACKS_SCHOOL
from app.accounts.school_year import valid_until
from app.identity.actor import Day
from app.identity.verdict import Verdict
from app.kernel.frozen import dataclass
from app.privacy.door import open_for
from app.privacy.sealed import Sealed
from app.school.cadres.policy import LIVE_RUNGS
from app.school.people.view_models import Named


@dataclass(frozen=True)
class Standing:
    """What a student's right to live work rests on; the fields that accounts.actors.lacking reads."""

    ends_on: date
    here: bool
    led: bool
    agreement_on: date | None
    guardian_on: date | None
    guardian_needed: bool


@dataclass(frozen=True)
class Step:
    """One thing that live work needs: done or not, in words; ``here`` marks the next one."""

    title: str
    done: bool
    words: str
    anchor: str = ""


@dataclass(frozen=True)
class AccountState:
    """Whether a person can sign in; state is none, slip, open or disabled."""

    state: str
    username: str = ""
    words: str = ""


@dataclass(frozen=True)
class MemberRow:
    """A student in the team's list."""

    person_id: int
    name: str
    working_name: str
    rung: str
    peer_trainer: bool
    generation: int
    ended: bool
    ready: bool
    missing: tuple[str, ...]
    account: AccountState

    def __repr__(self) -> str:
        return f"MemberRow(person_id={self.person_id})"


@dataclass(frozen=True)
class TeamCount:
    """How far a team is, without a name: its students, those without account and slip, those who can work."""

    id: int
    name: str
    site_id: int
    students: int
    unslipped: int
    ready: int


@dataclass(frozen=True)
class TeamRow:
    """A team in a list."""

    id: int
    name: str
    school_year: str
    site: str
    supervisor: str
    deputy: str
    ends: str
    students: int
    over: bool


@dataclass(frozen=True)
class TeamView:
    """A team and its students."""

    id: int
    name: str
    school_year: str
    site: str
    site_code: str
    site_id: int
    supervisor: str
    deputy: str
    supervisor_id: int | None
    deputy_id: int | None
    led: bool
    shut_out: tuple[str, ...]
    starts_on: date
    ends_on: date
    members: tuple[MemberRow, ...]

    @property
    def now(self) -> tuple[MemberRow, ...]:
        return tuple(row for row in self.members if not row.ended)

    @property
    def generations(self) -> str:
        """Say how many stand where in the chain of training; the first generation was trained by teachers."""
        counts = Counter(row.generation for row in self.now)
        return ", ".join(f"{number} {generation_words(which)}" for which, number in sorted(counts.items()))

    @property
    def unslipped(self) -> int:
        """Return how many have no account, and no slip to claim one with."""
        return sum(row.account.state == "none" for row in self.now)

    @property
    def ready(self) -> int:
        return sum(row.ready for row in self.now)


@dataclass(frozen=True)
class CategoryChoice:
    """A category a student may be cleared for."""

    code: str
    name: str
    held: bool
    verdict: Verdict


@dataclass(frozen=True)
class MemberView:
    """A student's place on the team, for changing it."""

    row: MemberRow
    steps: tuple[Step, ...]
    agreement: str
    guardian: str
    guardian_needed: bool
    ends_on: date
    categories: tuple[CategoryChoice, ...]
    gates: dict[str, str]
    trainees: frozenset[int]
    trainers: tuple[str, ...]
    others: tuple[Named, ...]


def generation_words(generation: int) -> str:
    """Say where somebody stands in the chain of training: ``in the second generation``."""
    words = {1: "first", 2: "second", 3: "third", 4: "fourth"}
    return f"in the {words.get(generation, f'{generation}th')} generation"


def account_state(account: Any, slip: Any, now: Any, local: Day) -> AccountState:
    """Say whether a person can sign in."""
    if account is not None and account.disabled_at is not None:
        return AccountState("disabled", account.username, "disabled")
    if account is not None:
        return AccountState("open", account.username, "has an account")
    if slip is not None and slip.expires_at > now:
        return AccountState("slip", "", f"slip printed, good until {day(local(slip.expires_at))}")
    return AccountState("none", "", "no slip yet" if slip is None else "the slip ran out")


def day(on: date) -> str:
    """Return a day in words: ``Nov 23``."""
    return f"{on:%b} {on.day}"


def steps_of(
    standing: Standing, missing: tuple[str, ...], rung: str, account: AccountState
) -> tuple[Step, ...]:
    """Return what live work needs, in the order in which it is usually done."""
    signed, passed = LACKS_AGREEMENT not in missing, LACKS_MODULE not in missing
    learns = "Passed for this school year." if passed else "The student takes it under Learn."
    steps = [
        Step("Account", account.state == "open", _account_words(account), "account"),
        Step("Privacy module", passed, learns),
        Step("Agreement", signed, agreement_words(standing.agreement_on, ""), "agreement"),
    ]
    if standing.guardian_needed:
        done = LACKS_GUARDIAN not in missing
        steps.append(Step("Guardian permission", done, guardian_words(standing.guardian_on, ""), "guardian"))
    live = rung in LIVE_RUNGS
    opens = f"{rung.capitalize()}: live work is open." if live else "Live tickets begin at apprentice."
    steps.append(Step("Rung", live, opens, "rung"))
    if LACKS_SCHOOL in missing:
        words = (
            "The roster has them at another school, or nowhere. Let them leave the team, or mend the roster."
        )
        steps.append(Step("School", False, words, "leaving"))
    known = {LACKS_MODULE, LACKS_AGREEMENT, LACKS_GUARDIAN, LACKS_SCHOOL}
    if any(said not in known for said in missing):
        words = "The end date has passed, or nobody supervises."
        steps.append(Step("Time on the team", False, words, "rung"))
    return tuple(steps)


def _account_words(account: AccountState) -> str:
    if account.state == "open":
        return f"Signs in as {account.username}."
    return {"slip": f"Not claimed yet: {account.words}.", "disabled": "It is disabled."}.get(
        account.state, "Print a slip; the student claims it with the code."
    )


def agreement_words(on: date | None, how: str) -> str:
    """Say how the agreement stands."""
    if on is None:
        return "The student signs it under Learn, or on paper."
    way = {"paper": " on paper", "screen": " on the screen"}.get(how, "")
    return f"Signed{way} on {day(on)}, holds until {day(valid_until(on))}, {valid_until(on).year}."


def guardian_words(on: date | None, how: str) -> str:
    """Say how the guardian's permission stands."""
    if on is None:
        return "A guardian signs on paper or on the screen."
    way = {"paper": " on paper", "screen": " on the screen"}.get(how, "")
    return f"Given{way} on {day(on)}."


def signer_words(row: Any) -> str:
    """Say who signed a permission, and how they are related where they said so."""
    relation = f", {open_for(Sealed(row.relation))}" if row.relation else ""
    return f"{open_for(Sealed(row.name))}{relation}"
