"""What comes in with a request, made fit for every database before anything reads it."""

import re
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, Map
from werkzeug.utils import cached_property

# no text has these signs; a browser shows nothing for them, and so they would part a name or a number unseen
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAKS = re.compile("[\x0b\x0c\x85]")


class Incoming(Request):
    """A request without signs that control a machine: what is examined is what is shown, and PostgreSQL takes it."""

    def __init__(self, environ: dict[str, Any], *args: Any, **more: Any) -> None:
        environ["PATH_INFO"] = environ.get("PATH_INFO", "").replace("\x00", "?")
        super().__init__(environ, *args, **more)

    @cached_property
    def args(self) -> MultiDict[str, str]:
        return _clean(super().args)

    def _load_form_data(self) -> None:
        super()._load_form_data()
        self.__dict__["form"] = _clean(self.form)


def _clean(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    return ImmutableMultiDict([(name, readable(value)) for name, value in typed.items(multi=True)])


def readable(typed: str) -> str:
    """Return a text without signs that nobody sees; what ends a line or a page ends a line."""
    return _BREAKS.sub("\n", _UNSEEN.sub("", typed))


class Key(IntegerConverter):
    """A number in an address: one that no row can have leads nowhere, like one that no row has."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**63 - 1)


def init_app(app: Flask) -> None:
    """Take requests in this way; before any route is added."""
    app.request_class = Incoming
    app.url_map.converters["int"] = Key
