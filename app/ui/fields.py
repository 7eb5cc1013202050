"""Find what the fields of forms and pages hold of a person: what each declares, or what its kind tells.

A form declares its typed fields in ``holds``; a hand-written field in a comment of its template:
``{# holds q: masked, help, people #}`` or ``{# holds tag: nothing, an asset tag to look for #}``.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    SubmitField,
    TimeField,
)

from app.kernel.data import Datum, Plain, personal, plain
from app.privacy.classes import Element

# A choice, a mark, a day or a key is nobody's words: what it points to is declared at its column.
BY_KIND = (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    SubmitField,
    TimeField,
)
ROOT = Path(__file__).resolve().parent.parent
_INPUT = re.compile(r"<(?P<tag>input|textarea)\b(?P<rest>(?:[^>{]|\{\{.*?\}\}|\{%.*?%\}|\{)*)>", re.DOTALL)
_NAME = re.compile(r'\bname="([^"]+)"')
_TYPE = re.compile(r'\btype="([^"]+)"')
_HOLDS = re.compile(r"\{#\s*holds\s+(\S+):\s*(.+?)\s*#\}")
_TYPED = ("text", "search", "email", "tel", "url", "password", "file", "number")


def forms() -> list[type[FlaskForm]]:
    """Return every form of ours that is loaded."""
    found, waiting = [], list(FlaskForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("app."):
            found.append(form)
    return sorted(found, key=lambda form: (form.__module__, form.__name__))


def typed_fields(form: type[FlaskForm]) -> Iterator[tuple[str, Datum | Plain | None]]:
    """Yield each field that a person types into, and what the form says that it holds."""
    holds: Mapping[str, Datum | Plain] = getattr(form, "holds", {})
    for name in dir(form):
        field = getattr(form, name)
        if hasattr(field, "field_class") and (name in holds or not issubclass(field.field_class, BY_KIND)):
            yield name, holds.get(name)


def written_fields(source: str) -> Iterator[tuple[str, Datum | Plain | None]]:
    """Yield each field that a template writes by hand, and what its comment says that it holds."""
    said = {name: _read(words) for name, words in _HOLDS.findall(source)}
    for found in _INPUT.finditer(source):
        rest = found.group("rest")
        kind = _TYPE.search(rest)
        name = _NAME.search(rest)
        typed = found.group("tag") == "textarea" or kind is None or kind.group(1) in _TYPED
        if typed and name is not None:
            key = re.sub(r"\{\{\s*|\s*\}\}", "", name.group(1))
            yield key, said.get(key)


def _read(words: str) -> Datum | Plain:
    first, *rest = [part.strip() for part in words.split(",")]
    made = plain(", ".join(rest)) if first == "nothing" else personal(first, *rest)
    said: Datum | Plain = made["data"]
    return said


def templates() -> list[Path]:
    """Return every template of ours."""
    return sorted(ROOT.rglob("templates/**/*.html"))


def elements() -> Iterator[Element]:
    """Yield each field with personal data; what is sent is kept as long as the column that takes it."""
    for form in forms():
        for name, said in typed_fields(form):
            if isinstance(said, Datum):
                yield Element("field", form.__name__, name, said, said.retention or "as_the_column")
    for path in templates():
        for name, said in written_fields(path.read_text()):
            if isinstance(said, Datum):
                yield Element("field", path.stem, name, said, said.retention or "as_the_column")
