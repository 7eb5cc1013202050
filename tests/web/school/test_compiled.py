"""`cadre init` leaves nothing that a start would have to compile."""

import marshal
import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

ROOT = Path(__file__).parents[3]


def kept(app: Flask, name: str) -> Bucket:
    env = app.jinja_env
    assert env.loader is not None and env.bytecode_cache is not None
    source, path, _ = env.loader.get_source(env, name)
    return env.bytecode_cache.get_bucket(env, name, path, source)


def test_init_compiles_pages_and_modules(app: Flask, tmp_path: Path) -> None:
    templates = ROOT / "app" / "__pycache__" / "templates"
    changed = kept(app, "base.html")
    (templates / f"__jinja2_{changed.key}.cache").unlink(missing_ok=True)
    module = Path(cache_from_source(str(ROOT / "app" / "commands" / "serve.py")))
    module.unlink(missing_ok=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith("CADRE_")}
    env |= {"CADRE_INSTANCE": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-m", "app.cli", "init"], cwd=ROOT, env=env, check=True, timeout=120)
    assert [name for name in app.jinja_env.list_templates() if kept(app, name).code is None] == []
    assert marshal.loads(module.read_bytes()[16:])


def test_pages_are_drawn_where_nothing_may_be_kept(app: Flask, tmp_path: Path) -> None:
    cache = app.jinja_env.bytecode_cache
    assert isinstance(cache, FileSystemBytecodeCache)
    earlier, cache.directory = cache.directory, str(tmp_path / "nowhere")
    try:
        app.jinja_env.cache = {}
        app.jinja_env.get_template("base.html")
        assert kept(app, "base.html").code is None
    finally:
        cache.directory = earlier
