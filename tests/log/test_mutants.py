"""Every change of an export is refuted against a head kept outside; without one, some cannot be."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.audit.log import keys
from app.audit.log.canonical import written
from app.audit.log.erasing import erase_words
from app.audit.log.export import export_logs
from app.audit.log.folder import LogFolder
from app.audit.log.notes import Signer, new_signer
from app.audit.log.sequencer import Sealed
from app.audit.log.verifier import FILE, verifier
from app.audit.tags import Tag
from app.audit.work import begin
from app.identity.actor import system_actor
from app.kernel.errors import Conflict
from tests.cast import School
from tests.log import forging
from tests.log.conftest import Happen

FLIPS = {"entries.jsonl": 120, "heads.jsonl": 160, "keys": 400, "words.jsonl": 160}
OTHER_FLIPS = 40


@dataclass
class Taken:
    """An export with everything in it: two keys, six heads, words, a tombstone, and the newest head outside."""

    export: Path
    outside: Path
    signers: list[Signer]

    @property
    def log(self) -> Path:
        return self.export / "1"

    def verdict(self, export: Path | None = None, head: Path | None = None) -> int:
        return int(verifier().verify(export or self.export, [head or self.outside])[0])


@pytest.fixture
def taken(
    school: School, folder: LogFolder, happen: Happen, seal: Callable[[], Sealed], tmp_path: Path
) -> Taken:
    happen(5, words="Asked about the loaner.")
    seal()
    happen(120)
    seal()
    first = folder.signer()
    keys.rotate_key(folder, "school")
    happen(140)
    seal()
    export_logs(tmp_path / "before", with_words=True)
    events = [json.loads(line)["id"] for line in forging.lines_of(tmp_path / "before" / "1")[:2]]
    with begin(system_actor(school.district_id, on_behalf_of_id=school.people["reyes"])) as work:
        assert erase_words(work, events, "purge_2026") == 2
    seal()
    happen(1)
    seal()
    export_logs(tmp_path / "export", with_words=True)
    head, second = folder.head(), folder.signer()
    assert head is not None and first is not None and second is not None
    outside = tmp_path / "outside.head"
    outside.write_text(head.note, encoding="utf-8")
    found = Taken(tmp_path / "export", outside, [first, second])
    assert found.verdict() == 0
    return found


def test_every_changed_byte_is_refuted(taken: Taken) -> None:
    tried, passed = 0, []
    for file in forging.files_of(taken.export):
        data = file.read_bytes()
        for changed in forging.flips(data, FLIPS.get(file.name, OTHER_FLIPS)):
            file.write_bytes(changed)
            tried += 1
            if taken.verdict() != 1:
                passed.append((file.name, tried))
        file.write_bytes(data)
    assert passed == []
    assert tried > 700


def test_every_changed_row_is_refuted(taken: Taken) -> None:
    tried, passed = 0, []
    for name in forging.ROWS:
        lines = forging.lines_of(taken.log, name)
        for what, changed in forging.row_mutants(lines, 12):
            forging.write_lines(taken.log, changed, name)
            tried += 1
            if taken.verdict() != 1:
                passed.append((name, what))
        forging.write_lines(taken.log, lines, name)
    assert passed == []
    assert tried > 100


def test_a_file_that_is_gone_or_added_is_refuted(taken: Taken) -> None:
    for file in forging.files_of(taken.export):
        data = file.read_bytes()
        file.unlink()
        assert taken.verdict() == 1, file
        file.write_bytes(data)
    (taken.log / "tile" / "0" / "002").write_bytes(bytes(32))
    assert taken.verdict() == 1
    (taken.log / "tile" / "0" / "002").unlink()
    for place in (taken.log / "notes.txt", taken.log / "tile" / "9" / "000", taken.export / "2.txt"):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"")
        assert taken.verdict() == 1, place
        place.unlink()
    (taken.log / "tile" / "9").rmdir()
    assert taken.verdict() == 0
    for name in ("\N{SUPERSCRIPT TWO}", "02", "-1", "extra", "\N{ARABIC-INDIC DIGIT TWO}"):
        (taken.export / name).mkdir()
        assert taken.verdict() == 1, name
        (taken.export / name).rmdir()


def _forgeries(lines: list[bytes]) -> dict[str, list[bytes]]:
    changed = json.loads(lines[130])
    changed["outcome"] = "refused"
    fresh = {**json.loads(lines[130]), "id": "0" * 32}
    del fresh["boot"], fresh["seq"]
    return {
        "changed": [*lines[:130], written(changed), *lines[131:]],
        "inserted": [*lines[:130], written(fresh), *lines[130:]],
        "swapped": [*lines[:130], lines[131], lines[130], *lines[132:]],
        "cut": lines[:-1],
    }


def test_what_is_no_plain_file_is_refuted_unread(taken: Taken) -> None:
    for name in ("entries.jsonl", "tile/0/000"):
        file = taken.log / name
        data = file.read_bytes()
        file.unlink()
        os.mkfifo(file)  # reading it would wait without end
        assert taken.verdict() == 1, name
        file.unlink()
        file.symlink_to("/dev/zero")
        assert taken.verdict() == 1, name
        file.unlink()
        file.write_bytes(data)
    assert taken.verdict() == 0


def test_no_name_in_an_export_writes_over_the_verdict(taken: Taken) -> None:
    """The export comes from whoever is checked, and its reader looks at a terminal."""
    told = "Consistent, and witnessed by the head kept outside."
    for name in (
        f"\x1b[2K\r{told}\x1b[8m",
        f"\u202e{told[::-1]}",
        os.fsdecode(b"\xff\xfe"),
        "\N{ZERO WIDTH SPACE}",
    ):
        (taken.log / name).write_bytes(b"")
        code, said = verifier().verify(taken.export, [taken.outside])
        assert code == 1 and len(said) == 1 and said[0].isprintable() and said[0].startswith("REFUTED"), name
        done = subprocess.run(
            [sys.executable, "-I", str(FILE), str(taken.export)],
            env={"PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (1, b"") and done.stdout.isascii()
        (taken.log / name).unlink()
    assert taken.verdict() == 0


@pytest.mark.parametrize("what", ["changed", "inserted", "swapped", "cut"])
def test_signed_anew_with_the_schools_own_keys(taken: Taken, what: str, tmp_path: Path) -> None:
    """Whoever has the keys can write a log that is whole in itself; the head outside refutes it."""
    log = forging.copied(taken.export, tmp_path / "forged")
    forging.sign_anew(log, _forgeries(forging.lines_of(log))[what], taken.signers)
    alone = verifier().verify(tmp_path / "forged", [])
    if what != "inserted":  # its last head is one entry short then
        assert alone[0] == 3, alone
    code, said = verifier().verify(tmp_path / "forged", [taken.outside])
    assert code == 1
    assert said[0].startswith("REFUTED at index ")


def test_one_event_gone_leaves_a_gap(taken: Taken, tmp_path: Path) -> None:
    """Even signed anew, and with no head outside: the counts of its process tell."""
    log = forging.copied(taken.export, tmp_path / "forged")
    lines = forging.lines_of(log)
    forging.sign_anew(log, [*lines[:130], *lines[131:]], taken.signers)
    code, said = verifier().verify(tmp_path / "forged", [])
    assert code == 1
    assert said == [f"REFUTED at index 130: event {json.loads(lines[130])['seq']} of process "
                    f"{json.loads(lines[130])['boot']} is missing."]  # fmt: skip


def test_the_newest_head_dropped(taken: Taken, tmp_path: Path) -> None:
    log = forging.copied(taken.export, tmp_path / "forged")
    heads = forging.lines_of(log, "heads.jsonl")
    size = json.loads(heads[-2])["note"].split("\n")[1]
    lines = forging.lines_of(log)[: int(size)]
    forging.write_lines(log, heads[:-1], "heads.jsonl")
    forging.sign_anew(log, lines, taken.signers)
    assert verifier().verify(tmp_path / "forged", [])[0] == 3
    code, said = verifier().verify(tmp_path / "forged", [taken.outside])
    assert code == 1
    assert said[0].startswith(f"REFUTED at index {size}: ")


def test_another_key_does_not_help(taken: Taken, tmp_path: Path) -> None:
    log = forging.copied(taken.export, tmp_path / "forged")
    thief = [new_signer(taken.signers[0].name), new_signer(taken.signers[0].name)]
    forging.write_lines(log, [one.key.text.encode() for one in thief], "keys")
    forging.sign_anew(log, forging.lines_of(log), thief)
    assert verifier().verify(tmp_path / "forged", [])[0] == 3
    assert verifier().verify(tmp_path / "forged", [taken.outside])[0] == 1


def test_words_gone_without_a_tombstone(taken: Taken) -> None:
    rows = forging.lines_of(taken.log, "words.jsonl")
    assert [set(json.loads(row)) for row in rows[1:3]] == [{"index", "erased_by"}] * 2
    forging.write_lines(taken.log, [*rows[:3], *rows[4:]], "words.jsonl")
    code, said = verifier().verify(taken.export, [taken.outside])
    assert (code, said) == (1, ["REFUTED at index 2: its words are gone, and no tombstone says so."])
    claimed = json.loads(rows[1])["erased_by"]
    hidden = written({"index": 2, "erased_by": claimed})
    forging.write_lines(taken.log, [*rows[:3], hidden, *rows[4:]], "words.jsonl")
    assert (
        "a tombstone does not fit what was erased" in verifier().verify(taken.export, [taken.outside])[1][0]
    )


def test_what_an_editor_or_a_file_manager_leaves_changes_nothing(taken: Taken, tmp_path: Path) -> None:
    kept = tmp_path / "kept.head"
    note = taken.outside.read_bytes()
    for changed in (b"\xef\xbb\xbf" + note, note.replace(b"\n", b"\r\n"), note + b"\n\n", note.rstrip(b"\n")):
        kept.write_bytes(changed)
        assert taken.verdict(head=kept) == 0, changed
    signed = note.decode().splitlines()[-1]
    name, coded = signed.rsplit(" ", 1)
    for broken in (
        f"{name}\n{coded}",
        f"{name} \n{coded[:60]}\n{coded[60:]}",
        f"{name} {coded[:40]}\n{coded[40:]}",
    ):
        kept.write_text(note.decode().replace(signed, broken), encoding="utf-8")
        assert taken.verdict(head=kept) == 0, broken  # as a mail, or a page on paper, breaks a long line
    for folder in (taken.export, taken.log, taken.log / "tile"):
        (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    assert taken.verdict() == 0
    (taken.log / "notes.txt").write_bytes(b"")
    assert taken.verdict() == 1


def test_an_export_that_was_cut_short_accuses_nobody(taken: Taken, tmp_path: Path) -> None:
    """Shape: killed, or on a full disk, at any moment; run again it is whole."""
    out = tmp_path / "again"
    (out / "unfinished").mkdir(parents=True)
    (out / "unfinished" / "1").symlink_to(taken.log)
    assert taken.verdict(export=out) == 2
    export_logs(out, with_words=True)
    assert sorted(one.name for one in out.iterdir()) == ["1"]
    assert taken.log.exists() and verifier().verify(out, [taken.outside])[0] == 0
    (out / "unfinished").mkdir()
    code, said = verifier().verify(out, [taken.outside])
    assert (code, "cut short" in said[0]) == (2, True)
    with pytest.raises(Conflict):
        export_logs(out, with_words=True)


def test_what_cannot_be_used(taken: Taken, tmp_path: Path) -> None:
    assert taken.verdict(export=tmp_path / "nowhere") == 2
    (tmp_path / "empty").mkdir()
    assert taken.verdict(export=tmp_path / "empty") == 2
    for bad in (b"", b"\xff\xfe", b"hello\n", taken.outside.read_bytes()[:-3]):
        (tmp_path / "bad.head").write_bytes(bad)
        assert taken.verdict(head=tmp_path / "bad.head") == 2
    assert taken.verdict(head=tmp_path / "missing.head") == 2


def test_the_tombstone_is_an_event(taken: Taken, school: School) -> None:
    cores = [json.loads(line) for line in forging.lines_of(taken.log)]
    stones = [core for core in cores if core["tag"] == Tag.WORDS_ERASED.value]
    assert len(stones) == 1
    assert stones[0]["codes"]["policy"] == "purge_2026"
    assert stones[0]["codes"]["count"] == 2
    assert stones[0]["for"].startswith("p-")
