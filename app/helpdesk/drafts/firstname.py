"""The one token that an author may type: the requester's first name, filled in at sending."""

import re
from itertools import accumulate
from typing import Any

from app.audit.work import Work
from app.helpdesk.tickets.queries import private_names
from app.helpdesk.tickets.view_models import first_name

TOKEN = "{first name}"  # noqa: S105 - a token of text, no secret
_TOKEN = re.compile(r"\{\s*first[ _]name\s*\}", re.IGNORECASE)


def wants_name(text: str) -> bool:
    """Tell whether a text asks for the requester's first name."""
    return _TOKEN.search(text) is not None


def with_name(text: str, first_name: str) -> tuple[str, list[tuple[int, int]]]:
    """Fill the token in and return the places where the name stands now; without a name it becomes a plain word."""
    pieces = split(text)
    pieces[1::2] = [first_name or "there"] * len(pieces[1::2])
    ends = list(accumulate(len(piece) for piece in pieces))
    places = [(ends[at] - len(pieces[at]), ends[at]) for at in range(1, len(pieces), 2)]
    return "".join(pieces), places if first_name else []


def named(work: Work, ticket: Any, text: str) -> tuple[str, list[tuple[int, int]]]:
    """Fill the token in from the vault, on a clearance that reads it, and return the places of the name too.

    The mask hides them whatever they look like: a first name can be an everyday word.
    """
    if not wants_name(text):
        return text, []
    row = work.first(private_names(work.actor, [ticket.requester_id]))
    return with_name(text, first_name(row) if row is not None else "")


def split(text: str) -> list[str]:
    """Cut a text at its tokens: plain pieces at even places, tokens between them."""
    pieces: list[str] = []
    at = 0
    for found in _TOKEN.finditer(text):
        pieces += [text[at : found.start()], TOKEN]
        at = found.end()
    return [*pieces, text[at:]]
