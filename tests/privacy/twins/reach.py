"""Which endpoints a student role reaches at the desk: what the access table opens, but for what is named here."""

from tests.house.access_table import TABLE

# role: who plays it, and whose column of the access table opens the gate for them, which knows rungs before live work
ROLES = {
    "observer": ("olu", "tomo"),
    "trainee": ("tomo", "tomo"),
    "apprentice": ("cy", "cy"),
    "apprentice without the module": ("lax", "lax"),
    "independent": ("bo", "bo"),
    "lead": ("lea", "bo"),
    "peer trainer": ("ines", "ines"),
}
STUDENTS = tuple(name for name, _ in ROLES.values())
PRACTICE_WORK = ("observer", "trainee", "apprentice without the module")  # who works on practice alone
# Granted one by one and recorded, and counter matching, which answer with what is true: tried alone.
GRANTED = {
    "POST /desk/tickets/<number>/reveal": "tests/web/reveal/test_reveal.py",
    "POST /desk/tickets/<number>/reveal/<int:reveal_id>": "tests/web/reveal/test_approving.py",
    "POST /desk/counter": "tests/web/intake/test_counter.py",
    "POST /desk/counter/private": "tests/web/intake/test_counter.py",
    "GET /desk/counter/match/<slip>": "tests/web/intake/test_counter.py",
    "POST /desk/counter/match/<slip>": "tests/web/intake/test_counter.py",
}
# What a rule behind the gate never lets a role do; that it was not done once is checked.
_PRACTICE = {
    "POST /desk/tickets/<number>/claim": "practice is given by a teacher, and live tickets come later",
    "GET /desk/tickets/<number>/pass-on": "practice stays with its student",
    "POST /desk/tickets/<number>/pass-on": "practice stays with its student",
    "POST /desk/tickets/<number>/withdraw": "a reply to a persona goes out at once",
    "GET /desk/tickets/<number>/reveal": "nobody real is behind a practice ticket",
}
_LIVE_ALONE = "live work needs the module"
NEVER: dict[str, dict[str, str]] = {
    "observer": _PRACTICE,
    "trainee": _PRACTICE,
    "apprentice without the module": {
        **_PRACTICE,
        "GET /desk/tickets/<number>/shown": _LIVE_ALONE,
        "GET /desk/tickets/<number>/shown/left": _LIVE_ALONE,
        "POST /desk/learn/agreement": "first the module, then the signature",
    },
    "peer trainer": {"POST /desk/drafts/<number>/read": "what went out is read by an adult"},
}


# What the gate, which is asked with the number of no ticket, does not know of: practice of one's own.
OWN_PRACTICE = ("/desk/tickets/<number>", "/desk/practice/<number>")


def lines_of(role: str) -> set[str]:
    """Return the lines of the access table that a role can be answered with success."""
    column = ROLES[role][1]
    desk = {line: cast.split() for line, cast in TABLE.items() if line.partition(" ")[2].startswith("/desk")}
    opened = {line for line, cast in desk.items() if column in cast}
    if role in PRACTICE_WORK:
        trainees = {line for line, cast in desk.items() if "tomo" in cast}
        opened |= {line for line in trainees if line.partition(" ")[2].startswith(OWN_PRACTICE)}
    return opened - set(GRANTED) - set(NEVER.get(role, {}))
