"""What is measured: each operation prepares its calls, which alone are timed."""

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bench import texts
from bench.browser import Answer, Browser
from bench.cast import PASSWORD, TECHS
from bench.story import HELD

CLAIMS_EACH = 5 - HELD  # a tech holds at most five
Act = Callable[[], Answer]
STUDENT, TEACHER, REQUESTER = "student tech", "teacher", "requester"


@dataclass
class Scene:
    """What the operations share: who is signed in, and which tickets there are."""

    port: int
    deep: dict[str, list[str]]  # tickets with ten messages, by the tech who owns them
    queued: list[str]
    mark: str
    claimed: list[tuple[Browser, str]] = field(default_factory=list)
    rng: random.Random = field(default_factory=lambda: random.Random(1))

    def __post_init__(self) -> None:
        self.techs = {f"tech{n + 1}": self._signed_in(f"tech{n + 1}") for n in range(TECHS)}
        self.teacher = self._signed_in("teacher")
        self.requester = self._signed_in("student1")

    def _signed_in(self, username: str) -> Browser:
        browser = Browser(self.port)
        answer = browser.sign_in(username, PASSWORD)
        if answer.status != 303:
            raise SystemExit(f"{username} could not sign in: {answer.status}")
        return browser

    def words(self) -> str:
        """Return a fresh text of usual length."""
        said = [self.rng.choice(texts._ANSWER) for _ in range(4)]
        return " ".join([*said, f"Error {self.rng.randrange(10**6)} is gone."])


@dataclass(frozen=True)
class Operation:
    """One line of the table. Shape: ``done`` is the status of an answer that counts."""

    name: str
    role: str
    acts: Callable[[Scene], Iterator[Act]]
    done: int = 200


def _reading(
    who: Callable[[Scene], Browser], path: Callable[[Scene], str]
) -> Callable[[Scene], Iterator[Act]]:
    def acts(scene: Scene) -> Iterator[Act]:
        browser, address = who(scene), path(scene)
        while True:
            yield lambda: browser.call("GET", address)

    return acts


def _tech(scene: Scene) -> Browser:
    return scene.techs["tech1"]


def _teacher(scene: Scene) -> Browser:
    return scene.teacher


def _tickets_as_tech(scene: Scene) -> Iterator[Act]:
    owned = [(scene.techs[name], number) for name, numbers in scene.deep.items() for number in numbers]
    for browser, number in itertools.cycle(owned):
        yield lambda b=browser, n=number: b.call("GET", f"/desk/tickets/{n}")  # type: ignore[misc]


def _tickets_as_teacher(scene: Scene) -> Iterator[Act]:
    for number in itertools.cycle(n for numbers in scene.deep.values() for n in numbers):
        yield lambda n=number: scene.teacher.call("GET", f"/teach/tickets/{n}")  # type: ignore[misc]


def _trails(scene: Scene) -> Iterator[Act]:
    for number in itertools.cycle(n for numbers in scene.deep.values() for n in numbers):
        yield lambda n=number: scene.teacher.call("GET", f"/teach/trail/ticket/{n}")  # type: ignore[misc]


def _asks(scene: Scene) -> Iterator[Act]:
    while True:
        form = scene.requester.form("/my/ask", "/my/ask")
        room = next(key for key in form.offers["room"] if key)
        given = {
            "category": "display",
            "room": room,
            "device": form.offers["device"][-1],
            "text": scene.words(),
        }
        yield lambda v=form.values | given: scene.requester.call("POST", "/my/ask", v)  # type: ignore[misc]


def _claims(scene: Scene) -> Iterator[Act]:
    free = iter(scene.queued)
    for browser in [browser for _ in range(CLAIMS_EACH) for browser in scene.techs.values()]:
        number = next(free)
        token = browser.forms(f"/desk/tickets/{number}")[0].values["csrf_token"]

        def act(b: Browser = browser, n: str = number, token: str = token) -> Answer:
            answer = b.call("POST", f"/desk/tickets/{n}/claim", {"csrf_token": token})
            if answer.status == 303:
                scene.claimed.append((b, n))
            return answer

        yield act


def _writing(scene: Scene, browser: Browser, base: str, act: str, **values: str) -> Act:
    path = f"{base}/{act}"
    form = browser.form(base, f"/{act}")
    return lambda: browser.call("POST", path, form.values | values)


def _held(scene: Scene) -> list[tuple[Browser, str]]:
    """Return what the techs claimed; they claim it now where claiming itself was not asked for."""
    if not scene.claimed:
        for act in _claims(scene):
            act()
    return list(scene.claimed)


def _replies(scene: Scene) -> Iterator[Act]:
    for browser, number in _held(scene):
        yield _writing(scene, browser, f"/desk/tickets/{number}", "reply", reply=scene.words())


def _adult_replies(scene: Scene) -> Iterator[Act]:
    for number in itertools.cycle(n for numbers in scene.deep.values() for n in numbers):
        yield _writing(scene, scene.teacher, f"/teach/tickets/{number}", "reply", reply=scene.words())


def _endings(scene: Scene) -> Iterator[Act]:
    said = {"cause": "The cable had a loose pin.", "fix": "We changed the cable.", "code": "fixed",
            "open_steps": "They were not needed."}  # fmt: skip
    for browser, number in _held(scene):
        yield _writing(scene, browser, f"/desk/tickets/{number}", "done", **said)


def _sign_ins(scene: Scene) -> Iterator[Act]:
    for number in itertools.count(2):
        browser = Browser(scene.port)
        values = browser.form("/sign-in", "/sign-in").values
        values |= {"username": f"student{number % 700 + 2}", "password": PASSWORD}
        yield lambda b=browser, v=values: b.call("POST", "/sign-in", v)  # type: ignore[misc]


OPERATIONS = (
    Operation("queue", STUDENT, _reading(_tech, lambda _: "/desk/queue")),
    Operation("queue", TEACHER, _reading(_teacher, lambda _: "/teach/queue?status=queued")),
    Operation("deep page", STUDENT, _reading(_tech, lambda s: f"/desk/queue?after={s.mark}")),
    Operation(
        "deep page", TEACHER, _reading(_teacher, lambda s: f"/teach/queue?status=queued&after={s.mark}")
    ),
    Operation("all open", TEACHER, _reading(_teacher, lambda _: "/teach/queue")),
    Operation("my five", STUDENT, _reading(_tech, lambda _: "/desk")),
    Operation("home", TEACHER, _reading(_teacher, lambda _: "/teach")),
    Operation("ticket", STUDENT, _tickets_as_tech),
    Operation("ticket", TEACHER, _tickets_as_teacher),
    Operation("search", STUDENT, _reading(_tech, lambda _: f"/desk/search?q={texts.COMMON}")),
    Operation("search", TEACHER, _reading(_teacher, lambda _: f"/teach/search?q={texts.COMMON}")),
    Operation("search rare", STUDENT, _reading(_tech, lambda _: f"/desk/search?q={texts.RARE}")),
    Operation("trail", TEACHER, _reading(_teacher, lambda _: "/teach/trail")),
    Operation("trail of ticket", TEACHER, _trails),
    Operation("create", REQUESTER, _asks, 303),
    Operation("claim", STUDENT, _claims, 303),
    Operation("reply", STUDENT, _replies, 303),
    Operation("reply", TEACHER, _adult_replies, 303),
    Operation("resolve", STUDENT, _endings, 303),
    Operation("sign-in", REQUESTER, _sign_ins, 303),
)
