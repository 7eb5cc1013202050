#!/usr/bin/env python3
"""Check an export of Cadre's audit log, without Cadre: python verify_audit.py EXPORT [--head FILE]

Needs Python 3.11 and the package `cryptography`. FILE is a signed head that somebody kept outside the school: printed,
mailed, or cosigned by a witness. Without one, whoever owns the machine could have written the whole log anew.

Exit: 0 consistent, and witnessed by every head given; 3 consistent, but no head was given, or none that binds each
log of the school; 1 refuted, with the first bad index; 2 unusable.

An export holds a folder for each log: a restored backup ends one and begins the next, whose first entry says what was
kept and what was lost. A head of the newest log binds the ones before it as they were kept. An older head, of what was
kept, is a witness as before. One beyond that is refuted (1): what it covers is gone, whether by mischance or on
purpose, and the message says which entries the new log admits to have lost. Where the first entry does not say what
was kept (as earlier versions wrote it), only a head of the log before it binds that log; without one the exit is 3.

Formats: RFC 9162 tree, RFC 8785 JSON, and C2SP's signed-note, tlog-checkpoint,
tlog-cosignature, tlog-tiles, tlog-proof.
"""

import argparse
import base64
import binascii
import io
import json
import os
import re
import stat
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, NoReturn

try:
    from datetime import UTC, datetime

    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError as lacking:  # a traceback would end with 1, which accuses the log
    print(f"Unusable: this needs Python 3.11 or newer and the package cryptography ({lacking}).")
    raise SystemExit(2) from None

TILE, SLACK, MOST = 256, 2_000_000, 2**53 - 1
HOUR = 3_600_000_000
OLDEST = 25 * HOUR  # before a head that was signed without it, no event can have happened
MINUTE = HOUR // 60
PAUSE = 2 * HOUR  # a log that runs signs a head each hour
FILES = {"keys", "heads.jsonl", "entries.jsonl", "words.jsonl"}
UNFINISHED = "unfinished"  # where an export lies until it is whole
LITTER = {  # what file managers and systems leave where somebody looked, and on every disk
    ".DS_Store", "Thumbs.db", "desktop.ini", ".directory", "__MACOSX", ".Spotlight-V100", ".Trashes", ".fseventsd",
    "System Volume Information", "$RECYCLE.BIN",
}  # fmt: skip
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
KNOWN, BEGINS = EVENT | OPTIONAL, ORIGIN | {"kept": str}
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
_TEXTS = frozenset((str,))
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
    if isinstance(value, (dict, list)):
        inside = value.values() if isinstance(value, dict) else value
        return _TEXTS.issuperset(map(type, inside)) or all(map(plain, inside))
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


def by_hand(file: Path) -> str:
    """Return a head as it was signed, from a file that an editor or a mail program has kept: no mark before it, line
    ends as ours, none too many at the end, and lines of signatures that a mail or a page broke made whole."""
    data = file.read_bytes()
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # as Notepad and PowerShell write
    text = data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n").strip("\n") + "\n"
    body, gap, tail = text.partition("\n\n")
    tail = re.sub(r"^(— \S+) *\n(?!— )", r"\1 ", tail, flags=re.MULTILINE)
    return body + gap + re.sub(r"\n(?!— |\Z)", "", tail)


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


_fitting: set[tuple[Any, ...]] = set()  # kinds, names and types that were held to their shape before


def read_core(line: bytes) -> dict[str, Any]:
    """Read one entry and hold it to its shape."""
    core = parse(line)
    if not isinstance(core, dict) or core.get("v") != 1 or core.get("kind") not in ("origin", "event"):
        raise ValueError("this is no entry of version 1")
    shape = (core["kind"], *core, *map(type, core.values()))
    if shape not in _fitting:
        _fit(core)
        _fitting.add(shape)
    for name, pattern in HEX:
        if name in core and not pattern(core[name]):
            raise ValueError(f"{name} is not what it should be")
    if not 0 < core["at"] <= MOST or not plain(core.get("codes", "")):
        raise ValueError("it has a number beyond 2^53, or nothing where something should be")
    for name in ("subjects", "fields"):
        if name in core and not _TEXTS.issuperset(map(type, core[name])):
            raise ValueError(f"{name} holds what is no text")
    return core


