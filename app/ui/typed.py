"""What a person typed into a form that was refused, so that the answer can give it back to them.

Only texts in one's own words are given back: no codes, numbers or passwords, and nothing that another site sent.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import HTTPException

Words = tuple[tuple[str, str], ...]

LABELS: Mapping[str, str] = {
    "cause": "What caused it",
    "comment": "Your comment",
    "fix": "What fixed it",
    "further": "Further words",
    "interest": "Their interest",
    "next": "What comes first",
    "note": "Your note",
    "notice": "Your notice",
    "open_steps": "Why steps stay open",
    "place": "Where it is",
    "private": "Words to keep private",
    "promised": "What was promised",
    "question": "What you write to them",
    "reason": "Your reason",
    "reply": "Your reply",
    "rooms": "Rooms",
    "shift_reason": "Why it differs",
    "solution": "Your solution",
    "state": "Where it stands",
    "text": "Your text",
    "tried": "What was tried",
    "wanted": "What they want to see",
    "what": "What it is about",
    "why": "Why",
    "words": "Your words",
}
_CODE = re.compile(r"[a-z0-9_.:-]*")  # of a choice, or nothing


def words_in(form: Mapping[str, str]) -> Words:
    """Return the texts of a form with their labels, in the order of the form."""
    return tuple(
        (LABELS[name], text)
        for name, text in form.items()
        if name in LABELS and text.strip() and not _CODE.fullmatch(text)
    )


def typed_words() -> Words:
    """Return the texts that this request sent from a page of ours."""
    origin = request.headers.get("Origin")
    if request.method != "POST" or (origin is not None and urlsplit(origin).netloc != request.host):
        return ()
    try:
        return words_in(request.form)
    except HTTPException:  # too large to be read
        return ()
