"""A program of its own: read a picture or PDF from standard input, draw it anew, write the pages.

It runs with limits on memory, time and files, imports nothing of the app, and a fault in a decoder ends it alone.
Shape: in: the format's name as argument, the bytes as input. Out: a line of JSON, then the pages' bytes one after
another. The line is ``{"pages": [{"mime", "width", "height", "size"}]}`` or ``{"refused": code}``.
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

MOST_PIXELS = 50_000_000  # a telephone's camera has up to 50 million
MOST_SIDE = 20_000
DRAWN_SIDE = 2400  # what is kept: a screenshot stays sharp, a photo becomes smaller
PAGE_SIDE = 1700
MOST_PAGES = 10
BIG_PNG = 1_500_000
MEMORY = 1_500_000_000
SECONDS = 20


class Refused(Exception):
    """The file cannot be used; the code says why."""


def limit() -> None:
    """Bound this program before a decoder sees a byte; where the system knows no limits, the caller's clock holds."""
    try:
        import resource
    except ImportError:
        return
    for name, most in (("AS", MEMORY), ("CPU", SECONDS), ("FSIZE", 0), ("CORE", 0), ("NOFILE", 64)):
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard),) * 2)


def picture(content: bytes, name: str) -> Any:
    """Return the first frame of a picture, upright, without transparency, in the size that is kept."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    found = Image.open(io.BytesIO(content), formats=[name])
    width, height = found.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise Refused("too_many_pixels")
    found.draft("RGB", (DRAWN_SIDE, DRAWN_SIDE))
    found.load()
    upright: Any = found
    with contextlib.suppress(Exception):  # a turn that cannot be read is no reason to refuse a picture
        upright = ImageOps.exif_transpose(found)
    return clean(upright, DRAWN_SIDE)


def clean(found: Any, side: int) -> Any:
    """Return only the pixels: a new picture, so that nothing that hung on the old one comes along.

    A transparent pixel's hidden color goes too: it is laid on white.
    """
    from PIL import Image

    found.thumbnail((side, side), Image.Resampling.LANCZOS)
    if found.mode in ("RGBA", "LA", "PA", "P") or "transparency" in found.info:
        found = found.convert("RGBA")
    made = Image.new("RGB", found.size, "white")
    if found.mode == "RGBA":
        made.paste(found, mask=found.getchannel("A"))
    elif found.mode.startswith(("I", "F")):
        made.paste(deep(found))
    else:
        made.paste(found.convert("RGB"))
    return made


def deep(found: Any) -> Any:
    """Return a picture of 16 or more bits a dot in eight."""
    return found.point(lambda value: value / 256).convert("L")


def pages(content: bytes) -> Iterator[Any]:
    """Return the pages of a PDF as pictures; scripts and attached files in it are never run or read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if "password" in str(error).lower() else "broken") from None
    if not 0 < len(document) <= MOST_PAGES:
        raise Refused("too_many_pages" if len(document) else "broken")
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        if min(width, height) <= 0 or max(width, height) / min(width, height) > 50:
            raise Refused("broken")
        drawn = page.render(scale=PAGE_SIDE / max(width, height)).to_pil()
        yield clean(drawn, PAGE_SIDE)
        page.close()


def written(drawn: Any, sharp: bool) -> tuple[dict[str, Any], bytes]:
    """Return a drawn picture as a file: PNG where lines must stay sharp and it is small, else JPEG."""
    out = io.BytesIO()
    mime = "image/png"
    if sharp:
        drawn.save(out, "PNG")
    if not sharp or out.tell() > BIG_PNG:
        out, mime = io.BytesIO(), "image/jpeg"
        drawn.save(out, "JPEG", quality=85)
    content = out.getvalue()
    return {"mime": mime, "width": drawn.width, "height": drawn.height, "size": len(content)}, content


def drawn_anew(name: str, content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Return the head line and the pages of a file, or only a head line that refuses it."""
    from PIL import Image

    try:
        found = pages(content) if name == "PDF" else iter([picture(content, name)])
        made = [written(page, name in ("PNG", "GIF", "PDF")) for page in found]
    except Refused as error:
        return {"refused": str(error)}, []
    except Image.DecompressionBombError:
        return {"refused": "too_many_pixels"}, []
    except MemoryError:
        return {"refused": "too_heavy"}, []
    except Exception:  # whatever a decoder says of a broken file: it is broken
        return {"refused": "broken"}, []
    return {"pages": [head for head, _ in made]}, [page for _, page in made]


def main() -> None:
    """Read, draw, write."""
    import warnings

    limit()
    warnings.simplefilter("ignore")
    head, made = drawn_anew(sys.argv[1], sys.stdin.buffer.read())
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n")
    for page in made:
        out.write(page)
    out.flush()


if __name__ == "__main__":
    main()