def _fit(core: dict[str, Any]) -> None:
    known, must = (BEGINS, ORIGIN.keys()) if core["kind"] == "origin" else (KNOWN, EVENT.keys())
    if not must <= core.keys() <= known.keys():
        raise ValueError("its fields are not those of an entry")
    for name, value in core.items():
        if type(value) is not known[name]:
            raise ValueError(f"{name} is not what it should be")


@dataclass
class Log:
    """One log of an export, as far as it is read.

    Shape: promised is commitment and event, by index; lost is the head that this log follows; kept is the newest head
    that was still there then, None where nothing was or, unless it says what was kept, nobody knows.
    """

    folder: Path
    keys: list[Key] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    size: int = 0
    promised: dict[int, tuple[str, str]] = field(default_factory=dict)
    lost: Head | None = None
    kept: Head | None = None
    says_kept: bool = False
    left_out: int = 0
    has_words: bool = False

    @property
    def name(self) -> str:
        return self.keys[0].name

    @property
    def is_demo(self) -> bool:
        return self.name.startswith("demo.")

    @property
    def number(self) -> int:
        return int(self.folder.name)


@dataclass
class Stream:
    """The events of one thread of one process. Shape: skips are numbers that a restored backup lost."""

    base: int
    seen: set[int] = field(default_factory=set)
    latest: int = 0
    top: int = 0
    skips: list[range] = field(default_factory=list)
    may_skip: bool = False

    def missing(self) -> int:
        """Return the first number that is neither there nor lost, or 0."""
        if len(self.seen) + sum(map(len, self.skips)) == self.top - self.base:
            return 0
        before = self.base
        for number in sorted(self.seen):
            if number != before + 1 and range(before + 1, number) not in self.skips:
                break
            before = number
        return before + 1


