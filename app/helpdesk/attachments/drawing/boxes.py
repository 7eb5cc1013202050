"""Boxes over a page: read, kept, and painted into the pixels so that what lay under them is gone."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from app.helpdesk.attachments.drawing.anew import Page
from app.kernel.errors import Invalid
from app.kernel.frozen import dataclass

WHOLE = 1000  # a page is a thousand units wide and a thousand high, whatever its pixels
MOST_BOXES = 12  # a page
_EDGE = 16  # JPEG packs sixteen dots together: a box takes the whole pack
_INK = (58, 64, 72)


@dataclass(frozen=True)
class Box:
    """A rectangle on one page. Units: thousandths of the page's width and height."""

    left: int
    top: int
    right: int
    bottom: int


Boxes = Mapping[int, tuple[Box, ...]]


def box_of(values: Sequence[str]) -> Box | None:
    """Return a box of four typed percentages, in any corner order; None for an empty line.

    Refuses: Invalid for a line that is anything else, since what it should cover would be shown.
    """
    if not any(value.strip() for value in values):
        return None
    try:
        numbers = [
            round(min(max(float(value.replace(",", ".")), 0.0), 100.0) * WHOLE / 100) for value in values
        ]
        left, top, right, bottom = numbers
    except (ValueError, OverflowError):  # round() of no number
        raise _unfinished() from None
    if left == right or top == bottom:
        raise _unfinished()
    return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def _unfinished() -> Invalid:
    return Invalid(
        "A box is not finished, so nothing was changed.",
        "Each takes four numbers from 0 to 100, its edges apart; empty all four for no box.",
    )


def dumps(boxes: Boxes) -> str:
    """Return boxes as they are kept."""
    kept = {
        page: [[b.left, b.top, b.right, b.bottom] for b in found] for page, found in boxes.items() if found
    }
    return json.dumps(kept) if kept else ""


def mark_of(kept: str) -> str:
    """Return a short mark of kept boxes, by which somebody who looked at them knows them again."""
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


def loads(kept: str) -> dict[int, tuple[Box, ...]]:
    """Return kept boxes by page."""
    found = json.loads(kept) if kept else {}
    return {int(page): tuple(Box(*box) for box in boxes) for page, boxes in found.items()}


def painted(page: Page, boxes: Iterable[Box]) -> Page:
    """Return a page whose boxes are painted over; the file is written anew from those pixels."""
    from PIL import Image, ImageDraw

    found = Image.open(io.BytesIO(page.content), formats=["PNG", "JPEG"]).convert("RGB")
    pen = ImageDraw.Draw(found)
    for box in boxes:
        pen.rectangle(_pixels(box, found.width, found.height), fill=_INK)
    out = io.BytesIO()
    if page.mime == "image/png":
        found.save(out, "PNG")
    else:
        found.save(out, "JPEG", quality=85)
    return Page(page.mime, page.width, page.height, out.getvalue())


def _pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    left, right = box.left * width // WHOLE, -(-box.right * width // WHOLE)
    top, bottom = box.top * height // WHOLE, -(-box.bottom * height // WHOLE)
    down = left // _EDGE * _EDGE, top // _EDGE * _EDGE
    up = -(-right // _EDGE) * _EDGE - 1, -(-bottom // _EDGE) * _EDGE - 1
    return (*down, min(up[0], width - 1), min(up[1], height - 1))
