"""Everything that holds personal data says its class, its purpose and how long it is kept."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
import sqlalchemy as sa

import app
from app.kernel.data import DERIVED, Datum, Plain, personal, plain
from app.kernel.types import Id, UtcTime
from app.kernel.zones import zone
from app.models import metadata
from app.privacy.classes import columns, recognized, said_of, undeclared
from app.privacy.fields import FIELDS
from app.privacy.mail_headers import HEADERS, said_of_header
from app.privacy.retention import RETENTION
from app.ui import fields

ROOT = Path(__file__).parents[2]
CODE = sorted(path for path in (ROOT / "app").rglob("*.py") if "demo" not in path.parts)
HOW = 'write info=personal("masked", "help") or info=plain("what it is instead") at the column'


def load_everything() -> None:
    for found in pkgutil.walk_packages(app.__path__, "app."):
        importlib.import_module(found.name)


def test_every_column_is_declared() -> None:
    assert undeclared(metadata) == [], HOW


def test_every_class_names_a_retention_class() -> None:
    load_everything()
    kept = [element.retention for element in [*columns(metadata), *fields.elements()]]
    kept += [one.datum.retention for one in DERIVED.values()]
    assert kept
    assert set(kept) <= set(RETENTION)


def sample(table_zone: str, column: sa.Column[object]) -> sa.Column[object]:
    sa.Table("sample", sa.MetaData(), column, info=zone(table_zone, "ticket"))
    return column


@pytest.mark.parametrize(
    ("table_zone", "column", "kind"),
    [
        ("open", sa.Column("nickname", sa.String(60)), ""),
        ("open", sa.Column("kind", sa.String(20)), "code"),
        ("open", sa.Column("kind", sa.String(200)), ""),
        ("open", sa.Column("kind", sa.Text), ""),
        ("vault", sa.Column("kind", sa.String(20)), ""),
        ("vault", sa.Column("in_care", sa.Boolean), ""),
        ("open", sa.Column("payload", sa.JSON), ""),
        ("vault", sa.Column("seen_at", UtcTime), "time"),
        ("open", sa.Column("owner_id", Id), "key"),
        ("vault", sa.Column("owner_id", Id), "key"),
        ("open", sa.Column("sourced_id", sa.String(120)), "key"),
        ("vault", sa.Column("sourced_id", sa.String(120)), ""),
        ("secret", sa.Column("badge_id", sa.String(120)), ""),
    ],
)
def test_the_rule_recognizes_no_words(table_zone: str, column: sa.Column[object], kind: str) -> None:
    assert recognized(sample(table_zone, column)) == kind


# Words of a fixed list, and keys of events, that lie in the vault beside what they are about.
LISTED = {
    "audit_words.tombstone_id",
    "evidence.framework",
    "evidence.kind",
    "explanation.event_id",
    "roster_upload.said",
    "roster_upload.state",
    "typing.editor",
}


def test_the_rosters_own_ids_of_a_person_are_in_the_inventory() -> None:
    found = {f"{one.place}.{one.name}": one.datum for one in columns(metadata)}
    for name in ("person_private.sourced_id", "enrollment.sourced_id"):
        assert (found[name].klass, found[name].purpose) == ("never", "roster"), name


def test_vault_text_is_never_called_plain_or_public() -> None:
    wrong = []
    for table in metadata.sorted_tables:
        for column in table.columns if table.info["zone"] in ("vault", "secret") else ():
            said, name = said_of(column), f"{table.name}.{column.name}"
            words = not isinstance(column.type, sa.Integer) and not recognized(column) and name not in LISTED
            if words and (isinstance(said, Plain) or (said is not None and said.klass == "public")):
                wrong.append(name)
    assert wrong == []


def test_open_text_is_masked_or_public() -> None:
    """What no student may ever read lies in no column that a masked connection reads."""
    from app.kernel.zones import rights

    reasons = {"ticket.sensitive": "the condition of every select that a student's page runs"}
    for element in columns(metadata):
        table = metadata.tables[element.place]
        if element.datum.klass in ("never", "revealable") and rights(table, "masked").may_read(element.name):
            name = f"{element.place}.{element.name}"
            assert name in reasons, f"{name} is {element.datum.klass} and can be read by a masked connection"


def test_every_form_field_is_declared() -> None:
    load_everything()
    for form in fields.forms():
        for name, said in fields.typed_fields(form):
            assert isinstance(said, (Datum, Plain)), (
                f"{form.__module__}.{form.__name__}.{name}: write holds = fields({name}=personal(...)) in the form"
            )


@pytest.mark.parametrize("path", fields.templates(), ids=lambda path: path.name)
def test_every_hand_written_field_is_declared(path: Path) -> None:
    for name, said in fields.written_fields(path.read_text()):
        assert said is not None, f"write {{# holds {name}: masked, help #}} before it in {path.name}"


def test_a_hand_written_field_without_words_is_found() -> None:
    page = '<input class="x" name="note" value="{{ a > b }}"><input type="hidden" name="id">'
    assert list(fields.written_fields(page)) == [("note", None)]
    assert dict(fields.written_fields("{# holds note: masked, help #}" + page))["note"] is not None


def test_declarations_know_their_words() -> None:
    with pytest.raises(ValueError):
        personal("secretish", "help")
    with pytest.raises(ValueError):
        personal("masked", "curiosity")
    with pytest.raises(ValueError):
        plain("")


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    tree = ast.parse(path.read_text())
    return [
        (function.name, node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
    ]


def test_what_makes_a_file_says_what_is_in_it() -> None:
    load_everything()
    made = {name.rsplit(".", 1)[0] for name in DERIVED}
    for path in CODE:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for function, call in calls(path):
            named = isinstance(call.func, ast.Attribute) and call.func.attr == "writer"
            if named and isinstance(call.func.value, ast.Name) and call.func.value.id == "csv":  # type: ignore[attr-defined]
                assert module in made, f"{module}.{function} writes CSV: say @derives(...) at it"


def test_what_masks_says_so_and_search_tables_are_declared() -> None:
    load_everything()
    for table in metadata.sorted_tables:
        if table.info.get("search"):
            texts = [column for column in table.columns if not column.primary_key]
            assert all(isinstance(said_of(column), Datum) for column in texts)
    for path in CODE:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text())):
            masks = isinstance(node, ast.FunctionDef) and ast.unparse(node.returns or ast.Constant(None))
            if masks == "MaskedText" and not module.startswith("app.privacy.text"):
                assert f"{module}.{node.name}" in DERIVED  # type: ignore[attr-defined]


def test_events_name_known_fields() -> None:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            pairs = []
            if isinstance(node, ast.Call):
                pairs = [(word.arg, word.value) for word in node.keywords]
            elif isinstance(node, ast.Dict):
                keys = [str(key.value) if isinstance(key, ast.Constant) else None for key in node.keys]
                pairs = list(zip(keys, node.values, strict=True))
            for name, value in pairs:
                if name != "fields":
                    continue
                said = [
                    part.value
                    for part in ast.walk(value)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
                unknown = set(said) - set(FIELDS)
                assert not unknown, f"{path.name}: {unknown} are not in app/privacy/fields.py"


def test_a_mail_header_that_nobody_listed_is_never_for_students() -> None:
    unlisted = said_of_header("X-Originating-IP")
    assert isinstance(unlisted, Datum) and unlisted.klass == "never"
    assert isinstance(said_of_header("From"), Datum)
    assert all(name == name.lower() for name in HEADERS)
