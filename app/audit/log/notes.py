"""Signed notes and checkpoints: the text that leaves the house.

Source: C2SP signed-note, tlog-checkpoint and tlog-cosignature. A checkpoint of ours has two extension lines:
``head 7``, so that none can be left out, and ``time 2026-11-25T21:03:12Z``, so that an hourly one says that
nothing happened.
"""

import base64
import binascii
import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.kernel.frozen import dataclass

LOG_KEY, WITNESS_KEY = 0x01, 0x04
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_BODY = re.compile(
    r"([^\s]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\nhead ([1-9][0-9]{0,17})\ntime ([0-9TZ:-]{20})\n"
)
_STAMP = "%Y-%m-%dT%H:%M:%SZ"


class BadNote(ValueError):
    """A text is no signed note of ours."""


def strict_b64(text: str) -> bytes:
    """Decode base64 that has one spelling only.

    Refuses: BadNote.
    """
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote("this is no base64") from error
    if base64.b64encode(found).decode() != text:
        raise BadNote("this base64 is not written as it should be")
    return found


@dataclass(frozen=True)
class Signature:
    """One signature line. Shape: ``signed`` is what follows the four bytes of the key's id."""

    name: str
    key_id: bytes
    signed: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {base64.b64encode(self.key_id + self.signed).decode()}\n"


@dataclass(frozen=True)
class Head:
    """A checkpoint: how many leaves, under which root, which of the heads, when, and who signed."""

    origin: str
    size: int
    root: bytes
    number: int
    at: datetime
    signatures: tuple[Signature, ...] = ()

    @property
    def body(self) -> str:
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\nhead {self.number}\ntime {self.at.strftime(_STAMP)}\n"

    @property
    def note(self) -> str:
        return self.body + "\n" + "".join(each.line for each in self.signatures)


def read_head(text: str) -> Head:
    """Read a signed checkpoint.

    Refuses: BadNote for anything that is not written exactly so.
    """
    body, gap, tail = text.partition("\n\n")
    found = _BODY.fullmatch(body + "\n")
    if not gap or not found:
        raise BadNote("this is no checkpoint of ours")
    lines = tail.split("\n")
    matches = [_LINE.fullmatch(line) for line in lines[:-1]]
    if lines[-1] or not matches or not all(matches):
        raise BadNote("a signature line is not written as it should be")
    signatures = []
    for name, text_ in (match.groups() for match in matches if match):
        raw = strict_b64(text_)
        if len(raw) <= 4:
            raise BadNote("a signature is too short")
        signatures.append(Signature(name, raw[:4], raw[4:]))
    try:
        at = datetime.strptime(found[5], _STAMP).replace(tzinfo=UTC)
    except ValueError as error:
        raise BadNote("its time is none") from error
    head = Head(found[1], int(found[2]), strict_b64(found[3]), int(found[4]), at, tuple(signatures))
    if head.note != text:
        raise BadNote("it is not written as it should be")
    return head


@dataclass(frozen=True)
class VerifierKey:
    """Who can be believed: ``name+id+base64(type, public key)``."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def text(self) -> str:
        made = base64.b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{made}"

    def signed(self, head: Head) -> Signature | None:
        """Return this key's good signature on a head, or None."""
        for each in head.signatures:
            if each.name == self.name and each.key_id == self.key_id and self._good(head, each.signed):
                return each
        return None

    def _good(self, head: Head, signed: bytes) -> bool:
        message = head.body.encode()
        if self.kind == WITNESS_KEY:
            message = _cosigned(head, int.from_bytes(signed[:8], "big"))
            signed = signed[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signed, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def read_key(text: str) -> VerifierKey:
    """Read a verifier key.

    Refuses: BadNote.
    """
    parts = text.split("+", 2)
    if len(parts) != 3 or not parts[0] or re.search(r"\s", text):
        raise BadNote("this is no verifier key")
    raw = strict_b64(parts[2])
    if len(raw) != 33 or raw[0] not in (LOG_KEY, WITNESS_KEY):
        raise BadNote("this is no Ed25519 key")
    key = VerifierKey(parts[0], raw[0], raw[1:])
    if key.text != text:
        raise BadNote("the key's id does not fit the key")
    return key


def _cosigned(head: Head, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{head.body}".encode()


@dataclass(frozen=True)
class Signer:
    """A private key with its name."""

    name: str
    kind: int
    private: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"

    @property
    def key(self) -> VerifierKey:
        return VerifierKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def sign(self, head: Head, at: datetime | None = None) -> Head:
        """Return the head with one more signature. Shape: a witness says when it signed."""
        if self.kind == WITNESS_KEY:
            seconds = int((at or head.at).timestamp())
            signed = seconds.to_bytes(8, "big") + self.private.sign(_cosigned(head, seconds))
        else:
            signed = self.private.sign(head.body.encode())
        mine = Signature(self.name, self.key.key_id, signed)
        return replace(head, signatures=(*head.signatures, mine))


def new_signer(name: str, kind: int = LOG_KEY) -> Signer:
    return Signer(name, kind, Ed25519PrivateKey.generate())
