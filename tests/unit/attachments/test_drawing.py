"""A file is known by its content, drawn anew within limits, or refused in a sentence; nothing of it comes along."""

import io
import sys

import pytest
from PIL import Image

from app.helpdesk.attachments.drawing.anew import MOST_BYTES, draw_anew
from app.helpdesk.attachments.drawing.boxes import Box, box_of, dumps, loads, painted
from app.kernel.errors import Invalid
from tests.web.attachments import pictures as p


def refusal(content: bytes, name: str = "picture.png") -> str:
    with pytest.raises(Invalid) as raised:
        draw_anew(name, content)
    assert raised.value.field == "files"
    assert raised.value.remedy
    return raised.value.sentence


def only_page(content: bytes) -> Image.Image:
    (page,) = draw_anew("x", content).pages
    found = Image.open(io.BytesIO(page.content))
    assert (page.width, page.height) == found.size
    return found


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_drawn_anew_whatever_its_name_says(kind: str) -> None:
    drawn = draw_anew("C:\\Users\\maria\\holi\u202eday.html\n", p.saved(p.screen(), kind))
    assert drawn.kind == "picture"
    assert drawn.name == "holiday.html"
    picture = p.opened(drawn.pages[0].content)
    assert picture.size == (600, 400)
    assert p.near(picture.getpixel((400, 150)), p.SECRET_COLOR, 25)


def test_nothing_that_hung_on_a_photo_comes_along() -> None:
    found = only_page(p.photo())
    assert found.size == (400, 600)  # its turn was applied
    assert not found.getexif() and not found.info.get("comment") and not found.info.get("icc_profile")
    page = draw_anew("x", p.photo()).pages[0]
    assert p.CANARY.encode() not in page.content
    assert page.content.endswith(b"\xff\xd9")


def test_words_in_a_png_are_gone() -> None:
    page = draw_anew("x", p.png_with_words()).pages[0]
    assert p.CANARY.encode() not in page.content
    assert Image.open(io.BytesIO(page.content)).info == {}


def test_a_hidden_color_under_a_transparent_pixel_is_gone() -> None:
    clear = Image.new("RGBA", (40, 40), (*p.SECRET_COLOR, 0))
    assert only_page(p.saved(clear)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "CMYK", "I;16", "1"])
def test_every_kind_of_color_is_drawn(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("I;16", (30, 30), 65535) if mode == "I;16" else p.screen().convert(mode)
    assert only_page(p.saved(source, kind)).mode == "RGB"


def test_only_the_first_frame_is_kept() -> None:
    assert p.near(only_page(p.moving()).getpixel((5, 5)), (10, 200, 10))


def test_a_large_photo_becomes_smaller() -> None:
    assert max(only_page(p.saved(Image.new("RGB", (6000, 3000)), "JPEG")).size) == 2400


def test_a_pdf_becomes_pictures_of_its_pages() -> None:
    drawn = draw_anew("letter.pdf", p.pdf(2, extra="/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"))
    assert drawn.kind == "document"
    assert len(drawn.pages) == 2
    for page in drawn.pages:
        assert p.CANARY.encode() not in page.content
        assert min(p.colors(page.content))[0] < 100  # its words are drawn


def test_plain_text_is_kept_as_words() -> None:
    drawn = draw_anew("log.txt", b"\xef\xbb\xbfdhcpcd: no lease\r\nretry\r\n")
    assert (drawn.kind, drawn.text, drawn.pages) == ("text", "dhcpcd: no lease\nretry", ())
    assert draw_anew("x", "naïve".encode("utf-16")).text == "naïve"
    older = "la niña no puede entrar, así que no imprime"
    assert draw_anew("x", older.encode("cp1252")).text == older
    assert draw_anew("x", b"Qui\x7fnta\xc2\x9fnilla").text == "Quintanilla"


HARM = {
    "bomb": (p.bomb(), "too many pixels"),
    "cut png": (p.png()[:700], "cannot be opened"),
    "cut jpeg": (p.photo()[:900], "cannot be opened"),
    "only a head": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "cannot be opened"),
    "eleven pages": (p.pdf(11), "more than ten pages"),
    "no pdf": (b"%PDF-1.7\n" + b"junk" * 100, "cannot be opened"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "SVG"),
    "svg with a head": (b'  <?xml version="1.0"?><svg/>', "SVG"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "Web pages"),
    "zip": (b"PK\x03\x04" + b"\x00" * 60, "Zip files"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 60, "Office"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"),
    "film": (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40, "Films"),
    "bmp": (p.saved(p.screen(), "BMP"), "This kind of picture"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)), "This kind of file"),
    "no text": (bytes(range(160, 250)) * 4, "This kind of file"),
    "control letters": (b"hello\x07\x08", "This kind of file"),
    "nothing": (b"", "empty"),
    "blank": (b"  \n ", "empty"),
    "long text": (b"line\n" * 8000, "characters"),
    "large": (b"\xff\xd8\xff" + b"\x00" * MOST_BYTES, "larger than"),
}


