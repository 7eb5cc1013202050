"""Codes, numbers and accounts that a message tells in words, and ordinary words of help that tell none."""

import time

import pytest

from app.privacy.accounts_told import finds_account
from app.privacy.codes_told import kinds_told
from app.privacy.disguised import kinds_disguised
from app.privacy.invitations import finds_invitation
from app.privacy.text.fold import fold

CODES = [
    "code 4821 opens it", "the code is 4821", "use code 4821 on the lock screen", "4821 opens it",
    "type 4821 to get in", "type in 482193 when it asks", "its four eight two one", "Enter four eight two one",
    "the number is forty eight twenty one", "locker combo 12 34 56", "right 12 left 34 right 56",
    "log in with emkim / Kuna2026!", "login emkim, then Kuna2026!", "it is cuatro ocho dos uno",
    "guest code: 9917", "door says 9917#", "hit 9917 then star", "*9917# unlocks the cart", "cart lock 9-9-1-7",
    "spin it 12 then 34 then 56", "twelve thirty four fifty six is the locker", "admin / admin123", "4 8 2 1",
    "code=4821", "the magic number is 4821",
]  # fmt: skip
PHONES = [
    "twenty oh eight, fifty five, fifty five, oh one ninety nine", "ring 555 0199", "my digits are 555 0199",
    "two hundred eight five fifty five zero one ninety nine", "five fifty five, oh one ninety nine",
    "twenty eight five fifty five zero one nine nine", "208-KUNA-199",
]  # fmt: skip
ACCOUNTS = [
    "signal me at emkim.42", "pinterest.com/emkim9", "snp me emkim9", "snappy: emkim9", "im on insta as emkim",
    "the ghost app emkim9", "the gram: emkim9", "add emkim9", "hmu emkim9", "look for emkim9 on dc", "dc: emkim9",
    "emkim9 (discord)", "email: em kim at gmail", "emkim AT gmail", "emkim[at]gmail", "emkim gee mail dot com",
    "g mail emkim9", "gchat me", "chat with me on google chat", "open a google doc with me", "roblox emkim9",
    "padlet.com/emkim9/abc", "among us code ABCDEF", "fn: emkim9", "clash tag #2PP0Y", "SW-1234-5678-9012",
    "xbox gt emkim", "my ps is emkim9", "cash app $emkim9", "zelle me", "say hi and get my number",
    "drive.google.com/file/d/1AbC/view", "docs.google.com/document/d/1AbC/edit", "emkim.carrd.co", "my yt is emkim",
    "ngl.link/emkim", "emkim.bsky.social", "soundcloud.com/emkim", "vsco emkim9", "wechat: emkim9",
    "skype live:emkim9", "teams me at emkim", "mi insta emkim",
    "chloe.ito@", "you can find me, chloeee_", "my @ is chloeee_", "@ chloeee_", "chloeee underscore on insta",
    "my server link is below", "check my bio", "my tiktok has it", "tik tok chloeee", "my finsta", "dms are open",
    "slide in my dms", "lets talk somewhere else", "talk to me outside of this app", "epic chloe2010",
    "riot id chloe#NA1", "pokemon go code 1234 5678 9012",
]  # fmt: skip
ORDINARY = [
    "The error code is 4821.", "If the code is 1603, restart it.", "The code is 1603, which means an old driver.",
    "Enter 2048 as the size.", "Enter the room number 214 on the copier.", "Use channel 36 or 149.",
    "Press the power key for ten seconds, then count to five.", "Try the ports one, two, three, four.",
    "The wall port 12-34 is dead.", "Set the copies to 25 and the page range to 12 to 34.", "Type 1 to start.",
    "Wait twenty, thirty or forty seconds.", "It took four tries, then one more, and two restarts.",
    "Sign in again on the Chromebook 3110.", "The code opens the tray.", "The lamp has 2000 hours left.",
    "Look for error_404 on the page.", "Add printer_2 again.", "It is mp4, not mov.", "Find sw01 on the wall.",
    "The name is masked.", "Sign in at Gmail with your school account.", "Look at Gmail once more.",
    "Open the Teams app and sign out once.", "Steam on the lens is cold.",
    "The Kahoot code is on the board.", "Text is too small on the screen.", "Chat works again.",
    "Write to the log file dev_2.log.", "The new version is 132.0.6834.110.", "Its tag is CB1042.",
    "Try the keys 2 4 6 8.", "Is it 1 2 3 4?", "Pick JCM_Student or JCM_Guest.", "The file is my_essay_final.docx.",
    "Set wlan_mode to auto.", "The Lenovo_11e has two of them.", "Insta loads, but Discord lags.", "Room#118 is open.",
    "Write outside of the lines.", "The biology page is slow.", "The door of the lab is open.", "iPad2018 on the cart.",
]  # fmt: skip


@pytest.mark.parametrize("said", CODES)
def test_a_code_told_in_words_is_found(said: str) -> None:
    assert "secret" in kinds_told(fold(said).text)


@pytest.mark.parametrize("said", PHONES)
def test_a_phone_number_read_out_is_found(said: str) -> None:
    assert "phone" in kinds_told(fold(said).text)


@pytest.mark.parametrize("said", ACCOUNTS)
def test_an_account_told_by_what_stands_around_it_is_found(said: str) -> None:
    assert finds_account(fold(said).text)


@pytest.mark.parametrize("said", ORDINARY)
def test_ordinary_help_tells_none(said: str) -> None:
    folded = fold(said).text
    assert kinds_told(folded) == () and not finds_account(folded)


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "a1_",
        "log in ",
        "the code is ",
        "add ",
        "one ",
        "1 ",
        "$",
        "gmail@",
        "a_",
        "1-",
        "x#1 ",
        "!",
        "A!",
        "a1",
        "%41",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    start = time.process_time()
    kinds_told(text), finds_account(text), finds_invitation(text), kinds_disguised(text, r"41\d{4}")
    assert time.process_time() - start < 2
