"""The fields that events name: what was seen, changed or taken out, and the class of each.

A service that records ``fields=["name"]`` names one of these; a house test refuses any other.
"""

from app.kernel.data import Datum, Plain

_LEARN = Datum("never", "learn", "student")
FIELDS: dict[str, tuple[str, Datum | Plain]] = {
    "name": ("the name", Datum("masked", "identify")),
    "first_name": ("the first name", Datum("revealable", "identify")),
    "title": ("the title of a ticket as typed", Datum("revealable", "help")),
    "text": ("the text of a ticket as typed", Datum("revealable", "help")),
    "word": ("one hidden word", Datum("revealable", "help")),
    "picture": ("a file of a ticket", Datum("never", "help")),
    "file_name": ("the name that a file came with", Datum("never", "help")),
    "room": ("the room", Datum("masked", "help", "room")),
    "device": ("the device", Datum("masked", "help", "room")),
    "number": ("the student number", Datum("never", "identify", "student")),
    "username": ("the username", Datum("never", "sign_in")),
    "account": ("the state of the account", Datum("never", "sign_in")),
    "roles": ("roles", Datum("public", "team", "staff")),
    "display_name": ("the professional name", Datum("public", "help", "staff")),
    "guardian_on": ("the guardian’s permission", Datum("never", "team", "student")),
    "guardian_name": ("the guardian who signed", Datum("never", "team", "caregiver")),
    "grade": ("the grade", _LEARN),
    "evidence": ("evidence", _LEARN),
    "work": ("finished work", _LEARN),
    "progress": ("progress", _LEARN),
    "certificate": ("certificates", _LEARN),
    "events": ("the trail", Datum("never", "answer")),
    "rooms": ("the list of rooms", Plain("rooms of the building")),
}
