"""`cadre audit tail`."""

import json

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
    """Print the newest events, oldest of them first; references and codes only. This look is an event too."""
    from app import storage

    storage.open_engines(Settings.from_env())
    with look(system_actor(0)) as work:
        rows = work.rows(sa.select(AuditEvent).order_by(AuditEvent.occurred_at.desc()).limit(lines))
        work.record(Tag.EVENTS_SEEN, count=len(rows))
    for row in reversed(rows):
        if as_json:
            click.echo(json.dumps({**row._mapping, "occurred_at": row.occurred_at.isoformat()}))
        else:
            who = f"{row.actor_role}/{row.actor_id or '-'}"
            when = f"{row.occurred_at:%Y-%m-%d %H:%M:%S}Z"
            click.echo(f"{when}  {row.tag:<22} {row.outcome:<8} {who}  {row.codes or ''}")
