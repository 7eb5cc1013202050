"""A log in a folder of its own, over the cast's school."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.audit import counting
from app.audit.log.export import export_logs
from app.audit.log.folder import LogFolder
from app.audit.log.sequencer import Sealed, Sequencer
from app.audit.log.verifier import verifier
from app.audit.tags import Tag
from app.audit.work import look
from app.identity.actor import Actor, system_actor
from app.identity.rights import Clearance, Hat
from tests.cast import School

Happen = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path) -> LogFolder:
    """A log's folder; what other tests recorded was laid back, so this thread's events are counted anew."""
    counting.abandon()
    return LogFolder(tmp_path / "keys", "desk.example.org")


@pytest.fixture
def officer(school: School) -> Actor:
    return Actor(
        school.people["reyes"], school.district_id, Hat.OFFICE, Clearance.STAFF, session_id=77, kind="staff"
    )


@pytest.fixture
def happen(school: School, officer: Actor) -> Happen:
    """Return a function that lets events happen, some with words."""

    def some(count: int, words: str = "") -> None:
        people = [school.people["maria"], school.people["bo"]]
        for start in range(0, count, 20):
            with look(officer if start % 40 else system_actor(school.district_id)) as work:
                for number in range(start, min(start + 20, count)):
                    work.record(Tag.PEOPLE_SEEN, subjects=people, fields=["name"], count=number, words=words)

    return some


@pytest.fixture
def seal(folder: LogFolder) -> Callable[[], Sealed]:
    """Return a function that seals what waits."""

    def now(kind: str = "school") -> Sealed:
        return Sequencer(folder).round(kind, take_over=True)

    return now


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., tuple[int, list[str]]]:
    """Return a function that exports the log and verifies it against heads kept outside."""
    made: list[Path] = []

    def checked(*heads: str, words: bool = True) -> tuple[int, list[str]]:
        target = tmp_path / f"export{len(made)}"
        made.append(target)
        export_logs(target, words)
        files = []
        for number, note in enumerate(heads):
            files.append(tmp_path / f"outside{number}")
            files[-1].write_text(note, encoding="utf-8")
        found: tuple[int, list[str]] = verifier().verify(target, files)
        return found

    return checked
