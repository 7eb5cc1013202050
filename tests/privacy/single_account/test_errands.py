"""What one student types, and everything they read afterward, is the same whoever goes to this school.

Two schools differ in whom the roster holds: in one the probes are somebody's name, number or phone, in the other they
are nobody's. Each student role types the same probes wherever they can type, and every page that follows is held
together byte for byte: else a single sign-in could ask the roster anything, without any limit.
"""

import re
from collections.abc import Callable
from urllib.parse import quote_plus

import pytest

from tests.helpers import confirm
from tests.privacy.twins.errands.errand import Errand
from tests.privacy.twins.errands.learning import open_practice
from tests.privacy.twins.rosters import ALL, NAMES, PLAIN, PROBES, SOUGHT, asking
from tests.privacy.twins.run import Run
from tests.privacy.worlds import World
from tests.web.attachments.arrange import ask_with, upload
from tests.web.intake.arrange import form


def _look(one: Errand) -> None:
    """Read whatever may tell what became of one's words."""
    for page in ("", "/queue", "/drafts", "/progress", "/trail"):
        one.get(f"/desk{page}")
    for words in SOUGHT:
        one.get(f"/desk/search?q={quote_plus(words)}")
    if one.numbers[0]:
        one.get("/desk/tickets/{}")
        one.get("/desk/tickets/{}", json=True)
        one.get("/desk/search?q={}")
        one.run.everywhere(lambda world, _: confirm(world.of(one.name)))
        one.get("/desk/tickets/{}/reveal")
        for what in (1, 2, 3, 8):
            one.post("/desk/tickets/{}/reveal", what=str(what), purpose="", note="To call them over now.")


def _taken(run: Run, name: str) -> Errand:
    one = Errand(run, name)
    one.make_room(name)
    one.asked_for("maria")
    one.post("/desk/tickets/{}/claim")
    return one


@pytest.mark.parametrize("name", ["bo", "cy", "ines", "lea"])
def test_what_a_tech_writes_on_a_ticket(run: Run, name: str) -> None:
    one = _taken(run, name)
    for probe in PROBES:
        one.post("/desk/tickets/{}/note", note=probe)
        one.post("/desk/tickets/{}/reply", reply=probe)
        one.post("/desk/tickets/{}/withdraw")
    one.post("/desk/tickets/{}/typing", reply=ALL)
    one.post("/desk/tickets/{}/wait", reason="answer", question=PLAIN[0])
    one.post("/desk/tickets/{}/resume")
    one.post("/desk/tickets/{}/withdraw")
    one.post("/desk/tickets/{}/hand-back", state=ALL, tried=ALL, next=ALL)
    one.get("/desk/queue")
    one.get("/desk/tickets/{}")
    one.post("/desk/tickets/{}/claim")
    one.post("/desk/tickets/{}/done", cause=PROBES[-1], fix=PLAIN[0], code="fixed", open_steps=ALL)
    _look(one)
    one.post("/desk/tickets/{}/pass-on", reason="tried_all", tried=ALL)
    one.get("/desk/tickets/{}")


@pytest.mark.parametrize("name", ["bo", "ines"])
def test_the_numbers_of_others_words_do_not_count_ones_own(run: Run, name: str) -> None:
    one = _taken(run, name)
    one.post("/desk/tickets/{}/note", note=ALL)
    said = {"text": "It was Vera Lindqvist.", "act": "reply"}
    run.everywhere(
        lambda world, place: world.of("maria").post(f"/my/tickets/{one.numbers[place]}", data=said)
    )
    _look(one)
    one.post("/desk/tickets/{}/hand-back", state=ALL, tried=ALL, next=ALL)
    one.get("/desk/tickets/{}")


@pytest.mark.parametrize("name", ["bo", "ines", "tomo"])
def test_what_a_tech_asks_for_themselves(run: Run, name: str) -> None:
    one = Errand(run, name)
    for probe in PROBES:
        one.numbers = run.everywhere(asking(name, probe))
        one.get("/desk/tickets/{}")
        one.get("/desk/search?q={}")
    _look(one)


def _file(said: str) -> Callable[[World, int], object]:
    return lambda _world, _place: upload(said.encode(), name="serenity.txt")["files"]


@pytest.mark.database("sqlite")  # the mask asks no database for this
@pytest.mark.parametrize("name", ["bo", "cy"])
def test_what_a_tech_puts_into_a_file(run: Run, name: str) -> None:
    one = _taken(run, name)
    for probe in PROBES:
        one.post("/desk/tickets/{}/note", note="See this.", files=_file(probe))
        one.post("/desk/tickets/{}/reply", reply="See this.", files=_file(probe))
        one.post("/desk/tickets/{}/withdraw")
    one.get("/desk/tickets/{}/files/1/1")
    one.get("/desk/tickets/{}/files/1")
    _look(one)
    said = {"text": "It was Vera Lindqvist.", "act": "reply"}
    run.everywhere(
        lambda world, place: world.of("maria").post(f"/my/tickets/{one.numbers[place]}", data=said)
    )
    _look(one)


def _asking_with(name: str, said: str) -> Callable[[World, int], str]:
    more = {"name": "a.txt", "text": said, "private": "field, church"}
    return lambda world, _place: ask_with(world.of(name), world.school, said.encode(), **more)


