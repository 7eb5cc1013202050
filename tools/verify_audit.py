#!/usr/bin/env python3
"""Check an export of Cadre's audit log, without Cadre: python verify_audit.py EXPORT [--head FILE]

Needs Python 3.11 and the package `cryptography`. FILE is a signed head that somebody kept outside the school: printed,
mailed, or cosigned by a witness. Without one, whoever owns the machine could have written the whole log anew.

Exit: 0 consistent, and witnessed by every head given; 3 consistent, but no head was given; 1 refuted, with the first
bad index; 2 unusable. Formats: RFC 9162 tree, RFC 8785 JSON, and C2SP's signed-note, tlog-checkpoint,
tlog-cosignature, tlog-tiles, tlog-proof.
"""

import argparse
import base64
import binascii
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TILE, SLACK, MOST = 256, 2_000_000, 2**53 - 1
BODY = re.compile(
    r"(\S+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)"
    r"\nhead ([1-9][0-9]{0,17})\ntime ([0-9TZ:-]{20})\n"
)

LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
EVENT = {"v": int, "kind": str, "id": str, "at": int, "district": str, "tag": str, "actor": str, "role": str,
         "clearance": str, "outcome": str, "basis": str}  # fmt: skip
OPTIONAL = {"site": str, "ticket": str, "session": str, "for": str, "subjects": list, "fields": list, "purpose": str,
            "codes": dict, "words": str, "boot": str, "seq": int}  # fmt: skip
ORIGIN = {"v": int, "kind": str, "at": int, "name": str, "of": str, "follows": str}
KNOWN = EVENT | OPTIONAL
HEX = [
    (name, re.compile(f"[0-9a-f]{{{size}}}").fullmatch)
    for name, size in (("id", 32), ("words", 64), ("boot", 16))
]


class Refuted(Exception):
    """The export is not what was signed. Shape: the first bad index, and why."""

    def __init__(self, index: int, why: str) -> None:
        super().__init__(why)
        self.index = index


class Unusable(Exception):
    """There is nothing to check."""


def b64(text: str) -> bytes:
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("this is no base64") from error
    if base64.b64encode(found).decode() != text:
        raise ValueError("this base64 has a stray ending")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no whole number")


_READ = json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number).decode
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def parse(line: bytes) -> Any:
    """Read one canonical JSON value; any other spelling of it is refused."""
    try:
        value = _READ(line.decode())
        same = _WRITE(value).encode()
    except (ValueError, RecursionError) as error:
        raise ValueError("this is no JSON of ours") from error
    if same != line:
        raise ValueError("this is not written in canonical form")
    return value


def plain(value: Any) -> bool:
    """Tell whether a value is made of texts, truth values and whole numbers that JSON can hold."""
    if isinstance(value, dict):
        return all(plain(one) for one in value.values())
    if isinstance(value, list):
        return all(plain(one) for one in value)
    return isinstance(value, str) or (isinstance(value, int) and -MOST <= value <= MOST)


@dataclass(frozen=True)
class Key:
    """A verifier key: name+id+base64(type, public key)."""

    text: str
    name: str
    kind: int
    public: bytes
    key_id: bytes


def read_key(text: str) -> Key:
    name, _, rest = text.partition("+")
    hexed, _, coded = rest.partition("+")
    raw = b64(coded)
    if len(raw) != 33 or raw[0] not in (1, 4) or not name or re.search(r"\s", name):
        raise ValueError("this is no Ed25519 verifier key")
    key_id = sha256(name.encode() + b"\n" + raw).digest()[:4]
    if hexed != key_id.hex():
        raise ValueError("a key's id does not fit the key")
    return Key(text, name, raw[0], raw[1:], key_id)


