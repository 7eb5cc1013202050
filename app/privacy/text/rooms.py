"""Keep the rooms and parts of a school, whatever else their words mean (Conf 2, Lab Norte, Salón de Música, Aud)."""

from app.privacy.text.context import acts, is_hailed, is_kin, is_spoken_of, owns
from app.privacy.text.cues import gate
from app.privacy.text.marks import Marks
from app.privacy.text.products import is_unlisted
from app.privacy.text.words import word_set

_KINDS, _SHORT, _SPANISH = word_set("room kinds"), word_set("rooms in short"), word_set("spanish rooms")
_NAMED_TOO = word_set("room kinds named like people")
_SIDES, _USES = word_set("room sides"), word_set("spanish room uses")
_LINKS = frozenset({"de", "del", "la", "los", "las", "el", "usos"})
_ANY = gate(_KINDS | _SHORT | _SPANISH | _NAMED_TOO)
_DIGITS, _LETTERS = 4, 2  # of a room's number, at most
_JOINED = frozenset({" ", "-", " #"})


def keep_rooms(marks: Marks) -> None:
    """Keep words for a room before its number, letter, side or use, and those that stand for one alone."""
    lows, written = marks.words.lows, marks.words.words
    for at in marks.words.at_gate(_ANY):
        if written[at] == lows[at]:  # in small letters nobody takes it for a name
            continue
        if marks.is_ours(at) or _ends_name(marks, at):
            continue
        alone = (lows[at] in _SPANISH and lows[at] not in marks.lexicon.names) or (
            lows[at] in _SHORT and not _is_person(marks, at)
        )
        last = _last_of(marks, at)
        if last > at or alone:
            marks.kept.update(range(at, last + 1))


def _ends_name(marks: Marks, at: int) -> bool:
    """Tell whether a word that people are called by too stands behind a title or another name (Mr. Hall 204)."""
    words, low = marks.words, marks.words.lows[at]
    if low not in _NAMED_TOO and is_unlisted(low):
        return False
    if words.titled(at):
        return True
    named = words.gap[at] == " " and words.has_capital(at - 1) and not words.begins(at)
    return named and not is_unlisted(words.lows[at - 1])


def _last_of(marks: Marks, at: int) -> int:
    """Return where a room ends that begins with the word at a place: at its number, letter, side or use."""
    words, after = marks.words, at + 1
    if after >= len(words.lows) or words.gaps[after] not in _JOINED or marks.is_ours(after):
        return at
    low = words.lows[after]
    if _is_numbered(low):
        return after
    if words.lows[at] in _NAMED_TOO:
        return at
    if len(low) == 1 and words.words[after].isupper() and words.gap[after + 1][:1] != ".":
        return after
    if low in _SIDES and (low in _USES or words.has_capital(after)):
        return after
    while after < len(words.lows) and words.gaps[after] == " " and words.lows[after] in _LINKS:
        after += 1
    used = words.lows[at] in _SPANISH and words.gap[after] == " " and words.low[after] in _USES
    return after if used and not marks.is_ours(after) else at


def _is_numbered(low: str) -> bool:
    """Tell whether a word is a room's number, with or without a letter: 2, 104, 2b, b12."""
    bare = low.strip("abcdefghijklmnopqrstuvwxyz")
    return bare.isdigit() and len(bare) <= _DIGITS and len(low) - len(bare) < _LETTERS


def _is_person(marks: Marks, at: int) -> bool:
    """Tell whether a short word for a room does, owns or is asked what a person is."""
    words = marks.words
    if (
        words.titled(at)
        or is_hailed(words, at)
        or is_kin(words, at)
        or owns(words, at)
        or is_spoken_of(words, at)
    ):
        return True
    named = words.lows[at] in marks.lexicon.names and words.has_capital(at + 1) and words.gap[at + 1] == " "
    return named or acts(words, at, word_set("speech")) or acts(words, at, word_set("human"))
