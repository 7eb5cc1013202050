"""Give a word one treatment throughout a text: never hidden in one place and told in another."""

from app.privacy.text.acting import verb_after
from app.privacy.text.asking import asked_before, opens, person_slot
from app.privacy.text.context import Words, is_spoken_of, is_towards
from app.privacy.text.marks import Marks
from app.privacy.text.products import is_unlisted
from app.privacy.text.technical import is_addressed
from app.privacy.text.words import word_set


def agree(marks: Marks) -> None:
    """Hide a word beside a thing (the Smith app) when it is a person elsewhere; else show it elsewhere too."""
    for low in {marks.words.lows[at] for at in marks.products}:
        places = marks.words.places_of(frozenset(_forms(low)))
        hidden = [at for at in places if marks.kinds[at]]
        elsewhere = low in marks.said
        if not (hidden or elsewhere) or low in word_set("products named like people"):
            continue
        if (
            elsewhere
            or any(marks.is_ours(at) for at in places)
            or any(_is_persons(marks, at) for at in hidden)
        ):
            kind = "name" if elsewhere or any(marks.kinds[at] == "name" for at in hidden) else "word"
            for at in places:
                if not marks.kinds[at] and not marks.is_known(at):
                    marks.kinds[at] = kind
        else:
            for at in hidden:
                marks.kinds[at] = ""
                marks.kept.add(at)


def _forms(low: str) -> set[str]:
    """Return a word and what it is with an s of many at its end, or without."""
    return {low, f"{low}s", low[:-1] if low[-1] == "s" and len(low) > 3 else low}


def _is_persons(marks: Marks, at: int) -> bool:
    """Tell whether a hidden word is a listed name, or stands where a person does."""
    words = marks.words
    if marks.kinds[at] != "word" or at in words.foreign or not is_unlisted(words.lows[at]):
        return True
    if is_addressed(words, at) or is_towards(words, at) or is_spoken_of(words, at):
        return True
    if _reports(words, at):
        return asked_before(words, at, marks.kinds, marks.spanish) > 0
    if opens(words, at) or verb_after(words, at) > 0 or words.low[at - 1] in word_set("knowing"):
        return True
    return person_slot(words, at, marks.kinds, marks.spanish) > 0


def _reports(words: Words, at: int) -> bool:
    """Tell whether all that is said of a word is said of programs: says error 12, gives me an error, is so slow."""
    verb, told = words.low[at + 1], "faults told of things"
    if verb in word_set("reporting"):
        told = "reports"
    elif verb not in word_set("verbs of things"):
        return False
    last = at + 2
    while words.low[last] in word_set("before reports") and words.gap[last] in {" ", "'"}:
        last += 1
    if words.gap[at + 1] != " " or words.gap[last] not in {" ", ": ", ' "', " '"}:
        return False
    reported = words.low[last] in word_set(told) or (told == "reports" and words.low[last].isdigit())
    after = words.low[last + 1]
    ended = not after or words.gap[last + 1].strip() or after.isdigit() or after in word_set("after reports")
    return reported and bool(ended)
