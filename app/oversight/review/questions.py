"""The words of a question about a look: what was done, and never why it stood out where that would tell of others."""

from collections.abc import Sequence

from app.audit.tags import Tag

# Codes whose reason the person knows anyway. Whatever speaks of who asked (family, a class, pairs to be kept
# apart, tickets of one and the same person) is asked in the plain words of the look.
_PUBLIC = {
    "after_unassign": "Why did you open it after it had gone to somebody else?",
    "claimed_dropped": "Why did you claim these tickets and hand them back?",
    "counter_misses": "What happened at the counter with these numbers?",
    "day_off": "What were you working on, on a day without school?",
    "files_often": "What did you take these files out for?",
    "hidden_numbers": "What were you looking for with these ticket numbers?",
    "lists_often": "What did you need these lists of people for?",
    "many_tickets": "What were you looking for in these tickets?",
    "many_views": "What were you looking for in these tickets?",
    "not_owner": "Why did you open it while somebody else had it?",
    "off_shift": "What were you working on, outside school hours?",
    "other_period": "What were you working on, outside your shift?",
    "own_ticket": "Why did you open your own request at the desk?",
    "refused_often": "What were you trying to do there?",
    "reveal_no_progress": "What did you need the hidden word for, and what came of it?",
    "reveal_often": "What did you need so many hidden words for?",
    "reveal_repeated": "What did you need the hidden word for a second time?",
    "reveal_without_note": "What did you need the hidden word for?",
    "search_nothing": "What were you searching for?",
    "search_often": "What were you searching for?",
    "taken_free": "What did you copy or print from a ticket that was nobody’s?",
    "taken_often": "What did you copy or print these tickets for?",
    "taken_shown": "What did you copy or print while a hidden word was shown?",
    "two_sessions": "Were you signed in on two computers? Which of them did you use?",
}
_PLAIN = {
    Tag.WORD_REVEALED.value: "What did you need the hidden word for?",
    Tag.TICKET_OPENED.value: "What did you open this ticket for?",
    Tag.COUNTER_MATCHED.value: "What happened at the counter then?",
    Tag.PAGE_COPIED.value: "What did you copy from this ticket for?",
    Tag.PAGE_PRINTED.value: "What did you print this ticket for?",
    Tag.PEOPLE_SEEN.value: "What did you need this list of people for?",
    Tag.RECORD_EXPORTED.value: "What did you take this file out for?",
    Tag.TICKETS_SEARCHED.value: "What were you searching for?",
}
ANY = "What were you doing there?"


def question_for(tag: str, codes: Sequence[str]) -> str:
    """Return the code of the question about a look. Shape: one of the public codes, or the look's own tag."""
    return next((code for code in codes if code in _PUBLIC), tag)[:30]


def question_words(code: str) -> str:
    """Return the words of a question."""
    return _PUBLIC.get(code) or _PLAIN.get(code, ANY)
