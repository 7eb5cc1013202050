"""Find addresses of streets, boxes and routes."""

import re
from collections.abc import Iterator

from app.privacy.text.context import Words
from app.privacy.text.cues import gate
from app.privacy.text.numbers import is_technical
from app.privacy.text.words import lexicon, word_set

Found = tuple[int, int, str]

_ENDS = (
    "St|Street|Ave?|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Ct|Court|Cir|Circle|Pl|Place|Way|Ter|Terrace|Pkwy|Parkway|"
    "Hwy|Highway|Trl|Trail|Loop|Sq|Square|Crossing|Row|Alley|Close|Crescent|Ridge|Hollow|Creek|Pass|Run|Point|Bend"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|"
    "RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR"
)
_REST = (
    r"(?:,?\s{1,2}(?:[NSEW]{1,2}|North|South|East|West)\b\.?)?"
    r"(?:,?\s{1,3}(?i:apto|apt|apartment|suite|ste|unit|depto|bldg|trlr|lot|rm)\.?\s{0,2}#?\w{1,5}\b|,?\s?#\s?\d+\w?)?"
    rf"(?:,?\s{{1,3}}[A-Z][A-Za-z.]+(?:\s[A-Z][a-z]+){{0,2}},?\s{{1,3}}(?:{_STATES})\b\.?(?:\s{{1,3}}\d{{5}}(?:-\d{{4}})?)?)?"
)
_STREET = re.compile(
    rf"(?<![\w.:/-])\d{{1,6}}[A-Za-z]?(?:\s?[-/]\s?\d+)?,?\s{{1,3}}(?:(?:[NSEW]{{1,2}}|North|South|East|West)\.?\s)?"
    rf"(?:(?:[A-Z][\w'.-]*|\d{{1,3}}(?:st|nd|rd|th))\s){{1,4}}(?:{_ENDS})\b\.?{_REST}"
)
_STREET_LOWER = re.compile(
    r"(?<![\w.:/-])\d{1,6}\s(?:[nsew]\.?\s)?(?:(?:[a-z][\w'.-]+|\d{1,3}(?:st|nd|rd|th))\s){1,3}"
    rf"(?:street|avenue|road|boulevard|lane|blvd|ave|rd|ln)\b\.?(?i:{_REST})",
)
_TAIL = (
    r"(?:,?\s{1,2}(?:(?-i:[NS][EW]?|[EW])|n[ew]|sw|north(?:east|west)?|south(?:east|west)?|east|west)\b\.?(?!\s\w+ing\b))?"
    r"(?:,?\s{1,3}(?:apto|apt|apartment|suite|ste|unit|depto|lot|trlr)\.?\s{0,2}#?\w{1,5}\b|,?\s?#\s?\d+\w?)?"
    rf"(?:,?\s{{1,3}}[a-z.]{{3,}}(?:\s[a-z]{{3,}}){{0,2}},?\s{{1,3}}(?:{_STATES})\b(?:\.?\s{{1,3}}\d{{5}}(?:-\d{{4}})?|(?=\s*(?:[.,;\n]|\Z|and\b|y\b))|(?<!\b(?:in|or|me|ok|hi|oh|id|la|de|pa|ma|co|al))(?=\s)))?"
)
_STREET_ANY = re.compile(
    r"(?i)(?<![\w.:/-])\d{2,5}\s(?:[nsew]{1,2}\.?\s)?(?P<name>(?:(?:[a-z][\w'-]+|\d{1,3}(?:st|nd|rd|th))\s){1,3})"
    rf"(?:st|dr|ct|cir|pl|ter|way|court|circle|trl|trail|pkwy|hwy|blvd|ave|rd|ln|drive|place)\b\.?{_TAIL}"
)
_TOWN = (  # behind a box or route, where no state tells it
    r"(?:(?:,\s{1,2}(?:in\s|en\s)?|\s(?:in|en)\s)(?-i:(?!Please|Thank|The\b|We\b|It\b|And\b|My\b|Can\b|This\b|Our\b|But\b|"
    r"They\b|He\b|She\b|Por\b|No\b|Gracias)[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]+){0,2}))?"
)
_ROUTE = re.compile(
    r"(?i)(?<![\w.:/-])(?:(?:r\.?\s?r\.?|h\.?c\.?|rural route|star route)\s?#?\d{1,3},?\s{0,2}(?:box|bx)"
    r"\s?#?\d{1,5}[a-z]?\b|\d{1,6}\s(?:[nsew]{1,2}\.?\s)?(?:county|state|forest|ranch|farm to market|cr|fm|us|c\.r\.)"
    r"\s?(?:road|rd|route|rte|highway|hwy)?\.?\s\d{1,4}[a-z]?\b|"
    r"(?:hwy|highway|route|rte|us|county (?:rd|road))\s\d{1,4},?\s(?:mile ?post|mile ?marker|mm)\s\d+(?:\.\d+)?|"
    r"(?:\d{1,5}\s)?mile ?(?:post|marker)\s\d+(?:\.\d+)?(?:,\s(?:county (?:rd|road)|hwy|highway|route)\s\d{1,4})?)"
    rf"{_TAIL}{_TOWN}"
)
_INSIDE = (  # which house or flat, behind a street's number
    r"(?:,?\s{1,2}(?:casa|int(?:erior)?|ext(?:erior)?|depto|dpto|departamento|apto|apartamento|apt|lote|edif(?:icio)?|manzana|mz|lt|"
    r"piso|puerta|local|unidad|unit|torre|bungalow|space|spc|trailer|lot)\b\.?\s{0,2}#?(?=\w{1,5}\b)(?:\d{1,4}[a-z]?|(?-i:[A-Z])\d{0,3})\b){0,3}"
)
_NUMBERED_SPANISH = re.compile(
    r"(?i)(?<![\w.:/-])(?:\d{2,6}\s{1,2}(?:(?:[nsew]{1,2}|north|south|east|west)\.?\s)?(?-i:Camino|Caminito|Paseo|Avenida|Avda|Calle|"
    r"Callejon|Via|Privada|Cerrada|Colonia|Calzada|Vereda|Placita|Circulo|Circuito|Sendero|Alameda|Carretera|Andador|"
    r"Prolongacion|Pasaje|Glorieta|Retorno)|\d{3,6}\s{1,2}(?-i:Plaza|Corte|Entrada|Rancho|Vista|Mesa|Loma|Arroyo|Cuesta|Cerro|"
    r"Puerta|Rincon|Bosque))\s(?:(?:del?|las?|los|el|y|san(?:ta|to)?)\s){0,3}"
    r"(?-i:[A-Z][\w'.-]*(?:\s(?:(?:de|del|la|las|los|el|y)\s){0,2}(?!(?:N|S|E|W|NE|NW|SE|SW)\b)[A-Z][a-z]+){0,2})"
    rf"{_TAIL}{_INSIDE}"
)
_STREET_SPANISH = re.compile(
    r"(?i)\b(?:calle|avenida|av(?:da)?\.?|carrera|cra?\.|paseo|camino|colonia|calz(?:ada)?\.?|blvd\.?|privada|cerrada|callejon|andador|prolongacion|circuito|retorno|c/)\.?\s{1,2}"
    r"(?:[\w.]+\s){0,5}?[\w.]+,?\s{0,2}(?:#|no\.?|num\.?|numero)?\s{0,2}\d{1,5}[a-z]?\b(?:-\d{1,4}\b)?"
    r"(?:,?\s{1,2}(?:col(?:onia)?|fracc|int(?:erior)?|depto|piso)\b\.?\s(?-i:[A-Z\d][\w.]*(?:\s[A-Z][\w.]*){0,2}))?"
    rf"{_INSIDE}"
)
_STREET_ENDS = ("straat", "strasse", "gasse", "weg", "gatan", "gata", "vej", "laan", "plein", "platz")
_GLUED = gate(is_one=lambda low: low.endswith(_STREET_ENDS))
_STREET_GLUED = re.compile(rf"(?i)\b[a-z]{{3,}}(?:{'|'.join(_STREET_ENDS)})\s\d{{1,4}}\w?\b")
_LONG_ENDS = gate({"street", "avenue", "boulevard", "road", "lane"})
_STREETS, _LIVING_WORDS = gate(word_set("street words")), gate(word_set("living words"))
_TELLING = gate(word_set("living words") | word_set("sending words"))
_NUMBERED = gate(word_set("numbered street words"))
_BOX_WORDS = frozenset({"box", "bx", "apartado"})
_BOXES, _ROUTES = gate(_BOX_WORDS), gate(_BOX_WORDS | word_set("route words"))
_STREET_ALONE = re.compile(r"\b(?:[A-Z][a-z]+\s){1,2}(?:Street|Avenue|Boulevard|Road|Lane)\b")
_THE_MODEL = re.compile(r"(?i)^(?:the|a)\s.*\s\d$|^\Wel\s.*\s\d$")  # the Ingenico Lane 3000
_FLAT = re.compile(r"(?i)\b(?:apt|apartment|suite|ste)\.?\s{0,2}#?\d{1,5}\w?\b")
_BOX = re.compile(rf"(?i)\b(?:p\.?\s?o\.?\s?(?:box|bx)|apartado(?: postal)?)\s{{0,2}}#?\d+\b{_TAIL}{_TOWN}")
_ZIP = re.compile(
    rf"\b(?:{_STATES}),?\s{{1,2}}\d{{5}}(?:-\d{{4}})?\b|(?i:\bzip(?:\s?code)?\b[\s:#is-]{{0,6}}(?P<code>\d{{5}}(?:-\d{{4}})?)\b)|(?<![\w-])\d{{5}}-\d{{4}}(?![\w-])"
)
_POSTAL, _BEFORE_POSTAL, _BEHIND_POSTAL = (
    5,
    20,
    6,
)  # figures of such a code; characters around it that tell it
_LIVING = re.compile(
    r"(?i)(?<!ip )(?<!mac )(?<!mail )(?<!web )(?<!gateway )(?<!url )(?<!dns )"
    r"\b(?:address(?:es)?|lives?\s(?:at|on)|living at|direccion|vivo en|vive en|domicilio|located at)\b"
    r"(?:\s?(?:is|are|to|it|here|they|with|at|es|:|=|,|\n)(?![a-z])){0,6}\s{0,3}(?=\d{1,5}\s+[^\W\d])([^\n.?!;]{4,70}(?:\.\s?\d+[^\n.?!;]{0,30})?)"
)
_GOES_ON = re.compile(
    r"(?i),?\s(?:is|are|was|isn't|isnt|and|but|so|because|since|needs?|has|have|had|cant|can't|can|wont|doesnt|does|shows?|says?|"
    r"please|pls|thanks?|we|i|he|she|they|it|my|our|who|which|where|if|y|pero|no|hay|con|sin|tel|phone|call|instead|now|not|"
    r"(?:in|on|to|for|from|with) (?:the|our|my|his|her|a|an|no|[a-z]*(?:school|canvas|power|google|class)[a-z]*))\b"
)
_TELLS = re.compile(
    r"(?i)(?<!ip )(?<!mac )(?<!mail )(?<!web )\b(?:address(?:es)?|lives?|lived|direccion|domicilio|viv[eo])\b"
)
_FAR = 48  # characters between a word for a box or route and its number, fewer
_HOUSE = 6  # figures of the number of a house, at most
_INDOORS = re.compile(r"(?i)\b(?:room|grade|period|cart|slot|lab|salon|seat|row|hall|windows|chrome)\s$")

