"""The second attacker: who administers the machine and wants a line gone. Nothing stops them; everything shows."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.audit.log import rows
from app.audit.log.core import columns, core_of
from app.audit.log.folder import LogFolder
from app.audit.log.merkle import CompactRange, leaf_hash
from app.audit.log.models import Checkpoint, Leaf, Pseudonym
from app.audit.log.notes import read_head
from app.audit.log.sequencer import Sealed
from app.audit.log.state import read_state, word_of
from app.audit.models import AuditEvent
from app.kernel import clock, db
from tests.cast import School
from tests.log.arrange import past_the_guards
from tests.log.conftest import Happen

Seal = Callable[[], Sealed]
Check = Callable[..., tuple[int, list[str]]]
REFUSED = (sa.exc.OperationalError, sa.exc.ProgrammingError, sa.exc.DatabaseError)
TABLES = ("audit_origin", "audit_key", "audit_leaf", "audit_checkpoint", "audit_event")


@pytest.fixture
def outside(folder: LogFolder, happen: Happen, seal: Seal) -> str:
    """Thirty sealed events, and the head that somebody keeps."""
    happen(30)
    seal()
    head = folder.head()
    assert head is not None
    return head.note


@pytest.mark.parametrize("table", TABLES)
def test_the_logs_tables_take_new_rows_only(owner: sa.Engine, outside: str, table: str) -> None:
    key = "id" if table == "audit_event" else "place"
    ways = [f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"]
    if db.is_sqlite():
        ways.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    else:
        ways += [
            f"TRUNCATE {table}",
            f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT DO NOTHING; DELETE FROM {table}",
        ]
    for engine in (owner, db.engine("system"), db.engine("staff"), db.engine("masked")):
        for way in ways:
            with engine.connect() as connection, pytest.raises(REFUSED):
                connection.exec_driver_sql(way)


@pytest.mark.parametrize("clearance", ["masked", "own", "reveal", "sign_in"])
@pytest.mark.parametrize(
    "table", ["audit_leaf", "audit_checkpoint", "audit_words", "audit_pseudonym", "audit_lease"]
)
def test_no_student_reads_the_log(outside: str, clearance: str, table: str) -> None:
    with db.engine(clearance).connect() as connection, pytest.raises(REFUSED):
        connection.exec_driver_sql(
            f"SELECT count(*), max(place) FROM {table}" if table == "audit_leaf" else f"SELECT * FROM {table}"
        )


def _sealed_event(owner: sa.Engine) -> str:
    with owner.connect() as connection:
        return str(connection.execute(sa.select(Leaf.event_id).where(Leaf.place == 12)).scalar_one())


@pytest.mark.parametrize("way", ["changed", "deleted"])
def test_a_row_behind_the_trail(owner: sa.Engine, outside: str, check: Check, way: str) -> None:
    """The export is whole, since the log keeps its own copy; the row that people read is told apart from it."""
    event = _sealed_event(owner)
    with past_the_guards(owner, "audit_event") as c:
        here = AuditEvent.id == event
        changed = sa.update(AuditEvent).where(here).values(purpose="maintenance")
        c.execute(changed if way == "changed" else sa.delete(AuditEvent).where(here))
    assert check(outside)[0] == 0
    found = list(rows.differences())
    assert [(one.index, one.event_id, one.what) for one in found] == [
        (12, event, "its row was changed" if way == "changed" else "its row is gone")
    ]


def test_a_row_whose_leaf_was_cut_off_first(owner: sa.Engine, outside: str, check: Check) -> None:
    event = _sealed_event(owner)
    with past_the_guards(owner, "audit_leaf") as c:
        c.execute(sa.update(Leaf).where(Leaf.event_id == event).values(event_id=None))
    with past_the_guards(owner, "audit_event") as c:
        c.execute(sa.delete(AuditEvent).where(AuditEvent.id == event))
    assert check(outside)[0] == 0
    found = [(one.index, one.event_id, one.what) for one in rows.differences()]
    assert found == [(12, event, "its leaf points to no row any more")]


def test_names_that_were_exchanged_with_the_acts(owner: sa.Engine, outside: str, school: School) -> None:
    """The officer's looks become those of a student, and hers the officer's: the salts say who is meant."""
    reyes, maria, bo = (school.people[one] for one in ("reyes", "maria", "bo"))
    with owner.begin() as c:
        kept = {row.person_id: row for row in c.execute(sa.select(Pseudonym.__table__))}
        for person, values in (
            (reyes, {"name": "x"}),
            (maria, {"name": kept[reyes].name, "salt": kept[reyes].salt}),
            (reyes, {"name": kept[maria].name, "salt": kept[maria].salt}),
        ):
            c.execute(sa.update(Pseudonym).where(Pseudonym.person_id == person).values(**values))
    with past_the_guards(owner, "audit_event") as c:
        c.execute(sa.update(AuditEvent).values(subjects=[reyes, bo]))
        c.execute(sa.update(AuditEvent).where(AuditEvent.actor_id == reyes).values(actor_id=maria))
    assert next(rows.differences(), None) is not None


@pytest.mark.parametrize("way", ["changed", "deleted", "swapped"])
def test_the_logs_own_rows(owner: sa.Engine, outside: str, check: Check, way: str) -> None:
    with past_the_guards(owner, "audit_leaf") as c:
        if way == "deleted":
            c.execute(sa.delete(Leaf).where(Leaf.place == 12))
        elif way == "changed":
            core = c.execute(sa.select(Leaf.core).where(Leaf.place == 12)).scalar_one()
            spoiled = bytes(core).replace(b'"outcome":"done"', b'"outcome":"none"')
            c.execute(sa.update(Leaf).where(Leaf.place == 12).values(core=spoiled))
        else:
            for old, new in ((12, 900), (13, 12), (900, 13)):
                c.execute(sa.update(Leaf).where(Leaf.place == old).values(place=new))
    code, said = check(outside)
    assert code == 1
    assert said[0].startswith("REFUTED at index 12: ")


def test_everything_rewritten_and_signed_anew(
    owner: sa.Engine, outside: str, folder: LogFolder, check: Check
) -> None:
    """Row, leaf and head agree again, and the signature is the school's own: only the head outside tells."""
    event, signer = _sealed_event(owner), folder.signer()
    assert signer is not None
    with past_the_guards(owner, "audit_event") as c:
        c.execute(sa.update(AuditEvent).where(AuditEvent.id == event).values(purpose="maintenance"))
        row = c.execute(sa.select(*columns()).where(AuditEvent.id == event)).one()
        core = json.loads(bytes(c.execute(sa.select(Leaf.core).where(Leaf.place == 12)).scalar_one()))
    names = dict(zip(sorted(json.loads(row.subjects)), core["subjects"], strict=True)) | {
        row.actor_id: core["actor"]
    }
    forged = core_of(row, names)
    with past_the_guards(owner, "audit_leaf") as c:
        c.execute(sa.update(Leaf).where(Leaf.place == 12).values(core=forged, leaf_hash=leaf_hash(forged)))
        grown = CompactRange()
        for one in c.execute(sa.select(Leaf.leaf_hash).order_by(Leaf.place)).scalars():
            grown.push(bytes(one))
    head = signer.sign(replace(read_head(outside), root=grown.root(), signatures=()))
    with past_the_guards(owner, "audit_checkpoint") as c:
        c.execute(sa.update(Checkpoint).values(note=head.note))
    assert check()[0] == 3
    code, said = check(outside)
    assert code == 1
    assert "signed anew" in said[0]


def test_an_event_removed_before_it_was_sealed(
    owner: sa.Engine, outside: str, happen: Happen, seal: Seal, check: Check
) -> None:
    """There was no head over it yet: the count of its process tells."""
    happen(3)
    with owner.connect() as connection:
        latest = sa.select(AuditEvent.id).order_by(AuditEvent.mono_seq.desc()).offset(1).limit(1)
        event = connection.execute(latest.where(AuditEvent.mono_seq > 30)).scalar_one()
    with past_the_guards(owner, "audit_event") as c:
        c.execute(sa.delete(AuditEvent).where(AuditEvent.id == event))
    seal()
    code, said = check(outside)
    assert code == 1
    assert said[0].startswith("REFUTED at index 31: event 32 of process ")
    with db.engine("system").connect() as connection:
        state = read_state(connection, clock.now())
    assert state.gaps == 1
    assert word_of(state) == "gaps in 1 process counts"
