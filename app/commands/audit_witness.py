"""`cadre audit witness` and the token with which it asks."""

import http.client
import re
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from app.audit.log import witness as watching
from app.audit.log.folder import TOKEN
from app.audit.log.notes import BadNote, Head, Signer
from app.config import Settings
from app.kernel.files import write_secret

# What is no answer of a log says nothing of the log: cron's 1 is kept for an alarm.
_NO_ANSWER = (OSError, ValueError, LookupError, TypeError, AttributeError, http.client.HTTPException)


@click.command()
@click.option("--new", is_flag=True, help="Make a new one; the old one is refused from then on.")
def token(new: bool) -> None:
    """Print the token that lets a witness ask this Cadre for its keys, heads and proofs, and nothing else."""
    file = Settings.from_env().instance / TOKEN
    if new or not file.exists():
        write_secret(file, secrets.token_urlsafe(32) + "\n")
    click.echo(file.read_text(encoding="utf-8"), nl=False)


@click.command()
@click.option(
    "--from", "source", required=True, metavar="URL|DIR", help="A running Cadre, or an export of its log."
)
@click.option(
    "--state", type=click.Path(path_type=Path), required=True, help="The file in which it remembers."
)
@click.option(
    "--name",
    default="witness.local",
    show_default=True,
    callback=lambda _context, _option, name: _checked(name),
    help="How it signs, the first time: without spaces, as council.example.org.",
)
@click.option(
    "--token-file", type=click.Path(path_type=Path), help="What `cadre audit token` printed, for a URL."
)
@click.option("--new-log", is_flag=True, help="Go on with the log that follows the one seen, from an export.")
def witness(source: str, state: Path, name: str, token_file: Path | None, new_log: bool) -> None:
    """On another machine: see that the log's newest head continues the last one seen, and cosign it.

    \b
    cadre audit witness --from https://desk.school.example --state w.json --token-file t > today.head
    cadre audit witness --from /media/usb/export --state w.json > today.head

    Run it daily (cron). It prints the cosigned head, for cadre audit verify --head. Exit 1 is an alarm: the log
    was changed or replaced, or stands still, so that no head of the last three hours is shown; 2 that it could not
    ask. The state file holds its key: keep it from the school's machine.
    After a restored backup a new log begins, which is an alarm: asked with an export, it says whether all that was seen
    is kept, or which entries are lost. Once the reason is known, --new-log goes on where nothing that was seen is lost.
    Where something is, keep the state file, which proves it, and begin with another.
    """
    secret = token_file.read_text(encoding="utf-8").strip() if token_file else ""
    try:
        with watching.alone(state):
            kept = watching.State(state, name)
            is_first = kept.head is None
            head = _judged(kept, source, secret, new_log)
    except (watching.Alarm, BadNote) as error:
        click.echo(f"ALARM: {error}", err=True)
        sys.exit(1)
    except watching.Damaged as error:
        click.echo(f"{error} Bring its last copy back; without one ask who had it, and begin with another "
                   "--state. The heads printed so far stay good.", err=True)  # fmt: skip
        sys.exit(2)
    except _NO_ANSWER as error:
        click.echo(f"Could not ask: {type(error).__name__}. Try again; nothing was signed.", err=True)
        sys.exit(2)
    click.echo(head.note, nl=False)
    click.echo(f"Seen: {head.size} entries. Witness key: {kept.signer.key.text}", err=True)
    if is_first:
        click.echo(f"This is the first head: it was believed, and is kept in {state}.", err=True)
    still = watching.stands_still(head, datetime.now(UTC)) if _is_address(source) else ""
    if still:
        click.echo(f"ALARM: {still} Ask whoever runs Cadre; compare this machine's clock.", err=True)
    handed = not _is_address(source) or _give_back(source, secret, kept.signer, head)
    if still or not handed:
        sys.exit(1 if still else 2)


def _checked(name: str) -> str:
    """Return a name that a signature can carry. Source: C2SP signed-note."""
    if not re.fullmatch(r"[^\s+]{1,100}", name) or not name.isprintable():
        raise click.BadParameter("choose a name without spaces and plus signs, like council.example.org")
    return name


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _judged(kept: watching.State, source: str, secret: str, new_log: bool) -> Head:
    """Ask for the newest head, and return it cosigned and kept."""
    size = kept.head.size if kept.head else None
    remote = _is_address(source)
    offered = (
        watching.from_address(source, secret, size) if remote else watching.from_export(Path(source), size)
    )
    follows = not remote and kept.head is not None and offered.head.origin != kept.head.origin
    if follows and kept.head is not None:
        told = watching.across(Path(source), kept.head)
        if not new_log:
            raise watching.Alarm(f"{told} Ask the privacy officer why; then go on with --new-log.")
    return watching.judge(kept, offered, datetime.now(UTC), is_new=follows)


def _give_back(source: str, secret: str, signer: Signer, head: Head) -> bool:
    """Hand a cosigned head to the log, and tell whether it took it."""
    try:
        watching.give_back(source, secret, signer, head)
    except _NO_ANSWER as error:
        told = "It is signed and kept here, and could not be handed back, so the school does not see that you looked"
        click.echo(f"{told}: {type(error).__name__}.", err=True)
        return False
    return True