_OTHER_STREETS = (
    (gate(word_set("spanish street words")), _STREET_SPANISH),
    (gate(word_set("flat words")), _FLAT),
)


def find_streets(words: Words) -> Iterator[Found]:
    """Yield street addresses, in English and Spanish and as told after a word for one."""
    text = words.text
    if _STREETS in words.opened:
        for start, end in words.runs:
            if end - start > _HOUSE or text[start - 1 : start].isalnum():
                continue
            found = (
                _STREET.match(text, start) or _STREET_LOWER.match(text, start) or _plain_street(words, start)
            )
            if found:
                yield found.start(), found.end(), "address"
    yield from _find_numbered(words)
    for start in words.starts_of(_LONG_ENDS):
        found = _STREET_ALONE.search(text, max(0, start - 30), start + 10)
        if found and not _THE_MODEL.search(text[max(0, found.start() - 4) : found.end() + 2]):
            yield found.start(), found.end(), "address"
    for told, pattern in _OTHER_STREETS:
        for start in words.starts_of(told):
            found = pattern.match(text, start)
            if found:
                yield found.start(), found.end(), "address"
    for start in words.starts_of(_LIVING_WORDS):
        found = _LIVING.match(text, start)
        if found:
            yield found.start(1), _told_end(found[1], found.start(1)), "address"
    yield from _find_rare(words)


