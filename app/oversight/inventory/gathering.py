"""Gather everything that declares personal data: columns, fields of forms and pages, derived values, mail headers."""

from functools import cache

from app.kernel.data import DERIVED, Datum
from app.kernel.db import Base
from app.privacy.classes import Element, columns
from app.privacy.mail_headers import HEADERS, said_of_header
from app.ui import fields


@cache
def everything() -> tuple[Element, ...]:
    """Return every element of personal data, read once a process: the declarations do not change while it runs."""
    found = [*columns(Base.metadata), *fields.elements()]
    for name, one in sorted(DERIVED.items()):
        found.append(Element("derived", name.rsplit(".", 1)[0], one.words, one.datum, one.datum.retention))
    headers = {name: said_of_header(name) for name in (*sorted(HEADERS), "any other")}
    for name, said in headers.items():
        if isinstance(said, Datum):
            found.append(Element("header", "mail", name, said, said.retention))
    return tuple(found)
