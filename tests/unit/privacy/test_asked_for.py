"""What a reply asks for that nobody is to write here, where one would meet, and whom a requester says to add."""

import pytest

from app.demo.stories.load import load_stories
from app.helpdesk.catalog.content.load import load_catalog
from app.privacy.asked_for import asks_for_private
from app.privacy.codes_told import kinds_told
from app.privacy.invitations import finds_invitation
from app.privacy.text.fold import fold
from app.privacy.text.masker import Masker
from app.privacy.who_it_is import tells_who

ASKED = [
    "u got snap", "tell me who you are", "who is this", "how old are you", "are you single", "what bus do you take",
    "send me a pic of you", "what's the password you use", "paste your password in here", "just tell us the passcode",
    "whats the pin to unlock your ipad", "what are you on, snap or insta", "mándame foto tuya", "cuántos años tienes",
    "whats your phone?", "What is your cell",
    "what's your number", "whats ur snap", "can i get your insta", "send your password and i will log in",
    "give me your phone number and i will text you", "tell me your password",
    "type your password here so i can check",
    "whats your student number", "where do you live", "what is your full name", "what's your name",
    "are you on snap",
    "do you have discord", "who are you", "are you that girl from 3rd period", "i need your login", "show me your id",
    "dime tu contraseña", "cual es tu numero de estudiante", "pásame tu número", "cómo te llamas", "dónde vives",
    "necesito tu clave", "reply with your password in this ticket", "text me your cell",
]  # fmt: skip
NOT_ASKED = [
    "Which password did you try, the old or the new one?", "Send a picture of the screen.", "Who is this ticket for?",
    "How old is the Chromebook?", "What grade level is the app for?", "The PIN pad on the copier is broken.",
    "Never send us your password.", "Please don't share your password with anybody.", "What is your room?",
    "Do not tell us your student number.", "No mandes tu contraseña por aquí.",
    "Type your password on the sign-in page.",
    "What is your Chromebook's serial number?", "Write your name on a sticky note on the charger.",
    "Show me your screen.",
    "Get your password reset at the office.", "You need your student ID card at the office.", "Do you have the app?",
    "Do you have Discord installed?", "Are you on the guest network?",
    "I need your Chromebook for an hour.",
    "Can I see your phone screen?", "I need your phone to try the hotspot.", "What is your phone set to?",
    "What is the name of the file?", "What are your display settings?", "Send your screenshot as a file.",
    "Who are you signed in as on that Chromebook?", "¿Cuál es tu salón?", "Necesito tu computadora mañana.",
]  # fmt: skip
TO_MEET = [
    "hit my line", "shoot me a text", "ill give you my number", "my number is under the sticker",
    "i sit behind you in math",
    "check the sticky note for my snap", "look at my profile", "te veo en el parque", "te paso mi numero",
    "meet me at the park at 4", "lets talk after school by the flagpole", "come by my house later", "airdrop it to me",
    "find me in the bathroom", "use my login", "we could hang out friday", "wait for me by the bus stop",
]  # fmt: skip
AT_THE_DESK = [
    "Hop on the guest network for now.", "I sit at the help desk in period 3.", "Look at the profile of the network.",
    "Te veo en el salón 118.", "Pasa por la mesa de ayuda.", "Do you sit near the window?",
    "Meet us at the help desk at 3:15.", "Meet me in room 118 after class.", "Come to the library during lunch.",
    "Let's try another cable.", "We can hang the projector higher.", "Find me at the help desk.",
    "Use my list of steps.",
]  # fmt: skip


