"""`cadre audit remark` and `cadre audit drill`: mark looks once more, and try whether misuse is found."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click


@click.command()
@click.argument("since", type=click.DateTime(["%Y-%m-%d"]))
def remark(since: datetime) -> None:
    """Mark looks once more from a day (2026-11-02) on, after bells, shifts or closed days were corrected."""
    from app import create_app
    from app.oversight.review.rounds import mark_all_again

    create_app()
    click.echo(f"Marked again: {mark_all_again(since.replace(tzinfo=UTC)):,} events.")


@click.command()
@click.option(
    "--stories",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of stories in YAML; ours by default.",
)
@click.option(
    "--seed", type=int, default=7, help="Which school is made up; the same seed makes the same one."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def drill(stories: Path | None, seed: int, as_json: bool) -> None:
    """Plant misuse among thousands of honest acts in a made-up school, and count what the review finds.

    Nothing of the real school is read or written. Ends with 0 when at least 95 % of the misuse is found and at
    most 5 % of the honest shifts are flagged, with 1 otherwise, and with 2 for stories that cannot be played.
    docs/drill.md says how stories are written.
    """
    import app.models  # noqa: F401 - the tables of the made-up school
    from app.oversight.drill.model import StoryError
    from app.oversight.drill.running import run_drill

    try:
        score = run_drill(stories, seed)
    except StoryError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        click.echo(json.dumps(score.as_json(), indent=2))
    else:
        for kind in score.kinds:
            click.echo(f"{kind.name:<32} {kind.found} of {kind.planted}")
        click.echo(
            f"Found {score.recall:.1%} of {score.planted} misuses among {score.honest_acts:,} honest acts."
        )
        click.echo(f"{score.flagged_shifts} of {score.honest_shifts} honest shifts were flagged.")
    raise SystemExit(0 if score.passed else 1)
