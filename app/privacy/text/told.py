"""Find passwords and codes told without the word for one: what to type to get in, my code, a phrase after a colon."""

import re
from collections.abc import Iterator

from app.privacy.text.context import Words
from app.privacy.text.cues import gate
from app.privacy.text.secrets import MISSPELLED_WORDS, PASSWORD_WORDS, is_mixed
from app.privacy.text.words import is_listed_spanish, lexicon, things, word_set

Found = tuple[int, int, str]

_MY_CODE = re.compile(
    r"(?i)(?:my|your|his|her|our|mi|tu|su)\s(?:\w{1,12}\s)?(?:code|codigo|clave)\s?(?:is|was|es|era|:|=)"
    r"\s?(?P<value>\d{4,8})\b"
)
_USED = re.compile(
    r"(?i)(?:use|using|type|typed|enter|try|put|put in|(?:log|sign|get)s? (?:in|on) with|unlocks? (?:it )?with|usa|"
    r"escribe|pon|prueba|puse|ponia|pongo|used|entre con)"
    r"\s[\"']?(?P<value>(?=[^\s,;\"']*\d)[^\s,;\"'/\\]{6,40})(?P<after>[^\n]{0,40})"
)
_WAY_IN = re.compile(
    r"(?i)(?:log|sign|get|go|let)\w* (?:me |you |him |her |us )?(?:in|on|into)\b|unlock|\bprompt\b|\bto open\b|"
    r"para (?:entrar|abrir)"
)
_GIVEN = re.compile(
    r"(?i)(?:temp|temporary|default|initial|nueva|temporal)(?:\s(?:one|login|pass))?\s?(?:is|was|es|:|=)\s?[\"']?"
    r"(?P<value>(?=[^\s,;\"']*\d)[^\s,;\"'/\\]{6,40})"
)
_HANDED = re.compile(
    r"(?i)(?:gave|set|reset|new temp|temp|puse|di)\s(?:(?:him|her|them|it|to|le)\s)?"
    r"(?P<value>[a-z]{3,}(?:[-_!.][a-z]{3,})*[-_!.]?\d{2,4}[a-z]*)(?![\w-])"
)
_LEAST_KEY = 8  # characters of a password that is told by how it is made alone
_NOTED = re.compile(
    r"(?i)(?<!\S)(?P<value>(?=[^\s,;\"']*\d)[^\s,;\"'/\\]{6,40})\s(?:is |was |written |stuck |taped )?on "
    r"(?:a|the|my|his|her|their) (?:sticky|post-?it|note|index card|scrap)"
)
_NEAR, _WORD = 70, 8  # characters around a word for a note
_SIGN = re.compile(r"[!$%^&*#?+~]")
_PHRASE = re.compile(
    r"(?i)(?:pass|pass ?words?|pass ?phrase|pass ?code|pwd?|contrasena|clave)\s?[:=]\s?"
    r"(?P<value>(?-i:[a-z]{3,12})(?:[ -](?-i:[a-z]{3,12})){3,6})(?=\s*(?:[.,;!?\n]|$))"
)
_USING = gate({
    "use", "using", "type", "typed", "enter", "try", "put", "log", "logs", "sign", "signs", "get", "gets", "unlock",
    "unlocks", "usa", "escribe", "pon", "prueba", "puse", "ponia", "pongo", "used", "entre",
})  # fmt: skip
_GIVING = gate({"temp", "temporary", "default", "initial", "nueva", "temporal"})
_HANDING = gate({"gave", "set", "reset", "new", "temp", "puse", "di"})
_NOTES = gate({"sticky", "post", "postit", "note", "card", "scrap"})
_OWNERS = gate({"my", "your", "his", "her", "our", "mi", "tu", "su"})
_CODES = gate({"code", "codigo", "clave"})