def _find_numbered(words: Words) -> Iterator[Found]:
    """Yield houses on Spanish streets, their number before them (412 Camino del Sol NE)."""
    text = words.text
    for start, _ in words.runs if _NUMBERED in words.opened else ():
        found = _NUMBERED_SPANISH.match(text, start)
        if found and not _INDOORS.search(text, max(0, start - 12), start):
            yield found.start(), found.end(), "address"


def _told_end(told: str, start: int) -> int:
    """Return where an address ends that was told: before the clause that goes on after its first two words."""
    goes_on = _GOES_ON.search(told, _second_word(told))
    return start + len((told[: goes_on.start()] if goes_on else told).rstrip(" ,"))


def _second_word(told: str) -> int:
    found = re.match(r"\S+\s+\S+", told)
    return found.end() if found else len(told)


def _plain_street(words: Words, start: int) -> re.Match[str] | None:
    """Match a street written without capitals, or in them throughout; no measure (a 20 minute drive)."""
    found = _STREET_ANY.match(words.text, start)
    if found is None:
        return None
    named, known = found["name"].lower().split(), lexicon()
    if any(word in word_set("no streets") or word in word_set("function") for word in named):
        return None
    if all(word in known.technology for word in named):
        return None
    telling = _TELLING in words.opened
    return found if telling or named[-1] not in known.daily else None


