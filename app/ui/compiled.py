"""Keep what Python and Jinja compile, so that a start reads it instead of making it again."""

import compileall
from contextlib import suppress
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket

HERE = Path(__file__).parents[1]


class _Kept(FileSystemBytecodeCache):
    """Compiled templates in a folder that, like Python's own, need not be writable to be read."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def keep_templates(app: Flask) -> None:
    """Keep compiled templates where Python keeps compiled modules; where that is not allowed, do without.

    Shape: call it when all blueprints are there; one loader then looks into all their folders, in their order.
    """
    folder = HERE / "__pycache__" / "templates"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = _Kept(str(folder))
    loaders = [part.jinja_loader for part in (app, *app.iter_blueprints())]
    places = [
        place for loader in loaders if isinstance(loader, FileSystemLoader) for place in loader.searchpath
    ]
    app.jinja_env.loader = FileSystemLoader(list(dict.fromkeys(places)))


def load_templates(app: Flask) -> int:
    """Load every template, compiling those that changed, and return how many there are."""
    names = app.jinja_env.list_templates()
    for name in names:
        app.jinja_env.get_template(name)
    return len(names)


def compile_all(app: Flask) -> None:
    """Compile all modules and templates that are not yet; even where Python was told to keep none by itself."""
    compileall.compile_dir(HERE, quiet=2)
    load_templates(app)
