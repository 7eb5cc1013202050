"""Each of the forty-four channels has a test of its own."""

import re
from pathlib import Path


def test_there_is_a_test_for_each_channel() -> None:
    text = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    numbers = {int(found) for found in re.findall(r"^def test_(\d\d)_", text, re.MULTILINE)}
    assert numbers == set(range(1, 45))
