"""Keep the things that requests are about where a clause says of one what is said of things (Dock is broken)."""

from app.privacy.text.cues import gate
from app.privacy.text.marks import Marks
from app.privacy.text.words import things, word_set

_THINGS = gate(things())


def keep_things(marks: Marks) -> None:
    """Keep a thing that begins a clause, before a verb, unless only people are or do what follows.

    Shape: a name of the roster, and a word that is first of all a name (Jack), are left to what judges names.
    """
    words, verbs = marks.words, word_set("said of things")
    for at in filter(words.begins, words.at_gate(_THINGS)):
        low = words.lows[at]
        if words.gap[at + 1] != " " or words.low[at + 1] not in verbs or _is_human(marks, at):
            continue
        if at in marks.candidates and low not in marks.named and low not in marks.lexicon.names:
            marks.kept.add(at)


def _is_human(marks: Marks, at: int) -> bool:
    later = marks.words.low[at + 2]
    return later in word_set("only of people") or later in word_set("kin") or later in {"my", "our", "by"}
