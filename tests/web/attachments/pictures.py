"""Real files, made small: pictures with things hanging on them, PDFs, and files that mean harm."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

CANARY = "Quintanilla-Canary"
SECRET_AT = (300, 100, 500, 200)  # where the picture's private part lies, in pixels of 600 x 400
SECRET_COLOR = (200, 20, 20)


def screen() -> Image.Image:
    """Return a screenshot with a red part that nobody needs to see and a blue one that matters."""
    made = Image.new("RGB", (600, 400), (250, 250, 250))
    pen = ImageDraw.Draw(made)
    pen.rectangle(SECRET_AT, fill=SECRET_COLOR)
    pen.rectangle((50, 250, 250, 350), fill=(20, 20, 200))
    return made


def saved(picture: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def png() -> bytes:
    return saved(screen())


def photo() -> bytes:
    """Return a JPEG with a place, a name, a comment, a profile, a turn and something after its end."""
    exif = Image.Exif()
    exif[0x010E] = CANARY
    exif[0x9286] = CANARY
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (43.0, 29.0, 12.0)
    whole = saved(screen(), "JPEG", exif=exif, comment=CANARY.encode(), icc_profile=CANARY.encode() * 10)
    return whole + f"<script>{CANARY}</script>".encode()


def png_with_words() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", CANARY)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY}</x>")
    return saved(screen(), "PNG", pnginfo=info)


def moving() -> bytes:
    """Return a GIF of two frames, the second with the private part."""
    first = Image.new("RGB", (60, 40), (10, 200, 10))
    return saved(first, "GIF", save_all=True, append_images=[Image.new("RGB", (60, 40), SECRET_COLOR)])


def bomb() -> bytes:
    """Return a small PNG that says it is 60,000 by 60,000."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    body = chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def pdf(pages: int = 2, words: str = CANARY, extra: str = "") -> bytes:
    """Return a PDF with a layer of text, by hand."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>",
        f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{4 + n * 2} 0 R' for n in range(pages))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in range(pages):
        stream = f"BT /F1 24 Tf 40 700 Td ({words} page {number + 1}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + number * 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def opened(content: bytes) -> Image.Image:
    """Return a file as a picture of plain colors."""
    return Image.open(io.BytesIO(content)).convert("RGB")


def colors(content: bytes) -> set[tuple[int, int, int]]:
    """Return every color of a picture."""
    found: Any = opened(content).get_flattened_data()
    return set(found)


def reds(content: bytes) -> int:
    """Return how many dots of the private part's color are left."""
    found: Any = opened(content).get_flattened_data()
    return sum(1 for r, g, b in found if r > 120 and g < 90 and b < 90)


def near(one: Any, other: tuple[int, int, int], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))
