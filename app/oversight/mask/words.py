"""The mask policy in words: what a row asks, what a cell gives."""

from app.identity.rights import Role
from app.privacy.policy import STUDENT_ROLES, Cell, Show

ROLES = {
    Role.STUDENT_TECH: "Student tech",
    Role.PEER_TRAINER: "Peer trainer",
    Role.TECHNICIAN: "Technician",
    Role.TEACHER: "Teacher",
}
RELATIONS = {
    "owner": "own ticket",
    "supervisor": "checks the owner",
    "site": "same school",
}
ROWS = {
    ("public", "staff"): ("A staff member who asks", "public to the team: the professional name"),
    ("masked", "student"): ("A student who asks", "masked: the name"),
    ("masked", "caregiver"): ("A caregiver who asks", "masked: the name"),
    ("masked", "room"): ("Where it is", "masked: room, period, the device in hand"),
    ("revealable", "student"): ("What a student typed", "revealable: title, text, hidden words"),
    ("revealable", "caregiver"): ("What a caregiver typed", "revealable: title, text, hidden words"),
    ("revealable", "staff"): ("What a staff member typed", "revealable: title, text, hidden words"),
    ("never", "student"): ("A student’s record", "never for students: number, mail, phone, grade, work"),
    ("never", "staff"): ("A staff member’s contacts", "never for students: number, mail, phone"),
    ("never", "caregiver"): ("A caregiver’s contacts", "never for students: mail, phone, whose caregiver"),
}
ROWS |= {
    ("asked", "first_name"): (
        "The first name of who asks",
        "asked for by the owner: shown for ten minutes, logged",
    ),
    ("asked", "name"): ("A hidden name in a text", "asked for by the owner: shown for ten minutes, logged"),
    ("asked", "word"): ("Another hidden word", "asked for by the owner: shown for ten minutes, logged"),
}
_TAKES = {Show.HIDDEN: "never", Show.PARTIAL: "after an adult’s yes", Show.CLEAR: "at once, logged"}
_PLACE = {
    Show.HIDDEN: "nothing",
    Show.HANDLE: "nothing",
    Show.PARTIAL: "the period, no room",
    Show.CLEAR: "room and period",
}
_NAME = {
    Show.HIDDEN: "“the requester”",
    Show.HANDLE: "the handle",
    Show.PARTIAL: "handle and kind",
    Show.CLEAR: "the name",
}
_SHORT = {
    "“the requester”": "nothing",
    "the handle": "handle",
    "handle and kind": "handle, kind",
    "the name": "name",
    "the period, no room": "period",
    "room and period": "room, period",
    "one at a time, logged": "one, logged",
    "with placeholders": "placeholders",
    "after an adult’s yes": "after a yes",
    "at once, logged": "at once",
}
_HIDDEN_WORDS = {Show.HIDDEN: "stay hidden", Show.PARTIAL: "one at a time, logged"}
_TYPED = {Show.HANDLE: "with placeholders", Show.CLEAR: "as typed"}


def column(cell: Cell) -> str:
    """Return the head of a cell's column: ``Student tech, own ticket``."""
    relation = "of the team" if (cell.role, cell.relation) == (Role.TEACHER, "supervisor") else ""
    return f"{ROLES[Role(cell.role)]}, {relation or RELATIONS[cell.relation]}"


def gives(cell: Cell, show: Show) -> str:
    """Return what a cell gives in words."""
    student = cell.role in STUDENT_ROLES
    if cell.klass == "never":
        return "hidden" if student else "by their rights"
    if cell.klass == "asked":
        return _TAKES[show] if student else "by their rights"
    if cell.subject == "room":
        return _PLACE[show]
    if cell.klass == "revealable":
        return _HIDDEN_WORDS.get(show, "stay hidden") if student else _TYPED.get(show, "with placeholders")
    return _NAME[show]


def gives_short(cell: Cell, show: Show) -> str:
    """Return what a cell gives as the option of a narrow list."""
    said = gives(cell, show)
    return _SHORT.get(said, said)
