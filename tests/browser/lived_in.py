"""Live last week and this morning in a served school, before the browser comes: python -m tests.browser.lived_in

Uses the application's own pages without a browser, on a moved clock, in a process of its own; prints the
numbers of the tickets by what they are for.
"""

import json
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import create_app, models, storage
from app.config import Settings
from app.kernel import clock
from app.oversight.disclosure.index import districts
from app.oversight.review.rounds import make_round, mark_all_again
from tests.cast import PASSWORD, today_here
from tests.web.oversight.acting import last_week
from tests.web.tickets.arrange import words

ENDING = {
    "cause": "It had joined the guest network.",
    "fix": "We forgot that network and joined the one of the school.",
    "code": "fixed",
    "open_steps": "The rest did not fit here.",
}
MORE = "Cyrus Abernathy has it too, text me at (208) 555-0142."


class Day:
    """One day in the school: people sign in and do things, two minutes apart."""

    def __init__(self, app: Flask, at: datetime) -> None:
        self._app = app
        self._at = at
        self._clients: dict[str, tuple[FlaskClient, datetime]] = {}

    def _client(self, name: str) -> FlaskClient:
        client, used = self._clients.get(name, (self._app.test_client(), None))
        if used is None or self._at - used > timedelta(minutes=8):  # the screen has locked
            given = {"username": name, "password": PASSWORD}
            assert client.post("/sign-in", data=given).status_code == 303, name
        self._clients[name] = client, self._at
        return client

    def do(self, name: str, path: str, **form: Any) -> str:
        """Post a form as somebody, and return where it led."""
        self._at += timedelta(minutes=2)
        with clock.at(self._at):
            answer = self._client(name).post(path, data=form)
        assert answer.status_code == 303, (path, words(answer))
        return str(answer.headers["Location"])

    def see(self, name: str, path: str) -> str:
        """Open a page as somebody, and return it."""
        self._at += timedelta(minutes=2)
        with clock.at(self._at):
            answer = self._client(name).get(path)
        assert answer.status_code == 200, (path, words(answer))
        return str(answer.get_data(as_text=True))

    def ask(self, name: str, text: str, category: str = "wifi", **more: str) -> str:
        """Ask for help as somebody, and return the number."""
        rooms = re.search(r'<option value="(\d+)">[^<]*118', self.see(name, "/my/ask"))
        assert rooms is not None
        form = {"category": category, "text": text, "room": rooms.group(1), "device": "none", **more}
        found = re.search(r"[A-Z]+-\d+", self.do(name, "/my/ask", **form))
        assert found is not None
        return found.group()

    def work(self, tech: str, number: str, reply: str) -> None:
        """Claim a ticket, write a note and a reply."""
        self.do(tech, f"/desk/tickets/{number}/claim")
        self.do(tech, f"/desk/tickets/{number}/note", note="Plan: another device first, then the network.")
        self.do(tech, f"/desk/tickets/{number}/reply", reply=reply)


def last_tuesday(app: Flask) -> dict[str, str]:
    """Two finished pieces of work, one look that nothing explains, one ticket still with Cy."""
    day = Day(app, last_week())
    made = {}
    for name, asker in (("first", "maria"), ("second", "brandt")):
        made[name] = number = day.ask(asker, f"The Wi-Fi drops in the gym. {MORE}")
        day.work("bo", number, "Hello {first name}! Please forget the guest network and join again.")
        if asker == "maria":
            day.do("bo", "/step-up", secret=PASSWORD, how="password", next=f"/desk/tickets/{number}/reveal")
            note = "I call them to the counter."
            day.do("bo", f"/desk/tickets/{number}/reveal", what="first_name", purpose="greet", note=note)
        day.do("bo", f"/desk/tickets/{number}/done", **ENDING)
        day.do("okafor", f"/teach/reviews/{number}/accept")
    made["with_cy"] = number = day.ask("maria", "My screen flickers when I open the lid.", "display")
    day.work("cy", number, "Hello {first name}! Does it flicker on another charger too?")
    day.see("bo", f"/desk/tickets/{number}")
    return made


def today(app: Flask) -> dict[str, str]:
    """A queue, something for an adult, something passed on, an ending to read, practice under way."""
    day = Day(app, datetime.now(UTC) - timedelta(minutes=100))
    made = {"free": day.ask("brandt", "Three keys of my laptop stick.", "keyboard")}
    made["private"] = day.ask("maria", f"Somebody writes to me at night. {MORE}", "other", sensitive="y")
    made["passed"] = number = day.ask("maria", "The app closes by itself.", "apps")
    day.work("bo", number, "Hello {first name}! Please restart it once and tell us.")
    day.do(
        "bo",
        f"/desk/tickets/{number}/pass-on",
        reason="tried_all",
        tried="Restart, reinstall, other account.",
    )
    made["ending"] = number = day.ask("brandt", "No sound from the speakers in 118.", "sound")
    day.do("cy", f"/desk/tickets/{number}/claim")
    day.do("cy", f"/desk/tickets/{number}/done", **ENDING)
    found = re.search(r'<option value="(\d+)">Tomo', day.see("okafor", "/teach/practice"))
    assert found is not None
    day.do("okafor", "/teach/practice", student=found.group(1), story="library-wifi")
    return made


def main() -> None:
    """Live through both days and print the numbers."""
    settings = Settings.from_env()
    engine = storage.owner_engine(settings)
    with engine.begin() as connection:  # what the cast may do today they could do last week
        month_ago = today_here() - timedelta(days=30)
        connection.execute(sa.update(models.accounts.Grant).values(valid_from=month_ago))
        connection.execute(sa.update(models.cadres.CadreMember).values(agreement_on=month_ago))
    engine.dispose()
    app = create_app(settings)
    app.config.update(WTF_CSRF_ENABLED=False)
    made = last_tuesday(app) | today(app)
    mark_all_again(last_week(0))
    for district in districts():
        make_round(district)
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main()