@dataclass(frozen=True)
class Head:
    """A signed checkpoint. Units: at is microseconds."""

    body: str
    origin: str
    size: int
    root: bytes
    number: int
    at: int
    signatures: tuple[tuple[str, bytes], ...]

    def signed_by(self, key: Key) -> bool:
        return any(
            name == key.name and raw[:4] == key.key_id and self._good(key, raw[4:])
            for name, raw in self.signatures
        )

    def _good(self, key: Key, signed: bytes) -> bool:
        message = self.body.encode()
        if key.kind == 4:
            when, signed = int.from_bytes(signed[:8], "big"), signed[8:]
            message = f"cosignature/v1\ntime {when}\n{self.body}".encode()
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signed, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def read_head(text: str) -> Head:
    body, gap, tail = text.partition("\n\n")
    found = BODY.fullmatch(body + "\n")
    lines = tail.split("\n")
    signed = [LINE.fullmatch(line) for line in lines[:-1]]
    if not gap or not found or lines[-1] or not signed or not all(signed):
        raise ValueError("this is no signed head")
    moment = datetime.strptime(found[5], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if moment.strftime("%Y-%m-%dT%H:%M:%SZ") != found[5]:
        raise ValueError("its time is not written as it should be")
    signatures = tuple((match[1], b64(match[2])) for match in signed if match)
    return Head(
        body + "\n",
        found[1],
        int(found[2]),
        b64(found[3]),
        int(found[4]),
        int(moment.timestamp()) * 10**6,
        signatures,
    )


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def root_of(nodes: Sequence[bytes]) -> bytes:
    found = nodes[-1]
    for node in reversed(nodes[:-1]):
        found = node_hash(node, found)
    return found


def included(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a path proves a leaf's place. Source: RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size or any(len(each) != 32 for each in (leaf, root, *path)):
        return False
    place, last, found = index, size - 1, leaf
    for each in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(each, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, each)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def read_core(line: bytes) -> dict[str, Any]:
    """Read one entry and hold it to its shape."""
    core = parse(line)
    if not isinstance(core, dict) or core.get("v") != 1 or core.get("kind") not in ("origin", "event"):
        raise ValueError("this is no entry of version 1")
    known, must = (ORIGIN, ORIGIN.keys()) if core["kind"] == "origin" else (KNOWN, EVENT.keys())
    if not must <= core.keys() <= known.keys():
        raise ValueError("its fields are not those of an entry")
    for name, value in core.items():
        if type(value) is not known[name]:
            raise ValueError(f"{name} is not what it should be")
    for name, pattern in HEX:
        if name in core and not pattern(core[name]):
            raise ValueError(f"{name} is not what it should be")
    if not 0 < core["at"] <= MOST or not plain(core.get("codes", "")):
        raise ValueError("it has a number beyond 2^53, or nothing where something should be")
    for name in ("subjects", "fields"):
        if name in core and not all(type(one) is str for one in core[name]):
            raise ValueError(f"{name} holds what is no text")
    return core


@dataclass
class Log:
    """One log of an export, as far as it is read. Shape: promised is commitment and event, by index."""

    folder: Path
    keys: list[Key] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    size: int = 0
    promised: dict[int, tuple[str, str]] = field(default_factory=dict)
    follows: str = ""
    left_out: int = 0

    @property
    def name(self) -> str:
        return self.keys[0].name

    @property
    def number(self) -> int:
        return int(self.folder.name)


@dataclass
class Stream:
    """The events of one thread of one process."""

    base: int
    seen: set[int] = field(default_factory=set)
    latest: int = 0


class Checker:
    """Walk through an export from its first leaf to its last head."""

    def __init__(self) -> None:
        self.streams: dict[str, Stream] = {}
        self.before: dict[str, Stream] = {}  # as they were before this log
        self.tombstones: dict[tuple[int, int], dict[str, Any]] = {}
        self.erased: dict[tuple[int, int], list[tuple[int, str]]] = {}

    def check(self, folder: Path) -> Log:
        log = Log(folder)
        self.before = {boot: Stream(one.base, set(one.seen)) for boot, one in self.streams.items()}
        self._keys(log)
        self._heads(log)
        hashes = self._entries(log)
        self._tiles(log, hashes)
        self._words(log)
        return log

    def _lines(self, log: Log, name: str) -> list[bytes]:
        file = log.folder / name
        if not file.is_file():
            raise Refuted(0, f"{name} is missing")
        data = file.read_bytes()
        if data and not data.endswith(b"\n"):
            raise Refuted(data.count(b"\n"), f"{name} ends in the middle of a line")
        return data.split(b"\n")[:-1]

    def _keys(self, log: Log) -> None:
        try:
            log.keys = [read_key(line.decode()) for line in self._lines(log, "keys")]
        except ValueError as error:
            raise Refuted(0, f"keys: {error}") from error
        if not log.keys or {(key.name, key.kind) for key in log.keys} != {(log.keys[0].name, 1)}:
            raise Refuted(0, "keys: a log has one name, and keys of its own")
        if len({key.text for key in log.keys}) != len(log.keys):
            raise Refuted(0, "keys: one stands there twice")

    def _heads(self, log: Log) -> None:
        """Read all heads: each by the key of its time, none smaller or earlier than the one before."""
        size = at = turn = 0
        for number, line in enumerate(self._lines(log, "heads.jsonl"), 1):
            try:
                value = parse(line)
                if (
                    not isinstance(value, dict)
                    or set(value) != {"note"}
                    or not isinstance(value["note"], str)
                ):
                    raise ValueError("this is no head")
                head = read_head(value["note"])
            except ValueError as error:
                raise Refuted(size, f"head {number}: {error}") from error
            fresh = turn + 1 < len(log.keys) and head.signed_by(log.keys[turn + 1])
            if (
                head.origin != log.name
                or not head.signed_by(log.keys[turn])
                or len(head.signatures) != 1 + fresh
            ):
                raise Refuted(size, f"head {number} is not signed by the key of its time")
            if head.size < max(size, 1) or head.at < at or head.number != number:
                raise Refuted(size, f"where head {number} should be, one is missing, or goes back")
            size, at, turn = head.size, head.at, turn + fresh
            log.heads.append(head)
        if not log.heads or turn != len(log.keys) - 1:
            raise Refuted(size, "a key signed nothing" if log.heads else "there is no head")

    def _entries(self, log: Log) -> list[bytes]:
        """Check each leaf, and the root at each head: that makes every pair of heads consistent."""
        lines = self._lines(log, "entries.jsonl")
        nodes: list[bytes] = []
        hashes: list[bytes] = []
        heads, size = iter(log.heads), 0
        head: Head | None = next(heads)
        for index, line in enumerate(lines):
            if head is None:
                raise Refuted(index, "an entry lies beyond the newest head")
            leaf = sha256(b"\0" + line).digest()
            hashes.append(leaf)
            count = index
            while count & 1:
                leaf = sha256(b"\1" + nodes.pop() + leaf).digest()
                count >>= 1
            nodes.append(leaf)
            self._entry(log, index, line, head.at)
            while head is not None and head.size == index + 1:
                if root_of(nodes) != head.root:
                    raise Refuted(self._first(log, hashes, size), "the entries do not give the signed root")
                size = head.size
                head = next(heads, None)
        if head is not None:
            why = f"the newest head speaks of {log.heads[-1].size} entries"
            raise Refuted(self._first(log, hashes, len(lines)), why)
        log.size = len(lines)
        self._gaps(log)
        return hashes

    def _first(self, log: Log, hashes: list[bytes], covered: int) -> int:
        """Return the first entry that differs from the tiles, or breaks the count of its process, else ``covered``."""
        tile, latest = b"", {boot: max(stream.seen) for boot, stream in self.before.items()}
        for index, line in enumerate(self._lines(log, "entries.jsonl")[: len(hashes)]):
            place = index % TILE * 32
            if place == 0:
                file = log.folder / tile_name(0, index // TILE, log.heads[-1].size)
                tile = file.read_bytes() if file.is_file() else b""
            core = json.loads(line)
            boot, number = core.get("boot", ""), core.get("seq", 0)
            follows = number == latest.get(boot, 0) + 1 or (boot not in latest and log.number > 1)
            if (tile and tile[place : place + 32] != hashes[index]) or (boot and not follows):
                return index
            latest[boot] = number
        return covered

    def _entry(self, log: Log, index: int, line: bytes, at: int) -> None:
        try:
            core = read_core(line)
        except ValueError as error:
            raise Refuted(index, str(error)) from error
        if core["at"] > at + SLACK:
            raise Refuted(index, "it is later than the head that holds it")
        if core["kind"] == "origin":
            if index or core["name"] != log.name:
                raise Refuted(index, "a log begins once, under its own name")
            log.follows = core["follows"]
            return
        if "words" in core:
            log.promised[index] = core["words"], core["id"]
        if core["tag"] == "words:erased" and core["outcome"] == "done":
            self.tombstones[log.number, index] = core
        if "boot" in core or "seq" in core:
            self._count(log, index, core)

    def _count(self, log: Log, index: int, core: dict[str, Any]) -> None:
        boot, number = core.get("boot"), core.get("seq", 0)
        if boot is None or number < 1:
            raise Refuted(index, "an event has half a number")
        stream = self.streams.get(boot)
        if stream is None:
            base = (
                number - 1 if log.follows else 0
            )  # what a restored backup lost is admitted by the first leaf
            stream = self.streams[boot] = Stream(base)
        if number in stream.seen or number <= stream.base:
            raise Refuted(index, f"event {number} of process {boot} stands there twice")
        if core["at"] < stream.latest - SLACK:
            raise Refuted(index, f"the clock of process {boot} goes back")
        stream.seen.add(number)
        stream.latest = max(stream.latest, core["at"])

    def _gaps(self, log: Log) -> None:
        for boot, stream in self.streams.items():
            if len(stream.seen) != max(stream.seen) - stream.base:
                lost = next(n for n in range(stream.base + 1, max(stream.seen)) if n not in stream.seen)
                raise Refuted(self._where(log, boot, lost), f"event {lost} of process {boot} is missing")

    def _where(self, log: Log, boot: str, lost: int) -> int:
        """Return the index of the first event after a missing one."""
        for index, line in enumerate(self._lines(log, "entries.jsonl")):
            core = json.loads(line)
            if core.get("boot") == boot and core.get("seq", 0) > lost:
                return index
        return log.size

    def _tiles(self, log: Log, hashes: list[bytes]) -> None:
        """Compare every tile with the entries."""
        wanted: dict[str, bytes] = {}
        level, row = 0, hashes
        while row:
            for start in range(0, len(row), TILE):
                wanted[tile_name(level, start // TILE, log.size)] = b"".join(row[start : start + TILE])
            row = [perfect(row[start : start + TILE]) for start in range(0, len(row) - TILE + 1, TILE)]
            level += 1
        found = {
            str(file.relative_to(log.folder)) for file in (log.folder / "tile").rglob("*") if file.is_file()
        }
        for name in sorted(found ^ set(wanted)):
            raise Refuted(0, f"{name} {'does not belong here' if name in found else 'is missing'}")
        for name, data in wanted.items():
            if (log.folder / name).read_bytes() != data:
                raise Refuted(0, f"{name} does not hold the hashes of the entries")

    def _words(self, log: Log) -> None:
        """Check the words that are there, and note those of which a tombstone must speak."""
        lines = self._lines(log, "words.jsonl")
        if not lines or lines[0] not in (b'{"words":"included"}', b'{"words":"left_out"}'):
            raise Refuted(0, "words.jsonl does not say whether words are included")
        rows: set[int] = set()
        before = -1
        for line in lines[1:]:
            try:
                before = self._row(log, parse(line), before, lines[0] == b'{"words":"included"}')
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise Refuted(before + 1, f"words.jsonl: {error}") from error
            rows.add(before)
        missing = sorted(set(log.promised) - rows)
        if missing and lines[0] == b'{"words":"included"}':
            raise Refuted(missing[0], "its words are gone, and no tombstone says so")
        log.left_out = len(missing)

    def _row(self, log: Log, row: dict[str, Any], before: int, included_: bool) -> int:
        index = row["index"]
        if type(index) is not int or index <= before or index not in log.promised:
            raise ValueError("rows stand in order, each once, for entries with words")
        promised, event = log.promised[index]
        if set(row) == {"index", "erased_by"}:
            found = re.fullmatch("([1-9][0-9]*)/(0|[1-9][0-9]*)", row["erased_by"])
            if not found:
                raise ValueError("this is no place of a tombstone")
            self.erased.setdefault((int(found[1]), int(found[2])), []).append((index, event))
            return index
        if (
            not included_
            or set(row) != {"index", "salt", "words"}
            or not re.fullmatch("[0-9a-f]{32}", row["salt"])
        ):
            raise ValueError("this is no row of words")
        if sha256(b"\2" + bytes.fromhex(row["salt"]) + row["words"].encode()).hexdigest() != promised:
            raise Refuted(index, "its words are not those that were committed")
        return index

    def check_tombstones(self) -> None:
        """Hold each tombstone against what was erased: how much, and which events exactly."""
        for place, gone in self.erased.items():
            if place not in self.tombstones:
                raise Refuted(
                    gone[0][0], f"its words are gone, and entry {place[1]} of log {place[0]} is no tombstone"
                )
        for place, core in self.tombstones.items():
            codes, gone = core.get("codes", {}), self.erased.get(place, [])
            events = sha256("\n".join(sorted(event for _, event in gone)).encode()).hexdigest()
            if core.get("for", core["actor"]) == "-" or not codes.get("policy"):
                raise Refuted(place[1], "a tombstone names its policy and who approved it")
            if codes.get("count") != len(gone) or codes.get("set") != events:
                raise Refuted(place[1], "a tombstone does not fit what was erased")


def tile_name(level: int, place: int, size: int) -> str:
    """Return the path of a tile. Source: C2SP tlog-tiles."""
    parts = [f"{place % 1000:03}"]
    above = place // 1000
    while above:
        parts.insert(0, f"x{above % 1000:03}")
        above //= 1000
    count = size >> 8 * level
    partial = f".p/{count % TILE}" if place == count // TILE else ""
    return f"tile/{level}/{'/'.join(parts)}{partial}"


def perfect(hashes: Sequence[bytes]) -> bytes:
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(level[at], level[at + 1]) for at in range(0, len(level), 2)]
    return level[0]


def folders(export: Path) -> Iterator[Path]:
    """Yield the logs of an export, oldest first."""
    found = sorted(
        (one for one in export.iterdir() if one.is_dir() and one.name.isdigit()),
        key=lambda one: int(one.name),
    )
    if not found:
        raise Unusable(f"{export} is no export: it has no folder named 1")
    if [one.name for one in found] != [str(number) for number in range(1, len(found) + 1)]:
        raise Refuted(0, "a log is missing between the others")
    yield from found


def follow(logs: Sequence[Log], notices: list[str]) -> None:
    """Check that a log which follows another embeds one of its signed heads."""
    for log in logs:
        if not log.follows:
            continue
        try:
            old = read_head(log.follows)
        except ValueError as error:
            raise Refuted(0, f"{log.name} follows what is no head: {error}") from error
        before = [one for one in logs if one.name == old.origin]
        if before and not any(old.signed_by(key) for key in before[0].keys):
            raise Refuted(0, f"{log.name} follows a head that {old.origin} did not sign")
        kept = before[0].size if before else 0
        lost = f"{old.origin} had {old.size} entries, of which {kept} are here"
        notices.append(f"{log.name} goes on for a log that ended, as after a restored backup: {lost}.")


def witness(logs: Sequence[Log], head: Head, keys: Sequence[Key], notices: list[str]) -> None:
    """Hold the export against a head that was kept outside."""
    log = next((one for one in logs if one.name == head.origin), None)
    if log is None:
        raise Refuted(0, f"the head kept outside is of {head.origin}, of which this export has no entry")
    if not any(head.signed_by(key) for key in log.keys):
        raise Refuted(0, "the head kept outside is not signed by a key of this export")
    if head.size > log.size:
        raise Refuted(
            log.size, f"the head kept outside covers {head.size} entries, the export has {log.size}"
        )
    same = [one for one in log.heads if one.body == head.body]
    if not same:
        roots = {one.root for one in log.heads if one.size == head.size}
        why = (
            "the newest heads were dropped"
            if head.root in roots
            else "its entries were changed, then signed anew"
        )
        raise Refuted(
            head.size - 1 if head.root in roots else 0, f"the head kept outside is not in this export: {why}"
        )
    for key in keys:
        if not head.signed_by(key):
            raise Refuted(0, f"the head kept outside is not cosigned by {key.name}")
    others = sorted({name for name, _ in head.signatures} - {log.name})
    by = f", cosigned by {', '.join(others)}" if others else ""
    notices.append(
        f"The head kept outside covers entries 0 to {head.size - 1} of {log.size} in {log.name}{by}."
    )


def verify(export: Path, heads: Sequence[Path], witnesses: Sequence[str] = ()) -> tuple[int, list[str]]:
    """Return the exit code and what to say."""
    notices: list[str] = []
    try:
        if not export.is_dir():
            raise Unusable(f"{export} is no folder")
        try:
            outside = [read_head(file.read_bytes().decode()) for file in heads]
            keys = [read_key(text) for text in witnesses]
        except (OSError, ValueError) as error:
            raise Unusable(f"a head or key that you gave cannot be read: {error}") from error
        checker = Checker()
        logs = [checker.check(folder) for folder in folders(export)]
        checker.check_tombstones()
        follow(logs, notices)
        for head in outside:
            witness(logs, head, keys, notices)
    except Unusable as error:
        return 2, [f"Unusable: {error}."]
    except Refuted as error:
        return 1, [f"REFUTED at index {error.index}: {error}."]
    for log in logs:
        notices.append(f"{log.name}: {log.size} entries, {len(log.heads)} heads, {len(log.keys)} keys, "
                       f"{len(log.promised)} with words, {log.left_out} of them not in this export.")  # fmt: skip
    if outside:
        return 0, [*notices, "Consistent, and witnessed by the head kept outside."]
    return 3, [*notices, "Consistent, but not witnessed: give a head kept outside with --head FILE."]


def verify_proof(file: Path, key: str) -> tuple[int, list[str]]:
    """Check one entry's proof of inclusion, offline. Source: C2SP tlog-proof."""
    try:
        text = file.read_bytes().decode()
        first, extra, index, *rest = text.split("\n")
        gap = rest.index("")
        head = read_head("\n".join(rest[gap + 1 :]))
        entry, place = b64(extra.removeprefix("extra ")), index.removeprefix("index ")
        if first != "c2sp.org/tlog-proof@v1" or not re.fullmatch("0|[1-9][0-9]*", place):
            raise ValueError("this is no proof")
        path, trusted = [b64(line) for line in rest[:gap]], read_key(key)
    except (OSError, ValueError) as error:
        return 2, [f"Unusable: {error}."]
    if not head.signed_by(trusted) or not included(int(place), head.size, leaf_hash(entry), path, head.root):
        return 1, [f"REFUTED at index {place}: this entry is not under that head."]
    return 0, [
        entry.decode(),
        f"This is entry {place} under the head of {head.size} entries by {head.origin}.",
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("export", type=Path, nargs="?", help="the folder that `cadre audit export` made")
    parser.add_argument(
        "--head", type=Path, action="append", default=[], metavar="FILE", help="a head kept outside"
    )
    parser.add_argument(
        "--witness", action="append", default=[], metavar="VKEY", help="it must be cosigned by this key"
    )
    parser.add_argument("--proof", type=Path, metavar="FILE", help="check one entry's proof instead")
    parser.add_argument("--key", default="", metavar="VKEY", help="the log's key, for --proof")
    asked = parser.parse_args(arguments)
    if asked.proof:
        code, said = verify_proof(asked.proof, asked.key)
    elif asked.export:
        code, said = verify(asked.export, asked.head, asked.witness)
    else:
        parser.error("name the export to check")
    print("\n".join(said))
    return code


if __name__ == "__main__":
    sys.exit(main())
