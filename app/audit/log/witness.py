"""A witness: another machine that keeps the last head, demands proof that each new one continues it, and cosigns.

Source: C2SP tlog-witness and tlog-cosignature. Nothing here needs our database.
"""

import base64
import fcntl
import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.audit.log.merkle import CompactRange, consistency_proof, consistent, leaf_hash, perfect
from app.audit.log.notes import (
    LOG_KEY,
    WITNESS_KEY,
    Head,
    Signer,
    VerifierKey,
    new_signer,
    read_head,
    read_key,
    strict_b64,
)
from app.audit.log.verifier import verifier
from app.kernel.files import write_secret
from app.kernel.frozen import dataclass

MOST_BYTES = 1_000_000
WAIT_SECONDS = 30
STEP = timedelta(hours=1)  # between two heads of a log that runs
STILL = timedelta(hours=3)  # a machine that was just switched on has signed within seconds


class Damaged(RuntimeError):
    """What this witness remembered cannot be read: whoever runs it must say how to go on."""


class Alarm(RuntimeError):
    """The log does not continue what this witness saw: the message goes to a person, not to the log."""


@dataclass(frozen=True)
class Offered:
    """What a log shows: its keys in order, its newest head, proof from the size asked about, and the heads
    that an old key signed together with the next one."""

    keys: tuple[VerifierKey, ...]
    head: Head
    path: tuple[bytes, ...]
    crossed: tuple[Head, ...] = ()


class State:
    """What a witness keeps in one file: its own key, the keys it believes, the last head."""

    def __init__(self, file: Path, name: str) -> None:
        """Shape: name is how it signs from the first time on. Refuses: Damaged."""
        self._file = file
        self.keys: tuple[VerifierKey, ...] = ()
        self.head: Head | None = None
        if file.exists():
            try:
                self._read(json.loads(file.read_bytes()))
            except (ValueError, LookupError, TypeError) as error:
                raise Damaged(f"{file} is damaged.") from error
        else:
            self.signer = new_signer(name, WITNESS_KEY)

    def _read(self, kept: Mapping[str, Any]) -> None:
        private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept["private"]))
        self.signer = Signer(kept["name"], WITNESS_KEY, private)
        self.keys = tuple(read_key(text) for text in kept["keys"])
        self.head = read_head(kept["head"]) if kept["head"] else None

    def keep(self, keys: tuple[VerifierKey, ...], head: Head) -> None:
        self.keys, self.head = keys, head
        private = base64.b64encode(self.signer.private.private_bytes_raw()).decode()
        kept = {
            "name": self.signer.name,
            "private": private,
            "public": self.signer.key.text,
            "keys": [key.text for key in keys],
            "head": head.note,
        }
        write_secret(self._file, json.dumps(kept, indent=1) + "\n")


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until no other run remembers in this file: the older head of two must not lie over the newer one.

    Source: C2SP tlog-witness, "must be performed atomically".
    """
    with file.with_name(f"{file.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_keys(lines: Sequence[str]) -> tuple[VerifierKey, ...]:
    """Read a log's keys. Refuses: Alarm when they are not of one log."""
    keys = tuple(read_key(line) for line in lines)
    if not keys or {(key.name, key.kind) for key in keys} != {(keys[0].name, LOG_KEY)}:
        raise Alarm("The log shows no keys, or keys of several logs.")
    return keys


def judge(state: State, offered: Offered, now: datetime, is_new: bool = False) -> Head:
    """Return the head with our cosignature, and keep it as the last one seen.

    Shape: the first head is believed; from then on each must continue the last, under keys that begin with the
    known ones. A new key is believed when the one before it signed the same head; a new log (``is_new``) when
    ``across`` found in it all that was seen, and a person said to go on.
    Refuses: Alarm.
    """
    head, known = offered.head, () if is_new else state.keys
    if not any(key.signed(head) for key in offered.keys):
        raise Alarm("The head is not signed by a key that the log shows.")
    if not any(key.signed(head) for key in offered.keys[max(0, len(known) - 1) :]):
        raise Alarm("The head is not signed by the key whose turn it is.")
    if head.origin != offered.keys[0].name:
        raise Alarm("The head is not of the log whose keys these are.")
    if state.head is not None and not is_new:
        _continues(state.head, known, offered)
    signed = state.signer.sign(head, now)
    state.keep(offered.keys, signed)
    return signed


def _continues(last: Head, known: Sequence[VerifierKey], offered: Offered) -> None:
    head = offered.head
    if head.origin != last.origin:
        raise Alarm(
            f"The log is {head.origin} now, and was {last.origin}: a backup was restored, or the log was replaced. "
            "Ask the privacy officer. An export (--from DIR) tells what was kept; --new-log goes on with it then."
        )
    if tuple(offered.keys[: len(known)]) != tuple(known):
        raise Alarm("The log's keys are not those that were known.")
    for old, new in zip(offered.keys[len(known) - 1 :], offered.keys[len(known) :], strict=False):
        if not any(old.signed(one) and new.signed(one) for one in offered.crossed):
            raise Alarm("The log shows a new key, and no head that the old key signed with it.")
    if head.size < last.size or head.number < last.number:
        raise Alarm(f"The log had {last.size} entries, and has {head.size} now.")
    if head.number == last.number and head.body != last.body:
        raise Alarm("The log signed two heads of one number.")
    if not consistent(last.size, head.size, last.root, head.root, offered.path):
        raise Alarm(f"What lay under the head of {last.size} entries was changed: the proof fails.")


