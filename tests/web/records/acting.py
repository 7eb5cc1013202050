"""What the tests of records share: confirm who you are, take in a request, place a hold."""

import csv
import io
from typing import Any

from flask.testing import FlaskClient

from tests.cast import PASSWORD, School, today_here
from tests.web.intake.arrange import school_day

AT_NOON = school_day(hour=12, minute=5)


def confirm(client: FlaskClient) -> FlaskClient:
    """Confirm with the password that it is you."""
    answer = client.post("/step-up", data={"secret": PASSWORD, "how": "password", "next": "/"})
    assert answer.status_code == 303, answer.get_data(as_text=True)[:600]
    return client


def take_request(client: FlaskClient, school: School, name: str = "maria", **changes: Any) -> str:
    """Take in a request to see somebody's record and return its address."""
    form = {
        "asked_by": "Rosa Quintanilla",
        "asker": "guardian",
        "how": "paper",
        "received_on": str(today_here()),
    }
    answer = client.post(f"/office/records/{school.people[name]}/request", data={**form, **changes})
    assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
    return str(answer.headers["Location"])


def take_amendment(client: FlaskClient, school: School, name: str = "maria", **changes: Any) -> str:
    """Take in a request to correct somebody's record and return its address."""
    form = {"asked_by": "Rosa Quintanilla", "what": "She broke no screen.", "wanted": "It broke by itself."}
    form |= {"received_on": str(today_here())}
    answer = client.post(f"/office/records/{school.people[name]}/amendment", data={**form, **changes})
    assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
    return str(answer.headers["Location"])


def place_hold(client: FlaskClient, **changes: Any) -> int:
    """Place a hold and return the status."""
    form = {"matter": "Case 12", "why": "The court asks to keep it.", "scope": "person"}
    return client.post("/office/holds", data={**form, **changes}).status_code


def at(school: School, name: str = "maria") -> str:
    """Return the address of a person's record of disclosures."""
    return f"/office/records/{school.people[name]}"


def cells(client: FlaskClient, school: School) -> list[dict[str, str]]:
    """Return the lines of Maria's record as the file holds them."""
    answer = client.get(f"{at(school)}/file.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
