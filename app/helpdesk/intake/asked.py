"""What somebody asked, from whatever channel it came."""

import re
import secrets

from app.helpdesk.attachments.drawing.anew import Drawn
from app.kernel.frozen import dataclass

UNKNOWN = "other"  # the category that waits for an adult to name a better one
CHANNELS = ("web", "counter", "phone", "practice", "mail")
_ONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
TITLE_LENGTH = 60
SHORTEST_TITLE = 15


@dataclass(frozen=True)
class Asked:
    """One request for help.

    Shape: ``site_id`` is for people without a school of their own; ``device_theirs`` for callers who may
    not look it up; ``handle`` for the persona of a practice ticket; ``title`` where the first sentence says
    too little.
    """

    requester_id: int
    requester_kind: str
    category_code: str
    text: str
    room_id: int | None = None
    device_tag: str | None = None
    began: str = ""
    network: str = ""
    sensitive: bool = False
    channel: str = "web"
    entered_by: int | None = None
    kind: str = "live"
    once_key: str | None = None
    title: str | None = None
    handle: str = ""
    site_id: int | None = None
    device_theirs: bool | None = None
    private_words: tuple[str, ...] = ()
    files: tuple[Drawn, ...] = ()


def new_once() -> str:
    """Return a key for a form, so that a double click sends once."""
    return secrets.token_urlsafe(18)


def usable_once(key: str | None) -> str | None:
    """Return a form's key, or None when it is not one of ours."""
    return key if key and _ONCE.fullmatch(key) else None


def title_of(text: str, most: int = TITLE_LENGTH) -> str:
    """Return the first sentence of a text, cut between words; a placeholder of masked text is never cut."""
    sentences = _SENTENCE.split(" ".join(text.split()))
    title = sentences[0]
    for sentence in sentences[1:]:
        if len(title) >= SHORTEST_TITLE:
            break
        title = f"{title} {sentence}"
    if len(title) <= most:
        return title
    cut = title[: most + 1].rsplit(" ", 1)[0] if " " in title[: most + 1] else title[:most]
    if cut.rfind("⟦") > cut.rfind("⟧"):
        cut = cut[: cut.rfind("⟦")]
    return f"{cut.rstrip(' ,;:')}…"
