"""What brings a student to each line of the access table that a sequence by chance seldom reaches."""

from collections.abc import Callable
from random import Random

from tests.privacy.twins.errands import learning, tickets, trainer
from tests.privacy.twins.errands.errand import Errand
from tests.privacy.twins.reach import NEVER, PRACTICE_WORK, ROLES, lines_of
from tests.privacy.twins.run import Run

# One student sends so many files a day; and hidden words are shown no more once a week waits ten days for its review.
ROUNDS_A_DAY = 4
Go = Callable[[Run, str], None]

FORMS = {
    "pass-on": {"reason": "tried_all", "tried": "A restart."},
    "agreement": {"working_name": "Nobody", "agree": "y"},
}


def _desk(run: Run, name: str) -> None:
    one = Errand(run, name)
    for page in ("", "/queue", "/search?q=chromebook", "/counter", "/counter/teacher"):
        one.get(f"/desk{page}")
    one.post("/desk/call")


_BY_BEGINNING: tuple[tuple[str, Go], ...] = (
    ("/desk/tickets/<number>/pass-on", tickets.pass_on),
    ("/desk/tickets/<number>/done", learning.again),
    ("/desk/tickets", tickets.work),
    ("/desk/practice", learning.checks),
    ("/desk/progress/<number>/again", learning.again),
    ("/desk/learn/<module>/quiz", learning.quiz),
    ("/desk/learn/agreement", learning.sign),
    ("/desk/learn", learning.read),
    ("/desk/programmes", learning.read),
    ("/desk/progress", learning.read),
    ("/desk/trail", learning.read),
    ("/desk/certificates", learning.certificate),
    ("/desk/questions", learning.question),
    ("/desk/drafts", trainer.draft),
    ("/desk/sign-offs", trainer.sign_off),
    ("/desk", _desk),
)
_PRACTICE: dict[Go, Go] = {tickets.work: tickets.practice, learning.again: learning.practice_again}


def errand_of(role: str, line: str) -> Go:
    """Return what brings a role to a line."""
    path = line.partition(" ")[2]
    found = next(go for beginning, go in _BY_BEGINNING if path.startswith(beginning))
    return _PRACTICE.get(found, found) if role in PRACTICE_WORK else found


def missing(run: Run, least: int) -> dict[str, list[str]]:
    """Return what each role was not answered so often with success."""
    found = {
        role: sorted(line for line in lines_of(role) if run.answered[name, line] < least)
        for role, (name, _) in ROLES.items()
    }
    return {role: lines for role, lines in found.items() if lines}


def go_everywhere(run: Run, least: int, between: Callable[[Run, Random], None]) -> None:
    """Let each role reach each line once more a round, where it was not answered there so often: by the page that it
    saw last, else by an errand."""
    for round_ in range(1, least + 1):
        if round_ % ROUNDS_A_DAY == 1:
            run.next_day()
        between(run, Random(round_))
        for role, (name, _) in ROLES.items():
            for line in sorted(lines_of(role)):
                for go in (_again(line), errand_of(role, line)):
                    if run.answered[name, line] < round_:
                        go(run, name)


def _again(line: str) -> Go:
    return lambda run, name: run.look_again(name, line)


def try_what_is_never(run: Run) -> None:
    """Let each role try what it never may, on practice of its own and on a ticket of the queue."""
    for role, (name, _) in ROLES.items():
        practice = learning.open_practice(run, name)
        for line in sorted(NEVER.get(role, {})):
            method, _, path = line.partition(" ")
            for numbers in (practice.numbers, run.ask("maria", "wifi")):
                paths = [path.replace("<number>", number) for number in numbers]
                run.act(name, method, paths, FORMS.get(path.rpartition("/")[2]))
