"""A restored backup ends a log and begins the next: what was kept is bound by the new one, what was lost is said."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.audit import counting
from app.audit.log import keys
from app.audit.log.canonical import written
from app.audit.log.core import origin_core
from app.audit.log.export import export_logs
from app.audit.log.folder import LogFolder
from app.audit.log.notes import Head, Signer, read_head
from app.audit.log.sequencer import Sealed
from app.audit.log.verifier import verifier
from app.kernel import clock
from tests.log import forging
from tests.log.arrange import go_back
from tests.log.conftest import Happen

KEPT, LOST = 30, 5


@dataclass
class Restored:
    """An export of two logs, and heads kept outside: of what was kept, of what was lost, and of the new log."""

    export: Path
    folder: Path
    heads: dict[str, Head]
    signers: dict[str, list[Signer]] = field(default_factory=dict)
    turn: int = 0

    def verify(self, *which: str, export: Path | None = None) -> tuple[int, list[str]]:
        files = [self.folder / f"{name}.head" for name in which]
        for name, file in zip(which, files, strict=True):
            file.write_text(self.heads[name].note, encoding="utf-8")
        found: tuple[int, list[str]] = verifier().verify(export or self.export, files)
        return found

    def copied(self) -> Path:
        self.turn += 1
        return Path(shutil.copytree(self.export, self.folder / f"forged{self.turn}"))


@pytest.fixture
def restored(
    owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Callable[[], Sealed], tmp_path: Path
) -> Restored:
    """Two keys and thirty entries are kept, five are lost; the process that wrote them goes on."""
    heads: dict[str, Head] = {}
    happen(12, words="Asked about the loaner.")
    heads["early"] = _head(seal)
    first = folder.signer()
    keys.rotate_key(folder, "school")
    happen(KEPT - 12)
    heads["kept"] = _head(seal)
    second = folder.signer()
    happen(LOST)
    heads["lost"] = _head(seal)
    go_back(owner, 1, KEPT, heads["kept"].number)
    happen(14)
    heads["middle"] = _head(seal)
    happen(6)
    heads["newest"] = _head(seal)
    third = folder.signer()
    assert first and second and third
    export_logs(tmp_path / "export", with_words=True)
    return Restored(tmp_path / "export", tmp_path, heads, {"1": [first, second], "2": [third]})


def _head(seal: Callable[[], Sealed]) -> Head:
    head = seal().head
    assert head is not None
    return head


def test_every_head_says_what_it_can(restored: Restored) -> None:
    """Shape: a head of what was kept is a witness as before; one of what was lost tells what is gone."""
    old = restored.heads["kept"].origin
    assert restored.heads["newest"].origin == f"{old}/2"
    code, said = restored.verify("newest")
    lost = f"a backup was restored, and entries 30 to 34 of {old} were lost; entries 0 to 29 are kept"
    assert (code, said[0]) == (0, f"{old}/2 goes on for a log that ended: {lost}.")
    for which in ("early", "kept", "middle"):
        assert restored.verify(which)[0] == 0, which
    code, said = restored.verify("lost")
    assert code == 1
    assert said[0].startswith(
        f"REFUTED at index 30: the head kept outside covers 35 entries, {old} has 30 here. {old}/2 says why: {lost}"
    )
    assert restored.verify("newest", "lost")[0] == 1
    assert restored.verify() == (3, restored.verify()[1])


def test_every_changed_byte_and_row_of_both_logs_is_refuted(restored: Restored) -> None:
    tried, passed = 0, []
    for file in forging.files_of(restored.export):
        data = file.read_bytes()
        for changed in forging.flips(data, 25):
            file.write_bytes(changed)
            tried += 1
            if restored.verify("newest")[0] != 1:
                passed.append((str(file), "flip"))
        file.write_bytes(data)
    for log in (restored.export / "1", restored.export / "2"):
        for name in forging.ROWS:
            lines = forging.lines_of(log, name)
            for what, rows in forging.row_mutants(lines, 5):
                forging.write_lines(log, rows, name)
                tried += 1
                if restored.verify("newest")[0] != 1:
                    passed.append((f"{log.name}/{name}", what))
            forging.write_lines(log, lines, name)
    assert passed == []
    assert tried > 250


def _forgeries(lines: list[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """Yield a log with its entries changed in ways that leave no gap in any count."""
    at = len(lines) // 2
    changed, fresh = json.loads(lines[at]), json.loads(lines[at])
    changed["outcome"] = "refused" if changed["outcome"] == "done" else "done"
    fresh |= {"id": "0" * 32, "boot": "0" * 16, "seq": 1}
    yield "changed", [*lines[:at], written(changed), *lines[at + 1 :]]
    yield "swapped", [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    yield "inserted", [*lines[:at], written(fresh), *lines[at:]]
    yield "doubled", [*lines[:at], lines[at], *lines[at:]]
    yield "deleted", [*lines[:at], *lines[at + 1 :]]
    for count in (1, 3, 5):
        yield f"cut by {count}", lines[:-count]


@pytest.mark.parametrize("log", ["1", "2"])
def test_signed_anew_with_the_schools_own_keys(restored: Restored, log: str) -> None:
    """Each forgery is whole in itself; the head of the newest log refutes it in either."""
    for what, lines in _forgeries(forging.lines_of(restored.export / log)):
        forged = restored.copied()
        heads = forging.lines_of(forged / log, "heads.jsonl")
        _trim_words(forged / log, len(lines))
        forging.sign_anew(forged / log, lines, restored.signers[log])
        assert restored.verify("newest", export=forged)[0] == 1, what
        forging.write_lines(forged / log, heads[:-1], "heads.jsonl")
        assert restored.verify("newest", export=forged)[0] == 1, f"{what}, and the newest head dropped"


def _trim_words(log: Path, size: int) -> None:
    head, *rows = forging.lines_of(log, "words.jsonl")
    forging.write_lines(log, [head, *(row for row in rows if json.loads(row)["index"] < size)], "words.jsonl")


@pytest.mark.parametrize("log", ["1", "2"])
def test_the_newest_head_and_its_entries_dropped(restored: Restored, log: str) -> None:
    forged = restored.copied()
    heads = forging.lines_of(forged / log, "heads.jsonl")[:-1]
    size = read_head(json.loads(heads[-1])["note"]).size
    forging.write_lines(forged / log, heads, "heads.jsonl")
    _trim_words(forged / log, size)
    forging.sign_anew(forged / log, forging.lines_of(forged / log)[:size], restored.signers[log])
    code, said = restored.verify("newest", export=forged)
    assert code == 1
    assert said[0].startswith(f"REFUTED at index {size}: ")


def test_a_log_dropped_or_in_anothers_place(restored: Restored) -> None:
    gone = restored.copied()
    shutil.rmtree(gone / "1")
    assert restored.verify("newest", export=gone)[0] == 1
    (gone / "2").rename(gone / "1")
    code, said = restored.verify("newest", export=gone)
    assert code == 1
    assert "with 30 entries, comes before" in said[0]
    swapped = restored.copied()
    for old, new in (("1", "0x"), ("2", "1"), ("0x", "2")):
        (swapped / old).rename(swapped / new)
    assert restored.verify("newest", export=swapped)[0] == 1
    doubled = restored.copied()
    shutil.copytree(doubled / "2", doubled / "3")
    assert restored.verify("newest", export=doubled)[0] == 1
    between = restored.copied()
    (between / "2").rename(between / "3")
    shutil.copytree(between / "1", between / "2")
    assert restored.verify("newest", export=between)[0] == 1


def _claiming(restored: Restored, follows: str, kept: str | None) -> Path:
    """Return an export whose second log begins with another claim, signed anew."""
    forged = restored.copied()
    lines = forging.lines_of(forged / "2")
    core = json.loads(lines[0]) | {"follows": follows, "kept": kept}
    if kept is None:
        del core["kept"]
    forging.sign_anew(forged / "2", [written(core), *lines[1:]], restored.signers["2"])
    return forged


def test_what_a_new_log_claims_is_held_against_the_old_one(restored: Restored) -> None:
    """Even without a head outside: what is kept is there, whole, and ends as it did."""
    lost, kept, early = (restored.heads[name].note for name in ("lost", "kept", "early"))
    assert restored.verify(export=_claiming(restored, lost, kept))[0] == 3
    for other in (early, lost, "", "nothing\n"):
        assert restored.verify(export=_claiming(restored, lost, other))[0] == 1
    code, said = restored.verify("lost", export=_claiming(restored, kept, kept))
    assert code == 1
    assert said[0].startswith("REFUTED at index ")


def test_a_log_that_an_earlier_version_began_stays_readable(restored: Restored) -> None:
    """Its first entry does not say what was kept: a head of the log before it must."""
    older = _claiming(restored, restored.heads["lost"].note, None)
    lines = forging.lines_of(older / "2")
    cores = [json.loads(line) for line in lines]
    for number, core in enumerate(cores[1:], 1):  # it took the first number that came
        lines[number] = written(core | {"boot": "f" * 16})
    forging.sign_anew(older / "2", lines, restored.signers["2"])
    heads = forging.lines_of(older / "2", "heads.jsonl")
    restored.heads["newest"] = read_head(json.loads(heads[-1])["note"])
    code, said = restored.verify("newest", export=older)
    assert code == 3
    assert "begun by a version that did not write down what was kept" in said[0]
    old = restored.heads["kept"].origin
    assert said[-1].endswith(f"no head kept outside binds {old}: give one of it too.")
    assert restored.verify("newest", "kept", export=older)[0] == 0
    assert restored.verify("kept", export=older)[0] == 0


def test_a_new_process_begins_with_its_first_event(restored: Restored) -> None:
    """Only a process that what was kept knows may have lost some."""
    lines = forging.lines_of(restored.export / "2")
    cores = [json.loads(line) for line in lines]
    assert cores[1]["seq"] == KEPT + LOST + 1, "the process that went on, past what was lost"
    forged = restored.copied()
    fresh = [written(core | {"boot": "f" * 16, "seq": at + 3}) for at, core in enumerate(cores[1:])]
    forging.sign_anew(forged / "2", [lines[0], *fresh], restored.signers["2"])
    code, said = restored.verify(export=forged)
    assert (code, said) == (1, ["REFUTED at index 1: log 2: event 1 of process ffffffffffffffff is missing."])


def test_a_key_that_is_lost_loses_nothing(
    folder: LogFolder, happen: Happen, seal: Callable[[], Sealed], tmp_path: Path
) -> None:
    happen(4)
    old = _head(seal)
    made = keys.begin_again(folder, "school")
    counting.abandon()
    happen(2)
    seal()
    export_logs(tmp_path / "export", with_words=True)
    (tmp_path / "made.head").write_text(made.note)
    code, said = verifier().verify(tmp_path / "export", [tmp_path / "made.head"])
    assert (code, said[0]) == (
        0,
        f"{made.origin} goes on for a log that ended: all 4 entries of {old.origin} are kept.",
    )
    assert origin_core("n", "school", clock.now(), old.note, old.note).endswith(b'"v":1}')
