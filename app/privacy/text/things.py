"""Keep the things that requests are about where a clause says of one what is said of things (Dock is broken)."""

from app.privacy.text.marks import Marks
from app.privacy.text.words import things, word_set


def keep_things(marks: Marks) -> None:
    """Keep a thing that begins a clause, before a verb, unless only people are or do what follows.

    Shape: a name of the roster, and a word that is first of all a name (Jack), are left to what judges names.
    """
    words, verbs, known = marks.words, word_set("said of things"), things()
    for at in marks.candidates:
        low = words.lows[at]
        if low not in known or low in marks.lexicon.names or low in marks.named or not words.begins(at):
            continue
        if words.gap(at + 1) == " " and words.low(at + 1) in verbs and not _is_human(marks, at):
            marks.kept.add(at)


def _is_human(marks: Marks, at: int) -> bool:
    later = marks.words.low(at + 2)
    return later in word_set("only of people") or later in word_set("kin") or later in {"my", "our", "by"}