WHO = [
    "is this sarah", "Is this Sarah?", "im jake from your bio class", "I'm Jake", "are you maria q", "r u mia?",
    "ur sarah right", "you're Emma, right?", "hi this is jake", "its jordan from soccer", "my name is Tyler btw",
    "sarah?", "hey sarah?", "i have bio with you", "we have math together", "are you in my math class",
    "I think I know who you are", "do i know you", "guess who", "it's me, open up", "i sit behind you",
    "im the kid from band", "im in your math class", "we're in the same class", "Is this Grace?", "are you Will?",
    "¿Eres María?", "soy jake de tu clase de bio", "te conozco", "me llamo Jorge", "im ur neighbor",
    "do you remember me", "I know you from church", "is that you sarah", "is this sarah's ipad", "call me Jake",
    "is this maria quintanilla", "im in 3rd period with you", "wait r u the kid who sits next to me in spanish",
    "u sound like jayden", "are you in 8th grade", "alex here", "its ya boy marcus", "signed, Jake", "- jake",
    "your buddy ethan", "who r u", "whos this", "i know its you sarah", "we ride the same bus", "you were at my party",
    "did u sit behind me today", "i saw you in the hall", "i can tell its you", "nice seeing u at lunch",
    "te vi en el pasillo", "ethan from 3rd period", "sarah right?", "you must be sarah", "are u sarahs sister",
    "jake from bio", "are we in the same homeroom", "do we have a class together", "what period do you have math",
    "is your name sarah", "does your name start with s", "youre in band right", "you play soccer right",
    "are you friends with mia",
]  # fmt: skip
NOT_WHO = [
    "Is this working now?", "Is this Chrome or Edge?", "I'm ready when you are.", "It's done.", "Are you sure?",
    "I'm Bo from the help desk.", "This is Bo.", "Is this Canvas?", "Are you still in class?",
    "I am in room 118 now.", "Is it May or June?", "I know you are waiting.", "We have put it together again.",
    "I'm the one who fixed it.", "It is Windows 11.", "Its bent", "Is this Dell or HP?", "It's Zoom that fails.",
    "Are you in your homeroom at 10?", "Which class are you in now?", "Is this Mr. Brandt's projector?",
    "Do you remember the error?", "Is this Alexa?", "Is it Iris scan?", "It's Max brightness.", "Is this Kindle?",
    "Hi Maria, it is done.", "es este cable?", "¿Eres el dueño?", "aquí está", "Soy del equipo de ayuda",
    "Is it this one?", "Is it yours?", "Is that his or hers?", "Are you done?", "This was it.", "It's as it was.",
    "Bo here, I have your charger.", "Who are you signed in as?", "I saw your message.", "Thanks, Maria.",
    "What period do you have free?", "Is your name on the sticker?", "The person next to you can show you. - Bo",
    "It's rose colored.", "Call me over when the screen is black.", "Guess who can see it: only you.",
]  # fmt: skip


@pytest.mark.parametrize("said", WHO)
def test_a_guess_at_who_reads_it_and_who_writes_it_is_found(said: str) -> None:
    """By lists of names that anybody may have, and by what ties two of a school together."""
    assert tells_who(fold(said).text, "Bo")


@pytest.mark.parametrize("said", NOT_WHO)
def test_words_of_the_work_and_the_working_name_tell_nobody(said: str) -> None:
    assert not tells_who(fold(said).text, "Bo")


@pytest.mark.parametrize("said", ASKED)
def test_a_question_for_what_is_private_is_found(said: str) -> None:
    assert asks_for_private(fold(said).text)


@pytest.mark.parametrize("said", NOT_ASKED)
def test_what_a_tech_may_ask_is_left_alone(said: str) -> None:
    assert not asks_for_private(fold(said).text)


def test_nothing_that_the_team_says_is_refused() -> None:
    """Neither the demo's replies, nor those that a teacher returns there, nor the ready-made ones."""
    stories = load_stories()
    said = [line.text for story in stories for line in story.thread if line.kind != "answer"]
    said += [text for story in stories for text in (story.draft.bad, story.ending.cause, story.ending.fix)]
    said += [one.text for one in load_catalog().canned]
    assert len(said) > 600
    assert [one for one in said if finds_invitation(one)] == []
    assert [one for one in said if asks_for_private(fold(one).text) or kinds_told(fold(one).text)] == []
    assert [one for one in said if tells_who(fold(one).text)] == []


@pytest.mark.parametrize("said", TO_MEET)
def test_a_meeting_away_from_the_desk_is_an_invitation(said: str) -> None:
    assert finds_invitation(said)


@pytest.mark.parametrize("said", AT_THE_DESK)
def test_a_meeting_at_the_desk_is_none(said: str) -> None:
    assert not finds_invitation(said)


@pytest.mark.parametrize(
    "said",
    [
        "punch in 4821",
        "el código de la puerta es 4821",
        "the code: 48-21",
        "your id starts 555 and ends 1234",
    ],
)
def test_a_code_told_in_other_words_is_found(said: str) -> None:
    assert "secret" in kinds_told(fold(said).text)


@pytest.mark.parametrize(
    "said",
    [
        "Punch in 2026.",
        "The error code is 10 20 and stops.",
        "Code: 10-43 means the lamp.",
        "Código de error 4821",
    ],
)
def test_figures_that_are_no_code_are_left_alone(said: str) -> None:
    assert kinds_told(fold(said).text) == ()


@pytest.mark.parametrize(
    "said",
    ["add me emkim9", "hmu emkim9", "emkim9 on snap", "its emkim9 on all platforms", "my user is emkim9",
     "find me as emkim9", "agrégame emkim9", "búscame como emkim9 en snap", "soy emkim9 en insta"],
)  # fmt: skip
def test_whom_a_requester_says_to_add_is_hidden(said: str) -> None:
    assert "emkim9" not in Masker([]).mask(said).text


@pytest.mark.parametrize(
    "said",
    ["look for us in lab3b", "the error err_404 on discord", "add me to class3b", "follow me to room12",
     "my user is locked", "add printer hp207x", "El código de error es 4821.", "código de error: 4821"],
)  # fmt: skip
def test_terms_that_stand_in_such_places_are_not(said: str) -> None:
    assert Masker([]).mask(said).text == said
