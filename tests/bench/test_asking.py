"""What the benchmark is asked for is looked at before anything is measured."""

import sys

import pytest

from bench.main import main


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--tickets", "abc"], "write whole numbers from 100 on"),
        (["--db", "mysql"], "mysql: not among sqlite, postgres"),
        (["--only", "weather"], "weather: not among queue"),
        (["--json", "/nowhere/at/all.json"], "name a file in a folder that is there"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench/run", *words])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2 and said in capsys.readouterr().err
