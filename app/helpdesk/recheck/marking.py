"""Hide words on a ticket, or let the team read one; every text of the ticket is masked again at once."""

from collections.abc import Sequence
from typing import Any

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.recheck import policy, queries
from app.helpdesk.recheck.models import ENDED
from app.helpdesk.recheck.remasking import remask_ticket
from app.helpdesk.recheck.view_models import HiddenWord, TicketWords
from app.helpdesk.recheck.vocabulary import keep_everywhere
from app.helpdesk.recheck.words import keep_words
from app.helpdesk.tickets.services import about, find, find_to_change, names_for
from app.kernel.errors import Invalid
from app.privacy.own_words import plain
from app.privacy.text.masker import loads
from app.school.people import feeder


def read_ticket_words(work: Work, number: str) -> TicketWords:
    """Return what is hidden on a ticket, each word once.

    Refuses: NotFound; by policy.hide.
    Records: vocabulary:seen.
    """
    ticket = find(work, number)
    policy.hide(work.actor, ticket).require()
    work.record(Tag.VOCABULARY_SEEN, **about(ticket), fields=["text"])
    marks = work.rows(queries.marked(work.actor, ticket.id))
    names = names_for(work, [mark.by_id for mark in marks])
    by = {plain(mark.words): mark.by_id for mark in marks if mark.kind == "hide"}
    hidden = []
    for word, kind, typed in _hidden(work, ticket):
        marker = by.get(word)
        private = marker is not None and marker == ticket.requester_id
        said = "the one who asked" if private else names.get(marker or 0, "")
        hidden.append(HiddenWord(typed, kind, said, policy.release(work.actor, ticket, kind, private)))
    return TicketWords(
        number=ticket.number,
        home=f"/{work.actor.hat.value}/tickets/{ticket.number}",
        hidden=tuple(hidden),
        shown=tuple(mark.words for mark in marks if mark.kind == "show"),
        over=tuple(mark.words for mark in marks if mark.kind == ENDED),
        hide=policy.hide(work.actor, ticket),
    )


def _hidden(work: Work, ticket: Any) -> list[tuple[str, str, str]]:
    """Return the hidden words of a ticket's messages in the order of reading. Shape: plain form, kind, as typed."""
    found: dict[str, tuple[str, str, str]] = {}
    for row in work.rows(queries.messages(work.actor, ticket.id)):
        for span in loads(row.spans):
            typed = row.body[span.start : span.end]
            found.setdefault(plain(typed), (plain(typed), span.kind, typed))
    return list(found.values())


def hide_words(work: Work, number: str, words: Sequence[str], everywhere: bool) -> str:
    """Hide words on a ticket, and in every text of the school where that is wished; return the number.

    Refuses: NotFound; by policy.hide; Invalid for no words.
    Records: word:hidden, ticket:remasked, and words:changed.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.WORD_HIDDEN, **about(ticket))
    policy.hide(work.actor, ticket).require()
    if not words:
        raise Invalid("Type the words to hide.", "Two letters or more, between commas.", field="words")
    for before in ("show", ENDED):
        work.execute(queries.unmarked(work.actor, ticket.id, list(words), before))
    _mark(work, ticket, "hide", words)
    work.record(Tag.WORD_HIDDEN, **about(ticket), count=len(words), everywhere=everywhere)
    if everywhere:
        keep_everywhere(work, "hide", words, ticket.id)
    return str(ticket.number)


def release_word(work: Work, number: str, word: str, sure: bool = False) -> str:
    """Let the team read a hidden word; what it does is returned: ``everywhere``, or ``here`` for somebody's name.

    Refuses: NotFound; by policy.release; Invalid for a word that is not hidden, and for the name of somebody of the
    roster until the teacher says it again.
    Records: word:released, ticket:remasked, and words:changed.
    """
    ticket = find_to_change(work, number)
    work.intend(Tag.WORD_RELEASED, **about(ticket))
    kind = next((kind for form, kind, _ in _hidden(work, ticket) if form == plain(word)), "")
    if not kind:
        raise Invalid("This word is not hidden on the ticket.", "Reload the page.", field="word")
    marks = work.rows(queries.marked(work.actor, ticket.id))
    private = any(
        mark.kind == "hide" and mark.by_id == ticket.requester_id and plain(mark.words) == plain(word)
        for mark in marks
    )
    policy.release(work.actor, ticket, kind, private).require()
    named = feeder.masker_for(work).names_somebody(word)
    if named and not sure:
        raise Invalid(
            "This is the name of somebody in the roster.",
            "If it means a thing here and nobody, say so; then it shows on this ticket only.",
            field="sure",
        )
    gone = [mark.words for mark in marks if plain(mark.words) == plain(word)]
    for before in ("hide", ENDED):
        work.execute(queries.unmarked(work.actor, ticket.id, gone, before))
    _mark(work, ticket, "show", [word])
    work.record(Tag.WORD_RELEASED, **about(ticket), everywhere=not named, named=named)
    if not named:
        keep_everywhere(work, "word", [word], ticket.id)
    return "here" if named else "everywhere"


def _mark(work: Work, ticket: Any, kind: str, words: Sequence[str]) -> None:
    """Keep the marks and mask the ticket again; the district's own words change after that."""
    keep_words(work, ticket.id, ticket.district_id, kind, words)
    marked = queries.ticket_set(work.actor, ticket.id)
    work.execute(marked.values(own_words=ticket.own_words + len(words)))
    remask_ticket(work, ticket.id)
