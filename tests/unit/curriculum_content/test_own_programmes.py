"""A school edits what a vendor asks as a file of its own; what cannot be read never takes a page down."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.curriculum.content import own_programmes
from app.curriculum.content.load import HERE, load_programmes, programme_faults

DELL = (HERE / "programmes" / "dell-techdirect.yaml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a place for programmes of one's own."""
    monkeypatch.setattr(own_programmes, "_folder", tmp_path / own_programmes.FOLDER)
    (tmp_path / own_programmes.FOLDER).mkdir()
    return tmp_path / own_programmes.FOLDER


def codes() -> dict[str, date]:
    return {one.code: one.verified_on for one in load_programmes()}


def test_a_file_of_the_school_stands_in_place_of_ours_at_once(folder: Path) -> None:
    before = codes()
    mine = folder / "dell-techdirect.yaml"
    mine.write_text(DELL.replace("verified_on: 2026-11-22", "verified_on: 2026-11-25"))
    assert codes() == before | {"dell-techdirect": date(2026, 11, 25)} and programme_faults() == ()
    mine.unlink()
    assert codes() == before


def test_a_new_code_adds_a_program(folder: Path) -> None:
    (folder / "hp.yaml").write_text(DELL.replace("code: dell-techdirect", "code: hp"))
    assert list(codes()) == ["aplus", "dell-techdirect", "hp"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gates: [", "is not valid YAML"),
        (DELL.replace("code: dell-techdirect", "code: other"), "dell-techdirect.yaml"),
        (DELL.replace("gates: [dell_repair]", "gates: [no_such]"), "no_such"),
        ("", "is empty"),
    ],
)
def test_ours_stands_in_for_a_file_that_cannot_be_read(folder: Path, text: str, said: str) -> None:
    before = codes()
    (folder / "dell-techdirect.yaml").write_text(text)
    assert codes() == before
    (fault,) = programme_faults()
    assert "dell-techdirect.yaml" in fault and said in fault


def test_the_doctor_says_what_is_wrong_and_what_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_programmes, "_folder", None)
    monkeypatch.setenv("CADRE_INSTANCE", str(tmp_path))
    (tmp_path / own_programmes.FOLDER).mkdir()
    (tmp_path / own_programmes.FOLDER / "aplus.yaml").write_text("code")
    old = DELL.replace("review_by: 2027-02-22", "review_by: 2026-11-23")
    (tmp_path / own_programmes.FOLDER / "dell-techdirect.yaml").write_text(old)
    said = CliRunner().invoke(main, ["doctor"]).output
    assert "warning  programs     aplus.yaml" in said and "was to be checked again by 2026-11-23" in said
    assert "ok       programs     aplus, dell-techdirect" in said
