"""What comes in with a request, made fit for every database before anything reads it."""

from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, Map
from werkzeug.utils import cached_property


class Incoming(Request):
    """A request without NUL signs: no text has one, and PostgreSQL refuses them."""

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
    pairs = [(name, value.replace("\x00", "")) for name, value in typed.items(multi=True)]
    return ImmutableMultiDict(pairs)


class Key(IntegerConverter):
    """A number in an address: one that no row can have leads nowhere, like one that no row has."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**63 - 1)


def init_app(app: Flask) -> None:
    """Take requests in this way; before any route is added."""
    app.request_class = Incoming
    app.url_map.converters["int"] = Key
