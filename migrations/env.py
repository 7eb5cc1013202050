"""Run migrations over the connection that app.storage passes in."""

import sqlalchemy as sa
from alembic import context

from app.models import metadata


def _wanted(thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    if kind == "table":
        table = metadata.tables.get(name or "")
        return table is not None and not table.info.get("sqlite_only")
    return not (kind == "column" and name == "search")


def _run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=context.config.attributes.get("batch", connection.dialect.name == "sqlite"),
        include_object=_wanted,
        compare_type=False,
        user_module_prefix="types.",
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
