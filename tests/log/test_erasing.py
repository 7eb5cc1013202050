"""Words beside events are kept apart, committed, and erased with the ticket; people's pseudonyms go with the people."""

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from app.audit.log import rows
from app.audit.log.erasing import erase_words
from app.audit.log.folder import LogFolder
from app.audit.log.forgetting import forget
from app.audit.log.models import Leaf, Pseudonym, Words
from app.audit.log.sequencer import Sealed
from app.audit.log.words import commitment
from app.audit.models import AuditEvent
from app.audit.tags import Tag
from app.audit.work import begin, look
from app.helpdesk.reveal.models import Reveal
from app.identity.actor import Actor, system_actor
from app.identity.rights import Clearance, Hat
from app.kernel.errors import Conflict, Invalid
from app.oversight.log.services import erase_ticket_words
from tests.cast import School
from tests.log.arrange import past_the_guards
from tests.log.conftest import Happen

Seal = Callable[[], Sealed]
Check = Callable[..., tuple[int, list[str]]]
SECRET = "Maria's mother asked where the Chromebook is."


def masked(school: School) -> Actor:
    return Actor(school.people["bo"], school.district_id, Hat.DESK, Clearance.MASKED)


def test_a_masked_tech_writes_words_and_reads_none(school: School, owner: sa.Engine) -> None:
    with look(masked(school)) as work:
        work.record(Tag.TICKET_OPENED, ticket_id=9, purpose="call", words=SECRET)
    with look(masked(school)) as work, pytest.raises(sa.exc.DatabaseError):
        work.rows(sa.select(Words.words))
    with owner.connect() as connection:
        kept = connection.execute(sa.select(Words)).one()
        event = connection.execute(sa.select(AuditEvent).where(AuditEvent.commitment.is_not(None))).one()
    assert kept.words == SECRET
    assert event.commitment == commitment(kept.salt, SECRET)
    assert SECRET not in json.dumps({**event._mapping, "occurred_at": ""})


def test_a_refusal_keeps_its_words_too(school: School, owner: sa.Engine) -> None:
    with pytest.raises(Conflict), begin(masked(school)) as work:
        _try(work)
    with owner.connect() as connection:
        assert connection.execute(sa.select(Words.words)).scalars().all() == [SECRET]
        assert connection.execute(sa.select(AuditEvent.outcome)).scalars().all() == ["refused"]
        assert connection.execute(sa.select(sa.func.count()).select_from(Reveal)).scalar() == 0


def _try(work: object) -> None:
    work.intend(Tag.WORD_REVEALED, words=SECRET)  # type: ignore[attr-defined]
    raise Conflict("Too late.")


def test_words_go_with_the_ticket(
    school: School, owner: sa.Engine, folder: LogFolder, seal: Seal, check: Check
) -> None:
    for ticket in (9, 9, 10):
        with look(masked(school)) as work:
            work.record(Tag.TICKET_OPENED, ticket_id=ticket, words=SECRET)
    seal()
    before = folder.head()
    with begin(system_actor(school.district_id, on_behalf_of_id=school.people["reyes"])) as work:
        assert erase_ticket_words(work, [9, 11]) == 2
        assert erase_ticket_words(work, [9]) == 0
    with owner.connect() as connection:
        left = connection.execute(sa.select(Words.salt, Words.words)).all()
    assert sorted(bool(row.salt) for row in left) == [False, False, True]
    seal()
    assert before is not None and check(before.note)[0] == 0
    assert list(rows.differences()) == []


def test_nobody_erases_without_a_name(school: School) -> None:
    with pytest.raises(Invalid, match="Nobody approved"), begin(system_actor(school.district_id)) as work:
        erase_words(work, ["x"], "ticket")
    approved = system_actor(school.district_id, on_behalf_of_id=school.people["reyes"])
    with pytest.raises(Invalid, match="policy"), begin(approved) as work:
        erase_words(work, ["x"], "as Maria asked")


def test_words_of_another_district_stay(school: School, owner: sa.Engine) -> None:
    with look(masked(school)) as work:
        event = work.record(Tag.TICKET_OPENED, ticket_id=9, words=SECRET)
    with begin(system_actor(5, on_behalf_of_id=6)) as work:
        assert erase_words(work, [event], "ticket") == 0
    with owner.connect() as connection:
        assert connection.execute(sa.select(Words.words)).scalar() == SECRET


def test_a_forgotten_person_leaves_the_log_whole(
    school: School, owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    happen(5)
    seal()
    with begin(system_actor(school.district_id, on_behalf_of_id=school.people["reyes"])) as work:
        forget(work, school.people.values())
        work.record(Tag.RECORDS_ERASED, count=1)
    with owner.begin() as connection:
        cores = connection.execute(sa.select(Leaf.core)).scalars().all()
    assert all(str(person).encode() not in bytes(core) for person in school.people.values() for core in cores)
    head = folder.head()
    assert head is not None and check(head.note)[0] == 0
    assert list(rows.differences()) == []


def test_whoever_was_forgotten_gets_no_other_name(
    school: School, owner: sa.Engine, folder: LogFolder, happen: Happen, seal: Seal, check: Check
) -> None:
    """A look that names an erased person again changes nothing of what was sealed, and tells nobody who it was."""
    happen(5)
    seal()
    maria = school.people["maria"]
    with owner.connect() as connection:
        (name,) = connection.execute(sa.select(Pseudonym.name).where(Pseudonym.person_id == maria)).scalars()
    with begin(system_actor(school.district_id, on_behalf_of_id=school.people["reyes"])) as work:
        forget(work, [maria])
        work.record(Tag.RECORDS_ERASED, count=1)
    happen(3)
    seal()
    with owner.connect() as connection:
        names = set(connection.execute(sa.select(Pseudonym.name)).scalars())
        last = bytes(
            connection.execute(sa.select(Leaf.core).order_by(Leaf.place.desc())).scalars().first() or b""
        )
    assert name not in names and json.loads(last)["subjects"][0] == "-" and name.encode() not in last
    head = folder.head()
    assert head is not None and check(head.note)[0] == 0
    assert list(rows.differences()) == []


@pytest.mark.parametrize("column", ["outcome", "actor_id", "subjects"])
def test_a_changed_row_is_found_though_it_names_somebody_forgotten(
    column: str, school: School, owner: sa.Engine, happen: Happen, seal: Seal
) -> None:
    happen(30)
    seal()
    with begin(system_actor(school.district_id, on_behalf_of_id=school.people["reyes"])) as work:
        forget(work, [school.people["maria"]])
        work.record(Tag.RECORDS_ERASED, count=1)
    about = AuditEvent.actor_id == school.people["reyes"]
    with owner.connect() as connection:
        event = connection.execute(sa.select(AuditEvent.id).where(about).limit(1)).scalar()
    changed = {"outcome": "refused", "actor_id": school.people["dana"], "subjects": [school.people["maria"]]}
    with past_the_guards(owner, "audit_event") as connection:
        here = AuditEvent.id == event
        connection.execute(sa.update(AuditEvent).where(here).values(**{column: changed[column]}))
    assert [one.event_id for one in rows.differences()] == [event]
