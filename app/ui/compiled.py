"""Keep what Python and Jinja compile, so that a start reads it instead of making it again."""

import compileall
import marshal
import os
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask
from flask.templating import Environment as FlaskEnvironment
from jinja2 import BaseLoader, BytecodeCache, Environment, FileSystemLoader, TemplateNotFound
from jinja2.bccache import Bucket, bc_magic

HERE = Path(__file__).parents[1]
FOLDER = HERE / "__pycache__" / "templates"


class _Kept(BytecodeCache):
    """Compiled templates in files. Shape: Jinja's and Python's versions, the source's checksum, the code.

    Read in one piece, which is three times as fast as Jinja's own cache; and like Python's own, the folder need not
    be writable to be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, ValueError, EOFError, TypeError):
            kept = (self.folder / bucket.key).read_bytes()
            head = _head(bucket)
            if kept.startswith(head):
                bucket.code = marshal.loads(memoryview(kept)[len(head) :])  # noqa: S302 - written below, by this user

    def dump_bytecode(self, bucket: Bucket) -> None:
        file = self.folder / bucket.key
        unfinished = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            unfinished.write_bytes(_head(bucket) + marshal.dumps(bucket.code))
            unfinished.replace(file)


def _head(bucket: Bucket) -> bytes:
    return bc_magic + bucket.checksum.encode()


class _Files(BaseLoader):
    """Templates whose files are looked for once. Shape: the first folder that has a name gives it."""

    def __init__(self, folders: Iterable[str]) -> None:
        self._paths: dict[str, str] = {}
        for folder in folders:
            for name in FileSystemLoader(folder).list_templates():
                self._paths.setdefault(name, os.path.join(folder, name))

    def get_source(
        self, _environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        path = self._paths.get(template)
        if path is None:
            raise TemplateNotFound(template)
        return Path(path).read_text(encoding="utf-8"), path, None

    def list_templates(self) -> list[str]:
        return sorted(self._paths)


class _Templates(FlaskEnvironment):
    """Flask's templates with one plain dictionary of globals for all, as none has globals of its own: Jinja copies and
    compares them for each template and each import of a page, and a chain of dictionaries does that in Python."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def draw_lightly(app: Flask) -> None:
    """Let pages be drawn with little around them: templates are few, so they stay; call it before anything else."""
    app.jinja_environment = _Templates
    app.jinja_options = {"cache_size": -1}


def keep_templates(app: Flask) -> None:
    """Keep compiled templates where Python keeps compiled modules; where that is not allowed, do without.

    Shape: call it when all blueprints are there; their folders are looked through in their order.
    """
    with suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = _Kept(FOLDER)
    loaders = [part.jinja_loader for part in (app, *app.iter_blueprints())]
    folders = (
        place for loader in loaders if isinstance(loader, FileSystemLoader) for place in loader.searchpath
    )
    app.jinja_env.loader = _Files(dict.fromkeys(map(str, folders)))


def load_templates(app: Flask) -> None:
    """Load every template, compiling those that changed."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def compile_all(app: Flask) -> None:
    """Compile all modules and templates that are not yet; even where Python was told to keep none by itself."""
    compileall.compile_dir(HERE, quiet=2)
    load_templates(app)