_SIGNED = re.compile(
    r"(?<![\w.:/@-])(?P<word>[A-Za-z]{3,})[!#$%^&*~+]+(?=[A-Za-z!#$%^&*~+]*\d)[A-Za-z\d!#$%^&*~+]{1,20}(?<![!*])"
)
_PASSPHRASE = re.compile(r"(?<![\w.:/@-])[a-z]{3,}(?:-[a-z]{3,}){1,3}-\d{2,4}(?![\w-])")
_INITIALED = re.compile(
    r"(?<![\w.:/@-])(?P<word>[a-z]{3,})\.[abd-gi-z](?![\w.@-])"
)  # main.c and stdio.h are files
_SHEETS = gate(
    {"sheet", "sheets", "sticky", "hoja", "papelito", "login", "logins", "credentials", "creds", "postit"}
)

_JOINTS = frozenset("!#$%^&*~+")
_TELLING_OF_KEYS = frozenset({_SHEETS, PASSWORD_WORDS, MISSPELLED_WORDS})


def find_signed(words: Words) -> Iterator[Found]:
    """Yield passwords by how they are made where a text tells of one, and sign-in names with an initial."""
    text, known = words.text, lexicon()
    if words.runs and not _TELLING_OF_KEYS.isdisjoint(words.opened):
        for found in () if _JOINTS.isdisjoint(words.joints) else _SIGNED.finditer(text):
            low = found["word"].lower()
            if low not in known.technology and low not in things() and low not in word_set("numbered things"):
                yield found.start(), found.end(), "secret"
        for found in _PASSPHRASE.finditer(text) if "-" in words.joints else ():
            yield found.start(), found.end(), "secret"
    for at in words.joints.get(".", ()):
        initial = _INITIALED.match(text, words.starts[at - 1]) if len(words.lows[at]) == 1 else None
        if initial and initial["word"] not in known.english and not is_listed_spanish(initial["word"]):
            yield initial.start(), initial.end(), "account"


def find_told(words: Words) -> Iterator[Found]:
    """Yield passwords and codes by how they are told and made; names of products and machines stay."""
    text = words.text
    for start in words.starts_of(PASSWORD_WORDS):
        phrase = _PHRASE.match(text, start)
        if phrase and word_set("function").isdisjoint(re.split("[ -]", phrase["value"])):
            yield phrase.start("value"), phrase.end("value"), "secret"
    if not words.runs:
        return
    for start in words.starts_of(_OWNERS) if _CODES in words.opened else ():
        mine = _MY_CODE.match(text, start)
        if mine:
            yield mine.start("value"), mine.end("value"), "secret"
    for start in words.starts_of(_GIVING):
        given = _GIVEN.match(text, start)
        if given and _is_key(given["value"].rstrip(".,:)"), "log in", ""):
            yield given.start("value"), given.start("value") + len(given["value"].rstrip(".,:)")), "secret"
    yield from _find_handed(words)
    for start in words.starts_of(_NOTES):
        noted = _NOTED.search(text, max(0, start - _NEAR), start + _WORD)
        if noted and _is_key(noted["value"], "", ""):
            yield noted.start("value"), noted.end("value"), "secret"
    for start in words.starts_of(_USING):
        used = _USED.match(text, start)
        if used and _is_key(
            used["value"].rstrip(".,:)"), text[max(0, start - 30) : used.start("value")], used["after"]
        ):
            yield used.start("value"), used.start("value") + len(used["value"].rstrip(".,:)")), "secret"


def _find_handed(words: Words) -> Iterator[Found]:
    """Yield passwords that were given or set, by how they are made (gave her Otter-Lemon-48)."""
    for start in words.starts_of(_HANDING):
        handed = _HANDED.match(words.text, start)
        if handed and _is_made_up(handed["value"]):
            yield handed.start("value"), handed.end("value"), "secret"


def _is_made_up(value: str) -> bool:
    """Tell whether words and figures written as one are a password, and name no machine, room or thing."""
    parts = re.findall(r"[a-z]+", value.lower())
    named = lexicon().technology | things() | word_set("numbered things")
    return len(value) >= _LEAST_KEY and len(parts) > 1 and named.isdisjoint(parts)


def _is_key(value: str, before: str, after: str) -> bool:
    """Tell whether what is to be typed is a password by its signs, or by a way in that is named beside it."""
    parts = re.findall(r"[^\W\d_]+", value.lower())
    if not is_mixed(value) or any(part in lexicon().technology for part in parts):
        return False
    return bool(_SIGN.search(value) or _WAY_IN.search(f"{before} {after}"))
