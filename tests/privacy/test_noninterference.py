"""Schools that differ in hidden values alone look the same to every student: byte for byte, page for page.

Each world is raised by the same script with other names, numbers and addresses, lives through the same morning
(each requester writing their own names), and is walked by the same students. What is drawn at random (form tokens,
handles, gaps between numbers) is named by its order of appearance.
"""

import re
from datetime import datetime, timedelta
from difflib import unified_diff
from typing import Any

import pytest
import sqlalchemy as sa
from PIL import Image

from app.kernel import clock, db
from app.models import metadata
from app.school.people import feeder
from tests.postgres_server import own_address
from tests.privacy.acts import body, gate, reply
from tests.privacy.crawl import walk
from tests.privacy.worlds import DRAWN, World, named_by_order, raise_world
from tests.web.attachments.arrange import upload
from tests.web.attachments.pictures import saved
from tests.web.intake.arrange import ask, school_day

WORLDS: dict[str, dict[str, tuple[str, str, str]]] = {
    "as cast": {},
    "long names": {
        "maria": ("Maximiliana", "Szczepankiewicz", "5551234"),
        "cy": ("Thaddeus", "Brzezinskiewicz", "5559876"),
        "tomo": ("Ottokar", "Vandersteenhoven", "5554242"),
        "bo": ("Wojciech", "Grzegorzewski", "5557001"),
    },
    "short names": {
        "maria": ("Xu", "Ngo", "5550003"),
        "cy": ("Jae", "Ito", "5550009"),
        "tomo": ("Ott", "Ek", "5550001"),
        "lax": ("Bik", "Phu", "5550002"),
    },
}
STUDENTS = ("bo", "cy", "ines", "tomo", "lax")
PATHS = (
    "/desk", "/desk/queue", "/desk/drafts", "/desk/learn", "/desk/progress", "/desk/certificates", "/desk/counter",
    "/desk/search?q=chromebook", "/desk/search?q=quintanilla", "/desk/search?q=ngo", "/desk/search?q=5551234",
    "/desk/search?q=Maximiliana", "/desk/search?q=example.org", "/desk/search?q=xu*", "/desk/queue?after=ngo",
    "/desk/queue?sort=family", "/desk/queue?sort=newest", "/desk/queue?sort=oldest",
    "/desk/queue?requester=maria", "/desk/tickets/JCM-1", "/desk/nothing",
)  # fmt: skip
OPEN = [t for t in metadata.sorted_tables if t.info["zone"] in ("open", "audit")]


def says(world: World, name: str) -> str:
    """Return the same complaint, in which somebody names themselves and a friend."""
    _, given, family, number = world.people[name]
    _, friend, friends, other = world.people["cy" if name != "cy" else "tomo"]
    return (
        f"My Chromebook drops off JCM-Student. I am {given} {family}, number {number}. {friend} {friends} has it "
        f"too. Write to {given.lower()}.{family.lower()}@example.org, not {other}. ERR_NAME_NOT_RESOLVED in 118."
    )


def typed(world: World) -> tuple[str, str]:
    """Return what techs type of others; of nobody whose name is sought, since one's own words are found as typed."""
    return (
        f"Told {world.people['lax'][1]} {world.people['lax'][2]}.",
        f"{world.people['tomo'][1]} comes by",
    )


def papers(world: World) -> dict[str, Any]:
    """Return the same two files: a picture whose size and color depend on a name, and a log that names somebody."""
    _, given, family, number = world.people["maria"]
    picture = Image.new("RGB", (80 + 9 * len(family), 60 + len(given)), (len(given) * 9, 90, 90))
    log = f"login {given} {family} {number}\nERR_TIMED_OUT in 118"
    return upload(saved(picture), log.encode(), name=f"{given}-{family}.png")


def _live(world: World, start: datetime) -> list[str]:
    """Let the same morning happen and return the tickets' numbers."""
    school = world.school
    with clock.at(start):
        who = {name: world.client(name) for name in (*STUDENTS, "maria", "okafor", "brandt")}
        asked = [
            ask(who[name], school, text=says(world, name))
            for name in ("maria", "maria", "tomo", "cy", "brandt")
        ]
        ask(who["maria"], school, text=says(world, "maria"), sensitive="y")
        gate(school, "bo", "after")
        for name, number in (("bo", asked[0]), ("cy", asked[1]), ("ines", asked[2]), ("bo", asked[3])):
            assert who[name].post(f"/desk/tickets/{number}/claim").status_code == 303
    with clock.at(start + timedelta(minutes=5)):
        told, comes = typed(world)
        assert reply(who["bo"], asked[0], "Hello {first name}, restart it.") == 303
        assert reply(who["cy"], asked[1], f"{comes}, {{first name}}.") == 303
        assert reply(who["ines"], asked[2], "Hello {first name}!") == 303
        note = {"note": told}
        assert who["bo"].post(f"/desk/tickets/{asked[0]}/note", data=note).status_code == 303
        answer = {"text": says(world, "maria")} | papers(world)
        assert who["maria"].post(f"/my/tickets/{asked[0]}", data=answer).status_code == 303
        said = {"reason": "tone", "words": f"{world.people['maria'][1]} is shy."}
        assert who["okafor"].post(f"/teach/drafts/{asked[1]}/return", data=said).status_code == 303
        card = {"state": note["note"], "tried": "A restart.", "next": "The cable."}
        assert who["bo"].post(f"/desk/tickets/{asked[3]}/hand-back", data=card).status_code == 303
    return asked


