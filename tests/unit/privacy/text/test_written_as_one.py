"""Names and sign-in names that are written as one word with something else, whatever the word around them."""

import pytest

from app.privacy.text.masker import Masker, Person

PEOPLE = [("Serenity", "Whitcombe"), ("Grace", "Park"), ("Guadalupe", "Ruiz"), ("Field", "Rose")]
OURS = Masker([Person(first, last) for first, last in PEOPLE], ["bluehawks2026", "zorvanta"])
NOBODYS = Masker([])

OWNED = [
    "file SerenityEssay.docx wont open", "my SerenityEssay wont open", "open SerenitySlides.pptx",
    "serenityslides.pptx",
    "EssaySerenity.docx", "FinalSerenity.pdf is gone", "HistorySerenity.docx", "SERENITYSLIDES.PPTX", "SerenitysiPad",
    "serenityphoto.jpg", "SerenityResume.pdf", "serenitysessay.docx", "hotspot SerenityiPhone", "GraceEssay.docx",
    "GuadalupeProject.pptx", "SerenityLaptop",
]  # fmt: skip


@pytest.mark.parametrize("text", OWNED)
def test_a_name_that_is_a_word_too_is_hidden_beside_what_its_bearer_owns(text: str) -> None:
    left = OURS.mask(text).text.lower()
    assert not any(name in left for name in ("serenity", "grace", "guadalupe")), left


@pytest.mark.parametrize(
    "text",
    ["FieldProject.docx wont open", "the markdown file", "a graceful shutdown", "The homework slides", "OneDrive is on",
     "the FieldTrip list"],
)  # fmt: skip
def test_words_of_every_day_stay_where_they_make_one_word(text: str) -> None:
    assert OURS.mask(text).text == text


@pytest.mark.parametrize("text", ["JaylensEssay.docx", "JaylensProject.pptx"])
def test_an_owner_that_no_roster_holds_is_hidden_too(text: str) -> None:
    assert "Jaylen" not in NOBODYS.mask(text).text


@pytest.mark.parametrize("text", ["Sernity has my charger", "sernity has my charger", "serennity has it"])
def test_a_slip_of_a_name_that_is_a_rare_word_is_hidden(text: str) -> None:
    assert "er" not in OURS.mask(text).text.split()[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("yellow app: emkim9", "account"),
        ("emkim9 works too", "account"),
        ("unlock mlopezg30, please", "account"),
        ("hornets2026 works", "secret"),
        ("try Tractor62.", "secret"),
        ("it was Winter2025 before", "secret"),
    ],
)
def test_letters_of_no_word_with_figures_behind_are_an_account(text: str, kind: str) -> None:
    for masker in (OURS, NOBODYS):
        assert [span.kind for span in masker.mask(text).spans] == [kind], masker.mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "iPad2018 on cart12 in room214", "Jabra Evolve2 and Galaxy Active3", "Lexia Core5", "use latin1", "mathlab07",
        "jcmprn2 jams", "ping chswifi1", "the console ProFX12 is dead", "base64 and utf8", "core1.dll", "wlan0 is down",
        "sw01/0/17", "see step12", "ERR_TIMED2", "Fusion360 crashes", "Node18 is old", "Catalyst9300 is dark",
        "salon12 is cold",
    ],
)  # fmt: skip
def test_what_tells_one_of_several_things_stays(text: str) -> None:
    assert NOBODYS.mask(text).text == text


def test_the_sites_own_words_stay() -> None:
    assert OURS.mask("join bluehawks2026 or Zorvanta2").spans == ()
    assert NOBODYS.mask("join bluehawks2026").spans != ()


@pytest.mark.parametrize(
    "text",
    [
        "open Emily%20Jim%C3%A9nez.docx", "it shows Jim\u00c3\u00a9nez", "N\u00c3\u00ba\u00c3\u00b1ez cant log in",
        r'{"name": "Jim\u00e9nez"}', "Jim=C3=A9nez wrote", "JIM\ufffdNEZ", "N\ufffd\ufffdez cant log in",
        "From: =?UTF-8?B?RW1pbHkgSmltw6luZXo=?= <x>",
    ],
)  # fmt: skip
def test_a_name_that_a_program_wrote_in_code_is_hidden_whole(text: str) -> None:
    masker = Masker([Person("Emily", "Jim\u00e9nez"), Person("Jos\u00e9", "N\u00fa\u00f1ez")])
    left = masker.mask(text).text
    for piece in ("Emily", "Jim", "JIM", "nez", "NEZ", "ez cant", "RW1p"):
        assert piece not in left, left
