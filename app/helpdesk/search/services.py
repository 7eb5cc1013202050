"""Search tickets, the newest first."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.helpdesk.desk.services import views
from app.helpdesk.desk.view_models import TicketRow
from app.helpdesk.drafts.typing import own_of
from app.helpdesk.search import queries
from app.helpdesk.sight import sight_of
from app.kernel import db, paging
from app.kernel.frozen import dataclass
from app.school.people.folding import folded

SIZE = 25
HITS = 60
LONGEST = 120
MOST_NAMES = 5  # words that may all be names of one person
_WORD = re.compile(r"[\w'’-]+")
_NUMBER = re.compile(r"[A-Za-z]{2,8}-\d{1,9}")
_KEY = secrets.token_bytes(
    32
)  # of this run, and kept nowhere: what was looked for is mostly a name, and names can be tried


@dataclass(frozen=True)
class Found:
    """A page of results."""

    words: str
    rows: tuple[TicketRow, ...]
    older: str | None
    newer: str | None


def search_tickets(work: Work, text: str, after: str | None = None) -> Found:
    """Return the tickets whose masked words match (of a masked actor's own texts, the words as typed); for adults
    those of requesters so named too.

    Records: tickets:searched with a mark of the query and the number of results, never the words; queue:seen, when
    the page shows names.
    """
    words = _WORD.findall(text[:LONGEST])
    before = paging.decode_id(after)
    if not words:
        return Found("", (), None, None)
    found = _hits(work, words, before)
    if sight_of(work.actor).finds_names:
        found += _named(work, words, before)
    marks, more = _newest_tickets(found)
    if not before and _NUMBER.fullmatch(text.strip()):
        numbered = work.value(queries.numbered(work.actor, text.strip().upper()))
        marks = ([(numbered, 0)] if numbered else []) + [one for one in marks if one[0] != numbered]
    rows = {row.id: row for row in work.rows(queries.lines(work.actor, [one[0] for one in marks]))}
    shown = views(work, [rows[one[0]] for one in marks if one[0] in rows])
    work.record(Tag.TICKETS_SEARCHED, query=_mark_of(work, words), results=len(shown))
    older = paging.encode([marks[-1][1]]) if more and marks else None
    return Found(text[:LONGEST], shown, older, "" if before else None)


def _mark_of(work: Work, words: Sequence[str]) -> str:
    """Return a mark that is the same when somebody looks for the same words again; the log never forgets, so nobody may
    find out from it which words they were."""
    asked = " ".join((str(work.actor.person_id), *sorted(word.lower() for word in words)))
    return hashlib.blake2b(asked.encode(), key=_KEY, digest_size=8).hexdigest()


def _hits(work: Work, words: Sequence[str], before: int | None) -> list[tuple[int, int]]:
    """Return (message, ticket) of the newest matches: in masked words, and in what a masked actor typed themselves."""
    own = _own_hits(work, words, before) if work.actor.masked else []
    if db.is_sqlite():
        phrase = " ".join(f'"{word}"' for word in words)
        return own + _pairs(work.rows(queries.indexed_hits(work.actor, phrase, before, HITS)))
    return own + _pairs(work.rows(queries.newest_hits(work.actor, " ".join(words), before, HITS, SIZE)))


def _own_hits(work: Work, words: Sequence[str], before: int | None) -> list[tuple[int, int]]:
    """Return the hits among one's own texts; none on a ticket that is not there for the actor takes another's place."""
    sought = {word.lower() for word in words}
    with look(own_of(work.actor)) as mine:
        rows = mine.rows(queries.own_hits(mine.actor, f"%{_escaped(max(sought, key=len))}%", before))
    hits = _pairs([row for row in rows if sought <= set(_WORD.findall(row.said))])
    there = {row.id for row in work.rows(queries.among(work.actor, [one[1] for one in hits]))} if hits else ()
    return [one for one in hits if one[1] in there][:HITS]


def _escaped(word: str) -> str:
    return re.sub("[/%_]", r"/\g<0>", word)


def _pairs(rows: Sequence[Any]) -> list[tuple[int, int]]:
    return [(row.message_id, row.ticket_id) for row in rows]


def _named(work: Work, words: Sequence[str], before: int | None) -> list[tuple[int, int]]:
    """Return (mark, ticket) of the newest tickets of people so named; a ticket's key is as old as its first message."""
    sought = " ".join(map(folded, words)).split()
    if not sought or (db.is_sqlite() and len(sought) > MOST_NAMES):
        return []
    if db.is_sqlite():
        named: Any = queries.people_named(work.actor, *sought)
    else:
        named = queries.people_indexed(work.actor, " & ".join(f"'{word}':*" for word in sought))
    people = [row.person_id for row in work.rows(named)]
    asked = queries.asked_by(work.actor, people, before, SIZE + 1, each=not db.is_sqlite())
    return [(row.id, row.id) for row in work.rows(asked)] if people else []


def _newest_tickets(found: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], bool]:
    """Return (ticket, mark) once each, the newest first, and whether there is more behind them."""
    seen: dict[int, int] = {}
    for mark, ticket_id in sorted(found, reverse=True):
        if ticket_id in seen:
            continue
        if len(seen) == SIZE:
            return list(seen.items()), True
        seen[ticket_id] = mark
    marks = list(seen.items())
    return marks, len(found) >= HITS
