"""What lies in the data folder is older than the database, damaged, gone, or written by two at once."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.audit import counting
from app.audit.log import keys
from app.audit.log.folder import HEAD, KEY, LogFolder, LogStopped
from app.audit.log.models import LogKey, LogOrigin
from app.audit.log.origins import lacks_key
from app.audit.log.sequencer import Sealed
from app.kernel import db
from app.kernel.files import write_secret
from tests.log.arrange import go_back, past_the_guards
from tests.log.conftest import Happen

Seal = Callable[..., Sealed]
Check = Callable[..., tuple[int, list[str]]]


def sealed_under(seal: Seal) -> str:
    """Return the log that the newest head is of."""
    head = seal().head
    assert head is not None
    return head.origin


@pytest.mark.parametrize("by_hand", [False, True])
def test_the_same_backup_restored_twice(
    owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check, by_hand: bool
) -> None:
    """Shape: it knows nothing of the log that began when it was restored the first time."""
    happen(7)
    seal()
    old = folder.head()
    assert old is not None
    happen(2)
    seal()
    go_back(owner, 1, 7, 1)
    counting.abandon()
    happen(1)
    assert sealed_under(seal) == f"{old.origin}/2"
    second = folder.head()
    _without_log(owner, 2)
    happen(1)
    if by_hand:
        keys.begin_again(folder, "school")
    assert sealed_under(seal) == f"{old.origin}/3"
    newest = folder.head()
    assert second is not None and newest is not None
    assert check(newest.note)[0] == 0
    assert check(old.note)[0] == 0
    code, said = check(second.note)
    assert (code, f"all {second.size} entries of {second.origin} were lost" in said[0]) == (1, True)


def _without_log(owner: sa.Engine, place: int) -> None:
    """Take a log out of the database: an older backup of it, restored."""
    go_back(owner, place, 0, 0)
    gone = {
        "audit_key": sa.delete(LogKey).where(LogKey.origin == place),
        "audit_origin": sa.delete(LogOrigin).where(LogOrigin.place == place),
    }
    for table, statement in gone.items():
        with past_the_guards(owner, table) as connection:
            connection.execute(statement)
    counting.abandon()


def test_without_the_last_head_a_new_log_begins(
    owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    """Nobody can tell then whether the database is the newest: to go on could contradict a head that people keep."""
    happen(7)
    seal()
    kept = folder.head()
    happen(3)
    seal()
    lost = folder.head()
    go_back(owner, 1, 7, 1)
    counting.abandon()
    (folder.path / HEAD).unlink()
    happen(1)
    assert kept is not None and lost is not None
    assert sealed_under(seal) == f"{kept.origin}/2"
    newest = folder.head()
    assert newest is not None
    assert check(newest.note, kept.note)[0] == 0
    assert check(lost.note)[0] == 1


def test_a_head_that_somebody_kept_takes_the_place_of_the_lost_one(
    owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    """Shape: as it comes out of a mail; the whole machine was restored, so all else agrees with itself."""
    happen(7)
    seal()
    happen(3)
    seal()
    lost = folder.head()
    assert lost is not None
    go_back(owner, 1, 7, 1)
    counting.abandon()
    (folder.path / HEAD).write_bytes(b"\xef\xbb\xbf" + lost.note.replace("\n", "\r\n").encode() + b"\r\n")
    happen(1)
    assert sealed_under(seal) == f"{lost.origin}/2"
    newest = folder.head()
    assert newest is not None
    code, said = check(newest.note)
    assert (code, f"entries 7 to 9 of {lost.origin} were lost" in said[0]) == (0, True)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"cut sho", b"{}"])
@pytest.mark.parametrize("name", [HEAD, KEY])
def test_what_is_damaged_stops_the_log_and_says_what_to_do(
    folder: LogFolder, happen: Happen, seal: Seal, check: Check, name: str, content: bytes
) -> None:
    happen(4)
    seal()
    old = folder.head()
    (folder.path / name).write_bytes(content)
    happen(1)
    with pytest.raises(LogStopped, match=name.replace(".", r"\.") + " in the data folder is damaged"):
        seal()
    made = keys.begin_again(folder, "school")
    assert old is not None and made.origin == f"{old.origin}/2"
    assert seal().count == 1
    assert check(made.note, old.note)[0] == 0


def test_an_earlier_key_signs_nothing(folder: LogFolder, happen: Happen, seal: Seal, check: Check) -> None:
    """A data folder from before the key turned: what it signs nobody would believe."""
    happen(4)
    seal()
    earlier = (folder.path / KEY).read_bytes()
    keys.rotate_key(folder, "school")
    later = (folder.path / KEY).read_bytes()
    (folder.path / KEY).write_bytes(earlier)
    happen(1)
    with pytest.raises(LogStopped, match=r"Bring log\.key back"):
        seal()
    with db.engine("system").connect() as connection:
        assert lacks_key(connection, folder)
    (folder.path / KEY).write_bytes(later)
    assert seal().count == 1
    head = folder.head()
    assert head is not None and check(head.note)[0] == 0


def test_two_write_one_file_at_once(tmp_path: Path) -> None:
    file, faults = tmp_path / "log.head", list[BaseException]()

    def write(word: str) -> None:
        try:
            for _ in range(40):
                write_secret(file, word)
        except OSError as error:
            faults.append(error)

    words = ["a" * 9, "b" * 3000, "c" * 100_000]
    threads = [threading.Thread(target=write, args=(word,)) for word in words]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if file.exists():
            assert file.read_text() in words
    assert faults == []
    assert [one.name for one in tmp_path.iterdir()] == ["log.head"]
    assert file.stat().st_mode & 0o777 == 0o600
