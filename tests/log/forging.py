"""What somebody can do to an export who owns the machine: change any byte or row, and sign everything anew."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.audit.log.canonical import written
from app.audit.log.export import write_tiles
from app.audit.log.merkle import CompactRange, leaf_hash
from app.audit.log.notes import Head, Signer, read_head

ROWS = ("keys", "heads.jsonl", "entries.jsonl", "words.jsonl")


def files_of(export: Path) -> list[Path]:
    return sorted(file for file in export.rglob("*") if file.is_file())


def lines_of(log: Path, name: str = "entries.jsonl") -> list[bytes]:
    return (log / name).read_bytes().split(b"\n")[:-1]


def write_lines(log: Path, lines: Sequence[bytes], name: str = "entries.jsonl") -> None:
    (log / name).write_bytes(b"".join(line + b"\n" for line in lines))


def flips(data: bytes, most: int) -> Iterator[bytes]:
    """Yield the data with one byte changed: every byte of a small file, evenly spread ones of a large file."""
    step = max(1, len(data) // most)
    for turn, at in enumerate(range(0, len(data), step)):
        changed = bytearray(data)
        changed[at] ^= (0x01, 0x20, 0x80, 0xFF)[turn % 4]
        yield bytes(changed)


def row_mutants(lines: Sequence[bytes], most: int) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the rows with one deleted, doubled, inserted, moved or cut, and the file cut short."""
    step = max(1, len(lines) // most)
    for at in range(0, len(lines), step):
        rest = [*lines[:at], *lines[at + 1 :]]
        yield f"row {at} deleted", rest
        yield f"row {at} doubled", [*lines[: at + 1], *lines[at:]]
        yield f"row {at} cut", [*lines[:at], lines[at][:-1], *lines[at + 1 :]]
        yield f"cut before row {at}", list(lines[:at])
        if lines[at] != lines[-1 - at]:
            yield (
                f"row {at} put elsewhere",
                [*rest[: len(lines) - 1 - at], lines[at], *rest[len(lines) - 1 - at :]],
            )
            yield (
                f"row {at} inserted again",
                [*lines[: len(lines) - at], lines[at], *lines[len(lines) - at :]],
            )


def copied(export: Path, target: Path) -> Path:
    shutil.copytree(export, target)
    return target / "1"


def sign_anew(log: Path, lines: Sequence[bytes], signers: Sequence[Signer]) -> None:
    """Make a log of other entries whole again: hashes, tiles, and a signature on every head.

    Shape: ``signers`` are all the keys of the log, in order: the forger has them.
    """
    shutil.rmtree(log / "tile")
    hashes = [leaf_hash(line) for line in lines]
    write_lines(log, lines)
    write_tiles(log, hashes)
    heads, turn = [], 0
    for row in lines_of(log, "heads.jsonl"):
        old = read_head(json.loads(row)["note"])
        grown = CompactRange()
        for one in hashes[: old.size]:
            grown.push(one)
        head: Head = replace(old, size=grown.size, root=grown.root(), signatures=())
        both = len(old.signatures) > 1
        head = signers[turn].sign(head)
        head = signers[turn + 1].sign(head) if both else head
        turn += both
        heads.append(written({"note": head.note}))
    write_lines(log, heads, "heads.jsonl")
