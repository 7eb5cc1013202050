"""Shapes: what looks personal goes, what looks technical stays."""

import pytest

from app.privacy.text.masker import Masker, finds_contact

MASKER = Masker([])


@pytest.mark.parametrize(
    ("text", "kind", "hidden"),
    [
        ("Write to ana.b+x@kuna.k12.id.us today", "mail", "ana.b+x@kuna.k12.id.us"),
        ("ana (at) kuna (dot) org", "mail", "ana (at) kuna (dot) org"),
        ("ana at kuna dot org", "mail", "ana at kuna dot org"),
        ("call (208) 555-0123 now", "phone", "(208) 555-0123"),
        ("call 208.555.0123 x12", "phone", "208.555.0123 x12"),
        ("+52 55 1234 5678", "phone", "+52 55 1234 5678"),
        ("call 555-0123", "phone", "555-0123"),
        ("text 208 555 0123", "phone", "208 555 0123"),
        ("it is 2085550123", "phone", "2085550123"),
        ("ssn 531-21-7351", "number", "531-21-7351"),
        ("card 4716 4026 1145 4369", "number", "4716 4026 1145 4369"),
        ("student id 20451", "number", "20451"),
        ("my lunch number is 48213", "number", "48213"),
        ("use 204518 please", "number", "204518"),
        ("2 0 4 5 1 8 is mine", "number", "2 0 4 5 1 8"),
        ("two zero four five one eight", "number", "two zero four five one eight"),
        ("born 3/14/2009", "date", "3/14/2009"),
        ("my birthday is March 14th", "date", "March 14th"),
        ("nacido el 14 de marzo de 2009", "date", "14 de marzo de 2009"),
        ("at 412 N Oak Street, Apt 3, Kuna, ID 83634", "address", "412 N Oak Street, Apt 3, Kuna, ID 83634"),
        ("vivo en Calle Juárez 112", "address", "Calle Juárez 112"),
        ("my address is 46 upper hollow, near the mill", "address", "46 upper hollow, near the mill"),
        ("from 10.20.31.44 today", "address", "10.20.31.44"),
        ("mac 3c:52:82:1a:bb:09", "address", "3c:52:82:1a:bb:09"),
        ("fe80::1c2d:3e4f ok", "address", "fe80::1c2d:3e4f"),
        ("see https://x.example/doc?id=77&u=3.", "link", "https://x.example/doc?id=77&u=3"),
        ("my password is Tiger99!", "secret", "Tiger99!"),
        ("pw: purple horse battery and so on", "secret", "purple horse battery"),
        ("la contraseña es gato22", "secret", "gato22"),
        ("password Spring2024x does nothing", "secret", "Spring2024x"),
        ('password is "blue moon"', "secret", '"blue moon"'),
        ("the locker combo is 12-34-08", "secret", "12-34-08"),
        ("my pin is 4821", "secret", "4821"),
        ("the code is 493021", "secret", "493021"),
        ("Password Otters does not open it", "secret", "Otters"),
        ("pw hamster thanks", "secret", "hamster"),
        ("the passwrod is moose44", "secret", "moose44"),
        ("it should be: the password should be lantern8", "secret", "lantern8"),
        ("olvidé la contraseña, creo que era limones", "secret", "limones"),
        ("my login is kwolfe31 / ketchup ok", "account", "kwolfe31"),
        ("my login is kwolfe31 / ketchup ok", "secret", "ketchup"),
        ("i use otter_92 and Pickles5 for it", "secret", "Pickles5"),
        ("there is no user otter_92 there", "account", "otter_92"),
        ("ship it to 77 quail hollow ct, joplin mo 64801", "address", "77 quail hollow ct, joplin mo 64801"),
        ("HOME IS 4410 QUAIL HOLLOW DR APT 9 NOW", "address", "4410 QUAIL HOLLOW DR APT 9"),
        ("send to RR 2 Box 41", "address", "RR 2 Box 41"),
        ("mail to PO Box 118, Elko NV 89801", "address", "PO Box 118, Elko NV 89801"),
        ("i live at 6120 County Road 9 and", "address", "6120 County Road 9"),
        ("follow @skater.boy9", "account", "@skater.boy9"),
        ("my snapchat is lol_maria12", "account", "lol_maria12"),
    ],
)
def test_personal_shapes_are_hidden(text: str, kind: str, hidden: str) -> None:
    masked = MASKER.mask(text)
    assert (kind, hidden) in [(span.kind, text[span.start : span.end]) for span in masked.spans]


@pytest.mark.parametrize(
    "text",
    [
        "password is not working, my password was reset and the password expired",
        "la contraseña es incorrecta",
        "password: still wrong",
        "error code 10013 and event id 4625",
        "build 22631.3447 of version 10.0.19045.3930",
        "KB5034441 and 0x80070035",
        "ticket number 248170",
        "the error is 2147942405, error code 2147942405",
        "169.254.3.9, 127.0.0.1, 8.8.8.8, 255.255.255.0",
        "rooms 118 119 120",
        "at 10:32, on 10/14/2025 and on 2025-10-14",
        "1920x1080 at 60 Hz, 512000 bytes",
        "room 118, G-2 and B204",
        "see docs.google.com and classroom.google.com",
        "Discord is blocked and snapchat is down",
        "May 3 at 8:05, version 120.0.6099.109",
        "5 minutes to drive home, a 2 TB hard drive",
        "a 20 minute drive, 30 chromebooks this way, 16 gb flash drive, 12 other place",
        "Password Manager asks again, the password policy, pw reset, password sync and password rules",
        "login is slow / broken, user is locked out, account 3 of 4",
        "our address book is wrong in Canvas",
    ],
)
def test_technical_shapes_stay(text: str) -> None:
    assert MASKER.mask(text).text == text


def test_the_districts_own_format_is_hidden_alone() -> None:
    masker = Masker([], number_pattern=r"K\d{5}")
    assert masker.mask("I am K20451, asset JC-03318").text == "I am ⟦number:01⟧, asset JC-03318"


def test_a_format_that_is_no_expression_is_refused() -> None:
    with pytest.raises(ValueError, match="format of student numbers"):
        Masker([], number_pattern="(")


def test_the_outbound_guard_names_what_it_saw() -> None:
    text = "Call 208-555-0123 or ana@kuna.org, pw: Tiger99, student id 204518, @skater"
    assert finds_contact(text) == ("phone", "mail", "number", "secret", "handle")
    assert finds_contact("Please restart the Chromebook in room 118 at 10:32.") == ()
    assert finds_contact("Maria Lopez will help you.") == ()