@pytest.mark.parametrize("name", ["maria", "bo"])
def test_what_anybody_reads_of_what_they_asked(run: Run, name: str) -> None:
    one = Errand(run, name)
    for probe in (ALL, *PLAIN):
        one.numbers = run.everywhere(_asking_with(name, probe))
        for page in ("/asked", "", "/files/1", "/files/1/1", "/files/1/covered/1", "/files/1/released/1"):
            one.get(f"/my/tickets/{{}}{page}")
        one.post("/my/tickets/{}", text=probe, act="reply", files=_file(probe))
        one.post("/my/tickets/{}/files/1/cover")
        for page in ("", "/files/1", "/files/2", "/files/1/released/1"):
            one.get(f"/my/tickets/{{}}{page}")
    one.get("/my")
    one.get("/my/looks")


def _taken_down(name: str) -> Callable[[World, int], str]:
    def enter(world: World, _place: int) -> str:
        client = world.of(name)
        matched = client.post("/desk/counter", data={"number": world.people["maria"][3]})
        assert matched.status_code == 303 and "/match/" in matched.headers["Location"]
        taken = client.post(matched.headers["Location"], data=form(world.school, text=NAMES))
        assert taken.status_code == 303, taken.get_data(as_text=True)[:600]
        return re.findall(r"JCM-\d{5}", client.get("/desk/counter").get_data(as_text=True))[0]

    return enter


@pytest.mark.parametrize("name", ["bo", "ines"])
def test_what_a_tech_takes_down_at_the_counter(run: Run, name: str) -> None:
    one = Errand(run, name)
    one.numbers = run.everywhere(_taken_down(name))
    _look(one)
    one.make_room(name)
    one.post("/desk/tickets/{}/claim")
    _look(one)
    one.get("/desk/tickets/{}/hand-back")


def test_what_a_peer_trainer_takes_down_and_a_trainee_answers(run: Run) -> None:
    one = Errand(run, "ines")
    one.make_room("cy")
    one.numbers = run.everywhere(_taken_down("ines"))
    one.other("cy", "/desk/tickets/{}/claim")
    one.other("cy", "/desk/tickets/{}/reply", reply="Is the light on?")
    for page in ("/desk/drafts", "/desk/drafts/{}/edit", "/desk/tickets/{}"):
        one.get(page)
    _look(one)


@pytest.mark.parametrize("probe", PROBES)
def test_what_a_peer_trainer_makes_of_a_reply(run: Run, probe: str) -> None:
    one = Errand(run, "ines")
    one.make_room("cy")
    one.asked_for("maria")
    one.other("cy", "/desk/tickets/{}/claim")
    one.other("cy", "/desk/tickets/{}/reply", reply="Is the light on?")
    one.post("/desk/drafts/{}/edit", text=f"Is the light on? {probe}")
    for page in ("/desk/drafts", "/desk/tickets/{}", "/desk/search?q=field", "/desk/search?q=church"):
        one.get(page)
    one.post("/desk/drafts/{}/return", reason="tone", words=probe)
    one.get("/desk/tickets/{}")


def test_what_becomes_of_a_reply_that_an_adult_changed(run: Run) -> None:
    one = _taken(run, "cy")
    one.post("/desk/tickets/{}/reply", reply=NAMES)
    one.other("okafor", "/teach/drafts/{}/edit", text=f"{NAMES} Thank you.")
    one.get("/desk")
    one.get("/desk/tickets/{}")
    one.get("/desk/tickets/{}", json=True)
    _look(one)


def test_what_a_peer_trainer_asks_and_a_trainee_answers(run: Run) -> None:
    """The reply is none of the trainer's to check: beside it stands what the mask made of the trainer's own words."""
    one = Errand(run, "ines")
    one.make_room("cy")
    one.numbers = run.everywhere(asking("ines", ALL))
    one.other("cy", "/desk/tickets/{}/claim")
    one.other("cy", "/desk/tickets/{}/reply", reply="Is the light on?")
    for page in ("/desk/drafts", "/desk/drafts/{}/edit", "/desk/tickets/{}"):
        one.get(page)
    for act in ("send", "edit", "return"):
        one.post(f"/desk/drafts/{{}}/{act}", text="Is it on?", reason="tone", words="Kinder.")
    _look(one)


def test_what_a_peer_trainer_says_of_practice(run: Run) -> None:
    one = open_practice(run, "tomo")
    one.name = "ines"
    ending = {"cause": "A setting.", "fix": "Set it back.", "code": "fixed", "open_steps": "They do not fit."}
    one.other("tomo", "/desk/tickets/{}/done", **ending)
    one.get("/desk/sign-offs/{}")
    one.post("/desk/sign-offs/{}", verdict="return", comment=ALL)
    one.other("tomo", "/desk/tickets/{}/done", **ending)
    one.get("/desk/sign-offs/{}")
    _look(one)


@pytest.mark.database("sqlite")  # the mask asks no database for this
@pytest.mark.parametrize("filled", [*range(57, 61), *range(94, 98)])
def test_numbers_that_run_out_tell_nothing(run: Run, filled: int) -> None:
    one = _taken(run, "bo")
    phones = ", ".join(f"(208) 555-{place:04}" for place in range(filled))
    one.post("/desk/tickets/{}/note", note=f"On it: {phones}.")
    one.post("/desk/tickets/{}/note", note=PLAIN[0])
    said = {"text": "It was Vera Lindqvist. Then (406) 222-1111 and (406) 222-2222.", "act": "reply"}
    run.everywhere(
        lambda world, place: world.of("maria").post(f"/my/tickets/{one.numbers[place]}", data=said)
    )
    _look(one)
