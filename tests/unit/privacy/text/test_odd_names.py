"""Names in every shape they are typed in, of nobody in the roster: none may be left readable."""

import pytest

from app.privacy.text.masker import Masker, Person
from tests.unit.privacy.text.test_scores import NOBODY

GLUED = {
    "file ZoyaDhillon_essay.docx will not open": "ZoyaDhillon",
    "SIOBHAN_QUINN_HW3.pdf is corrupted": "SIOBHAN_QUINN",
    "open raj_roy_project.pptx": "raj_roy",
    "jrossi27 cannot sign in": "jrossi27",
    "JordanLee2027 is my account": "JordanLee",
    "my login is tnoemi": "tnoemi",
    "/home/psykes/Downloads is full": "psykes",
    "C:\\Users\\mquill\\Desktop is gone": "mquill",
    "device mferran-laptop shows offline": "mferran",
    "signed in as dlamb": "dlamb",
    "jlee at school dot org": "jlee",
    "lucia.vega (at) kuna-sd (dot) example": "lucia.vega",
    "Her name is K a m a r i": "K a m a r i",
    "k'lise has the other cart": "k'lise",
    "T'Rell lost the cable": "T'Rell",
    "ask st. germain first": "st. germain",
    "the user is otis_77 here": "otis_77",
}
SHORT = {
    "thanks vy": "vy",
    "tell bo its ready": "bo",
    "Waiting on Pa to bring the cable.": "Pa ",
    "Assigned: Xin Ma; due Friday": "Ma",
    "Mrs. He wants the board moved": "He",
    "The account under My Nguyen is suspended.": "My",
    "Seen by Yu on Wednesday.": "Yu",
}
SCRIPTS = {
    "CC 王芳 on this, please.": "王芳",
    "I sit by अनिता in class": "अनिता",
    "It was დავით who had it": "დავით",
    "ask מרים about it": "מרים",
    "Мария has no sound": "Мария",
}
WORDS = {
    "mark said the wifi drops": "mark",
    "will and grace cant log in": "grace",
    "when faith gets back can she get a loaner": "faith",
    "i sit by hunter and we both have no internet": "hunter",
    "its not mine its crystals": "crystal",
    "may was using it when it froze": "may",
    "- pearl": "pearl",
    "Hope T. Bush has no email": "Hope",
    "Seen by Pearl on Tuesday, by Jack on Wednesday.": "Jack",
    "hi i am grant stone my password is not working": "grant stone",
    "pls help summer and me join": "summer",
    "dawn in my class has it too": "dawn",
    "its on behalf of sunny": "sunny",
    "custodian chase found a tablet": "chase",
    "Stone household, two kids, red light": "Stone",
    "I had Cash Reader try it with a laptop": "Cash Reader",
    "who has it? dean or gene?": "dean",
    "the loaner was returned by Field, Hope": "Field",
    "Bee: did you try the other port": "Bee",
    "Subject: Lake - app locked\nMs. Lake is out": "Lake",
}
SPANISH = {
    "la rompió dana": "dana",
    "el de melody si funciona": "melody",
    "le di la mia a refugio": "refugio",
    "mi apellido es de la vega": "vega",
    "le presté mi contraseña a josé": "josé",
    "Mi hija Lucía Fernández de la Vega no puede entrar": "Vega",
}


@pytest.mark.parametrize(("text", "name"), [*GLUED.items(), *SHORT.items(), *SCRIPTS.items()])
def test_no_shape_of_a_name_is_left(text: str, name: str) -> None:
    assert name not in NOBODY.mask(text).text


@pytest.mark.parametrize(("text", "name"), [*WORDS.items(), *SPANISH.items()])
def test_a_name_that_is_a_word_is_told_by_its_place(text: str, name: str) -> None:
    assert name not in NOBODY.mask(text).text


SECRETS = {
    "use hunter2x as the password": "hunter2x",
    "i changed it to lunaluna99": "lunaluna99",
    "pass = Winter!23": "Winter!23",
    "it is still Abc12345 as password": "Abc12345",
    "la clave es g0b0bcats": "g0b0bcats",
    "my bday is 12th of April 2011": "April",
    "nació el 12-abr-2011": "abr",
    "vivimos en la Calle Juárez 45, Col. Centro": "Juárez",
    "mi dirección es Av. Insurgentes Sur 1602": "Insurgentes",
    "we moved to Carrera 7 #12-34": "12-34",
    "557 - 946 - 5295 is my dads cell": "946",
    "it asks for my number and i type 64922": "64922",
}


@pytest.mark.parametrize(("text", "value"), SECRETS.items())
def test_what_is_told_in_other_words_is_hidden_too(text: str, value: str) -> None:
    assert value not in NOBODY.mask(text).text


FAMILY = Masker([Person("An", "Vu"), Person("See", "Long"), Person("Pa", "Eh"), Person("May", "Will")])
GRAMMAR = {
    "i gave it to an": 1,
    "an said the wifi drops": 1,
    "see has my charger": 1,
    "eh was using it when it froze": 1,
    "pa wants her old one back": 1,
    "will said hi to may": 2,
    "can i see an older one, it may take long": 0,
    "will it be done by may 5": 0,
}


@pytest.mark.parametrize(("text", "hidden"), GRAMMAR.items())
def test_people_named_like_words_of_grammar(text: str, hidden: int) -> None:
    assert len(FAMILY.mask(text).spans) == hidden


@pytest.mark.parametrize(
    "said",
    [
        "S.e.r.e.n.i.t.y",
        "S-e-r-e-n-i-t-y",
        "S_e_r_e_n_i_t_y",
        "y t i n e r e s",
        "ytineres",
        "e.m.m.a",
        "a.i.r.a.m",
    ],
)
def test_what_spells_a_name_is_a_name_and_no_word(said: str) -> None:
    """A word is shown at once where a name waits for an adult: the spelling must not decide that."""
    masker = Masker([Person("Serenity", "Wattson")])
    assert [span.kind for span in masker.mask(f"I lent it to {said} yesterday.").spans] == ["name"]
