"""`cadre audit seal`, `head`, `export`, `verify`, `prove`, `consistency`, `rotate-key`, `begin-again`."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from app.audit.log import keys, proofs, rows
from app.audit.log.export import export_logs, snapshot
from app.audit.log.folder import Contradicted, LogFolder, LogStopped
from app.audit.log.notes import Head
from app.audit.log.origins import is_restored
from app.audit.log.sequencer import UNEXPLAINED, Sealed, Sequencer
from app.audit.log.verifier import verifier
from app.audit.tags import Tag
from app.audit.work import look
from app.commands import telling
from app.config import Settings
from app.identity.actor import system_actor


def opened() -> tuple[LogFolder, str]:
    """Open the database, and return the log's folder and whose log it is."""
    from app import storage
    from app.demo.state import whose_log

    settings = Settings.from_env()
    storage.open_engines(settings)
    return LogFolder(settings.instance, settings.host_name), whose_log().kind


def sealed(folder: LogFolder) -> Sealed:
    """Seal what waits, now."""
    from app.demo.state import whose_log

    try:
        return Sequencer(folder).round(whose_log, take_over=True)
    except LogStopped as error:
        raise click.ClickException(str(error)) from error


@click.command()
def seal() -> None:
    """Put every event that waits into the log and sign its head now; the worker does so every few seconds."""
    folder, _ = opened()
    done = sealed(folder)
    found = folder.head()
    click.echo(f"{done.count} events sealed. {_line(found) if found else 'There is no head yet.'}")
    if done.unexplained:
        click.echo(f"{UNEXPLAINED}{len(done.unexplained)}", err=True)


def _line(head: Head) -> str:
    return f"Head of {head.origin}: {head.size} entries, {head.at:%Y-%m-%d %H:%M:%S} UTC."


@click.command()
@click.option("--qr", is_flag=True, help="Draw it as a QR code under the text.")
def head(qr: bool) -> None:
    """Print the newest signed head. Keep it outside the school: on paper, in another's mailbox, with a witness.

    \b
    cadre audit head > monday.head
    cadre audit verify --head monday.head    later: nothing that monday.head covers was changed
    """
    folder, kind = opened()
    try:
        found = folder.head()
    except LogStopped as error:
        raise click.ClickException(str(error)) from error
    if found is None:
        raise click.ClickException("There is no head yet. Run cadre audit seal.")
    with snapshot() as connection:
        restored = is_restored(connection, folder, kind)
    if restored:
        raise click.ClickException(
            f"The last head, of {found.size} entries, covers more than this database holds: a backup was restored. "
            "Run cadre audit seal: a new log begins, and its head is the one to keep beside the old ones."
        )
    click.echo(found.note, nl=False)
    if qr:
        import segno

        click.echo()
        segno.make(found.note, error="l").terminal(sys.stdout, compact=True)


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--with-words", is_flag=True, help="Also what people wrote as their purpose; that may name people."
)
@telling
def export(target: Path, with_words: bool) -> None:
    """Write the whole log into an empty folder, for python tools/verify_audit.py; it names nobody.

    \b
    DIR/1, DIR/2 …   one folder for each log: keys, heads.jsonl, entries.jsonl, tile/, words.jsonl
    """
    folder, _ = opened()
    _recorded(folder, with_words)
    click.echo(f"{export_logs(target, with_words)} entries in {target}.")


