"""No phone, student number or account crosses, whatever stands between the figures and before them."""

from itertools import cycle

import pytest

from app.privacy.text.masker import Masker, Person, finds_contact

FORMAT = r"41\d{4}"
NOBODY, SCHOOL = Masker([]), Masker([], number_pattern=FORMAT)
BETWEEN = (
    "", " ", "  ", "-", ".", "/", "_", "·", "*", "|", ",", ";", "~", "=", "#", "@", "\\", ":", "+", " - ",
    ", ", " · ", "\n", "\u00a0", "\u2060", "\u3164", "–", "…", "•", ") (", " x ", "x", " dash ", " dot ", "...",
)  # fmt: skip
BEFORE = (
    "", "after hours ", "home line ", "in that case ", "reason: ", "my room ", "ticket ", "his signal ", "version ",
    "tag ", "page ", "order ", "device ", "rooms ", "model ",
    "the code ", "port ", "status ", "Line ", "serial ", "part ",
    "case #", "id:", "count=", "(", "$", "No.", "step-", "@", "mi linea ", "v",
)  # fmt: skip
AFTER = ("", " sec", " pages", " bytes", " is free", ".", "!", " px", " ext 4", "%")
OTHER_DIGITS = (
    "０１２３４５６７８９",
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "〇一二三四五六七八九",
)


def _leaks(text: str, kind: str, wanted: str, format_: str | None = None) -> bool:
    """Tell whether the masker leaves the figures readable, or the guard lets them pass."""
    masker = SCHOOL if format_ else NOBODY
    hidden = {at for span in masker.mask(text).spans for at in range(span.start, span.end)}
    start = text.index(wanted)
    bare = [at for at in range(start, start + len(wanted)) if text[at].isdigit() and at not in hidden]
    return len(bare) > 3 or kind not in finds_contact(text, format_)


@pytest.mark.parametrize("before", BEFORE)
def test_a_phone_with_its_area_code_never_crosses(before: str) -> None:
    numbers = [f"208{a}555{b}0199" for a, b in [*((sep, sep) for sep in BETWEEN), (") ", "·"), ("-", " ")]]
    leaks = [
        (number, after)
        for number, after in zip([*numbers, "(208) 555 0199", "1 208 555 0199"], cycle(AFTER), strict=False)
        if _leaks(f"{before}{number}{after}", "phone", number)
    ]
    assert leaks == []


@pytest.mark.parametrize("digits", OTHER_DIGITS)
def test_nor_in_the_figures_of_another_script(digits: str) -> None:
    figures = str.maketrans("0123456789", digits)
    phones = [f"208{sep}555{sep}0199".translate(figures) for sep in BETWEEN]
    assert [p for p in phones if "phone" not in finds_contact(f"After hours {p}")] == []
    numbers = [f"41{sep}0019".translate(figures) for sep in ("", " ", "·", "-")]
    assert [n for n in numbers if "number" not in finds_contact(f"Student {n}", FORMAT)] == []


@pytest.mark.parametrize(
    "text",
    [
        "208-five55-0199",
        "two-oh-eight triple five zero one nine nine",
        "two oh eight, five fifty-five, oh one ninety-nine",
        "two zero eight dash five five five dash zero one nine nine",
        "2 zero 8 5five5 01nine9",
        "TWOZEROEIGHT FIVEFIVEFIVE 0199",
        "2O8-555-OI99",
        "2️⃣0️⃣8️⃣5️⃣5️⃣5️⃣0️⃣1️⃣9️⃣9️⃣",
        "20-85-55-01-99",
        "2·0·8·5·5·5·0·1·9·9",
        "dos cero ocho cinco cinco cinco cero uno nueve nueve",
        "208 then 555 then 0199",
        "call2085550199now",
        "+44 20 7946 0958 after hours",
        "line +52 55 1234 5678",
    ],
)
def test_nor_spelled_or_in_odd_groups(text: str) -> None:
    assert {"phone", "number"} & set(finds_contact(text))
    assert not any(char.isdigit() for char in NOBODY.mask(text).text.partition("⟦")[0])


@pytest.mark.parametrize("before", ["", *BEFORE[1:14], "Student ", "Labels seen: ", "his number ", "badge#"])
def test_a_student_number_never_crosses(before: str) -> None:
    signs = [sep for sep in BETWEEN if "x" not in sep and "d" not in sep]
    numbers = [f"410{sep}019" for sep in signs] + [f"41{sep}00{sep}19" for sep in ("·", " ", "*", "-")]
    leaks = [n for n in [*numbers, "4 1 0 0 1 9"] if _leaks(before + n, "number", n, FORMAT)]
    assert leaks == []


TECHNICAL = (
    "error code 10013 and event id 4625, error 410019, error 0x80041002, KB4100194",
    "error is 2147942405, 2147483648 bytes and 4294967296 bytes",
    "Inspiron 3593 hard drive 2000-0511, then 2000-0146",
    "rooms 410, 411 and 412; rooms 410 411 412 413; rooms 410-411",
    "at 04:10:19, at 4:10:01, on 4/10/2025, 04-10-25, 2025-10-14 10:32",
    "version 120.0.6099.109, build 22631.3447, iOS 17.4.11, driver 41.1.22, firmware 4.1.0.32",
    "ports 443, 8443 and 49152-65535, VLAN 100-2000",
    "prices $41.10, $1,299.00 and $10 or 19 dollars",
    "tags JC-03318 and JC-41001, ticket JCM-30255, JCM-30256",
    "1920x1080 at 60 Hz, 3840x2160, 512000 bytes, 16 GB, 41,001 files",
    "169.254.3.9, 127.0.0.1, 8.8.8.8, 255.255.255.0",
    "HP 410A toner, LaserJet M404dn, 65W, Dell 3100, Latitude 5420",
    "pages 410-412, step 4 of 10, 2 of 19, 1 2 3 4 5",
    "5 laptops, 12 mice, 30 chargers, 200 sheets, 4100 pages",
)