def stands_still(head: Head, now: datetime) -> str:
    """Return what to say of a head that is too old for a log that runs, or of a time yet to come; else nothing.

    Shape: a log signs each hour, so who is shown an older head is shown nothing that happened since, for good perhaps.
    """
    if now - head.at > STILL:
        told = f"which is {(now - head.at) // STEP} hours ago. A log that runs signs one each hour: it stands still, "
        return f"The newest head is of {head.at:%Y-%m-%d %H:%M} UTC, {told}or an old one is shown."
    if head.at - now > STEP:
        return f"The newest head is of {head.at:%Y-%m-%d %H:%M} UTC, which has not come yet by this machine's clock."
    return ""


def from_export(folder: Path, size: int | None) -> Offered:
    """Read the newest log of an export; its entries are proof enough, and are hashed here."""
    numbered = [one for one in folder.iterdir() if re.fullmatch("[1-9][0-9]*", one.name, re.ASCII)]
    newest = max(numbered, key=lambda one: int(one.name))
    keys = read_keys((newest / "keys").read_text(encoding="utf-8").splitlines())
    heads = _heads((newest / "heads.jsonl").read_text(encoding="utf-8"))
    head = heads[-1]
    hashes = [leaf_hash(line) for line in (newest / "entries.jsonl").read_bytes().split(b"\n")[:-1]]
    grown = CompactRange()
    for one in hashes:
        grown.push(one)
    if grown.size != head.size or grown.root() != head.root:
        raise Alarm("The entries do not give the head's root.")
    crossed = tuple(one for one in heads if len(one.signatures) > 1)
    return Offered(keys, head, tuple(_path(hashes, size, head.size)), crossed)


def across(folder: Path, last: Head) -> str:
    """Return what an export says of the log that this witness saw last, when a new one goes on for it.

    Refuses: Alarm when the export is not whole, or does not hold what lay under that head.
    """
    checks, notices = verifier(), list[str]()
    try:
        logs = checks.examine(folder, notices)
        seen = checks.witness(logs, checks.read_head(last.note), (), notices)
    except (checks.Refuted, checks.Unusable) as error:
        raise Alarm(f"The log does not continue what was seen: {error}.") from error
    if checks.severed(logs, seen):
        raise Alarm(f"The new log does not say what was kept of {last.origin}.")
    return f"All {last.size} entries that were seen are kept. {notices[0]}"


def _heads(text: str) -> list[Head]:
    return [read_head(json.loads(line)["note"]) for line in text.splitlines()]


def _path(hashes: Sequence[bytes], old: int | None, new: int) -> list[bytes]:
    if not old or old > new:
        return []
    return consistency_proof(old, new, lambda level, at: perfect(hashes[at << level : (at + 1) << level]))


def from_address(address: str, token: str, size: int | None) -> Offered:
    """Ask a running Cadre for its keys, newest head and proof."""
    base = address.rstrip("/")
    asked = urllib.parse.urlencode({"from": size or 0})
    proof, _, note = _get(f"{base}/log/checkpoint?{asked}", token).partition("\n\n")
    shown, _, crossed = _get(f"{base}/log/keys", token).partition(
        "\n\n"
    )  # after it: a key that turned meanwhile
    path = tuple(strict_b64(line) for line in proof.split("\n")[1:])
    return Offered(read_keys(shown.splitlines()), read_head(note), path, tuple(_heads(crossed)))


def give_back(address: str, token: str, signer: Signer, head: Head) -> None:
    """Hand the cosigned head to the log, so that the privacy officer sees it."""
    form = urllib.parse.urlencode({"note": head.note, "key": signer.key.text}).encode()
    told = {"Content-Type": "application/x-www-form-urlencoded"}
    _ask(urllib.request.Request(f"{address.rstrip('/')}/log/cosigned", form, told), token)  # noqa: S310


def _get(address: str, token: str) -> str:
    return _ask(urllib.request.Request(address), token)  # noqa: S310


def _ask(request: urllib.request.Request, token: str) -> str:
    if request.type not in ("http", "https"):
        raise Alarm("The address begins with http:// or https://")
    request.add_header("Authorization", f"Bearer {token}")
    try:
        answer = urllib.request.urlopen(request, timeout=WAIT_SECONDS)  # noqa: S310
    except urllib.error.HTTPError as error:
        error.close()
        raise
    with answer:
        body: bytes = answer.read(MOST_BYTES)
        if answer.length:  # what was promised and did not come, or is too much
            raise http.client.IncompleteRead(body, answer.length)
    return body.decode()