class Checker:
    """Walk through an export from its first leaf to its last head."""

    def __init__(self) -> None:
        self.streams: dict[str, Stream] = {}
        self.before: dict[str, int] = {}  # their highest numbers before this log
        self.previous: Log | None = None
        self.taken: list[tuple[int, bool]] = []  # exports on record: when, and whether with words
        self.tombstones: dict[tuple[int, int], dict[str, Any]] = {}
        self.erased: dict[tuple[int, int], list[tuple[int, str]]] = {}

    def check(self, folder: Path) -> Log:
        log = Log(folder)
        self.before = {boot: one.top for boot, one in self.streams.items()}
        self._keys(log)
        self._heads(log)
        hashes = self._entries(log)
        self._tiles(log, hashes)
        self._words(log)
        self.previous = log
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
        heads, size, earliest = iter(log.heads), 0, 0
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
            self._entry(log, index, line, earliest, head.at)
            if index == 0:
                earliest = self._earliest(log, head)
            while head is not None and head.size == index + 1:
                if root_of(nodes) != head.root:
                    raise Refuted(self._first(log, hashes, size), "the entries do not give the signed root")
                size = head.size
                head = next(heads, None)
                earliest = self._earliest(log, head) if head else 0
        if head is not None:
            why = f"the newest head speaks of {log.heads[-1].size} entries"
            raise Refuted(self._first(log, hashes, len(lines)), why)
        log.size = len(lines)
        self._gaps(log)
        return hashes

    def _first(self, log: Log, hashes: list[bytes], covered: int) -> int:
        """Return the first entry that differs from the tiles, or breaks the count of its process, else ``covered``."""
        tile, latest, met = b"", dict(self.before), set()
        for index, line in enumerate(self._lines(log, "entries.jsonl")[: len(hashes)]):
            place = index % TILE * 32
            if place == 0:
                file = log.folder / tile_name(0, index // TILE, log.heads[-1].size)
                tile = file.read_bytes() if file.is_file() else b""
            core = json.loads(line)
            boot, number = core.get("boot", ""), core.get("seq", 0)
            follows = number == latest.get(boot, 0) + 1 or (boot not in met and log.lost is not None)
            if (tile and tile[place : place + 32] != hashes[index]) or (boot and not follows):
                return index
            latest[boot] = number
            met.add(boot)
        return covered

    def _earliest(self, log: Log, head: Head) -> int:
        """Return before when nothing under a head can have happened: a day before one signed an hour earlier.

        Shape: 0 where no head came before, and in a demo, whose past is made up. What happened before the earlier
        head should lie under it; an hour apart, the two were not signed in one round.
        """
        if log.is_demo:
            return 0
        place = bisect_right(log.heads, head.at - HOUR, key=lambda one: one.at)
        before = log.heads[place - 1] if place else log.kept
        return before.at - OLDEST if before and before.at <= head.at - HOUR else 0

    def _entry(self, log: Log, index: int, line: bytes, earliest: int, at: int) -> None:
        try:
            core = read_core(line)
        except ValueError as error:
            raise Refuted(index, str(error)) from error
        if core["at"] > at + SLACK:
            raise Refuted(index, "it is later than the head that holds it")
        if core["at"] < earliest:
            raise Refuted(index, "it is dated more than a day before a head that was signed without it")
        if core["kind"] == "origin":
            self._begins(log, index, core)
            return
        if "words" in core:
            log.promised[index] = core["words"], core["id"]
        if core["tag"] in ("words:erased", "record:exported") and core["outcome"] == "done":
            codes = core.get("codes", {})
            if core["tag"] == "words:erased":
                self.tombstones[log.number, index] = core
            elif codes.get("kind") == "log":
                self.taken.append((core["at"], codes.get("with_words") is True))
        self._count(log, index, core)

    def _begins(self, log: Log, index: int, core: dict[str, Any]) -> None:
        if index or core["name"] != log.name or core["of"] != ("demo" if log.is_demo else "school"):
            raise Refuted(index, "a log begins once, under its own name")
        try:
            log.lost = read_head(core["follows"])
            log.says_kept = "kept" in core
            log.kept = read_head(core["kept"]) if core.get("kept") else None
        except ValueError as error:
            raise Refuted(index, f"{log.name} follows what is no head: {error}") from error
        if log.says_kept:
            _ends_as_kept(log, self.previous)
        if log.says_kept and not (
            log.kept and (log.kept.origin, log.kept.root) == (log.lost.origin, log.lost.root)
        ):
            for stream in self.streams.values():
                stream.may_skip = True

    def _count(self, log: Log, index: int, core: dict[str, Any]) -> None:
        boot, number = core.get("boot"), core.get("seq", 0)
        if boot is None or number < 1:
            raise Refuted(index, "it is an event that no process counted")
        stream = self.streams.get(boot)
        if stream is None:
            # an older version did not say what was kept: who ran on then cannot be told from who began
            base = number - 1 if log.lost and not log.says_kept else 0
            stream = self.streams[boot] = Stream(base, top=base)
        skipped = stream.skips and any(number in one for one in stream.skips)
        if number in stream.seen or number <= stream.base or skipped:
            raise Refuted(index, f"event {number} of process {boot} stands there twice")
        if stream.may_skip:
            stream.may_skip = False
            if number > stream.top + 1:
                stream.skips.append(range(stream.top + 1, number))
        if core["at"] < stream.latest - SLACK:
            raise Refuted(index, f"the clock of process {boot} goes back")
        stream.seen.add(number)
        stream.latest = max(stream.latest, core["at"])
        stream.top = max(stream.top, number)

    def _gaps(self, log: Log) -> None:
        for boot, stream in self.streams.items():
            lost = stream.missing()
            if lost:
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
        known = FILES | wanted.keys()
        above = {str(one) for name in known for one in PurePosixPath(name).parents}
        there = ((name_in(log.folder, one), one) for one in log.folder.rglob("*"))
        found = {name: one.is_dir() for name, one in there if not any(map(is_litter, name.split("/")))}
        for name in sorted(
            name for name, is_folder in found.items() if name not in (above if is_folder else known)
        ):
            raise Refuted(0, f"{name} does not belong here")
        for name in sorted(known - found.keys()):
            raise Refuted(0, f"{name} is missing")
        for name, data in wanted.items():
            if (log.folder / name).read_bytes() != data:
                raise Refuted(0, f"{name} does not hold the hashes of the entries")

    def _words(self, log: Log) -> None:
        """Check the words that are there, and note those of which a tombstone must speak."""
        lines = self._lines(log, "words.jsonl")
        if not lines or lines[0] not in (b'{"words":"included"}', b'{"words":"left_out"}'):
            raise Refuted(0, "words.jsonl does not say whether words are included")
        log.has_words = lines[0] == b'{"words":"included"}'
        rows: set[int] = set()
        before = -1
        for line in lines[1:]:
            try:
                before = self._row(log, parse(line), before)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise Refuted(before + 1, f"words.jsonl: {error}") from error
            rows.add(before)
        missing = sorted(set(log.promised) - rows)
        if missing and log.has_words:
            raise Refuted(missing[0], "its words are gone, and no tombstone says so")
        log.left_out = len(missing)

    def _row(self, log: Log, row: dict[str, Any], before: int) -> int:
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
            not log.has_words
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

    def check_taking(self, logs: Sequence[Log], notices: list[str]) -> None:
        """Hold whether words are included against the newest head's own record of this export.

        Shape: an export is recorded and sealed, then written. One that is older than a minute says nothing of this.
        """
        if len({one.has_words for one in logs}) > 1:
            raise Refuted(0, "words.jsonl: words are included in one log and left out of another")
        now = logs[-1].heads[-1].at - MINUTE
        said = {with_words for at, with_words in self.taken if at >= now}
        if said and logs[0].has_words not in said:
            told = "without" if logs[0].has_words else "with"
            raise Refuted(0, f"words.jsonl: this export was made {told} words, by the log's own record")
        if not said and not logs[0].has_words:
            notices.append(
                "The log does not say how this export was made: words may have been taken out later."
            )


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


def name_in(folder: PurePath, one: PurePath) -> str:
    """Return a file's name in a folder as tlog-tiles writes it, on any system."""
    return "/".join(one.relative_to(folder).parts)


def is_litter(name: str) -> bool:
    """Tell whether a name is of what no log has and nobody put there: macOS writes ``._`` files on other disks."""
    return name in LITTER or name.startswith("._")


def folders(export: Path) -> Iterator[Path]:
    """Yield the logs of an export, oldest first."""
    numbered = re.compile("[1-9][0-9]*", re.ASCII).fullmatch
    if (export / UNFINISHED).exists():
        raise Unusable(f"this export was cut short, as by a full disk: {export} holds a folder {UNFINISHED}")
    for where, inside, files in os.walk(export):
        for name in (*inside, *files):
            mode = (one := Path(where, name)).lstat().st_mode
            if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
                raise Refuted(0, f"{one.relative_to(export)} is neither a plain file nor a folder")
    there = sorted(one for one in export.iterdir() if not is_litter(one.name))
    found = sorted(
        (one for one in there if one.is_dir() and numbered(one.name)), key=lambda one: int(one.name)
    )
    if not found:
        raise Unusable(f"{export} is no export: it has no folder named 1")
    if [one.name for one in found] != [str(number) for number in range(1, len(found) + 1)]:
        raise Refuted(0, "a log is missing between the others")
    for one in there:
        if one not in found:
            raise Refuted(0, f"{one.name} does not belong here")
    yield from found


def follow(logs: Sequence[Log], notices: list[str]) -> None:
    """Check that each log begins where the one before it ends, and tell what was lost between the two."""
    before: Log | None = None
    for log in logs:
        if log.is_demo and before and not before.is_demo:
            raise Refuted(
                0, f"{log.name}, a demo's, stands after {before.name}, a school's, which goes on elsewhere"
            )
        if log.lost is None:
            if before and before.is_demo == log.is_demo:
                raise Refuted(0, f"{log.name} begins as if {before.name} had not come before it")
        else:
            _signed_by_its_own(log, log.lost, logs)
            if log.says_kept:
                notices.append(f"{log.name} goes on for a log that ended: {_loss(log, log.lost)}.")
            else:
                there = before.size if before and before.name == log.lost.origin else 0
                notices.append(
                    f"{log.name} goes on for a log that ended, as after a restored backup: {log.lost.origin} had "
                    f"{log.lost.size} entries, of which {there} are here. It was begun by a version that did not "
                    "write down what was kept: only a head of the log before it tells whether that is unchanged."
                )
        before = log


def _signed_by_its_own(log: Log, lost: Head, logs: Sequence[Log]) -> None:
    owner = next((one for one in logs if one.name == lost.origin), None)
    if owner and not any(lost.signed_by(key) for key in owner.keys):
        raise Refuted(0, f"{log.name} follows a head that {lost.origin} did not sign")


def _ends_as_kept(log: Log, before: Log | None) -> None:
    """Demand that the log before ends with the very head that was kept when this one began."""
    kept = log.kept
    if kept is None:
        if before:
            raise Refuted(0, f"{log.name} says that nothing was kept, and {before.name} stands before it")
        return
    if before is None or before.name != kept.origin:
        there = f"{before.name} is in its place" if before else "it is not here"
        raise Refuted(0, f"{kept.origin}, with {kept.size} entries, comes before {log.name}, and {there}")
    if before.heads[-1] == kept:
        return
    if before.size != kept.size:
        raise Refuted(
            min(before.size, kept.size),
            f"{before.name} had {kept.size} entries when {log.name} began, and has {before.size} here",
        )
    why = "other heads" if before.heads[-1].root == kept.root else "other entries, then signed anew"
    raise Refuted(0, f"{before.name} does not end with the head that was kept when {log.name} began: {why}")


def _loss(log: Log, lost: Head) -> str:
    """Say what a log lost when it began."""
    kept = log.kept
    if kept is None or kept.origin != lost.origin:
        return f"a backup was restored, and all {lost.size} entries of {lost.origin} were lost"
    if lost.size > kept.size:
        gone = f"entries {kept.size} to {lost.size - 1} of {lost.origin} were lost"
        return f"a backup was restored, and {gone}; entries 0 to {kept.size - 1} are kept"
    if lost.root == kept.root:
        return f"all {kept.size} entries of {lost.origin} are kept"
    return f"the {kept.size} entries of {lost.origin} here are not those under its last head"


def witness(logs: Sequence[Log], head: Head, keys: Sequence[Key], notices: list[str]) -> Log:
    """Hold the export against a head that was kept outside, and return the log that it is of."""
    log = next((one for one in logs if one.name == head.origin), None)
    after = next((one for one in logs if one.lost and one.lost.origin == head.origin), None)
    if log is None:
        why = f"; {after.name} says why: {_loss(after, after.lost)}" if after and after.lost else ""
        raise Refuted(0, f"the head kept outside is of {head.origin}, of which this export has no entry{why}")
    if not any(head.signed_by(key) for key in log.keys):
        raise Refuted(0, "the head kept outside is not signed by a key of this export")
    if head.size > log.size:
        why = _beyond(head, after, after.lost) if after and after.lost else ""
        raise Refuted(
            log.size, f"the head kept outside covers {head.size} entries, {log.name} has {log.size} here{why}"
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
    seen = sorted({key.name for key in keys})
    by = f", cosigned by {', '.join(seen)}" if seen else ""
    notices.append(
        f"The head kept outside covers entries 0 to {head.size - 1} of {log.size} in {log.name}{by}."
    )
    others = sorted({name for name, _ in head.signatures} - {log.name, *seen})
    if others:
        notices.append(
            f"It carries a signature in the name of {', '.join(others)}, which was not checked: give its key "
            "with --witness."
        )
    return log


def _beyond(head: Head, after: Log, lost: Head) -> str:
    """Say why what a head covers is gone, as far as the log that follows admits it."""
    if head.size > lost.size:
        return f". {after.name} admits a loss of entries up to {lost.size - 1} only"
    if head.size == lost.size and head.root != lost.root:
        return f". {after.name} names another head of the same size: two were signed"
    older = (
        f"; a head of at most {after.kept.size} entries tells whether those are unchanged"
        if after.kept
        else ""
    )
    return f". {after.name} says why: {_loss(after, lost)}{older}"


def unbound(logs: Sequence[Log], witnessed: Sequence[Log]) -> list[str]:
    """Return the logs that no head kept outside binds, neither its own nor through what a later log kept.

    Shape: what comes after the newest head kept outside is never bound, and not named, unless it is a log that goes on
    for none: the head of a demo says nothing of a school's log. A demo's log is nobody's record.
    """
    bound = {one.name for one in witnessed}
    names = [one.name for one in logs]
    newest = max(map(names.index, bound), default=0)
    for place in range(newest, 0, -1):
        if names[place] in bound and logs[place].kept:
            bound.add(names[place - 1])
    after = [one for one in logs[newest + 1 :] if one.lost is None]
    open_ = [*logs[:newest], *after] if witnessed else []
    return [one.name for one in open_ if one.name not in bound and not one.is_demo]


def standing(log: Log) -> str:
    """Say how old a log's newest head is, and when none was signed for longer than between two heartbeats."""
    ats = [one.at for one in log.heads]
    said = f"the newest head is of {_when(ats[-1])}"
    pauses = [(after - before, before) for before, after in pairwise(ats) if after - before > PAUSE]
    if not pauses or log.is_demo:
        return said
    longest, since = max(pauses)
    times = "once" if len(pauses) == 1 else f"{len(pauses)} times"
    return (
        f"{said}; {times} nothing was signed for over two hours, for {longest / HOUR:.1f} hours at most, "
        f"from {_when(since)} on"
    )


def _when(at: int) -> str:
    return f"{datetime.fromtimestamp(at // 10**6, UTC):%Y-%m-%d %H:%M} UTC"


def severed(logs: Sequence[Log], seen: Log) -> bool:
    """Tell whether some log after one that was seen does not bind the log before it."""
    return any(one.kept is None for one in logs[list(logs).index(seen) + 1 :])


def examine(export: Path, notices: list[str]) -> list[Log]:
    """Check an export by itself, and return its logs. Refuses: Unusable, Refuted."""
    if not export.is_dir():
        raise Unusable(f"{export} is no folder")
    checker, found = Checker(), list(folders(export))
    logs: list[Log] = []
    for folder in found:
        try:
            logs.append(checker.check(folder))
        except Refuted as error:
            if len(found) == 1:
                raise
            raise Refuted(error.index, f"log {folder.name}: {error}") from error
    checker.check_tombstones()
    follow(logs, notices)
    checker.check_taking(logs, notices)
    return logs


def printable(said: Sequence[str]) -> list[str]:
    """Return what a terminal may be told: no name in an export may write over the verdict."""
    return ["".join(one if one.isprintable() else ascii(one)[1:-1] for one in line) for line in said]


def verify(export: Path, heads: Sequence[Path], witnesses: Sequence[str] = ()) -> tuple[int, list[str]]:
    """Return the exit code and what to say."""
    try:
        code, said = _verdict(export, heads, witnesses)
    except MemoryError:
        code, said = 2, [f"Unusable: {export} is larger than this machine can read."]
    except OSError as error:
        code, said = 2, [f"Unusable: {export} cannot be read: {error}."]
    return code, printable(said)


def _verdict(export: Path, heads: Sequence[Path], witnesses: Sequence[str]) -> tuple[int, list[str]]:
    notices: list[str] = []
    try:
        try:
            outside = [read_head(by_hand(file)) for file in heads]
            keys = [read_key(text) for text in witnesses]
        except (OSError, ValueError) as error:
            raise Unusable(f"a head or key that you gave cannot be read: {error}") from error
        logs = examine(export, notices)
        witnessed = [witness(logs, head, keys, notices) for head in outside]
    except Unusable as error:
        return 2, [f"Unusable: {error}."]
    except Refuted as error:
        return 1, [f"REFUTED at index {error.index}: {error}."]
    for log in logs:
        notices.append(f"{log.name}: {log.size} entries, {len(log.heads)} heads, {len(log.keys)} keys, "
                       f"{len(log.promised)} with words, {log.left_out} of them not in this export; "
                       f"{standing(log)}.")  # fmt: skip
    open_ = unbound(logs, witnessed)
    if open_:
        told = f"no head kept outside binds {', '.join(open_)}: give one of it too"
        return 3, [*notices, f"Consistent, but not witnessed as a whole: {told}."]
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
        if first != "c2sp.org/tlog-proof@v1" or not re.fullmatch("0|[1-9][0-9]{0,17}", place):
            raise ValueError("this is no proof")
        told = printable([entry.decode()])
        path, trusted = [b64(line) for line in rest[:gap]], read_key(key)
    except (OSError, ValueError) as error:
        return 2, printable([f"Unusable: {error}."])
    if not head.signed_by(trusted) or not included(int(place), head.size, leaf_hash(entry), path, head.root):
        return 1, [f"REFUTED at index {place}: this entry is not under that head."]
    return 0, [
        *told,
        *printable([f"This is entry {place} under the head of {head.size} entries by {head.origin}."]),
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
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    print("\n".join(said))
    return code


if __name__ == "__main__":
    sys.exit(main())
