"""Find street addresses, addresses of machines, and birth dates."""

import re
from collections.abc import Iterator

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
    r"(?:,?\s{1,3}(?:apt|apartment|suite|ste|unit|apto|depto)\.?\s{0,2}#?\w{1,5}\b|,?\s?#\s?\d+\w?)?"
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
_STREET_SPANISH = re.compile(
    r"(?i)\b(?:calle|avenida|avda?\.?|carrera|paseo|camino|colonia|c/)\s{1,2}(?:[\w.]+\s){0,5}?[\w.]+,?\s{0,2}(?:#|no\.?|num\.?|numero)?\s{0,2}\d{1,5}\b"
)
_STREET_GLUED = re.compile(r"(?i)\b[a-z]{3,}(?:straat|strasse|gasse|weg|gatan|gata|vej|laan|plein|platz)\s\d{1,4}\w?\b")
_FLAT = re.compile(r"(?i)\b(?:apt|apartment|suite|ste)\.?\s{0,2}#?\d{1,5}\w?\b")
_BOX = re.compile(r"(?i)\bp\.?\s?o\.?\s?box\s{0,2}\d+\b")
_ZIP = re.compile(rf"\b(?:{_STATES}),?\s{{1,2}}\d{{5}}(?:-\d{{4}})?\b|(?i:\bzip(?:\s?code)?\b[\s:#is-]{{0,6}}\d{{5}}(?:-\d{{4}})?\b)|(?<![\w-])\d{{5}}-\d{{4}}(?![\w-])")
_LIVING = re.compile(
    r"(?i)(?<!ip )(?<!mac )(?<!mail )(?<!web )(?<!gateway )(?<!url )(?<!dns )"
    r"\b(?:address(?:es)?|lives?\s(?:at|on)|living at|direccion|vivo en|vive en|domicilio|located at)\b"
    r"(?:\s?(?:is|are|to|it|here|they|with|at|es|:|=|,|\n)(?![a-z])){0,6}\s{0,3}(?=\d{1,5}\s+[^\W\d])([^\n.?!;]{4,70}(?:\.\s?\d+[^\n.?!;]{0,30})?)"
)
_FOUR = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_SIX = re.compile(r"(?i)(?<![\w:])(?:(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?)(?:%\w+)?(?![\w:])")
_CARD_ADDRESS = re.compile(r"(?i)(?<![\w:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])|\b[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b")
_PUBLIC_MACHINES = re.compile(r"(?:0\.0\.0\.0|127\.|169\.254\.|255\.|8\.8\.[48]\.|1\.[01]\.[01]\.1$|9\.9\.9\.9|224\.)")
_VERSIONED = re.compile(r"(?i)\b(?:version|ver|v|firmware|bios|build|driver|release|os)\.?[\s:=]*$")

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_DAY = re.compile(
    r"(?i)(?<![\w./-])(?:(?P<a>(?:19|20)\d\d)[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?P<b>(?:19|20)?\d\d)|"
    rf"(?:{_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?P<c>(?:19|20)\d\d)|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?:de\s)?(?:{_MONTH})\.?,?\s(?:del?\s)?(?P<d>(?:19|20)\d\d)|"
    rf"(?:{_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\sde\s(?:{_MONTH}))(?![\w/]|-\d)"
)
_BORN = re.compile(r"(?i)\b(?:born|birth\w*|dob|d\.o\.b|bday|b-day|nacid[oa]|naci|nacio|nacimiento|cumple\w*)\b[^\n]{0,24}$")
_TODDLER_YEAR = 2022  # a full date in an earlier year is taken for a birth date


def find_streets(text: str) -> Iterator[Found]:
    """Yield street addresses, in English and Spanish and as told after a word for one."""
    patterns = (_STREET, _STREET_LOWER, _STREET_SPANISH, _STREET_GLUED, _FLAT, _BOX, _ZIP)
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), "address"
    for found in _LIVING.finditer(text):
        yield found.start(1), found.end(1) - (len(found[1]) - len(found[1].rstrip())), "address"


def find_machines(text: str) -> Iterator[Found]:
    """Yield addresses of machines; loopback, masks and public resolvers stay."""
    if "." in text:
        for found in _FOUR.finditer(text):
            near = all(int(part) < 256 for part in found[0].split("."))
            if near and not _PUBLIC_MACHINES.match(found[0]) and not _VERSIONED.search(text, max(0, found.start() - 16), found.start()):
                yield found.start(), found.end(), "address"
    for found in _CARD_ADDRESS.finditer(text):
        yield found.start(), found.end(), "address"
    if ":" in text:
        for found in _SIX.finditer(text):
            if found[0] != "::" and not found[0].startswith("::1"):
                yield found.start(), found.end(), "address"


def find_dates(text: str) -> Iterator[Found]:
    """Yield birth dates: told as such, or a full date of an earlier year."""
    for found in _DAY.finditer(text):
        year = next((value for value in found.groups() if value), "")
        old = len(year) == 4 and int(year) < _TODDLER_YEAR
        if old or _BORN.search(text, max(0, found.start() - 40), found.start()):
            yield found.start(), found.end(), "date"
