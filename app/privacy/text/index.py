"""A table of keys and small values in one block of bytes, that all processes of a machine may map from one file.

Keys are kept as salted digests, never as text: the file names nobody. decisions/0010 says why it is no automaton.
"""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_MAGIC = b"CADRENM1"
_HEAD = struct.Struct(
    "<8s16sIIII"
)  # magic, salt, slots and filter bits as powers of two, length of notes, checksum
_ROOM = 2  # slots for each key
_FILTERED = 16  # filter bits for each key


class Unusable(ValueError):
    """These bytes are no such table, or a damaged one."""


def pack(entries: Mapping[str, int], notes: Mapping[str, Any]) -> bytes:
    """Write keys with values from 1 to 255, and notes, as one block."""
    slots = max(8, (len(entries) * _ROOM).bit_length())
    bits = max(11, (len(entries) * _FILTERED).bit_length())
    salt = os.urandom(16)
    digests, values = [0] * (1 << slots), bytearray(1 << slots)
    sieve = bytearray(1 << (bits - 3))
    salted, last, sifted = _salted(salt), (1 << slots) - 1, (1 << bits) - 1
    for key, value in entries.items():
        raw = key.encode("utf-8", "surrogatepass")
        bit = zlib.crc32(raw) & sifted
        sieve[bit >> 3] |= 1 << (bit & 7)
        digest = _digest(raw, salted)
        at = digest & last
        while digests[at]:
            at = (at + 1) & last
        digests[at], values[at] = digest, value
    told = json.dumps(notes).encode()
    told += b" " * (-len(told) % 8)
    body = told + struct.pack(f"<{len(digests)}Q", *digests) + bytes(sieve) + bytes(values)
    return _HEAD.pack(_MAGIC, salt, slots, bits, len(told), zlib.crc32(body)) + body


def _salted(salt: bytes) -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=8, salt=salt)


def _digest(raw: bytes, salted: hashlib.blake2b) -> int:
    """Return the digest of a key; a copy of what was salted once takes half the time of salting anew."""
    digest = salted.copy()
    digest.update(raw)
    return int.from_bytes(digest.digest(), "little") or 1


class Index:
    """A packed table, read where it lies: nothing of it is copied.

    Refuses: Unusable for bytes that ``pack`` did not write whole.
    """

    def __init__(self, block: Any) -> None:
        view = memoryview(block)
        if len(view) < _HEAD.size:
            raise Unusable("too short")
        magic, salt, slots, bits, told, checksum = _HEAD.unpack_from(view)
        size = _HEAD.size + told + (1 << slots) * 9 + (1 << bits >> 3) if max(slots, bits) < 40 else -1
        if magic != _MAGIC or len(view) != size or zlib.crc32(view[_HEAD.size :]) != checksum:
            raise Unusable("damaged")
        at = _HEAD.size + told
        self.notes: dict[str, Any] = json.loads(bytes(view[_HEAD.size : at]))
        self._digests: memoryview[int] = view[at : at + (8 << slots)].cast("Q")
        self._sieve = view[at + (8 << slots) : at + (8 << slots) + (1 << bits >> 3)]
        self._values = view[at + (8 << slots) + (1 << bits >> 3) :]
        self._last, self._bits = (1 << slots) - 1, (1 << bits) - 1
        self._salted = _salted(salt)

    def get(self, key: str) -> int:
        """Return the value of a key, 0 for none."""
        raw = key.encode("utf-8", "surrogatepass")
        bit = zlib.crc32(raw) & self._bits
        if not self._sieve[bit >> 3] >> (bit & 7) & 1:
            return 0
        digest = _digest(raw, self._salted)
        at = digest & self._last
        while found := self._digests[at]:
            if found == digest:
                return int(self._values[at])
            at = (at + 1) & self._last
        return 0

    def values(self, keys: Iterable[str]) -> Iterator[int]:
        """Yield the values of those of many keys that are there."""
        sieve, bits = self._sieve, self._bits
        for key in keys:
            bit = zlib.crc32(key.encode("utf-8", "surrogatepass")) & bits
            if sieve[bit >> 3] >> (bit & 7) & 1:
                yield self.get(key)
