"""`cadre privacy score`: reads what others label, counts what was hidden, refuses with a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from tests.conftest import corpus_folder

ORGS = "sourcedId,name,type,identifier,parentSourcedId\nd,District,district,D,\ns,School,school,S,d\n"
USERS = (
    "sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,email,sms,phone\n"
    "p1,true,s,student,mlopez07,Maria,Lopez,204518,mlopez@kuna.example,,(208) 555-0123\n"
    "p2,true,s,teacher,gfields,Grace,Fields,9001,gfields@kuna.example,,\n"
)
RECORDS: list[dict[str, Any]] = [
    {
        "text": "Maria Lopez (204518) has Error 0x80070005 on a Latitude 3190.",
        "spans": [
            {"start": 0, "end": 11, "label": "PERSON", "origin": "Hispanic"},
            {"start": 13, "end": 19, "label": "STUDENT_NUMBER"},
            {"start": 31, "end": 41, "label": "CODE"},
        ],
    },
    {
        "full_text": "Dr. Grace met Okonkwo in Boise",
        "entities": [
            {"start_position": 0, "end_position": 9, "entity_type": "PERSON", "origin": "English"},
            [14, 21, "PERSON"],
            [25, 30, "LOCATION"],
        ],
    },
]


def _score(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["privacy", "score", *map(str, arguments)])


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    folder = tmp_path / "roster"
    folder.mkdir()
    (folder / "orgs.csv").write_text(ORGS)
    (folder / "users.csv").write_text(USERS)
    return folder


def _lines(tmp_path: Path, *rows: Any) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return path


def test_a_report_says_what_was_hidden_in_the_roster_and_outside(tmp_path: Path, roster: Path) -> None:
    done = _score(_lines(tmp_path, *RECORDS), "--roster", roster, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["texts"] == 2
    assert found["roster_people"] == 2
    person = found["labels"]["PERSON"]
    assert person["in_roster"] == {"values": 2, "hidden": 2, "recall": 1.0, "recall_by_character": 1.0}
    assert person["outside"]["values"] == 1
    assert person["precision"] == 1.0
    assert found["labels"]["STUDENT_NUMBER"]["in_roster"]["recall"] == 1.0
    assert set(found["origins"]) == {"Hispanic", "English"}
    assert found["worst_origin"]["recall"] == 1.0
    assert found["technical_tokens"]["labelled"] == {"tokens": 1, "masked": 0, "share": 0.0}
    assert found["left_aside"] == {"LOCATION": 1}
    assert found["harmless_words"]["masked"] == 0
    assert all(row["met"] for row in found["targets"].values())


def test_the_address_of_a_machine_is_no_technical_token_whatever_its_label(tmp_path: Path) -> None:
    row = {"text": "Printer at 10.44.20.31", "spans": [{"start": 11, "end": 22, "label": "CODE"}]}
    found = json.loads(_score(_lines(tmp_path, row), "--json").stdout)
    assert found["technical_tokens"]["masked"] == 0
    assert found["left_aside"] == {"CODE": 1}


def test_without_a_roster_everybody_is_outside(tmp_path: Path) -> None:
    found = json.loads(_score(_lines(tmp_path, *RECORDS), "--json").stdout)
    assert found["recall"]["in_roster"]["values"] == 0
    assert found["recall"]["outside"]["values"] == 4


def test_a_list_in_one_file_and_the_table_for_people(tmp_path: Path) -> None:
    path = tmp_path / "labelled.json"
    path.write_text(json.dumps(RECORDS))
    done = _score(path)
    assert done.exit_code == 0
    assert "PERSON" in done.output
    assert "outside recall" in done.output


def test_a_record_may_say_who_is_in_the_roster_and_shift_a_value(tmp_path: Path) -> None:
    row = {
        "text": "Hi Okonkwo",
        "spans": [{"start": 4, "end": 9, "type": "NAME", "value": "Okonkwo", "in_roster": True}],
    }
    found = json.loads(_score(_lines(tmp_path, row), "--json").stdout)
    assert found["labels"]["NAME"]["in_roster"]["recall"] == 1.0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "Line 2: this is not JSON"),
        ("[1, 2]", "Line 2: this is no record"),
        ('{"spans": []}', "Line 2: there is no text"),
        ('{"text": "x", "spans": {}}', "Line 2: the spans are no list"),
        ('{"text": "x", "spans": [7]}', "Line 2: a span is neither"),
        ('{"text": "x", "spans": [{"start": 0, "end": 1}]}', "Line 2: a span lacks"),
        ('{"text": "x", "spans": [{"start": 0, "end": 2, "label": "A"}]}', "Line 2: the span 0-2 does not lie"),
        ('{"text": "x", "spans": [{"start": 0, "end": 1, "label": "A", "value": "y"}]}', "Line 2: a span names"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_in_a_sentence(tmp_path: Path, line: str, said: str) -> None:
    done = _score(_lines(tmp_path, {"text": "x"}, line))
    assert done.exit_code == 1
    assert said in done.output


def test_a_missing_file_and_a_folder_that_is_no_roster(tmp_path: Path) -> None:
    assert "There is no file gone.jsonl" in _score(tmp_path / "gone.jsonl").output
    done = _score(_lines(tmp_path, *RECORDS), "--roster", tmp_path)
    assert done.exit_code == 1
    assert "orgs.csv" in done.output


@pytest.mark.corpus
def test_labelled_sentences_of_others_are_read_as_they_are() -> None:
    path = corpus_folder() / "pii-presidio-a" / "tests" / "data" / "generated_small.json"
    if not path.is_file():
        pytest.skip(f"no {path.name}")
    found = json.loads(_score(path, "--json").stdout)
    assert found["texts"] == 100
    assert found["labels"]["PERSON"]["recall"] >= 0.97
    assert found["harmless_words"]["share"] <= 0.08
