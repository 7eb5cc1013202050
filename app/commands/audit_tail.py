"""`cadre audit tail`."""

import json
from typing import Any

import click
import sqlalchemy as sa

from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import look
from app.config import Settings
from app.identity.actor import system_actor


@click.command()
@click.option("-n", "--lines", type=click.IntRange(1, 10_000), default=20, help="How many, 20 by default.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def tail(lines: int, as_json: bool) -> None:
    """Print the newest events, oldest of them first; references and codes only. This look is an event too.

    A reference is the key of a ticket or person; --json prints all that an event holds.
    """
    from app import storage

    storage.open_engines(Settings.from_env())
    with look(system_actor(0)) as work:
        rows = work.rows(sa.select(AuditEvent).order_by(AuditEvent.occurred_at.desc()).limit(lines))
        work.record(Tag.EVENTS_SEEN, count=len(rows))
    for row in reversed(rows):
        if as_json:
            click.echo(json.dumps({**row._mapping, "occurred_at": row.occurred_at.isoformat()}))
        else:
            click.echo(_line(row))


def _line(row: sa.Row[Any]) -> str:
    """Return an event in one line. Shape: when, what, how it ended, who, then references and codes as name=value."""
    who = f"{row.actor_role}/{row.actor_id or '-'}"
    about: dict[str, Any] = {"for": row.on_behalf_of_id, "ticket": row.ticket_id, "subjects": row.subjects}
    about |= {"fields": row.fields, "purpose": row.purpose, **(row.codes or {})}
    said = " ".join(
        f"{name}={_told(value)}" for name, value in about.items() if value not in (None, "", [], {})
    )
    return f"{row.occurred_at:%Y-%m-%d %H:%M:%S}Z  {row.tag:<22} {row.outcome:<8} {who:<24} {said}".rstrip()


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ",".join(_told(one) for one in value)
    if isinstance(value, dict):
        return ",".join(f"{name}:{_told(one)}" for name, one in value.items()) or "-"
    return str(value)
