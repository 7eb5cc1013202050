"""What makes a new ticket one for adults only, decided before it is stored."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

from app.audit.work import Work
from app.helpdesk.care.mentions import named_in
from app.helpdesk.care.phrases import harm_in
from app.helpdesk.care.watching import is_adults_only, is_techs, open_case
from app.helpdesk.intake.asked import Asked
from app.privacy.harm.finder import Phrase


class Need(NamedTuple):
    """Why adults take a ticket. Shape: reason is flag, category, adults_only, mention or words."""

    reason: str
    phrases: tuple[Phrase, ...] = ()
    people: tuple[int, ...] = ()


def why(
    work: Work, asked: Asked, category: Any, site_id: int, raw: str, hidden: Sequence[str]
) -> Need | None:
    """Return why only adults may read a ticket, or None; practice is written by adults for students.

    Shape: ``hidden`` are the words that the mask hid in title and text.
    """
    if asked.kind == "practice":
        return Need("flag") if asked.sensitive else None
    phrases = harm_in(work, "\n".join((asked.title or "", raw, ", ".join(asked.private_words))))
    if phrases:
        return Need("words", phrases)
    if asked.sensitive:
        return Need("flag")
    if category.private:
        return Need("category")
    if is_adults_only(work, asked.requester_id):
        return Need("adults_only")
    if is_techs(work.actor):  # written down at the counter
        return None
    named = named_in(work, hidden, site_id, asked.requester_id)
    return Need("mention", people=tuple(one.person_id for one in named)) if named else None


def call(work: Work, row: dict[str, Any], need: Need) -> None:
    """Open the case of a ticket that was just written.

    Records: ticket:taken_over.
    """
    if row["kind"] == "live":
        open_case(work, SimpleNamespace(**row), need.reason, need.phrases, need.people)
