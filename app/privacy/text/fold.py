"""Fold a text to plain Latin letters and digits, keeping where each character came from."""

import html
import re
import unicodedata
from bisect import bisect_left
from contextlib import suppress
from typing import NamedTuple

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
# letters as programs write them: %C3%A9 in an address, =C3=A9 in a mail, \u00e9 in a script, and Ã© where UTF-8 was
# read as another encoding
_ESCAPED = re.compile(
    r"(?:%[0-9A-Fa-f]{2})+|(?:=[C-F][0-9A-Fa-f](?:=[89AB][0-9A-Fa-f]){1,3})+|\\u(?:0[0-3]|1[eE])[0-9a-fA-F]{2}"
)
_MISREAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
_SPACE = "+"  # what stands for one in an address, and parts no address

# what stands inside a word and is no part of it: marks of bold and italics, a hyphen at the end of a line
_INSIDE = re.compile(
    r"(?<=[^\W\d_])(?:\*{1,3}|~~|-\r?\n[ \t>]*|"
    r"</?(?:b|i|u|s|em|strong|span|font|mark|sup|sub|small|wbr|del|ins|code)(?: [^<>]{0,80})?/?>)"
    r"+(?=[^\W\d_])"
)

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")

_LOOKALIKE_PAIRS = (
    "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԚQ ԜW ҮY ӀI аa еe оo рp сc уy хx іi јj ѕs ԛq ԝw "
    "һh ԁd ѵv ҽe ӏl мm тt кk вb нh "
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa εe ιi κk νv οo ρp τt υu χx ωw γy ϲc ϳj "
    "ɑa ɡg ɩi ɪi ʀr ʏy ʟl ɴn ʜh ıi ȷj łl ŁL øo ØO đd ĐD ðd ÐD ħh ĦH ŧt ŦT ƒf ƙk ɓb ɗd ŋn ŊN "
    "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ᴊj ᴋk ᴍm ᴏo ᴘp ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz օo ոn սu հh Տs ꓮA ꓐB ꓚC ꓓD ꓰE "
    "’' ‘' ʼ' ´' `' ′' ＇' ‛' “\" ”\" „\" «\" »\" –- —- ‐- ‑- ‒- −- ․. 。."
)
_LOOKALIKES = {pair[0]: pair[1:] for pair in _LOOKALIKE_PAIRS.split()}
_LOOKALIKES |= dict(zip("〇一二三四五六七八九", "0123456789", strict=True)) | dict.fromkeys(
    "\u3164\u115f\u1160\uffa0", " "
)
_LONGER = {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"}
_SYMBOLS = ((0x1F1E6, 26), (0x1F130, 26), (0x1F150, 26), (0x1F170, 26))  # letters in boxes and circles
_NOTHING = frozenset({"Cf", "Mn", "Mc", "Me", "Cs"})
_LOST = "\ufffd"  # a sign that was lost on the way


class Folded(NamedTuple):
    """A folded text, and for each of its characters and its end the offset in the raw text.

    Shape: ``starts`` is None when folding changed nothing.
    """

    text: str
    starts: list[int] | None

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of a folded range."""
        if self.starts is None:
            return start, end
        first, last = self.starts[start], end
        while last < len(self.starts) - 1 and self.starts[last] == self.starts[end - 1]:
            last += 1
        return first, self.starts[last]


_FOREIGN = re.compile(r"[À-ÖØ-öø-ɏɐ-ʯḀ-ỿ](?<![áéíóúüñÁÉÍÓÚÜÑ])")


def foreign_letters(raw: str, folded: Folded) -> list[int]:
    """Return where the folded text holds a Latin letter that was written in a way neither English nor Spanish is."""
    if folded.starts is None:
        return []
    places = (bisect_left(folded.starts, found.start()) for found in _FOREIGN.finditer(raw))
    return [at for at in places if folded.text[at : at + 1].isascii() and folded.text[at : at + 1].isalpha()]


class _Table(dict[str, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        folded = _fold_char(char)
        if len(self) < 20_000:
            self[char] = folded
        return folded


def _fold_char(char: str) -> str:
    if char.isascii():
        return char
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    if char in _LONGER:
        return _LONGER[char]
    for first, count in _SYMBOLS:
        if first <= ord(char) < first + count:
            return chr(65 + ord(char) - first)
    if unicodedata.category(char) in _NOTHING or char == _LOST:
        return ""
    if char.isspace():
        return "\n" if char in "\u2028\u2029\x85" else " "
    if char.isdigit():
        return str(unicodedata.digit(char, 0))
    wide = unicodedata.normalize("NFKD", char)
    return "".join(
        _LOOKALIKES.get(part, _LONGER.get(part, part))
        for part in wide
        if unicodedata.category(part) not in _NOTHING
    )


_TABLE = _Table()


def fold(raw: str) -> Folded:
    """Fold a text: compatibility forms, accents, look-alike letters, invisible signs, HTML entities.

    Source: Unicode Standard Annex 15 (normalization forms); Technical Standard 39 (confusables), in extract.
    """
    folded = _fold_signs(raw)
    text = folded.text
    marked = "*" in text or "<" in text or "~~" in text or "-\n" in text or "-\r" in text
    return _without_marks(folded) if marked and _INSIDE.search(text) else folded


def _without_marks(folded: Folded) -> Folded:
    """Return a folded text without what stands inside its words and is no part of them."""
    text, starts = folded.text, folded.starts or list(range(len(folded.text) + 1))
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for found in _INSIDE.finditer(text):
        pieces.append(text[at : found.start()])
        kept.extend(starts[at : found.start()])
        at = found.end()
    return Folded("".join((*pieces, text[at:])), [*kept, *starts[at:]])


def _fold_signs(raw: str) -> Folded:
    """Fold the signs of a text one by one."""
    codes = _codes(raw)
    if raw.isascii() and not codes:
        return Folded(raw, None)
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for start, end, decoded in codes:
        _fold_plain(raw, at, start, pieces, starts)
        text = "".join(map(_TABLE.__getitem__, decoded))
        pieces.append(text)
        starts.extend([start] * len(text))
        at = end
    _fold_plain(raw, at, len(raw), pieces, starts)
    starts.append(len(raw))
    return Folded("".join(pieces), starts)


def _codes(raw: str) -> list[tuple[int, int, str]]:
    """List where a text holds signs as a program writes them, and what they say; what says no letter stays."""
    found: list[tuple[int, int, str]] = []
    if "&" in raw:
        for one in _ENTITY.finditer(raw):
            decoded = html.unescape(one[0])
            if decoded != one[0]:
                found.append((*one.span(), decoded))
    if "%" in raw or "=" in raw or "\\u" in raw:
        found += [(*one.span(), told) for one in _ESCAPED.finditer(raw) if (told := _unescaped(one[0]))]
    if not raw.isascii():
        found += [(*one.span(), told) for one in _MISREAD.finditer(raw) if (told := _reread(one[0]))]
    return sorted(found)


def _unescaped(code: str) -> str:
    """Return the letters that a code stands for, nothing where it stands for anything but letters and spaces."""
    if code[0] == "\\":
        told = chr(int(code[2:], 16))
    else:
        try:
            told = bytes.fromhex(code.replace(code[0], "")).decode()
        except UnicodeDecodeError:
            return ""
    letters = all(sign.isalpha() or sign == " " or unicodedata.combining(sign) for sign in told)
    return told.replace(" ", _SPACE) if letters else ""


def _reread(signs: str) -> str:
    """Return what signs say that were read in the wrong encoding, nothing where they were not."""
    for read_as in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return signs.encode(read_as).decode()
    return ""


def _fold_plain(raw: str, start: int, end: int, pieces: list[str], starts: list[int]) -> None:
    """Fold a range without entities onto the pieces and their offsets."""
    at = start
    for found in _BEYOND_ASCII.finditer(raw, start, end):
        first, last = found.span()
        pieces.append(raw[at:first])
        starts.extend(range(at, first))
        for place in range(first, last):
            text = _TABLE[raw[place]]
            pieces.append(text)
            starts.extend([place] * len(text))
        at = last
    pieces.append(raw[at:end])
    starts.extend(range(at, end))


def fold_word(word: str) -> str:
    """Fold a name or word alone, in lower case."""
    return fold(word).text.lower()
