"""Two schools that differ in whom the roster holds: in one the probes are somebody's name, in the other nobody's."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from app import models as m
from app.kernel import db
from app.school.people import feeder
from tests.postgres_server import own_address
from tests.privacy.acts import change
from tests.privacy.twins.reach import STUDENTS
from tests.privacy.twins.run import Run
from tests.privacy.worlds import Named, World, raise_world
from tests.web.intake.arrange import ask, school_day

# Names of every day and of nowhere, numbers of another shape than the district's; the other school has other ones.
HERE: Named = {
    "tomo": ("Serenity", "Field", "410 019"),
    "cy": ("Hope", "Church", "88123"),
    "vera": ("Zbigniew", "Green", "410119"),
}
THERE: Named = {
    "tomo": ("Thaddeus", "Brzezinskiewicz", "410 998"),
    "cy": ("Wilhelmina", "Featherstonehaugh", "77123"),
    "vera": ("Bik", "Phu", "410997"),
}
PHONES = ("(208) 555-0130", "(406) 222-9981")
PLAIN = ("Or ask field about it.", "I saw the church there.", "Perhaps the green is on.")
PROBES = (
    *PLAIN,
    "Labels seen: 410 019, 410 998, 410 119, 410-997, 4 1 0 0 1 9, 88123, 77.123.",
    "On it: 208*555*0130 and 406*222*9981, 208 555 0130, 4062229981.",
    "Told Serenity, Thaddeus and Zbigniew Green; bik phu and S.e.r.e.n.i.t.y know, ytineres too.",
)
SOUGHT = ("410 019", "410 998", "208*555*0130", "406*222*9981", "Serenity", "field", "labels", "phu")
ALL, NAMES = " ".join(PROBES), " ".join((*PLAIN, PROBES[-1]))  # the latter hold no contact, whatever is asked


@contextmanager
def two_rosters(folders: pytest.TempPathFactory) -> Iterator[Run]:
    """Raise the two; afterwards the process is as it was."""
    earlier, start, worlds = db.use_engines({}), school_day(hour=8), []
    with ExitStack() as stack:
        for label, named in (("here", HERE), ("there", THERE)):
            url = stack.enter_context(own_address())
            worlds.append(raise_world(folders.mktemp(label), named, start, label, True, url))
            stack.callback(worlds[-1].close)
        run = Run(worlds, start, _typed)
        run.everywhere(_give_phone)
        for name, action in (("bo", "reply"), ("bo", "resolve"), ("lea", "reply")):
            run.trust(name, action)
        yield run
    db.use_engines(earlier)
    feeder.forget()


def put_away(run: Run) -> None:
    """Take what one account typed out of reach of the next: two who tell each other are another matter."""
    run.apart = ""
    run.everywhere(lambda world, _: change(m.tickets.Ticket, m.tickets.Ticket.kind == "live", sensitive=True))


def asking(name: str, said: str) -> Callable[[World, int], str]:
    """Return the act of asking for oneself."""
    return lambda world, _place: ask(world.of(name), world.school, text=said)


def _typed(world: World, name: str) -> str:
    """Return what somebody else asks: a text with hidden words, so that their numbers can be read. A student who reads
    what they typed names nobody."""
    if name in STUDENTS:
        return "My Chromebook drops off JCM-Student in 118."
    _, given, family, _ = world.people["vera"]
    return f"My Chromebook drops off JCM-Student in 118. Ask {given} {family}."


def _give_phone(world: World, place: int) -> None:
    change(
        m.people.PersonPrivate,
        m.people.PersonPrivate.person_id == world.school.people["vera"],
        phone=PHONES[place],
    )
    change(m.places.Org, m.places.Org.id == world.school.district_id, names_version=1)