@pytest.mark.parametrize("text", TECHNICAL)
def test_what_is_technical_stays_and_goes_out(text: str) -> None:
    assert SCHOOL.mask(text).text == text
    assert finds_contact(text, FORMAT) == ()


LINKS = (
    "instagram.com/em_kim", "https://www.instagram.com/em_kim/", "t.me/emkim", "discord.gg/aB3x",
    "snapchat.com/add/emk", "discord.com/invite/aB3x", "wa.me/12085550199", "tiktok.com/@em.kim", "m.me/emkim",
    "twitch.tv/emkim", "x.com/emkim",
    "youtube.com/@emkim", "facebook.com/em.kim", "steamcommunity.com/id/emk", "roblox.com/users/12345/profile",
    "instagram . com / em_kim", "instagram dot com slash em_kim", "linktr.ee/emkim", "cash.app/$emkim",
    "insta serenity_w", "my snap emk_04", "ig: em.kim", "discord emk#0123", "insta @ em_kim", "snap = emk04",
    "kik emk_04",
)  # fmt: skip


@pytest.mark.parametrize("text", LINKS)
def test_a_profile_or_invitation_is_a_handle(text: str) -> None:
    said = f"I am at {text} and there"
    assert "handle" in finds_contact(said)
    assert "em" not in NOBODY.mask(said).text and "emk" not in NOBODY.mask(said).text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "instagram.com is blocked",
        "https://discord.com/ does not open",
        "snapchat and instagram load slowly",
        "youtube.com/watch stops, so does youtube.com/feed",
        "x.com and t.me are blocked by the filter",
        "insta works, discord voice does not, steam library is empty",
        "facebook.com/login says error",
        "roblox studio and discord server",
    ],
)
def test_a_site_alone_is_none(text: str) -> None:
    assert finds_contact(text) == () and NOBODY.mask(text).text == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("use Hunter2! to get in", "Hunter2!"),
        ("The passcode four eight two one opens it", "four eight two one"),
        ("PIN: four eight two one", "four eight two one"),
        ("my code is 4821", "4821"),
        ("pass: correct horse battery staple", "correct horse battery staple"),
        ("log in with Blue42sky", "Blue42sky"),
        ("type Tiger#99 at the prompt", "Tiger#99"),
        ("el pin es cuatro ocho dos uno", "cuatro ocho dos uno"),
        ("the combo is twelve thirty-four eight", "twelve thirty-four eight"),
    ],
)
def test_a_secret_in_plain_words_is_found(text: str, value: str) -> None:
    assert "secret" in finds_contact(text)
    assert value in [text[span.start : span.end] for span in NOBODY.mask(text).spans]


@pytest.mark.parametrize(
    "text",
    [
        "use Windows11 to get in",
        "type cmd.exe at the prompt",
        "use HDMI2 or USB3 to connect",
        "use Office365 to open it",
        "log in with Clever to get in",
        "the pin is bent and one pin is missing",
        "my code is not running",
        "pass the cable and pass it on",
        "error code 4821",
    ],
)
def test_talk_of_how_to_get_in_stays(text: str) -> None:
    assert finds_contact(text) == () and NOBODY.mask(text).text == text


@pytest.mark.parametrize(
    ("text", "kind", "hidden"),
    [
        ("born march fourth 2012", "date", "march fourth 2012"),
        ("he was born on the fourth of march", "date", "fourth of march"),
        ("birthday: May twenty-first, two thousand twelve", "date", "May twenty-first, two thousand twelve"),
        ("nací el catorce de marzo de dos mil doce", "date", "catorce de marzo de dos mil doce"),
        ("AA:BB:CC:DD:EE:FF", "address", "AA:BB:CC:DD:EE:FF"),
        ("the card 3C52821FA09B drops", "address", "3C52821FA09B"),
        ("mac is 3c52821fa09b", "address", "3c52821fa09b"),
    ],
)
def test_dates_in_words_and_cards_in_one_piece_are_hidden(text: str, kind: str, hidden: str) -> None:
    assert (kind, hidden) in [(span.kind, text[span.start : span.end]) for span in NOBODY.mask(text).spans]


@pytest.mark.parametrize(
    "name",
    [
        "Ser**en**ity", "Ser<b>enity</b>", "Ser*enity*", "**Ser**enity", "Ser-\nenity", "Ser-\r\n  enity",
        "Ser~~en~~ity",
        "Ser&lt;i&gt;enity&lt;/i&gt;", "Ser<span class='x'>en</span>ity",
    ],
)  # fmt: skip
def test_marks_inside_a_name_do_not_uncover_it(name: str) -> None:
    masker = Masker([Person("Serenity", "Watson")])
    masked = masker.mask(f"ask {name} about it").text
    assert "⟦name" in masked and "Ser" not in masked and "enity" not in masked


@pytest.mark.parametrize(
    "text",
    [
        "the Chrome-\nbook drops off the Wi-\nFi",
        "Wi**Fi** and **blue**tooth work",
        "hello<br>there, it works",
        "the *keyboard* and <b>mouse</b> stop",
        "the first of march is a holiday",
        "run a*b in Python, 2**3 too",
    ],
)
def test_marks_and_dates_without_a_person_stay(text: str) -> None:
    assert NOBODY.mask(text).text == text
