"""The school's own words: apps, networks and others that stay readable, and words that are always hidden."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.recheck import policy, queries, run_queries
from app.helpdesk.recheck.services import hide_everywhere, show_everywhere
from app.helpdesk.recheck.view_models import KINDS, WHY, OwnWord, Run, Vocabulary
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import new_id
from app.privacy.own_words import plain
from app.privacy.text.masker import Masker
from app.school.calendar.words import stamp_words
from app.school.people import feeder
from app.school.words.models import SiteWord

MOST = 2_000
GONE = "gone"  # hidden before; kept until the texts that hold it are masked again


def read_vocabulary(work: Work) -> Vocabulary:
    """Return the district's own words and how far the newest runs are.

    Records: vocabulary:seen.
    """
    policy.change_words(work.actor).require()
    rows = work.rows(queries.site_words(work.actor))
    work.record(Tag.VOCABULARY_SEEN, count=len(rows))
    masker = feeder.masker_for(work)
    words = [(row.kind, _own_word(work, row, masker)) for row in rows]
    groups = [(kind, title, tuple(one for of, one in words if of == kind)) for kind, title in KINDS.items()]
    runs = tuple(
        Run(WHY.get(row.why, row.why), stamp_words(work.zone, row.started_at, work.now), row.found,
            row.done, row.finished_at is not None)
        for row in work.rows(run_queries.runs(work.actor))
    )  # fmt: skip
    return Vocabulary(tuple(groups), runs, int(work.value(queries.room_count(work.actor)) or 0))


def _own_word(work: Work, row: Any, masker: Masker) -> OwnWord:
    named = row.kind in feeder.READABLE and masker.names_somebody(row.words)
    return OwnWord(row.id, row.words, policy.change_word(work.actor, row), named)


def add_words(work: Work, kind: str, words: Sequence[str]) -> int:
    """Add words to the district's own and return how many were new.

    Refuses: by policy.change_words; Invalid for an unknown kind, no words, or a name of the roster among words that
    shall stay readable; Conflict when the list is full or every word is on it.
    Records: words:changed.
    """
    policy.change_words(work.actor).require()
    if kind not in KINDS:
        raise Invalid("Choose what kind of word it is.", field="kind")
    if not words:
        raise Invalid("Type a word.", "Two letters or more; several between commas.", field="words")
    if kind != "hide":
        masker = feeder.masker_for(work)
        named = [word for word in words if masker.names_somebody(word)]
        if named:
            raise Invalid(
                f"“{named[0]}” is the name of somebody in the roster, so it stays hidden.",
                "A teacher can release it on one ticket.",
                field="words",
            )
    work.intend(Tag.WORDS_CHANGED, kind=kind)
    added = keep_everywhere(work, kind, words)
    if not added:
        raise Conflict("These words are on the list already.", "Nothing was changed.")
    return added


def keep_everywhere(work: Work, kind: str, words: Sequence[str], ticket_id: int | None = None) -> int:
    """Keep words for every text of the district and have texts masked again; return how many were new.

    Refuses: by policy.change_word where another school keeps a word otherwise; Conflict when the list is full.
    Records: words:changed, texts:held.
    """
    known = {plain(row.words): row for row in work.rows(queries.site_words(work.actor))}
    fresh = [word for word in words if plain(word) not in known or known[plain(word)].kind != kind]
    if len(known) + len(fresh) > MOST:
        raise Conflict(f"The list holds {MOST:,} words.", "Take some away first.")
    for word in fresh:
        word_id = _keep(work, kind, word, known.get(plain(word)), ticket_id)
        if kind != "hide":
            show_everywhere(work, word_id)
    if fresh and kind == "hide":
        hide_everywhere(work, fresh)
    if fresh:
        work.record(Tag.WORDS_CHANGED, ticket_id=ticket_id, kind=kind, count=len(fresh))
    return len(fresh)


def _keep(work: Work, kind: str, word: str, before: sa.Row[Any] | None, ticket_id: int | None) -> int:
    if before is not None:
        if kind != "hide" and before.kind != GONE:
            policy.change_word(work.actor, before).require()
        turned = queries.site_word_set(work.actor, before.id)
        work.execute(turned.values(kind=kind, by_id=work.actor.person_id))
        return int(before.id)
    word_id = new_id()
    work.insert(
        SiteWord,
        id=word_id,
        district_id=work.actor.district_id,
        kind=kind,
        words=word,
        ticket_id=ticket_id,
        by_id=work.actor.person_id,
        added_at=work.now,
    )
    return word_id


def drop_word(work: Work, word_id: int) -> str:
    """Take a word off the list; texts that hold it are masked again, and held when it may be hidden now.

    Refuses: by policy.change_words and policy.change_word; Conflict when it is not on the list.
    Records: words:changed, texts:held.
    """
    policy.change_words(work.actor).require()
    work.intend(Tag.WORDS_CHANGED)
    row = next((row for row in work.rows(queries.site_words(work.actor)) if row.id == word_id), None)
    if row is None or row.kind == GONE:
        raise Conflict("This word is not on the list.", "Reload the page.")
    policy.change_word(work.actor, row).require()
    if row.kind == "hide":
        work.execute(queries.site_word_set(work.actor, word_id).values(kind=GONE))
        show_everywhere(work, word_id)
    else:
        work.execute(queries.site_word_gone(work.actor, word_id))
        hide_everywhere(work, [row.words])
    work.record(Tag.WORDS_CHANGED, kind=row.kind, count=-1)
    return str(row.words)
