"""What a student tech writes to others in disguise is found; what technology is called stays."""

import pytest

from app.privacy.disguised import kinds_disguised
from app.privacy.text.fold import fold

NUMBER = r"41\d{4}"
DISGUISED = {
    "handle": [
        "the yellow ghost one emkim9", "\N{CAMERA WITH FLASH} emkim9", "locket emkim9", "epic games EmKim9",
        "1g: emkim9", "my yt channel is emkim9 plays", "guest wifi BlueHawks1", "chloeito29 works too",
    ],
    "secret": [
        "try hornets2026", "hornets2026 works", "type T1ger22 in the box", "P@55w0rd: H0rnets", "ZW1raW05",
        "base64: SG9ybmV0czIwMjY=",
    ],
    "phone": [
        "MjA4NTU1MDE5OQ==", "too oh ate fife fife fife oh wun nine nine", "room 208, room 555, then room 0199",
        "1. 2\n2. 0\n3. 8\n4. 5\n5. 5\n6. 5\n7. 0\n8. 1\n9. 9\n10. 9", "mi cel termina en 0199 y empieza con 208 555",
    ],
    "mail": ["moc.liamg@mikme", "read it backwards: moc.oohay@9mikme"],
    "number": ["4I00I9", "410o19", "S410019", "410019s", "your id is 4l0Oi9"],
}  # fmt: skip
ORDINARY = [
    "It is core2 of the course.", "iPad2018 on the cart", "Chromebook3110 or Latitude3140", "Use latin1, not utf8.",
    "The Jabra Evolve2 and the Galaxy Active3 pair again.", "Lexia Core5 opens.", "Go to room214, then hall3.",
    "Version132 is installed, Windows11 too.", "ERR_CERT_DATE_INVALID again", "error 404, error 503, error 1603",
    "1. Restart it\n2. Sign in\n3. Wait\n4. Open Chrome\n5. Print", "1. yes\n2. no\n3. yes\n4. no",
    "Too bad for one or two of them, so try to open three at a time.", "Its serial is 5CD4100Z19.",
    "Tag CB1042 is it.",
    "The log shows 0x80070005 and KB5034441.", "Press Ctrl+Shift+Esc, then mp4 plays.", "x360 with an i5 and 8GB",
    "It ends in the tray and starts with page 2.", "Set WPA2 and 5GHz, no ID10T.", "Use H264 or VP9.",
    "The base64 text is cut.",
    "Does OneDrive say AADSTS50126?", "SharePoint and OneNote open.", "The hash is a1b2c3 on both.",
    "Mail it to the office @ noon.", "step1 is done, step2 waits", "room 208, room 555 and room 12",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), [(kind, one) for kind, some in DISGUISED.items() for one in some])
def test_what_no_other_rule_reads_is_found(kind: str, said: str) -> None:
    assert kind in kinds_disguised(fold(said).text, NUMBER)


@pytest.mark.parametrize("said", ORDINARY)
def test_words_of_technology_are_no_disguise(said: str) -> None:
    assert kinds_disguised(fold(said).text, NUMBER) == ()


def test_a_school_without_numbers_has_none_in_disguise() -> None:
    assert kinds_disguised("4I00I9 and S410019") == ()
