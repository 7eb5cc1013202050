"""Sign-in cards: eight people of the demo with what to try first; everybody else gets an invite slip."""

from app.accounts.services import make_account
from app.accounts.slips import print_slips
from app.audit.work import begin
from app.demo.kept import Card
from app.demo.scene import APPRENTICE, INDEPENDENT, TRAINER, requester_card
from app.demo.stage import Stage
from app.identity.rights import Hat
from app.kernel import clock
from app.kernel.ids import new_code

BATCH = 120


def people_of_cards(stage: Stage) -> tuple[tuple[str, str, str, str], ...]:
    """Return each card's person. Shape: (sid, username, title, words)."""
    people = stage.people
    pupils = (requester_card(people), *(people.techs[place] for place in (APPRENTICE, INDEPENDENT, TRAINER)))
    adults = [
        people.part(part)[0] for part in ("supervisor", "technician", "privacy_officer", "administrator")
    ]
    known = [(one.sid, one.username) for one in pupils] + [(one.sid, one.username) for one in adults]
    return tuple((*one, title, words) for one, (title, words) in zip(known, WORDS, strict=True))


WORDS = (
    (
        "A student who asks for help",
        "Answer the question on your ticket, say that the other one works, or ask for help.",
    ),
    ("A student tech, checked", "An apprentice. Open My five: one reply came back, one waits for its check."),
    (
        "A student tech on their own",
        "Independent. Try the solution that came back, or look at your progress.",
    ),
    ("A peer trainer", "Check the drafts of your group, and sign off a trainee's practice."),
    ("The supervising teacher", "See who needs you: drafts, endings, work to grade, flags to explain."),
    ("The school technician", "Take what students passed on, and send a worked solution back."),
    ("The privacy officer", "Read the trail: who saw whose data, and why."),
    ("The administrator", "Rosters, places, teams. Leave the demo here when you are ready."),
)


def open_accounts(stage: Stage) -> tuple[Card, ...]:
    """Make the accounts of the cards, and an invite slip for everybody else.

    Records: account:created for each card; invite:made and invites:printed for the rest.
    """
    password = new_code().lower()
    cards = []
    with clock.at(stage.times.end):
        for sid, username, title, words in people_of_cards(stage):
            with begin(stage.system()) as work:
                make_account(work, stage.ids[sid], username, password)
            cards.append(Card(title, words, username, password))
        taken = {sid for sid, *_ in people_of_cards(stage)}
        administrator = stage.actor(stage.sid("administrator"), Hat.ADMIN)
        rest = [key for sid, key in stage.ids.items() if sid not in taken and key != stage.district_id]
        for place in range(0, len(rest), BATCH):
            with begin(administrator) as work:
                print_slips(work, rest[place : place + BATCH])
    return tuple(cards)
