"""Rules about the house that a person would otherwise have to remember."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.identity.rights import RIGHTS, Can
from app.models import metadata
from app.privacy.retention import RETENTION

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "app").rglob("*.py"))
TEMPLATES = sorted((ROOT / "app").rglob("*.html"))
PERSONAL = (
    "given",
    "family",
    "mail",
    "phone",
    "username",
    "number",
    "body",
    "title",
    "text",
    "password_hash",
)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_one_function_commits() -> None:
    calls = [
        f"{relative(path)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    # these commit set-up, on connections that no request ever holds
    set_up = ("app/storage.py", "app/kernel/postgres.py", "app/demo/install.py")
    acting = [call for call in calls if not call.startswith(set_up)]
    assert len(acting) == 1
    assert acting[0].startswith("app/audit/work.py")


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_no_template_escapes_the_rules(path: Path) -> None:
    text = path.read_text()
    assert "|safe" not in text.replace(" ", "")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_every_page_extends_a_frame(path: Path) -> None:
    text = path.read_text()
    part = "{% macro" in text or "{%- macro" in text or "/ui/templates/" in relative(path)
    fragment = path.name.startswith("_")
    assert part or fragment or "{% extends" in text


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda t: t.name)
def test_every_table_names_zone_and_retention(table: object) -> None:
    info = table.info  # type: ignore[attr-defined]
    assert info["zone"] in ("open", "vault", "secret", "audit", "bookkeeping")
    assert info["retention"] in RETENTION


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda t: t.name)
def test_personal_columns_lie_in_the_vault(table: object) -> None:
    info = table.info  # type: ignore[attr-defined]
    columns = {column.name for column in table.columns} & set(PERSONAL)  # type: ignore[attr-defined]
    public = {
        "ticket": {"number"},
        "canned": {"title", "text"},
        "school_class": {"title"},
        "staff_profile": {"title"},
        "message_search": {"body"},
    }
    if info["zone"] not in ("vault", "secret"):
        assert columns <= public.get(table.name, set())  # type: ignore[attr-defined]


def test_vault_keys_point_to_open_tables_only() -> None:
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table
            inside = table.info["zone"] == "vault"
            assert target.info["zone"] != "vault" or inside, f"{table.name} points into the vault"


def test_every_right_is_held_by_somebody() -> None:
    held = frozenset().union(*RIGHTS.values())
    assert held == frozenset(Can)


def test_rights_are_alphabetized() -> None:
    assert [right.name for right in Can] == sorted(right.name for right in Can)


def test_tags_are_alphabetized() -> None:
    from app.audit.tags import Tag

    values = [tag.value for tag in Tag]
    assert all(re.fullmatch(r"[a-z]+:[a-z_]+", value) for value in values)
    assert [tag.name for tag in Tag] == sorted(tag.name for tag in Tag)


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 330


def test_frozen_classes_are_made_late() -> None:
    """What the standard library compiles for each frozen class is half a millisecond of every start."""
    below = ("app/config.py", "app/kernel/frozen.py")
    early = [
        relative(path)
        for path in CODE
        if relative(path) not in below
        and "@dataclass(frozen=True" in (text := path.read_text())
        and "from app.kernel.frozen import dataclass" not in text
    ]
    assert early == []


def test_days_are_counted_where_the_school_is() -> None:
    """``work.today`` and ``work.day(at)`` know the school's zone; the date of a moment in UTC is another day there."""
    wide = (
        "app/demo/",
        "app/commands/retention.py",
        "app/oversight/review/rounds.py",
    )  # a day more does no harm
    found = [
        f"{relative(path)}: {line.strip()}"
        for path in CODE
        if not relative(path).startswith(wide)
        for line in path.read_text().splitlines()
        if re.search(r"(now(\(\))?|_at)\.date\(\)|now\(UTC\)\.date|\btoday\(\)\.(year|month)", line)
    ]
    assert found == []


def test_no_class_is_mapped_and_no_object_loaded() -> None:
    found = {
        f"{relative(path)}: {alias.name}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy.orm")
        for alias in node.names
        if alias.name not in ("Mapped", "mapped_column")
    }
    assert found == {"app/kernel/tables.py: DeclarativeBase", "app/kernel/tables.py: MappedColumn"}, (
        "take `aliased` from app.kernel.tables; decisions/0018 says why nothing is mapped"
    )
    used = [
        relative(path) for path in CODE if re.search(r"\bsa\.orm\b|db\.(session|Model)\b", path.read_text())
    ]
    assert used == []


def _called_when_read(node: ast.AST) -> Iterator[ast.Call]:
    """Yield what a file calls while it is read: all but the inside of its functions, their decorators included."""
    if isinstance(node, ast.FunctionDef):
        inside: list[ast.AST] = [*node.decorator_list, node.args]
    else:
        inside = [] if isinstance(node, ast.Lambda) else list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call):
        yield node
    for one in inside:
        yield from _called_when_read(one)


def test_a_test_is_left_out_for_missing_inputs_only() -> None:
    """What is about one database is marked so, and not collected for the other; a test that may be passed over can
    hide for months. Days are read when a test runs, since a run may last beyond midnight."""
    shared = r"NO_CORPUS|no \{path|the shared inputs|the corpus|Chromium is not installed"
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for line in path.read_text().splitlines() if path != Path(__file__) else ():
            if "pytest.skip(" in line or "mark.skip" in line:
                assert re.search(shared, line), f"{relative(path)}: {line.strip()}"
        early = {ast.unparse(call.func) for call in _called_when_read(ast.parse(path.read_text()))}
        assert {one for one in early if re.search(r"today|\)\.date$", one)} == set(), relative(path)
