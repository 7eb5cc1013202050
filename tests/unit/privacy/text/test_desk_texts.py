"""What a school's technicians read every day: terms of technology stay, and ordinary words do."""

import re
from pathlib import Path

import pytest

from app.privacy.text.masker import Masker
from tests.unit.privacy.text.scoring import Labelled, covered, harmless_share
from tests.unit.privacy.text.test_scores import NOBODY, ROSTER

FOLDER = Path(__file__).parent / "desk"


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def _marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a line without its marks («Epson»), and where the marked terms stand."""
    text, terms = "", []
    for piece in re.split(r"(«[^»]*»)", line):
        plain = piece.strip("«»") if piece.startswith("«") else piece
        if plain is not piece:
            terms.append((len(text), len(text) + len(plain)))
        text += plain
    return text, terms


@pytest.mark.parametrize("masker", [NOBODY, ROSTER], ids=["no roster", "roster"])
def test_terms_stay(masker: Masker) -> None:
    lost, total = [], 0
    for text, terms in map(_marked, _lines("technical.txt")):
        hidden = covered(masker, text)
        total += len(terms)
        lost += [text[start:end] for start, end in terms if not hidden.isdisjoint(range(start, end))]
    assert total > 600
    assert len(lost) <= 0.01 * total, lost


@pytest.mark.parametrize("masker", [NOBODY, ROSTER], ids=["no roster", "roster"])
@pytest.mark.parametrize("name", ["harmless.txt", "harmless_es.txt"])
def test_ordinary_words_stay(name: str, masker: Masker) -> None:
    assert harmless_share(masker, [Labelled(text, ()) for text in _lines(name)]) <= 0.05


@pytest.mark.parametrize(
    "text",
    [
        "Morishita began writing again",
        "Morishita froze at the login page",
        "Ask Brelvonia about the dashboard",
    ],
)
def test_a_name_that_no_list_holds_is_no_term(text: str) -> None:
    assert NOBODY.mask(text).spans


UNLISTED = (  # names of makers and programs that nobody makes
    ("Brelvox V4400 shows no picture", "Brelvox"),
    ("the Zorptek dashboard is blank", "Zorptek"),
    ("netplugd restarts every minute", "netplugd"),
    ("QuillSync will not open on the cart", "QuillSync"),
    ("iGrade says the session expired", "iGrade"),
    ("xhcfgd.exe has stopped working", "xhcfgd"),
    ("Our ClassHubX app asks to sign in again", "ClassHubX"),
    ("the tvmixd service is not running", "tvmixd"),
    ("com.skolor.Grading crashed with SIGABRT", "skolor"),
    ("Lexmark Vortrix lost its tray", "Vortrix"),
    ("the Libby app will not open", "Libby"),
    ("Since the update the marlow portal is blank", "marlow"),
    ("Paxton reader offline in room 9", "Paxton"),
    ("the Gabb phone rings", "Gabb"),
    ("la app Libby no abre", "Libby"),
    ("cant get in mydesk.brelvox.com again", "mydesk"),
    ("the Oliver library app is slow", "Oliver"),
)


@pytest.mark.parametrize(("text", "term"), UNLISTED)
def test_a_term_that_no_list_holds_is_told_by_its_shape_and_neighbors(text: str, term: str) -> None:
    assert term in NOBODY.mask(text).text