def _find_rare(words: Words) -> Iterator[Found]:
    """Yield postal codes, boxes and streets written as one word."""
    text, patterns = words.text, []
    for start, end in words.runs:
        if end - start == _POSTAL:
            for found in _ZIP.finditer(text, max(0, start - _BEFORE_POSTAL), end + _BEHIND_POSTAL):
                yield found.start("code") if found["code"] else found.start(), found.end(), "address"
    if _stands_near_figures(words, _BOXES):
        patterns.append(_BOX)
    if _stands_near_figures(words, _ROUTES):
        patterns.append(_ROUTE)
    if _GLUED in words.opened and any(text.endswith(_STREET_ENDS, 0, start - 1) for start, _ in words.runs):
        patterns.append(_STREET_GLUED)
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), "address"


def _stands_near_figures(words: Words, gate: int) -> bool:
    """Tell whether a word that opens a gate stands where figures are not far."""
    if not (words.runs and gate in words.opened):
        return False
    places = words.starts_of(gate)
    return any(abs(start - place) < _FAR for place in places for start, _ in words.runs)


def spread_address(words: Words, found: list[Found]) -> list[Found]:
    """List house numbers and postal codes beside what was found, in a text that tells an address."""
    text = words.text
    told = any(kind == "address" and " " in text[start:end] for start, end, kind in found)
    if not words.runs or not (
        told or any(_TELLS.match(text, start) for start in words.starts_of(_LIVING_WORDS))
    ):
        return []
    kinds = {"address", "name", "word"}
    starts = {start for start, _, kind in found if kind in kinds}
    ends = {end for _, end, kind in found if kind in kinds}
    inside = [(start, end) for start, end, _ in found]
    spread: list[Found] = []
    for start, end in [*words.runs, *words.runs]:
        if end - start < 7 and _is_house(text, start, end, starts, ends):
            if not any(first <= start < last for first, last in inside):
                spread.append((start, end, "address"))
            starts.add(start)
            ends.add(end)
    return spread


def _is_house(text: str, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Tell whether a number stands right beside what was found, as a house number or a postal code does."""
    if start in starts or text[end : end + 1].isalpha():
        return False
    before = any(
        last in ends and not text[last:start].strip(" ,.\n") for last in range(max(0, start - 4), start)
    )
    after = any(first in starts and not text[end:first].strip(" ,") for first in (end + 1, end + 2))
    if not before and not after:
        return False
    return not is_technical(text, start, end) and not _INDOORS.search(text, max(0, start - 12), start)
