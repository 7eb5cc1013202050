"""Name the words that stories may use for askers, places, devices, endings and placeholders."""

from __future__ import annotations

ASKERS = ("student", "staff", "caregiver")
PLACES = (
    "classroom", "gym", "library", "office", "lab", "cafeteria", "music", "art", "portable", "counter",
    "hall", "home",
)  # fmt: skip
DEVICES = (
    "chromebook", "chromebook_2in1", "windows_laptop", "dell_laptop", "desktop", "projector", "board",
    "doc_camera", "printer", "tablet", "headset", "none",
)  # fmt: skip
LINES = ("reply", "answer", "note")
ENDS = ("solved", "escalated", "waiting", "withdrawn", "reopened")
DRAFTS = ("good", "needs_edit", "returned")

# Personal: the masker must hide what is put in their place.
PERSONAL = frozenset({
    "me_first", "me_last", "me_full", "me_first_lower", "me_last_first", "me_nick", "friend_first",
    "friend_last", "friend_full", "friend_first_lower", "friend_last_first", "friend_nick",
    "mom_first", "mom_full", "dad_first", "dad_full", "brother_first", "sister_first",
    "child_first", "child_full", "child_number", "phone",
    "phone_dotted", "phone_plain", "mail", "student_number", "username", "address", "password",
})  # fmt: skip
# Open: these stay readable for the student team.
OPEN = frozenset({"teacher", "supervisor", "room", "network", "asset"})
PLACEHOLDERS = PERSONAL | OPEN

ACTS = ("open_ticket", "reveal", "search", "list_tickets")
WHENS = ("on_shift", "off_shift", "evening", "weekend")