def _recorded(folder: LogFolder, with_words: bool) -> Sealed:
    """Record that the log is taken out, and seal it: the export says so itself."""
    with look(system_actor(0)) as work:
        work.record(Tag.RECORD_EXPORTED, kind="log", with_words=with_words)
    return sealed(folder)


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option("--head", "heads", type=click.Path(path_type=Path), multiple=True, help="A head kept outside.")
@click.option(
    "--witness", "witnesses", multiple=True, metavar="VKEY", help="Who must have cosigned that head."
)
def verify(target: Path | None, heads: Sequence[Path], witnesses: Sequence[str]) -> None:
    """Check an export, or without DIR this database's log and that no event was changed since it was sealed.

    \b
    Exit: 0 consistent and witnessed by the heads given; 3 consistent, but no head was given, or none that binds
          an earlier log; 1 refuted, with the first bad index; 2 unusable. Where a backup was restored, a head of
          what it kept is a witness as before; one beyond that is refuted, since what it covers is gone, and the
          message says what was lost. The same file checks without Cadre:
          python tools/verify_audit.py DIR --head FILE
    """
    if target is not None:
        sys.exit(_say(*verifier().verify(target, heads, witnesses)))
    folder, _ = opened()
    left, contradicted = tuple[str, ...](), False
    with tempfile.TemporaryDirectory(prefix="cadre-audit-") as made:
        try:
            left = _recorded(folder, with_words=True).unexplained
        except click.ClickException as error:  # the log has stopped: check what there is
            click.echo(error.format_message())
            contradicted = isinstance(error.__cause__, Contradicted)
        export_logs(Path(made) / "export", with_words=True)
        code, said = verifier().verify(Path(made) / "export", heads, witnesses)
    unborne = _unborne(left)
    if contradicted:
        unborne.append("REFUTED: the tree in this database contradicts the head that was signed last.")
    sys.exit(_say(1 if unborne else code, [*([] if unborne and code != 1 else said), *unborne]))


def _unborne(left: Sequence[str]) -> list[str]:
    """Return what this database says that its log does not: a row, an event in no log, a record of who looked."""
    from app.oversight.disclosure.holding import astray

    said = []
    found = next(rows.differences(), None)
    if found is not None:
        said.append(
            f"REFUTED at index {found.index} of log {found.log}: event {found.event_id}, {found.what}."
        )
    if left:
        why = "no process counted them, or they are dated before what was sealed"
        said.append(
            f"REFUTED: the trail has events that are in no log, {len(left)}: {why}. One is {left[0]}."
        )
    strays = astray()
    if strays:
        one = strays[0]
        said.append(
            f"REFUTED: records of who looked are not as their events say, {len(strays)}: {one.what}, of event "
            f"{one.event_id}. cadre audit reindex makes them anew; ask first who had the database."
        )
    return said


@click.command()
@telling
def reindex() -> None:
    """Make the records of who looked anew where they are not as the events say, which cadre audit verify tells.

    Whoever acted is named as they are called today in what is made anew.
    """
    from app.oversight.disclosure.holding import make_anew

    opened()
    click.echo(f"Made anew: what records say of {make_anew():,} events.")


def _say(code: int, said: list[str]) -> int:
    click.echo("\n".join(said))
    return code


@click.command()
@click.argument("event")
@telling
def prove(event: str) -> None:
    """Print the proof that an event is in the log: text that anybody can check offline, for years.

    \b
    cadre audit prove EVENT > grade.tlog-proof
    python tools/verify_audit.py --proof grade.tlog-proof --key "$(tail -1 export/1/keys)"
    """
    opened()
    click.echo(proofs.inclusion(event), nl=False)


@click.command()
@click.argument("old", type=click.IntRange(1))
@telling
def consistency(old: int) -> None:
    """Print the proof that the log of OLD entries is the beginning of the newest: hashes, then the newest head."""
    opened()
    click.echo(proofs.consistency_text(old), nl=False)


@click.command("rotate-key")
@telling
def rotate() -> None:
    """Give the log a new key: the next head is signed by both, and the old key is gone then.

    Do so once a year, and when somebody leaves who could read log.key.
    """
    folder, kind = opened()
    sealed(folder)
    made = _stopping(keys.rotate_key, folder, kind)
    click.echo(f"The key has turned. {_line(made)}")


@click.command("begin-again")
@click.confirmation_option(prompt="The old log ends, and everybody who keeps heads will see it. Go on?")
@telling
def again() -> None:
    """Begin a new log with a new key where the old key is lost; its first entry is the old log's last head."""
    folder, kind = opened()
    click.echo(_line(_stopping(keys.begin_again, folder, kind)))


def _stopping(act: Any, *about: Any) -> Head:
    with look(system_actor(0)) as work:
        work.record(Tag.LOG_STARTED, kind=act.__name__)
    try:
        made: Head = act(*about)
    except LogStopped as error:
        raise click.ClickException(str(error)) from error
    return made
