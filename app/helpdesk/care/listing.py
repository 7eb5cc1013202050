"""The school's list of phrases of harm: read it, add a line, take one away."""

from app.audit.tags import Tag
from app.audit.work import Work
from app.helpdesk.care import queries
from app.helpdesk.care.models import HarmPhrase
from app.helpdesk.care.phrases import LANGUAGES
from app.helpdesk.care.view_models import KIND_WORDS, PhraseGroup, PhraseRow
from app.kernel.errors import Conflict, Invalid
from app.kernel.ids import new_id
from app.privacy.harm.finder import KINDS, BadPhrase, checked_words, classes, seeded
from app.school.people.feeder import raise_version

MOST_OWN = 200


def list_phrases(work: Work) -> tuple[PhraseGroup, ...]:
    """Return every phrase by kind: the school's own first, then those that ship."""
    rows = work.rows(queries.phrases(work.actor))
    off = {row.words for row in rows if row.off}
    shipped = [phrase for language in LANGUAGES for phrase in seeded(language)]
    made = []
    for kind in KINDS:
        own = [PhraseRow(row.words, True, False) for row in rows if row.kind == kind and not row.off]
        ours = dict.fromkeys(phrase.words for phrase in shipped if phrase.kind == kind)
        title = KIND_WORDS[kind].removeprefix("a ").capitalize()
        made.append(
            PhraseGroup(kind, title, (*own, *(PhraseRow(words, False, words in off) for words in ours)))
        )
    return tuple(made)


def named_words() -> tuple[tuple[str, str], ...]:
    """Return what a phrase may call many words by, as @family, and the words."""
    return tuple((f"@{name}", ", ".join(words)) for name, words in classes().items())


def add_phrase(work: Work, kind: str, words: str) -> str:
    """Look for a phrase from now on, and return it in its one form.

    Refuses: Invalid for an unknown kind or a line that is no phrase; Conflict when it is on the list.
    Records: care:changed.
    """
    if kind not in KINDS:
        raise Invalid("Choose what the phrase speaks of.", field="kind")
    try:
        plain = checked_words(words)
    except BadPhrase as error:
        raise Invalid(str(error), field="words") from error
    rows = work.rows(queries.phrases(work.actor))
    known = {row.words for row in rows if not row.off}
    shipped = {phrase.words for language in LANGUAGES for phrase in seeded(language)}
    off = {row.words for row in rows if row.off}
    if plain in known or (plain in shipped and plain not in off):
        raise Conflict("This phrase is on the list already.", "Nothing was changed.")
    if len(known) >= MOST_OWN:
        raise Conflict(f"The list holds {MOST_OWN} lines of your own.", "Take one away first.")
    if plain in off:
        work.execute(queries.phrase_gone(work.actor, plain))
    else:
        _keep(work, kind, plain, off=False)
    _changed(work, "phrase_added")
    return plain


def drop_phrase(work: Work, words: str) -> None:
    """Look for a phrase no longer: one of the school's own goes, one that ships is switched off.

    Refuses: Conflict when it is not on the list.
    Records: care:changed.
    """
    kinds = {phrase.words: phrase.kind for language in LANGUAGES for phrase in seeded(language)}
    row = next((row for row in work.rows(queries.phrases(work.actor)) if row.words == words), None)
    if row is not None and not row.off:
        work.execute(queries.phrase_gone(work.actor, words))
    elif row is None and words in kinds:
        _keep(work, kinds[words], words, off=True)
    else:
        raise Conflict("This phrase is not on the list.", "Reload the page.")
    _changed(work, "phrase_dropped")


def _keep(work: Work, kind: str, words: str, off: bool) -> None:
    work.insert(
        HarmPhrase,
        id=new_id(),
        district_id=work.actor.district_id,
        kind=kind,
        words=words,
        off=off,
        by_id=work.actor.person_id,
        set_at=work.now,
    )


def _changed(work: Work, what: str) -> None:
    raise_version(work)
    work.record(Tag.CARE_CHANGED, what=what)
