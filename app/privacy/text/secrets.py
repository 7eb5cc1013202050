"""Find passwords, PINs and one-time codes that somebody typed out."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from app.privacy.text.context import Words
from app.privacy.text.cues import gate
from app.privacy.text.words import lexicon, word_set

Found = tuple[int, int, str]

_CALLED = re.compile(
    r"(?i)\b(?:pass words?|p[as]{2,4}[word]{3,4}s?|passwd|pass ?phrase|pass ?codes?|pwd|pw|psswd|contrasenas?|clave|"
    r"psk|(?:wifi|wi-fi|network|security|access)\s(?:key|code))\b"
    r"(?:\s(?:for|to|of|de|del|para|on)\s(?:[\w'-]{1,30}\s){0,3}?[\w'-]{1,30}|\s(?:i use|number|code|reset))?"
    r"(?P<link>\s*(?:[:=]|->|,? creo que (?=es |era )|\b(?:sh?ould|has to|needs to|must|will) be\b"
    r"|\bdebe ser\b|\bis now\b|\bis\b|\bwas\b|\bto\b|\bes\b|\bera\b)+\s*)"
    r"(?P<value>\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|\S+)"
)
_BARE = re.compile(
    r"(?i)\b(?:p[as]{2,4}[word]{3,4}|passwd|pwd|pw|contrasena|clave|passcode)\s"
    r"(?P<value>(?=\S*[\d!$%^&*@#])(?=\S*[A-Za-z])[^\s,;]{4,40})"
)
_WORDED = re.compile(
    r"(?i)\b(?P<noun>p[as]{2,4}[word]{3,4}|passwd|pwd|pw|pass|contrasena|clave)\s(?P<value>[a-z]{4,30})(?=(?P<after>[\s,.;]*\w*))"
)
_CHECKED = frozenset(
    {
        "",
        "plz",
        "pls",
        "please",
        "thx",
        "thanks",
        "btw",
        "user",
        "username",
        "login",
        "usuario",
        "but",
        "pero",
        "and",
        "y",
    }
)
_TOLD_LATER = re.compile(
    r"(?i)[.!?;,\n]\s{0,2}(?:it|that|which|mine)\s?(?:'s|is|was)\s(?P<value>(?=[^\s,;]*\d)(?=[^\s,;]*[A-Za-z])[^\s,;]{5,40})"
)
_MISSPELLED = re.compile(r"p[as]{2,4}[word]{3,4}s?")
_LATER = 160  # characters within which a password is told after the word for it
_SET = re.compile(
    r"(?i)\b(?:(?:chang|reset|switch|updat)(?:ed|e|ing)?|set|made|puse|cambie|cambio|deje)\s(?:it|mine|that|this|lo|la)?\s?"
    r"(?:back\s)?(?:to|a|as|por|en)\s(?P<value>[^\s,;\"']{6,40})"
)
_TYPED = re.compile(  # what was typed, and what came of it
    r"(?i)\b(?:typed|typing|entered|tried|trying|put(?:ting)?|keyed|wrote|used|escribi|escribo|escribio|puse|puso|pongo|teclee|"
    r"tecleo|meti|metio|ingrese|ingreso|probe|intente|use)\s(?:in\s|with\s|con\s|as\s)?[\"'(]?(?P<value>[^\s,;\"'()]{6,40}?)[\"')]?[.,;]?\s"
    r"(?:(?:and|but|then|so|y|pero|&|n|cuando|when)\s)?(?:then\s|now\s|luego\s|ahora\s)?"
    r"(?:(?:it|that|the (?:screen|page|site|computer|system)|canvas|google|clever|la (?:pantalla|pagina))(?:'s)?\s"
    r"(?:just\s|still\s|keeps?\s|only\s|always\s)?"
    r"(?:said|says?|saying|told|tells?|did|does|didn'?t|doesn'?t|won'?t|wouldn'?t|is|was|shows?|showed|wrong|kept|expired|failed|rejected|locked|denied)\b"
    r"|(?:me|no|se|nada)\s(?:me\s|lo\s|la\s)?(?:salio|sale|dice|dijo|deja|dejo|abre|abrio|acepta|acepto|funciona|funciono|marca|marco|bloqueo|entra|entro|jala|quiere)\b"
    r"|(?:dice|dijo|salio|sale|marca|marco)\b|(?:no luck|nothing|still no|not working|nada)\b)"
)
_THING = re.compile(r"(?P<thing>[A-Za-z]+)[\d.]+[A-Za-z]?")
_TAKEN = re.compile(
    r"(?i)(?<!\S)(?P<value>[^\s,;:\"']{4,40})\s(?:as|como|for|is|was|es)\s(?:the\s|my\s|a\s|his\s|her\s|our\s|your\s|new\s|la\s|mi\s)*$"
)
_SHORT = re.compile(r"(?i)(?:pass|pw|pwd|password|clave)\s?(?:[:=/|]|-?>|=>)\s?(?P<value>[^\s,;]{3,40})")
_NEAR = 48  # characters within which a mix of letters and digits is taken for the password told of
_MIXED = re.compile(r"(?<!\S)[\"'(]?(?P<value>[^\s\"'(),;]{6,40})")
_ADDRESS = re.compile(r"@[\w-]+\.|^(?:https?|www)\b|\.(?:com|org|net|pdf|docx?|png|jpg)$")
_MEASURE = re.compile(
    r"(?i)\d+(?:[a-z]{1,4}|minutes?|seconds?|months?|days?|hours?|percent)|(?:grade|room|chapter|windows|version|period|error)\d+"
)
_PIN = re.compile(
    r"(?i)\b(?:pin|passcode|locker|combo|combination|lock\s?code|unlock\s?code|door\s?code|"
    r"verification\s?code|security\s?code|one-time\s?code|2fa(?:\s?code)?|login\s?code|"
    r"codigo(?!\s(?:de\s)?(?:error|falla|fallo|detencion|parada|salida|estado|producto|pais|area|barras|modelo)))\b[^\d\n.]{0,20}(?P<value>\d{4,8}|\d{1,2}-\d{1,2}-\d{1,2})(?!\w|\.\d)"
)
_PIN_LATER = re.compile(
    r"(?i)\b(?:pin|passcode|locker|combo|combination)\b[^\d\n]{0,50}\b(?:is|was|es|era|think)\s(?P<value>\d{4,8})(?!\w|\.\d)"
)
_CODE = re.compile(
    r"(?i)(?<!error )(?<!stop )(?<!exit )(?<!status )code"
    r"(?:\s(?:to|for)\s(?:\w{1,12}\s){1,3})?\s?(?:is|was|it sent(?: me)? is|they sent(?: me)? is|:)"
    r"\s?(?P<value>\d{5,8})\b"
)
_PHRASE_WORD = re.compile(r"\s([a-z]{2,})\b(?=[\s.,;!?]|$)")

PASSWORD_WORDS, SIGN_IN_WORDS = gate(word_set("password words")), gate(word_set("sign-in words"))
_SETTING_WORDS, _PIN_WORDS, _CODE_WORD = (
    gate(word_set("setting words")),
    gate(word_set("pin words")),
    gate({"code"}),
)
_TYPING_WORDS = gate(word_set("typing words"))
MISSPELLED_WORDS = gate(is_one=_MISSPELLED.fullmatch, firsts="p")  # passwrod
_SECRET_WORDS = gate(word_set("secret words"), _MISSPELLED.fullmatch, firsts="p")


def find_secrets(words: Words) -> Iterator[Found]:
    """Yield what was told as a password, a PIN or a code; talk about passwords stays."""
    text = words.text
    for start in words.starts_of(_SECRET_WORDS):
        found = _CALLED.match(text, start)
        value = _value_of(text, found) if found else None
        if value is not None:
            yield *value, "secret"
        for later in _TOLD_LATER.finditer(text, start, start + _LATER):
            yield later.start("value"), later.end("value"), "secret"
        bare = _BARE.match(text, start) or _worded(words, start)
        if bare:
            yield bare.start("value"), bare.end("value"), "secret"
    for start in words.starts_of(PASSWORD_WORDS):
        yield from _find_beside(text, start)
    for start in words.starts_of(_SETTING_WORDS):
        changed = _SET.match(text, start)
        if changed and is_mixed(changed["value"]):
            yield changed.start("value"), changed.end("value"), "secret"
    if words.runs:
        yield from _find_typed(words)
        for start in words.starts_of(_PIN_WORDS):
            pin = _PIN.match(text, start) or _PIN_LATER.match(text, start)
            if pin:
                yield pin.start("value"), pin.end("value"), "secret"
        for start in words.starts_of(_CODE_WORD):
            code = _CODE.match(text, start)
            if code:
                yield code.start("value"), code.end("value"), "secret"


def _worded(words: Words, start: int) -> re.Match[str] | None:
    """Find a plain word told as a password: with a capital of its own (Password Tiger), or all that is told."""
    found = _WORDED.match(words.text, start)
    if found is None or _is_talk(found["value"], " ") or found["value"].lower() in lexicon().technology:
        return None
    value, after = found["value"], found["after"]
    place = bisect_left(words.starts, found.start("value"))
    if value.istitle() and (not words.is_heading(place) or found["noun"].isupper()):
        return found
    told = after.strip(" ,.;\n").lower() in _CHECKED
    named = bool(SIGN_IN_WORDS in words.opened)
    rare = value.lower() not in lexicon().common and words.low[place - 2] in word_set("owning")
    return found if told and (named or rare or found["noun"].lower() in {"pw", "pwd"}) else None


def _find_beside(text: str, start: int) -> Iterator[Found]:
    """Yield what is told before the word for a password, or after it in the same sentence, by its mix of signs."""
    short = _SHORT.match(text, start)
    if short and not _is_talk(short["value"].rstrip(".!?"), ":"):
        yield short.start("value"), short.end("value"), "secret"
    taken = _TAKEN.search(text, max(0, start - _NEAR), start)
    if taken and is_mixed(taken["value"]):
        yield taken.start("value"), taken.end("value"), "secret"
    sentence = re.split(r"[.?!]\s|\n", text[start : start + _NEAR + 40], maxsplit=1)[0]
    for found in _MIXED.finditer(text, start, start + len(sentence)):
        if found.start() - start <= _NEAR and is_mixed(found["value"].rstrip(".:")):
            yield found.start("value"), found.start("value") + len(found["value"].rstrip(".:")), "secret"


def is_mixed(value: str) -> bool:
    """Tell whether a word mixes small letters with digits or signs, as passwords do, and no address or path."""
    small = sum(char.islower() for char in value)
    if small < 2 or any(sign in value for sign in "/\\⟦") or _ADDRESS.search(value):
        return False
    return any(
        char.isdigit() or char in "!$%^&*#+?@" for char in value.rstrip("!?.")
    ) and not _MEASURE.fullmatch(value)


def _find_typed(words: Words) -> Iterator[Found]:
    """Yield what somebody tells to have typed, and what came of it: I typed … and it said expired."""
    for start in words.starts_of(_TYPING_WORDS):
        typed = _TYPED.match(words.text, start)
        if typed and _is_typed_secret(typed["value"]):
            yield typed.start("value"), typed.end("value"), "secret"


def _is_typed_secret(value: str) -> bool:
    """Tell whether a word that somebody typed mixes letters and figures, and is no product's with its number."""
    told = _THING.fullmatch(value)
    if told and (told["thing"].lower() in lexicon().technology or told["thing"].lower() in word_set("rooms")):
        return False
    return is_mixed(value) and any(map(str.isdigit, value))


def _value_of(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """Return where the told value stands, or nothing when the words only talk about it."""
    value, start = found["value"], found.start("value")
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 2:
        return start, start + len(value)
    bare = value.rstrip(".,;?)\"'")
    if not bare or _is_talk(bare, found["link"]):
        return None
    return start, _phrase_end(text, start + len(bare), bare)


def _is_talk(value: str, link: str) -> bool:
    """Tell whether the word after the link says how the password is, not what it is."""
    low = value.lower().replace("’", "'")
    if low.startswith("⟦") or low in word_set("password talk") or low.endswith("n't"):
        return True
    return (
        ":" not in link
        and "=" not in link
        and low.isalpha()
        and value.islower()
        and low.endswith(("ed", "ing"))
    )


def _phrase_end(text: str, end: int, value: str) -> int:
    """Return where a passphrase of plain words ends; a single odd word ends itself."""
    if not (value.isalpha() and value.islower()):
        return end
    for _ in range(4):
        found = _PHRASE_WORD.match(text, end)
        if found is None or found[1] in word_set("password ends") or found[1] in word_set("password talk"):
            break
        end = found.end(1)
    return end
