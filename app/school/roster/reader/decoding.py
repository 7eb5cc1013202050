"""Open a file as text, whichever of the usual encodings and line ends it was saved in."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from typing import IO

from .findings import UnusableSet
from .sources import UNREADABLE, Opener

CHUNK = 1 << 16
MAX_LINE = 1_000_000
MAX_LINES = 4_000_000  # blank ones too: a zip of nothing but line ends is small
HEADER_BYTES = 32  # every OneRoster header begins with plain letters
NOT_CSV = (  # how files begin that were given a CSV file's name
    (
        (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"),
        "a workbook of a spreadsheet",
        'Open it and save each sheet as "CSV UTF-8".',
    ),
    ((b"%PDF",), "a PDF", "Export OneRoster CSV."),
    (
        (b"<!doctype html", b"<html"),
        "a web page",
        "Sign in to the system that it comes from, and export it again.",
    ),
)
MARK = "\ufeff"  # of UTF-8 and UTF-16: where files were joined, a line in the middle begins with it
FALLBACK = "cadre-windows-1252"
SAVE_AS_UTF8 = 'Save the file as "CSV UTF-8" and try again.'


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(FALLBACK, _as_windows_1252)


class Lines:
    """Iterate over a file's lines, whatever ends them, remembering the last one.

    Refuses: a file whose bytes are no text, and a line no CSV file has.
    """

    def __init__(self, file: str, opener: Opener) -> None:
        self.file = file
        self.last = ""
        self._read = 0
        self._binary = _opened(file, opener)
        self.encoding = _detect(file, self._binary)
        self._binary.close()
        self._binary = _opened(file, opener)
        errors = FALLBACK if self.is_fallback else "strict"
        codec = "utf-8-sig" if self.is_fallback else self.encoding
        self._text = io.TextIOWrapper(self._binary, encoding=codec, errors=errors, newline=None)

    @property
    def is_fallback(self) -> bool:
        """Tell whether some bytes were read as Windows-1252."""
        return self.encoding == "windows-1252"

    def close(self) -> None:
        """Close the file."""
        self._text.close()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            self.last = self._text.readline(MAX_LINE)
        except UnicodeError:
            raise _no_text(self.file) from None
        except UNREADABLE:
            raise _damaged(self.file) from None
        if not self.last:
            raise StopIteration
        self._read += 1
        if self._read > MAX_LINES:
            reason = f"{self.file} has more than {MAX_LINES:,} lines."
            raise UnusableSet(reason, "Export one school or district only.")
        if len(self.last) == MAX_LINE:
            raise UnusableSet(f"{self.file} holds a line that is far too long for a CSV file.", SAVE_AS_UTF8)
        if self.last[0] == MARK:
            self.last = self.last.lstrip(MARK) or "\n"
        return self.last


def _opened(file: str, opener: Opener) -> IO[bytes]:
    try:
        return opener()
    except UNREADABLE:
        raise _damaged(file) from None


def _damaged(file: str) -> UnusableSet:
    return UnusableSet(f"{file} is damaged and cannot be read.", "Export the set again.")


def _no_text(file: str) -> UnusableSet:
    return UnusableSet(f"{file} is not text in an encoding that is known here.", SAVE_AS_UTF8)


def _detect(file: str, binary: IO[bytes]) -> str:
    """Name the encoding: by its mark, by where the zero bytes stand, or UTF-8 if all of it is valid UTF-8."""
    read = _reader(file, binary)
    head = read()
    _refuse_other_kinds(file, head)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name if name != "utf-8-sig" else _utf8_or_fallback(head, read)
    start = head[:HEADER_BYTES]
    even, odd, half = start[0::2].count(0), start[1::2].count(0), len(start) // 2
    if odd > half * 0.8 and even == 0:
        return "utf-16-le"
    if even > half * 0.8 and odd == 0:
        return "utf-16-be"
    return _utf8_or_fallback(head, read)


def _refuse_other_kinds(file: str, head: bytes) -> None:
    begins = head[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for marks, kind, remedy in NOT_CSV:
        if begins.startswith(tuple(mark.lower() for mark in marks)):
            raise UnusableSet(f"{file} is {kind}, whatever its name says.", remedy)


def _reader(file: str, binary: IO[bytes]) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return binary.read(CHUNK)
        except UNREADABLE:
            raise _damaged(file) from None

    return read


def _utf8_or_fallback(head: bytes, read: Callable[[], bytes]) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = head
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = read()
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8-sig"
