"""Each kind of job that some act leaves behind has a function that does it, once the application is built."""

import re
from pathlib import Path

from flask import Flask

from app.kernel import jobs

APP = Path(jobs.__file__).parents[1]
_ENQUEUED = re.compile(r'work\.enqueue\(\s*"(\w+)"')


def test_each_kind_of_job_has_its_function(app: Flask) -> None:
    wanted = {kind for file in APP.rglob("*.py") for kind in _ENQUEUED.findall(file.read_text())}
    assert {"send_draft", "roster_apply"} <= wanted
    assert wanted - set(jobs._handlers) == set(), app.name
