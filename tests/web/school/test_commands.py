"""The first day from a shell: a roster in, an administrator, a slip; exit codes and JSON as promised."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unit.roster.sets import CLASS_FILES, ORGS, SET_11, manifest, user_row, users, write_folder

ROOT = Path(__file__).parents[3]
OTHER = ORGS.replace("d1", "x1")
MAKE = ("account", "create", "--role", "administrator", "--site", "LH", "--password-stdin")
GOOD = "correct horse staple\r\n"  # as a file written on Windows ends


@dataclass(frozen=True)
class Told:
    """How a command ended."""

    code: int
    out: str
    err: str


def crowd_of(district: str) -> dict[str, str | bytes]:
    """Return one student of a district that nobody knows."""
    orgs = ORGS.replace("d1", district).replace("s1", "s91").replace("s2", "s92")
    return {"orgs.csv": orgs, "users.csv": users(user_row(0, orgSourcedIds="s91"))}


class Script:
    """Collect commands by name, then run them in one process over a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls: dict[str, dict[str, object]] = {}

    def add(self, name: str, *words: str, typed: str = "") -> None:
        self.calls[name] = {"words": list(words), "typed": typed}

    def roster(self, name: str, files: Mapping[str, str | bytes], *words: str) -> None:
        path = write_folder(self.folder / name, files)
        self.add(name, "roster", "import", str(path), *words)

    def run(self) -> dict[str, Told]:
        env = {name: value for name, value in os.environ.items() if not name.startswith("CADRE_")}
        done = subprocess.run(
            [sys.executable, "-m", "tests.web.school.shell"],
            cwd=ROOT,
            env=env | {"CADRE_INSTANCE": str(self.folder / "instance")},
            input=json.dumps(list(self.calls.values())),
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
        told = [Told(one["code"], one["out"], one["err"]) for one in json.loads(done.stdout)]
        return dict(zip(self.calls, told, strict=True))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    script = Script(tmp_path_factory.mktemp("shell"))
    script.add("init", "init")
    script.roster("dry", SET_11 | CLASS_FILES, "--dry-run")
    script.roster("first", SET_11 | CLASS_FILES)
    script.roster("again", SET_11 | CLASS_FILES, "--json")
    script.add("weak", *MAKE, "--username", "lee", "--person", "u2", typed="short\n")
    script.add("student", *MAKE, "--username", "bo", "--person", "u1", typed=GOOD)
    script.add("good", *MAKE, "--username", "Lee", "--person", "ms.lee", typed=GOOD)
    script.add("twice", *MAKE, "--username", "lee", typed=GOOD)
    script.add("nowhere", "account", "invite", "--site", "XX", "--person", "u1")
    script.add("slip", "account", "invite", "--site", "LH", "--person", "00417")
    script.roster("broken", {"orgs.csv": ORGS}, "--json")
    script.add("absent", "roster", "import", "/nowhere/at/all")
    script.add("misused", "roster", "import")
    rows = (*(user_row(number) for number in range(3)), user_row(2), user_row(9, role="wizard"))
    script.roster("odd", {"orgs.csv": OTHER, "users.csv": users(*rows)}, "--json")
    few = {"orgs.csv": OTHER, "users.csv": users(user_row(0))}
    script.roster("stopped", few)
    script.roster("stopped-json", few, "--json")
    script.roster("dry-json", few, "--json", "--dry-run")
    changes = manifest(version="1.1", orgs="delta", users="delta")
    script.roster("unknown", {"manifest.csv": changes} | crowd_of("zz"), "--json")
    script.roster("accepted", few, "--accept-endings", "2")
    script.add("init-again", "init")
    script.add("purge-dry", "retention", "purge", "--dry-run", "--json")
    script.add("purge", "retention", "purge", "--yes")
    script.add("purge-nowhere", "retention", "purge", "--district", "XX")
    return script.run()


def test_first_day(told: dict[str, Told]) -> None:
    assert told["dry"].code == 0 and "Nothing was changed: this was a dry run." in told["dry"].out
    assert (told["first"].code, told["first"].out.splitlines()[-1]) == (0, "Imported.")
    assert "Left out of users.csv: password" in told["first"].out
    again = json.loads(told["again"].out)
    assert again["applied"] is True
    assert again["counts"]["people"] == {"new": 0, "changed": 0, "ended": 0, "unchanged": 3, "refused": 0}
    assert again["refusals"] == [] and again["left_out_columns"]["users.csv"] == ["password"]


def test_init_can_be_repeated(told: dict[str, Told]) -> None:
    assert (told["init-again"].code, told["init-again"].out) == (told["init"].code, told["init"].out)
    assert "New in the catalog" not in told["init"].out


def test_accounts_and_slips(told: dict[str, Told]) -> None:
    assert told["weak"].code == 1 and "at least" in told["weak"].err
    assert told["student"].code == 1 and "Only a member of staff" in told["student"].err
    assert (told["good"].code, told["good"].out.strip()) == (0, "lee can sign in as administrator.")
    assert told["twice"].code == 1
    assert told["nowhere"].code == 1 and "Known codes: HM, LH" in told["nowhere"].err
    assert told["slip"].code == 0
    assert "Username: bo" in told["slip"].out and "Code: " in told["slip"].out


def test_unusable_sets_exit_1_and_change_nothing(told: dict[str, Told]) -> None:
    assert told["broken"].code == 1
    assert json.loads(told["broken"].out)["applied"] is False and "users.csv" in told["broken"].err
    assert told["absent"].code == 1 and "no such file" in told["absent"].err
    assert told["misused"].code == 2


def test_refused_rows_are_named(told: dict[str, Told]) -> None:
    odd = json.loads(told["odd"].out)
    assert [(one["file"], one["line"], one["column"]) for one in odd["refusals"]] == [
        ("users.csv", 5, "sourcedId"),
        ("users.csv", 6, "role"),
    ]
    assert all(one["reason"] and one["remedy"] for one in odd["refusals"])
    assert odd["counts"]["people"]["refused"] == 2 and odd["counts"]["people"]["new"] == 3


def test_too_many_endings_exit_3(told: dict[str, Told]) -> None:
    assert told["stopped"].code == 3 and "--accept-endings 2" in told["stopped"].err
    assert told["stopped-json"].code == 3 and json.loads(told["stopped-json"].out)["endings"] == 2
    dry = json.loads(told["dry-json"].out)
    assert (dry["applied"], dry["endings"], dry["people"], dry["asks"]) == (False, 2, 3, True)
    assert told["accepted"].code == 0


def test_each_refusal_is_json_where_json_is_asked_for(told: dict[str, Told]) -> None:
    assert told["unknown"].code == 1
    said = json.loads(told["unknown"].out)
    assert said["applied"] is False and said["remedy"] == "Import a full set."


def test_a_purge_says_what_would_go_and_finds_nothing_in_a_new_school(told: dict[str, Told]) -> None:
    assert told["purge-dry"].code == 0 and '"class": "ticket"' in told["purge-dry"].out
    assert told["purge"].code == 0 and "Nothing is old enough to be erased." in told["purge"].out
    assert told["purge-nowhere"].code == 1 and "no such district" in told["purge-nowhere"].err
