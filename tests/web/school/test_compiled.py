"""`cadre init` leaves nothing that a start would have to compile."""

import marshal
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import TemplateNotFound
from jinja2.bccache import Bucket

from app.ui.compiled import FOLDER, keep_templates, load_templates

ROOT = Path(__file__).parents[3]


def kept(app: Flask, name: str) -> Bucket:
    """Return what is kept of a template: the code is None where nothing is that fits its source."""
    env = app.jinja_env
    assert env.loader is not None and env.bytecode_cache is not None
    source, path, _ = env.loader.get_source(env, name)
    return env.bytecode_cache.get_bucket(env, name, path or "", source)


@pytest.fixture
def elsewhere(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of compiled templates that this test alone uses; nothing is loaded yet."""
    earlier = app.jinja_env.bytecode_cache, app.jinja_env.loader
    monkeypatch.setattr("app.ui.compiled.FOLDER", tmp_path / "kept")
    keep_templates(app)
    _forget(app)
    yield tmp_path / "kept"
    app.jinja_env.bytecode_cache, app.jinja_env.loader = earlier
    _forget(app)


def _forget(app: Flask) -> None:
    assert app.jinja_env.cache is not None
    app.jinja_env.cache.clear()


def test_init_compiles_pages_and_modules(app: Flask, tmp_path: Path) -> None:
    (FOLDER / kept(app, "base.html").key).unlink(missing_ok=True)
    module = Path(cache_from_source(str(ROOT / "app" / "commands" / "serve.py")))
    module.unlink(missing_ok=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith("CADRE_")}
    env |= {"CADRE_INSTANCE": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-m", "app.cli", "init"], cwd=ROOT, env=env, check=True, timeout=300)
    assert [name for name in app.jinja_env.list_templates() if kept(app, name).code is None] == []
    assert marshal.loads(module.read_bytes()[16:])


def test_what_is_kept_is_used_and_what_is_damaged_is_made_again(app: Flask, elsewhere: Path) -> None:
    load_templates(app)
    file = elsewhere / kept(app, "base.html").key
    whole = file.read_bytes()
    code = kept(app, "base.html").code
    assert code is not None and code.co_filename.endswith("base.html")
    for damaged in (b"", whole[:100], whole[:-20], b"x" + whole[1:]):
        file.write_bytes(damaged)
        assert kept(app, "base.html").code is None
        _forget(app)
        app.jinja_env.get_template("base.html")
        assert file.read_bytes() == whole


def test_a_changed_template_is_compiled_again(app: Flask, elsewhere: Path) -> None:
    load_templates(app)
    bucket = kept(app, "base.html")
    assert bucket.code is not None
    assert app.jinja_env.bytecode_cache is not None
    changed = Bucket(app.jinja_env, bucket.key, "0" * 40)
    app.jinja_env.bytecode_cache.load_bytecode(changed)
    assert changed.code is None


def test_pages_are_drawn_where_nothing_may_be_kept(app: Flask, elsewhere: Path) -> None:
    elsewhere.rmdir()
    elsewhere.write_text("no folder")
    load_templates(app)
    assert kept(app, "base.html").code is None and elsewhere.read_text() == "no folder"


def test_a_template_that_is_nowhere(app: Flask) -> None:
    with pytest.raises(TemplateNotFound):
        app.jinja_env.get_template("nowhere.html")
