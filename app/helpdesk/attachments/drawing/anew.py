"""Draw an uploaded file anew in a program of its own, and refuse in one sentence what cannot be drawn."""

import json
import subprocess
import sys
from pathlib import Path, PurePosixPath
from threading import BoundedSemaphore
from typing import Any

from app.helpdesk.attachments.drawing.sniff import kind_of, text_of
from app.kernel.errors import Invalid
from app.kernel.frozen import dataclass

MOST_BYTES = 15 * 1024 * 1024
SECONDS = 25.0  # by the clock; its own limit counts the processor's time
PATIENCE_SECONDS = 15.0
_CHILD = Path(__file__).with_name("child.py")
_turn = BoundedSemaphore(1)  # one decoder a web process: a class that uploads at once waits, the pages do not
_AGAIN = "Take a screenshot of it and send that."
_SAID = {
    "too_many_pixels": ("This picture has too many pixels.", "Send a smaller copy, or a screenshot of it."),
    "too_heavy": ("This file takes too much room when it is opened.", _AGAIN),
    "too_many_pages": (
        "This PDF has more than ten pages.",
        "Send only the pages that matter, or a screenshot.",
    ),
    "locked": (
        "This PDF is locked with a password.",
        "Send a copy without one, or a screenshot of the page.",
    ),
    "broken": ("This file cannot be opened; it may be cut off or damaged.", f"Send it again. {_AGAIN}"),
    "too_long": ("This file takes too long to open.", _AGAIN),
}


@dataclass(frozen=True)
class Page:
    """One picture as it was drawn anew. Units: pixels."""

    mime: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class Drawn:
    """A file that can be kept. Shape: kind is picture, document or text; a text has words and no pages."""

    name: str
    kind: str
    pages: tuple[Page, ...] = ()
    text: str = ""

    @property
    def size(self) -> int:
        return sum(len(page.content) for page in self.pages) + len(self.text.encode())


def draw_anew(name: str, content: bytes) -> Drawn:
    """Return a file as clean pages or clean text; nothing else of it remains.

    Refuses: Invalid that says what is wrong with it and what to send instead.
    """
    if len(content) > MOST_BYTES:
        raise _no(
            f"This file is larger than {MOST_BYTES // 2**20} MB.", "Send a smaller copy, or a screenshot."
        )
    readable = "".join(
        sign for sign in name.replace("\\", "/") if sign.isprintable()
    )  # none that turns the line
    plain = PurePosixPath(readable).name[:200]
    kind = kind_of(content)
    if kind == "TEXT":
        return Drawn(plain, "text", text=text_of(content))
    pages = _pages(_run(kind, content))
    return Drawn(plain, "document" if kind == "PDF" else "picture", pages)


def _run(kind: str, content: bytes) -> bytes:
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise _no("Many files are being opened just now.", "Wait a minute and send it again.")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", str(_CHILD), kind],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _no(*_SAID["too_long"]) from None
    finally:
        _turn.release()
    if done.returncode < 0:  # ended by a limit, or by a fault in a decoder
        raise _no(*_SAID["too_long" if done.returncode in (-24, -9) else "too_heavy"])
    return done.stdout


def _pages(said: bytes) -> tuple[Page, ...]:
    line, _, rest = said.partition(b"\n")
    try:
        head: dict[str, Any] = json.loads(line)
    except ValueError:
        raise _no(*_SAID["too_heavy"]) from None
    if "refused" in head:
        raise _no(*_SAID[head["refused"]])
    made, at = [], 0
    for page in head["pages"]:
        content = rest[at : at + page["size"]]
        made.append(Page(page["mime"], page["width"], page["height"], content))
        at += page["size"]
    return tuple(made)


def _no(sentence: str, remedy: str) -> Invalid:
    return Invalid(sentence, remedy, field="files")