def _without_own(world: World, text: str) -> str:
    """Leave out what students typed and read as typed on their own pages."""
    for said in (*typed(world), says(world, "cy"), says(world, "tomo")):
        text = text.replace(said, "<own>")
    return text


def _walked(world: World, numbers: list[str], at: datetime) -> list[tuple[str, str, int, str, str]]:
    """Return everything that every student is answered."""
    seen = []
    with clock.at(at):
        for name in STUDENTS:
            client = world.client(name)
            starts = (*PATHS, *(f"/desk/tickets/{number}" for number in numbers))
            for each in walk(client, starts, most=70):
                if not each.path.startswith("/my"):  # one's own words, in full
                    headers = re.sub(r"Content-Length: \d+\r\n|Set-Cookie: [^\r]*\r\n", "", each.headers)
                    text = named_by_order(_without_own(world, each.text))
                    seen.append((name, DRAWN.sub("<n>", each.path), each.status, headers, text))
            for path in ("/desk/queue", f"/desk/tickets/{numbers[0]}", "/desk/nothing"):
                answer = client.get(path, headers={"Accept": "application/json"})
                seen.append(
                    (
                        name,
                        DRAWN.sub("<n>", path),
                        answer.status_code,
                        "",
                        named_by_order(_without_own(world, body(answer))),
                    )
                )
    return seen


def _rows(world: World) -> list[str]:
    """Return the open tables and the trail, as whoever stole them would read them."""
    made = []
    with world.owner.connect() as c:
        here = set(
            sa.inspect(c).get_table_names()
        )  # one database has a table for searching that the other has not
        for table in (one for one in OPEN if one.name in here):
            hidden = {"once_key", "token_hash", "handle", "number", "next_number"}
            hidden |= {"id", "boot_id", "mono_seq", "commitment"} if table.info["zone"] == "audit" else set()
            columns = [column for column in table.c if column.name not in hidden]
            rows = [DRAWN.sub("<n>", str(tuple(row))) for row in c.execute(sa.select(*columns))]
            made += [f"{table.name} {row}" for row in (sorted(rows) if "id" in hidden else rows)]
    return made


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> dict[str, dict[str, Any]]:
    """What each world shows to students, and what its open tables hold."""
    earlier = db.use_engines({})
    start = school_day(hour=9, minute=40)
    made: dict[str, dict[str, Any]] = {}
    for name, people in WORLDS.items():
        with own_address() as url:
            world = raise_world(tmp_path_factory.mktemp("world"), people, start, database_url=url)
            with world.entered(start):
                numbers = _live(world, start)
                pages = _walked(world, numbers, start + timedelta(minutes=9))
            made[name] = {"pages": pages, "rows": _rows(world), "people": world.people}
            world.close()
    db.use_engines(earlier)
    feeder.forget()
    return made


def test_students_cannot_tell_the_worlds_apart(told: dict[str, dict[str, Any]]) -> None:
    first, *others = told.values()
    assert len(first["pages"]) > 100
    assert sum(status == 200 for _, _, status, _, _ in first["pages"]) > 60
    for other in others:
        assert [page[:3] for page in other["pages"]] == [page[:3] for page in first["pages"]]
        for mine, theirs in zip(first["pages"], other["pages"], strict=True):
            told_apart = [*unified_diff(mine[4].splitlines(), theirs[4].splitlines(), lineterm="", n=0)]
            assert (told_apart, theirs[3]) == ([], mine[3]), f"{mine[0]} at {mine[1]}"


def test_the_open_tables_are_the_same(told: dict[str, dict[str, Any]]) -> None:
    first, *others = told.values()
    for other in others:
        differing = [
            (mine, theirs)
            for mine, theirs in zip(first["rows"], other["rows"], strict=True)
            if mine != theirs
        ]
        assert differing == []


def test_the_worlds_do_differ(told: dict[str, dict[str, Any]]) -> None:
    """The check checks something: the names are other names, and of other lengths."""
    names = [world["people"]["maria"][1:] for world in told.values()]
    assert len(set(names)) == len(WORLDS) and len({len(name[1]) for name in names}) == len(WORLDS)
