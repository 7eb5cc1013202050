"""`cadre audit remark` and `cadre audit drill`: mark looks once more, and try whether misuse is found."""

from datetime import UTC, datetime

import click


@click.command()
@click.argument("since", type=click.DateTime(["%Y-%m-%d"]))
def remark(since: datetime) -> None:
    """Mark looks once more from a day (2026-11-02) on, after bells, shifts or closed days were corrected."""
    from app import create_app
    from app.oversight.review.rounds import mark_all_again

    create_app()
    click.echo(f"Marked again: {mark_all_again(since.replace(tzinfo=UTC)):,} events.")