@pytest.mark.parametrize("name", HARM)
def test_what_cannot_be_used_is_refused_in_a_sentence(name: str) -> None:
    content, words = HARM[name]
    assert words in refusal(content)


def test_a_locked_pdf_says_so() -> None:
    """An encryption dictionary with a password that nobody gave."""
    keys = f"<{'41' * 32}>"
    lock = f"<< /Filter /Standard /V 1 /R 2 /O {keys} /U {keys} /P -4 >>"
    content = p.pdf(1).replace(b"trailer\n<< ", f"trailer\n<< /Encrypt {lock} /ID [<00><00>] ".encode())
    assert "locked with a password" in refusal(content)


def test_a_decoder_that_eats_memory_ends_alone() -> None:
    """Forty million dots in 16 bits and color would be much; the limit is held and the process here lives."""
    assert "too many pixels" in refusal(p.saved(Image.new("1", (8000, 8000)), "PNG"))
    assert draw_anew("x", p.png()).kind == "picture"


def test_the_program_is_bounded() -> None:
    import subprocess

    code = (
        "import resource, runpy; m = runpy.run_path('app/helpdesk/attachments/drawing/child.py'); m['limit']();"
        "print(*(resource.getrlimit(k)[0] for k in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    memory, seconds, files = (int(part) for part in done.stdout.split())
    assert 0 < memory <= 1_500_000_000 and 0 < seconds <= 20 and files == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_is_under_a_box_is_gone(kind: str) -> None:
    (page,) = draw_anew("x", p.saved(p.screen(), kind)).pages
    (left, top, right, bottom) = p.SECRET_AT
    box = Box(left * 1000 // 600, top * 1000 // 400, -(-right * 1000 // 600), -(-bottom * 1000 // 400))
    content = painted(page, [box]).content
    covered = p.opened(content)
    assert p.reds(content) == 0
    assert len(p.colors(p.saved(covered.crop((310, 110, 490, 190))))) <= 3
    assert p.near(covered.getpixel((150, 300)), (20, 20, 200), 25)


def test_boxes_are_read_in_any_corner_order_and_kept() -> None:
    assert box_of(["60", "10", "20,5", "110"]) == Box(205, 100, 600, 1000)
    assert box_of(["", " ", "", ""]) is None
    for unfinished in (["", "1", "2", "3"], ["5", "5", "5", "9"], ["nan", "inf", "1", "2"], ["1", "2", "3"]):
        with pytest.raises(Invalid, match="A box is not finished"):
            box_of(unfinished)
    boxes = {1: (Box(1, 2, 3, 4),), 2: ()}
    assert loads(dumps(boxes)) == {1: (Box(1, 2, 3, 4),)}
    assert loads("") == {} and dumps({}) == ""
