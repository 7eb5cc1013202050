"""Tell what a file is by its content alone; its name and declared type say nothing. Pure."""

import re

from app.kernel.errors import Invalid

LONGEST_TEXT = 20_000
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF87a", "GIF"), (b"GIF89a", "GIF"))
_APPLE = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OLD_PICTURES = (b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"8BPS")
_PAGES = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<head", "<body", "<iframe", "<math", "<!--")
_UNSEEN = re.compile("[\x1b\x7f-\x84\x86-\x9f]")  # signs for which a browser shows nothing
_RARE = 5  # of so many letters of an English or Spanish text at most one has an accent
_ALLOWED = "Send a picture (PNG, JPEG, WebP or GIF), a PDF or a plain text file."


def kind_of(content: bytes) -> str:
    """Return PNG, JPEG, GIF, WEBP, PDF or TEXT.

    Refuses: Invalid that says what to send instead, for anything else.
    """
    for start, kind in _PICTURES:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content.startswith(b"%PDF-"):
        return "PDF"
    _refuse_known(content)
    text_of(content)
    return "TEXT"


def _refuse_known(content: bytes) -> None:
    if not content:
        raise _no("This file is empty.", "Choose it again; it may not have been whole yet.")
    if content[4:8] == b"ftyp":
        if content[8:12] in _APPLE:
            raise _no(
                "This picture is in Apple’s HEIC format.",
                "Take a screenshot of it and send that, or set the camera to “Most Compatible” and take it again.",
            )
        raise _no(
            "Films and this kind of picture cannot be sent.", "Send a screenshot of the moment that matters."
        )
    if content.startswith(_OFFICE):
        raise _no(
            "Zip files and Office documents cannot be sent.",
            "Send a screenshot, or save the document as a PDF.",
        )
    if content.startswith(_OLD_PICTURES):
        raise _no(
            "This kind of picture cannot be sent.", "Save it as PNG or JPEG, or send a screenshot of it."
        )


def text_of(content: bytes) -> str:
    """Return the words of a plain text file.

    Refuses: Invalid when it is none, holds a web page or a drawing, or is too long.
    """
    try:
        text = _decoded(content)
    except UnicodeDecodeError:
        raise _no("This kind of file cannot be sent.", _ALLOWED) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise _no("This file is empty.", "Choose another one.")
    if any(ord(letter) < 32 and letter not in "\n\t\f\x1b" for letter in text):
        raise _no("This kind of file cannot be sent.", _ALLOWED)
    if text[:200].lstrip().lower().startswith(_PAGES):
        raise _no("Web pages and drawings in SVG cannot be sent.", "Send a screenshot of it instead.")
    if len(text) > LONGEST_TEXT:
        raise _no(
            f"This text has more than {LONGEST_TEXT:,} characters.", "Send only the part around the fault."
        )
    return _UNSEEN.sub("", text)


def _decoded(content: bytes) -> str:
    """Return the letters of a text: UTF-8, UTF-16 with its mark, or what older programs of Windows write.

    Refuses: UnicodeDecodeError.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if sum(byte > 127 for byte in content) * _RARE > len(content):
            raise
        return content.decode("cp1252")


def _no(sentence: str, remedy: str) -> Invalid:
    return Invalid(sentence, remedy, field="files")
