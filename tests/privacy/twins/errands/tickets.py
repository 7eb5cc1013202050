"""Work on a ticket from the queue to its end, and everything on its page."""

from typing import Any

from tests.helpers import confirm
from tests.privacy.twins.errands.errand import CARD, Errand
from tests.privacy.twins.errands.learning import open_practice
from tests.privacy.twins.run import PICTURE, Run
from tests.privacy.worlds import World
from tests.web.attachments.arrange import upload

BOXES = {"box-1": ["10", "10", "40", "40"]}


def picture(_world: World, _place: int) -> Any:
    """Return the file of a form, which is read once."""
    return upload(PICTURE, name="screen.png")["files"]


def take(run: Run, name: str, asker: str = "maria") -> Errand:
    """Claim a ticket from the queue and take it in hand."""
    one = Errand(run, name)
    one.make_room(name)
    one.asked_for(asker)
    one.get("/desk/search?q={}")
    one.must_post("/desk/tickets/{}/claim")
    return one


def work(run: Run, name: str) -> None:
    """Claim, read, write, wait, go on, show a picture, and hand the ticket back."""
    asker = "maria" if len(run.numbers) % 3 else "brandt"
    one = take(run, name, asker)
    one.names_are_named(asker)
    on_the_page(one)
    with_a_picture(one)
    one.other("okafor", "/teach/drafts/{}/send")
    one.post("/desk/tickets/{}/hand-back", **CARD)


def practice(run: Run, name: str) -> None:
    """Do the same on a practice ticket, which the teacher opened."""
    one = open_practice(run, name)
    on_the_page(one)
    with_a_picture(one)
    one.post("/desk/tickets/{}/hand-back", **CARD)


def pass_on(run: Run, name: str) -> None:
    """Claim a ticket and pass it to an adult."""
    one = take(run, name)
    one.get("/desk/tickets/{}/pass-on")
    one.post("/desk/tickets/{}/pass-on", reason="tried_all", tried="A restart.")


def on_the_page(one: Errand) -> None:
    """Read it, tick a step, type, note, call the teacher, let it wait and take it up again."""
    one.get("/desk/tickets/{}")
    one.post("/desk/tickets/{}/steps", step="1")
    one.post("/desk/tickets/{}/typing", reply="Hello {first name}, please")
    one.post("/desk/tickets/{}/taken", how="copy")
    one.post("/desk/tickets/{}/note", note="Restarted it, and the light came on.")
    one.post("/desk/call", number=lambda _world, place: one.numbers[place])
    one.get("/desk/tickets/{}/hand-back")
    one.get("/desk/tickets/{}/wait")
    one.post("/desk/tickets/{}/wait", reason="room_free", question="")
    one.post("/desk/tickets/{}/resume")
    hidden_words(one)


def hidden_words(one: Errand) -> None:
    """Confirm who one is, and ask which words could be shown, and how long any still is: none was granted."""
    one.run.everywhere(lambda world, _: confirm(world.of(one.name)))
    one.get("/desk/tickets/{}/reveal")
    one.get("/desk/tickets/{}/shown", json=True)
    one.get("/desk/tickets/{}/shown/left")


def with_a_picture(one: Errand) -> None:
    """Send a picture, cover a part of it, take the reply back and send it again; a teacher lets the picture out."""
    one.must_post("/desk/tickets/{}/reply", reply="Is it this one?", files=picture)
    one.must_get("/desk/tickets/{}/files/1")
    one.get("/desk/tickets/{}/files/1/1")
    one.post("/desk/tickets/{}/files/1/cover", **BOXES)
    one.get("/desk/tickets/{}/files/1/covered/1")
    one.post("/desk/tickets/{}/withdraw")
    one.post("/desk/tickets/{}/reply", reply="It looks like this, {first name}.")
    one.other("okafor", "/teach/tickets/{}/files/1/release")
    one.get("/desk/tickets/{}/files/1/released/1")
